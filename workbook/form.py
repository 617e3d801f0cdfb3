"""What a check-in asks, in which words, and what its scales mean."""

from typing import Literal

from workbook.records import Count, Record, Score, Slug, Text, Texts


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


class Band(Record):
    """A stretch of a 0-10 scale up to and including `to`, in a word."""

    to: Score
    word: Text


class Topic(Record):
    """What two questions, left and right, are about."""

    id: Slug
    name: Text
    bands: tuple[Band, ...]
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


class CheckInForm(Record):
    """What a check-in asks, and when a set of them may be called a change."""

    clear_change: float
    weeks_for_a_verdict: Count
    tau_p: float
    questions: tuple[Question, ...]
    pain: tuple[Question, ...]
    done: tuple[Question, ...]
    topics: tuple[Topic, ...]
    pain_rule: PainRule
