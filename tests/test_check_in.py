"""Check-ins are asked, gathered by week and put into careful words."""

import datetime as dt

import pytest

from workbook.check_in import CheckIn, band, light, questions, weekly
from workbook.profile import Profile

MONDAY = dt.date(2026, 3, 2)


def on(day, **answers):
    return CheckIn(date=MONDAY + dt.timedelta(days=day), answers=answers)


def test_the_first_check_in_opens_week_zero():
    """Weeks count from the first check-in, whatever its weekday; a week has the mean of its days."""
    series = weekly([on(0, glute_left=2), on(6, glute_left=4), on(7, glute_left=5), on(21, glute_left=6)], "glute_left")
    assert series == {0: 3, 1: 5, 3: 6}


def test_a_week_that_was_left_out_is_not_there():
    """A gap stays a gap."""
    assert weekly([on(0, glute_left=2), on(7, tight_left=3)], "glute_left") == {0: 2}
    assert weekly([], "glute_left") == {}


def test_pain_is_asked_for_sore_injuries_only(library):
    """Settled places and tightness are not asked about pain."""
    profile = Profile(injuries={"mtss": "sore", "pfp": "settled", "tight_hamstring": "sore"})
    pain = [q.id for q in questions(profile, library) if q.id.startswith("pain_")]
    assert pain == ["pain_during:mtss", "pain_morning:mtss"]


@pytest.mark.parametrize(
    ("during", "morning", "colour"),
    [
        (0, 0, "green"),
        (2, 2, "green"),
        (2, 1, "green"),
        (1, 2, "red"),
        (3, 1, "amber"),
        (5, 5, "red"),
        (3, 3, "red"),
        (5, None, "amber"),
        (None, 2, "green"),
        (6, 0, "red"),
        (4, 5, "red"),
    ],
)
def test_the_pain_rule_has_three_lights(library, during, morning, colour):
    """0-2 and no worse next morning, 3-5, over 5 or worse next morning."""
    answers = {"pain_during:mtss": during, "pain_morning:mtss": morning}
    said = CheckIn(date=MONDAY, answers={name: score for name, score in answers.items() if score is not None})
    assert light(said, "mtss", library.check_in) == colour


def test_no_pain_answer_gives_no_light(library):
    """Silence is not green."""
    assert light(on(0, glute_left=3), "mtss", library.check_in) is None


def test_every_score_has_a_band(library):
    """Each stretch of the scale has its word."""
    for topic in library.check_in.topics:
        assert [band(score, topic) for score in (0, 10)] == [topic.bands[0].word, topic.bands[-1].word]
        assert all(band(score / 4, topic) for score in range(41))
