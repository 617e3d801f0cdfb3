"""Check-ins and sessions as the rules ask of them, out of a caseload's columns: no diary is opened for it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, cast

from workbook.caseload.received import NONE, Received
from workbook.diary.check_in import CheckIn
from workbook.diary.diary import SessionEntry


class _CheckIn(NamedTuple):
    date: dt.date
    answers: Mapping[str, int]


class _Skipped(NamedTuple):
    hurt: tuple[str, int]


class _Session(NamedTuple):
    date: dt.date
    share_done: float
    performed: Sequence[_Skipped]
    """Only what was skipped for a pain."""


def check_ins(taken: Received, until: int) -> tuple[CheckIn, ...]:
    """What was answered up to a day, as `date.toordinal` counts it: day and answers, and no part of the body."""
    each = iter(taken.answers)
    rows = zip(taken.dates[: bisect_right(taken.dates, until)], taken.questions, strict=False)
    found = [_CheckIn(dt.date.fromordinal(day), dict(zip(asked, each, strict=False))) for day, asked in rows]
    return cast(tuple[CheckIn, ...], tuple(found))


def sessions(taken: Received, until: int) -> tuple[SessionEntry, ...]:
    """What was done up to a day: its share, and what hurt where."""
    rounds, hurts = iter(taken.rounds), _hurts(taken)
    found = []
    for day, length in zip(taken.session_dates, taken.lengths, strict=True):
        done = sum(some > 0 for some in islice(rounds, length))
        skipped = [_Skipped(hurt) for hurt in islice(hurts, length) if hurt]
        if day <= until:
            found.append(_Session(dt.date.fromordinal(day), done / length if length else 0.0, skipped))
    return cast(tuple[SessionEntry, ...], tuple(found))


def _hurts(taken: Received) -> Iterator[tuple[str, int] | None]:
    places = iter(taken.places)
    return (None if score == NONE else (next(places), score) for score in taken.hurts)
