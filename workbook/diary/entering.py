"""Entering: how check-ins come into a diary, are corrected, taken away and put back."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from workbook.diary.check_in import key_of
from workbook.diary.day import plausible
from workbook.diary.diary import CheckInEntry, Diary, SessionEntry, put
from workbook.library.questions import DURING
from workbook.library.values import Sides


@dataclass(frozen=True)
class Entering:
    """A diary at the moment in which something is entered into it. Raises ValueError in sentences for the runner."""

    diary: Diary
    now: dt.datetime
    last: dt.date
    """The latest day that a check-in can be of."""

    def check_in(self, date: dt.date, answers: Mapping[str, int], elsewhere: str | None, side: Sides | None) -> Diary:
        """With a day's answers added to those that the day has; a new answer replaces its old one."""
        before = self._on(date)
        where = (elsewhere or before.elsewhere, side or before.side) if before else (elsewhere, side)
        return self._saved(date, {**(before.answers if before and answers else {}), **answers}, before, *where)

    def correct(
        self, entry_id: str, date: dt.date, answers: Mapping[str, int], elsewhere: str | None, side: Sides | None
    ) -> Diary:
        """With a check-in's day and all its answers replaced."""
        before = self.entry(entry_id)
        if any(entry.date == date and entry.id != entry_id for entry in self.diary.check_in_entries):
            raise ValueError("There is another check-in on that day. Correct that one, or choose another day.")
        return self._saved(date, answers, before, elsewhere, side)

    def delete(self, entry: CheckInEntry) -> Diary:
        """Without a check-in."""
        return put(self.diary, entry.model_copy(update={"deleted": True, "answers": {}, "edited": self.now}))

    def put_back(self, entry: CheckInEntry) -> Diary:
        """With a deleted check-in as it was."""
        return put(self.diary, entry.model_copy(update={"edited": self.now}))

    def entry(self, entry_id: str) -> CheckInEntry:
        """The check-in of this id."""
        found = next((e for e in self.diary.check_in_entries if e.id == entry_id), None)
        if found is None:
            raise ValueError("This check-in is not there any more.")
        return found

    def hurts(self, session: SessionEntry) -> dict[str, int]:
        """What hurt in a session, as answers of that day's check-in; without those that the day has already."""
        day = self._on(session.date)
        answered = day.answers if day else {}
        found: dict[str, int] = {}
        for place, score in (performed.hurt for performed in session.performed if performed.hurt):
            question = key_of(DURING, place)
            if question not in answered:
                found[question] = max(score, found.get(question, 0))
        return found

    def _on(self, date: dt.date) -> CheckInEntry | None:
        return next((e for e in self.diary.check_in_entries if e.date == date), None)

    def _saved(
        self,
        date: dt.date,
        answers: Mapping[str, int],
        before: CheckInEntry | None,
        elsewhere: str | None,
        side: Sides | None,
    ) -> Diary:
        if not answers:
            raise ValueError("Nothing was answered yet, so there is nothing to save.")
        if plausible(date) > self.last:
            raise ValueError("This date is in the future. Choose today or an earlier day.")
        old = before.answers if before else {}
        changed = before is not None and (date != before.date or any(answers.get(q) != old[q] for q in old))
        told = {
            "id": before.id if before else secrets.token_hex(8),
            "date": date,
            "edited": self.now,
            "answers": dict(answers),
            "corrected": changed or (before is not None and before.corrected),
            "elsewhere": elsewhere,
            "side": side,
        }
        try:
            entry = CheckInEntry.model_validate(told)
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][-1]).replace("_", " ")
            raise ValueError(f"The answer for {field} cannot be used.") from None
        return put(self.diary, entry)
