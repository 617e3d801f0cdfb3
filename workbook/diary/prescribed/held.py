"""How many sessions a week held earlier, as far as a diary knows.

It keeps a runner's last answer and no earlier one; what a prescription replaced, and what one set, it keeps. Where
nothing of before the last answer is kept, a letter of a session that was done tells how many there were at least.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from workbook.diary.diary import ANSWER, Diary, PrescribedEntry
from workbook.diary.runner_profile import Profile
from workbook.library.values import LETTERS

_ANSWER = f"{ANSWER}sessions"
_AT_FIRST = Profile().sessions
Held = tuple[tuple[dt.date, int], ...]
"""Numbers of sessions a week, each with the day on which another took its place, the earliest first."""


def held(diary: Diary) -> Held:
    """What held before the runner's last answer; empty where they never gave one."""
    answer = next((e for e in diary.entries if e.id == _ANSWER and not e.deleted), None)
    if answer is None:
        return ()
    done = {session.letter for session in diary.sessions if session.date < answer.date}
    return before(answer.date, done, diary.prescribed_entries)


def held_in_texts(answers: Sequence[str], dates: Sequence[str], days: Sequence[str], letters: Sequence[str]) -> Held:
    """The same, of ids and days of answers, and days and letters of sessions, where nothing was prescribed."""
    answered = dict(zip(answers, dates, strict=True)).get(_ANSWER)
    if answered is None:
        return ()
    done = {letter for day, letter in zip(days, letters, strict=True) if day < answered}
    return before(dt.date.fromisoformat(answered), done)


def before(answered: dt.date, done: Collection[str], given: Sequence[PrescribedEntry] = ()) -> Held:
    """The same, of the day of the last answer, the letters of the sessions done before it, and all prescriptions."""
    asked = sorted((e for e in given if e.prescribed.sessions is not None), key=lambda e: (e.taken, e.id))
    first = _replaced(asked[0]) if asked else None
    at_least = max([_AT_FIRST, *(LETTERS.index(letter) + 1 for letter in done)])
    changes = [(dt.date.min, first or at_least), *sorted(_changes(asked), key=lambda change: change[0])]
    known = [change for change in changes if change[0] < answered]
    days = [*(day for day, _ in known), answered]
    return tuple((until, number) for (_, number), (_, until) in zip(known, pairwise(days), strict=True))


def _changes(given: Sequence[PrescribedEntry]) -> Iterator[tuple[dt.date, int]]:
    """The days on which a prescription set another number, or gave back the runner's own."""
    for entry in given:
        if entry.prescribed.sessions is not None:
            yield entry.date, entry.prescribed.sessions
        own = _replaced(entry)
        if entry.deleted and own is not None:
            yield entry.edited.date(), own


def _replaced(entry: PrescribedEntry) -> int | None:
    """The runner's own number that a prescription replaced."""
    own = entry.before.get("sessions")
    return own if type(own) is int and 1 <= own <= len(LETTERS) else None
