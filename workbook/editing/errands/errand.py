"""An errand: one small thing that a physio changes, as a form and as what the clinic's files then say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbook.editing.exercise_form import Schema
from workbook.editing.writing import Piece, first_line, may_go, text_of
from workbook.editing.yaml_text import yaml_text
from workbook.library import DATA, Library, LibraryError
from workbook.library.reader import Reader
from workbook.library.reading import leavings
from workbook.library.reading.tree import GONE, at, known
from workbook.library.reading.yaml_nodes import composed

FormValue = Mapping[str, Any]
"""What an errand's form holds."""
Choices = Mapping[str, str]
"""What there is to choose: id to how a person calls it."""


class Desk:
    """What an errand stands on: the guide's data, and the clinic's folder over it."""

    def __init__(self, folder: Path) -> None:
        """Raises ValueError with a sentence where the folder is not in order."""
        self.folder = folder
        there = folder if folder.is_dir() else None
        try:
            self.library = Library.read(overlay=there)
        except LibraryError as error:
            first, number = error.faults[0], len(error.faults)
            raise ValueError(
                f"Your folder has mistakes ({number}): find them all, and mend them first. {first}"
            ) from error
        self.guide = Reader(DATA)
        self.ours = Reader(DATA, there)

    @property
    def protocol(self) -> str:
        """The file of the protocol in use."""
        return f"protocols/{self.library.protocol.id}.yaml"

    def before(self, file: str, *path: str) -> dict[str, Any]:
        """A record as the guide has it; empty where it has none."""
        has = self.guide.has(file, self.guide.folder)
        return _record(at(self.guide.yaml(file), path) if has else GONE)

    def now(self, file: str, *path: str) -> dict[str, Any]:
        """A record as the clinic has it."""
        return _record(at(self.ours.yaml(file), path))

    def mine(self, file: str) -> Any:
        """What the clinic's own file says; GONE where there is none."""
        text = text_of(self.folder / file)
        return composed(text, file).value if text is not None else GONE


def _record(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


@dataclass(frozen=True)
class Errand:
    """One kind of thing to do."""

    id: str
    name: str
    choose: str
    """What is chosen first; empty where there is nothing to choose."""
    choices: Callable[[Desk], Choices]
    form: Callable[[Desk, str], Schema]
    value: Callable[[Desk, str], FormValue]
    """What the form holds at first."""
    said: Callable[[Desk, str, FormValue], Mapping[str, Any]]
    """File to what it says of it; GONE for what it is to say no longer."""
    notes: Callable[[Desk, FormValue], list[str]] = lambda *_: []
    """Sentences beside the form."""


@dataclass(frozen=True, kw_only=True)
class Sheet(Piece):
    """An errand as it is filled in."""

    errand: Errand
    desk: Desk
    choice: str
    value: FormValue

    @property
    def texts(self) -> Mapping[str, str]:
        found = {}
        for file, said in self.errand.said(self.desk, self.choice, self.value).items():
            mine = self.desk.mine(file)
            new = laid(mine, said)
            if new != mine:
                kind = "exercise" if file.startswith("exercises/") else Path(file).stem
                first = first_line(self.folder, file, "protocol" if file.startswith("protocols/") else kind)
                found[file] = first + (yaml_text(new) if new is not GONE else "")
        return found

    def filled(self, value: FormValue) -> "Sheet":
        """The same with other answers."""
        return replace(self, value=value)


def begun(errand: Errand, folder: Path, choice: str = "") -> Sheet:
    """An errand's sheet as it is at first. Raises ValueError with a sentence."""
    desk = Desk(folder)
    files = [file for file in leavings.files(folder) if file.endswith(".yaml")] if folder.is_dir() else []
    value = errand.value(desk, choice)
    return Sheet(folder=folder, over=may_go(folder, *files), errand=errand, desk=desk, choice=choice, value=value)


def laid(now: Any, said: Any) -> Any:
    """What a file says with something more said: mappings field by field, records by their id, GONE takes away."""
    if isinstance(said, dict):
        found = dict(now) if isinstance(now, dict) else {}
        for name, part in said.items():
            found[name] = laid(found.get(name, GONE), part)
        return {name: part for name, part in found.items() if part is not GONE} or GONE
    if isinstance(said, list) and said and all(map(known, said)):
        records = {known(one): one for one in now} if isinstance(now, list) else {}
        for one in said:
            records[known(one)] = laid(records.get(known(one), GONE), one)
        return [one for one in records.values() if one is not GONE and len(one) > 1] or GONE
    return said


def differing(before: FormValue, value: FormValue, fields: tuple[str, ...]) -> dict[str, Any]:
    """What is to be said of some fields: their values where they differ, GONE where they do not."""
    pairs = {name: (before.get(name), value.get(name)) for name in fields}
    return {name: GONE if was == now else now for name, (was, now) in pairs.items()}
