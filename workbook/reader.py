"""The reader: files of a folder, and of an overlay laid over it, as records; every fault is kept with its place."""

import csv
import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from workbook.faults import Fault, did_you_mean, from_validation, place, places, repeated_keys, repeated_records
from workbook.overlay import Change, counterpart, differences, hidden, merged, restored, without
from workbook.record import Record

R = TypeVar("R", bound=Record)
Place = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Named(io.StringIO):
    """A text that knows the file it is from; every place in it bears the name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


@lru_cache(maxsize=512)
def _composed(text: str, name: str) -> yaml.Node | None:
    """The YAML's nodes, which nobody changes. Raises yaml.YAMLError."""
    node: yaml.Node | None = _Loader(_Named(text, name)).get_single_node()
    return node


@lru_cache(maxsize=512)
def _plain(node: yaml.Node | None) -> Any:
    """The nodes' plain value, which nobody changes. Raises yaml.YAMLError."""
    return {} if node is None else _Loader("").construct_document(node)


@lru_cache(maxsize=512)
def _repeats(node: yaml.Node | None) -> tuple[tuple[Place, str], ...]:
    """Keys and ids that stand twice, and what to say of them."""
    keys = [(path, "is written twice; keep one") for path in repeated_keys(node)]
    return *keys, *((path, f"{known!r} stands twice; ids are unique") for path, known in repeated_records(node))


def _within(base: Any, at: Place, value: Any) -> Any:
    """What stands in a base where `at` leads to in a file laid over it; None where there is nothing."""
    for step in at[:-1]:
        base = base.get(step) if isinstance(base, dict) else None
    return counterpart(base, at[-1], value) if at else base


FILES = ("clinic", "injuries", "equipment", "rules", "red_flags", "references", "check_in", "stride")
"""Files of a folder, besides `emg.csv` and the folders of exercises and protocols."""
_PLACES = [*(f"{name}.yaml" for name in FILES), "emg.csv", "exercises/", "protocols/"]


