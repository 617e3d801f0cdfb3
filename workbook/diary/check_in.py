"""What a runner reports, week by week, and what the reports may be said to show."""

import datetime as dt
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from workbook.diary.day import Day
from workbook.library.questions import Topic
from workbook.library.values import Record, Score, Sides, Slug

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?$")]

LIMP = "limp"
"""The question whether the runner limped: 0 or 1."""


def _yes_or_no(answers: dict[str, int]) -> dict[str, int]:
    if answers.get(LIMP, 0) > 1:
        raise ValueError(f"limp is 0 for no or 1 for yes, and not {answers[LIMP]}")
    return answers


Answers = Annotated[dict[Key, Score], AfterValidator(_yes_or_no)]


def key_of(question: str, place: str) -> str:
    """The key of an answer on a place: 'pain_during:itb'."""
    return f"{question}:{place}"


def asked_by(key: str) -> tuple[str, str]:
    """The question of an answer's key, and its place; the place is empty where it asks of none."""
    question, _, place = key.partition(":")
    return question, place


def is_pain(key: str) -> bool:
    """Whether a question, or an answer's key, is about pain."""
    return key.startswith("pain_")


def limped(answers: Mapping[str, Any]) -> bool:
    """Whether a limp was told of."""
    return bool(answers.get(LIMP))


class CheckIn(Record):
    """One day's answers: question id, or question id and injury id with a colon between, to a whole number."""

    date: Day
    answers: Answers
    elsewhere: Slug | None = None
    """The part of the body that a pain elsewhere was in, and on which side."""
    side: Sides | None = None


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
