"""YAML as a tree, which knows the file and the line that it is from, within bounds; a value is what is written.

Not so in YAML 1.1, where `012` is 10, `12:30` is 750 and `no` is false: here these are texts, and a field that needs
a number or a truth says so.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from workbook.library.reading.tree import GONE, KEYS, Fields, Items, Lone, Origin, TreePath, known
from workbook.library.reading.yaml_problems import NOTE, ODD, YamlError, in_words

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST = 10_000
"""Values of a file, those counted each time that an alias repeats; the largest that comes with the guide has 2,300."""
ENOUGH = 100
"""Things that are told of one file at a time."""
DEEPEST = 40
"""Values inside each other."""
_VALUES: Mapping[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": int,
    "float": float,
}
_KIND = re.compile(
    r"""
    (?P<null> | ~ | null | Null | NULL)
    | (?P<bool> true | True | TRUE | false | False | FALSE)
    | (?P<int> [-+]? (0 | [1-9][0-9]{0,17}))
    | (?P<float> [-+]? ((0 | [1-9][0-9]{0,17}) \.[0-9]{0,99} | \.[0-9]{1,99}) ([eE][-+][0-9]{1,3})?)
    """,
    re.VERBOSE,
)
"""What a text without quotes may stand for."""
_BEGINNINGS = frozenset("~nNtTfF-+.0123456789")
_TEXT = "str"
_BLANK = re.compile(f"[{ODD}]")
_ODDLY = re.compile(rf"[{ODD}]|-[{ODD}]|\w+:[{ODD}]")
"""How a line begins that is meant as a field or a part of a list, but for a space that is none."""


@dataclass(frozen=True)
class Written:
    """What stands in a file."""

    value: Any
    """A tree; an empty one where nothing stands."""
    told: tuple[tuple[TreePath, str], ...]
    """What is certainly not meant, and what is to be said of it."""


@dataclass
class _Composer:
    """Makes a tree of a parser's events; the parser's own way of doing so has no bounds."""

    text: str
    name: str
    told: dict[tuple[TreePath, str], None] = field(default_factory=dict)
    at: list[str | int] = field(default_factory=list)
    """The place that is being read."""
    anchors: dict[str, tuple[Any, Origin, int, int]] = field(default_factory=dict)
    """A name's value, GONE while it is being read, where it stands, how many values it holds, and how deep."""
    unused: dict[str, list[str | int]] = field(default_factory=dict)
    count: int = 0
    reached: int = 0
    """How deep values stand inside each other."""

    def __post_init__(self) -> None:
        self.next: Callable[[], Any] = _Loader(self.text).get_event
        self.notes, self.odd = NOTE.search(self.text) is not None, _BLANK.search(self.text) is not None

    def document(self) -> Any:
        """The one document of the text. Raises YamlError and yaml.YAMLError."""
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return Fields((), {}, Origin(self.name, 1))
        value, origin = self._value(self.next())
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise YamlError(event.start_mark.line + 1, "holds two documents: take out the line '---' between them")
        for name, at in self.unused.items():
            self._tell(f"'&{name[:40]}' is left out of the text: put the text in quotes", *at)
        if value is None:
            return Fields((), {}, origin)
        if isinstance(value, Fields | Items):
            return value
        lone = Lone(value)
        lone.origin = origin
        return lone

    def _value(self, event: Any) -> tuple[Any, Origin]:
        if type(event) is yaml.AliasEvent:
            return self._again(event)
        self._add(1, 0, event)
        before, reached, name = self.count, self.reached, event.anchor
        origin = Origin(self.name, event.start_mark.line + 1)
        if name is not None:
            self.anchors[name] = GONE, origin, 0, 0
            self.unused[name] = [*self.at]
            self.reached = len(self.at)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            says = f"is not YAML: a text that starts with !: put the text in quotes (found {event.tag[:40]})"
            raise YamlError(origin.line, says)
        value: Any
        if type(event) is yaml.ScalarEvent:
            value = self._scalar(event)
        else:
            value = self._mapping(origin) if type(event) is yaml.MappingStartEvent else self._sequence(origin)
        if name is not None:
            self.anchors[name] = value, origin, self.count - before + 1, self.reached - len(self.at)
            self.reached = max(self.reached, reached)
        return value, origin

    def _add(self, values: int, deep: int, event: Any) -> None:
        self.count += values
        self.reached = max(self.reached, len(self.at) + deep)
        line = event.start_mark.line + 1
        if self.reached > DEEPEST:
            raise YamlError(line, f"holds values more than {DEEPEST} deep inside each other: no person writes so")
        if self.count > MOST:
            raise YamlError(line, f"holds more than {MOST} values, those repeated by * among them: no person writes so")

    def _again(self, event: Any) -> tuple[Any, Origin]:
        line, name = event.start_mark.line + 1, event.anchor
        if name not in self.anchors:
            says = f"is not YAML: a text that starts with *: put it in quotes (no '&' names '*{name[:40]}')"
            raise YamlError(line, says)
        value, origin, values, deep = self.anchors[name]
        if value is GONE:
            raise YamlError(line, f"is not YAML: '*{name[:40]}' stands inside of what it repeats, without an end")
        self.unused.pop(name, None)
        self._add(values, deep, event)
        return value, origin

    def _scalar(self, event: Any) -> Any:
        text, plain = event.value, event.implicit[0] and not event.style
        kind = _TEXT
        if plain and (not text or text[0] in _BEGINNINGS) and (match := _KIND.fullmatch(text)):
            kind = match.lastgroup or _TEXT
        if plain and self.notes and kind in (_TEXT, "null") and (note := NOTE.match(self.text, event.end_mark.index)):
            lost = f"{note[1][:40]!r} is left out: # begins a note"
            self._tell(f"{lost}. Put the text in quotes; or a blank after #, if it is a note")
        if plain and self.odd and _ODDLY.match(text) and self._begins_line(event.start_mark):
            self._odd(event.start_mark, text)
        return text if kind == _TEXT else _VALUES[kind](text)

    def _begins_line(self, mark: Any) -> bool:
        return not self.text[mark.index - mark.column : mark.index].strip(" ")

    def _odd(self, mark: Any, text: str) -> None:
        sign = f"U+{ord(_BLANK.findall(text)[0]):04X}"
        raise YamlError(mark.line + 1, f"has a no-break space ({sign}), which is no space here: type the line anew")

    def _tell(self, says: str, *deeper: str | int) -> None:
        """Remembers what is to be said of the place that is being read."""
        if len(self.told) < ENOUGH:
            self.told[(*self.at, *deeper), says] = None

    def _sequence(self, origin: Origin) -> Items:
        items: list[Any] = []
        origins: list[Origin] = []
        seen: set[str] = set()
        while type(inner := self.next()) is not yaml.SequenceEndEvent:
            self.at.append(len(items))
            item, begins = self._value(inner)
            items.append(item)
            origins.append(begins)
            if (word := known(item)) is not None:
                if word in seen:
                    self._tell(f"{word[:40]!r} stands twice; ids are unique", next(k for k in KEYS if k in item))
                seen.add(word)
            self.at.pop()
        return Items(items, origins, origin)

    def _mapping(self, origin: Origin) -> Fields:
        fields: dict[str, Any] = {}
        origins: dict[str, Origin] = {}
        others: list[Fields] = []
        while type(inner := self.next()) is not yaml.MappingEndEvent:
            key, begins = self._value(inner)
            key = getattr(inner, "value", key)
            if not isinstance(key, str):
                raise YamlError(inner.start_mark.line + 1, "is not YAML: a bracket where a field's name should be")
            if self.odd and _BLANK.search(key):
                self._odd(inner.start_mark, key)
            self.at.append(key)
            value, there = self._value(self.next())
            if key == "<<" and not getattr(inner, "style", None):
                others += self._merged(value, there)
            else:
                if key in fields:
                    self._tell("is written twice; keep one")
                fields[key] = value
                origins.setdefault(key, begins)
            self.at.pop()
        for other in others:
            for name, begins in other.origins.items():
                fields.setdefault(name, other[name])
                origins.setdefault(name, begins)
        return Fields(fields.items(), origins, origin)

    def _merged(self, value: Any, origin: Origin) -> list[Fields]:
        """The mappings whose fields stand for those that are not written: `<<: *usual`."""
        found = value if isinstance(value, Items) else [value]
        if not all(isinstance(one, Fields) for one in found):
            raise YamlError(origin.line, "is not YAML: '<<' takes over fields, and none stand here")
        return found


@lru_cache(maxsize=512)
def composed(text: str, name: str) -> Written:
    """What stands in a YAML text. Raises YamlError."""
    composer = _Composer(text, name)
    try:
        return Written(composer.document(), tuple(composer.told))
    except yaml.YAMLError as error:
        raise in_words(error, text) from error
