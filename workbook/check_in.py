"""What a runner reports, week by week, and what the reports may be said to show."""

import datetime as dt
from collections.abc import Sequence
from statistics import mean
from typing import Annotated

from pydantic import Field

from workbook.day import Day
from workbook.form import CheckInForm, Question, Topic
from workbook.record import Record, Score, Side, Slug
from workbook.trend import Trend

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?$")]


class CheckIn(Record):
    """One day's answers: question id, or question id and injury id with a colon between, to a whole number."""

    date: Day
    answers: dict[Key, Score]
    elsewhere: Slug | None = None
    """The part of the body that a pain elsewhere was in, and on which side."""
    side: Side | None = None


def week_of(date: dt.date, first: dt.date) -> int:
    """Week number from 0: the first check-in opens week 0."""
    return (date - first).days // 7


def weekly(check_ins: Sequence[CheckIn], question: str) -> dict[int, float]:
    """Mean answer to one question in each week that has one; a week without an answer is not there."""
    first = min((check_in.date for check_in in check_ins), default=None)
    if first is None:
        return {}
    answers: dict[int, list[int]] = {}
    for check_in in check_ins:
        if question in check_in.answers:
            week = week_of(check_in.date, first)
            answers.setdefault(week, []).append(check_in.answers[question])
    return {week: mean(answers[week]) for week in sorted(answers)}


def band(score: float, topic: Topic) -> str:
    """The word for a stretch of the scale; a mean between two bands belongs to the nearer one."""
    return next(band.word for band in topic.bands if score < band.to + 0.5)


def in_words(found: Trend, question: Question, form: CheckInForm) -> str:
    """A trend as a sentence that claims no more than the numbers hold."""
    if found.change is None:
        left = form.weeks_for_a_verdict - found.weeks
        more = "one more week" if left == 1 else f"{left} more weeks"
        rated = "1 rated week" if found.weeks == 1 else f"{found.weeks} rated weeks"
        return f"Too early to say: {rated}, and {more} to go before any word on a trend."
    points = f"{abs(found.change):.1f} points {'up' if found.change > 0 else 'down'}"
    if found.word == "no clear change":
        return f"No clear change: under {form.clear_change:g} points over {found.weeks} rated weeks."
    if found.word == "leaning":
        return f"Leaning: about {points} over {found.weeks} rated weeks, but the weeks are too mixed to be sure."
    good = "up" if found.change > 0 else "down"
    news = " That is the hoped-for direction." if question.good == good else " That is not the hoped-for direction."
    return f"Clear change: about {points} over {found.weeks} rated weeks.{news}"
