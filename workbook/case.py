"""Case: what we were told by one runner, and all that follows from it."""

import datetime as dt
import secrets
from collections.abc import Collection, Mapping
from typing import Any

import traitlets as tl
from pydantic import ValidationError

from workbook import diary as diaries
from workbook.check_in import CheckIn, weekly
from workbook.diary import CheckInEntry, Diary, ProfileEntry
from workbook.library import Library, shipped
from workbook.profile import Profile
from workbook.programme import Programme, build
from workbook.trend import Trend, trend


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Case(tl.HasTraits):
    """One visitor. The diary is the only thing that changes; the rest is derived from it."""

    diary = tl.Instance(Diary, args=())
    """The runner's own record; replaced, never mutated."""

    profile = tl.Instance(Profile, args=(), read_only=True)
    programme = tl.Instance(Programme, allow_none=True, read_only=True)
    check_ins = tl.Tuple(read_only=True)
    """CheckIn values in the order of their dates."""
    trends = tl.Dict(read_only=True)
    """Question id to Trend."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = library or shipped()
        super().__init__()
        self._derive()

    @tl.observe("diary")
    def _derive(self, _change: Any = None) -> None:
        profile = self.diary.profile
        if self.programme is None or profile != self.profile:
            self.set_trait("profile", profile)
            self.set_trait("programme", build(profile, self.library))
        check_ins = self.diary.check_ins
        if check_ins != self.check_ins or not self.trends:
            self.set_trait("check_ins", check_ins)
            self.set_trait("trends", self._trends(check_ins))

    def _trends(self, check_ins: tuple[CheckIn, ...]) -> dict[str, Trend]:
        form = self.library.check_in
        return {q.id: trend(weekly(check_ins, q.id), form) for q in form.questions}

    def answer(self, **answers: Any) -> None:
        """Changes fields of the profile. Raises ValueError in a sentence where a value is not allowed.

        Ids that this library does not know stay: nobody was asked about them.
        """
        try:
            profile = Profile.model_validate({**self.profile.model_dump(), **self._with_unknown(answers)})
        except ValidationError as error:
            field = ".".join(map(str, error.errors()[0]["loc"]))
            raise ValueError(f"The answer for {field.replace('_', ' ')} cannot be used.") from None
        if profile != self.profile:
            entry = ProfileEntry(date=_now().date(), edited=_now(), profile=profile)
            self.diary = diaries.put(self.diary, entry)

    def _with_unknown(self, answers: dict[str, Any]) -> dict[str, Any]:
        library, before = self.library, self.profile
        known: dict[str, Collection[str]] = {
            "red_flags": library.red_flags,
            "already": library.exercises,
            "equipment": library.equipment,
        }
        full = dict(answers)
        for field in known.keys() & answers.keys():
            kept = [item for item in getattr(before, field) if item not in known[field]]
            full[field] = tuple(dict.fromkeys([*answers[field], *kept]))
        if "injuries" in answers:
            kept_states = {i: state for i, state in before.injuries.items() if i not in library.injuries}
            full["injuries"] = {**answers["injuries"], **kept_states}
        return full

    def check_in(self, date: dt.date, answers: Mapping[str, int]) -> None:
        """Adds a day's answers to those that the day has; a new answer replaces its old one. Raises ValueError."""
        if not answers:
            raise ValueError("Nothing was answered yet, so there is nothing to save.")
        if date > _now().date() + dt.timedelta(days=1):
            raise ValueError("This date is in the future. Choose today or an earlier day.")
        if date < diaries.EARLIEST:
            raise ValueError(f"This date is before {diaries.EARLIEST.year}. Check the year.")
        before = next((e for e in self.diary.check_in_entries if e.date == date), None)
        entry = CheckInEntry(
            id=before.id if before else secrets.token_hex(8),
            date=date,
            edited=_now(),
            answers={**(before.answers if before else {}), **answers},
        )
        self.diary = diaries.put(self.diary, entry)

    def open_diary(self, text: str) -> str:
        """Merges a diary file into this one and says what came of it. Raises DiaryError; then nothing changes."""
        before = {entry.id for entry in self.diary.check_in_entries}
        self.diary = diaries.merge(self.diary, diaries.read(text))
        new = len({entry.id for entry in self.diary.check_in_entries} - before)
        total = len(self.check_ins)
        return f"Diary opened: {total} check-in{'' if total == 1 else 's'}, {new} of them new here."

    def diary_text(self) -> str:
        """The diary as a file."""
        return diaries.write(self.diary)

    def forget(self) -> None:
        """Back to a first visit."""
        self.diary = Diary()
