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


def number_in_words(number: int) -> str:
    """'six'; figures from eleven on."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def counted(number: int, what: str, more: str = "") -> str:
    """'1 week', '2 weeks'; `more` is the plural where it is not only an s longer."""
    return f"{number} {what if number == 1 else more or f'{what}s'}"


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


def _asks(value: Any) -> bool:
    """Whether a word in braces may stand in a record, which few have: a quick look at all of its text."""
    return not isinstance(value, Record) or _BRACES.search(value.model_dump_json(exclude={"drawing"})) is not None


def filled(value: Any, numbers: Mapping[str, str]) -> Any:
    """Records, or what stands in one, with numbers in the place of words in braces."""
    if isinstance(value, str):
        return _BRACES.sub(lambda word: numbers.get(word[1], word[0]), value)
    if isinstance(value, tuple):
        return tuple(filled(one, numbers) for one in value)
    if isinstance(value, dict):
        return {key: filled(one, numbers) if _asks(one) else one for key, one in value.items()}
    if not isinstance(value, Record):
        return value
    known = _with_own(value, numbers)
    now = {name: filled(one, known) for name, one in _fields(value)}
    changed = {name: one for name, one in now.items() if one != getattr(value, name)}
    return value.model_copy(update=changed) if changed else value


def without_number(parts: Mapping[str, Any], programme: str) -> Iterator[tuple[str, TreePath, str, list[str]]]:
    """Each word in braces that stands for nothing: its file and path, the word, and what may stand there.

    `parts` are those of a library, None where one could not be read; `programme` is the file of the protocol.
    """
    if parts["protocol"] is None or parts["check_in"] is None:
        return
    numbers = numbers_of(parts["protocol"], parts["check_in"])
    exercises = {f"exercises/{known}.yaml": exercise for known, exercise in parts["exercises"].items()}
    files = {programme if name == "protocol" else f"{name}.yaml": parts[name] for name in NUMBERED[1:]}
    for file, value in (exercises | files).items():
        if _asks(value):
            yield from ((file, *found) for found in _unknown(value, numbers, ()))


def _unknown(value: Any, numbers: Mapping[str, str], at: TreePath) -> Iterator[tuple[TreePath, str, list[str]]]:
    if isinstance(value, str):
        yield from ((at, word, sorted(numbers)) for word in _BRACES.findall(value) if word not in numbers)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _unknown(one, numbers, (*at, index))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _unknown(one, numbers, (*at, key)) if _asks(one) else ()
    elif isinstance(value, Record):
        known = _with_own(value, numbers)
        for name, one in _fields(value):
            yield from _unknown(one, known, (*at, name))
