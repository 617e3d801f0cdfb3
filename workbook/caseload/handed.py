"""What runners handed over: files in a folder at any depth, in archives, with mails, in mailboxes, and as links."""

import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbook.caseload import archive, mail
from workbook.caseload.room import DEEPEST, LARGEST_FILE, FullError, Room, kind_of, largest, too_large, why_unread
from workbook.diary.diary_file import DiaryError
from workbook.library.reading import leavings

OUT = "caseload"
"""The folder, inside the chosen one, that takes everything that is written about its runners."""
_DEEPEST_FOLDER = 20
_LONGEST = 200
_NO_FILE = "This is not a file, so nothing was opened."
_JOINING = "\u200c\u200d"


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
        if found.st_size > LARGEST_FILE and found.st_size > largest(path.name):
            raise too_large(path.name)
        return file.read(), found


def text_of(name: str) -> str:
    """A file's name as text, of whatever bytes it is made."""
    return name if name.isascii() else os.fsencode(name).decode(errors="replace")


def _shown(name: str) -> str:
    """A name out of an archive or a mail, without signs that would turn round or hide the text beside it."""
    shown = "".join(sign if sign.isprintable() or sign in _JOINING else "\ufffd" for sign in name)
    return shown if len(shown) <= _LONGEST else f"…{shown[-_LONGEST:]}"


def lying(folder: Path) -> list[tuple[str, Path] | Note]:
    """All files in a folder, by their way from it, the shortest first; and notes on folders that are not looked into.

    Raises OSError where there is no such folder.
    """
    found = list(_inside(folder, "", leavings.entries(folder)))
    return sorted(found, key=lambda one: (len(name := one.file if isinstance(one, Note) else one[0]), name))


def _inside(folder: Path, way: str, entries: list[os.DirEntry[str]]) -> Iterator[tuple[str, Path] | Note]:
    for entry in entries:
        name = f"{way}{entry.name}"
        if _is(entry.is_file):
            yield name, folder / entry.name
        elif not _is(entry.is_dir):
            yield Note(text_of(name), _NO_FILE, read=False)  # to open a pipe would wait for whoever writes into it
        elif way or entry.name.lower() != OUT:
            yield from _folder(folder / entry.name, name, entry)


def _is(kind: Callable[[], bool]) -> bool:
    """What an entry is; a link that leads to itself, or where nobody may look, is nothing."""
    try:
        return kind()
    except OSError:
        return False


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


def diaries(folder: Path) -> list[str]:
    """The files of diaries in a folder and those inside it, by their way from it; none where it is not there."""
    found = leavings.files(folder) if folder.is_dir() else ()
    return sorted(file for file in found if kind_of(file) == ".json" and not file.lower().startswith(f"{OUT}/"))


def diary(folder: Path, named: str) -> Path | None:
    """A runner's file by its way from a folder, with its ending or without; None where there is none."""
    there = folder / Path(named).expanduser()
    return next((path for path in (there, Path(f"{there}.json")) if path.is_file()), None)


def files_in(name: str, content: bytes) -> Iterator[tuple[str, bytes] | Note]:
    """Name and content of each diary that comes out of a file, and notes on all that is passed over."""
    try:
        yield from _unfolded(name, content, Room(), DEEPEST)
    except FullError as error:
        yield Note(text_of(name), str(error), read=False)


_Inside = tuple[str, bytes | DiaryError]
"""Name and content of what lies in something, or why it was not opened."""


def _opens(name: str) -> bool:
    return bool(kind_of(name))


_INSIDE: Mapping[str, Callable[[bytes, Room], Iterator[_Inside]]] = {
    ".zip": lambda content, room: archive.members(content, _opens, room),
    ".tar": lambda content, room: archive.on_a_tape(content, _opens, room),
    ".tar.gz": lambda content, room: archive.on_a_tape(archive.unzipped(content), _opens, room),
    ".tgz": lambda content, room: archive.on_a_tape(archive.unzipped(content), _opens, room),
    ".eml": mail.parts,
    ".emlx": lambda content, room: mail.parts(mail.of_mac(content), room),
    ".mbox": mail.mails,
}
"""How each kind of file is opened that holds others."""


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
        elif kind:
            yield from _each(name, _INSIDE[kind](content, room), room, deepest)
        else:
            yield Note(text_of(name), why_unread(name), read=False)
    except FullError:
        raise
    except DiaryError as error:
        yield Note(text_of(name), str(error), read=False)


def _each(name: str, found: Iterator[_Inside], room: Room, deepest: int) -> Iterator[tuple[str, bytes] | Note]:
    for inside, content in found:
        full = f"{name}/{_shown(inside)}"
        if isinstance(content, DiaryError):
            yield Note(text_of(full), str(content), read=False)
        elif not leavings.left(inside.rpartition("/")[2]):
            yield from _unfolded(full, content, room, deepest - 1)
