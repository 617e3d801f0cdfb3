"""What lies in a zip archive, file by file, in memory: nothing is unpacked to a disk, and no name leads anywhere."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from workbook.caseload.room import Room, largest
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


def members(content: bytes, wanted: Callable[[str], bool], room: Room) -> Iterator[tuple[str, bytes | DiaryError]]:
    """Name and content of each file in an archive, or why it was not opened; what is not `wanted` is empty.

    Raises DiaryError where nothing can be opened, FullError where it is too much.
    """
    _check_list(content)
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN:
        raise DiaryError("This archive is damaged, so nothing in it was opened.") from None
    with archive:
        for info in archive.infolist():
            parts = {*re.split(r"[/\\]", info.filename)} - {".", ".."}
            if not info.is_dir() and not any(map(left, parts)):
                yield info.filename, _content(archive, info, room) if wanted(info.filename) else b""


def _check_list(content: bytes) -> None:
    """Raises DiaryError where the list of an archive's files is not there, or too long to be read."""
    at = content.rfind(_END, max(0, len(content) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or at + _END_SIZE > len(content):
        raise DiaryError("This archive is damaged, so nothing in it was opened.")
    (size,) = struct.unpack_from("<L", content, at + 12)
    if size > _LARGEST_LIST or content[max(0, at - 20) : at].startswith(_LONG_END):
        raise DiaryError("This archive holds more files than a caseload has, so nothing in it was opened.")


def _content(archive: ZipFile, info: ZipInfo, room: Room) -> bytes | DiaryError:
    """A file's content, or why it was not opened."""
    most = largest(info.filename)
    if _OUT.match(info.filename):
        return DiaryError("Its name leads out of the archive, so it was not opened.")
    if info.flag_bits & _ENCRYPTED:
        return DiaryError("It is locked with a password, so it was not opened. Ask for it without one.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return DiaryError("It is packed in a way that is not known here, so it was not opened.")
    try:
        with archive.open(info) as file:
            content = file.read(most + 1)
    except _BROKEN:
        return DiaryError("It is damaged inside the archive, so it was not opened.")
    room.take(len(content))
    return (
        content if len(content) <= most else DiaryError("This file is too large to be a diary, so it was not opened.")
    )
