"""The library: reads the whole of `data/`, checks it, and reports every fault in it at once."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from workbook.faults import (
    Fault,
    LibraryError,
    did_you_mean,
    from_validation,
    place,
    repeated_keys,
)
from workbook.form import CheckInForm
from workbook.links import Parts, mentions
from workbook.protocol import Protocol
from workbook.record import Record
from workbook.records import (
    Equipment,
    Exercise,
    Finding,
    Injury,
    Preset,
    RedFlag,
    Reference,
    Rule,
)
from workbook.stride import Stride

DATA = Path(__file__).resolve().parent.parent / "data"
R = TypeVar("R", bound=Record)
Place = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


class _Reader:
    """Reads files of one folder, keeping the faults it meets and the place of every value."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.nodes: dict[str, yaml.Node | None] = {}
        self.broken: dict[type[Record], set[str]] = {}
        """Ids of records that are there but wrong: what names them is not wrong as well."""

    def blame(self, file: str, path: Place, says: str) -> None:
        self.faults.append(place(file, self.nodes.get(file), path, says))

    def text(self, file: str) -> str | None:
        try:
            return (self.folder / file).read_text(encoding="utf-8")
        except OSError as error:
            self.blame(file, (), f"cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            self.blame(file, (), "is not saved as UTF-8 text")
        return None

    def yaml(self, file: str) -> Any:
        """The plain value of a YAML file; None where it cannot be read."""
        text = self.text(file)
        if text is None:
            return None
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            value = loader.construct_document(node) if node else {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = str(getattr(error, "problem", None) or "not YAML")
            tab = " (a tab? indent with spaces)" if "token" in problem else ""
            self.faults.append(Fault(file, mark.line + 1 if mark else 1, "file", f"is not YAML: {problem}{tab}"))
            return None
        self.nodes[file] = node
        for path in repeated_keys(node):
            self.blame(file, path, "is written twice; keep one")
        return value

    def record(self, model: type[R], file: str, value: Any, at: Place = (), key: str | None = None) -> R | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.faults += from_validation(file, self.nodes.get(file), error, model, at)
            self.broken.setdefault(model, set()).add(str(key or (value.get("id") if isinstance(value, dict) else "")))
            return None

    def single(self, model: type[R], file: str) -> R | None:
        """The one record of a file."""
        value = self.yaml(file)
        return None if value is None else self.record(model, file, value)

    def listed(self, model: type[R], file: str, value: Any, under: str | None = None) -> dict[str, R] | None:
        """Records of a list, by their id."""
        if value is None:
            return None
        items = value.get(under) if under and isinstance(value, dict) else value
        at: Place = (under,) if under else ()
        if not isinstance(items, list):
            self.blame(file, at, "should be a list of records, each starting with '- id:'")
            return None
        found: dict[str, R] = {}
        for index, item in enumerate(items):
            record = self.record(model, file, item, (*at, index))
            if record is not None:
                key: str = record.id  # type: ignore[attr-defined]
                if key in found:
                    self.blame(file, (*at, index, "id"), f"{key!r} stands twice; ids are unique")
                found[key] = record
        return found

    def mapped(self, model: type[R], file: str) -> dict[str, R] | None:
        """Records of a mapping, by their key."""
        value = self.yaml(file)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.blame(file, (), "should be a mapping of codes to records")
            return None
        pairs = ((str(key), self.record(model, file, item, (key,), str(key))) for key, item in value.items())
        return {key: record for key, record in pairs if record is not None}


def _exercises(reader: _Reader) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    for path in sorted((reader.folder / "exercises").glob("*.y*ml")):
        file = f"exercises/{path.name}"
        if path.suffix != ".yaml":
            reader.blame(file, (), "would not be read; let its name end in .yaml")
            continue
        value = reader.yaml(file)
        exercise = None if value is None else reader.record(Exercise, file, value)
        reader.broken.setdefault(Exercise, set()).add(path.stem)
        if exercise is not None:
            if exercise.id != path.stem:
                reader.blame(file, ("id",), f"found {exercise.id!r}; the file's name says {path.stem!r}")
            found[exercise.id] = exercise
    if not found:
        reader.faults.append(Fault("exercises", 1, "folder", "holds no exercise that can be read"))
    first = sorted(found.values(), key=lambda e: (not e.from_post, e.id))
    return {exercise.id: exercise for exercise in first}


def _findings(reader: _Reader) -> dict[int, Finding]:
    """The table's rows by their line."""
    text = reader.text("emg.csv")
    if text is None:
        return {}
    table = csv.DictReader(text.splitlines())
    if list(table.fieldnames or ()) != list(Finding.model_fields):
        reader.blame("emg.csv", (1, "header"), f"should be: {','.join(Finding.model_fields)}")
        return {}
    rows = {}
    for number, row in enumerate(table, start=2):
        values = {key or "extra": value or None for key, value in row.items()}
        found = reader.record(Finding, "emg.csv", values, (number,))
        if found is not None:
            rows[number] = found
    return rows


def _check_circles(reader: _Reader, exercises: Mapping[str, Exercise]) -> None:
    """Blames each exercise of a circle of easier versions once, and nothing that merely leads into it."""
    for start in exercises.values():
        here, seen = start.easier, [start.id]
        while here is not None and here in exercises and here not in seen:
            seen.append(here)
            here = exercises[here].easier
        if here == start.id:
            reader.blame(
                f"exercises/{start.id}.yaml", ("easier",), f"goes round in a circle: {' → '.join([*seen, here])}"
            )


def load(folder: Path = DATA) -> Library:
    """The library in `folder`. Raises LibraryError with every fault found, not only the first."""
    reader = _Reader(folder)
    kit = reader.yaml("equipment.yaml")
    protocol = reader.single(Protocol, "protocols/six_weeks.yaml")
    form = reader.single(CheckInForm, "check_in.yaml")
    stride = reader.single(Stride, "stride.yaml")
    exercises = _exercises(reader)
    injuries = reader.listed(Injury, "injuries.yaml", reader.yaml("injuries.yaml"))
    equipment = reader.listed(Equipment, "equipment.yaml", kit, "equipment")
    presets = reader.listed(Preset, "equipment.yaml", kit, "presets")
    rules = reader.mapped(Rule, "rules.yaml")
    red_flags = reader.listed(RedFlag, "red_flags.yaml", reader.yaml("red_flags.yaml"))
    references = reader.mapped(Reference, "references.yaml")
    emg = _findings(reader)
    parts = Parts(exercises, injuries, equipment, presets, rules, red_flags, references, protocol, form, emg, stride)
    for file, path, word, allowed in mentions(parts, reader.broken):
        if word not in allowed:
            reader.blame(file, path, f"found {word!r}; {did_you_mean(word, allowed)}")
    for exercise in exercises.values():
        for injury in (injuries or {}).keys() - exercise.suitability.keys():
            reader.blame(
                f"exercises/{exercise.id}.yaml", ("suitability",), f"says nothing about {injury!r}; add a verdict"
            )
    _check_circles(reader, exercises)
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
    ):
        raise LibraryError(reader.faults)
    findings = tuple(emg.values())
    return Library(
        exercises, injuries, equipment, presets, rules, red_flags, references, protocol, form, findings, stride
    )


@cache
def shipped() -> Library:
    """The library that comes with the project, read once a process."""
    return load()


if __name__ == "__main__":
    try:
        found = load()
    except LibraryError as error:
        raise SystemExit(str(error)) from None
    kinds = ("exercises", "injuries", "rules", "red_flags", "references")
    counts = ", ".join(f"{len(getattr(found, kind))} {kind.replace('_', ' ')}" for kind in kinds)
    print(f"The data is in order: {counts}.")  # noqa: T201
