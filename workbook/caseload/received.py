"""A diary file that a runner handed over: what a caseload keeps of it, in columns.

A file that is written as the guide writes one is taken quickly, column by column; `diary.read` judges every other.
"""

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic_core import from_json

from workbook.diary import diary_file
from workbook.diary.check_in import LIMP, Key
from workbook.diary.diary import ANSWER, HEAVIEST_KG, AnswerEntry, CheckInEntry, Diary, Performed, SessionEntry
from workbook.diary.diary_file import LARGEST, MARK, VERSION, DiaryError
from workbook.diary.prescribed.held import Held, held, held_in_texts
from workbook.diary.runner_profile import Profile
from workbook.library.values import LETTERS, Slug

AS_NOW = {4, VERSION}
"""Versions whose entries are written as those of today."""
NONE = 255
"""Stands for None in a column of bytes."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a caseload keeps of one diary. Of what was deleted only the id is kept."""

    profile: Profile
    ids: frozenset[str]
    """Of all check-ins and sessions: two files that share one come from one runner."""
    dates: Sequence[int]
    """Of each check-in, in order; days, as `date.toordinal` counts them."""
    corrected: Sequence[bool]
    questions: Sequence[tuple[str, ...]]
    """That each check-in answered."""
    answers: bytes
    """To all questions of all check-ins, one after the other."""
    session_dates: Sequence[int]
    weeks: bytes
    """Of each session: the programme's week that it belonged to."""
    letters: Sequence[str]
    efforts: bytes
    lengths: Sequence[int]
    """How many exercises each session had."""
    rounds: bytes
    """Of all exercises of all sessions, one after the other; then the pain for which one was skipped."""
    hurts: bytes
    places: Sequence[str]
    """Where each of these pains was."""
    held: Held = ()
    """How many sessions a week held earlier."""


def of(diary: Diary) -> Received:
    """What a caseload keeps of a diary."""
    kept, sessions = diary.check_in_entries, diary.sessions
    performed = [p for s in sessions for p in s.performed]
    return Received(
        profile=diary.profile,
        ids=diary.own_ids,
        dates=[e.date.toordinal() for e in kept],
        corrected=[e.corrected for e in kept],
        questions=[tuple(e.answers) for e in kept],
        answers=bytes(answer for e in kept for answer in e.answers.values()),
        session_dates=[s.date.toordinal() for s in sessions],
        weeks=bytes(s.week for s in sessions),
        letters=[s.letter for s in sessions],
        efforts=bytes(NONE if s.effort is None else s.effort for s in sessions),
        lengths=[len(s.performed) for s in sessions],
        rounds=bytes(p.rounds for p in performed),
        hurts=bytes(NONE if p.hurt is None else p.hurt[1] for p in performed),
        places=[p.hurt[0] for p in performed if p.hurt],
        held=held(diary),
    )


def read(content: bytes) -> Diary:
    """The diary in a file. Raises DiaryError with a sentence."""
    try:
        return diary_file.read(content.decode("utf-8-sig"))  # a browser drops the mark that some editors set first
    except UnicodeDecodeError:
        raise DiaryError("This file is not text in UTF-8, so it is not a diary and nothing was opened.") from None


class OddError(ValueError):
    """A file that is not written as the guide writes one."""


