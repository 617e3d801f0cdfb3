"""The reader: files of a folder, and of an overlay laid over it, as records; every fault is kept with its place."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from workbook.library.reading import table, text_file
from workbook.library.reading.contents import BESIDE, Contents
from workbook.library.reading.faults import KEYS, MOST, Fault, did_you_mean, from_validation, id_of, place, places, told
from workbook.library.reading.overlay import (
    Change,
    counterpart,
    differences,
    hidden,
    merged,
    restored,
    without,
    without_no,
)
from workbook.library.reading.table import Line
from workbook.library.reading.text_file import Unreadable
from workbook.library.reading.yaml_nodes import Written, composed, plain
from workbook.library.reading.yaml_problems import YamlError
from workbook.library.values import Record

R = TypeVar("R", bound=Record)
Place = tuple[str | int, ...]


def _within(base: Any, at: Place, value: Any) -> Any:
    """What stands in a base where `at` leads to in a file laid over it; None where there is nothing."""
    for step in at[:-1]:
        base = base.get(step) if isinstance(base, dict) else None
    return counterpart(base, at[-1], value) if at else base


_NAMED_NOWHERE = frozenset(("check_in.yaml", "glossary.yaml", "red_flags.yaml", "clinic.yaml"))
"""Files whose ids no other file names: an equal word there is another thing."""
STRANGE = 3
"""Fields that a record of an overlay lacks if it is taken for one that is not there to be changed."""


class Reader:
    """Reads files of one folder, and of an overlay's where it has them; keeps the faults it meets."""

    def __init__(self, folder: Path, overlay: Path | None = None) -> None:
        """Raises OSError where a folder cannot be listed."""
        self.folder, self.overlay = folder, overlay
        self.faults: list[Fault] = []
        self.told: set[tuple[str, int, str]] = set()
        """Places of faults that explain what the records of a file miss there."""
        self.nodes: dict[str, yaml.Node | None] = {}
        self.broken: dict[type[Record], set[str]] = {}
        """Ids of records that are there but wrong: what names them is not wrong as well."""
        self.bases: dict[str, Any] = {}
        """Values of the files that an overlay changes, as they are without it."""
        self.changes: list[Change] = []
        """What the overlay makes other than it is without it."""
        own = Contents(folder, beside=BESIDE)
        self.contents = {folder: own}
        if overlay is not None:
            self.contents[overlay] = Contents(overlay, own.read)
        self.unread = [self.name(file, root) for root, found in self.contents.items() for file in found.unread]
        """What nobody reads, and need not."""
        hides = list(self._hidden(overlay)) if overlay else []
        self.gone = {known for _, known in hides}
        """Ids that the overlay hides."""
        self.let_go = {known for file, known in hides if file not in _NAMED_NOWHERE}
        """Those of them that other files may name: there, they are let go."""

    def look_through(self) -> None:
        """Blames what looks as if it should be read, and is not."""
        for root, found in self.contents.items():
            self.faults += [Fault(self.name(file, root), 1, "file", says) for file, says in found.faults]

    def _hidden(self, overlay: Path) -> Iterator[tuple[str, str]]:
        """Files of an overlay, and what each hides. What cannot be read of it is told when it is read."""
        for file in self.contents[overlay].read:
            if not file.endswith(".yaml"):
                continue
            name, base = self.name(file, overlay), self.folder / file
            try:
                node = composed(text_file.read(overlay / file), name).node
                there = text_file.read(base) if self.has(file, self.folder) else ""
            except (Unreadable, YamlError):
                continue
            found = hidden(plain(node), Path(file).stem if file.startswith("exercises/") else "")
            for known, at in found.items():
                if not re.search(rf"\b{re.escape(known)}\b", there):
                    others = re.findall(r"\bid: (\w+)", there) if at else self._exercises()
                    says = f"hides {told(known)}, and there is nothing of that name; {did_you_mean(known, others)}"
                    self.faults.append(place(name, node, at, says))
            yield from ((file, known) for known in found)

    def _exercises(self) -> list[str]:
        return [Path(file).stem for file in self.contents[self.folder].read if file.startswith("exercises/")]

    def has(self, file: str, root: Path | None) -> bool:
        """Whether a folder has a file, by the name that it bears there."""
        return root is not None and file in self.contents[root].names

    def blame(self, file: str, path: Place, says: str) -> None:
        self.faults.append(place(file, self.nodes.get(file), path, says))

    def files(self, under: str) -> list[str]:
        """Names of the files below a folder that are read, in either place."""
        return sorted({file for found in self.contents.values() for file in found.read if file.startswith(f"{under}/")})

    def text(self, file: str, root: Path) -> str | None:
        """A file's text; None, and a fault, where it cannot be read."""
        try:
            return text_file.read(root / file)
        except Unreadable as error:
            self.faults.append(Fault(self.name(file, root), error.line, "file", error.says))
        return None

    def name(self, file: str, root: Path) -> str:
        """A file's name as a fault tells it: an overlay's begins with its folder."""
        return file if root == self.folder else f"{root.name}/{file}"

    def _written(self, file: str, root: Path) -> Written | None:
        """What stands in one file; None where it cannot be read."""
        text, name = self.text(file, root), self.name(file, root)
        if text is None:
            return None
        try:
            written = composed(text, name)
        except YamlError as error:
            self.faults.append(Fault(name, error.line, "file", error.says))
            return None
        found = [place(name, written.node, path, says) for path, says in written.told]
        self.told |= {(fault.file, fault.line, fault.field) for fault in found}
        self.faults += found
        if written.node is None:
            self.unread.append(f"{name} (it holds nothing)")
        return written

    def yaml(self, file: str) -> Any:
        """The plain value of a YAML file with the overlay's over it; None where it cannot be read."""
        over = self.overlay if self.has(file, self.overlay) else None
        own = self.has(file, self.folder) or over is None
        below = self._written(file, self.folder) if own else Written(None, ())
        above = self._written(file, over) if over else Written(None, ())
        if below is None or above is None:
            return None
        node = below.node
        if over is not None and above.node is not None:
            before = self.bases[file] = plain(node) if own else None
            node = merged(node, without_no(above.node))
            self.changes += differences(file, before, plain(node))
        self.nodes[file] = node
        return without(plain(node), self.let_go) if self.let_go else plain(node)

    def record(self, model: type[R], file: str, value: Any, at: Place = (), key: str | None = None) -> R | None:
        """The record; where it is wrong, what is told of it is mended by the base's value to look for more."""
        mended: set[Place] = set()
        for _ in range(4):
            try:
                return model.model_validate(value)
            except ValidationError as error:
                new = [one for one in error.errors() if places(one) not in mended][:MOST]
                self.faults += self._of_errors(file, new, model, at)
                known = key or (value.get("id") if isinstance(value, dict) else "")
                self.broken.setdefault(model, set()).add(str(known))
                mended |= {places(one) for one in new}
                if not new or () in mended:
                    return None
                value = restored(value, _within(self.bases.get(file), at, value), [places(one) for one in new])
        return None

    def _of_errors(self, file: str, errors: list[Any], model: type[Record], at: Place) -> list[Fault]:
        """Each complaint as a fault; of an overlay's record that is new, and perhaps only misspelt, one for all."""
        new: dict[Place, list[Any]] = {}
        for error in errors:
            if error["type"] == "missing" and isinstance(error["input"], dict):
                new.setdefault(places(error)[:-1], []).append(error)
        strangers = {path: found for path, found in new.items() if len(found) >= STRANGE} if self.overlay else {}
        whole = [path for path in strangers if not any(path[:n] in strangers for n in range(len(path)))]
        faults = [self._stranger(file, (*at, *path), strangers[path]) for path in whole]
        rest = [error for error in errors if error["type"] != "missing" or places(error)[:-1] not in strangers]
        faults += from_validation(file, self.nodes.get(file), rest, model, at)
        return [fault for fault in faults if (fault.file, fault.line, fault.field) not in self.told]

    def _stranger(self, file: str, path: Place, errors: list[Any]) -> Fault:
        record = errors[0]["input"]
        if file.startswith("exercises/"):
            name, known = Path(file).stem, self._exercises()
        else:
            name = id_of(record) or str(path[-1] if path else "")
            base = self.bases.get(file)
            for step in path:
                base = base if isinstance(step, int) else base.get(step) if isinstance(base, dict) else None
            items = base if isinstance(base, list) else []
            known = [str(item[key]) for item in items for key in KEYS[:2] if key in item] or list(base or ())
        needs = ", ".join(str(error["loc"][-1]) for error in errors)
        says = f"{told(name)} is not there to be changed ({did_you_mean(name, known)}); if it is new, it needs {needs}"
        return place(file, self.nodes.get(file), path, says)

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
                found[record.id] = record  # type: ignore[attr-defined]  # what is listed has one
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

    def table(self, model: type[R], file: str) -> dict[Line, R]:
        """Rows of a table by where they begin; those of the overlay after the others."""
        found: dict[Line, R] = {}
        for root in self.contents:
            if root != self.folder and not self.has(file, root):
                continue
            text, name = self.text(file, root), self.name(file, root)
            if root == self.overlay and text is not None and not text.strip():
                self.unread.append(f"{name} (it holds nothing)")
                continue
            try:
                for number, row in table.rows(text, model) if text is not None else ():
                    self._row(model, Line(name, number), row, found)
            except Unreadable as error:
                self.faults.append(Fault(name, error.line, "table", error.says))
        return found

    def _row(self, model: type[R], line: Line, row: dict[str, str | None] | str, found: dict[Line, R]) -> None:
        if isinstance(row, str):
            self.blame(line.file, (line.number, "row"), row)
            return
        values = {key: None if value in self.let_go else value for key, value in row.items()}
        record = self.record(model, line.file, values, (line.number,))
        if record is not None:
            found[line] = record
