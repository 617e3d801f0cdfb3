"""A folder of diaries that runners handed over: which files are read, whose they are, and what is to be said."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.caseload import received
from workbook.caseload.kept import Kept, Stamp, stamp_of
from workbook.caseload.received import Received
from workbook.diary import diary as diaries
from workbook.diary.diary import Diary
from workbook.diary.diary_file import LARGEST, DiaryError
from workbook.library.reading import leavings

OUT = "caseload"
"""The folder, inside the chosen one, that takes everything that is written about its runners."""
_LARGEST = 4 * LARGEST
"""Bytes: as many as the characters of the largest diary can take."""
_NO_FILE = "This is not a file, so nothing was opened."


@dataclass(frozen=True)
class Note:
    """What is to be known of one file."""

    file: str
    says: str
    read: bool
    """Whether what the file holds is in the caseload."""


def _bytes(path: Path) -> tuple[bytes, Stamp]:
    with path.open("rb", buffering=0) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise DiaryError(_NO_FILE)
        if found.st_size > _LARGEST:
            raise DiaryError("This file is too large to be a diary, so nothing was opened.")
        return file.read(), stamp_of(found)


def _text(name: str) -> str:
    """A file's name, of whatever bytes it is made."""
    return name if name.isascii() else os.fsencode(name).decode(errors="replace")


def _is_diary(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(".json")


def _aside(entry: os.DirEntry[str]) -> Note:
    """What is to be said of what is no diary by its name."""
    if entry.is_dir():
        return Note(entry.name, "This is a folder: only diaries that lie beside it are read.", read=False)
    says = "This is not a diary, whose name ends in .json, so it was not opened."
    return Note(entry.name, says, read=False)


def merged(files: Iterable[Path]) -> Diary:
    """One runner's whole diary, of all files that are theirs. Raises DiaryError, OSError."""
    whole = Diary()
    for path in files:
        whole = diaries.merge(whole, received.read(_bytes(path)[0]))
    return whole


class DiaryFolder:
    """The diaries in a folder, read file by file; it remembers whose entries it met."""

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        """Reads all files but those that are kept as they are now. Raises OSError where there is no such folder."""
        self._quick, self._kept = received.Quick(), kept
        self.taken: dict[str, Received] = {}
        """Runner to what is kept of the diary: by the name that they chose, or else by that of their file."""
        self.files: dict[str, tuple[Path, ...]] = {}
        """Runner to the files that were read as theirs."""
        self.notes: list[Note] = []
        found = [one for one in leavings.entries(folder) if not (one.is_dir() and one.name.lower() == OUT)]
        for entry in sorted(found, key=lambda one: (len(one.name), one.name)):
            if _is_diary(entry):
                self._file(folder / entry.name, entry.is_file())
            else:
                self.notes.append(_aside(entry))
        self._merge()
        self._call_by_name()

    def _file(self, path: Path, is_file: bool) -> None:
        try:
            if not is_file:
                raise DiaryError(_NO_FILE)
            taken = self._known(path) or self._taken(path)
        except DiaryError as error:
            self.notes.append(Note(path.name, str(error), read=False))
        except OSError as error:
            self.notes.append(Note(path.name, f"This file cannot be read: {error.strerror}.", read=False))
        else:
            self._keep(path, taken)

    def _known(self, path: Path) -> Received | None:
        return self._kept.found(path.name, stamp_of(path.stat())) if self._kept else None

    def _taken(self, path: Path) -> Received:
        content, stamp = _bytes(path)
        try:
            taken = self._quick.take(content)
        except received.OddError:
            taken = received.of(received.read(content))
        if self._kept:
            self._kept.keep(path.name, stamp, taken)
        return taken

    def _keep(self, path: Path, taken: Received) -> None:
        stem, full = _text(path.stem), _text(path.name)
        name = stem if stem not in self.taken else full
        self.taken[name], self.files[name] = taken, (path,)
        if not taken.ids:
            self.notes.append(Note(path.name, "It has no check-in and no session yet.", read=True))

    def _merge(self) -> None:
        """Makes one runner of all files that share a check-in or a session."""
        if len(frozenset().union(*(taken.ids for taken in self.taken.values()))) == sum(
            len(taken.ids) for taken in self.taken.values()
        ):
            return
        owners: dict[str, str] = {}
        for name in list(self.taken):
            for twin in dict.fromkeys(owners[entry] for entry in self.taken[name].ids if entry in owners):
                name = self._join(*sorted({name, twin}, key=lambda one: (len(one), one)))
            owners.update(dict.fromkeys(self.taken[name].ids, name))

    def _join(self, name: str, twin: str) -> str:
        """One runner of two; a name is spent once it has been joined."""
        if name == twin:
            return name
        self.files[name] += self.files.pop(twin)
        del self.taken[twin]
        self.taken[name] = received.of(merged(self.files[name]))
        says = f"It shares entries with {self.files[name][0].name}: both were read as one runner."
        self.notes.append(Note(self.files[name][-1].name, says, read=True))
        return name

    def _call_by_name(self) -> None:
        """Puts the name that a runner chose in the place of their file's; two runners of one name stay two."""
        called = labels({file: taken.profile.name for file, taken in self.taken.items()})
        self.taken = {called[file]: taken for file, taken in self.taken.items()}
        self.files = {called[file]: files for file, files in self.files.items()}


def labels(chosen: Mapping[str, str | None]) -> dict[str, str]:
    """A runner's file to what the runner is called: the name that they chose, else the file's; no two alike.

    Files keep their names first; of runners who chose the same one, the first file's has it without a number.
    """
    found = {file: file for file, name in chosen.items() if name is None}
    taken = set(found)
    for file, name in chosen.items():
        if name is not None:
            label, number = name, 1
            while label in taken:
                number += 1
                label = f"{name} ({number})"
            taken.add(label)
            found[file] = label
    return found
