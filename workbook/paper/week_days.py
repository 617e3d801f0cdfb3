"""The seven days of a runner's week: what was done on each, and what falls on each that is left."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.diary.history import History
from workbook.diary.runner_profile import WEEKDAYS, Profile
from workbook.library import Library
from workbook.library.questions import Questionnaire
from workbook.paper.calendar_file import next_day


@dataclass(frozen=True)
class WeekDay:
    """One day of the week."""

    day: dt.date
    planned: str = ""
    """Letter of the session that falls on it; empty where none does."""
    done: tuple[str, ...] = ()
    """Letters of the sessions of which something was done."""
    check_in: Literal["", "saved", "due"] = ""
    hard_run: bool = False
    race: bool = False

    @property
    def free(self) -> bool:
        """Whether there is nothing on it."""
        return self == WeekDay(self.day)


def first_day(history: History) -> dt.date:
    """The first day of the runner's own week; today where their weeks have not begun."""
    if not history.weeks or history.start is None:
        return history.today
    return history.start + dt.timedelta(weeks=history.weeks - 1)


def check_in_due(history: History, questionnaire: Questionnaire) -> dt.date | None:
    """The day of the runner's week from which a check-in is due; None where none is due in it.

    It is the last one, as the calendar has it, as a week is decided by its check-in; today where the week before went
    without one, and before the first session where nothing was ever rated; while no week has begun, a week after the
    last rating. A pain that a session told is no rating.
    """
    rated = {c.date for c in history.check_ins if any(q.id in c.answers for q in questionnaire.questions)}
    if not rated and not any(s.exercises_done for s in history.sessions):
        return history.today
    if not history.weeks:
        return max(history.today, max(rated) + dt.timedelta(weeks=1)) if rated else None
    first = first_day(history)
    if any(day >= first for day in rated):
        return None
    owed = history.weeks > 1 and not any(day >= first - dt.timedelta(weeks=1) for day in rated)
    return history.today if owed else first + dt.timedelta(days=6)


def week_days(history: History, letters: Sequence[str], profile: Profile, library: Library) -> tuple[WeekDay, ...]:
    """The seven days. `letters` are the sessions of this week that are still to be done, in their order.

    A session for which no day is left is on none of them.
    """
    first = first_day(history)
    days = [first + dt.timedelta(days=n) for n in range(7)]
    planned = _planned(history, letters, profile, library)
    saved = {c.date for c in history.check_ins}
    due = check_in_due(history, library.check_in)
    return tuple(
        WeekDay(
            day,
            planned.get(day, ""),
            tuple(s.letter for s in history.sessions if s.date == day and s.exercises_done),
            "saved" if day in saved else "due" if day == due else "",
            WEEKDAYS[day.weekday()] in profile.hard_days,
            day == profile.race,
        )
        for day in days
    )


def _planned(history: History, letters: Sequence[str], profile: Profile, library: Library) -> dict[dt.date, str]:
    """The day of each session that is still to be done, to its letter: none on the eve of a race or on its day."""
    found: dict[dt.date, str] = {}
    last = max((s.date for s in history.sessions if s.exercises_done), default=None)
    day = history.today
    for letter in letters:
        when = next_day(profile, library, day, last)
        if when and profile.race and 0 <= (profile.race - when).days <= 1:
            when = next_day(profile, library, profile.race + dt.timedelta(days=1), last)
        if when is None:
            break
        found[when] = letter
        last, day = when, when + dt.timedelta(days=1)
    return found
