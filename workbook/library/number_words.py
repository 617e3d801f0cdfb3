"""Numbers of the data in its own prose: a word in braces stands for a number, so that no text contradicts it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workbook.library.protocol import Protocol
from workbook.library.questions import Questionnaire
from workbook.library.reading.tree import TreePath
from workbook.library.values import Record

_BRACES = re.compile(r"\{(\w+)\}")
_OTHERS = frozenset(("pain", "pain_rule", "drawing"))
"""Fields whose texts have words in braces of their own, filled in elsewhere; and the long one that has none."""
NUMBERED = ("exercises", "injuries", "rules", "red_flags", "protocol", "check_in")
"""The parts of a library in whose texts such words may stand."""
_PLURAL = re.compile(r"(?<=ch|sh|ss)es$|(?<=x)es$|(?<!s)s$")
_KG_OF_A_POUND = 0.45359237
_FINEST_KG = 0.01
"""Steps in which the diary keeps weights (`weight.js` of the player)."""

Unknown = tuple[str, TreePath, str, list[str]]
"""A word in braces that stands for no number: its file and path, the word, and what may stand there."""


def number_in_words(number: int) -> str:
    """'six'; figures from eleven on."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def counted(number: int, what: str, more: str = "") -> str:
    """'1 week', '2 weeks'; `more` is the plural where it is not only an s longer."""
    return f"{number} {what if number == 1 else more or f'{what}s'}"


def of_one(many: str) -> str:
    """What is counted, where it is one: 'reps' as 'rep', 'marches' as 'march', 'bursts of hops' as 'burst of hops'."""
    first, *rest = many.split(" ", 1)
    return " ".join([_PLURAL.sub("", first), *rest])


def weight_in_words(kg: float) -> str:
    """A weight of the diary in both units: '12 kg (26 lb)', '20.41 kg (45 lb)'.

    Pounds that were written in quarters come back as they were written; any others are rounded.
    """
    pounds = kg / _KG_OF_A_POUND
    written = round(4 * pounds) / 4
    near = abs(written - pounds) * _KG_OF_A_POUND <= _FINEST_KG / 2
    return f"{_plain(kg)} kg ({_plain(written if near else round(pounds, 1 if pounds < 10 else 0))} lb)"


def _plain(number: float) -> str:
    """With two decimals at most, and none that is nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def numbers_of(protocol: Protocol, questionnaire: Questionnaire) -> dict[str, str]:
    """The words that may stand in braces in any text, and what they become."""
    least, most = protocol.weeks[0].reps_left
    join = " or " if most == least + 1 else " to "
    return {
        **questionnaire.pain_rule.numbers,
        "weeks": number_in_words(len(protocol.weeks)),
        "first_left": join.join(map(number_in_words, dict.fromkeys((least, most)))),
        "first_most": number_in_words(most),
        "young_left": number_in_words(protocol.young.reps_left[0]),
    }


def _with_own(record: Record, numbers: Mapping[str, str]) -> dict[str, str]:
    """The numbers, and those of the record itself."""
    own = {name: f"{value:g}" for name, value in _fields(record) if type(value) in (int, float)}
    return {**own, **numbers}


def _fields(record: Record) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in record if name not in _OTHERS)


def _asks(value: Record) -> bool:
    """Whether a word in braces may stand in a record, which few have: a quick look at all of its text."""
    return _BRACES.search(value.model_dump_json(exclude={"drawing"})) is not None


def filled(parts: Mapping[str, Any], programme: str) -> tuple[dict[str, Any], list[Unknown]]:
    """The numbered parts of a library with numbers in the place of words in braces, and the words that stand for none.

    `parts` are those of a library, None where one could not be read; `programme` is the file of the protocol.
    """
    if parts["protocol"] is None or parts["check_in"] is None:
        return {}, []
    numbers = numbers_of(parts["protocol"], parts["check_in"])
    done: dict[str, Any] = {}
    unknown: list[Unknown] = []
    for name in NUMBERED:
        done[name], found = _filled(parts[name], numbers, ())
        for path, word, allowed in found:
            if name == "exercises":  # each is a file
                unknown.append((f"exercises/{path[0]}.yaml", path[1:], word, allowed))
            else:
                unknown.append((programme if name == "protocol" else f"{name}.yaml", path, word, allowed))
    return done, unknown


def _filled(value: Any, numbers: Mapping[str, str], at: TreePath) -> tuple[Any, list[tuple[TreePath, str, list[str]]]]:
    """A record, or what stands in one, and the words without a number in it, with their paths."""
    if isinstance(value, str):
        unknown = [(at, word, sorted(numbers)) for word in _BRACES.findall(value) if word not in numbers]
        return _BRACES.sub(lambda word: numbers.get(word[1], word[0]), value), unknown
    if isinstance(value, tuple):
        within = [_filled(one, numbers, (*at, index)) for index, one in enumerate(value)]
        return tuple(one for one, _ in within), [word for _, words in within for word in words]
    if isinstance(value, dict):
        inside = {key: _filled(one, numbers, (*at, key)) for key, one in value.items()}
        return {key: one for key, (one, _) in inside.items()}, [word for _, words in inside.values() for word in words]
    if not isinstance(value, Record) or not _asks(value):
        return value, []
    known = _with_own(value, numbers)
    fields = {name: _filled(one, known, (*at, name)) for name, one in _fields(value)}
    changed = {name: one for name, (one, _) in fields.items() if one != getattr(value, name)}
    now = value.model_copy(update=changed) if changed else value
    return now, [word for _, words in fields.values() for word in words]
