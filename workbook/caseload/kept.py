"""What was read of diaries, kept beside them, so that a second opening reads only what is new.

It holds health answers, as the diaries do: it lies in their own folder and nowhere else, and may be deleted at any
time. Only what the diaries say is kept; lights and decisions are worked out anew, by the rules of the day.
A stranger may have put the file there with the diaries, so it is JSON that is checked, and nothing that could run.
"""

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import to_json

from workbook.caseload import received
from workbook.caseload.received import NONE, Received
from workbook.diary import check_in, day, diary, diary_file, runner_profile
from workbook.diary.check_in import Key
from workbook.diary.day import EARLIEST, LATEST, Day
from workbook.diary.prescribed import held, prescribed
from workbook.diary.runner_profile import Profile
from workbook.library import values
from workbook.library.values import LETTERS, Record, Slug
from workbook.paper.files import put

NAME = "read_before.json"
SETTLED_NS = 2_000_000_000
"""A file that was changed so shortly before it was read may be changed again within the same tick of its clock."""
_LARGEST = 500_000_000
_SIGNS = "0123456789abcdefghijk"
"""Of whole numbers to 20, a sign each; `-` is none."""
_TO_SIGNS = bytes(ord(_SIGNS[number]) if number < len(_SIGNS) else ord("-") for number in range(256))
_FROM_SIGNS = bytes(_SIGNS.index(chr(sign)) if chr(sign) in _SIGNS else NONE for sign in range(256))
_ID = "[A-Za-z0-9_-]{1,64}"

Stamp = tuple[int, int, int]
"""Size, and when content and place were last changed, in nanoseconds: no other file put in its place has the same."""
_Days = list[Annotated[int, Field(ge=EARLIEST.toordinal(), le=LATEST.toordinal(), strict=True)]]
_Count = Annotated[int, Field(ge=0, strict=True)]


class _Row(Record):
    """One file: its stamp, and the columns of `Received` as short texts."""

    stamp: Annotated[tuple[Annotated[int, Field(strict=True)], ...], Field(min_length=3, max_length=3)]
    profile: Profile
    ids: Annotated[str, Field(pattern=f"^({_ID}( {_ID})*)?$")]
    dates: _Days
    corrected: Annotated[str, Field(pattern="^[01]*$")]
    questions: list[_Count]
    """Places in the list of different ones."""
    answers: Annotated[str, Field(pattern="^[0-9a]*$")]
    session_dates: _Days
    weeks: list[Annotated[int, Field(ge=1, le=99, strict=True)]]
    letters: Annotated[str, Field(pattern=f"^[{LETTERS}]*$")]
    efforts: Annotated[str, Field(pattern="^[0-9a-]*$")]
    lengths: list[_Count]
    rounds: Annotated[str, Field(pattern=f"^[{_SIGNS}]*$")]
    hurts: Annotated[str, Field(pattern="^[0-9a-]*$")]
    places: list[Slug]
    held: list[tuple[Day, Annotated[int, Field(ge=1, le=7, strict=True)]]]


class _Whole(Record):
    made_by: str
    questions: list[list[Key]]
    files: dict[str, _Row]


_WHOLE = TypeAdapter(_Whole)


@cache
def _made_by() -> str:
    """The code that read and checked the diaries: what other code has kept is read again."""
    rooms = (received, check_in, day, diary, diary_file, held, prescribed, runner_profile, values)
    found = hashlib.sha256(Path(__file__).read_bytes())
    for room in rooms:
        found.update(Path(str(room.__file__)).read_bytes())
    return found.hexdigest()


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells whether a file is still the one that was read."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _signs(numbers: Iterable[int]) -> str:
    return bytes(numbers).translate(_TO_SIGNS).decode()


def _numbers(signs: str) -> bytes:
    return signs.encode().translate(_FROM_SIGNS)


