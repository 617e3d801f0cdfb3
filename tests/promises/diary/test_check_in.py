"""Check-ins are asked, gathered by week and put into careful words."""

import datetime as dt

from workbook.diary.asked import questions
from workbook.diary.check_in import CheckIn, band, weekly
from workbook.diary.runner_profile import Profile

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


def test_pain_is_asked_for_sore_injuries_and_of_everybody_elsewhere(library):
    """Settled places and tightness count where they are told of; any other place is asked about always."""
    profile = Profile(injuries={"mtss": "sore", "pfp": "settled", "tight_hamstring": "sore"})
    pain = [q.id for q in questions(profile, library) if q.id.startswith("pain_")]
    assert pain == ["pain_during:mtss", "pain_morning:mtss", "pain_during:elsewhere", "pain_morning:elsewhere"]
    assert [q.id for q in questions(Profile(), library) if q.id.startswith("pain_")] == pain[2:]


def test_every_score_has_a_band(library):
    """Each stretch of the scale has its word."""
    for topic in library.check_in.topics:
        assert [band(score, topic) for score in (0, 10)] == [topic.bands[0].word, topic.bands[-1].word]
        assert all(band(score / 4, topic) for score in range(41))
