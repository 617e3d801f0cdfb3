"""The reader: files of a folder, and of an overlay laid over it, as records; every fault is kept with its path."""

from collections import defaultdict
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from workbook.library.reading import history, mentions, table, text_file
from workbook.library.reading.contents import BESIDE, Contents
from workbook.library.reading.faults import MOST, Fault, fault_at, from_validation, path_of, told
from workbook.library.reading.overlay import Change, changes, hidden, mended, merged
from workbook.library.reading.text_file import Unreadable
from workbook.library.reading.tree import GONE, Fields, Origin, TreePath, at, in_words, known, named
from workbook.library.reading.yaml_nodes import composed
from workbook.library.reading.yaml_problems import YamlError
from workbook.library.values import Record

R = TypeVar("R", bound=Record)
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
        self.trees: dict[str, Any] = {}
        """What was read, by file; of a table each row by itself. None where a file cannot be read."""
        self.bases: dict[str, Any] = {}
        """Trees of the files that an overlay changes, as they are without it."""
        self.changes: list[Change] = []
        """What the overlay makes other than it is without it."""
        own = Contents(folder, beside=BESIDE)
        self.contents = {folder: own}
        if overlay is not None:
            self.contents[overlay] = Contents(overlay, own.read)
        self.unread = [self.name(file, root) for root, found in self.contents.items() for file in found.unread]
        """What nobody reads, and need not."""
        self.gone: dict[str, set[str]] = defaultdict(set)
        """A kind of thing to the ids of it that the overlay hides."""
        self.names_gone: dict[str, str] = {}
        """All that it hides under an id and a name."""
        self._laid: dict[str, Any] = {}
        self._read: dict[str, tuple[Any, Any]] = {}
        for file in self.contents[overlay].read if overlay else ():
            below, above = self._layers(file) if file.endswith(".yaml") else (None, None)
            for path in hidden(above) if below is not None else ():
                self._hide(file, below, above, path)

    def look_through(self) -> None:
        """Blames what looks as if it should be read, and is not."""
        for root, found in self.contents.items():
            self.faults += [Fault(self.name(file, root), 1, "file", says) for file, says in found.faults]

    def _hide(self, file: str, base: Any, over: Any, path: TreePath) -> None:
        """Remembers what is hidden, and blames what is not there to be hidden."""
        kind, words = mentions.kind_of(file, path), in_words(over, path)
        name = words[-1] if path else Path(file).stem
        if not path and kind is None:
            return
        below = at(base, words)
        if below is GONE:
            others = named(at(base, words[:-1])) or () if path else self._exercises()
            meant = history.meant(self.folder, name, map(str, others))
            says = f"hides {told(name)}, and there is nothing of that name; {meant}"
            self.faults.append(fault_at(file, over, path, says))
        if kind is not None:
            self.gone[kind].add(name)
        if isinstance(below, dict) and {"id", "name"} <= below.keys():
            self.names_gone[name] = str(below["name"])

    def _exercises(self) -> list[str]:
        return [Path(file).stem for file in self.contents[self.folder].read if file.startswith("exercises/")]

    def has(self, file: str, root: Path | None) -> bool:
        """Whether a folder has a file, by the name that it bears there."""
        return root is not None and file in self.contents[root].names

    def blame(self, file: str, path: TreePath, says: str) -> None:
        """Keeps a fault at a path in a file."""
        self.faults.append(fault_at(file, self.trees.get(file), path, says))

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

    def _written(self, file: str, root: Path) -> Any:
        """What stands in one file; None where it cannot be read."""
        name = self.name(file, root)
        try:
            written = composed(text_file.read(root / file), name)
        except (Unreadable, YamlError) as error:
            self.faults.append(Fault(name, error.line, "file", error.says))
            return None
        found = [fault_at(name, written.value, path, says) for path, says in written.told]
        self.told |= {(fault.file, fault.line, fault.field) for fault in found}
        self.faults += found
        if not written.value:
            self.unread.append(f"{name} (it holds nothing)")
        return written.value

    def _layers(self, file: str) -> tuple[Any, Any]:
        """What stands in a YAML file of the folder and in the overlay's; GONE where there is none."""
        if file not in self._read:
            over = self.overlay if self.has(file, self.overlay) else None
            own = self.has(file, self.folder) or over is None
            below = self._written(file, self.folder) if own else GONE
            self._read[file] = below, self._written(file, over) if over else GONE
        return self._read[file]

    def laid(self, file: str) -> Any:
        """What stands in a YAML file with the overlay's over it, hidden things still named."""
        if file not in self._laid:
            below, above = self._layers(file)
            tree = below if above is GONE or (not above and below is not GONE) else above
            if below is None or above is None:
                tree = None
            elif above and tree is above:
                self.bases[file], tree = below, merged(below, above)
                self.changes += changes(file, below, tree)
            self._laid[file] = tree
        return self._laid[file]

    def let_go(self, file: str, tree: Any) -> Any:
        """A file's tree without what names a hidden thing."""
        return mentions.let_go(file, tree, self.gone, self.laid)

    def yaml(self, file: str) -> Any:
        """The tree of a YAML file with the overlay's over it; None where it cannot be read."""
        if file not in self.trees:
            self.trees[file] = self.let_go(file, self.laid(file))
        return self.trees[file]

    def record(self, model: type[R], file: str, value: Any, here: TreePath = ()) -> R | None:
        """The record; where it is wrong, what is told of it is mended by the base's value to look for more."""
        seen: set[TreePath] = set()
        for _ in range(4):
            try:
                return model.of(value)
            except ValidationError as error:
                new = [one for one in error.errors() if path_of(one) not in seen][:MOST]
                self.faults += self._of_errors(file, new, model, here)
                seen |= {path_of(one) for one in new}
                if not new or () in seen:
                    return None
                base = at(self.bases.get(file), in_words(self.trees[file], here))
                value = mended(value, base, [path_of(one) for one in new])
        return None

    def _of_errors(self, file: str, errors: list[Any], model: type[Record], here: TreePath) -> list[Fault]:
        """Each complaint as a fault; of an overlay's record that is new, and perhaps only misspelt, one for all."""
        new: dict[TreePath, list[Any]] = {}
        for error in errors:
            if error["type"] == "missing" and isinstance(error["input"], dict):
                new.setdefault(path_of(error)[:-1], []).append(error)
        strangers = {path: found for path, found in new.items() if len(found) >= STRANGE} if self.overlay else {}
        whole = [path for path in strangers if not any(path[:n] in strangers for n in range(len(path)))]
        faults = [self._stranger(file, (*here, *path), strangers[path]) for path in whole]
        rest = [error for error in errors if error["type"] != "missing" or path_of(error)[:-1] not in strangers]
        faults += from_validation(file, self.trees.get(file), rest, model, here)
        return [fault for fault in faults if (fault.file, fault.line, fault.field) not in self.told]

    def _stranger(self, file: str, path: TreePath, errors: list[Any]) -> Fault:
        record = errors[0]["input"]
        if file.startswith("exercises/"):
            name, there = Path(file).stem, self._exercises()
        else:
            words = in_words(self.trees[file], path)
            name = known(record) or "".join(words[-1:])
            there = list(map(str, named(at(self.bases.get(file), words[:-1])) or ()))
        needs = ", ".join(str(error["loc"][-1]) for error in errors)
        meant = history.meant(self.folder, name, there)
        says = f"{told(name)} is not there to be changed ({meant}); if it is new, it needs {needs}"
        return fault_at(file, self.trees[file], path, says)

    def single(self, model: type[R], file: str) -> R | None:
        """The one record of a file."""
        value = self.yaml(file)
        return None if value is None else self.record(model, file, value)

    def listed(self, model: type[R], file: str, under: str | None = None) -> dict[str, R] | None:
        """Records of a list, by their id."""
        value, here = self.yaml(file), (under,) if under else ()
        items = at(value, here)
        if not isinstance(items, list):
            if value is not None:
                self.blame(file, here, "should be a list of records, each starting with '- id:'")
            return None
        found: dict[str, R] = {}
        for index, item in enumerate(items):
            record = self.record(model, file, item, (*here, index))
            if record is not None:
                found[record.id] = record  # type: ignore[attr-defined]  # what is listed has one
        return found

    def mapped(self, model: type[R], file: str) -> dict[str, R] | None:
        """Records of a mapping, by their key."""
        value = self.yaml(file)
        if not isinstance(value, dict):
            if value is not None:
                self.blame(file, (), "should be a mapping of codes to records")
            return None
        pairs = ((key, self.record(model, file, item, (key,))) for key, item in value.items())
        return {key: record for key, record in pairs if record is not None}

    def table(self, model: type[R], file: str) -> tuple[R, ...]:
        """Rows of a table; those of the overlay after the others."""
        found: list[R | None] = []
        for root in self.contents:
            if root != self.folder and not self.has(file, root):
                continue
            text, name = self.text(file, root), self.name(file, root)
            if root == self.overlay and text is not None and not text.strip():
                self.unread.append(f"{name} (it holds nothing)")
                continue
            try:
                for number, row in table.rows(text, model) if text is not None else ():
                    found.append(self._row(model, file, Origin(name, number), row))
            except Unreadable as error:
                self.faults.append(Fault(name, error.line, "table", error.says))
        return tuple(row for row in found if row is not None)

    def _row(self, model: type[R], file: str, origin: Origin, row: dict[str, str | None] | str) -> R | None:
        if isinstance(row, str):
            self.faults.append(Fault(*origin, "row", row))
            return None
        by = f"{file}:{len(self.trees)}"
        self.trees[by] = self.let_go(file, Fields(row.items(), dict.fromkeys(row, origin), origin))
        record = self.record(model, by, self.trees[by])
        if record is None:
            del self.trees[by]
        return record
