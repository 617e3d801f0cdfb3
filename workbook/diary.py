"""The runner's own file: version, read, upgrade, merge, write. The server never keeps it."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter, ValidationError

from workbook.check_in import CheckIn, Key
from workbook.profile import Profile
from workbook.record import Record, Score

VERSION = 1
MARK = "strength_guide_diary"
"""The key that tells a diary from any other JSON file; its value is the version."""
LARGEST = 2_000_000
"""Characters; years of daily check-ins stay far below."""

EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
"""Days that an entry can be of: a year mistyped by a digit would stretch every chart over centuries."""

UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Version to the function that makes the next version's plain value of it."""


class DiaryError(ValueError):
    """A file that cannot be opened, in a sentence for the runner."""


class _Entry(Record):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
    date: Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)]
    edited: AwareDatetime
    deleted: bool = False


class ProfileEntry(_Entry):
    """What the runner told us about themselves; there is one, and its id is `profile`."""

    kind: Literal["profile"] = "profile"
    id: Literal["profile"] = "profile"
    profile: Profile


def _not_the_profiles(name: str) -> str:
    if name == "profile":
        raise ValueError("is the profile's own id")
    return name


class CheckInEntry(_Entry):
    """One check-in; a deleted one keeps its id and no answers, so that a merge does not bring it back."""

    kind: Literal["check_in"] = "check_in"
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$"), AfterValidator(_not_the_profiles)]
    answers: dict[Key, Score]


Entry = Annotated[ProfileEntry | CheckInEntry, Field(discriminator="kind")]
_ENTRIES: TypeAdapter[tuple[Entry, ...]] = TypeAdapter(tuple[Entry, ...])


@dataclass(frozen=True)
class Diary:
    """Entries with different ids, the oldest first."""

    entries: tuple[Entry, ...] = ()

    @property
    def profile(self) -> Profile:
        """The runner's answers; those of a first visit where there are none yet."""
        found = (e.profile for e in self.entries if isinstance(e, ProfileEntry) and not e.deleted)
        return next(found, Profile())

    @property
    def check_in_entries(self) -> tuple[CheckInEntry, ...]:
        """Check-ins that were not deleted, in the order of their dates."""
        return tuple(e for e in self.entries if isinstance(e, CheckInEntry) and not e.deleted)

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """What was answered, in the order of the dates."""
        return tuple(CheckIn(date=e.date, answers=e.answers) for e in self.check_in_entries)


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


def put(diary: Diary, entry: Entry) -> Diary:
    """The diary with this entry in it."""
    return of((*diary.entries, entry))


def write(diary: Diary) -> str:
    """The diary as the text of a file."""
    entries = _ENTRIES.dump_python(diary.entries, mode="json")
    return json.dumps({MARK: VERSION, "entries": entries}, ensure_ascii=False, indent=1)


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
        raise DiaryError(
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
        return of(_ENTRIES.validate_python(raw.get("entries"), strict=False))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"][:3]) or "entries"
        raise DiaryError(f"This diary is damaged ({where} cannot be read), so nothing was opened.") from None
