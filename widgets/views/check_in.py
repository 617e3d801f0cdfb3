"""The Check in view: a day's felt scores, pain and what was done; answers in past days can be corrected."""

import datetime as dt
import time
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as ipw

from widgets.controls.past_check_ins import PastCheckIns
from widgets.controls.questions import OPEN, Item, Questions, fold
from widgets.parts.check_in_form import form_items, more_items, section_of
from widgets.parts.news import NOTED, new_signs, news_items
from widgets.parts.pain_told import light_of, lights_html, wants_place
from widgets.parts.screening_notice import open_html, screening_html
from widgets.view import Place, View, guarded
from workbook.case import Case
from workbook.diary.asked import question_of, questions
from workbook.diary.check_in import CheckIn
from workbook.diary.day import in_words, read
from workbook.diary.diary import CheckInEntry
from workbook.library.number_words import counted
from workbook.library.questions import Question

MORE = "more"
"""The fold with all that is not asked first."""
_MORE = "More: another day, the next morning, what you did, what is new"
_SEE = "<button type='button' class='link' data-to='progress'>See them in Progress</button>"
_NEW, _CORRECTION = "check_in", "correction-"
"""Under which name the browser keeps a new check-in that is half filled, and how that of a correction begins."""
TWICE_S = 1.0
"""Seconds within which a second tap on Save is taken for a double tap."""


