"""A folder of diaries that runners handed over: which files are read, whose they are, and what is to be said."""

import zlib
from collections.abc import Container, Iterable, Mapping
from itertools import chain, count
from pathlib import Path

from workbook.caseload import handed, received
from workbook.caseload.handed import OUT, Handed, Note
from workbook.caseload.kept import Kept, stamp_of
from workbook.caseload.received import Received
from workbook.caseload.room import kind_of
from workbook.diary import diary as diaries
from workbook.diary.diary import Diary
from workbook.diary.diary_file import DiaryError

__all__ = ["OUT", "DiaryFolder", "Handed", "Note", "labels", "merged"]


def merged(files: Iterable[Handed]) -> Diary:
    """One runner's whole diary, of all files that are theirs. Raises DiaryError, OSError."""
    whole = Diary()
    for file in files:
        whole = diaries.merge(whole, received.read(file.content))
    return whole


class DiaryFolder:
    """The diaries in a folder, read file by file; it remembers whose entries it met."""

    def __init__(self, folder: Path, kept: Kept | None = None) -> None:
        """Reads all files but those that are kept as they are now. Raises OSError where there is no such folder."""
        self._quick, self._kept = received.Quick(), kept
        self.taken: dict[str, Received] = {}
        """Runner to what is kept of the diary: by the name that they chose, or else by that of their file."""
        self.files: dict[str, tuple[Handed, ...]] = {}
        """Runner to the files that were read as theirs."""
        self.notes: list[Note] = []
        for found in handed.lying(folder):
            if isinstance(found, Note):
                self.notes.append(found)
            else:
                self._file(*found)
        self._merge()
        self._call_by_name()

    def _file(self, name: str, path: Path) -> None:
        kind = kind_of(name)
        try:
            if kind == ".json":
                self._keep(Handed(path, handed.text_of(name)), self._known(name, path) or self._taken(name, path))
            else:
                self._others(name, path, handed.opened(path)[0] if kind else b"")
        except DiaryError as error:
            self._pass_over(name, str(error))
        except OSError as error:
            self._pass_over(name, f"This file cannot be read: {error.strerror}.")

    def _others(self, name: str, path: Path, content: bytes) -> None:
        """Takes the diaries out of an archive, a mail, a mailbox or a text."""
        for found in handed.files_in(name, content):
            if isinstance(found, Note):
                self.notes.append(found)
                continue
            inside, diary = found
            try:
                self._keep(Handed(path, handed.text_of(inside), zlib.compress(diary)), self._columns(diary))
            except DiaryError as error:
                self._pass_over(inside, str(error))

    def _pass_over(self, name: str, says: str) -> None:
        self.notes.append(Note(handed.text_of(name), says, read=False))

    def _known(self, name: str, path: Path) -> Received | None:
        return self._kept.found(name, path) if self._kept else None

    def _taken(self, name: str, path: Path) -> Received:
        content, stat = handed.opened(path)
        taken = self._columns(content)
        if self._kept:
            self._kept.keep(name, stamp_of(stat), taken)
        return taken

    def _columns(self, content: bytes) -> Received:
        try:
            return self._quick.take(content)
        except received.OddError:
            return received.of(received.read(content))

    def _keep(self, file: Handed, taken: Received) -> None:
        stem = file.name.rpartition("/")[2].rpartition(".")[0]
        name = _free(stem if stem and stem not in self.taken else file.name, self.taken)
        self.taken[name], self.files[name] = taken, (file,)
        if not taken.ids:
            self.notes.append(Note(file.name, "It has no check-in and no session yet.", read=True))

    def _merge(self) -> None:
        """Makes one runner of all files that share a check-in or a session."""
        if len(frozenset().union(*(taken.ids for taken in self.taken.values()))) == sum(
            len(taken.ids) for taken in self.taken.values()
        ):
            return
        for group in _groups({name: taken.ids for name, taken in self.taken.items()}):
            first, *others = sorted(group, key=lambda one: (len(one), one))
            if others:
                self._join(first, others)

    def _join(self, first: str, others: list[str]) -> None:
        """One runner of several files; it is called by the first."""
        for other in others:
            says = f"It shares entries with {self.files[first][0].name}: both were read as one runner."
            self.notes.append(Note(self.files[other][0].name, says, read=True))
            self.files[first] += self.files.pop(other)
            del self.taken[other]
        self.taken[first] = received.of(merged(self.files[first]))

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
            found[file] = _free(name, taken)
            taken.add(found[file])
    return found


def _free(name: str, taken: Container[str]) -> str:
    """The name, or with the first number that makes it another one than those that are taken."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def _groups(ids: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The names whose ids overlap, directly or through others, together."""
    above: dict[str, str] = {name: name for name in ids}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    owner: dict[str, str] = {}
    for name, some in ids.items():
        for one in some:
            above[top(name)] = top(owner.setdefault(one, name))
    found: dict[str, list[str]] = {}
    for name in ids:
        found.setdefault(top(name), []).append(name)
    return list(found.values())
