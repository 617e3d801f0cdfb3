"""The balance of a programme: how many rounds each hip works, how many push and pull, and how long it all takes."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbook.diary.diary import SessionEntry
from workbook.library import Library
from workbook.library.records import Exercise
from workbook.programme.minutes import whole_minutes
from workbook.programme.programme import Programme, Session


@dataclass(frozen=True)
class WeekLoad:
    """One week in numbers: rounds for each hip, left or right, rounds with a push and with a pull arm, minutes."""

    week: int
    each_hip: int
    push: int
    pull: int
    minutes: int


@dataclass(frozen=True)
class SideRounds:
    """Rounds of one side in a week: as many as are planned, and those that were done."""

    side: str
    """'left hip', 'right hip', 'push arm' or 'pull arm'."""
    planned: int
    done: int


_SIDES: dict[str, Callable[[Exercise], bool]] = {
    "left hip": lambda exercise: exercise.working_hip != "none",
    "right hip": lambda exercise: exercise.working_hip != "none",
    "push arm": lambda exercise: exercise.push_arm != "none",
    "pull arm": lambda exercise: exercise.pull_arm != "none",
}
"""Whether a round of an exercise is one of this side; a round is done on the left and on the right."""


def rounds_by_side(
    sessions: Iterable[Session], done: Iterable[SessionEntry], library: Library
) -> tuple[tuple[SideRounds, ...], int]:
    """The rounds of each side, and how many were done of exercises that the library does not have."""
    planned: Counter[str] = Counter()
    performed: Counter[str] = Counter()
    unknown = 0
    for prescription in (p for session in sessions for p in session.prescriptions):
        planned.update({side: prescription.rounds for side, works in _SIDES.items() if works(prescription.exercise)})
    for one in (p for entry in done for p in entry.performed):
        exercise = library.exercises.get(one.exercise)
        if exercise is None:
            unknown += one.rounds
        else:
            performed.update({side: one.rounds for side, works in _SIDES.items() if works(exercise)})
    return tuple(SideRounds(side, planned[side], performed[side]) for side in _SIDES), unknown


def weekly_load(programme: Programme) -> tuple[WeekLoad, ...]:
    """The load of each week. An exercise for both sides at once, or for each in turn, is a round for either hip."""
    found = []
    for week, sessions in programme.weeks:
        planned = [p for session in sessions for p in session.prescriptions]
        hips = sum(p.rounds for p in planned if p.exercise.working_hip != "none")
        push = sum(p.rounds for p in planned if p.exercise.push_arm != "none")
        pull = sum(p.rounds for p in planned if p.exercise.pull_arm != "none")
        seconds = sum(session.seconds for session in sessions)
        found.append(WeekLoad(week.week, hips, push, pull, whole_minutes(seconds)))
    return tuple(found)
