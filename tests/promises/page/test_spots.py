"""Where it is sore: what a body to tap can have answered, and what a draft of it can be, whoever wrote it."""

from typing import get_args

import pytest

from widgets.controls.questions import Questions, spot, spots, ticks
from workbook.library.records import Spot

SORE = {"state": "sore", "side": None}
ITEM = spots(
    "injuries",
    "Where is it sore?",
    [spot("mtss", "Shin splints", spot="shin"), spot("tight_hamstring", "Tight hamstrings", kind="tightness")],
)
ANSWERS = [
    {},
    {"mtss": SORE},
    {"mtss": {"state": "settled", "side": "both"}, "tight_hamstring": SORE},
    {"of_another_guide": {"state": "settled", "side": "left"}},
]
HOSTILE = [
    None,
    "mtss",
    ["mtss"],
    7,
    {"mtss": "sore"},
    {"mtss": None},
    {"mtss": ["sore", None]},
    {"mtss": {"state": "sore"}},
    {"mtss": {**SORE, "more": 1}},
    {"mtss": {"state": "worse", "side": None}},
    {"mtss": {"state": ["sore"], "side": None}},
    {"mtss": {"state": "sore", "side": {}}},
    {"mtss": {"state": "sore", "side": "<b>left</b>"}},
    {"mtss": SORE, "tight_hamstring": {"state": "settled", "side": None}},
    {"tight_hamstring": {"state": "sore", "side": "left"}},
    {1: SORE},
]


def restored(items, draft):
    asks = Questions(items)
    asks.values = {"injuries": {"mtss": SORE}}
    asks.restore({"injuries": draft})
    return asks


@pytest.mark.parametrize("draft", ANSWERS)
def test_a_draft_of_places_is_shown_again(draft):
    """Also where the item is not there yet, as in a place that was not shown."""
    for items in ([ITEM], []):
        asks = restored(items, draft)
        assert asks.left_out == {}
        assert asks.values == {"injuries": draft}
        assert asks.shown["values"] == {"injuries": draft}


@pytest.mark.parametrize("draft", HOSTILE)
def test_what_no_row_can_say_is_left_out(draft):
    """What was there stays."""
    asks = restored([ITEM], draft)
    assert [*asks.left_out] == ["injuries"]
    assert asks.values == {"injuries": {"mtss": SORE}}


def test_a_dict_answers_no_other_question():
    """Each kind takes its own answers only."""
    asks = restored([ticks("injuries", "Which?", [spot("mtss", "Shin splints")])], {"mtss": SORE})
    assert [*asks.left_out] == ["injuries"]


def test_a_touch_is_a_value():
    """As the browser tells it."""
    heard = []
    asks = Questions([ITEM], lambda: heard.append(asks.values))
    asks._on_message(asks, {"kind": "answered", "number": 1, "touched": {"injuries": {"mtss": SORE}}}, [])
    assert heard == [{"injuries": {"mtss": SORE}}]


def test_every_injury_has_a_place_on_the_body(library):
    """One that the drawing has, and no two of them the same."""
    spots = [injury.spot for injury in library.injuries.values()]
    assert set(spots) <= set(get_args(Spot))
    assert len(set(spots)) == len(spots) == 6
