"""The shape of a programme: its weeks, its slots, and how much of each."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from workbook.library.values import Amount, Count, Positive, Range, Real, Record, Score, Slug, Slugs, Stage, Text, Texts


def _ascending(numbers: tuple[float, ...]) -> tuple[float, ...]:
    if list(numbers) != sorted(numbers):
        raise ValueError("the numbers rise, the smallest first")
    return numbers


class Slot(Record):
    """A place in a session that one exercise fills."""

    id: Slug
    name: Text
    place: Count
    core: bool = False
    only_for: Slug | None = None
    any_stage: bool = False
    every_week: bool = False
    """Of the core slots, these come first in each week."""
    every_second: bool = False
    """In every second session it has its minutes only after the core."""
    turns: bool = False
    """What has come least so far is tried first."""
    purpose: Text
    prefer: Annotated[Slugs, Field(min_length=1)]
    learn: Slugs = ()
    """Tried before `prefer` while a runner learns the movement."""
    vary: Slugs = ()
    """Tried before `prefer` in every second session of a week that varies."""
    sources: Texts = ()


class Week(Record):
    """What one week asks for."""

    week: Count
    name: Text
    stages: tuple[Stage, ...]
    slots: Slugs
    rounds: Amount
    reps_left: Range
    minutes_share: Annotated[float, Field(gt=0, le=1, strict=True)] = 1.0
    """Share of the runner's minutes that a session of this week fills."""
    learn: bool = False
    """Whether slots try what they `learn` first."""
    vary: bool = False
    """Whether every second session tries what its slots `vary` first."""
    fewer_than: Count | None = None
    """The week that has more rounds for each hip than this one."""
    say: Text


class Circuit(Record):
    """How the core exercises go round where straight sets do not fit the minutes."""

    between_s: Annotated[int, Field(ge=10, le=999, strict=True)]
    """Seconds from one exercise to the next; the last five of them count the runner in."""
    after_s: Annotated[int, Field(ge=10, le=999, strict=True)]
    """Seconds of rest after each round."""
    sources: Texts


class Young(Record):
    """What is other for a runner under 18."""

    reps_left: Range
    first_weeks: Count
    first_rounds: Positive
    """The most rounds of an exercise in the first weeks."""
    rounds: Positive
    """The most rounds of an exercise afterwards."""
    load: Text
    """How to choose a weight."""
    exercise_load: Text
    """What a card says of the load."""
    sources: Texts


class LowFeel(Record):
    """What a runner who hardly feels the glute gets more of."""

    at_most: Score
    adds: Slug


class Progression(Record):
    """How a dose goes up, and when it goes down; the pain rule's lights stand with the check-in."""

    sessions_share: Annotated[float, Field(gt=0, le=1, strict=True)]
    """Share of the week's sessions that must be done for a week to count."""
    steady_share: Annotated[float, Field(gt=0, le=1, strict=True)]
    """With less than this share in two weeks running nothing is added."""
    done_share: Annotated[float, Field(gt=0, le=1, strict=True)]
    """Share of a session's exercises that must be done for it to count as done."""
    effort_hold: Score
    """Mean effort from which nothing is added."""
    break_weeks: Positive
    """Weeks without a session that are a break."""
    break_back: Count
    """Weeks of the programme that a break goes back."""
    felt_at_most: Score
    """Felt glute work this low keeps the first stage, but no longer than so many weeks."""
    felt_weeks: Count
    reps_step: Positive
    """Repetitions added at a time, never past the exercise's own range."""
    lowering_step_s: Positive
    most_lowering_s: Count
    """Seconds that lowering is slowed by at a time, and in all."""
    hold_step_s: Positive
    """Seconds that a hold is lengthened by at a time, never past the exercise's own range."""
    ease_share: Annotated[float, Field(gt=0, lt=1, strict=True)]
    """Share of the sets that a red week takes away."""
    reds_to_stop: Positive
    """Red weeks in a row that stop what provokes a place."""
    calm_weeks: Positive
    """Weeks without red that give back what was stopped."""
    taper_days: Count
    taper_share: Annotated[float, Field(gt=0, lt=1, strict=True)]
    """Days before a race in which this share of the rounds is left out."""
    least_minutes: Count
    """Minutes of work that every session keeps."""
    weights_kg: Annotated[
        tuple[Annotated[float, Field(gt=0, strict=True)], ...], Field(min_length=2), AfterValidator(_ascending)
    ]
    """Weights as they are sold, the lightest first."""
    weight_share: Annotated[tuple[Real, Real], AfterValidator(_ascending)]
    """Share of the load that studies add at a time, [least, most]."""
    sources: Texts


class Already(Record):
    """Something that a runner may do already, in their words."""

    exercise: Slug
    name: Text


class Protocol(Record):
    """The shape of a programme."""

    id: Slug
    name: Text
    sources: Texts
    minutes: Annotated[tuple[Annotated[int, Field(ge=10, le=120, strict=True)], ...], Field(min_length=1)]
    sessions: Annotated[tuple[Annotated[int, Field(ge=1, le=7, strict=True)], ...], Field(min_length=1)]
    change_over_s: Count
    hours_between_sessions: Count
    fewest_rounds: Annotated[int, Field(ge=1, strict=True)]
    circuit: Circuit
    low_feel: LowFeel
    load: Text
    """How to choose a weight, and when to raise it."""
    young: Young
    progression: Progression
    already: tuple[Already, ...]
    slots: tuple[Slot, ...]
    weeks: Annotated[tuple[Week, ...], Field(min_length=1)]

    def weeks_for(self, young: bool) -> tuple[Week, ...]:
        """The weeks as they are for a runner who is under 18, or not."""
        return tuple(map(self._for_the_young, self.weeks)) if young else self.weeks

    def load_for(self, young: bool) -> str:
        """How a runner who is under 18, or not, chooses a weight."""
        return self.young.load if young else self.load

    def _for_the_young(self, week: Week) -> Week:
        most = self.young.first_rounds if week.week <= self.young.first_weeks else self.young.rounds
        rounds = (min(week.rounds[0], most), min(week.rounds[1], most))
        return week.model_copy(update={"rounds": rounds, "reps_left": self.young.reps_left})

    @model_validator(mode="after")
    def _every_week_has_a_core(self) -> "Protocol":
        core = {slot.id for slot in self.slots if slot.core}
        bare = [str(week.week) for week in self.weeks if not core & set(week.slots)]
        if bare:
            raise ValueError(f"week {', '.join(bare)} has no core slot; a session is built around one")
        return self

    @model_validator(mode="after")
    def _weeks_rise(self) -> "Protocol":
        above = {week.week: week.fewer_than for week in self.weeks}
        for week in above:
            here: int | None = week
            for _ in above:
                here = above.get(here) if here is not None else None
            if here is not None or above[week] not in {None, *above}:
                raise ValueError(f"week {week}: `fewer_than` names another week, and never leads back to this one")
        return self
