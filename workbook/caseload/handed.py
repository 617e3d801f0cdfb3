"""What runners handed over: files in a folder at any depth, in archives, with mails, and as links in a text."""

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workbook.caseload import archive, mail
from workbook.caseload.room import DEEPEST, FullError, Room, largest
from workbook.diary.diary_file import DiaryError
from workbook.library.reading import leavings

OUT = "caseload"
"""The folder, inside the chosen one, that takes everything that is written about its runners."""
_DEEPEST_FOLDER = 20
_LONGEST = 200
_NO_FILE = "This is not a file, so nothing was opened."
_NO_DIARY = "This is not a diary, whose name ends in .json, so it was not opened."
_JOINING = "\u200c\u200d"
_KINDS = (".json", ".txt", ".zip", ".eml")


@dataclass(frozen=True)
class Handed:
    """A diary's file: on the disk, or inside what lies there."""

    path: Path
    name: str
    """As it is told: the way from the chosen folder, through archives and mails."""
    packed: bytes | None = field(default=None, repr=False, compare=False)
    """What came out of an archive, a mail or a link."""

    @property
    def content(self) -> bytes:
        """What the file holds. Raises DiaryError, OSError."""
        return opened(self.path)[0] if self.packed is None else zlib.decompress(self.packed)


@dataclass(frozen=True)
class Note:
    """What is to be known of one file."""

    file: str
    says: str
    read: bool
    """Whether what the file holds is in the caseload."""


def opened(path: Path) -> tuple[bytes, os.stat_result]:
    """A file's content, and what the system knows of it. Raises DiaryError, OSError."""
    with path.open("rb", buffering=0) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise DiaryError(_NO_FILE)
        if found.st_size > largest(path.name):
            raise DiaryError("This file is too large to be a diary, so nothing was opened.")
        return file.read(), found


def text_of(name: str) -> str:
    """A file's name as text, of whatever bytes it is made."""
    return name if name.isascii() else os.fsencode(name).decode(errors="replace")


def _shown(name: str) -> str:
    """A name out of an archive or a mail, without signs that would turn round or hide the text beside it."""
    shown = "".join(sign if sign.isprintable() or sign in _JOINING else "\ufffd" for sign in name)
    return shown if len(shown) <= _LONGEST else f"…{shown[-_LONGEST:]}"


def kind_of(name: str) -> str:
    """How a name ends, if it is one of the endings that are opened; else nothing."""
    return next((kind for kind in _KINDS if name.lower().endswith(kind)), "")


def lying(folder: Path) -> list[tuple[str, Path] | Note]:
    """All files in a folder, by their way from it, the shortest first; and notes on folders that are not looked into.

    Raises OSError where there is no such folder.
    """
    found = list(_inside(folder, "", leavings.entries(folder)))
    return sorted(found, key=lambda one: (len(name := one.file if isinstance(one, Note) else one[0]), name))


def _inside(folder: Path, way: str, entries: list[os.DirEntry[str]]) -> Iterator[tuple[str, Path] | Note]:
    for entry in entries:
        name = f"{way}{entry.name}"
        if entry.is_file():
            yield name, folder / entry.name
        elif not entry.is_dir():
            yield Note(text_of(name), _NO_FILE, read=False)  # to open a pipe would wait for whoever writes into it
        elif way or entry.name.lower() != OUT:
            yield from _folder(folder / entry.name, name, entry)


def _folder(folder: Path, name: str, entry: os.DirEntry[str]) -> Iterator[tuple[str, Path] | Note]:
    if entry.is_symlink():
        yield Note(text_of(name), "This folder is a link to another place, so it was not looked into.", read=False)
    elif entry.name.lower() == OUT:
        says = "A folder of this name is for what is written about runners, so it was not looked into."
        yield Note(text_of(name), says, read=False)
    elif name.count("/") >= _DEEPEST_FOLDER:
        yield Note(text_of(name), "This folder lies too deep inside others, so it was not looked into.", read=False)
    else:
        try:
            entries = leavings.entries(folder)
        except OSError as error:
            yield Note(text_of(name), f"This folder cannot be read: {error.strerror}.", read=False)
        else:
            yield from _inside(folder, f"{name}/", entries)


def files_in(name: str, content: bytes) -> Iterator[tuple[str, bytes] | Note]:
    """Name and content of each diary that comes out of a file, and notes on all that is passed over."""
    try:
        yield from _unfolded(name, content, Room(), DEEPEST)
    except FullError as error:
        yield Note(text_of(name), str(error), read=False)


def _unfolded(name: str, content: bytes, room: Room, deepest: int) -> Iterator[tuple[str, bytes] | Note]:
    kind = kind_of(name)
    try:
        if kind == ".json":
            yield name, content
        elif kind == ".txt":
            for number, diary in enumerate(mail.linked(content), start=1):
                yield name if number == 1 else f"{name} ({number})", diary
        elif kind and not deepest:
            yield Note(text_of(name), "It lies too deep inside others, so it was not opened.", read=False)
        elif kind == ".zip":
            yield from _each(name, archive.members(content, lambda one: bool(kind_of(one)), room), room, deepest)
        elif kind == ".eml":
            yield from _each(name, mail.parts(content, room), room, deepest)
        else:
            yield Note(text_of(name), _NO_DIARY, read=False)
    except FullError:
        raise
    except DiaryError as error:
        yield Note(text_of(name), str(error), read=False)


def _each(
    name: str, found: Iterator[tuple[str, bytes | DiaryError]] | Iterator[tuple[str, bytes]], room: Room, deepest: int
) -> Iterator[tuple[str, bytes] | Note]:
    for inside, content in found:
        full = f"{name}/{_shown(inside)}"
        if isinstance(content, DiaryError):
            yield Note(text_of(full), str(content), read=False)
        elif not leavings.left(inside.rpartition("/")[2]):
            yield from _unfolded(full, content, room, deepest - 1)
