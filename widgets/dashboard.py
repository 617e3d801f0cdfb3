"""The dashboard: builds the views, hands each the case, and shows one place of the page at a time."""

from collections.abc import Callable
from typing import Any

import ipywidgets as ipw

from widgets.controls.connection import Connection
from widgets.controls.places import Places
from widgets.parts.letterhead import every_day, head, style
from widgets.view import View
from widgets.views.check import Check
from widgets.views.check_in import CheckInView
from widgets.views.diary_desk import DiaryDesk
from widgets.views.library import LibraryView
from widgets.views.more import DiaryView, MoreView
from widgets.views.pattern import PatternView
from widgets.views.prescription import PrescriptionView
from widgets.views.programme import ProgrammeView
from widgets.views.progress import ProgressView
from widgets.views.today import TodayView
from workbook.case import Case

_MORE = ("check-in", "programme", "prescription", "guide", "pattern", "check", "your-diary", "privacy")
"""Places that do not stand in the bar, as More names them."""


class Dashboard:
    """The runner's page: `page` is its one root widget."""

    kinds: tuple[Callable[[Case], View], ...] = (
        TodayView,
        CheckInView,
        Check,
        ProgrammeView,
        PrescriptionView,
        ProgressView,
        LibraryView,
        PatternView,
    )
    """The views that a case is enough for; a place of one that stands in the bar stands there in this order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        asked = tuple(kind(case) for kind in self.kinds)
        self.library = next(view for view in asked if isinstance(view, LibraryView))
        self.desk = DiaryDesk(case, asked)
        self.diary = self.desk.browser
        self.views = (*asked, MoreView(case, _MORE), DiaryView(case, self.diary))
        for number, view in enumerate(self.views):
            view.box.add_class(f"view-{number}")
        self.places = Places(self._places(), self._on_exercise, self.settle)
        self.connection = Connection()
        urgent = ipw.HTML()
        urgent.add_class("urgent")
        self.page = ipw.VBox(
            [
                ipw.HTML(style(case.library.clinic) + head(case.library)),
                self.connection,
                self.places,
                urgent,
                *(view.box for view in self.views),
                ipw.HTML(every_day(case.library)),
            ]
        )
        self.page.add_class("guide-page")
        self.places.observe(self._show, "place")
        case.observe(self._show, ["diary", "told_day", "told_offset"])
        case.observe(self._on_offered, "offered")
        self._show()

    def _places(self) -> list[dict[str, Any]]:
        return [
            {"id": place.id, "name": place.name, "under": place.under, "view": f"view-{number}", "alone": place.alone}
            for number, view in enumerate(self.views)
            for place in view.places
        ]

    def view_at(self, place: str) -> View:
        """The view that holds a place. Raises KeyError where there is none."""
        return {each.id: view for view in self.views for each in view.places}[place]

    def _show(self, _change: Any = None) -> None:
        self.view_at(self.places.place).refresh()

    def settle(self) -> None:
        """Has each view show what follows from the case now, though it is not seen: a page that is kept must not hold a
        programme of before the last answer."""
        for view in self.views:
            view.refresh()

    def _on_offered(self, _change: Any) -> None:
        if self.case.offered is not None:
            self.places.place = "prescription"

    def _on_exercise(self, exercise: str) -> None:
        self.library.show(exercise)
        self.places.place = "library"


def runner_page(case: Case | None = None) -> ipw.VBox:
    """The page as one widget, for a first visit unless a case is given."""
    return Dashboard(case or Case()).page
