"""Loading: reads the whole of `data/` and a clinic's overlay, checks it, and reports every fault in it at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbook.library import clinics
from workbook.library.number_words import filled
from workbook.library.protocol import Protocol
from workbook.library.questions import Questionnaire
from workbook.library.reader import Reader
from workbook.library.reading import history
from workbook.library.reading.contents import Contents
from workbook.library.reading.faults import Fault, LibraryError, did_you_mean, fault_at
from workbook.library.reading.mentions import EXERCISE, mentions
from workbook.library.reading.setting import OVERLAY
from workbook.library.records import (
    Clinic,
    Equipment,
    Exercise,
    Finding,
    Injury,
    Preset,
    RedFlag,
    Reference,
    Rule,
    Term,
)
from workbook.library.stride import Stride

_PROTOCOL = "six_weeks"


def _exercises(reader: Reader) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    values = {file: reader.yaml(file) for file in reader.files("exercises")}
    for file, value in values.items():
        name = Path(file).stem
        hidden = value is None or name in reader.gone[EXERCISE]
        exercise = None if hidden else reader.record(Exercise, file, value)
        if exercise is not None:
            if exercise.id != name:
                reader.blame(file, ("id",), f"found {exercise.id!r}; the file's name says {name!r}")
            found[name] = exercise.model_copy(update={"id": name})
    if not found:
        reader.faults.append(Fault("exercises", 1, "folder", "holds no exercise that can be read"))
    first = sorted(found.values(), key=lambda e: (not e.from_post, e.id))
    return {exercise.id: exercise for exercise in first}


def _with_defaults(exercises: Mapping[str, Exercise], injuries: Mapping[str, Injury]) -> dict[str, Exercise]:
    """The exercises with what an injury says of all that say nothing about it."""
    usual = {injury.id: injury.suits for injury in injuries.values() if injury.suits}
    return {
        name: exercise.model_copy(update={"suitability": {**usual, **exercise.suitability}}) if usual else exercise
        for name, exercise in exercises.items()
    }


def _check_words(reader: Reader) -> None:
    """Blames each word that names nothing, unless something is told of its path already."""
    told = {(fault.file, fault.line, fault.field) for fault in reader.faults}
    for file, path, word, allowed in mentions(reader.trees, reader.gone):
        if word not in allowed:
            tree = reader.trees[file]
            around = (fault_at(file, tree, path[:n], "") for n in range(len(path) + 1))
            if not any((fault.file, fault.line, fault.field) in told for fault in around):
                found = f"found {word!r}" if word else "is missing"
                reader.blame(file, path, f"{found}; {history.meant(reader.folder, word, allowed)}")


def _check_verdicts(reader: Reader, exercises: Mapping[str, Exercise], injuries: Iterable[str]) -> None:
    """Blames each exercise that says nothing about an injury, or the injury of which none does."""
    for injury in injuries:
        silent = [exercise.id for exercise in exercises.values() if injury not in exercise.suitability]
        if silent and len(silent) == len(exercises):
            reader.blame("injuries.yaml", (injury,), "no exercise says anything about it; add `suits` for all of them")
            continue
        for name in silent:
            reader.blame(f"exercises/{name}.yaml", ("suitability",), f"says nothing about {injury!r}; add a verdict")


def _check_circles(reader: Reader, exercises: Mapping[str, Exercise]) -> None:
    """Blames each circle of easier versions once, in the overlay where one of it is there."""
    told: set[str] = set()
    for start in sorted(exercises, key=lambda name: not reader.has(f"exercises/{name}.yaml", reader.overlay)):
        seen, here = [start], exercises[start].easier
        while here is not None and here in exercises and here not in seen:
            seen.append(here)
            here = exercises[here].easier
        if here == start and start not in told:
            told |= set(seen)
            says = f"goes round in a circle: {' → '.join([*seen, here])}"
            reader.blame(f"exercises/{start}.yaml", ("easier",), says)


def _with_numbers(reader: Reader, parts: Mapping[str, Any], programme: str) -> dict[str, Any]:
    """The parts with numbers for the words in braces; blames each that stands for none."""
    done, unknown = filled(parts, programme)
    for file, path, word, allowed in unknown:
        reader.blame(file, path, f"{{{word}}} stands for no number; {did_you_mean(word, allowed)}")
    return {**parts, **done}


def _check_lists(reader: Reader) -> None:
    """Blames what stands in the file of two lists and is neither."""
    equipment, lists = reader.yaml("equipment.yaml"), ("equipment", "presets")
    for name in equipment if isinstance(equipment, dict) else ():
        if name not in lists:
            reader.blame("equipment.yaml", (name,), f"is not a field here; {did_you_mean(name, lists)}")


def _protocol(reader: Reader, clinic: Clinic) -> tuple[str, Protocol | None]:
    """The protocol that the clinic chose, and its file; the others are read too, so that their faults are told."""
    files = reader.files("protocols")
    read = {Path(file).stem: reader.single(Protocol, file) for file in files}
    wanted = clinic.protocol or _PROTOCOL
    if wanted not in read:
        reader.blame("clinic.yaml", ("protocol",), f"found {wanted!r}; {did_you_mean(wanted, read)}")
    found = wanted if read.get(wanted) else _PROTOCOL
    return f"protocols/{found}.yaml", read.get(found)


def parts(folder: Path, overlay: Path | None) -> dict[str, Any]:
    """The parts of the library in `folder`. Raises LibraryError with every fault found, not only the first."""
    if overlay is not None and not overlay.is_dir():
        raise LibraryError([Fault(str(overlay), 1, "folder", "is not a folder that can be read")])
    reader = Reader(folder, overlay)
    reader.look_through()
    clinic, logo = clinics.of(reader)
    programme, protocol = _protocol(reader, clinic)
    found: dict[str, Any] = {
        "equipment": reader.listed(Equipment, "equipment.yaml", "equipment"),
        "presets": reader.listed(Preset, "equipment.yaml", "presets"),
        "protocol": protocol,
        "check_in": reader.single(Questionnaire, "check_in.yaml"),
        "stride": reader.single(Stride, "stride.yaml"),
        "exercises": _exercises(reader),
        "injuries": reader.listed(Injury, "injuries.yaml"),
        "rules": reader.mapped(Rule, "rules.yaml"),
        "red_flags": reader.listed(RedFlag, "red_flags.yaml"),
        "references": reader.mapped(Reference, "references.yaml"),
        "glossary": reader.listed(Term, "glossary.yaml"),
        "emg": reader.table(Finding, "emg.csv"),
    }
    injuries = found["injuries"] or {}
    exercises = found["exercises"] = _with_defaults(found["exercises"], injuries)
    _check_words(reader)
    _check_verdicts(reader, exercises, injuries)
    _check_circles(reader, exercises)
    _check_lists(reader)
    found = _with_numbers(reader, found, programme)
    if reader.faults or None in found.values():
        raise LibraryError(reader.faults)
    changes, unread = tuple(reader.changes), tuple(reader.unread)
    return {**found, "clinic": clinic, "logo": logo, "changes": changes, "gone": reader.names_gone, "unread": unread}


def look_into(overlay: Path) -> None:
    """Raises LibraryError where the folder that the environment names holds nothing that is read."""
    if not Contents(overlay).read:
        raise LibraryError([Fault(str(overlay), 1, "folder", f"holds nothing that is read, and {OVERLAY} names it")])
