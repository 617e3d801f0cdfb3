"""A caseload: a folder of diaries that runners handed over, as one table with a row for every check-in and session."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbook.caseload.folder import OUT, DiaryFolder, Handed, Note, merged
from workbook.caseload.kept import Kept
from workbook.caseload.received import Received
from workbook.caseload.table import answered, frame_of, lights_of
from workbook.diary.diary import Diary
from workbook.diary.runner_profile import Profile
from workbook.library import Library, shipped
from workbook.library.questions import PainRule
from workbook.paper.files import put
from workbook.paper.sheets import xlsx
from workbook.paper.spreadsheet import harmless

MOST_QUESTIONS = 100
"""Columns of answers; a folder that asks more than that is not of this guide."""


@dataclass(frozen=True)
class Caseload:
    """The diaries of a folder."""

    folder: Path
    frame: pd.DataFrame
    """A row for every check-in and session: see `read`."""
    profiles: Mapping[str, Profile]
    """Runner to what they told about themselves, those without an entry too."""
    files: Mapping[str, tuple[Handed, ...]]
    """Runner to the files that were read as theirs."""
    notes: tuple[Note, ...]
    received: Mapping[str, Received]
    """Runner to what the diary holds, in columns."""
    lights: Mapping[str, Sequence[int]]
    """Runner to the light of each check-in, as the rule has it."""
    rule: PainRule

    @property
    def runners(self) -> tuple[str, ...]:
        """All of them, in the order of their names."""
        return tuple(self.profiles)

    def diary(self, runner: str) -> Diary:
        """One runner's whole diary, read again. Raises KeyError for a name that is not there, DiaryError, OSError."""
        return merged(self.files[runner])


@contextmanager
def no_collector() -> Iterator[None]:
    """Python looks for circles among new values all the time; a diary has none, and many values."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(folder: Path | str, library: Library | None = None, keep: bool = False) -> Caseload:
    """The diaries in a folder and those inside it, in archives, with mails, in mailboxes, and as links in a text.

    A diary is a file whose name ends in `.json`; `room.KINDS` are all the endings that are opened. Raises OSError where
    there is no such folder.

    With `keep`, what they hold is kept in `caseload/read_before.json` inside the folder, and the next time only files
    that are new or other than then are read. It may be deleted at any time.

    What cannot be read or is no diary is told in `notes`, and files of one runner are merged. The columns of the table:
    the runner (the name that they chose, else the file's); the date; the week since the first check-in, from 0 (a
    session before it stands in week -1); the kind of entry; the light of the pain rule; whether it was corrected; each
    question's answer by the question's id; and of a session the programme's week and its letter, exercises and rounds
    done, exercises skipped, the worst pain that made one be skipped, effort.
    """
    with no_collector():
        reader = _read(Path(folder)) if keep else DiaryFolder(Path(folder))
    names = sorted(reader.taken)
    received = [reader.taken[name] for name in names]
    questionnaire = (library or shipped()).check_in
    asked = answered(received, questionnaire)
    if len(asked) > MOST_QUESTIONS:
        says = f"The diaries answer {len(asked)} different questions; the table has room for {MOST_QUESTIONS}."
        reader.notes.append(Note("", says, read=False))
    with no_collector():
        lights = [lights_of(taken, questionnaire) for taken in received]
    return Caseload(
        Path(folder),
        frame_of(names, received, asked[:MOST_QUESTIONS], lights),
        {name: taken.profile for name, taken in zip(names, received, strict=True)},
        {name: reader.files[name] for name in names},
        tuple(sorted(reader.notes, key=lambda note: note.file)),
        dict(zip(names, received, strict=True)),
        dict(zip(names, lights, strict=True)),
        questionnaire.pain_rule,
    )


def _read(folder: Path) -> DiaryFolder:
    """The folder, of which what was kept is not read again; a folder that nothing can be written into is read whole."""
    try:
        kept = Kept(_out(folder))
    except OSError:
        return DiaryFolder(folder)
    reader = DiaryFolder(folder, kept)
    with suppress(OSError):
        kept.write()
    return reader


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
    put(sheet, xlsx({"Caseload": [list(whole.columns), *rows]}))
    return table, parquet, sheet


def out_of(caseload: Caseload) -> Path:
    """The folder for what is written about these runners; made where it is not there yet."""
    return _out(caseload.folder)


def _out(folder: Path) -> Path:
    out = folder / OUT
    if out.is_symlink():
        raise OSError(f"{OUT} leads out of the folder: remove this link, so that nothing is written elsewhere.")
    if out.exists() and not out.is_dir():
        raise OSError(f"{OUT} is a file where the folder for what is written would be: give it another name.")
    out.mkdir(exist_ok=True)
    return out
