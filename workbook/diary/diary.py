"""The diary: what a runner told and did, entry by entry, and how two diaries become one. The server never keeps it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from workbook.diary.check_in import Answers, CheckIn
from workbook.diary.day import LATEST, Day
from workbook.diary.prescribed.prescribed import Prescribed
from workbook.diary.runner_profile import Profile
from workbook.library.values import LETTERS, Record, Score, Sides, Slug

HEAVIEST_KG = 300
"""The heaviest weight that an exercise is done with."""

ANSWER = "answer-"
"""How the id of an answer about the runner begins; the field of the profile follows."""

PRESCRIBED = "prescribed-"
"""How the id of an entry with a prescription begins; the prescription's own follows."""

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
        if not self.id.startswith(ANSWER) or self.field not in Profile.model_fields or self.field == "prescribed":
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
    side: Sides | None = None


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


class PrescribedEntry(_Entry):
    """What a physio prescribed, from the day on which the runner took it; one that was put aside is kept."""

    kind: Literal["prescribed"] = "prescribed"
    id: Annotated[str, Field(pattern=r"^prescribed-[0-9a-f]{8,32}$")]
    prescribed: Prescribed
    taken: Annotated[AwareDatetime, Field(ge=_FIRST_EDIT, lt=_LAST_EDIT)]
    """The moment in which the runner took it: the last one counts, and none that a clock ahead dates later."""
    before: dict[Literal["sessions", "start"], Any] = {}
    """The runner's own answers that it replaced, for when it is put aside."""

    @model_validator(mode="after")
    def _one_id(self) -> "PrescribedEntry":
        if self.id != f"{PRESCRIBED}{self.prescribed.id}":
            raise ValueError("has the id of another prescription")
        return self


Entry = Annotated[AnswerEntry | CheckInEntry | SessionEntry | PrescribedEntry, Field(discriminator="kind")]


@dataclass(frozen=True)
class Diary:
    """Entries with different ids, the oldest first."""

    entries: tuple[Entry, ...] = ()

    @property
    def profile(self) -> Profile:
        """The runner's answers; those of a first visit where there are none yet."""
        answers = (e for e in self.entries if isinstance(e, AnswerEntry) and not e.deleted)
        told = {entry.field: entry.value for entry in answers}
        last = self.prescribed_last
        return Profile.model_validate({**told, "prescribed": last.prescribed} if last and not last.deleted else told)

    @property
    def prescribed_entries(self) -> tuple[PrescribedEntry, ...]:
        """Everything that was ever prescribed, what was put aside too, in the order of the days."""
        return tuple(e for e in self.entries if isinstance(e, PrescribedEntry))

    @property
    def prescribed_last(self) -> PrescribedEntry | None:
        """What the runner took, or put aside, last: the only one that can be followed; None where there is none."""
        return max(self.prescribed_entries, key=lambda e: (e.taken, e.id), default=None)

    @property
    def own_ids(self) -> frozenset[str]:
        """Ids that no other runner's diary has: answers have the same for everybody, and a group is given one
        prescription."""
        return frozenset(e.id for e in self.entries if not isinstance(e, AnswerEntry | PrescribedEntry))

    @property
    def check_in_entries(self) -> tuple[CheckInEntry, ...]:
        """Check-ins that were not deleted, in the order of their dates."""
        return tuple(e for e in self.entries if isinstance(e, CheckInEntry) and not e.deleted)

    @property
    def sessions(self) -> tuple[SessionEntry, ...]:
        """Sessions that were done and not deleted, in the order of their dates."""
        return tuple(e for e in self.entries if isinstance(e, SessionEntry) and not e.deleted)

    def trained_on(self, day: dt.date) -> bool:
        """Whether something of a session was done on a day."""
        return any(session.date == day and session.exercises_done for session in self.sessions)

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


def since(diary: Diary, first: dt.date) -> Diary:
    """The diary with no check-in and no session of before a day; answers and prescriptions stay."""
    old = {e.id for e in diary.entries if isinstance(e, CheckInEntry | SessionEntry) and e.date < first}
    return Diary(tuple(e for e in diary.entries if e.id not in old))


def put(diary: Diary, *entries: Entry) -> Diary:
    """The diary with these entries in it, each edited later than what it replaces, whatever the clock says."""
    before = {entry.id: entry.edited for entry in diary.entries}
    tick = dt.timedelta(microseconds=1)
    later = [
        entry.model_copy(update={"edited": max(entry.edited, before[entry.id] + tick)}) if entry.id in before else entry
        for entry in entries
    ]
    return of((*diary.entries, *later))
