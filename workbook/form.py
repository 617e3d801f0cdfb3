"""What a check-in asks, in which words, and what its scales mean."""

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from workbook.record import Record, Score, Slug, Text, Texts
from workbook.trend_rule import TrendRule


class Question(Record):
    """One thing that a check-in asks: a whole number from `low` to `high`."""

    id: Slug
    topic: Slug | None = None
    side: Literal["left", "right"] | None = None
    name: Text
    ask: Text
    low: int
    high: int
    low_word: Text
    high_word: Text
    good: Literal["up", "down", "none"]

    @model_validator(mode="after")
    def _a_scale(self) -> "Question":
        if not 0 <= self.low < self.high <= 10:
            raise ValueError("a scale goes from `low` to a larger `high`, both from 0 to 10")
        return self


class Band(Record):
    """A stretch of a 0-10 scale up to and including `to`, in a word."""

    to: Score
    word: Text


def _to_the_top(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    ends = [band.to for band in bands]
    if not ends or ends != sorted(set(ends)) or ends[-1] != 10:
        raise ValueError("bands rise, and the last one reaches 10")
    return bands


class Topic(Record):
    """What two questions, left and right, are about."""

    id: Slug
    name: Text
    bands: Annotated[tuple[Band, ...], AfterValidator(_to_the_top)]
    meaning: Text
    flat: Text
    sources: Texts


class PainRule(Record):
    """The traffic light for pain of 0-10."""

    green_to: Score
    amber_to: Score
    green: Text
    amber: Text
    red: Text
    never: Text
    sources: Texts

    @model_validator(mode="after")
    def _in_order(self) -> "PainRule":
        if self.green_to >= self.amber_to:
            raise ValueError("`green_to` is below `amber_to`")
        return self


class CheckInForm(Record):
    """What a check-in asks, and when a set of them may be called a change."""

    trend: TrendRule
    questions: tuple[Question, ...]
    pain: tuple[Question, ...]
    done: tuple[Question, ...]
    topics: tuple[Topic, ...]
    pain_rule: PainRule

    @model_validator(mode="after")
    def _asks_what_the_rules_read(self) -> "CheckInForm":
        if {question.id for question in self.pain} != {"pain_during", "pain_morning"}:
            raise ValueError("`pain` asks `pain_during` and `pain_morning`: the pain rule reads these two")
        if not {"limp", "sessions_done"} <= {question.id for question in self.done}:
            raise ValueError("`done` asks `limp` and `sessions_done`: the next week's dose follows from these two")
        return self
