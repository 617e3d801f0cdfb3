"""The calendar: sessions apart from each other and from hard runs, in the right time zone, the same when made again."""

import datetime as dt
from itertools import combinations

import pytest
import vobject

from workbook.calendar import calendar, dated, session_days
from workbook.case import Case
from workbook.profile import WEEKDAYS, Profile

START = dt.date(2026, 3, 23)
NOW = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)


def made(case, zone="Europe/London", now=NOW):
    content = calendar(case.programme.sessions, START, case.profile, case.library, zone, dt.time(18, 30), now)
    return vobject.readOne(content.decode())


@pytest.fixture
def runner(library):
    case = Case(library)
    case.answer(equipment=("dumbbell",), sessions=2, hard_days=("tue", "sat"), start=START)
    return case


HARD = [days for many in range(4) for days in combinations(WEEKDAYS, many)]


@pytest.mark.parametrize("sessions", [2, 3])
def test_days_are_apart_and_never_before_a_hard_run(library, sessions):
    """For every choice of up to three hard days and every first day; what gives way is said."""
    for hard in HARD:
        for first in range(7):
            found = session_days(Profile(sessions=sessions, hard_days=hard), library, first)
            before = {(WEEKDAYS.index(day) - 1) % 7 for day in hard}
            assert not before & set(found.days)
            assert all(min((a - b) % 7, (b - a) % 7) >= 2 for a, b in combinations(found.days, 2))
            assert bool(found.says) == (
                len(found.days) < sessions or bool({WEEKDAYS[day] for day in found.days} & set(hard))
            )
            assert found.days


def test_the_file_is_the_plan(runner):
    """Parsed by another library: every session on its day, with its exercises and minutes, and six check-ins."""
    events = {event.uid.value: event for event in made(runner).vevent_list}
    plan = dated(runner.programme.sessions, START, session_days(runner.profile, runner.library, START.weekday()))
    assert len(plan) == len(runner.programme.sessions) == 12
    assert len(events) == 12 + 6
    for day, session in plan:
        event = events[f"session-{session.week}-{session.letter}@strength-guide-for-runners.invalid"]
        assert event.dtstart.value.date() == day
        assert event.duration.value >= dt.timedelta(seconds=session.seconds)
        assert all(p.exercise.name in event.description.value for p in session.prescriptions)
    assert sum(uid.startswith("check-in") for uid in events) == 6


def test_the_time_stays_when_the_clocks_change(runner):
    """Half past six before and after the last Sunday of March."""
    times = {event.dtstart.value.strftime("%H:%M %z") for event in made(runner).vevent_list}
    assert times == {"18:30 +0000", "18:30 +0100"}
    with pytest.raises(ValueError, match="time zone 'Moon/Sea' is not known"):
        made(runner, "Moon/Sea")


def test_a_later_file_updates_the_same_events(runner):
    """Same names, a higher sequence number."""
    first, later = made(runner), made(runner, now=NOW + dt.timedelta(days=1))
    one = {e.uid.value: int(e.sequence.value) for e in first.vevent_list}
    two = {e.uid.value: int(e.sequence.value) for e in later.vevent_list}
    assert one.keys() == two.keys()
    assert all(two[name] > one[name] for name in one)