class CheckInView(View):
    """Asks, saves, and says what the pain answers mean for the next session."""

    def __init__(self, case: Case) -> None:
        self.places = (Place("check-in", "Check in", under="today", back="today", alone=True),)
        self.correcting = ipw.HTML()
        self.asks = Questions(on_answer=self._on_answer, kept_as=_NEW)
        self.save = ipw.Button(description="Save check-in")
        self.save.add_class("primary")
        self.cancel = _quiet("Leave it as it was", self._on_cancel)
        self.says = ipw.HTML()
        self.undo = _quiet("Undo", self._on_undo)
        self.past = PastCheckIns(self._on_correct, self._on_delete)
        self._put_off: dict[str, Any] = {}
        self._last_save = -1, 0.0
        """How often was touched before the last save, and the moment of it."""
        self._deleted: CheckInEntry | None = None
        in_sight = ipw.VBox([self.save])
        in_sight.add_class("in-sight")
        super().__init__(case, self.correcting, self.asks, in_sight, self.cancel, self.says, self.undo, self.past)
        self.box.children = [part for part in self.box.children if part is not self._error]
        in_sight.children = [self._error, self.save]
        self.kept = (self.asks,)
        self.save.on_click(self._on_save)

    def _items(self) -> list[Item]:
        asked = self._asked()
        first = form_items(asked, self.case, wants_place(self.asks.values, self.case.profile))
        more = more_items(asked, self.case)
        return [*first, *fold(MORE, _MORE, *more, *([] if self._entry_id else news_items(self.case)))]

    def _effort_is_told(self) -> bool:
        """Whether a session of the last seven days says how hard it was: that is asked once."""
        since = self.case.today - dt.timedelta(days=7)
        return any(s.effort is not None and s.date > since for s in self.case.diary.sessions)

    @guarded
    def _on_answer(self) -> None:
        shown = {item["id"] for item in self.asks.items}
        if wants_place(self.asks.values, self.case.profile) != ("elsewhere" in shown):
            self.asks.items = self._items()
        self.asks.usable()

    def _asked(self) -> list[Question]:
        """What is asked now; of a check-in that is corrected also all that it answered."""
        asked = [*questions(self.case.profile, self.case.library)]
        if not self._entry_id and self._effort_is_told():
            asked = [question for question in asked if question.id != "effort"]
        entry = next((e for e in self.case.diary.check_in_entries if e.id == self._entry_id), None)
        ids = {question.id for question in asked}
        asked += [question_of(key, self.case.library) for key in (entry.answers if entry else ()) if key not in ids]
        return sorted(asked, key=section_of)

    @property
    def _entry_id(self) -> str:
        """The check-in that is being corrected; empty for a new one."""
        return self.asks.kept_as.removeprefix(_CORRECTION) if self.asks.kept_as != _NEW else ""

    @guarded
    def _on_save(self, _button: Any) -> None:
        said = self.asks.values
        day = read(said.get("date"), "The date of this check-in")
        answers = {q.id: said[q.id] for q in self._asked() if said.get(q.id) is not None}
        if self._is_second_tap(bool(answers or said.get("news"))):
            return  # what the first one was told stays
        self.says.value = ""
        if self._entry_id:
            self._correct(day, answers)
            return
        corrected = any(check_in.date == day for check_in in self.case.check_ins)
        signs = new_signs(said)
        if signs is not None:
            self.case.news(signs)
            self.says.value = f"<p class='saved' role='status'>{NOTED}</p>"
        if answers or signs is None:
            self.case.check_in(day, answers, said.get("elsewhere"), said.get("side"))
            self.says.value = self._saved(CheckIn(date=day, answers=answers), corrected)
        if signs:
            self.says.value += screening_html(self.case.programme.screening)
        self.says.value += open_html(self.case) if answers else ""
        self._taken()
        self.asks.values = {"date": said["date"]}
        self.refresh()

    def _taken(self) -> None:
        self.asks.taken()
        self._last_save = self.asks.touches, time.monotonic()

    def _is_second_tap(self, answered: bool) -> bool:
        """Whether nothing was touched since the last save, and nothing else can be meant either."""
        touches, when = self._last_save
        return touches == self.asks.touches and (not answered or time.monotonic() - when < TWICE_S)

    def _correct(self, day: dt.date, answers: dict[str, int]) -> None:
        said = self.asks.values
        self.case.correct(self._entry_id, day, answers, said.get("elsewhere"), said.get("side"))
        self._taken()
        self._end_correction()
        self.says.value = self._saved(CheckIn(date=day, answers=answers), corrected=True)

    @guarded
    def _on_correct(self, entry_id: str) -> None:
        self._begin_correction(entry_id)

    def _begin_correction(self, entry_id: str) -> None:
        entry = next((e for e in self.case.diary.check_in_entries if e.id == entry_id), None)
        if entry is None:
            raise ValueError("This check-in is not there any more.")
        if not self._entry_id:
            self._put_off = self.asks.values
        self._last_save = -1, 0.0
        self.says.value = ""
        self._forget_deleted()
        self.asks.kept_as = _CORRECTION + entry_id
        where = {"elsewhere": entry.elsewhere, "side": entry.side}
        self.asks.values = {MORE: OPEN, "date": entry.date.isoformat(), **entry.answers, **where}
        self.refresh()

    def _end_correction(self) -> None:
        self.asks.kept_as = _NEW
        self.asks.values = self._put_off
        self.refresh()

    @guarded
    def _on_cancel(self, _button: Any) -> None:
        self.asks.taken()
        self._end_correction()

    @guarded
    def _on_delete(self, entry_id: str) -> None:
        if self._entry_id == entry_id:
            self._end_correction()
        self._deleted = self.case.delete(entry_id)
        self.says.value = f"<p role='status'>Check-in of {in_words(self._deleted.date)} deleted.</p>"
        self.refresh()

    @guarded
    def _on_undo(self, _button: Any) -> None:
        if self._deleted is not None:
            self.case.put_back(self._deleted)
            self.says.value = f"<p role='status'>Check-in of {in_words(self._deleted.date)} is back.</p>"
        self._forget_deleted()

    def _forget_deleted(self) -> None:
        self._deleted = None
        self.refresh()

    @guarded
    def refresh(self) -> None:
        entries = self.case.diary.check_in_entries
        entry = next((e for e in entries if e.id == self._entry_id), None)
        self.correcting.value = (
            f"<p class='notice' role='status'>You are correcting the check-in of {in_words(entry.date)}.</p>"
            if entry
            else ""
        )
        self.save.description = "Save the correction" if entry else "Save check-in"
        self.cancel.layout.display = None if entry else "none"
        self.undo.layout.display = None if self._deleted else "none"
        self.asks.items = self._items()
        self.past.rows = [self._row(e) for e in reversed(entries)]

    def _row(self, entry: CheckInEntry) -> dict[str, str]:
        library = self.case.library
        says = "; ".join(f"{question_of(key, library).name} {score}" for key, score in entry.answers.items())
        marks = " (corrected)" if entry.corrected else ""
        ahead = " (in the future: correct the date)" if self.case.is_ahead(entry.date) else ""
        return {"id": entry.id, "day": f"{in_words(entry.date)}{marks}{ahead}", "says": says}

    def takes(self, draft: str) -> bool:
        ids = {f"{_CORRECTION}{entry.id}" for entry in self.case.diary.check_in_entries}
        return draft == _NEW or draft in ids

    def restore(self, drafts: Mapping[str, dict[str, Any]]) -> None:
        super().restore(drafts)
        back = bool(drafts.get(_NEW))
        ids = {entry.id for entry in self.case.diary.check_in_entries}
        for name, draft in drafts.items():
            entry_id = name.removeprefix(_CORRECTION)
            if name != entry_id and entry_id in ids and draft:
                self._begin_correction(entry_id)
                self.asks.restore(draft)
                back = True
        if back:
            self.says.value = (
                "<p class='notice' role='status'>What you had begun here is back. It is not saved yet.</p>"
            )

    def recall(self) -> None:
        self._last_save = -1, 0.0
        if not self.case.diary.entries:
            self._put_off = {}
            self._deleted = None
            self._end_correction()
        self.says.value = ""

    def _saved(self, check_in: CheckIn, corrected: bool) -> str:
        total = len(self.case.check_ins)
        count = counted(total, "check-in")
        done = "corrected" if corrected else "saved"
        light = light_of(self.case, check_in) or ""
        return (
            f"<div class='saved {light}' role='status'><p><b>Check-in of {in_words(check_in.date)} {done}.</b> "
            f"{count} so far. {_SEE}</p>{lights_html(self.case, check_in)}</div>"
        )


def _quiet(name: str, on_click: Callable[[Any], None]) -> ipw.Button:
    button = ipw.Button(description=name)
    button.add_class("quiet")
    button.on_click(on_click)
    return button