class Reader:
    """Reads files of one folder, and of an overlay's where it has them; keeps the faults it meets."""

    def __init__(self, folder: Path, overlay: Path | None = None) -> None:
        self.folder, self.overlay = folder, overlay
        self.faults: list[Fault] = []
        self.nodes: dict[str, yaml.Node | None] = {}
        self.broken: dict[type[Record], set[str]] = {}
        """Ids of records that are there but wrong: what names them is not wrong as well."""
        self.values: dict[str, Any] = {}
        self.bases: dict[str, Any] = {}
        """Values of the files that an overlay changes, as they are without it."""
        self.changes: list[Change] = []
        """What the overlay makes other than it is without it."""
        self.gone = self._look_through(overlay) if overlay else set()
        """Ids that the overlay hides."""

    def _look_through(self, overlay: Path) -> set[str]:
        """What an overlay hides; blames what nobody would read in it. What is not YAML is told when it is read."""
        gone: set[str] = set()
        for path in sorted(overlay.rglob("*")):
            file = path.relative_to(overlay).as_posix()
            top, _, rest = file.partition("/")
            if path.is_dir() or path.suffix not in (".yaml", ".yml", ".csv"):
                continue
            if (f"{top}/" if rest else top) not in _PLACES and path.suffix != ".yml":
                says = f"is not read from here; {did_you_mean(f'{top}/' if rest else top, _PLACES)}"
                self.faults.append(Fault(self.name(file, overlay), 1, "file", says))
            elif path.suffix == ".yaml":
                gone |= self._hidden(overlay, file)
        return gone

    def _hidden(self, overlay: Path, file: str) -> set[str]:
        try:
            node = _composed((overlay / file).read_text(encoding="utf-8"), self.name(file, overlay))
            found = hidden(_plain(node), Path(file).stem if file.startswith("exercises/") else "")
            base = self.folder / file
            there = base.read_text(encoding="utf-8") if base.exists() else ""
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            return set()
        for known, at in found.items():
            if not re.search(rf"\b{re.escape(known)}\b", there):
                self.faults.append(place(file, node, at, f"hides {known!r}, and there is nothing of that name to hide"))
        return set(found)

    def blame(self, file: str, path: Place, says: str) -> None:
        self.faults.append(place(file, self.nodes.get(file), path, says))

    def files(self, under: str) -> list[str]:
        """Names of the YAML files below a folder, in either place; one that would not be read is blamed."""
        found = set()
        for root in filter(None, (self.folder, self.overlay)):
            for path in (root / under).glob("*.y*ml"):
                if path.suffix == ".yaml":
                    found.add(f"{under}/{path.name}")
                else:
                    name = self.name(path.relative_to(root).as_posix(), root)
                    self.faults.append(Fault(name, 1, "file", "would not be read; let its name end in .yaml"))
        return sorted(found)

    def text(self, file: str, root: Path | None = None) -> str | None:
        root = root or self.folder
        name = self.name(file, root)
        try:
            return (root / file).read_text(encoding="utf-8")
        except OSError as error:
            self.faults.append(Fault(name, 1, "file", f"cannot be read: {error.strerror}"))
        except UnicodeDecodeError:
            self.faults.append(Fault(name, 1, "file", "is not saved as UTF-8 text"))
        return None

    def name(self, file: str, root: Path) -> str:
        """A file's name as a fault tells it: an overlay's begins with its folder."""
        return file if root == self.folder else f"{root.name}/{file}"

    def _node(self, file: str, root: Path) -> tuple[yaml.Node | None, bool]:
        """The nodes of one file, and whether it could be read."""
        text, name = self.text(file, root), self.name(file, root)
        if text is None:
            return None, False
        try:
            node = _composed(text, name)
            _plain(node)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            problem = str(getattr(error, "problem", None) or "not YAML")
            tab = " (a tab? indent with spaces)" if "token" in problem else ""
            self.faults.append(Fault(name, mark.line + 1 if mark else 1, "file", f"is not YAML: {problem}{tab}"))
            return None, False
        self.faults += [place(name, node, path, says) for path, says in _repeats(node)]
        return node, True

    def yaml(self, file: str) -> Any:
        """The plain value of a YAML file with the overlay's over it; None where it cannot be read."""
        over = self.overlay / file if self.overlay else None
        own = (self.folder / file).exists() or over is None or not over.exists()
        node, whole = self._node(file, self.folder) if own else (None, True)
        if self.overlay is not None and over is not None and over.exists():
            above, readable = self._node(file, self.overlay)
            whole = whole and readable
            before = self.bases[file] = _plain(node) if own else None
            node = merged(node, above)
            self.changes += differences(file, before, _plain(node))
        if not whole:
            return None
        self.nodes[file] = node
        return without(_plain(node), self.gone) if self.gone else _plain(node)

    def record(self, model: type[R], file: str, value: Any, at: Place = (), key: str | None = None) -> R | None:
        """The record; where it is wrong, what is told of it is mended by the base's value to look for more."""
        mended: set[Place] = set()
        for _ in range(4):
            try:
                return model.model_validate(value)
            except ValidationError as error:
                new = [one for one in error.errors() if places(one) not in mended]
                self.faults += from_validation(file, self.nodes.get(file), new, model, at)
                known = key or (value.get("id") if isinstance(value, dict) else "")
                self.broken.setdefault(model, set()).add(str(known))
                mended |= {places(one) for one in new}
                if not new or () in mended:
                    return None
                value = restored(value, _within(self.bases.get(file), at, value), [places(one) for one in new])
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
                found[record.id] = record  # type: ignore[attr-defined]
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

    def table(self, model: type[R], file: str) -> dict[int, R]:
        """Rows of a table by their line; those of the overlay after the others, from line 100,001 on."""
        found: dict[int, R] = {}
        for root, first in ((self.folder, 0), (self.overlay, 100_000)):
            if root is None or (first and not (root / file).exists()):
                continue
            text = self.text(file, root)
            table = csv.DictReader((text or "").splitlines())
            if text is not None and list(table.fieldnames or ()) != list(model.model_fields):
                says = f"should be: {','.join(model.model_fields)}"
                self.faults.append(Fault(self.name(file, root), 1, "header", says))
                continue
            for number, row in enumerate(table, start=first + 2):
                values = {key or "extra": None if value in self.gone else value or None for key, value in row.items()}
                record = self.record(model, file, values, (number,))
                if record is not None:
                    found[number] = record
        return found
