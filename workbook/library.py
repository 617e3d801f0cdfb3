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
from workbook.links import mentions
from workbook.protocol import Protocol
from workbook.records import (
    Equipment,
    Exercise,
    Finding,
    Injury,
    Preset,
    Record,
    RedFlag,
    Reference,
    Rule,
)

DATA = Path(__file__).resolve().parent.parent / "data"
R = TypeVar("R", bound=Record)
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


class _Reader:
    """Reads files of one folder, keeping the faults it meets and the place of every value."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.nodes: dict[str, yaml.Node | None] = {}

    def blame(self, file: str, path: tuple[str | int, ...], says: str) -> None:
        self.faults.append(place(file, self.nodes.get(file), path, says))

    def yaml(self, file: str) -> Any:
        """The plain value of a YAML file; an empty mapping where it cannot be read."""
        try:
            loader = _Loader((self.folder / file).read_text(encoding="utf-8"))
            node = self.nodes[file] = loader.get_single_node()
            value = loader.construct_document(node) if node else {}
        except (OSError, UnicodeDecodeError) as error:
            self.blame(file, (), f"cannot be read: {getattr(error, 'strerror', None) or error}")
            return {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "not YAML"
            self.faults.append(Fault(file, mark.line + 1 if mark else 1, "file", f"is not YAML: {problem}"))
            return {}
        for path in repeated_keys(node):
            self.blame(file, path, "is written twice; keep one")
        return value

    def record(self, model: type[R], file: str, value: Any, at: tuple[str | int, ...] = ()) -> R | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.faults += from_validation(file, self.nodes.get(file), error, model, at)
            return None

    def listed(self, model: type[R], file: str, value: Any, under: str | None = None) -> dict[str, R]:
        """Records of a list, by their id."""
        items = value.get(under) if under and isinstance(value, dict) else value
        at: tuple[str, ...] = (under,) if under else ()
        if not isinstance(items, list):
            if file in self.nodes:
                self.blame(file, at, "should be a list of records, each starting with '- id:'")
            return {}
        found: dict[str, R] = {}
        for index, item in enumerate(items):
            record = self.record(model, file, item, (*at, index))
            if record is not None:
                key: str = record.id  # type: ignore[attr-defined]
                if key in found:
                    self.blame(file, (*at, index, "id"), f"{key!r} stands twice; ids are unique")
                found[key] = record
        return found

    def mapped(self, model: type[R], file: str) -> dict[str, R]:
        """Records of a mapping, by their key."""
        value = self.yaml(file)
        if not isinstance(value, dict):
            self.blame(file, (), "should be a mapping of codes to records")
            return {}
        pairs = ((str(key), self.record(model, file, item, (key,))) for key, item in value.items())
        return {key: record for key, record in pairs if record is not None}


def _exercises(reader: _Reader) -> dict[str, Exercise]:
    found: dict[str, Exercise] = {}
    for path in sorted((reader.folder / "exercises").glob("*.yaml")):
        file = f"exercises/{path.name}"
        exercise = reader.record(Exercise, file, reader.yaml(file))
        if exercise is not None:
            if exercise.id != path.stem:
                reader.blame(file, ("id",), f"found {exercise.id!r}; the file's name says {path.stem!r}")
            found[exercise.id] = exercise
    if not found:
        reader.faults.append(Fault("exercises", 1, "folder", "holds no exercise that can be read"))
    first = sorted(found.values(), key=lambda e: (not e.from_post, e.id))
    return {exercise.id: exercise for exercise in first}


def _findings(reader: _Reader) -> tuple[Finding, ...]:
    try:
        text = (reader.folder / "emg.csv").read_text(encoding="utf-8")
    except OSError:
        reader.faults.append(Fault("emg.csv", 1, "file", "cannot be read"))
        return ()
    rows = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        values = {key or "extra": value or None for key, value in row.items()}
        try:
            rows.append(Finding.model_validate(values))
        except ValidationError as error:
            reader.faults += from_validation("emg.csv", None, error, Finding, (number,))
    return tuple(rows)


def _check_links(reader: _Reader, library: Library) -> None:
    broken = {path.stem for path in (reader.folder / "exercises").glob("*.yaml")}
    for file, path, word, allowed in mentions(library, broken):
        if word not in allowed:
            reader.blame(file, path, f"found {word!r}; {did_you_mean(word, allowed)}")
    for exercise in library.exercises.values():
        file = f"exercises/{exercise.id}.yaml"
        for injury in library.injuries.keys() - exercise.suitability.keys():
            reader.blame(file, ("suitability",), f"says nothing about {injury!r}; add a verdict")
        seen, here = {exercise.id}, exercise.easier
        while here is not None and here in library.exercises:
            if here in seen:
                reader.blame(file, ("easier",), f"goes round in a circle by way of {here!r}")
                break
            seen.add(here)
            here = library.exercises[here].easier


def load(folder: Path = DATA) -> Library:
    """The library in `folder`. Raises LibraryError with every fault found, not only the first."""
    reader = _Reader(folder)
    kit = reader.yaml("equipment.yaml")
    protocol = reader.record(Protocol, "protocols/six_weeks.yaml", reader.yaml("protocols/six_weeks.yaml"))
    form = reader.record(CheckInForm, "check_in.yaml", reader.yaml("check_in.yaml"))
    exercises = _exercises(reader)
    injuries = reader.listed(Injury, "injuries.yaml", reader.yaml("injuries.yaml"))
    equipment = reader.listed(Equipment, "equipment.yaml", kit, "equipment")
    presets = reader.listed(Preset, "equipment.yaml", kit, "presets")
    rules = reader.mapped(Rule, "rules.yaml")
    red_flags = reader.listed(RedFlag, "red_flags.yaml", reader.yaml("red_flags.yaml"))
    references = reader.mapped(Reference, "references.yaml")
    emg = _findings(reader)
    if protocol is None or form is None:
        raise LibraryError(reader.faults)
    library = Library(exercises, injuries, equipment, presets, rules, red_flags, references, protocol, form, emg)
    _check_links(reader, library)
    if reader.faults:
        raise LibraryError(reader.faults)
    return library


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
