"""The diary desk: what the browser tells of the diary is done here, to the case and to the views."""

from collections.abc import Callable, Sequence
from typing import Any

from widgets.controls.browser_diary import UNDO, UNDO_LATER, BrowserDiary
from widgets.parts.drafts import restore
from widgets.view import View, guarded
from widgets.views.taking_along import TakingAlong, known_as
from workbook.case import Case
from workbook.diary import diary_file
from workbook.diary.arrival import Arrival, between, differences, holds, may_be_anothers
from workbook.diary.day import read
from workbook.diary.diary import Diary
from workbook.diary.diary_file import DiaryError, NewerDiaryError
from workbook.diary.link import text_in
from workbook.diary.prescribed import file as prescription_file
from workbook.library.number_words import counted
from workbook.programme.prescribed.beside import opened, trusted

_MOST_OFFSET_MIN = 24 * 60
_STRANGE = "It shares no entry with the diary here, so it may be another runner's."


class DiaryDesk:
    """Does what the browser tells; `browser` is what the visitor sees of it.

    A deed gives the sentence that is said of it, or None where what was said before still holds: a second tap of the
    same press finds its deed done, and says nothing.
    """

    def __init__(self, case: Case, views: Sequence[View]) -> None:
        self.case = case
        self.views = views
        self.browser = BrowserDiary(self._on_told)
        self._own: Diary | None = None
        """The runner's own diary, while another is only looked at."""
        self._offered: Diary | None = None
        self._arrival: Arrival | None = None
        self._arrival_says = ""
        along = TakingAlong(case, self.browser)
        self._deeds: dict[str, Callable[[dict[str, Any]], str | None]] = {
            "day": self._day,
            "found": self._found,
            "opened": self._opened,
            "link": self._link,
            "add": self._add,
            "look": self._look,
            "leave": self._leave,
            "back": self._back,
            "undo": self._undo,
            "undone": self._undone,
            "share": along.share,
            "table": along.table,
            "hand": along.hand_back,
            "forget": self._forget,
            "forgotten": self._forgotten,
        }
        case.observe(self._on_diary, "diary")

    def complain(self, sentence: str) -> None:
        """Shows what went wrong where the visitor asked for it."""
        if sentence:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.browser.says = ""  # so that the same sentence again is news
        self.browser.says = sentence

    @guarded
    def _on_told(self, kind: str, content: dict[str, Any]) -> None:
        deed = self._deeds.get(kind)
        said = deed(content) if deed else None
        if said is not None:
            self._say(said)

    def _on_diary(self, _change: Any) -> None:
        if self._arrival and self._own is None:
            self._went_on()
        self._send()

    def _send(self) -> None:
        """The diary goes to the browser, which keeps it or only shows it."""
        self.browser.name = known_as(self.case)
        if self._own is None:
            self.browser.text = self.case.diary_text() if self.case.diary.entries else ""
        else:
            self.browser.guest = self.case.diary_text()

    def _went_on(self) -> None:
        """What was said of a diary that came ends with the next change; what can still be undone is said otherwise."""
        self.browser.undo = UNDO_LATER
        if self.browser.says == self._arrival_says:
            self.browser.says = ""

    def _recall(self) -> None:
        for view in self.views:
            view.recall()

    def _show(self, diary: Diary) -> None:
        """By way of an empty one, so that nothing stays in sight that was half filled in for another."""
        self.case.forget()
        self._recall()
        self.case.diary = diary
        self._recall()

    def _day(self, content: dict[str, Any]) -> str | None:
        day, offset = read(str(content.get("day", "")), "Your device's date"), content.get("offset")
        with self.case.hold_trait_notifications():
            self.case.told_day = day
            self.case.told_offset = offset if type(offset) is int and abs(offset) <= _MOST_OFFSET_MIN else None
        return None

    def _found(self, content: dict[str, Any]) -> str | None:
        if self._own is not None:
            return None  # the browser tells it again when the runner's own diary is back
        said = None
        if text := str(content.get("text", "")):
            try:
                self.case.open_diary(text)
                self.browser.merged(content.get("number"))
            except NewerDiaryError as error:
                return f"{error} It is left as it is, and nothing that you enter here is kept."
            except DiaryError as error:
                self.browser.set_aside()
                said = self._mended(text) or f"{error} This browser keeps it aside, and a new diary begins here."
            self._recall()
        return restore(self.views, content.get("drafts"), self.browser.set_draft_aside) or said

    def _mended(self, text: str) -> str:
        """Takes what can be read of a damaged diary, and says so; nothing where that is nothing."""
        try:
            found, lost = diary_file.mended(text)
        except DiaryError:
            return ""
        self.case.add(found)
        what = counted(lost, "entry", "entries")
        return (
            f"{what} of the diary in this browser cannot be read. All others are here, and the whole of it is kept "
            "aside: you can download it below."
        )

    def _opened(self, content: dict[str, Any]) -> str | None:
        self._leave(content)  # an earlier offer must not stand beside what is said of this one
        text = str(content.get("text", ""))
        if prescription_file.is_one(text):
            return self._prescribed(text, content)
        come = trusted(diary_file.read(text), self.case.library)
        self._back(content)
        if not may_be_anothers(self.case.diary, come):
            return self._add_to_own(come)
        self._make_offer(come, f"The file that you opened holds {holds(come)}.")
        return ""

    def _link(self, content: dict[str, Any]) -> str | None:
        self._leave(content)
        text = text_in(str(content.get("packed", "")))
        if prescription_file.is_one(text):
            return self._prescribed(text, content)
        come = trusted(diary_file.read(text), self.case.library)
        self._back(content)
        self._make_offer(come, f"The link that you followed carries a diary: {holds(come)}.")
        return ""

    def _prescribed(self, text: str, content: dict[str, Any]) -> str:
        """Shows a prescription, and asks; nothing of a diary that is only looked at is changed by it."""
        prescribed = opened(text, self.case.library)
        self._back(content)
        self.case.offered = None  # so that the same one again is news
        self.case.offered = prescribed
        return f"A prescription by {prescribed.by} came: it stands under Prescription."

    def _make_offer(self, come: Diary, says: str) -> None:
        here = self.case.diary
        more = [_STRANGE, differences(here, come, self.case.library)] if may_be_anothers(here, come) else []
        self._offered, self.browser.offer = come, " ".join(filter(None, [says, *more]))

    def _leave(self, _content: dict[str, Any]) -> str | None:
        self._offered, self.browser.offer = None, ""
        return None

    def _add(self, content: dict[str, Any]) -> str | None:
        come = self._offered
        self._leave(content)
        return None if come is None else self._add_to_own(come)

    def _add_to_own(self, come: Diary) -> str:
        before = self.case.diary
        says = self.case.add(come)
        if self.case.diary != before:
            self._arrival, self.browser.undo = between(before, self.case.diary), UNDO
            self._arrival_says = says
        elif self._arrival:
            self._went_on()
        self._recall()
        return says

    def _undo(self, _content: dict[str, Any]) -> str | None:
        arrival, self._arrival, self.browser.undo = self._arrival, None, ""
        if arrival is None or self._own is not None:
            return None
        self.browser.undone(diary_file.write(arrival.brought, None), diary_file.write(arrival.replaced, None))
        self._take_back(arrival)
        return "Undone: your diary is as it was before. What you changed since then is still in it."

    def _undone(self, content: dict[str, Any]) -> str | None:
        brought, replaced = (diary_file.read(str(content.get(name, ""))) for name in ("brought", "replaced"))
        self._take_back(Arrival(brought, replaced))
        return "A diary that was added in another tab was taken away again."

    def _take_back(self, arrival: Arrival) -> None:
        if self._own is not None:
            self._own = arrival.undone(self._own)
            return
        self.case.diary = arrival.undone(self.case.diary)
        self._recall()

    def _look(self, content: dict[str, Any]) -> str | None:
        come = self._offered
        self._leave(content)
        if come is None:
            return None
        self._own, self.browser.guest = self.case.diary, diary_file.write(come)
        self._show(come)
        return "You are looking at another diary. Nothing of it is kept here."

    def _back(self, _content: dict[str, Any]) -> str | None:
        if self._own is None:
            return None
        self._show(self._own)
        self._own = None
        self._send()
        self.browser.guest = ""
        return "This is your own diary again."

    def _forget(self, _content: dict[str, Any]) -> str | None:
        self._begin_anew()
        return "Everything here is forgotten. Files and links that you made are still where you left them."

    def _forgotten(self, _content: dict[str, Any]) -> str | None:
        self._begin_anew()
        return "Everything was forgotten in another tab, so it is forgotten here too."

    def _begin_anew(self) -> None:
        self._own = self._offered = self._arrival = None
        self.browser.guest, self.browser.offer, self.browser.undo, self.browser.shared = "", "", "", {}
        self.case.forget()
        self.browser.forgotten()
        self._recall()
