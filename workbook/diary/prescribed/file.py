"""A prescription as a file's text and as a link; and what is said of one that cannot be opened."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbook.diary.day import EARLIEST, LATEST
from workbook.diary.prescribed import packed
from workbook.diary.prescribed.prescribed import HOLD_S, REPS, REST_S, ROUNDS, Prescribed, PrescribedExercise
from workbook.library.reading.faults import did_you_mean
from workbook.library.reading.nesting import bounded
from workbook.library.values import LETTERS

VERSION = 1
MARK = "strength_guide_prescription"
"""The key that tells a prescription from any other JSON file; its value is the version."""
FRAGMENT = "prescription="
"""What stands before it in a link."""
LARGEST = 200_000
"""Letters; six exercises of a clinic's own, with their drawings, stay far below."""
ASK = "Ask who sent it to send it again."


class PrescribedError(ValueError):
    """A prescription that cannot be opened, in a sentence for the runner."""


def write(prescribed: Prescribed, indent: int | None = 1) -> str:
    """The prescription as the text of a file."""
    plain = prescribed.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(
        {MARK: VERSION, **plain}, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":")
    )


def is_one(text: str) -> bool:
    """Whether a text says of itself that it is a prescription."""
    return MARK in text[:200]


def read(text: str) -> Prescribed:
    """The prescription in the text of a file. Raises PrescribedError with a sentence that a runner can act on."""
    if len(text) > LARGEST:
        raise PrescribedError(f"This is too large to be a prescription, so nothing was opened. {ASK}")
    try:
        raw = json.loads(bounded(text))
        json.dumps(raw, ensure_ascii=False).encode()  # half a sign cannot be written again
    except ValueError:
        raise PrescribedError(f"This prescription is damaged, so nothing was opened. {ASK}") from None
    if not isinstance(raw, dict) or MARK not in raw:
        raise PrescribedError("This is not a prescription of this guide, so nothing was opened.")
    version = raw.pop(MARK)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= VERSION:
        raise PrescribedError(
            "This prescription was written by a newer guide than this one, so nothing was opened. Open it on the page "
            "that the link names, or ask for it on paper."
        )
    return checked(raw)


def checked(raw: dict[str, Any]) -> Prescribed:
    """The prescription in plain values. Raises PrescribedError that names the first value that it may not hold."""
    try:
        return Prescribed.model_validate(raw)
    except ValidationError as error:
        raise PrescribedError(f"This prescription cannot be used ({first_fault(error)}). {ASK}") from None


def first_fault(error: ValidationError, called: Mapping[str, str] | None = None) -> str:
    """The first value that a prescription may not hold, and what it should be; fields as they are `called`."""
    fault = error.errors()[0]
    return textwrap.shorten(f"{where(fault['loc'], called or {})} {_in_plain_words(fault)}".strip(), 200)


_SHAPES = {
    "missing": "is missing",
    "model_type": "should have fields of its own",
    "tuple_type": "should be a list",
    "string_type": "should be text",
    "string_unicode": "has a sign that cannot be written",
    "invalid_key": "is not a field here",
    "string_too_short": "should not be empty",
    "literal_error": "should be left or right",
}
_NUMBERS = {"rounds": ROUNDS, "reps": REPS, "hold_s": HOLD_S, "rest_s": REST_S, "sessions": (1, 7)}
_SIGNS = {
    "id": "should be 8 to 32 of the signs 0-9 and a-f",
    "sessions": f"should be a letter from {LETTERS[0]} to {LETTERS[-1]}",
}


def _in_plain_words(fault: ErrorDetails) -> str:
    """What is wrong with a value, as the end of a sentence that begins with its place."""
    kind, path = fault["type"], fault["loc"]
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    usual = fault["msg"].removeprefix("Value error, ").replace("Input", "it")
    if path and path[0] == "own":  # a whole exercise has fields of these names that hold something else
        return _SHAPES.get(kind, usual) if kind != "literal_error" else usual
    if kind == "extra_forbidden":
        fields = PrescribedExercise.model_fields if len(path) > 1 else Prescribed.model_fields
        return f"is not a field here, {did_you_mean(field, fields)}"
    if kind in ("string_too_long", "too_long"):
        return f"has more than {fault['ctx']['max_length']} {'letters' if kind == 'string_too_long' else 'lines'}"
    if kind == "string_pattern_mismatch":
        return _SIGNS.get(field, "should be an exercise's id: small letters, digits and underscores")
    if field in ("date", "start"):
        return _SHAPES.get(kind, f"should be a day from {EARLIEST.year} to {LATEST.year}, as 2026-03-02")
    if kind.startswith("int_") or kind in ("greater_than_equal", "less_than_equal"):
        least, most = _NUMBERS[field]
        return f"should be a whole number from {least} to {most}"
    return _SHAPES.get(kind, usual)


def where(path: Sequence[int | str], called: Mapping[str, str]) -> str:
    """A value's place in words, `exercise 2, rounds:`; a field by its path, `exercises.rounds`, as it is `called`."""
    names = {"exercises": "exercise", "own": "own exercise"}
    said, field = [], ""
    for n, step in enumerate(path, start=1):
        if isinstance(step, int):
            said.append(f"{step + 1},")
            continue
        field = f"{field}.{step}".removeprefix(".")
        said.append(called.get(field, step[:60]) if n == len(path) else names.get(step) or called.get(field, step))
    return f"{' '.join(said).rstrip(',')}:" if said else ""


def pack(prescribed: Prescribed) -> str:
    """The prescription as letters, digits, `-` and `_`."""
    return packed.folded(write(prescribed, indent=None))


def link(prescribed: Prescribed, address: str) -> str:
    """The address that opens the guide's page with the prescription, behind the `#`."""
    return f"{address.split('#')[0]}#{FRAGMENT}{pack(prescribed)}"
