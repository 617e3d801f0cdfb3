"""A file of data as editors save it: UTF-8, with or without a mark before it, and of a size that a person writes."""

import codecs
import stat
from pathlib import Path

LARGEST = 1_000_000
"""Bytes of a data file: twenty times the largest that comes with the guide."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(ValueError):
    """A file that cannot be read: the line, and a sentence that follows on its name."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line, self.says = line, says


def content(path: Path) -> bytes:
    """The bytes of a file. Raises Unreadable."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(1, "cannot be read: it is no file")
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(1, f"cannot be read: {error.strerror}") from error
    if len(found) > LARGEST:
        raise Unreadable(1, f"is too large: it may have {LARGEST // 1000} kB")
    return found


def read(path: Path) -> str:
    """The text of a file. Raises Unreadable."""
    found = content(path)
    if found.startswith(_UTF_16):
        raise Unreadable(1, "is not saved as UTF-8 text, but as UTF-16: save it again, with the encoding UTF-8")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "is not saved as UTF-8 text: save it again, with the encoding UTF-8") from error
