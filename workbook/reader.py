"""The reader: files of a folder, and of an overlay laid over it, as records; every fault is kept with its place."""

import csv
import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from workbook.faults import KEYS, Fault, did_you_mean, from_validation, id_of, place, places
from workbook.overlay import Change, counterpart, differences, hidden, merged, restored, without
from workbook.record import Record
from workbook.yaml_nodes import composed, plain, repeats

R = TypeVar("R", bound=Record)
Place = tuple[str | int, ...]


def _within(base: Any, at: Place, value: Any) -> Any:
    """What stands in a base where `at` leads to in a file laid over it; None where there is nothing."""
    for step in at[:-1]:
        base = base.get(step) if isinstance(base, dict) else None
    return counterpart(base, at[-1], value) if at else base


FILES = ("clinic", "injuries", "equipment", "rules", "red_flags", "references", "check_in", "stride", "glossary")
"""Files of a folder, besides `emg.csv` and the folders of exercises and protocols."""
STRANGE = 3
"""Fields that a record of an overlay lacks if it is taken for one that is not there to be changed."""
_PLACES = [*(f"{name}.yaml" for name in FILES), "emg.csv", "exercises/", "protocols/"]


class Reader:
    """Reads files of one folder, and of an overlay's where it has them; keeps the faults it meets."""

    def __init__(self, folder: Path, overlay: Path | None = None) -> None:
        self.folder, self.overlay = folder, overlay
        self.faults: list[Fault] = []
        self.nodes: dict[str, yaml.Node | None] = {}
        self.broken: dict[type[Record], set[str]] = {}
        """Ids of records that are there but wrong: what names them is not wrong as well."""
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
            node = composed((overlay / file).read_text(encoding="utf-8"), self.name(file, overlay))
            found = hidden(plain(node), Path(file).stem if file.startswith("exercises/") else "")
            base = self.folder / file
            there = base.read_text(encoding="utf-8") if base.exists() else ""
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            return set()
        for known, at in found.items():
            if not re.search(rf"\b{re.escape(known)}\b", there):
                others = (
                    [each.stem for each in base.parent.glob("*.yaml")] if not at else re.findall(r"\bid: (\w+)", there)
                )
                says = f"hides {known!r}, and there is nothing of that name; {did_you_mean(known, others)}"
                self.faults.append(place(self.name(file, overlay), node, at, says))
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
            node = composed(text, name)
            plain(node)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            problem = str(getattr(error, "problem", None) or "not YAML")
            tab = " (a tab? indent with spaces)" if "token" in problem else ""
            self.faults.append(Fault(name, mark.line + 1 if mark else 1, "file", f"is not YAML: {problem}{tab}"))
            return None, False
        self.faults += [place(name, node, path, says) for path, says in repeats(node)]
        return node, True

    def yaml(self, file: str) -> Any:
        """The plain value of a YAML file with the overlay's over it; None where it cannot be read."""
        over = self.overlay / file if self.overlay else None
        own = (self.folder / file).exists() or over is None or not over.exists()
        node, whole = self._node(file, self.folder) if own else (None, True)
        if self.overlay is not None and over is not None and over.exists():
            above, readable = self._node(file, self.overlay)
            whole = whole and readable
            before = self.bases[file] = plain(node) if own else None
            node = merged(node, above)
            self.changes += differences(file, before, plain(node))
        if not whole:
            return None
        self.nodes[file] = node
        return without(plain(node), self.gone) if self.gone else plain(node)

    def record(self, model: type[R], file: str, value: Any, at: Place = (), key: str | None = None) -> R | None:
        """The record; where it is wrong, what is told of it is mended by the base's value to look for more."""
        mended: set[Place] = set()
        for _ in range(4):
            try:
                return model.model_validate(value)
            except ValidationError as error:
                new = [one for one in error.errors() if places(one) not in mended]
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
        return [*faults, *from_validation(file, self.nodes.get(file), rest, model, at)]

    def _stranger(self, file: str, path: Place, errors: list[Any]) -> Fault:
        record = errors[0]["input"]
        if file.startswith("exercises/"):
            name, known = Path(file).stem, [each.stem for each in (self.folder / "exercises").glob("*.yaml")]
        else:
            name = id_of(record) or str(path[-1] if path else "")
            base = self.bases.get(file)
            for step in path:
                base = base if isinstance(step, int) else base.get(step) if isinstance(base, dict) else None
            items = base if isinstance(base, list) else []
            known = [str(item[key]) for item in items for key in KEYS[:2] if key in item] or list(base or ())
        needs = ", ".join(str(error["loc"][-1]) for error in errors)
        says = f"{name!r} is not there to be changed ({did_you_mean(name, known)}); if it is new, it needs {needs}"
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
