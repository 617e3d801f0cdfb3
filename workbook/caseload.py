"""A caseload: a folder of diaries that runners handed over, as one table with a row for every check-in and session."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbook import caseload_table, handed_over
from workbook import diary as diaries
from workbook.diary import LARGEST, Diary, DiaryError
from workbook.files import put
from workbook.handed_over import HandedOver
from workbook.library import Library, shipped
from workbook.profile import Profile
from workbook.sheets import pack
from workbook.spreadsheet import harmless

OUT = "caseload"
"""The folder, inside the chosen one, that takes everything that is written about its runners."""
MOST_QUESTIONS = 100
"""Columns of answers; a folder that asks more than that is not of this guide."""
_LARGEST = 4 * LARGEST
"""Bytes: as many as the characters of the largest diary can take."""


@dataclass(frozen=True)
class Note:
    """What is to be known of one file."""

    file: str
    says: str
    read: bool
    """Whether what the file holds is in the caseload."""


@dataclass(frozen=True)
class Caseload:
    """The diaries of a folder."""

    folder: Path
    frame: pd.DataFrame
    """A row for every check-in and session: see `read`."""
    profiles: Mapping[str, Profile]
    """Runner to what they told about themselves, those without an entry too."""
    files: Mapping[str, tuple[Path, ...]]
    """Runner to the files that were read as theirs."""
    notes: tuple[Note, ...]

    @property
    def runners(self) -> tuple[str, ...]:
        """All of them, in the order of their names."""
        return tuple(self.profiles)

    def diary(self, runner: str) -> Diary:
        """One runner's whole diary, read again. Raises KeyError for a name that is not there, DiaryError, OSError."""
        return _merged(self.files[runner])


def _bytes(path: Path) -> bytes:
    with open(path, "rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size > _LARGEST:
            raise DiaryError("This file is too large to be a diary, so nothing was opened.")
        return file.read()


def _diary_files(folder: Path) -> list[tuple[Path, bool]]:
    """Every file that says it is a diary, the shortest name first, and whether it is a file at all."""
    with os.scandir(folder) as entries:
        found = [(Path(entry.path), entry.is_file()) for entry in entries if entry.name.lower().endswith(".json")]
    return sorted(found, key=lambda one: (len(one[0].name), one[0].name))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Python looks for circles among new values all the time; a diary has none, and many values."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Reader:
    """Takes file after file, and remembers whose entries it met."""

    def __init__(self) -> None:
        self.quick = handed_over.Quick()
        self.taken: dict[str, HandedOver] = {}
        self.files: dict[str, tuple[Path, ...]] = {}
        self.notes: list[Note] = []

    def file(self, path: Path, is_file: bool) -> None:
        try:
            if not is_file:
                raise DiaryError("This is not a file, so nothing was opened.")
            content = _bytes(path)
            try:
                taken = self.quick.take(content)
            except handed_over.OddError:
                taken = handed_over.of(handed_over.read(content))
        except DiaryError as error:
            self.notes.append(Note(path.name, str(error), read=False))
        except OSError as error:
            self.notes.append(Note(path.name, f"This file cannot be read: {error.strerror}.", read=False))
        else:
            self._keep(path, taken)

    def _keep(self, path: Path, taken: HandedOver) -> None:
        name = path.stem if path.stem not in self.taken else path.name
        self.taken[name], self.files[name] = taken, (path,)
        if not taken.ids:
            self.notes.append(Note(path.name, "It has no check-in and no session yet.", read=True))

    def merge(self) -> None:
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
        self.taken[name] = handed_over.of(_merged(self.files[name]))
        says = f"It shares entries with {self.files[name][0].name}: both were read as one runner, {name}."
        self.notes.append(Note(self.files[name][-1].name, says, read=True))
        return name


def _merged(files: Iterable[Path]) -> Diary:
    whole = Diary()
    for path in files:
        whole = diaries.merge(whole, handed_over.read(_bytes(path)))
    return whole


def read(folder: Path | str, library: Library | None = None) -> Caseload:
    """The diaries in a folder, each a file whose name ends in `.json`. Raises OSError where there is no such folder.

    Files that cannot be read are told in `notes`, and those of one runner are merged. The columns of the table: the
    runner (the file's name); the date; the week since the first check-in, from 0 (a session before it stands in week
    -1); the kind of entry; the light of the pain rule; whether it was corrected; each question's answer by the
    question's id; and of a session the programme's week and its letter, exercises and rounds done, exercises skipped,
    the worst pain that made one be skipped, effort.
    """
    reader = _Reader()
    with _no_collector():
        for path, is_file in _diary_files(Path(folder)):
            reader.file(path, is_file)
    reader.merge()
    names = sorted(reader.taken)
    handed = [reader.taken[name] for name in names]
    form = (library or shipped()).check_in
    asked = caseload_table.questions(handed, form)
    if len(asked) > MOST_QUESTIONS:
        says = f"The diaries answer {len(asked)} different questions; the table has room for {MOST_QUESTIONS}."
        reader.notes.append(Note("", says, read=False))
    return Caseload(
        Path(folder),
        caseload_table.build(names, handed, asked[:MOST_QUESTIONS], form),
        {name: taken.profile for name, taken in zip(names, handed, strict=True)},
        {name: reader.files[name] for name in names},
        tuple(sorted(reader.notes, key=lambda note: note.file)),
    )


def csv(caseload: Caseload) -> str:
    """The table for a spreadsheet; no name in it is taken for a formula."""
    frame = caseload.frame.rename(columns=harmless)
    names = [harmless(name) for name in frame["runner"].cat.categories]
    text: str = frame.assign(runner=frame["runner"].cat.rename_categories(names)).to_csv(
        index=False, lineterminator="\r\n"
    )
    return text


def save(caseload: Caseload) -> tuple[Path, Path, Path]:
    """Writes the table as CSV, Parquet and XLSX into a folder of their own, inside the chosen one.

    CSV and Parquet are for programs, and XLSX is for a spreadsheet. Raises OSError; ValueError for more rows than a
    sheet can hold, when the others are written.
    """
    out = out_of(caseload)
    table, parquet, sheet = (out / f"caseload.{ending}" for ending in ("csv", "parquet", "xlsx"))
    put(table, csv(caseload))
    put(parquet, caseload.frame.to_parquet(index=False))
    whole = caseload.frame.astype(object)
    rows = whole.where(whole.notna(), None).to_numpy().tolist()
    put(sheet, pack({"Caseload": [list(whole.columns), *rows]}))
    return table, parquet, sheet


def out_of(caseload: Caseload) -> Path:
    """The folder for what is written about these runners; made where it is not there yet."""
    out = caseload.folder / OUT
    if out.is_symlink():
        raise OSError(f"{OUT} leads out of the folder: remove this link, so that nothing is written elsewhere.")
    if out.exists() and not out.is_dir():
        raise OSError(f"{OUT} is a file where the folder for what is written would be: give it another name.")
    out.mkdir(exist_ok=True)
    return out
