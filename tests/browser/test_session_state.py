"""What a deed makes of a session: pure functions of the browser, without a page."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers.sessions import session
from widgets.controls.script import script
from workbook.diary import session_draft

pytestmark = pytest.mark.browser
START = 1_790_000_000_000
"""Milliseconds since 1970."""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    page = chromium.new_page(timezone_id="Pacific/Auckland")
    yield page
    page.close()


def run(page: Page, *deeds: Any, found: Any = None) -> dict:
    """The session after these deeds, a second apart; a deed is its name, or the name and what was told."""
    body = """
      let now = start;
      let state = found ?? begun(session, "1f", "tab", now);
      for (const [deed, told] of deeds) state = after(state, deed, (now += 1000), told);
      return state;"""
    each = [deed if isinstance(deed, tuple) else (deed, None) for deed in deeds]
    return page.evaluate(
        f"({{ session, deeds, start, found }}) => {{ {script('weight.js', 'session_state.js')}{body} }}",
        {"session": session(), "deeds": each, "start": START, "found": found},
    )


def call(page: Page, expression: str, **values: Any) -> Any:
    names = ", ".join(values)
    return page.evaluate(
        f"({{ {names} }}) => {{ {script('weight.js', 'session_state.js')}\nreturn {expression}; }}", values
    )


def rounds(state: dict) -> dict:
    return {name: each["rounds"] for name, each in state["done"].items()}


ROUND = ("next", "done")
"""Get ready, and the repetitions."""


def test_only_what_was_done_counts_as_a_round(page):
    """Next passes a round over; Done counts it, once, whatever was passed over before."""
    assert rounds(run(page, "next", "next", "next", "next", "next"))["hip_thrust"] == 0
    assert rounds(run(page, *ROUND))["hip_thrust"] == 1
    assert rounds(run(page, *ROUND, "back", "done"))["hip_thrust"] == 1
    assert rounds(run(page, "next", "next", "next", *ROUND))["hip_thrust"] == 1
    assert rounds(run(page, *ROUND, "next", *ROUND))["hip_thrust"] == 2


def test_a_round_counts_when_both_sides_are_done(page):
    """The left side passed over is no round; the hold that ran to its end is its half."""
    to_plank = ("skip",)
    assert rounds(run(page, *to_plank, "next", "next", "next", "done"))["side_plank"] == 0
    assert rounds(run(page, *to_plank, "next", "done", "next", "done"))["side_plank"] == 1


def test_a_hold_that_ran_to_its_end_counts_and_the_next_phase_begins_where_it_ended(page):
    """The same in every tab, whenever its clock ticks; what was slept through begins anew."""
    holding = run(page, "skip", "next")
    end = holding["since"] + 30_000
    in_time = [call(page, "elapsed(state, now)", state=holding, now=end + late) for late in (0, 70, 900)]
    assert in_time[0] == in_time[1] == in_time[2]
    assert (in_time[0]["since"], in_time[0]["did"]) == (end, [holding["at"]])
    late = call(page, "elapsed(state, now)", state=holding, now=end + 60_000)
    assert late["since"] == end + 60_000


def test_pausing_keeps_what_is_left(page):
    """A second of the count-in is gone; the pause costs nothing."""
    paused = run(page, "pause")
    assert (paused["left"], paused["since"]) == (4, None)
    assert call(page, "secondsLeft(state, now)", state=run(page, "pause", "goOn"), now=START + 3000) == 3


def test_a_skip_for_pain_is_kept(page):
    """With place and score; the exercise does not come round again, and skipping it once more takes nothing back."""
    hurt = run(page, ("skip", ["elsewhere", 6]))
    assert {phase["item"] for phase in hurt["session"]["phases"][1:]} == {1}
    assert hurt["done"]["hip_thrust"]["hurt"] == ["elsewhere", 6]
    assert hurt["session"]["phases"][hurt["at"]]["item"] == 1
    assert run(page, ("skip", ["elsewhere", 6]), "back", "skip")["done"]["hip_thrust"]["hurt"] == ["elsewhere", 6]


def test_a_session_is_of_the_day_on_which_it_began(page):
    """Past midnight too, by the visitor's own clock; only after hours without a deed it counts as left behind."""
    late = int(dt.datetime(2026, 11, 3, 10, 50, tzinfo=dt.UTC).timestamp() * 1000)  # 23:50 in Auckland
    state = call(page, "begun(session, '1f', 'tab', now)", session=session(), now=late)
    assert state["day"] == "2026-11-03"
    minutes, hours = 60_000, 3_600_000
    after = call(page, "after(state, 'next', now)", state=state, now=late + 20 * minutes)
    assert after["day"] == "2026-11-03"
    behind = "isLeftBehind(state, now)"
    assert not call(page, behind, state=state, now=late + 20 * minutes)
    assert not call(page, behind, state=after, now=late + 4 * hours)
    assert call(page, behind, state=after, now=late + 8 * hours)
    empty = call(page, "after(state, 'resume', now)", state=after, now=late + 30 * hours)
    assert empty["day"] == "2026-11-05", "nothing of it was done on the first day"
    begun = call(page, "after(after(state, 'done', now), 'resume', now + 1e8)", state=after, now=late + 20 * minutes)
    assert begun["day"] == "2026-11-03"


def test_an_entry_is_one_that_the_diary_takes(page):
    """The session's own id, the day it began, the weight in kg."""
    state = run(page, *ROUND, ("weigh", ["hip_thrust", "45lb"]), ("effort", 7), "finish")
    entry = call(page, "entryOf(state, 'kg', now)", state=state, now=START + 99_000)
    done, left_out = session_draft.read(entry)
    assert left_out == ()
    assert (done.id, done.letter, done.effort) == ("1f", "A", 7)
    assert [(p.exercise, p.rounds, p.load_kg) for p in done.performed] == [
        ("hip_thrust", 1, 20.41), ("side_plank", 0, None),
    ]  # fmt: skip


def test_a_weight_that_cannot_be_read_holds_the_session_back(page):
    """Unless nothing was done with it."""
    faulty = run(page, *ROUND, ("weigh", ["hip_thrust", "315"]))
    assert call(page, "faultOf(state, 'kg')", state=faulty)["id"] == "hip_thrust"
    assert call(page, "faultOf(state, 'lb')", state=faulty) is None
    assert call(page, "faultOf(state, 'kg')", state=run(page, ("weigh", ["hip_thrust", "315"]))) is None


@pytest.mark.parametrize(
    "change",
    [{"at": 99}, {"at": -1}, {"session": {}}, {"session": None}, {"day": 5}, {"done": {}}, {"done": None}],
    ids=str,
)
def test_what_makes_no_session_is_not_gone_on_with(page, change):
    """Whatever another program or an older page wrote there, the player begins."""
    assert call(page, "revived(found)", found={**run(page, "next"), **change}) is None
    for nothing in (None, 3, "x", [], {}):
        assert call(page, "revived(found)", found=nothing) is None


def test_a_session_of_an_older_page_goes_on(page):
    """It had no id, no tab and nothing typed; its rounds stay and count on."""
    old = run(page, *ROUND)
    for name in ("id", "tab", "touched", "did"):
        del old[name]
    for each in old["done"].values():
        del each["typed"]
    found = call(page, "revived(found)", found=old)
    assert rounds(found)["hip_thrust"] == 1
    assert rounds(run(page, "next", *ROUND, found=found))["hip_thrust"] == 2
    assert found["done"]["hip_thrust"]["typed"] is None
