"""A day: the bounds that every date of the guide has, how it is read, and how it is said in words."""

import datetime as dt
from typing import Annotated

from pydantic import Field

EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
"""Days that anything here can be of: a year mistyped by a digit would stretch a history over centuries."""

Day = Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_words(day: dt.date, year: bool = True) -> str:
    """A day as '2 March 2026', or '2 March' without its `year`: the same on every system and in every locale."""
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{said} {day.year}" if year else said


def day_there(told: dt.date | None, offset: int | None, now: dt.datetime) -> dt.date:
    """The visitor's own day, as their device says, with the minutes that its clock is ahead of UTC.

    Where nobody has said, this machine's. A device whose clock is days off is not believed: its time zone is, and this
    machine's clock.
    """
    if offset is None:
        return told or now.astimezone().date()
    here = (now + dt.timedelta(minutes=offset)).date()
    near = told is not None and abs(told - here) <= dt.timedelta(days=1)
    return told if near and told else here


def weekday(day: dt.date) -> str:
    """'Thursday'."""
    return _WEEKDAYS[day.weekday()]


def plausible(day: dt.date, what: str = "This date") -> dt.date:
    """The day, if it can be one of a runner's. Raises ValueError in a sentence that begins with `what`."""
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{what} is in the year {day.year}. Check the year: it lies from 2000 to 2099.")
    return day


def read(text: str | None, what: str = "This date") -> dt.date:
    """The day in a text as YYYY-MM-DD. Raises ValueError in a sentence that begins with `what`."""
    try:
        found = dt.date.fromisoformat(text or "")
    except ValueError:
        raise ValueError(f"{what} is not complete: choose day, month and year.") from None
    return plausible(found, what)
