"""The guided session: a session taken apart into what to do, one phase after the other."""

from collections.abc import Iterator
from typing import Any

from workbook.library import Library
from workbook.programme.level import has_weight
from workbook.programme.prescription import BREATH_S, Prescription, aim_in_words, is_hold, tempo_in_words
from workbook.programme.programme import Session

COUNT_IN_S = 5
"""The last seconds of a rest, in which the next round is counted in."""


def _work(planned: Prescription, at: dict[str, Any]) -> Iterator[dict[str, Any]]:
    exercise = planned.exercise
    reps = planned.reps or exercise.dose.reps[0]
    if not is_hold(exercise):
        yield {**at, "kind": "reps", "seconds": None, "says": aim_in_words(planned)}
        return
    hold_s = planned.hold_s or (exercise.dose.hold_s or (0, 0))[0]
    for number in range(1, reps + 1):
        if number > 1:
            yield {**at, "kind": "ready", "seconds": BREATH_S, "says": "Breathe"}
        which = f"Hold {number} of {reps}" if reps > 1 else "Hold"
        yield {**at, "kind": "hold", "seconds": hold_s, "says": which}


def _round(index: int, planned: Prescription, number: int) -> Iterator[dict[str, Any]]:
    sides = {"each": ("left", "right"), "left": ("left",), "right": ("right",)}.get(planned.exercise.dose.side, ("",))
    for side in sides:
        at = {"item": index, "round": number, "side": side}
        if side != sides[0]:
            yield {**at, "kind": "change", "seconds": planned.change_over_s, "says": "Change sides"}
        else:
            yield {**at, "kind": "ready", "seconds": COUNT_IN_S, "says": "Get ready"}
        yield from _work(planned, at)
    rest_s = planned.rest_s - COUNT_IN_S
    yield {"item": index, "round": number, "side": "", "kind": "rest", "seconds": rest_s, "says": "Rest"}


def phases(session: Session) -> list[dict[str, Any]]:
    """Every phase in order: `kind` is ready, change, reps, hold or rest; `seconds` is None where the runner decides.

    Straight sets: all rounds of an exercise before the next; a circuit goes round. Left before right, and no rest after
    the last. A rest and the count-in after it are as long together as the prescription says.
    """
    prescriptions = session.prescriptions
    found = [phase for index, number in session.sets for phase in _round(index, prescriptions[index], number)]
    return found[:-1]


def played(planned: Prescription, picture: str, load_kg: float | None, library: Library) -> dict[str, Any]:
    """What the player shows of an exercise; `load_kg` is the weight that was used last."""
    exercise = planned.exercise
    return {
        "id": exercise.id,
        "name": exercise.name,
        "picture": picture,
        "cues": list(exercise.cues),
        "aim": aim_in_words(planned),
        "tempo": tempo_in_words(exercise, planned.slower_s),
        "rounds": planned.rounds,
        "weight": has_weight(exercise, library),
        "load_kg": load_kg,
        "changes": list(planned.changes),
        "notes": list(planned.words),
    }
