"""Easing: what pain takes from a session, and what fills it again, so that useful work is always left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle
from math import ceil

from workbook.library import Library
from workbook.library.records import Exercise
from workbook.programme.prescription import Prescription
from workbook.programme.programme import Session

_LEAST = "More rounds, for what was stopped or eased: some work is always left."


def _with(session: Session, prescriptions: Sequence[Prescription]) -> Session:
    return replace(session, prescriptions=tuple(prescriptions))


def _less(session: Session, which: Sequence[int]) -> Session:
    """With a round less of these prescriptions."""
    found = [replace(p, rounds=p.rounds - 1) if n in which else p for n, p in enumerate(session.prescriptions)]
    return _with(session, found)


def fewer(session: Session, share: float, least_s: int) -> Session:
    """A share of its rounds is taken away, one by one where most are; a circuit loses a whole round.

    Each exercise keeps one round, and the session its least of work in seconds.
    """
    before = session
    alone = [[n] for n, p in enumerate(session.prescriptions) if not p.circuit]
    around = [n for n, p in enumerate(session.prescriptions) if p.circuit]
    units = [*alone, around] if around else alone
    gone, wanted = 0, ceil(sum(p.rounds for p in session.prescriptions) * share)
    while gone < wanted and units:
        most = max(units, key=lambda unit: (min(session.prescriptions[n].rounds for n in unit), unit))
        less = _less(session, most)
        if min(p.rounds for p in less.prescriptions) < 1 or less.seconds < least_s:
            break
        session, gone = less, gone + len(most)
    told = [_told(now, was) for now, was in zip(session.prescriptions, before.prescriptions, strict=True)]
    return _with(session, told)


def _told(now: Prescription, before: Prescription) -> Prescription:
    if now.rounds == before.rounds:
        return now
    return replace(now, changes=(*now.changes, f"{now.rounds} of {before.rounds} rounds for now."))


def topped_up(
    session: Session,
    used: set[str],
    can: Sequence[Callable[[Exercise], bool]],
    instead: Callable[[Exercise], Prescription],
    least_s: int,
    library: Library,
) -> Session:
    """With exercises that can be done, and then with more rounds, until it holds its least of work.

    `can` are tests of an exercise, the strictest first: the next one counts where nothing passed those before.
    """
    for test in can:
        for exercise in sorted(library.exercises.values(), key=_easiest_first):
            if session.seconds >= least_s:
                return session
            if exercise.id not in used and test(exercise):
                session = _with(session, [*session.prescriptions, instead(exercise)])
        if session.prescriptions:
            break
    for index in cycle(range(len(session.prescriptions))):
        if session.seconds >= least_s:
            break
        more = list(session.prescriptions)
        more[index] = replace(more[index], rounds=more[index].rounds + 1, changes=_once(more[index].changes, _LEAST))
        session = _with(session, more)
    return session


def _once(changes: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*changes, one]))


def _easiest_first(exercise: Exercise) -> tuple[int, int, str]:
    """Drills before strength, those without equipment before others."""
    stages = ("activate", "integrate", "strengthen", "run_specific")
    return stages.index(exercise.stage), len(exercise.equipment.need), exercise.id
