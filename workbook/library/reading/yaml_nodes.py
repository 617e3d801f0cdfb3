"""YAML as nodes, which know the file and the line that they are from, within bounds; a value is what is written.

Not so in YAML 1.1, where `012` is 10, `12:30` is 750 and `no` is false: here these are texts, and a field that needs
a number or a truth says so.
"""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from workbook.library.reading.faults import Path, key_of
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


class _Named(io.StringIO):
    """A text that knows the file it is from; every place in it bears the name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


@dataclass(frozen=True)
class Written:
    """What stands in a file."""

    node: yaml.Node | None
    """Nobody changes it."""
    told: tuple[tuple[Path, str], ...]
    """What is certainly not meant, and what is to be said of it."""


@dataclass
class _Composer:
    """Makes nodes of a parser's events; the parser's own way of doing so has no bounds."""

    text: str
    name: str
    told: dict[tuple[Path, str], None] = field(default_factory=dict)
    at: list[str | int] = field(default_factory=list)
    """The place that is being read."""
    anchors: dict[str, tuple[yaml.Node | None, int, int]] = field(default_factory=dict)
    """A name's node, None while it is being read, how many values it holds, and how deep inside each other."""
    unused: dict[str, list[str | int]] = field(default_factory=dict)
    count: int = 0
    reached: int = 0
    """How deep values stand inside each other."""

    def __post_init__(self) -> None:
        self.next: Callable[[], Any] = _Loader(_Named(self.text, self.name)).get_event
        self.notes, self.odd = NOTE.search(self.text) is not None, _BLANK.search(self.text) is not None

    def document(self) -> yaml.Node | None:
        """The one document of the text. Raises YamlError and yaml.YAMLError."""
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(self.next())
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise YamlError(event.start_mark.line + 1, "holds two documents: take out the line '---' between them")
        for name, at in self.unused.items():
            self._tell(f"'&{name[:40]}' is left out of the text: put the text in quotes", *at)
        return node

    def _node(self, event: Any) -> yaml.Node:
        if type(event) is yaml.AliasEvent:
            return self._again(event)
        self._add(1, 0, event)
        before, reached, name = self.count, self.reached, event.anchor
        if name is not None:
            self.anchors[name] = None, 0, 0
            self.unused[name] = [*self.at]
            self.reached = len(self.at)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            says = f"is not YAML: a text that starts with !: put the text in quotes (found {event.tag[:40]})"
            raise YamlError(event.start_mark.line + 1, says)
        node = self._scalar(event) if type(event) is yaml.ScalarEvent else self._collection(event)
        if name is not None:
            self.anchors[name] = node, self.count - before + 1, self.reached - len(self.at)
            self.reached = max(self.reached, reached)
        return node

    def _add(self, values: int, deep: int, event: Any) -> None:
        self.count += values
        self.reached = max(self.reached, len(self.at) + deep)
        line = event.start_mark.line + 1
        if self.reached > DEEPEST:
            raise YamlError(line, f"holds values more than {DEEPEST} deep inside each other: no person writes so")
        if self.count > MOST:
            raise YamlError(line, f"holds more than {MOST} values, those repeated by * among them: no person writes so")

    def _again(self, event: Any) -> yaml.Node:
        line, name = event.start_mark.line + 1, event.anchor
        if name not in self.anchors:
            says = f"is not YAML: a text that starts with *: put it in quotes (no '&' names '*{name[:40]}')"
            raise YamlError(line, says)
        node, values, deep = self.anchors[name]
        if node is None:
            raise YamlError(line, f"is not YAML: '*{name[:40]}' stands inside of what it repeats, without an end")
        self.unused.pop(name, None)
        self._add(values, deep, event)
        return node

    def _scalar(self, event: Any) -> yaml.ScalarNode:
        text, plain = event.value, event.implicit[0] and not event.style
        kind = _TEXT
        if plain and (not text or text[0] in _BEGINNINGS) and (match := _KIND.fullmatch(text)):
            kind = match.lastgroup or _TEXT
        if plain and self.notes and kind in (_TEXT, "null") and (note := NOTE.match(self.text, event.end_mark.index)):
            lost = f"{note[1][:40]!r} is left out: # begins a note"
            self._tell(f"{lost}. Put the text in quotes; or a blank after #, if it is a note")
        if plain and self.odd and _ODDLY.match(text) and self._begins_line(event.start_mark):
            self._odd(event.start_mark, text)
        return yaml.ScalarNode(kind, text, event.start_mark, event.end_mark, event.style)

    def _begins_line(self, mark: Any) -> bool:
        return not self.text[mark.index - mark.column : mark.index].strip(" ")

    def _odd(self, mark: Any, text: str) -> None:
        sign = f"U+{ord(_BLANK.findall(text)[0]):04X}"
        raise YamlError(mark.line + 1, f"has a no-break space ({sign}), which is no space here: type the line anew")

    def _tell(self, says: str, *deeper: str | int) -> None:
        """Remembers what is to be said of the place that is being read."""
        if len(self.told) < ENOUGH:
            self.told[(*self.at, *deeper), says] = None

    def _collection(self, event: Any) -> yaml.CollectionNode:
        if type(event) is yaml.MappingStartEvent:
            return self._mapping(event)
        items: list[yaml.Node] = []
        seen: set[tuple[str, str]] = set()
        while type(inner := self.next()) is not yaml.SequenceEndEvent:
            self.at.append(len(items))
            items.append(self._node(inner))
            key = key_of(items[-1])
            if key in seen:
                self._tell(f"{key[1][:40]!r} stands twice; ids are unique", key[0])
            seen |= {key} if key else set()
            self.at.pop()
        return yaml.SequenceNode("seq", items, event.start_mark, event.end_mark)

    def _mapping(self, event: Any) -> yaml.MappingNode:
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        seen: set[str] = set()
        others: list[yaml.Node] = []
        while type(inner := self.next()) is not yaml.MappingEndEvent:
            key = self._node(inner)
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(inner.start_mark.line + 1, "is not YAML: a bracket where a field's name should be")
            if self.odd and _BLANK.search(key.value):
                self._odd(key.start_mark, key.value)
            self.at.append(key.value)
            value = self._node(self.next())
            if key.value == "<<" and not key.style:
                others += self._merged(value)
            else:
                if key.value in seen:
                    self._tell("is written twice; keep one")
                seen.add(key.value)
                pairs.append((key, value))
            self.at.pop()
        for other in others:
            pairs += [pair for pair in other.value if pair[0].value not in seen]
            seen |= {pair[0].value for pair in other.value}
        return yaml.MappingNode("map", pairs, event.start_mark, event.end_mark)

    def _merged(self, value: yaml.Node) -> list[yaml.Node]:
        """The mappings whose fields stand for those that are not written: `<<: *usual`."""
        found = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if not all(isinstance(one, yaml.MappingNode) for one in found):
            raise YamlError(value.start_mark.line + 1, "is not YAML: '<<' takes over fields, and none stand here")
        return found


@lru_cache(maxsize=512)
def composed(text: str, name: str) -> Written:
    """What stands in a YAML text. Raises YamlError."""
    composer = _Composer(text, name)
    try:
        return Written(composer.document(), tuple(composer.told))
    except yaml.YAMLError as error:
        raise in_words(error, text) from error


def _value(node: yaml.Node) -> Any:
    if type(node) is yaml.ScalarNode:
        return node.value if node.tag == _TEXT else _VALUES[node.tag](node.value)
    if type(node) is yaml.SequenceNode:
        return [_value(item) for item in node.value]
    return {key.value: _value(value) for key, value in node.value}


@lru_cache(maxsize=512)
def plain(node: yaml.Node | None) -> Any:
    """The nodes' plain value, which nobody changes."""
    return {} if node is None else _value(node)
