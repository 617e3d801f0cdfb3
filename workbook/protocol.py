"""The shape of a programme: its weeks, its slots, and how much of each."""

from typing import Annotated

from pydantic import Field

from workbook.records import Count, Range, Record, Score, Slug, Slugs, Stage, Text, Texts


class Slot(Record):
    """A place in a session that one exercise fills."""

    id: Slug
    name: Text
    place: Count
    core: bool = False
    only_for: Slug | None = None
    any_stage: bool = False
    purpose: Text
    prefer: Slugs
    sources: Texts = ()


class Week(Record):
    """What one week asks for."""

    week: Count
    name: Text
    stages: tuple[Stage, ...]
    slots: Slugs
    rounds: Range
    reps_left: Range
    say: Text


class LowFeel(Record):
    """What a runner who hardly feels the glute gets more of."""

    at_most: Score
    adds: Slug


class Already(Record):
    """Something that a runner may do already, in their words."""

    exercise: Slug
    name: Text


class Protocol(Record):
    """The shape of a programme."""

    id: Slug
    name: Text
    sources: Texts
    minutes: tuple[Count, ...]
    sessions: tuple[Count, ...]
    change_over_s: Count
    hours_between_sessions: Count
    fewest_rounds: Annotated[int, Field(ge=1)]
    low_feel: LowFeel
    already: tuple[Already, ...]
    slots: tuple[Slot, ...]
    weeks: tuple[Week, ...]
