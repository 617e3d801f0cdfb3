"""What is wrong with a data file, in a sentence that says where it is and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import BaseModel

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""


KEYS = ("id", "week", "exercise")
"""Fields by which a record of a list is known, in this order."""


def id_of(record: Any) -> str | None:
    """The value by which a list's plain record is known; None where it has none."""
    return next((str(record[key]) for key in KEYS if key in record), None) if isinstance(record, dict) else None


def key_of(item: yaml.Node) -> tuple[str, str] | None:
    """The field and the value by which a list's record is known; None where it has none."""
    if not isinstance(item, yaml.MappingNode):
        return None
    fields = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    return next(((name, fields[name]) for name in KEYS if name in fields), None)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of one file."""

    file: str
    line: int
    field: str
    says: str

    def __str__(self) -> str:
        """The sentence that a physio reads."""
        return f"{self.file}, line {self.line}, {self.field}: {self.says}"


class LibraryError(ValueError):
    """Every fault of the data at once; `faults` lists them in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        many = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{many} in the data:", *map(str, self.faults)]))


def did_you_mean(found: object, allowed: Iterable[str]) -> str:
    """The nearest allowed word as a question, or the whole list where nothing is near."""
    words = sorted(allowed)
    near = get_close_matches(str(found), words, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(words) or 'nothing'}"


def _item(node: yaml.SequenceNode, step: str | int) -> yaml.Node | None:
    """An item of a list by its number, or by the `id` that it bears."""
    if isinstance(step, int):
        found: yaml.Node | None = node.value[step] if step < len(node.value) else None
        return found
    items: list[yaml.Node] = node.value
    for item in items:
        pairs = item.value if isinstance(item, yaml.MappingNode) else ()
        if any(key.value == "id" and value.value == step for key, value in pairs):
            return item
    return None


def spot(file: str, node: yaml.Node | None, path: Path) -> tuple[str, int]:
    """File and line, from 1, of the value at `path`; of its nearest parent where it does not exist."""
    mark = node.start_mark if node is not None else None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(step)), None)
            if pair is None:
                break
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and (item := _item(node, step)) is not None:
            node, mark = item, item.start_mark
        else:
            break
    return (mark.name, mark.line + 1) if mark is not None else (file, 1)


def place(file: str, node: yaml.Node | None, path: Path, says: str) -> Fault:
    """A fault with its line; in a table without a node the path starts with the line."""
    if node is None and path and isinstance(path[0], int):
        return Fault(file, path[0], ".".join(map(str, path[1:])), says)
    return Fault(*spot(file, node, path), ".".join(_named(node, path)) or "file", says)


def _named(node: yaml.Node | None, path: Path) -> list[str]:
    """The steps of a path in words: a list's record by its id, and not by its number."""
    words = []
    for step in path:
        item = node.value if isinstance(node, yaml.SequenceNode) and isinstance(step, int) else None
        known = key_of(item[step]) if item and isinstance(step, int) and step < len(item) else None
        words.append(known[1] if known else str(step))
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode):
            node = _item(node, step)
    return words


def repeated_keys(node: yaml.Node | None, path: Path = ()) -> list[Path]:
    """Keys written twice in one mapping; YAML would silently keep the last."""
    found: list[Path] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = (*path, str(key.value))
            found += [here] if key.value in seen else []
            seen.add(key.value)
            found += repeated_keys(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found += repeated_keys(value, (*path, index))
    return found


def repeated_records(node: yaml.Node | None, path: Path = ()) -> list[tuple[Path, str]]:
    """Records of one list with the same id, and the id; the place is the later one's."""
    found: list[tuple[Path, str]] = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found += repeated_records(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        seen: set[tuple[str, str]] = set()
        for index, item in enumerate(node.value):
            key = key_of(item)
            if key is not None and key in seen:
                found.append(((*path, index, key[0]), key[1]))
            seen |= {key} if key else set()
            found += repeated_records(item, (*path, index))
    return found


_PLAIN = {
    "tuple_type": "should be a list in brackets (a range stands as [least, most])",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping of fields",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
    "string_type": "should be text",
    "string_too_short": "should not be empty",
    "string_pattern_mismatch": "should be small letters, digits and underscores, a letter first",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "float_parsing": "should be a number",
    "float_type": "should be a number",
    "too_short": "needs at least one",
}
"""The validator's commonest complaints in a physio's words."""


def _fields(model: Any) -> set[str]:
    """Field names of a model and of the models inside it."""
    names: set[str] = set()
    for name, field in model.model_fields.items():
        names.add(name)
        parts = [field.annotation]
        while parts:
            part = parts.pop()
            parts += getattr(part, "__args__", ())
            if isinstance(part, type) and issubclass(part, BaseModel):
                names |= _fields(part)
    return names


def _sentence(error: Any, model: type[BaseModel]) -> str:
    kind, found = error["type"], error["input"]
    if kind == "missing":
        return "a range stands as [least, most]" if isinstance(error["loc"][-1], int) else "is missing"
    if kind == "extra_forbidden":
        return f"is not a field here; {did_you_mean(error['loc'][-1], _fields(model))}"
    if kind == "literal_error":
        words = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"found {found!r}; {did_you_mean(found, words)}"
    message = _PLAIN.get(kind) or error["msg"].removeprefix("Value error, ")
    told = "" if isinstance(found, dict) else f"found {found!r}; "
    return f"{told}{message[0].lower()}{message[1:]}"


def places(error: Any) -> Path:
    """Where a complaint of the validator is; the kinds of a field that may be one of two are no part of the file."""
    return tuple(part for part in error["loc"] if not isinstance(part, str) or part.isidentifier())


def _follows(error: Any) -> bool:
    """Whether a list is only called too short because some of what stands in it is wrong, which is told as well."""
    return error["type"] == "too_short" and bool(len(error["input"]) >= error["ctx"]["min_length"])


def from_validation(
    file: str, node: yaml.Node | None, errors: Iterable[Any], model: type[BaseModel], at: Path = ()
) -> list[Fault]:
    """Each complaint of `model` as a fault with its line; `at` is where the record stands in the file."""
    told = [error for error in errors if not _follows(error)]
    found = [place(file, node, (*at, *places(error)), _sentence(error, model)) for error in told]
    return list(dict.fromkeys(found))


def as_table(faults: Iterable[Fault]) -> str:
    """Faults in columns: where, which field, and what to do."""
    rows = [(f"{fault.file}:{fault.line}", fault.field, fault.says) for fault in faults]
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{where:<{wide[0]}}  {field:<{wide[1]}}  {says}" for where, field, says in rows]
    return "\n".join([f"{len(rows)} fault{'' if len(rows) == 1 else 's'} in the data:", *lines])
