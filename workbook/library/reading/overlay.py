"""The overlay: a clinic's folder laid over the data, by id, so that nobody has to keep a copy of it."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbook.library.reading.tree import (
    GONE,
    Fields,
    Items,
    TreePath,
    at,
    in_words,
    known,
    made,
    named,
    parts,
    placed,
    put,
    word,
)

HIDE = "hide"
SAME_IN_SHORT = {"label": "short"}
"""Fields that another one repeats, which goes with the words that it was made for."""
_YES, _NO = frozenset(("true", "yes", "on", "y")), frozenset(("false", "no", "off", "n"))


def _said(value: Any) -> str:
    return str(value).strip().lower()


def _hides(value: Any) -> bool:
    """Whether a record is to be taken away: `hide: true` in it."""
    return isinstance(value, Fields) and _said(value.get(HIDE)) in _YES


def _by_id(base: Any, over: Fields | Items) -> bool:
    """Whether both are mappings or lists of records; one that lacks its id among others is a record all the same."""
    return type(base) is type(over) and (isinstance(over, Fields) or all(map(known, base or over)))


def merged(base: Any, over: Any) -> Any:
    """The overlay's value over the base's: mappings field by field, lists of records by their id, all else replaced.

    Every part keeps its own place, so that a fault is blamed on the file in which it was written.
    """
    if not isinstance(over, Fields) and not (isinstance(over, Items) and all(isinstance(one, Fields) for one in over)):
        return over
    below = placed(base) if _by_id(base, over) else {}
    found = {word(base, step, pair[0]): pair for step, pair in below.items()}
    for step, (part, origin) in placed(over).items():
        name = word(over, step, part)
        if _hides(part):
            found.pop(name, None)
        elif name != HIDE or _said(part) not in _NO:
            found[name] = merged(found[name][0] if name in found else GONE, part), origin
    for long, short in SAME_IN_SHORT.items():
        if long in over and short not in over and at(base, (long,)) != at(over, (long,)):
            found.pop(short, None)
    return made(type(over), found, over.origin)


def hidden(over: Any, path: TreePath = ()) -> Iterator[TreePath]:
    """Where a file of an overlay hides something."""
    if _hides(over):
        yield path
    else:
        for step, part in parts(over):
            yield from hidden(part, (*path, step))


def differences(before: Any, after: Any, path: TreePath = ()) -> Iterator[tuple[TreePath, Any, Any]]:
    """Every value that is other after than before, the deepest that can be named; GONE where there is none."""
    if before == after:
        return
    one, other = named(before), named(after)
    if one is None or other is None:
        yield path, before, after
        return
    for name in dict.fromkeys([*one, *other]):
        yield from differences(one.get(name, GONE), other.get(name, GONE), (*path, name))


def _by_names(value: Any, path: TreePath) -> TreePath:
    """The part of a path that a base may have as well: up to a list that holds no records."""
    return next((path[:n] for n in range(len(path)) if named(at(value, path[:n])) is None), path)


def mended(value: Any, base: Any, paths: list[TreePath]) -> Any:
    """A value with the base's at these paths, which stand in its order, and without what the base has not."""
    for path in reversed(paths):
        there = _by_names(value, path)
        value = put(value, there, at(base, in_words(value, there)))
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


def changes(file: str, before: Any, after: Any) -> Iterator[Change]:
    """What a file's tree has become, value by value."""
    for path, *pair in differences(before, after):
        yield Change(file, ".".join(map(str, path)), *(None if value is GONE else value for value in pair))
