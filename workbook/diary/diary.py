"""The runner's own file: version, read, upgrade, merge, write. The server never keeps it."""

import datetime as dt
import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter, ValidationError, model_validator

from workbook.diary.check_in import Answers, CheckIn
from workbook.diary.day import LATEST, Day
from workbook.diary.profile import Profile
from workbook.library.values import LETTERS, Record, Score, Side, Slug

VERSION = 4
MARK = "strength_guide_diary"
"""The key that tells a diary from any other JSON file; its value is the version."""
LARGEST = 2_000_000
"""Characters; years of daily check-ins stay far below."""

HEAVIEST_KG = 300
"""The heaviest weight that an exercise is done with."""

ANSWER = "answer-"
"""How the id of an answer about the runner begins; the field of the profile follows."""


class DiaryError(ValueError):
    """A file that cannot be opened, in a sentence for the runner."""


class NewerDiaryError(DiaryError):
    """A diary of a version that this guide does not know yet: it is whole, and must stay as it is."""


_FIRST_EDIT, _LAST_EDIT = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (1970, LATEST.year + 1))
"""A device whose clock was never set says 1970."""


class _Entry(Record):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    date: Day
    edited: Annotated[AwareDatetime, Field(ge=_FIRST_EDIT, lt=_LAST_EDIT)]
    deleted: bool = False


class AnswerEntry(_Entry):
    """One answer of the runner about themselves: a field of the profile, and its value as JSON has it."""

    kind: Literal["answer"] = "answer"
    value: Any

    @property
    def field(self) -> str:
        """The profile's field."""
        return self.id.removeprefix(ANSWER)

    @model_validator(mode="after")
    def _fits_the_profile(self) -> "AnswerEntry":
        if not self.id.startswith(ANSWER) or self.field not in Profile.model_fields:
            raise ValueError("is no answer that this guide asks for")
        Profile.model_validate({self.field: self.value})
        return self


def _not_an_answers(name: str) -> str:
    if name.startswith(ANSWER):
        raise ValueError("is an answer's id")
    return name


class CheckInEntry(_Entry):
    """One check-in; a deleted one keeps its id and no answers, so that a merge does not bring it back."""

    kind: Literal["check_in"] = "check_in"
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$"), AfterValidator(_not_an_answers)]
    answers: Answers
    corrected: bool = False
    """Whether an answer was changed or taken away after it had been saved."""
    elsewhere: Slug | None = None
    """The part of the body that a pain elsewhere was in, and on which side."""
    side: Side | None = None


class Performed(Record):
    """What was done of one exercise in a session."""

    exercise: Slug
    rounds: Annotated[int, Field(ge=0, le=20, strict=True)]
    """Rounds done; 0 where it was skipped."""
    load_kg: Annotated[float, Field(gt=0, le=HEAVIEST_KG, strict=True)] | None = None
    hurt: tuple[Slug, Score] | None = None
    """Where it hurt, an injury's id or `elsewhere`, and how much, when it was skipped for that."""


class SessionEntry(_Entry):
    """A session as it was done; what was planned stays as it is."""

    kind: Literal["session"] = "session"
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$"), AfterValidator(_not_an_answers)]
    week: Annotated[int, Field(ge=1, le=99, strict=True)]
    letter: Annotated[str, Field(pattern=f"^[{LETTERS}]$")]
    performed: tuple[Performed, ...] = ()
    effort: Score | None = None

    @property
    def exercises_done(self) -> int:
        """Exercises of which at least one round was done."""
        return sum(performed.rounds > 0 for performed in self.performed)

    @property
    def share_done(self) -> float:
        """Share of the session's exercises that were done; 0 where nothing was."""
        return self.exercises_done / len(self.performed) if self.performed else 0.0


Entry = Annotated[AnswerEntry | CheckInEntry | SessionEntry, Field(discriminator="kind")]
_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


@dataclass(frozen=True)
class Diary:
    """Entries with different ids, the oldest first."""

    entries: tuple[Entry, ...] = ()

    @property
    def profile(self) -> Profile:
        """The runner's answers; those of a first visit where there are none yet."""
        answers = (e for e in self.entries if isinstance(e, AnswerEntry) and not e.deleted)
        return Profile.model_validate({entry.field: entry.value for entry in answers})

    @property
    def check_in_entries(self) -> tuple[CheckInEntry, ...]:
        """Check-ins that were not deleted, in the order of their dates."""
        return tuple(e for e in self.entries if isinstance(e, CheckInEntry) and not e.deleted)

    @property
    def sessions(self) -> tuple[SessionEntry, ...]:
        """Sessions that were done and not deleted, in the order of their dates."""
        return tuple(e for e in self.entries if isinstance(e, SessionEntry) and not e.deleted)

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """What was answered, in the order of the dates."""
        return tuple(
            CheckIn(date=e.date, answers=e.answers, elsewhere=e.elsewhere, side=e.side) for e in self.check_in_entries
        )


def _rank(entry: Entry) -> tuple[dt.datetime, str]:
    """Later edits rank higher; the text decides between two of the same moment, so that order never matters."""
    return entry.edited, entry.model_dump_json()


