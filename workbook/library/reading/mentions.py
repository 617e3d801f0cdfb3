"""Which words in the data name something that stands elsewhere in it, and what becomes of them where it is hidden."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from workbook.library.reading.tree import GONE, TreePath, at, found, in_words, parts, put, word

EXERCISE, INJURY, EQUIPMENT, RULE = "exercise", "injury", "equipment", "rule"
REFERENCE, SLOT, TOPIC = "reference", "slot", "topic"
_EXERCISES, _PROTOCOLS = "exercises/", "protocols/"
_HOMES: Mapping[str, tuple[str, TreePath, type]] = {
    INJURY: ("injuries.yaml", (), list),
    EQUIPMENT: ("equipment.yaml", ("equipment",), list),
    RULE: ("rules.yaml", (), dict),
    REFERENCE: ("references.yaml", (), dict),
    SLOT: (_PROTOCOLS, ("slots",), list),
    TOPIC: ("check_in.yaml", ("topics",), list),
}
"""Where the things stand that are named by their ids, and whether as a list or by key; an exercise is a file."""
_NAMED: Mapping[str, tuple[tuple[str, str], ...]] = {
    _EXERCISES: (
        (SLOT, "slots.*"), (REFERENCE, "sources.*"), (EQUIPMENT, "equipment.optional.*"),
        (EQUIPMENT, "equipment.need.*.*"), (EXERCISE, "easier"), (EXERCISE, "harder"),
        (INJURY, "suitability.@"), (RULE, "suitability.*.rules.*"),
    ),
    "rules.yaml": ((INJURY, "*.injury"), (REFERENCE, "*.sources.*")),
    "injuries.yaml": ((RULE, "*.suits.rules.*"), (REFERENCE, "*.sources.*")),
    "red_flags.yaml": ((REFERENCE, "*.sources.*"),),
    "glossary.yaml": ((REFERENCE, "*.sources.*"),),
    "equipment.yaml": ((EQUIPMENT, "presets.*.equipment.*"), (EQUIPMENT, "equipment.*.implies.*")),
    "emg.csv": ((REFERENCE, "source_key"), (EXERCISE, "exercise_id")),
    "stride.yaml": ((REFERENCE, "sources.*"),),
    "check_in.yaml": (
        (TOPIC, "questions.*.topic"), (REFERENCE, "topics.*.sources.*"), (REFERENCE, "trend.sources.*"),
        (REFERENCE, "pain_rule.sources.*"),
    ),
    _PROTOCOLS: (
        (SLOT, "low_feel.adds"), (SLOT, "weeks.*.slots.*"), (EXERCISE, "slots.*.prefer.*"),
        (EXERCISE, "slots.*.learn.*"), (EXERCISE, "slots.*.vary.*"), (EXERCISE, "already.*.exercise"),
        (INJURY, "slots.*.only_for"), (REFERENCE, "slots.*.sources.*"), (REFERENCE, "sources.*"),
        (REFERENCE, "circuit.sources.*"), (REFERENCE, "young.sources.*"), (REFERENCE, "progression.sources.*"),
    ),
}  # fmt: skip
"""File or folder to what its words name, and where they stand: `*` is every part of a value, `@` every key."""
_NEXT, _WHOLE, _EMPTY, _STAYS = {"easier", "harder"}, {"injury", "exercise"}, {"source_key", "exercise_id"}, "only_for"
"""Fields that go on to the next, take their record with them, are left empty, or stay, where what they name is hidden;
an item of a list or a key goes, and any other field that names what is hidden is a fault."""

Gone = Mapping[str, Collection[str]]
"""A kind of thing to the ids of it that an overlay hides."""
Mention = tuple[str, TreePath, str, Collection[str]]
"""File, path, word found there, words allowed there."""


class _Anything(frozenset[str]):
    """What may be named where the file that would say so cannot be read."""

    def __contains__(self, _word: object) -> bool:
        return True


ANYTHING = _Anything()


def _of(file: str) -> Iterator[tuple[str, list[str]]]:
    """The kinds of things that a file may name, and the steps to where it does."""
    named = next((named for start, named in _NAMED.items() if file.startswith(start)), ())
    return ((kind, steps.split(".")) for kind, steps in named)


def kind_of(file: str, path: TreePath) -> str | None:
    """What kind of thing stands at a path, of those that are named elsewhere."""
    if file.startswith(_EXERCISES):
        return None if path else EXERCISE
    homes = _HOMES.items()
    return next((kind for kind, (home, under, _) in homes if file.startswith(home) and path[:-1] == under), None)


def let_go(file: str, tree: Any, gone: Gone, read: Callable[[str], Any]) -> Any:
    """A file's tree without the words that name a hidden thing; `read` gives another file's tree as it was."""
    for kind, steps in _of(file) if any(gone.values()) else ():
        for path, name in reversed(found(tree, steps)) if gone[kind] else ():
            if not isinstance(name, str) or name not in gone[kind]:
                continue
            if steps[-1] in ("*", "@"):
                tree = put(tree, path, GONE)
            elif steps[-1] in _WHOLE:
                tree = put(tree, path[:-1], GONE)
            elif steps[-1] in _NEXT:
                tree = put(tree, path, _next(name, steps[-1], gone, read))
            elif steps[-1] in _EMPTY:
                tree = put(tree, path, None)
            if kind == RULE and not at(tree, path[:-1]):  # no rule is left that says otherwise
                tree = put(tree, (*path[:-2], "verdict"), "good")
    return tree


def _next(name: Any, field: str, gone: Gone, read: Callable[[str], Any]) -> Any:
    """The next easier or harder exercise that is not hidden."""
    passed: list[str] = []
    while isinstance(name, str) and name in gone[EXERCISE]:
        if name in passed:
            return None
        passed.append(name)
        name = at(read(f"{_EXERCISES}{name}.yaml"), (field,))
    return None if name is GONE else name


def _ids(value: Any, shape: type) -> frozenset[str]:
    """What the records in a value are known by."""
    words = (word(value, step, part) for step, part in parts(value))
    return frozenset(name for name in words if isinstance(name, str)) if isinstance(value, shape) else ANYTHING


class _Known:
    """What may be named in a library's files."""

    def __init__(self, trees: Mapping[str, Any]) -> None:
        exercises = {PurePosixPath(file).stem: tree for file, tree in trees.items() if file.startswith(_EXERCISES)}
        self.trees = trees
        self.ids = {EXERCISE: exercises.keys(), **{kind: self._of_kind(*home) for kind, home in _HOMES.items()}}
        rules = parts(trees.get("rules.yaml"))
        self.rules = self._by([(code, [at(rule, ("injury",))]) for code, rule in rules], INJURY)
        self.fillers = self._by([(name, at(tree, ("slots",))) for name, tree in exercises.items()], SLOT)

    def _by(self, named: list[tuple[Any, Any]], kind: str) -> dict[str, Collection[str]]:
        """What names each thing of a kind; it may be any of them where what it names is none."""
        ids = self.ids[kind]

        def sure(words: Any) -> bool:
            return isinstance(words, list) and all(isinstance(one, str) and one in ids for one in words)

        return {one: {name for name, words in named if not sure(words) or one in words} for one in ids}

    def _of_kind(self, home: str, under: TreePath, shape: type) -> frozenset[str]:
        found = [_ids(at(tree, under), shape) for file, tree in self.trees.items() if file.startswith(home)]
        return ANYTHING if any(ids is ANYTHING for ids in found) else frozenset[str]().union(*found)

    def allowed(self, kind: str, file: str, path: TreePath) -> Collection[str]:
        """What may be named at a path."""
        tree, ids = self.trees[file], self.ids[kind]
        if kind == RULE and self.ids[RULE] is not ANYTHING:
            injury = str(path[1]) if file.startswith(_EXERCISES) else in_words(tree, path)[0]
            return self.rules.get(injury, ANYTHING)
        if file.startswith(_PROTOCOLS) and kind == SLOT:
            return _ids(at(tree, ("slots",)), list)
        if file.startswith(_PROTOCOLS) and kind == EXERCISE and path[0] == "slots":
            slot = at(tree, (*path[:2], "id"))
            return self.fillers.get(slot, ids) if isinstance(slot, str) else ids
        return {"needs_calf", *ids} if path[-1] == _STAYS and ids is not ANYTHING else ids


def mentions(trees: Mapping[str, Any], gone: Gone) -> Iterator[Mention]:
    """Every such word of these files. What is there but wrong is known, so that one fault is not told ten times."""
    hidden = {f"{_EXERCISES}{name}.yaml" for name in gone[EXERCISE]}
    shown = {file: tree for file, tree in trees.items() if file not in hidden}
    known = _Known(shown)
    for file, tree in shown.items():
        for kind, steps in _of(file):
            for path, name in found(tree, steps):
                name = "" if kind == TOPIC and name is None else name
                if isinstance(name, str) and not (path[-1] == _STAYS and name in gone[kind]):
                    yield file, path, name, known.allowed(kind, file, path)
