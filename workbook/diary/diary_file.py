"""The diary as a file: version, read, upgrade, write."""

import json
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from workbook.diary.diary import ANSWER, Diary, Entry, of
from workbook.library.reading.nesting import bounded

VERSION = 5
MARK = "strength_guide_diary"
"""The key that tells a diary from any other JSON file; its value is the version."""
LARGEST = 2_000_000
"""Characters; years of daily check-ins stay far below."""

_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


class DiaryError(ValueError):
    """A file that cannot be opened, in a sentence for the runner."""


class NewerDiaryError(DiaryError):
    """A diary of a version that this guide does not know yet: it is whole, and must stay as it is."""


def write(diary: Diary, indent: int | None = 1) -> str:
    """The diary as the text of a file, a line an entry's field unless `indent` is None."""
    entries = _ENTRIES.dump_python(diary.entries, mode="json")
    return json.dumps({MARK: VERSION, "entries": entries}, ensure_ascii=False, indent=indent)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _plain(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise DiaryError("This file is too large to be a diary, so nothing was opened.")
    try:
        raw = json.loads(bounded(text), parse_constant=_no_constant)
    except ValueError:
        raise DiaryError("This file is damaged or is not a diary, so nothing was opened.") from None
    if not isinstance(raw, dict) or MARK not in raw:
        raise DiaryError("This file is not a diary of this guide, so nothing was opened.")
    return raw


def _one_entry_an_answer(raw: dict[str, Any]) -> dict[str, Any]:
    """Version 1 kept all answers about the runner in one entry, so that the later device won them all."""
    entries: list[Any] = []
    for entry in raw["entries"] if isinstance(raw.get("entries"), list) else []:
        if not isinstance(entry, dict) or entry.get("kind") != "profile":
            entries.append(entry)
            continue
        answers = entry.get("profile")
        for field, value in (answers if isinstance(answers, dict) else {"": None}).items():
            kept = {key: entry[key] for key in ("date", "edited", "deleted") if key in entry}
            entries.append({**kept, "kind": "answer", "id": f"{ANSWER}{field}", "value": value})
    return {**raw, "entries": entries if "entries" in raw else None}


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _one_entry_an_answer,
    2: lambda raw: raw,  # version 3 has sessions and more answers; nothing of version 2 changes
    3: lambda raw: raw,  # version 4 has more answers; nothing of version 3 changes
    4: lambda raw: raw,  # version 5 has prescriptions, and the runner's name; nothing of version 4 changes
}
"""Version to the function that makes the next version's plain value of it."""


def upgrade(
    raw: dict[str, Any],
    upgrades: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = UPGRADES,
    to: int = VERSION,
) -> dict[str, Any]:
    """The plain value of an older version, step by step, as that of version `to`. Raises DiaryError."""
    version = raw[MARK]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DiaryError("This diary does not say which version it is, so nothing was opened.")
    if version > to:
        raise NewerDiaryError(
            "This diary was written by a newer version of the guide, so nothing was opened. "
            "Open it where you last used it."
        )
    while version < to:
        raw, version = upgrades[version](raw), version + 1
    return raw


def read(text: str) -> Diary:
    """The diary in the text of a file. Raises DiaryError with a sentence that a runner can act on."""
    raw = upgrade(_plain(text))
    try:
        return of(_ENTRIES.validate_python(raw.get("entries")))
    except ValidationError as error:
        damage = _damage(raw.get("entries"), error.errors()[0])
        raise DiaryError(f"This diary is damaged ({damage}), so nothing was opened.") from None


def _damage(entries: Any, fault: Any) -> str:
    """Which entry cannot be read, and which value of it."""
    at = fault["loc"]
    if not at or not isinstance(at[0], int) or not isinstance(entries, list):
        return "it has no list of entries"
    entry = entries[at[0]] if isinstance(entries[at[0]], dict) else {}
    which = f"entry {at[0] + 1} of {len(entries)}, {entry.get('id', 'without an id')!s:.64}"
    fields = ("value",) if entry.get("kind") == "answer" else at[2:]
    if fields == ("answers",) and fault["type"] == "value_error":
        return f"{which}: {fault['ctx']['error']}"
    found: Any = entry
    for step in fields:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return f"{which}: {step} cannot be read"
    return f"{which}: {'.'.join(map(str, fields))} cannot be {textwrap.shorten(str(found), 40, placeholder='…')!r}"


def mended(text: str) -> tuple[Diary, int]:
    """What can be read of a damaged diary, entry by entry, and how many entries cannot. Raises DiaryError."""
    entries = upgrade(_plain(text)).get("entries")
    kept: list[Entry] = []
    for entry in entries if isinstance(entries, list) else []:
        try:
            kept += _ENTRIES.validate_python([entry])
        except ValidationError:
            continue
    if not kept:
        raise DiaryError("This diary is damaged: none of its entries can be read.")
    return of(kept), len(entries or ()) - len(kept)
