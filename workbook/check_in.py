"""What a runner reports, week by week, and what the reports may be said to show."""

import datetime as dt
from collections.abc import Sequence
from statistics import mean
from typing import Annotated, Literal

from pydantic import Field

from workbook.form import CheckInForm, Question, Topic
from workbook.library import Library
from workbook.profile import Profile
from workbook.record import Record, Score

Light = Literal["green", "amber", "red"]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?$")]


class CheckIn(Record):
    """One day's answers: question id, or question id and injury id with a colon between, to a whole number."""

    date: dt.date
    answers: dict[Key, Score]


def questions(profile: Profile, library: Library) -> tuple[Question, ...]:
    """All that this runner is asked; the pain questions once for each sore injury."""
    form = library.check_in
    sore = [
        library.injuries[injury]
        for injury, state in profile.injuries.items()
        if state == "sore" and injury in library.injuries and library.injuries[injury].kind == "injury"
    ]
    pain = tuple(
        question.model_copy(
            update={
                "id": f"{question.id}:{injury.id}",
                "name": question.name.replace("{injury}", injury.name),
                "ask": question.ask.replace("{injury}", injury.name),
            }
        )
        for injury in sore
        for question in form.pain
    )
    return (*form.questions, *pain, *form.done)


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


def light(check_in: CheckIn, injury: str, form: CheckInForm) -> Light | None:
    """The pain rule's light for one injury; None where neither pain question was answered.

    Pain that is worse the next morning, or has not settled to green by then, is red.
    """
    during = check_in.answers.get(f"pain_during:{injury}")
    morning = check_in.answers.get(f"pain_morning:{injury}")
    scores = [score for score in (during, morning) if score is not None]
    if not scores:
        return None
    rule = form.pain_rule
    unsettled = morning is not None and (morning > rule.green_to or (during is not None and morning > during))
    if unsettled or max(scores) > rule.amber_to:
        return "red"
    return "amber" if max(scores) > form.pain_rule.green_to else "green"
