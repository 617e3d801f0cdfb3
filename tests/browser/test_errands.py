"""Each errand of a physio takes less than two minutes, as docs/errands.md says, and does what it says."""

import re
from pathlib import Path

import pytest

from tests.commands.errands import DOCS, ERRANDS, PRESCRIBING, Hands, measured, over, printed
from workbook.diary.link import text_in
from workbook.diary.prescribed.file import read
from workbook.editing.check import check
from workbook.library import Library

pytestmark = pytest.mark.browser
NEAR = 5
"""Seconds by which the page may tell otherwise than it is: a sentence more in a form."""


def test_every_errand_does_what_it_says_in_less_than_two_minutes(chromium, tmp_path):
    """All in one folder, one after the other."""
    found = measured(chromium, tmp_path / "my_clinic", tmp_path)
    assert list(found) == [*ERRANDS, PRESCRIBING]
    assert over(found) == []
    in_its_files(tmp_path / "my_clinic")
    in_its_link(found[PRESCRIBING].link)
    as_long_as_told(found)


def in_its_files(folder: Path) -> None:
    """They are in order and ask nothing."""
    ours, guide = Library.read(overlay=folder), Library.read()
    assert ours.exercises["lateral_step_up"].cues[0] == "Stand beside the step with one whole foot on it"
    assert ours.exercises["reverse_lunge"].dose.rounds == (2, 2)
    assert "hip_airplane" not in ours.exercises
    suits = ours.exercises["rfe_split_squat"].suitability["pfp"]
    assert (suits.verdict, ours.rules[suits.rules[0]].text[:8]) == ("avoid", "We leave")
    assert (ours.protocol.weeks[2].rounds, ours.protocol.weeks[3]) == ((2, 2), guide.protocol.weeks[3])
    asked = {question.id: question.ask for question in ours.check_in.questions}
    assert (asked["glute_left"], asked["sleep"]) == (
        "Left: how much did your buttock work on easy runs?",
        "How well did you sleep?",
    )
    assert (ours.clinic.name, ours.clinic.colours) == ("Hill Street Physiotherapy", {"accent": "#2f6b3c"})
    said, in_order = check(folder)
    assert in_order
    assert "Is this meant?" not in said


def in_its_link(link: str) -> None:
    """Rounds, side, word and what is never to be done; all else is as the rules say."""
    order = read(text_in(link.partition("#")[2]))
    assert (order.by, order.runner, order.word) == ("Your clinic", "Anna", "Slowly at first, please.")
    assert order.without == ("reverse_lunge",)
    assert [(one.rounds, one.side) for one in order.exercises] == [(2, None), (3, None), (2, "left"), *[(2, None)] * 3]


def as_long_as_told(found: dict[str, Hands]) -> None:
    """As docs/errands.md has it: clicks and keystrokes to the one, seconds nearly."""
    text = DOCS.read_text(encoding="utf-8")
    for name, hands in found.items():
        clicks, keys, _, seconds = map(int, re.search(rf"^\| {re.escape(name)} \|(.+)\|$", text, re.M)[1].split("|"))
        assert (clicks, keys) == (hands.clicks, hands.keys), f"{name}: run make errands\n{printed(found)}"
        assert abs(seconds - hands.seconds) <= NEAR, f"{name}: run make errands\n{printed(found)}"


def test_seconds_are_reckoned_as_the_page_says():
    """From words, keystrokes and clicks."""
    hands = Hands()
    hands.words, hands.keys, hands.clicks = 200, 10, 2
    assert hands.seconds == pytest.approx(60 + 3 + 3)
    assert "200 words a minute, 0.3 s a keystroke, 1.5 s a click" in DOCS.read_text(encoding="utf-8")
