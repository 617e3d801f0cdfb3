"""A clinic's own exercises that came with a prescription: in the library, as far as this library knows their words."""

from collections.abc import Mapping
from dataclasses import replace

from workbook.diary.diary import Diary
from workbook.diary.prescribed.prescribed import Prescribed, PrescribedExercise
from workbook.drawing.illustration import picture
from workbook.library import Library
from workbook.library.records import Exercise, Suitability


def with_own(library: Library, prescribed: Prescribed | None) -> Library:
    """The library with the exercises that the prescription brings; what it has by the same id stays its own."""
    new = [one for one in prescribed.own if one.id not in library.exercises] if prescribed else []
    if not new:
        return library
    known = {*library.exercises, *(one.id for one in new)}
    brought = {one.id: _known_here(one, known, library) for one in new}
    exercises = {**library.exercises, **_without_circles(brought, library)}
    return replace(library, exercises=exercises, brought=library.brought | brought.keys())


def known_to(diary: Diary, library: Library) -> Library:
    """The library with what the runner follows now, and with the names of what came earlier."""
    return with_own(remembering(diary, library), diary.profile.prescribed)


def remembering(diary: Diary, library: Library) -> Library:
    """The library with the names of all that ever came with a prescription: past sessions still speak of it."""
    taken = sorted(diary.prescribed_entries, key=lambda entry: (entry.taken, entry.id))
    names = {one.id: one.name for entry in taken for one in entry.prescribed.own}
    return replace(library, gone={**library.gone, **names}) if names else library


def drawn(exercise: Exercise) -> None:
    """Raises ValueError where an exercise's drawing cannot be drawn."""
    if exercise.drawing is not None:
        for number in range(len(exercise.drawing.poses)):
            picture(exercise, "try", number)


def _known_here(exercise: Exercise, known: set[str], library: Library) -> Exercise:
    """The exercise with such words of its own that this library knows; the others would lead nowhere."""
    slots = {slot.id for slot in library.protocol.slots}
    core = next(slot.id for slot in library.protocol.slots if slot.core)
    need = [tuple(piece for piece in group if piece in library.equipment) for group in exercise.equipment.need]
    optional = tuple(piece for piece in exercise.equipment.optional if piece in library.equipment)
    return exercise.model_copy(
        update={
            "from_post": False,
            "slots": tuple(name for name in exercise.slots if name in slots) or (core,),
            "easier": exercise.easier if exercise.easier in known else None,
            "harder": exercise.harder if exercise.harder in known else None,
            "sources": tuple(key for key in exercise.sources if key in library.references),
            "equipment": exercise.equipment.model_copy(
                update={"need": tuple(filter(None, need)), "optional": optional}
            ),
            "suitability": _judged(exercise.suitability, library),
        }
    )


def _judged(suitability: Mapping[str, Suitability], library: Library) -> dict[str, Suitability]:
    """What is said of injuries and by rules that this library knows; of the others what every exercise has."""
    usual = {injury.id: injury.suits for injury in library.injuries.values() if injury.suits}
    kept = {
        injury: suits
        for injury, suits in suitability.items()
        if injury in library.injuries and all(code in library.rules for code in suits.rules)
    }
    return {**usual, **kept}


def _without_circles(brought: dict[str, Exercise], library: Library) -> dict[str, Exercise]:
    """Without easier versions that lead round in a circle."""
    known = {**library.exercises, **brought}
    for name, exercise in brought.items():
        here, seen = exercise.easier, {name}
        while here is not None and here not in seen:
            seen.add(here)
            here = known[here].easier
        if here is not None:
            known[name] = exercise.model_copy(update={"easier": None})
    return {name: known[name] for name in brought}


def dosed(exercise: Exercise, line: PrescribedExercise) -> Exercise:
    """The exercise with the dose that was prescribed, in the place of its ranges."""
    dose = exercise.dose
    one_side = line.side if dose.side != "both" else None
    changed = {
        "rounds": (line.rounds, line.rounds),
        "reps": (line.reps, line.reps),
        "hold_s": (line.hold_s, line.hold_s) if line.hold_s else dose.hold_s and (dose.hold_s[0], dose.hold_s[0]),
        "rest_s": (line.rest_s, line.rest_s),
        "side": one_side or dose.side,
        "load": line.load or dose.load,
        "added": (),
    }
    return exercise.model_copy(update={"dose": dose.model_copy(update=changed), "from_post": False})
