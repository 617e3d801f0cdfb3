"""The balance of a programme: how many rounds each hip works, how many push and pull, and how long it all takes."""

from dataclasses import dataclass

from workbook.programme.minutes import whole_minutes
from workbook.programme.programme import Programme


@dataclass(frozen=True)
class WeekLoad:
    """One week in numbers: rounds for each hip, left or right, rounds with a push and with a pull arm, minutes."""

    week: int
    each_hip: int
    push: int
    pull: int
    minutes: int


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
