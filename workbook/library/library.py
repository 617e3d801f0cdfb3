"""The library: reads the whole of `data/` and a clinic's overlay, checks it, and reports every fault in it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from workbook.library import clinics
from workbook.library.links import Parts, mentions
from workbook.library.numbers import filled, numbers_of, without_number
from workbook.library.protocol import Protocol
from workbook.library.questions import CheckInForm
from workbook.library.reader import Reader
from workbook.library.reading import setting
from workbook.library.reading.contents import Contents
from workbook.library.reading.faults import Fault, LibraryError, did_you_mean
from workbook.library.reading.overlay import Change
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

DATA = setting.HOUSE / "data"
_PROTOCOL = "six_weeks"


@dataclass(frozen=True)
class Library:
    """All that is known, by id and in the order of the files."""

    exercises: Mapping[str, Exercise]
    injuries: Mapping[str, Injury]
    equipment: Mapping[str, Equipment]
    presets: Mapping[str, Preset]
    rules: Mapping[str, Rule]
    red_flags: Mapping[str, RedFlag]
    references: Mapping[str, Reference]
    protocol: Protocol
    check_in: CheckInForm
    emg: tuple[Finding, ...]
    stride: Stride
    glossary: Mapping[str, Term]
    clinic: Clinic
    logo: bytes | None
    changes: tuple[Change, ...]
    """What an overlay made other than it is without it."""
    gone: Mapping[str, str]
    """Id to the name of what an overlay hides, for diaries that still speak of it."""
    unread: tuple[str, ...] = ()
    """Files in these folders that nobody reads, and need not."""

    @classmethod
    def read(cls, folder: Path | str = DATA, overlay: Path | str | None = None) -> "Library":
        """The library in a folder, with a clinic's overlay over it. Raises LibraryError with every fault at once.

        A relative overlay stands in the working folder, or else in the project's; `~` and `$HOME` are filled in.
        """
        return load(Path(folder), None if overlay is None else setting.folder(overlay))


def _exercises(reader: Reader) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    values = {file: reader.yaml(file) for file in reader.files("exercises")}
    names = {file: Path(file).stem for file in values}
    raw = {names[file]: value for file, value in values.items() if isinstance(value, dict)}
    for file, value in values.items():
        name = names[file]
        if name in reader.gone:
            continue
        if isinstance(value, dict):
            shown = {field: _shown(value[field], field, raw, reader.gone) for field in _NEXT & value.keys()}
            value = {**value, **shown}
        exercise = None if value is None else reader.record(Exercise, file, value)
        reader.broken.setdefault(Exercise, set()).add(name)
        if exercise is not None:
            if exercise.id != name:
                reader.blame(file, ("id",), f"found {exercise.id!r}; the file's name says {name!r}")
            found[name] = exercise.model_copy(update={"id": name})
    if not found:
        reader.faults.append(Fault("exercises", 1, "folder", "holds no exercise that can be read"))
    first = sorted(found.values(), key=lambda e: (not e.from_post, e.id))
    return {exercise.id: exercise for exercise in first}


_NEXT = {"easier", "harder"}


def _shown(name: Any, field: str, raw: Mapping[str, Any], gone: set[str]) -> Any:
    """The next easier or harder exercise that is not hidden."""
    for _ in raw:
        if not isinstance(name, str) or name not in gone:
            return name
        name = raw.get(name, {}).get(field)
    return None


def _with_defaults(exercises: Mapping[str, Exercise], injuries: Mapping[str, Injury]) -> dict[str, Exercise]:
    """The exercises with what an injury says of all that say nothing about it."""
    usual = {injury.id: injury.suits for injury in injuries.values() if injury.suits}
    return {
        name: exercise.model_copy(update={"suitability": {**usual, **exercise.suitability}}) if usual else exercise
        for name, exercise in exercises.items()
    }


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


def _kit(reader: Reader) -> Any:
    """The plain value of the file that holds two lists."""
    kit, lists = reader.yaml("equipment.yaml"), ("equipment", "presets")
    for name in kit if isinstance(kit, dict) else ():
        if name not in lists:
            reader.blame("equipment.yaml", (name,), f"is not a field here; {did_you_mean(name, lists)}")
    return kit


def _protocol(reader: Reader, clinic: Clinic) -> tuple[str, Protocol | None]:
    """The protocol that the clinic chose, and its file; the others are read too, so that their faults are told."""
    files = reader.files("protocols")
    read = {Path(file).stem: reader.single(Protocol, file) for file in files}
    wanted = clinic.protocol or _PROTOCOL
    if wanted not in read:
        reader.blame("clinic.yaml", ("protocol",), f"found {wanted!r}; {did_you_mean(wanted, read)}")
    found = wanted if read.get(wanted) else _PROTOCOL
    return f"protocols/{found}.yaml", read.get(found)


def _names_of(reader: Reader) -> dict[str, str]:
    """The names of what the overlay hides, as the files below it have them."""
    parts = [
        part
        for base in reader.bases.values()
        for part in ([base, *base.values()] if isinstance(base, dict) else [base])
    ]
    records = [record for part in parts for record in (part if isinstance(part, list) else [part])]
    named = (record for record in records if isinstance(record, dict) and "name" in record)
    return {record["id"]: str(record["name"]) for record in named if record.get("id") in reader.gone}


def load(folder: Path = DATA, overlay: Path | None = None) -> Library:
    """The library in `folder`. Raises LibraryError with every fault found, not only the first."""
    if overlay is not None and not overlay.is_dir():
        raise LibraryError([Fault(str(overlay), 1, "folder", "is not a folder that can be read")])
    reader = Reader(folder, overlay)
    reader.look_through()
    clinic, logo = clinics.of(reader)
    kit = _kit(reader)
    programme, protocol = _protocol(reader, clinic)
    form = reader.single(CheckInForm, "check_in.yaml")
    stride = reader.single(Stride, "stride.yaml")
    exercises = _exercises(reader)
    injuries = reader.listed(Injury, "injuries.yaml", reader.yaml("injuries.yaml"))
    equipment = reader.listed(Equipment, "equipment.yaml", kit, "equipment")
    presets = reader.listed(Preset, "equipment.yaml", kit, "presets")
    rules = reader.mapped(Rule, "rules.yaml")
    red_flags = reader.listed(RedFlag, "red_flags.yaml", reader.yaml("red_flags.yaml"))
    references = reader.mapped(Reference, "references.yaml")
    glossary = reader.listed(Term, "glossary.yaml", reader.yaml("glossary.yaml"))
    emg = reader.table(Finding, "emg.csv")
    exercises = _with_defaults(exercises, injuries or {})
    parts = Parts(
        exercises, injuries, equipment, presets, rules, red_flags, references, protocol, form, emg, stride, glossary
    )  # fmt: skip
    for file, path, word, allowed in mentions(parts, reader.broken):
        if word not in allowed and not (path[-1] == "only_for" and word in reader.gone):
            found = f"found {word!r}" if word else "is missing"
            reader.blame(file, path, f"{found}; {did_you_mean(word, allowed)}")
    for injury in injuries or {}:
        silent = [exercise.id for exercise in exercises.values() if injury not in exercise.suitability]
        if silent and len(silent) == len(exercises):
            reader.blame("injuries.yaml", (injury,), "no exercise says anything about it; add `suits` for all of them")
            continue
        for name in silent:
            reader.blame(f"exercises/{name}.yaml", ("suitability",), f"says nothing about {injury!r}; add a verdict")
    _check_circles(reader, exercises)
    for file, path, word, allowed in without_number(parts, programme):
        reader.blame(file, path, f"{{{word}}} stands for no number; {did_you_mean(word, allowed)}")
    if (
        reader.faults
        or injuries is None
        or equipment is None
        or presets is None
        or rules is None
        or red_flags is None
        or references is None
        or protocol is None
        or form is None
        or stride is None
        or glossary is None
    ):
        raise LibraryError(reader.faults)
    findings, changes = tuple(emg.values()), tuple(reader.changes)
    told = partial(filled, numbers=numbers_of(protocol, form))
    return Library(
        told(exercises), told(injuries), equipment, presets, told(rules), told(red_flags), references,
        told(protocol), told(form), findings, stride, glossary, clinic, logo, changes, _names_of(reader),
        tuple(reader.unread),
    )  # fmt: skip


@cache
def shipped() -> Library:
    """The library that comes with the project, with the environment's overlay over it, read once a process."""
    overlay = setting.overlay()
    if overlay is not None and not Contents(overlay).read:
        raise LibraryError([Fault(str(overlay), 1, "folder", f"holds nothing that is read, and {OVERLAY} names it")])
    return Library.read(overlay=overlay)