class Kept:
    """What was kept of a folder's files the last time, and what is to be kept now."""

    def __init__(self, folder: Path) -> None:
        """Reads what was kept; where that is not there, is damaged or was not made by this code, there is nothing."""
        self._path = folder / NAME
        self._began = time.time_ns()
        self._before: Mapping[str, tuple[Stamp, Received]] = {}
        self._now: dict[str, tuple[Stamp, Received]] = {}
        with contextlib.suppress(OSError, ValidationError, ValueError):
            self._before = _read(self._path)

    def found(self, file: str, path: Path) -> Received | None:
        """What a file held when it was last read, if it is still the same one. Raises OSError."""
        row = self._before.get(file)
        if row is None or row[0] != stamp_of(path.stat()):
            return None
        self._now[file] = row
        return row[1]

    def keep(self, file: str, stamp: Stamp, taken: Received) -> None:
        """Keeps what a file holds, unless it was changed a moment ago or its name is no text."""
        if max(stamp[1:]) < self._began - SETTLED_NS and file.isprintable():
            self._now[file] = stamp, taken

    def write(self) -> None:
        """Writes what is to be kept, if that is other than before. Raises OSError."""
        if self._now.keys() != self._before.keys() or any(
            self._before[file] is not row for file, row in self._now.items()
        ):
            put(self._path, _written(self._now))


def _written(files: Mapping[str, tuple[Stamp, Received]]) -> bytes:
    numbers: dict[tuple[str, ...], int] = {}
    rows = {file: _row(stamp, taken, numbers) for file, (stamp, taken) in files.items()}
    return to_json({"made_by": _made_by(), "questions": list(numbers), "files": rows})


def _row(stamp: Stamp, taken: Received, numbers: dict[tuple[str, ...], int]) -> dict[str, Any]:
    return {
        "stamp": stamp,
        "profile": taken.profile.model_dump(mode="json", exclude_defaults=True),
        "ids": " ".join(sorted(taken.ids)),
        "dates": taken.dates,
        "corrected": _signs(taken.corrected),
        "questions": [numbers.setdefault(asked, len(numbers)) for asked in taken.questions],
        "answers": _signs(taken.answers),
        "session_dates": taken.session_dates,
        "weeks": list(taken.weeks),
        "letters": "".join(taken.letters),
        "efforts": _signs(taken.efforts),
        "lengths": taken.lengths,
        "rounds": _signs(taken.rounds),
        "hurts": _signs(taken.hurts),
        "places": taken.places,
        "held": taken.held,
    }


def _read(path: Path) -> dict[str, tuple[Stamp, Received]]:
    """What was kept, checked. Raises OSError, ValidationError, ValueError."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise ValueError("is no file that was kept")
        whole = _WHOLE.validate_json(file.read())
    if whole.made_by != _made_by():
        raise ValueError("was kept by other code")
    asked = [tuple(some) for some in whole.questions]
    return {file: ((row.stamp[0], row.stamp[1], row.stamp[2]), _taken(row, asked)) for file, row in whole.files.items()}


def _taken(row: _Row, asked: Sequence[tuple[str, ...]]) -> Received:
    if row.questions and max(row.questions) >= len(asked):
        raise ValueError("names questions that are not there")
    taken = Received(
        profile=row.profile,
        ids=frozenset(row.ids.split()),
        dates=row.dates,
        corrected=[one == "1" for one in row.corrected],
        questions=[asked[number] for number in row.questions],
        answers=_numbers(row.answers),
        session_dates=row.session_dates,
        weeks=bytes(row.weeks),
        letters=row.letters,
        efforts=_numbers(row.efforts),
        lengths=row.lengths,
        rounds=_numbers(row.rounds),
        hurts=_numbers(row.hurts),
        places=row.places,
        held=tuple(row.held),
    )
    if not _fits(taken):
        raise ValueError("has columns of different lengths")
    return taken


def _fits(taken: Received) -> bool:
    """Whether the columns can be those of one diary."""
    check_ins, sessions, done = len(taken.dates), len(taken.session_dates), len(taken.rounds)
    return (
        len(taken.corrected) == len(taken.questions) == check_ins
        and len(taken.answers) == sum(map(len, taken.questions))
        and len(taken.weeks) == len(taken.letters) == len(taken.efforts) == len(taken.lengths) == sessions
        and sum(taken.lengths) == len(taken.hurts) == done
        and len(taken.places) == done - taken.hurts.count(NONE)
        and len(taken.ids) >= check_ins + sessions
        and all(list(days) == sorted(days) for days in (taken.dates, taken.session_dates))
    )
