"""What lies in an archive, file by file, in memory: nothing is unpacked to a disk, and no name leads anywhere."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from gzip import GzipFile
from io import BytesIO
from tarfile import (
    AREGTYPE,
    BLOCKSIZE,
    GNUTYPE_LONGLINK,
    GNUTYPE_LONGNAME,
    REGTYPE,
    XGLTYPE,
    XHDTYPE,
    TarError,
    TarInfo,
)
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from workbook.caseload.room import LARGEST_BUNDLE, Room, largest, too_large
from workbook.diary.diary_file import DiaryError
from workbook.library.reading.leavings import left

_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
)
"""What an archive can run into that is cut short, or was made to harm."""
_END, _LONG_END = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535
_LARGEST_LIST = 4_000_000
"""Bytes of the list of all files, which is read whole."""
_OUT = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\].*)?$", re.DOTALL)
_ENCRYPTED = 1
_BEFORE_A_HEAD = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, XHDTYPE, XGLTYPE)
_PATH = re.compile(rb"(?:\A|\n)\d{1,9} path=([^\n]*)\n")
_LONGEST_HEAD = 100_000
_DAMAGED = "This archive is damaged, so nothing in it was opened."
_DAMAGED_FROM_HERE = "This archive is damaged or was cut short, so nothing was opened from there on."
_LEADS_OUT = "Its name leads out of the archive, so it was not opened."
_DAMAGED_INSIDE = "It is damaged inside the archive, so it was not opened."
_IN_AN_UNKNOWN_WAY = "It is packed in a way that is not known here, so it was not opened."


def members(content: bytes, wanted: Callable[[str], bool], room: Room) -> Iterator[tuple[str, bytes | DiaryError]]:
    """Name and content of each file in an archive, or why it was not opened; what is not `wanted` is empty.

    Raises DiaryError where nothing can be opened, FullError where it is too much.
    """
    _check_list(content)
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN:
        raise DiaryError(_DAMAGED) from None
    with archive:
        for info in archive.infolist():
            if not info.is_dir() and not _left(info.filename):
                yield info.filename, _content(archive, info, room) if wanted(info.filename) else b""


def _left(name: str) -> bool:
    """Whether a program left a file, or a folder on the way to it."""
    return any(map(left, {*re.split(r"[/\\]", name)} - {".", ".."}))


def _check_list(content: bytes) -> None:
    """Raises DiaryError where the list of an archive's files is not there, or too long to be read."""
    at = content.rfind(_END, max(0, len(content) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or at + _END_SIZE > len(content):
        raise DiaryError(_DAMAGED)
    (size,) = struct.unpack_from("<L", content, at + 12)
    if size > _LARGEST_LIST or content[max(0, at - 20) : at].startswith(_LONG_END):
        raise DiaryError("This archive holds more files than a caseload has, so nothing in it was opened.")


def _content(archive: ZipFile, info: ZipInfo, room: Room) -> bytes | DiaryError:
    """A file's content, or why it was not opened."""
    most = largest(info.filename)
    if _OUT.match(info.filename):
        return DiaryError(_LEADS_OUT)
    if info.flag_bits & _ENCRYPTED:
        return DiaryError("It is locked with a password, so it was not opened. Ask for it without one.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return DiaryError(_IN_AN_UNKNOWN_WAY)
    try:
        with archive.open(info) as file:
            content = file.read(most + 1)
    except _BROKEN:
        return DiaryError(_DAMAGED_INSIDE)
    room.take(len(content))
    return content if len(content) <= most else too_large(info.filename)


def unzipped(content: bytes) -> bytes:
    """What was packed by gzip. Raises DiaryError where it is damaged, or too much."""
    try:
        found = GzipFile(fileobj=BytesIO(content)).read(LARGEST_BUNDLE + 1)
    except _BROKEN:
        raise DiaryError(_DAMAGED) from None
    if len(found) > LARGEST_BUNDLE:
        raise too_large(".tar")
    return found


def on_a_tape(content: bytes, wanted: Callable[[str], bool], room: Room) -> Iterator[tuple[str, bytes | DiaryError]]:
    """The same of a tar archive, which has no list: each file has its head before it.

    Where it is damaged midway, what stands before counts. Raises DiaryError, FullError.
    """
    at, long_name = 0, ""
    while (head := content[at : at + BLOCKSIZE]).strip(b"\0") or len(head) < BLOCKSIZE:
        room.take(0)  # whatever kind of thing it is
        try:
            info = TarInfo.frombuf(head, "utf-8", "surrogateescape")
        except TarError:
            raise DiaryError(_DAMAGED_FROM_HERE) from None
        start, at = at + BLOCKSIZE, at + BLOCKSIZE * (1 - -info.size // BLOCKSIZE)
        if info.size < 0 or at > len(content):
            raise DiaryError(_DAMAGED_FROM_HERE)
        if info.type in _BEFORE_A_HEAD:
            long_name = _long_name(info, content[start : start + min(info.size, _LONGEST_HEAD)]) or long_name
            continue
        name, long_name = long_name or info.name, ""
        if not info.isdir() and not _left(name):
            yield name, _taped(name, info, content[start : start + info.size], room) if wanted(name) else b""


def _long_name(info: TarInfo, says: bytes) -> str:
    """The name that stands before a head that has no room for it; empty where something else stands there."""
    if info.type == GNUTYPE_LONGNAME:
        found = says.rstrip(b"\0")
    else:
        said = _PATH.search(says) if info.type == XHDTYPE else None
        found = said[1] if said else b""
    return found.decode("utf-8", "surrogateescape")


def _taped(name: str, info: TarInfo, content: bytes, room: Room) -> bytes | DiaryError:
    """A file's content, or why it was not opened."""
    if _OUT.match(name):
        return DiaryError(_LEADS_OUT)
    if info.type not in (REGTYPE, AREGTYPE):
        return DiaryError("It is a link or a thing that is no file, so it was not opened.")
    room.take(len(content))
    return content if len(content) <= largest(name) else too_large(name)
