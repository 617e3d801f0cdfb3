"""Case: what we were told by one runner, and all that follows from it."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Literal

import traitlets as tl

from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.arrival import brought_in_words
from workbook.diary.asked_again import due_again
from workbook.diary.day import day_there
from workbook.diary.diary import ANSWER, AnswerEntry, CheckInEntry, Diary, PrescribedEntry, SessionEntry
from workbook.diary.entering import Entering
from workbook.diary.history import History, heard_from
from workbook.diary.prescribed import taking
from workbook.diary.prescribed.clinics_own import known_to
from workbook.diary.prescribed.held import held
from workbook.diary.prescribed.prescribed import Prescribed
from workbook.diary.runner_profile import Profile, answered
from workbook.diary.trend import began, trends
from workbook.library import Library, shipped
from workbook.library.records import Group
from workbook.library.values import Sides
from workbook.programme import Programme, build
from workbook.programme.block import Block, block, felt_now
from workbook.programme.progression import Decision
from workbook.programme.screening import unanswered
from workbook.programme.swaps import swapped
from workbook.programme.this_week import ThisWeek, this_week


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Case(tl.HasTraits):
    """One visitor. Their diary and their day are all that changes; the rest is derived from them."""

    diary = tl.Instance(Diary, args=())
    """The runner's own record; replaced, never mutated."""
    told_day = tl.Instance(dt.date, allow_none=True)
    """The visitor's own day, as their device says; None where nobody has said."""
    told_offset = tl.Int(allow_none=True, default_value=None)
    """Minutes that the visitor's clock is ahead of UTC; None where nobody has said."""

    offered = tl.Instance(Prescribed, allow_none=True)
    """A prescription that was opened, while the runner has not said yet whether to follow it."""

    profile = tl.Instance(Profile, args=(), read_only=True)
    programme = tl.Instance(Programme, args=((), (), None), read_only=True)
    check_ins = tl.Tuple(read_only=True)
    """CheckIn values in the order of their dates, those of days to come left out."""
    trends = tl.Dict(read_only=True)
    """Topic id to its Trend; the id of each of its questions, left or right, leads to the same one."""
    decisions = tl.Tuple(read_only=True)
    """A Decision for each of the runner's weeks that is over, or red."""
    preview = tl.Instance(Decision, allow_none=True, read_only=True)
    """What the running week would decide."""
    block = tl.Instance(Block, allow_none=True, read_only=True)
    """The block that the runner is in."""
    this_week = tl.Instance(ThisWeek, allow_none=True, read_only=True)

    def __init__(self, library: Library | None = None) -> None:
        self._without_own = self.library = library or shipped()
        self._built_for: Profile | None = None
        self._given: tuple[PrescribedEntry, ...] = ()
        super().__init__()
        self._derive()

    @property
    def today(self) -> dt.date:
        """The visitor's own day; this machine's where nobody has said."""
        return day_there(self.told_day, self.told_offset, _now())

    @property
    def unanswered(self) -> tuple[Group, ...]:
        """Groups of safety questions that want an answer before the page offers a session."""
        return unanswered(self.profile, self.library, due_again(self.diary, self.library))

    def is_ahead(self, date: dt.date) -> bool:
        """Whether a day has not come yet, for the visitor or for one who has just flown west."""
        return date > self._last_day

    @property
    def _last_day(self) -> dt.date:
        return self.today + dt.timedelta(days=1)

    @tl.observe("diary", "told_day", "told_offset")
    def _derive(self, _change: Any = None) -> None:
        profile = self.diary.profile
        if self.diary.prescribed_entries != self._given:
            self._given = self.diary.prescribed_entries
            self.library = known_to(self.diary, self._without_own)
        check_ins = tuple(c for c in self.diary.check_ins if not self.is_ahead(c.date))
        felt = felt_now(profile, check_ins)
        if felt != self._built_for:
            self._built_for, self._first = felt, build(felt, self.library)
        self.set_trait("profile", profile)
        self.set_trait("check_ins", check_ins)
        self._judge()
        self._decide(felt)

    def _decide(self, profile: Profile) -> None:
        sessions = self.diary.sessions
        start = heard_from(profile, self.check_ins, sessions, self.library.check_in)
        history = History(start, self.today, self.check_ins, sessions, held=held(self.diary))
        now = block(history, profile, self._first, self.library)
        self.set_trait("block", now)
        if now.programme != self.programme:
            self.set_trait("programme", now.programme)
        self.set_trait("decisions", now.decisions)
        self.set_trait("preview", now.preview)
        self.set_trait("this_week", this_week(now, self.library, self.loads))

    def _judge(self) -> None:
        first = began(self.profile, self.check_ins, self.diary.sessions)
        self.set_trait("trends", trends(self.check_ins, first, self.today, self.library.check_in))

    def answer(self, **answers: Any) -> None:
        """Changes fields of the profile. Raises ValueError in a sentence where a value is not allowed.

        Ids that this library does not know stay: nobody was asked about them. `screened` is an answer of this moment
        even where it is the same as before.
        """
        profile = answered(self.profile, answers, self.library)
        before, after = self.profile.model_dump(mode="json"), profile.model_dump(mode="json")
        changed = [
            AnswerEntry(id=f"{ANSWER}{field}", date=self.today, edited=_now(), value=value)
            for field, value in after.items()
            if value != before[field] or (field == "screened" and field in answers)
        ]
        if changed:
            self.diary = diaries.put(self.diary, *changed)

    def news(self, signs: Collection[str] = ()) -> None:
        """Takes signs that are new since the last check-in, or that nothing is: what was answered before is of today.

        Groups of safety questions that want an answer go on wanting it: who says what is new was not asked them all.
        """
        answered = self.profile.screened.keys() - {*self.unanswered}
        self.answer(
            red_flags=(*self.profile.red_flags, *signs),
            screened={group: self.today for group in self.profile.screened if group in answered},
        )

    @property
    def _entering(self) -> Entering:
        return Entering(self.diary, _now(), self._last_day)

    def check_in(
        self, date: dt.date, answers: Mapping[str, int], elsewhere: str | None = None, side: Sides | None = None
    ) -> None:
        """Adds a day's answers to those that the day has; a new answer replaces its old one. Raises ValueError.

        `elsewhere` is the part of the body that a pain elsewhere was in, and `side` its side.
        """
        self.diary = self._entering.check_in(date, answers, elsewhere, side)

    def correct(
        self,
        entry_id: str,
        date: dt.date,
        answers: Mapping[str, int],
        elsewhere: str | None = None,
        side: Sides | None = None,
    ) -> None:
        """Replaces a check-in's day and all its answers. Raises ValueError."""
        self.diary = self._entering.correct(entry_id, date, answers, elsewhere, side)

    def delete(self, entry_id: str) -> CheckInEntry:
        """Takes a check-in away and returns it, for `put_back`. Raises ValueError where there is none."""
        entry = self._entering.entry(entry_id)
        self.diary = self._entering.delete(entry)
        return entry

    def put_back(self, entry: CheckInEntry) -> None:
        """Brings a deleted check-in back as it was."""
        self.diary = self._entering.put_back(entry)

    def sessions_since(self, week: int) -> tuple[SessionEntry, ...]:
        """Sessions done since the end of the runner's own week of this number; all of them for 0."""
        start = heard_from(self.profile, self.check_ins, self.diary.sessions, self.library.check_in)
        if start is None or self.block is None or self.block.history.start is None:
            return ()
        since = max(start + dt.timedelta(weeks=week), self.block.history.start)
        return tuple(s for s in self.diary.sessions if s.date >= since)

    @property
    def sessions_this_week(self) -> tuple[SessionEntry, ...]:
        """Sessions done since the last week on which something was decided."""
        return self.sessions_since(max((decision.number for decision in self.decisions), default=0))

    @property
    def letters_done(self) -> set[str]:
        """Letters of this week's sessions of which something was done."""
        now = self.this_week and self.this_week.week.week
        return {s.letter for s in self.sessions_this_week if s.week == now and s.exercises_done}

    @property
    def loads(self) -> dict[str, float]:
        """Exercise id to the weight in kg that was used last."""
        return {p.exercise: p.load_kg for s in self.diary.sessions for p in s.performed if p.load_kg is not None}

    def record(self, entry: SessionEntry) -> None:
        """Adds a session that was done; what hurt is an answer of that day's check-in, where it says nothing yet."""
        self.diary = diaries.put(self.diary, entry)
        hurts = self._entering.hurts(entry)
        if hurts:
            self.check_in(entry.date, hurts)

    def seen_by_clinician(self, place: str) -> None:
        """Gives back what was stopped for a place: the runner says that a clinician has seen it."""
        self.answer(seen={**self.profile.seen, place: self.today})

    def next_block(self, kind: Literal["build", "keep_up"] | None) -> None:
        """Begins what comes after the last week, today; or takes that choice back."""
        self.answer(block=kind and {"kind": kind, "start": self.today})

    def swap(self, exercise: str, instead: str) -> None:
        """Does another exercise from now on; choosing the first one again takes the swap back."""
        self.answer(swaps=swapped(exercise, instead, self.profile))

    def take_up(self, prescribed: Prescribed) -> None:
        """Follows what a physio prescribed. Its sessions a week and first day become answers; all others stay."""
        self.diary = taking.taken(self.diary, prescribed, self.today, _now())

    def put_aside(self, prescribed: str, aside: bool = True) -> None:
        """Follows a prescription, by its id, no longer, or again; it stays in the diary."""
        self.diary = taking.put_aside(self.diary, prescribed, aside, self.today, _now())

    def open_diary(self, text: str) -> str:
        """Merges a diary file into this one and says what came of it. Raises DiaryError; then nothing changes."""
        return self.add(diary_file.read(text))

    def add(self, diary: Diary) -> str:
        """Merges a diary into this one and says what came of it."""
        before = self.diary
        self.diary = diaries.merge(self.diary, diary)
        return brought_in_words(before, self.diary, self._last_day)

    def diary_text(self) -> str:
        """The diary as a file."""
        return diary_file.write(self.diary)

    def forget(self) -> None:
        """Back to a first visit."""
        self.diary = Diary()
