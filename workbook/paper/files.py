"""Files that are written: under names that every system takes, whole or not at all, and everywhere the same bytes."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)
_LONGEST = 120
"""Bytes, so that the folder's path and an ending have room within Windows' 260 characters."""


def _taken_everywhere(name: str) -> str:
    """The name as Windows, macOS and Linux all take it, without an ending."""
    plain = _REFUSED.sub("_", unicodedata.normalize("NFC", name))
    short = plain.encode()[:_LONGEST].decode(errors="ignore").rstrip(". ")
    return f"_{short}" if not short or _DEVICE.fullmatch(short) else short


def file_names(wanted: Iterable[str]) -> dict[str, str]:
    """Name to a file's name without an ending; no two are one file where capitals do not count."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(wanted):
        plain = stem = _taken_everywhere(name)
        number = 1
        while _folded(stem) in taken:
            number += 1
            stem = f"{plain} ({number})"
        taken.add(_folded(stem))
        found[name] = stem
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def put(path: Path, content: str | bytes) -> None:
    """Writes a file; where that fails, what was there stays. Raises OSError.

    Text is written as UTF-8, and its line ends as they are.
    """
    part = path.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