class _Table:
    """Takes plain values that should be records of one model apart into columns."""

    def __init__(self, model: Any) -> None:
        self.fields = tuple(model.model_fields)
        self._row = itemgetter(*self.fields)

    def columns(self, records: Collection[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
        """A column a field, every record having each of them and no other. Raises OddError or KeyError."""
        if not records:
            return ((),) * len(self.fields)
        _require(set(map(len, records)) == {len(self.fields)})
        return zip(*map(self._row, records), strict=True)


def _require(*facts: bool) -> None:
    if not all(facts):
        raise OddError


def _whole(column: Sequence[Any], least: int, most: int) -> bytes:
    """A column that holds whole numbers of this range and nothing else, `true` and 3.0 not either."""
    if not column:
        return b""
    found = bytes(column)
    _require(set(map(type, column)) == {int}, not found.translate(None, bytes(range(least, most + 1))))
    return found


def _or_none(column: tuple[Any, ...], least: int, most: int) -> bytes:
    if column.count(None) == len(column):
        return bytes([NONE]) * len(column)
    _whole([value for value in column if value is not None], least, most)
    return bytes(NONE if value is None else value for value in column)


def _checked(model: Any, field: str) -> Callable[[Any], list[Any]]:
    """The diary's own check of a field, for a column of it."""
    found = model.model_fields[field]
    one: Any = Annotated[(found.annotation, *found.metadata)] if found.metadata else found.annotation
    return TypeAdapter(list[one]).validator.validate_python


_TABLES = {"answer": _Table(AnswerEntry), "check_in": _Table(CheckInEntry), "session": _Table(SessionEntry)}
_PERFORMED = _Table(Performed)
_SIDES = {None, "left", "right", "both"}
_LOADS = {int, float, type(None)}
_dates, _edits, _hurts = (
    _checked(CheckInEntry, "date"),
    _checked(CheckInEntry, "edited"),
    _checked(Performed, "hurt"),
)
_ids = TypeAdapter(list[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]]).validator.validate_python
_questions = TypeAdapter(list[Key]).validator.validate_python
_exercises = _parts = TypeAdapter(list[Slug]).validator.validate_python


class Quick:
    """Takes files that are written as the guide writes them; every different day, question and exercise once."""

    def __init__(self) -> None:
        self._dates: dict[str, int] = {}
        self._questions: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._exercises: set[str] = set()

    def take(self, content: bytes) -> Received:
        """What a caseload keeps of a file. Raises OddError where it is written in any other way."""
        try:
            return self._take(content)
        except (ValueError, TypeError, KeyError, AttributeError):  # whatever a value of a wrong kind runs into
            raise OddError from None

    def _take(self, content: bytes) -> Received:
        _require(len(content) <= LARGEST)
        raw = from_json(content, allow_inf_nan=False, cache_strings="keys")
        _require(raw.keys() == {MARK, "entries"}, type(raw[MARK]) is int, raw[MARK] in AS_NOW)
        _require(type(raw["entries"]) is list)
        records: dict[str, list[Any]] = {kind: [] for kind in _TABLES}
        for entry in raw["entries"]:
            records[entry["kind"]].append(entry)
        told, a_dates, a_edits, a_gone, _, values = _TABLES["answer"].columns(records["answer"])
        names, dates, edits, gone, _, given, corrected, parts, sides = _TABLES["check_in"].columns(records["check_in"])
        others, days, ends, undone, _, weeks, letters, performed, efforts = _TABLES["session"].columns(
            records["session"]
        )
        # What was deleted is for `diary.read`: the columns below then hold what counts and nothing else.
        _require(set(map(type, (*a_gone, *gone, *undone, *corrected))) <= {bool}, not any((*a_gone, *gone, *undone)))
        _require(set(sides) <= _SIDES, max([said.get(LIMP, 0) for said in given], default=0) <= 1)
        _parts([part for part in parts if part is not None])
        _edits([*a_edits, *edits, *ends])
        self._learn_dates({*a_dates, *dates, *days} - self._dates.keys())
        _require(set(map(type, performed)) <= {list})
        rounds, hurts, places = self._performed(list(chain.from_iterable(performed)))
        _require(set(letters) <= set(LETTERS), _in_order(dates, names), _in_order(days, others))
        return Received(
            profile=_profile(told, values),
            ids=_unique([*names, *others]),
            dates=list(map(self._dates.__getitem__, dates)),
            corrected=corrected,
            questions=self._asked(given),
            answers=_whole(list(chain.from_iterable(map(dict.values, given))), 0, 10),
            session_dates=list(map(self._dates.__getitem__, days)),
            weeks=_whole(weeks, 1, 99),
            letters=letters,
            efforts=_or_none(efforts, 0, 10),
            lengths=list(map(len, performed)),
            rounds=rounds,
            hurts=hurts,
            places=places,
            held=held_in_texts(told, a_dates, days, letters),
        )

    def _asked(self, given: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
        asked = list(map(tuple, given))
        with contextlib.suppress(KeyError):
            return list(map(self._questions.__getitem__, asked))
        for new in set(asked) - self._questions.keys():
            _questions(list(new))
            self._questions[new] = new
        return list(map(self._questions.__getitem__, asked))

    def _performed(self, performed: list[dict[str, Any]]) -> tuple[bytes, bytes, list[str]]:
        exercises, rounds, loads, hurts = _PERFORMED.columns(performed)
        _require(set(map(type, loads)) <= _LOADS)
        known = set(loads) - {None}
        _require(not known or (min(known) > 0 and max(known) <= HEAVIEST_KG))
        if not self._exercises.issuperset(exercises):
            self._exercises.update(_exercises(list(exercises)))
        told = _hurts(list(hurts)) if hurts.count(None) < len(hurts) else []
        scores = tuple(hurt and hurt[1] for hurt in told) or hurts
        return _whole(rounds, 0, 20), _or_none(scores, 0, 10), [hurt[0] for hurt in told if hurt]

    def _learn_dates(self, new: Collection[str]) -> None:
        if new:
            texts = list(new)
            dates = _dates(texts)
            _require([date.isoformat() for date in dates] == texts)
            self._dates.update(zip(texts, map(dt.date.toordinal, dates), strict=True))


def _profile(names: Sequence[str], values: Sequence[Any]) -> Profile:
    told = {name.removeprefix(ANSWER): value for name, value in zip(names, values, strict=True)}
    _require(len(told) == len(names), all(name.startswith(ANSWER) for name in names))
    return Profile.model_validate(told)


def _unique(names: list[str]) -> frozenset[str]:
    found = frozenset(_ids(names))
    _require(len(found) == len(names), ANSWER not in "\n".join(names))
    return found


def _in_order(dates: Sequence[str], names: Sequence[str]) -> bool:
    rows = list(zip(dates, names, strict=True))
    return rows == sorted(rows)
