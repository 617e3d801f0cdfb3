"""The calendar: on which days the sessions fall, and a file that any calendar takes."""

import datetime as dt
import secrets
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from workbook.diary.runner_profile import WEEKDAYS, CalendarFile, Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.values import LETTERS
from workbook.programme import Programme, Session
from workbook.programme.prescription import aim_in_words

HOST = "strength-guide-for-runners.invalid"
"""What stands after the @ in an event's name; the same event is updated when the file is imported again."""
TITLE = "Strength Guide for Runners"


@dataclass(frozen=True)
class Days:
    """The weekdays of the sessions, 0 for Monday, and what had to give way, in a sentence."""

    days: tuple[int, ...]
    says: str


def _apart(days: tuple[int, ...], least: int) -> bool:
    return all((b - a) % 7 >= least for a, b in zip(days, days[1:] + days[:1], strict=True)) or len(days) == 1


def session_days(profile: Profile, library: Library, first: int = 0) -> Days:
    """Days at least 48 h apart, none before a hard run, none on one where it can be helped; the earliest from `first`.

    Where there are not enough such days, there are fewer sessions, and the sentence says so.
    """
    hard = {WEEKDAYS.index(day) for day in profile.hard_days}
    before = {(day - 1) % 7 for day in hard}
    least = -(-library.protocol.hours_between_sessions // 24)
    week = [(first + n) % 7 for n in range(7)]
    for many in range(profile.sessions, 0, -1):
        free = [days for days in combinations(week, many) if not before & set(days) and _apart(days, least)]
        if free:
            days = min(free, key=lambda days: (len(hard & set(days)), [week.index(day) for day in days]))
            return Days(days, _what_gave_way(days, profile, hard))
    return Days((), "Every day is the day before a hard run: name fewer hard days.")


def next_day(profile: Profile, library: Library, today: dt.date, last: dt.date | None = None) -> dt.date | None:
    """The next day that is one for a session, today included, and far enough from the `last` session.

    None where every day gives way to a hard run.
    """
    rest = dt.timedelta(days=-(-library.protocol.hours_between_sessions // 24))
    first = max([today, *([profile.start] if profile.start else []), *([last + rest] if last else [])])
    days = session_days(profile, library, (profile.start or first).weekday()).days
    return next((day for n in range(7) if (day := first + dt.timedelta(days=n)).weekday() in days), None)


def _what_gave_way(days: tuple[int, ...], profile: Profile, hard: set[int]) -> str:
    says = []
    if len(days) < profile.sessions:
        says.append(f"Your hard days leave room for {len(days)} of {counted(profile.sessions, 'session')} a week.")
    if hard & set(days):
        says.append("One falls on a hard day: run first, and lift three to six hours later.")
    return " ".join(says)


def dated(sessions: tuple[Session, ...], start: dt.date, days: Days) -> list[tuple[dt.date, Session]]:
    """The sessions of all weeks, in order, each on its day."""
    found = []
    for session in sessions:
        index = LETTERS.index(session.letter)
        if index < len(days.days):
            offset = sorted((day - start.weekday()) % 7 for day in days.days)[index]
            found.append((start + dt.timedelta(weeks=session.week - 1, days=offset), session))
    return found


def _details(session: Session) -> str:
    lines = [f"{p.exercise.name}: {p.rounds} x {aim_in_words(p)}" for p in session.prescriptions]
    return "\n".join([*lines, "", "As planned: open the page for this week's dose. Never for pain in a bone."])


@dataclass(frozen=True)
class CalendarEntry:
    """One entry of a calendar; of one that is no longer planned only the day is known."""

    name: str
    day: dt.date
    title: str = "No longer planned"
    minutes: int | None = None
    details: str = ""
    place: str = ""
    """The id of the page's place that it is about."""


def entries(sessions: tuple[Session, ...], start: dt.date, days: Days) -> tuple[CalendarEntry, ...]:
    """A programme's entries: the sessions, and a check-in at the end of each week."""
    found = [
        CalendarEntry(
            f"session-{session.week}-{session.letter}",
            day,
            f"Strength {session.letter}, week {session.week}",
            session.minutes,
            _details(session),
            "today",
        )
        for day, session in dated(sessions, start, days)
    ]
    asks = "Felt glute work, tightness, pain, what you did."
    for week in sorted({session.week for session in sessions}):
        last = start + dt.timedelta(weeks=week, days=-1)
        found.append(CalendarEntry(f"check-in-{week}", last, f"Check in, week {week}", 5, asks, "check-in"))
    return tuple(found)


def calendar_file(programme: Programme, profile: Profile, library: Library) -> CalendarFile:
    """What the runner's next calendar file is of, and all that it has to speak of. Raises ValueError without a start.

    A first day after the end of the last programme begins another one, whose entries have names of their own; an
    earlier one moves the same entries.
    """
    start, before = profile.start, profile.calendar
    if start is None:
        raise ValueError("Choose the first day of week 1 in Plan, under Days: the calendar counts from it.")
    if before is None or start >= before.start + dt.timedelta(weeks=len(programme.weeks)):
        before = CalendarFile(id=secrets.token_hex(8), start=start)
    planned = entries(programme.sessions, start, session_days(profile, library, start.weekday()))
    names = dict.fromkeys([*before.events, *(entry.name for entry in planned)])
    return CalendarFile(id=before.id, start=start, events=tuple(names))


def _no_longer(
    planned: tuple[CalendarEntry, ...], start: dt.date, profile: Profile, today: dt.date
) -> list[CalendarEntry]:
    """What an earlier file held and is not planned any more, from this week on."""
    known = {entry.name for entry in planned}
    gone = [name for name in (profile.calendar.events if profile.calendar else ()) if name not in known]
    weeks = {name: int(name.removeprefix("check-in-").removeprefix("session-").partition("-")[0]) for name in gone}
    found = [CalendarEntry(name, start + dt.timedelta(weeks=week - 1)) for name, week in weeks.items()]
    return [entry for entry in found if entry.day + dt.timedelta(days=6) >= today]


def _zone(name: str) -> ZoneInfo | None:
    """The time zone of this name; None where nobody knows it, and times then are those of whoever reads them."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _event(
    entry: CalendarEntry, own: str, begins: dt.datetime, now: dt.datetime, remind_min: int | None, address: str
) -> Any:
    from icalendar import Alarm, Event

    event, planned = Event(), entry.minutes is not None
    event.add("uid", f"{entry.name}.{own}@{HOST}")
    event.add("sequence", int(now.timestamp()) - 1_700_000_000)  # grows, so that a later file is the newer one
    event.add("status", "CONFIRMED" if planned else "CANCELLED")  # said also where an earlier file had cancelled it
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("summary", entry.title)
    if planned:
        event.add("duration", dt.timedelta(minutes=entry.minutes or 0))
        event.add("description", f"{entry.details}\n{address}#{entry.place}" if address else entry.details)
    if planned and address:
        event.add("url", f"{address}#{entry.place}")
    if planned and remind_min is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", dt.timedelta(minutes=-remind_min))
        event.add_component(alarm)
    return event


def calendar(
    sessions: tuple[Session, ...],
    start: dt.date,
    profile: Profile,
    library: Library,
    zone: str,
    at: dt.time,
    now: dt.datetime,
    remind_min: int | None = 0,
    address: str = "",
) -> bytes:
    """An iCalendar file: the sessions, and a check-in at the end of each week, at a time of day in a time zone.

    Each reminds so many minutes before, or not at all. What `profile.calendar` knows of and is planned no longer is
    cancelled, from this week on. Times float where nobody knows the zone. Each entry leads to its place of the page at
    `address`, where there is one.
    """
    from icalendar import Calendar  # only who wants a calendar waits for it

    here = _zone(zone)
    own = profile.calendar.id if profile.calendar else start.isoformat()
    file = Calendar()
    file.add("prodid", f"-//{TITLE}//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", TITLE)
    planned = entries(sessions, start, session_days(profile, library, start.weekday()))
    for entry in (*planned, *_no_longer(planned, start, profile, now.date())):
        file.add_component(_event(entry, own, dt.datetime.combine(entry.day, at, here), now, remind_min, address))
    if here:
        last = start + dt.timedelta(weeks=len(library.protocol.weeks) + 2)
        file.add_missing_timezones(first_date=start, last_date=last)
    return bytes(file.to_ical())
