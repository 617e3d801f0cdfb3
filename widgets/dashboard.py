"""The dashboard: builds the views, hands each the case, and shows one step at a time."""

from typing import Any

import ipywidgets as ipw

from widgets.browser_diary import BrowserDiary
from widgets.check import Check
from widgets.check_in import CheckInView
from widgets.connection import Connection
from widgets.letterhead import every_day, head, style
from widgets.library import LibraryView
from widgets.pattern import PatternView
from widgets.privacy import PRIVACY
from widgets.programme import ProgrammeView
from widgets.progress import ProgressView
from widgets.steps import Steps
from widgets.today import TodayView
from widgets.view import View, guarded
from workbook.case import Case
from workbook.day import in_words, read
from workbook.diary import Diary, DiaryError, NewerDiaryError, mended
from workbook.diary_link import FRAGMENT, pack, qr_code, unpack
from workbook.spreadsheet import table

_TOLD = ("day", "found", "opened", "link", "add", "look", "leave", "share", "table", "forget", "forgotten")
"""What the browser may tell of the diary."""


def _count(check_ins: int) -> str:
    return "1 check-in" if check_ins == 1 else f"{check_ins} check-ins"


class Dashboard:
    """The runner's page: `page` is its one root widget."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.library = LibraryView(case)
        self.views: tuple[View, ...] = (
            Check(case),
            PatternView(case),
            ProgrammeView(case),
            TodayView(case),
            CheckInView(case),
            ProgressView(case),
            self.library,
        )
        for place, view in enumerate(self.views):
            view.box.add_class(f"step-{place}")
        self.steps = Steps([view.name for view in self.views], self._on_exercise)
        self.diary = BrowserDiary(self._on_told)
        self.connection = Connection()
        self._offered: Diary | None = None
        self.page = ipw.VBox(
            [
                ipw.HTML(style(case.library.clinic) + head(case.library)),
                self.connection,
                self.steps,
                *(view.box for view in self.views),
                ipw.HTML(every_day(case.library)),
                self.diary,
                ipw.HTML(PRIVACY),
            ]
        )
        self.page.add_class("guide-page")
        self.steps.observe(self._show_step, "step")
        case.observe(self._on_case, "diary")
        case.observe(self._show_step, "told_day")
        self._show_step()

    def complain(self, sentence: str) -> None:
        """Shows what went wrong where the visitor asked for it, or takes it away."""
        self.diary.says = sentence

    def _show_step(self, _change: Any = None) -> None:
        self.views[self.steps.step].refresh()

    @guarded
    def _on_exercise(self, exercise: str) -> None:
        self.library.show(exercise)
        self.steps.step = self.views.index(self.library)

    def _on_case(self, _change: Any) -> None:
        self.diary.text = self.case.diary_text() if self.case.diary.entries else ""
        self._show_step()

    def _recall(self) -> None:
        for view in self.views:
            view.recall()

    @guarded
    def _on_told(self, kind: str, content: dict[str, Any]) -> None:
        deed = getattr(self, f"_{kind}", None) if kind in _TOLD else None
        if deed is not None:
            deed(content)

    def _day(self, content: dict[str, Any]) -> None:
        self.case.told_day = read(str(content.get("day", "")), "Your device's date")

    def _found(self, content: dict[str, Any]) -> None:
        text, drafts = str(content.get("text", "")), content.get("drafts")
        if text:
            self._found_diary(text)
        for view in self.views:
            view.restore(drafts if isinstance(drafts, dict) else {})

    def _found_diary(self, text: str) -> None:
        try:
            self.case.open_diary(text)
            self.diary.merged()
        except NewerDiaryError as error:
            self.diary.says = f"{error} It is left as it is, and nothing that you enter here is kept."
        except DiaryError as error:
            self.diary.set_aside()
            self.diary.says = self._mended(text) or f"{error} This browser keeps it aside, and a new diary begins here."
        self._recall()

    def _mended(self, text: str) -> str:
        """Takes what can be read of a damaged diary, and says so; nothing where that is nothing."""
        try:
            found, lost = mended(text)
        except DiaryError:
            return ""
        self.case.add(found)
        what = "1 entry" if lost == 1 else f"{lost} entries"
        return (
            f"{what} of the diary in this browser cannot be read. All others are here, and the whole of it is kept "
            "aside: you can download it below."
        )

    def _opened(self, content: dict[str, Any]) -> None:
        self.diary.says = self.case.open_diary(str(content.get("text", "")))
        self._recall()

    def _link(self, content: dict[str, Any]) -> None:
        self._offered = unpack(str(content.get("packed", "")))
        entries = self._offered.check_in_entries
        days = f", {in_words(entries[0].date)} to {in_words(entries[-1].date)}" if entries else ""
        self.diary.offer = f"The link that you followed carries a diary: {_count(len(entries))}{days}."

    def _add(self, _content: dict[str, Any]) -> None:
        if self._offered is not None:
            self.diary.says = self.case.add(self._offered)
        self._leave(_content)
        self._recall()

    def _look(self, _content: dict[str, Any]) -> None:
        if self._offered is not None:
            self.case.diary = self._offered
            self.diary.says = "You are looking at a diary from a link. Nothing of it is kept here: reload to go back."
        self._leave(_content)
        self._recall()

    def _leave(self, _content: dict[str, Any]) -> None:
        self._offered, self.diary.offer = None, ""

    def _share(self, content: dict[str, Any]) -> None:
        if not self.case.diary.entries:
            raise ValueError("There is nothing to share yet: answer a question or save a check-in first.")
        link = f"{content.get('address', '')}#{FRAGMENT}{pack(self.case.diary)}"
        code = qr_code(link)
        self.diary.shared = {"link": link, "code": code or "<p>Your diary is too long for a code to scan.</p>"}

    def _table(self, _content: dict[str, Any]) -> None:
        if not (self.case.diary.check_in_entries or self.case.diary.sessions):
            raise ValueError("There is no check-in and no session to put into a table yet.")
        self.diary.give_table(table(self.case.diary, self.case.library))

    def _forget(self, _content: dict[str, Any]) -> None:
        self.case.forget()
        self.diary.shared = {}
        self.diary.says = "Everything here is forgotten. Files and links that you made are still where you left them."
        self._recall()

    def _forgotten(self, _content: dict[str, Any]) -> None:
        self.case.forget()
        self.diary.says = "Everything was forgotten in another tab, so it is forgotten here too."
        self._recall()


def runner_page(case: Case | None = None) -> ipw.VBox:
    """The page as one widget, for a first visit unless a case is given."""
    return Dashboard(case or Case()).page
