"""The calendar: on which days the sessions fall, and a file that any calendar takes."""

import datetime as dt
from dataclasses import dataclass
from itertools import combinations
from zoneinfo import ZoneInfo

from workbook.library import Library
from workbook.prescription import aim_in_words
from workbook.profile import WEEKDAYS, Profile
from workbook.programme import Session

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


def _what_gave_way(days: tuple[int, ...], profile: Profile, hard: set[int]) -> str:
    says = []
    if len(days) < profile.sessions:
        says.append(f"Your hard days leave room for {len(days)} of {profile.sessions} sessions a week.")
    if hard & set(days):
        says.append("One falls on a hard day: run first, and lift three to six hours later.")
    return " ".join(says)


def dated(sessions: tuple[Session, ...], start: dt.date, days: Days) -> list[tuple[dt.date, Session]]:
    """The sessions of all weeks, in order, each on its day."""
    found = []
    for session in sessions:
        place = "ABCDEFG".index(session.letter)
        if place < len(days.days):
            offset = sorted((day - start.weekday()) % 7 for day in days.days)[place]
            found.append((start + dt.timedelta(weeks=session.week - 1, days=offset), session))
    return found


def _details(session: Session) -> str:
    lines = [f"{p.exercise.name}: {p.rounds} x {aim_in_words(p)}" for p in session.prescriptions]
    return "\n".join([*lines, "", "As planned: open the page for this week's dose. Never for pain in a bone."])


def calendar(
    sessions: tuple[Session, ...],
    start: dt.date,
    profile: Profile,
    library: Library,
    zone: str,
    at: dt.time,
    now: dt.datetime,
) -> bytes:
    """An iCalendar file: the sessions, and a check-in at the end of each week, at a time of day in a time zone.

    Raises ValueError in a sentence for a zone that nobody knows.
    """
    from icalendar import Alarm, Calendar, Event  # only who wants a calendar waits for it

    try:
        here = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"The time zone {zone!r} is not known. Choose another in your device's settings.") from None
    file = Calendar()
    file.add("prodid", f"-//{TITLE}//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", TITLE)

    def add(name: str, day: dt.date, title: str, minutes: int, details: str) -> None:
        event, alarm = Event(), Alarm()
        begins = dt.datetime.combine(day, at, here)
        event.add("uid", f"{name}@{HOST}")
        event.add("sequence", int(now.timestamp()) - 1_700_000_000)  # grows, so that a later file is the newer one
        event.add("dtstamp", now)
        event.add("dtstart", begins)
        event.add("duration", dt.timedelta(minutes=minutes))
        event.add("summary", title)
        event.add("description", details)
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", dt.timedelta(0))
        event.add_component(alarm)
        file.add_component(event)

    days = session_days(profile, library, start.weekday())
    for day, session in dated(sessions, start, days):
        minutes = -(-session.seconds // 60)
        add(f"session-{session.week}-{session.letter}", day, f"Strength {session.letter}, week {session.week}", minutes,
            _details(session))  # fmt: skip
    for week in sorted({session.week for session in sessions}):
        day = start + dt.timedelta(weeks=week, days=-1)
        add(f"check-in-{week}", day, f"Check in, week {week}", 5, "Felt glute work, tightness, pain, what you did.")
    file.add_missing_timezones(first_date=start, last_date=start + dt.timedelta(weeks=8))
    return bytes(file.to_ical())
