"""The overlay: a clinic's folder laid over the data, by id, so that nobody has to keep a copy of it."""

import textwrap
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from workbook.library.reading.faults import KEYS, id_of, key_of

HIDE = "hide"


_YES, _NO = frozenset(("true", "yes", "on", "y")), frozenset(("false", "no", "off", "n"))


def _said(value: Any) -> str:
    return str(value).strip().lower()


def _hides(node: yaml.Node) -> bool:
    """Whether a record is to be taken away: `hide: true` in it."""
    return isinstance(node, yaml.MappingNode) and any(k.value == HIDE and _said(v.value) in _YES for k, v in node.value)


def _gone(record: Any) -> bool:
    return isinstance(record, dict) and _said(record.get(HIDE)) in _YES


def without_no(node: yaml.Node | None) -> yaml.Node | None:
    """The same without what says that nothing is to be taken away: `hide: false`."""
    if isinstance(node, yaml.SequenceNode):
        items = [without_no(item) for item in node.value]
        return yaml.SequenceNode(node.tag, items, node.start_mark, node.end_mark)
    if isinstance(node, yaml.MappingNode):
        pairs = [(k, without_no(v)) for k, v in node.value if k.value != HIDE or _said(v.value) not in _NO]
        return yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
    return node


def _mapping(base: yaml.MappingNode, over: yaml.MappingNode) -> yaml.MappingNode:
    pairs = {key.value: (key, value) for key, value in base.value}
    for key, value in over.value:
        known = pairs.get(key.value)
        pairs[key.value] = (key, merged(known[1], value) if known else value)
    return yaml.MappingNode(base.tag, [p for p in pairs.values() if not _hides(p[1])], over.start_mark, over.end_mark)


def _sequence(base: yaml.SequenceNode, over: yaml.SequenceNode) -> yaml.SequenceNode:
    items: dict[object, yaml.Node] = {key_of(item): item for item in base.value}
    for item in over.value:
        key = key_of(item) or id(item)
        items[key] = merged(items.get(key), item) or item
    kept = [item for item in items.values() if not _hides(item)]
    return yaml.SequenceNode(base.tag, kept, over.start_mark, over.end_mark)


def _by_id(base: yaml.SequenceNode, over: yaml.SequenceNode) -> bool:
    """Whether both are lists of records with ids; one that lacks its id among others is a record all the same."""
    records = all(isinstance(item, yaml.MappingNode) for item in over.value)
    return records and all(key_of(item) for item in base.value or over.value)


def merged(base: yaml.Node | None, over: yaml.Node | None) -> yaml.Node | None:
    """The overlay's value over the base's: mappings field by field, lists of records by their id, all else replaced.

    Every node keeps its own place, so that a fault is blamed on the file in which it was written.
    """
    if over is None or base is None:
        return base if over is None else over
    if isinstance(base, yaml.MappingNode) and isinstance(over, yaml.MappingNode):
        return _mapping(base, over)
    if isinstance(base, yaml.SequenceNode) and isinstance(over, yaml.SequenceNode) and _by_id(base, over):
        return _sequence(base, over)
    return over


def hidden(over: Any, name: str = "") -> dict[str, tuple[str | int, ...]]:
    """Ids and keys that a file of an overlay hides, and where; `name` is the id of a file of one record."""
    found: dict[str, tuple[str | int, ...]] = {}
    if _gone(over) and (name or "id" in over):
        return {name or str(over["id"]): ()}
    pairs = enumerate(over) if isinstance(over, list) else over.items() if isinstance(over, dict) else ()
    for at, item in pairs:
        if _gone(item) and not name:
            known = str(at) if isinstance(over, dict) else id_of(item) or ""
            found[known] = (at,)
        elif isinstance(item, list):
            found |= {known: (at, *place) for known, place in hidden(item).items()}
    return found


_NAMING = frozenset(
    {"slots", "sources", "rules", "prefer", "learn", "vary", "need", "optional", "implies", "equipment"}
)
"""Fields whose lists name what stands elsewhere by its id; all other lists hold words of their own."""


