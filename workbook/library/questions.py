"""What a check-in asks, in which words, and what its scales mean."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from workbook.library.trend_rule import TrendRule
from workbook.library.values import Count, Demand, Points, Positive, Record, Score, Slug, Text, Texts, Whole

DURING, MORNING = "pain_during", "pain_morning"
"""Ids of the two questions about pain, the worst of a run or session and the next morning: the pain rule reads them."""


class Question(Record):
    """One thing that a check-in asks: a whole number from `low` to `high`."""

    id: Slug
    topic: Slug | None = None
    side: Literal["left", "right"] | None = None
    name: Text
    ask: Text
    low: Whole
    high: Whole
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


class Part(Record):
    """A part of the body where it may hurt, and the demands of exercises that load it."""

    id: Slug
    name: Text
    loads: tuple[Demand, ...]


class PainRule(Record):
    """The traffic light for pain of 0-10; `{green_to}` and the like in a text stand for the numbers."""

    green_to: Score
    amber_to: Score
    """Scores up to which pain is green, and acceptable."""
    rise: Points
    """Points above one's own usual score that are a rise: of the next morning, or of two answers running."""
    rise_early: Points
    """The same while fewer than `usual_needs` answers are known."""
    usual_needs: Count
    climb_weeks: Positive
    """Weeks of which each is worse than the one before that are a climb, if they come to `climb` points in all."""
    climb: Points
    green: Text
    amber: Text
    red: Text
    never: Text
    sources: Texts

    @model_validator(mode="after")
    def _in_order(self) -> "PainRule":
        if self.green_to >= self.amber_to:
            raise ValueError("`green_to` is below `amber_to`")
        for light in ("green", "amber", "red"):
            try:
                self.says(light)
            except (KeyError, IndexError, ValueError):
                raise ValueError(f"`{light}` has a word in braces that is no number of this rule") from None
        return self

    def is_strong(self, score: int) -> bool:
        """Whether pain is red for its score alone."""
        return score > self.amber_to

    def says(self, light: str) -> str:
        """What a light means, with the rule's own numbers in it."""
        return str(getattr(self, light)).format(**self.numbers)

    @property
    def numbers(self) -> dict[str, str]:
        """The rule's numbers by the words that stand for them in a text."""
        told = self.model_dump(include={"green_to", "amber_to", "rise", "climb_weeks", "climb"})
        return {name: f"{number:g}" for name, number in told.items()} | {"over_green": f"{self.green_to + 1}"}

    @property
    def sentences(self) -> tuple[str, ...]:
        """All four, the mildest first."""
        return *(self.says(light) for light in ("green", "amber", "red")), self.never


class Questionnaire(Record):
    """What a check-in asks, and when a set of them may be called a change."""

    trend: TrendRule
    questions: tuple[Question, ...]
    pain: tuple[Question, ...]
    elsewhere: Text
    """What stands for the injury's name in the pain questions that everybody is asked."""
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    """Where that may be."""
    unknown_part: tuple[Demand, ...]
    """Demands that load a place of which nobody told where it is."""
    done: tuple[Question, ...]
    topics: tuple[Topic, ...]
    pain_rule: PainRule

    @property
    def scale(self) -> str:
        """The ends of what is rated, '0-10'."""
        asked = (*self.questions, *self.pain)
        return f"{min(q.low for q in asked)}-{max(q.high for q in asked)}"

    def highest(self, question: str) -> int:
        """The upper end of a question's scale; 10, as in a session, where the questionnaire does not ask it."""
        return next((q.high for q in (*self.questions, *self.pain, *self.done) if q.id == question), 10)

    @model_validator(mode="after")
    def _asks_what_the_rules_read(self) -> "Questionnaire":
        if {question.id for question in self.pain} != {DURING, MORNING}:
            raise ValueError(f"`pain` asks `{DURING}` and `{MORNING}`: the pain rule reads these two")
        if not {"limp", "sessions_done"} <= {question.id for question in self.done}:
            raise ValueError("`done` asks `limp` and `sessions_done`: the next week's dose follows from these two")
        if self.highest("limp") != 1:
            raise ValueError("`limp` is asked as `low: 0`, no, and `high: 1`, yes")
        return self
