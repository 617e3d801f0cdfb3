"""The calendar: sessions apart from each other and from hard runs, in the right time zone, the same when made again."""

import datetime as dt
import re
from itertools import combinations

import pytest
import vobject

from widgets.controls.handover import Handover
from workbook.case import Case
from workbook.diary.runner_profile import WEEKDAYS, Profile
from workbook.paper.calendar_file import calendar, calendar_file, dated, session_days

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
        event = events[f"session-{session.week}-{session.letter}.2026-03-23@strength-guide-for-runners.invalid"]
        assert event.dtstart.value.date() == day
        assert event.duration.value >= dt.timedelta(seconds=session.seconds)
        assert all(p.exercise.name in event.description.value for p in session.prescriptions)
    assert sum(uid.startswith("check-in") for uid in events) == 6


def test_the_time_stays_when_the_clocks_change(runner):
    """Half past six before and after the last Sunday of March."""
    times = {event.dtstart.value.strftime("%H:%M %z") for event in made(runner).vevent_list}
    assert times == {"18:30 +0000", "18:30 +0100"}


def test_a_later_file_updates_the_same_events(runner):
    """Same names, a higher sequence number."""
    first, later = made(runner), made(runner, now=NOW + dt.timedelta(days=1))
    one = {e.uid.value: int(e.sequence.value) for e in first.vevent_list}
    two = {e.uid.value: int(e.sequence.value) for e in later.vevent_list}
    assert one.keys() == two.keys()
    assert all(two[name] > one[name] for name in one)


@pytest.mark.parametrize("zone", ["Moon/Sea", "", "undefined", "../../etc/passwd", "Etc/Unknown"])
def test_times_float_where_nobody_knows_the_zone(runner, zone):
    """Half past six wherever the calendar is read."""
    for event in made(runner, zone).vevent_list:
        assert event.dtstart.value.tzinfo is None
        assert (event.dtstart.value.hour, event.dtstart.value.minute) == (18, 30)


def exported(case, start, sessions, now=NOW):
    """Uid to status of each entry of the file that a runner gets."""
    case.answer(start=start, sessions=sessions)
    case.answer(calendar=calendar_file(case.programme, case.profile, case.library))
    args = (case.programme.sessions, start, case.profile, case.library, "Europe/Berlin", dt.time(18), now)
    return {event.uid.value: event.status.value for event in vobject.readOne(calendar(*args).decode()).vevent_list}


def test_what_is_no_longer_planned_is_cancelled_and_comes_back(library):
    """From three sessions to two and to three again, the start moved by a week: the same entries."""
    case = Case(library)
    three = exported(case, START, 3)
    two = exported(case, START + dt.timedelta(weeks=1), 2)
    assert set(three.values()) == {"CONFIRMED"}
    assert three.keys() == two.keys()
    assert {uid.split(".")[0] for uid, status in two.items() if status == "CANCELLED"} == {
        f"session-{week}-C" for week in range(1, 7)
    }
    assert exported(case, START, 3) == three


def test_what_is_over_is_not_cancelled(library):
    """Sessions of past weeks stay as they were in the calendar."""
    case = Case(library)
    exported(case, START, 3)
    later = exported(case, START, 2, NOW + dt.timedelta(weeks=4))
    assert {uid.split(".")[0] for uid, status in later.items() if status == "CANCELLED"} == {
        f"session-{week}-C" for week in (4, 5, 6)
    }


def test_each_programme_and_each_person_has_names_of_its_own(library):
    """Importing one moves nothing of the other."""
    case = Case(library)
    first, second = exported(case, START, 2), exported(case, START + dt.timedelta(weeks=10), 2)
    other = exported(Case(library), START, 2)
    assert len({*first, *second, *other}) == len(first) + len(second) + len(other) == 3 * 18


@pytest.mark.parametrize(("minutes", "alarms"), [(0, {"P0D"}), (30, {"-PT30M"}), (720, {"-PT12H"}), (None, set())])
def test_reminders_are_as_set(runner, minutes, alarms):
    """So many minutes before, or none."""
    args = (runner.programme.sessions, START, runner.profile, runner.library, "Europe/Berlin", dt.time(18), NOW)
    text = calendar(*args, minutes).decode()
    assert set(re.findall(r"TRIGGER:(\S+)", text)) == alarms
    assert ("VALARM" in text) == bool(alarms)


@pytest.mark.parametrize("start", [dt.date(2000, 1, 1), dt.date(2099, 12, 31)])
def test_the_first_and_the_last_day_have_a_calendar(runner, start):
    """Bounds are inside."""
    args = (runner.programme.sessions, start, runner.profile, runner.library, "Pacific/Auckland", dt.time(18), NOW)
    assert len(vobject.readOne(calendar(*args).decode()).vevent_list) == 18


def test_a_reminder_leads_to_its_place_of_the_page(runner):
    """A check-in to the check-in, a session to Today; nothing of the runner is in the address."""
    page = "https://guide.example/"
    args = (runner.programme.sessions, START, runner.profile, runner.library, "Europe/London", dt.time(18), NOW)
    events = vobject.readOne(calendar(*args, address=page).decode()).vevent_list
    assert {event.url.value for event in events} == {f"{page}#check-in", f"{page}#today"}
    for event in events:
        asks = event.uid.value.startswith("check-in")
        assert event.url.value.endswith("#check-in") == asks
        assert event.description.value.endswith(event.url.value)
    assert not any(hasattr(event, "url") for event in made(runner).vevent_list)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a.example/#x", "https://a\n.example", 7, "file:///x"]
)
def test_an_address_that_is_none_of_the_web_stands_in_no_calendar(address):
    """Whatever a message says."""
    told = []
    Handover(lambda *wish: told.append(wish[-1]))._on_message(
        None, {"kind": "wish", "wish": "calendar", "time": "18:00", "zone": "", "address": address}, []
    )
    assert told == [""]
