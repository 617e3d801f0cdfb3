"""The dashboard: builds the views, hands each the case, and shows one step at a time."""

from collections.abc import Callable
from typing import Any

import ipywidgets as ipw

from widgets.controls.connection import Connection
from widgets.controls.steps import Steps
from widgets.parts.letterhead import every_day, head, style
from widgets.parts.privacy import privacy
from widgets.steps.check import Check
from widgets.steps.check_in import CheckInView
from widgets.steps.diary_desk import DiaryDesk
from widgets.steps.library import LibraryView
from widgets.steps.pattern import PatternView
from widgets.steps.programme import ProgrammeView
from widgets.steps.progress import ProgressView
from widgets.steps.today import TodayView
from widgets.view import View
from workbook.case import Case


class Dashboard:
    """The runner's page: `page` is its one root widget."""

    before_library: tuple[Callable[[Case], View], ...] = (
        Check,
        PatternView,
        ProgrammeView,
        TodayView,
        CheckInView,
        ProgressView,
    )
    """The steps that lead up to the library, in their order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.library = LibraryView(case)
        self.views = (*(step(case) for step in self.before_library), self.library)
        for number, view in enumerate(self.views):
            view.box.add_class(f"step-{number}")
        self.steps = Steps([view.name for view in self.views], self._on_exercise, self.settle)
        self.desk = DiaryDesk(case, self.views)
        self.diary = self.desk.browser
        self.connection = Connection()
        self.page = ipw.VBox(
            [
                ipw.HTML(style(case.library.clinic) + head(case.library)),
                self.connection,
                self.steps,
                *(view.box for view in self.views),
                ipw.HTML(every_day(case.library)),
                self.diary,
                ipw.HTML(privacy()),
            ]
        )
        self.page.add_class("guide-page")
        self.steps.observe(self._show_step, "step")
        case.observe(self._show_step, ["diary", "told_day", "told_offset"])
        self._show_step()

    def _show_step(self, _change: Any = None) -> None:
        self.views[self.steps.step].refresh()

    def settle(self) -> None:
        """Has each step show what follows from the case now, though it is not seen: a page that is kept must not hold a
        programme of before the last answer."""
        for view in self.views:
            view.refresh()

    def _on_exercise(self, exercise: str) -> None:
        self.library.show(exercise)
        self.steps.step = self.views.index(self.library)


def runner_page(case: Case | None = None) -> ipw.VBox:
    """The page as one widget, for a first visit unless a case is given."""
    return Dashboard(case or Case()).page
