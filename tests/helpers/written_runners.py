"""Runners as they are written in `thirty_runners.md`: what each week's cell tells, as a case hears it."""

import datetime as dt
import re
from collections.abc import Sequence

from workbook.case import Case
from workbook.diary.diary import Performed, SessionEntry

START = dt.date(2026, 3, 2)
KIT = ("bench", "dumbbell", "resistance_band", "step")
EDITED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def told_by(states: str, weeks: Sequence[str]) -> Case:
    """The case of a runner: `sore pfp, settled itb`, and what they told in each week."""
    case = Case()
    case.told_day = START + dt.timedelta(weeks=len(weeks))
    injuries = {injury: state for state, injury in re.findall(r"(sore|settled) (\w+)", states)}
    case.answer(injuries=injuries, equipment=KIT, start=START)
    place = next(iter(injuries), "elsewhere")
    for number, told in enumerate(weeks):
        first = START + dt.timedelta(weeks=number)
        answers = _answers(told, place)
        for where, score in re.findall(r"skips (\w+) (\d+)", told):
            _sessions(case, first, (where, int(score)))
        if "nothing done" in told:
            _sessions(case, first, None)
        if answers:
            case.check_in(first + dt.timedelta(days=2), answers)
        for seen in re.findall(r"seen (\w+)", told):
            case.answer(seen={seen: first + dt.timedelta(days=3)})
    return case


def _answers(told: str, place: str) -> dict[str, int]:
    answers = {}
    for where, during, morning in re.findall(r"(pain|elsewhere) (\d+)(?:/(\d+))?", told):
        at = "elsewhere" if where == "elsewhere" else place
        answers[f"pain_during:{at}"] = int(during)
        if morning:
            answers[f"pain_morning:{at}"] = int(morning)
    for word, questions in (("felt", ("glute_left", "glute_right")), ("effort", ("effort",))):
        for score in re.findall(rf"{word} (\d+)", told):
            answers |= dict.fromkeys(questions, int(score))
    for done in re.findall(r"(\d+) sessions", told):
        answers["sessions_done"] = int(done)
    return answers | ({"limp": 1} if "limp" in told else {})


def _sessions(case: Case, first: dt.date, hurt: tuple[str, int] | None) -> None:
    """Two sessions of which every exercise was skipped."""
    for letter, days in (("A", 0), ("B", 3)):
        planned = next(s for s in case.programme.sessions if s.letter == letter)
        performed = tuple(Performed(exercise=p.exercise.id, rounds=0, hurt=hurt) for p in planned.prescriptions)
        day = first + dt.timedelta(days=days)
        case.record(
            SessionEntry(id=f"{letter}-{day}", date=day, edited=EDITED, week=1, letter=letter, performed=performed)
        )