def of(entries: Iterable[Entry]) -> Diary:
    """A diary of these entries; of several with one id the latest edit stays."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        rival = kept.get(entry.id)
        kept[entry.id] = entry if rival is None else max(rival, entry, key=_rank)
    return Diary(tuple(sorted(kept.values(), key=lambda e: (e.date, e.kind, e.id))))


def merge(one: Diary, other: Diary) -> Diary:
    """The union by id, the later edit winning: commutative, associative, and idempotent."""
    return of((*one.entries, *other.entries))


def put(diary: Diary, *entries: Entry) -> Diary:
    """The diary with these entries in it, each edited later than what it replaces, whatever the clock says."""
    before = {entry.id: entry.edited for entry in diary.entries}
    tick = dt.timedelta(microseconds=1)
    later = [
        entry.model_copy(update={"edited": max(entry.edited, before[entry.id] + tick)}) if entry.id in before else entry
        for entry in entries
    ]
    return of((*diary.entries, *later))


def write(diary: Diary, indent: int | None = 1) -> str:
    """The diary as the text of a file, a line an entry's field unless `indent` is None."""
    entries = _ENTRIES.dump_python(diary.entries, mode="json")
    return json.dumps({MARK: VERSION, "entries": entries}, ensure_ascii=False, indent=indent)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _plain(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise DiaryError("This file is too large to be a diary, so nothing was opened.")
    try:
        raw = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise DiaryError("This file is damaged or is not a diary, so nothing was opened.") from None
    if not isinstance(raw, dict) or MARK not in raw:
        raise DiaryError("This file is not a diary of this guide, so nothing was opened.")
    return raw


def _one_entry_an_answer(raw: dict[str, Any]) -> dict[str, Any]:
    """Version 1 kept all answers about the runner in one entry, so that the later device won them all."""
    entries: list[Any] = []
    for entry in raw["entries"] if isinstance(raw.get("entries"), list) else []:
        if not isinstance(entry, dict) or entry.get("kind") != "profile":
            entries.append(entry)
            continue
        answers = entry.get("profile")
        for field, value in (answers if isinstance(answers, dict) else {"": None}).items():
            kept = {key: entry[key] for key in ("date", "edited", "deleted") if key in entry}
            entries.append({**kept, "kind": "answer", "id": f"{ANSWER}{field}", "value": value})
    return {**raw, "entries": entries if "entries" in raw else None}


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _one_entry_an_answer,
    2: lambda raw: raw,  # version 3 has sessions and more answers; nothing of version 2 changes
    3: lambda raw: raw,  # version 4 has more answers; nothing of version 3 changes
}
"""Version to the function that makes the next version's plain value of it."""


def upgrade(
    raw: dict[str, Any],
    upgrades: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = UPGRADES,
    to: int = VERSION,
) -> dict[str, Any]:
    """The plain value of an older version, step by step, as that of version `to`. Raises DiaryError."""
    version = raw[MARK]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise DiaryError("This diary does not say which version it is, so nothing was opened.")
    if version > to:
        raise NewerDiaryError(
            "This diary was written by a newer version of the guide, so nothing was opened. "
            "Open it where you last used it."
        )
    while version < to:
        raw, version = upgrades[version](raw), version + 1
    return raw


def read(text: str) -> Diary:
    """The diary in the text of a file. Raises DiaryError with a sentence that a runner can act on."""
    raw = upgrade(_plain(text))
    try:
        return of(_ENTRIES.validate_python(raw.get("entries")))
    except ValidationError as error:
        damage = _damage(raw.get("entries"), error.errors()[0])
        raise DiaryError(f"This diary is damaged ({damage}), so nothing was opened.") from None


def _damage(entries: Any, fault: Any) -> str:
    """Which entry cannot be read, and which value of it."""
    at = fault["loc"]
    if not at or not isinstance(at[0], int) or not isinstance(entries, list):
        return "it has no list of entries"
    entry = entries[at[0]] if isinstance(entries[at[0]], dict) else {}
    which = f"entry {at[0] + 1} of {len(entries)}, {entry.get('id', 'without an id')!s:.64}"
    fields = ("value",) if entry.get("kind") == "answer" else at[2:]
    if fields == ("answers",) and fault["type"] == "value_error":
        return f"{which}: {fault['ctx']['error']}"
    found: Any = entry
    for step in fields:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return f"{which}: {step} cannot be read"
    return f"{which}: {'.'.join(map(str, fields))} cannot be {textwrap.shorten(str(found), 40, placeholder='…')!r}"


def mended(text: str) -> tuple[Diary, int]:
    """What can be read of a damaged diary, entry by entry, and how many entries cannot. Raises DiaryError."""
    entries = upgrade(_plain(text)).get("entries")
    kept: list[Entry] = []
    for entry in entries if isinstance(entries, list) else []:
        try:
            kept += _ENTRIES.validate_python([entry])
        except ValidationError:
            continue
    if not kept:
        raise DiaryError("This diary is damaged: none of its entries can be read.")
    return of(kept), len(entries or ()) - len(kept)