def without(value: Any, gone: set[str], under: str = "") -> Any:
    """A plain value, which stands `under` a field, without what names a hidden thing."""
    if isinstance(value, list):
        kept = [without(item, gone, under) for item in value if not (under in _NAMING and _names(item, gone))]
        return [item for item in kept if not (isinstance(item, dict) and _names(item.get("exercise"), gone))]
    if isinstance(value, dict):
        found = {
            key: without(item, gone, str(key))
            for key, item in value.items()
            if not (under == "suitability" and key in gone)
            and not (isinstance(item, dict) and _names(item.get("injury"), gone))
        }
        if value.get("rules") and not found.get("rules"):
            found |= {"verdict": "good", "rules": []}  # no rule is left that says otherwise
        return found
    return value


def _names(word: Any, gone: set[str]) -> bool:
    return isinstance(word, str) and word in gone


def counterpart(base: Any, step: str | int, item: Any) -> Any:
    """What a base has at `step`: of a mapping its key, of a list the record with the same id."""
    if isinstance(base, dict):
        return base.get(step)
    if isinstance(base, list) and isinstance(item, dict):
        key = next((k for k in KEYS if k in item), None)
        return next((one for one in base if isinstance(one, dict) and key and one.get(key) == item[key]), None)
    return None


def _mend(here: Any, below: Any, path: tuple[str | int, ...]) -> None:
    """Puts the base's value at a path inside `here`, or takes away what the base has not."""
    step, inside = path[0], here[path[0]] if isinstance(here, dict) and path[0] in here else None
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        inside = here[step]
    if len(path) > 1 and (isinstance(inside, dict) or (isinstance(inside, list) and _by_key(inside))):
        _mend(inside, counterpart(below, step, inside), path[1:])
    elif isinstance(here, dict) and isinstance(below, dict) and step in below:
        here[step] = deepcopy(below[step])
    elif isinstance(here, dict):
        here.pop(step, None)
    elif inside is not None:
        del here[step]


def restored(value: Any, base: Any, places: list[tuple[str | int, ...]]) -> Any:
    """A value with the base's at these places, and without what the base has not."""
    value = deepcopy(value)
    for path in sorted(places, key=str, reverse=True):
        if isinstance(value, dict | list):
            _mend(value, base, path)
    return value


def _short(value: Any) -> str:
    return textwrap.shorten(str(value)[:1000], 70, placeholder=" …")


@dataclass(frozen=True)
class Change:
    """One value that an overlay adds, changes or hides."""

    file: str
    field: str
    before: Any
    """None where the overlay adds it."""
    after: Any
    """None where the overlay hides it."""

    def __str__(self) -> str:
        """What a physio reads; long values are cut."""
        where = ", ".join(filter(None, (self.file, self.field.removesuffix(HIDE).rstrip("."))))
        if self.after is None or self.field.endswith(HIDE):
            return f"{where}: hidden"
        if self.before is None and isinstance(self.after, dict) and "name" in self.after:
            return f"{where}: added: {_short(self.after['name'])}"
        before, after = _short(self.before), _short(self.after)
        return f"{where}: {before} → {after}" if self.before is not None else f"{where}: added: {after}"


def _by_key(value: Any) -> Mapping[str, Any] | None:
    if isinstance(value, dict):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, list) and value and None not in map(id_of, value):
        return {str(id_of(item)): item for item in value}
    return None


def differences(file: str, before: Any, after: Any, field: str = "") -> Iterator[Change]:
    """Every value that is other after than before, the deepest that can be named."""
    if before == after:
        return
    one, other = _by_key(before), _by_key(after)
    if one is None or other is None:
        yield Change(file, field, before, after)
        return
    for key in dict.fromkeys([*one, *other]):
        yield from differences(file, one.get(key), other.get(key), f"{field}.{key}".lstrip("."))
