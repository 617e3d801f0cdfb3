"""A verdict is a sentence that claims no more than the numbers hold."""

import datetime as dt
from dataclasses import replace

import pytest

from workbook.diary.check_in import CheckIn
from workbook.diary.trend import Began, Trend, trends
from workbook.diary.trend_words import in_words, panel_in_words, span, tried
from workbook.library import Library

START = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (-2.6, 1.2, "between 3 down and 1 up"),
        (1.4, 3.6, "between 1 and 4 up"),
        (-3.6, -1.4, "between 1 and 4 down"),
        (-0.4, 2.2, "between none and 2 up"),
        (-2.2, 0.3, "between none and 2 down"),
        (-0.4, 0.4, "under half a point"),
        (1.8, 2.3, "about 2 up"),
        (0.6, 0.6, "about 1 up"),
        (-0.6, 0.6, "between 1 down and 1 up"),
    ],
)
def test_a_range_is_said_in_whole_points(low, high, says):
    """Down before up, the nearer end first, and never a minus sign."""
    assert span(low, high) == says


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (Trend("too early", 0, 0), "Too early to say: no rated day so far. Rate 3 more days before the first session"),
        (Trend("too early", 2, 2), "Too early to say: 2 rated days so far. Rate one more day before the first session"),
        (Trend("too early", 5, 5), "Too early to say: 5 rated days so far. The first day of week 1 is not known yet"),
        (Trend("no baseline", 9, 0), "Nothing to compare with: the day of the first session is not known."),
        (
            Trend("no baseline", 0, 0, START),
            "Nothing to compare with: nothing was rated before the first session. No word on",
        ),
        (
            Trend("no baseline", 9, 2, START),
            "Nothing to compare with: 2 rated days before the first session is too few.",
        ),
        (
            Trend("still collecting", 9, 3, START, 6),
            "Still collecting: the answer comes at the end of week 6 (19 April).",
        ),
        (
            Trend("cannot tell", 9, 3, START, 6, -0.7, -2.6, 1.2),
            "Cannot tell. From before the first session to the end of week 6 (19 April) the change is most likely "
            "between 3 down and 1 up.",
        ),
        (
            Trend("probable change", 9, 3, START, 12, 1.0, 0.1, 1.9),
            "Probable change. From before the first session to the end of week 12 (31 May) it is about 1 point up, "
            "most likely between none and 2 up. That is the hoped-for direction.",
        ),
        (
            Trend("clear change", 9, 3, START, 6, -2.53, -3.6, -1.4),
            "Clear change. From before the first session to the end of week 6 (19 April) it is about 2.5 points down, "
            "most likely between 1 and 4 down. That is not the hoped-for direction.",
        ),
    ],
)
def test_each_word_has_its_sentence(library, found, says):
    """The word first, then what it rests on."""
    assert in_words(found, library.check_in.topics[0], library.check_in).startswith(says)


def test_down_is_good_for_tightness(library):
    """The direction that is hoped for is the topic's."""
    said = in_words(
        Trend("clear change", 9, 3, START, 6, -2.5, -3.6, -1.4), library.check_in.topics[1], library.check_in
    )
    assert said.endswith("That is the hoped-for direction.")


def test_what_was_tried_is_said_with_the_numbers_of_the_data(library):
    """None of them is typed twice."""
    questionnaire = library.check_in
    rule = questionnaire.trend.model_copy(
        update={"tried": questionnaire.trend.tried.model_copy(update={"any_word": 77, "seen": 33})}
    )
    other = replace(library, check_in=questionnaire.model_copy(update={"trend": rule}))
    assert "about 77 still see" in tried(other)
    assert "about 33 see" in tried(other)


@pytest.mark.parametrize(("more", "known"), [("", False), ("  tried: {any_word: 77}\n", True)])
def test_figures_are_not_claimed_for_numbers_that_were_not_tried(tmp_path, more, known):
    """A clinic that changes the rule's numbers says what they come to, or nobody does."""
    (tmp_path / "check_in.yaml").write_text(f"trend:\n  clear_change: 1\n{more}", encoding="utf-8")
    said = tried(Library.read(overlay=tmp_path))
    assert ("about 77 still see" in said) == known
    assert ("nobody has tried them" in said) != known


@pytest.mark.parametrize("rated", range(3))
@pytest.mark.parametrize("days", [0, 1, 40])
def test_nobody_is_asked_for_ratings_of_a_time_that_is_over(library, rated, days):
    """After the first session a topic that has too few ratings of before, or none, is told so; no wish is left."""
    questionnaire = library.check_in
    before = [CheckIn(date=START - dt.timedelta(days=day + 1), answers={"glute_left": 3}) for day in range(rated)]
    found = trends(before, Began(START), START + dt.timedelta(days=days), questionnaire)["activation"]
    said = in_words(found, questionnaire.topics[0], questionnaire)
    assert said.startswith("Nothing to compare with: ")
    assert "Rate" not in said
    assert ("The chart" in said) == bool(rated)


def test_a_first_day_without_a_session_still_has_time_for_a_rating(library):
    """As long as it counts as a day before, it is asked for; on the next day it is too late."""
    questionnaire = library.check_in
    before = [CheckIn(date=START - dt.timedelta(days=day), answers={"glute_left": 3}) for day in (1, 3)]
    for days, word in ((0, "too early"), (1, "no baseline")):
        today = START + dt.timedelta(days=days)
        assert trends(before, Began(START, rested=True), today, questionnaire)["activation"].word == word


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        ({}, "Left: not rated."),
        ({0: 3}, "Left: 3 in week 0; hardly felt."),
        ({0: 2, 5: 4}, "Left: from 2 to 4 in five weeks; partly felt."),
        ({1: 8, 2: 8}, "Left: from 8 to 8 in one week; clearly felt."),
    ],
)
def test_a_panel_is_its_first_and_last_number_and_a_band(library, scores, says):
    """No word of a change: that is the verdict's, of left and right together."""
    join = CheckIn(date=START, answers={"tight_left": 5})
    told = [CheckIn(date=START + dt.timedelta(weeks=w), answers={"glute_left": n}) for w, n in scores.items()]
    asked = library.check_in
    assert panel_in_words(asked.questions[0], asked.topics[0], [join, *told], range(7)) == says


def test_a_panel_speaks_of_the_weeks_that_it_shows(library):
    """And of means in tenths."""
    days = {0: 9, 7 * 60: 2, 7 * 60 + 1: 3, 7 * 61: 4}
    told = [CheckIn(date=START + dt.timedelta(days=day), answers={"glute_right": n}) for day, n in days.items()]
    asked = library.check_in
    said = panel_in_words(asked.questions[1], asked.topics[0], told, range(9, 62))
    assert said == "Right: from 2.5 to 4 in one week; partly felt."
