"""A file's values as one tree: mappings and lists that know where each of their parts is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

TreePath = tuple[str | int, ...]
"""Where a value stands in a file: keys and list positions from the top."""
KEYS = ("id", "week", "exercise")
"""Fields by which a record of a list is known, in this order."""
GONE: Any = object()
"""What stands where there is nothing; null is something."""


class Origin(NamedTuple):
    """A line of a file."""

    file: str
    line: int
    """From 1."""


class Fields(dict[str, Any]):
    """A mapping, where it begins, and where each of its fields does. Nobody changes it."""

    __slots__ = ("origin", "origins", "records")

    def __init__(self, parts: Iterable[tuple[str, Any]], origins: Mapping[str, Origin], origin: Origin) -> None:
        super().__init__(parts)
        self.origins, self.origin = origins, origin
        self.records: dict[type, Any] = {}
        """What was made of it, by kind."""


class Items(list[Any]):
    """A list, where it begins, and where each of its items does. Nobody changes it."""

    __slots__ = ("origin", "origins")

    def __init__(self, parts: Iterable[Any], origins: Sequence[Origin], origin: Origin) -> None:
        super().__init__(parts)
        self.origins, self.origin = origins, origin


class Lone(str):
    """The text of a file that holds nothing else."""

    __slots__ = ("origin",)
    origin: Origin


def known(record: Any) -> str | None:
    """The word by which a list's record is known; None where it has none."""
    if not isinstance(record, dict):
        return None
    return next((str(record[key]) for key in KEYS if not isinstance(record.get(key, []), dict | list)), None)


def parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts of a mapping or a list, and the key or the position of each; nothing where there are none."""
    return iter(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())


def word(value: Any, step: str | int, part: Any) -> str | int:
    """What a part is called: its key, or in a list what it is known by, and else its position."""
    return (known(part) or step) if isinstance(value, list) else step


def named(value: Any) -> dict[str | int, Any] | None:
    """The parts by what they are called; None where there is no mapping and no list of records."""
    if isinstance(value, dict):
        return value
    found = {word(value, step, part): part for step, part in parts(value)}
    return found if found and all(isinstance(name, str) for name in found) else None


def placed(tree: Fields | Items) -> dict[str | int, tuple[Any, Origin]]:
    """The parts by key or position, each with where it is written."""
    origins: Any = tree.origins
    return {step: (part, origins[step]) for step, part in parts(tree)}


def made(kind: type[Fields | Items], found: Mapping[str | int, tuple[Any, Origin]], origin: Origin) -> Fields | Items:
    """A mapping or a list of such parts."""
    if issubclass(kind, Fields):
        origins = {str(step): origin for step, (_, origin) in found.items()}
        return Fields(((str(step), part) for step, (part, _) in found.items()), origins, origin)
    return Items((part for part, _ in found.values()), [origin for _, origin in found.values()], origin)


def step_to(value: Any, step: str | int) -> Any:
    """The key or the position that a step means, be it a record's word; GONE where nothing is."""
    if isinstance(value, dict):
        return str(step) if str(step) in value else GONE
    return next((here for here, part in parts(value) if step in (here, known(part))), GONE)


def at(value: Any, path: TreePath) -> Any:
    """What stands at a path; GONE where nothing does."""
    for step in path:
        key = step_to(value, step)
        value = GONE if key is GONE else value[key]
    return value


def in_words(tree: Any, path: TreePath) -> tuple[str, ...]:
    """The steps of a path as a person calls them: a list's record by what it is known by."""
    return tuple(str(word(at(tree, path[:n]), step, at(tree, path[: n + 1]))) for n, step in enumerate(path))


def origin_of(tree: Any, path: TreePath) -> Origin | None:
    """Where the value at a path is written, or its nearest parent that is there."""
    origin: Origin | None = getattr(tree, "origin", None)
    for n, step in enumerate(path):
        here = at(tree, path[:n])
        if not isinstance(here, Fields | Items) or (key := step_to(here, step)) is GONE:
            break
        origin = here.origins[key]
    return origin


def put(tree: Any, path: TreePath, value: Any) -> Any:
    """The same with another value at a path; without what stands there where that is GONE."""
    if not path or not isinstance(tree, Fields | Items):
        return value
    found, key = placed(tree), step_to(tree, path[0])
    key = path[0] if key is GONE else key
    part, origin = found.get(key, (GONE, tree.origin))
    found[key] = put(part, path[1:], value), origin
    return made(type(tree), {step: pair for step, pair in found.items() if pair[0] is not GONE}, tree.origin)


def found(tree: Any, steps: Sequence[str]) -> list[tuple[TreePath, Any]]:
    """Each place to which steps lead, and what stands there: `*` is every part, `@` the key of every field."""
    here: list[tuple[TreePath, Any]] = [((), tree)]
    for step in steps:
        if step in ("*", "@"):
            here = [((*path, key), part if step == "*" else key) for path, one in here for key, part in parts(one)]
        else:
            here = [((*path, step), one.get(step)) for path, one in here if isinstance(one, dict)]
    return here
