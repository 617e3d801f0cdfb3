"""Writing: a piece of a clinic's folder is tried in a copy of it, and written where nothing is wrong or lost."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from workbook.editing import sense
from workbook.editing.sense import Doubt
from workbook.library import DATA, Library, LibraryError
from workbook.library.reading import leavings
from workbook.library.reading.faults import Fault
from workbook.paper.files import put

_READ = (".yaml", ".yml", ".csv", ".svg", ".png", ".jpg")


class Unread(ValueError):
    """A file would be written over that was not read here, or would lose its notes."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something on its way into a clinic's folder."""

    folder: Path
    over: Mapping[str, str]
    """File to the text that may be written over, as it was read; no other text may."""

    @property
    def texts(self) -> Mapping[str, str]:
        """File to what it is to hold; nothing where nothing differs."""
        raise NotImplementedError


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True)
class Outcome:
    """What a piece would make of the clinic's folder."""

    faults: tuple[Fault, ...] = ()
    """What has to be mended before it can be written."""
    doubts: tuple[Doubt, ...] = ()
    """What is only asked about."""


def text_of(path: Path) -> str | None:
    """A file's text; None where there is no file. Raises ValueError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error


def has_notes(text: str) -> bool:
    """Whether somebody wrote notes into a file, which a written file would not keep."""
    return any(re.search(r"(^|\s)#", line) and "yaml-language-server" not in line for line in text.splitlines())


def may_go(folder: Path, *files: str) -> dict[str, str]:
    """Those of a folder's files that may be written over without asking, and their texts now."""
    found = {file: text_of(folder / file) for file in files}
    return {file: text for file, text in found.items() if text is not None and not has_notes(text)}


def first_line(folder: Path, file: str, kind: str) -> str:
    """A file's first line, by which an editor finds the schema of its kind."""
    schema, here = DATA / "schemas" / "overlay" / f"{kind}.json", (folder / file).parent
    try:
        seen = Path(os.path.relpath(schema, here)).as_posix()
    except ValueError:  # no way leads there, as to another drive of Windows
        seen = schema.as_uri()
    return f"# yaml-language-server: $schema={seen}\n"


def _read(overlay: Path) -> Outcome:
    """All of a folder."""
    try:
        return Outcome(doubts=sense.doubts(Library.read(overlay=overlay), Library.read()))
    except LibraryError as error:
        return Outcome(error.faults)


def _copied(piece: Piece, room: Path) -> Path:
    """The clinic's folder with the piece in it, in another place."""
    folder = room / (piece.folder.name or "overlay")
    folder.mkdir()
    for file in leavings.files(piece.folder) if piece.folder.is_dir() else ():
        path = piece.folder / file
        if path.suffix.lower() in _READ and path.is_file():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / file)
    for file, text in piece.texts.items():
        (folder / file).parent.mkdir(exist_ok=True)
        put(folder / file, text)
    return folder


def tried(piece: Piece) -> Outcome:
    """What is wrong with a piece as a part of the clinic's folder, which is not touched, and what may not be meant.

    What another of its files has without this piece is not told.
    """
    if not piece.texts:
        return Outcome()
    with TemporaryDirectory() as room:
        folder = _copied(piece, Path(room))
        found = _read(folder)
        own = {f"{folder.name}/{file}" for file in piece.texts}
    before = _read(piece.folder) if piece.folder.is_dir() else Outcome()
    return Outcome(
        tuple(fault for fault in found.faults if fault.file in own or fault not in before.faults),
        tuple(doubt for doubt in found.doubts if doubt.file in piece.texts or doubt not in before.doubts),
    )


def faults(piece: Piece) -> tuple[Fault, ...]:
    """What has to be mended before a piece can be written."""
    return tried(piece).faults


def allowed(piece: P) -> P:
    """The same, and what its files hold now may be written over."""
    now = {file: text_of(piece.folder / file) for file in piece.texts}
    return replace(piece, over={**piece.over, **{file: text for file, text in now.items() if text is not None}})


def written(piece: P) -> P:
    """Writes a piece's files. Raises ValueError with a sentence where that must not be, and Unread to ask first."""
    texts = piece.texts
    if not texts:
        raise ValueError("Nothing differs from the library’s own, so there is nothing to write.")
    if wrong := faults(piece):
        raise ValueError(f"Not written: mend what is wrong first ({len(wrong)} of it).")
    for file in texts:
        now = text_of(piece.folder / file)
        if now is not None and now != piece.over.get(file):
            lost = "; the notes in it (after #) would be lost" if has_notes(now) else ""
            path = piece.folder / file
            raise Unread(f"{path} is there and was not written here{lost}. Press again to write over it.")
    for file, text in texts.items():
        path = piece.folder / file
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, text)
        except OSError as error:
            raise ValueError(f"{path} cannot be written: {error.strerror}.") from error
    return replace(piece, over={**piece.over, **texts})
