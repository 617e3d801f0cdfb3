"""The dashboard: builds the views, hands each the case, and shows one step at a time."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as ipw

from widgets.browser_diary import BrowserDiary
from widgets.check import Check
from widgets.check_in import CheckInView
from widgets.citation import cite
from widgets.library import LibraryView
from widgets.pattern import PatternView
from widgets.programme import ProgrammeView
from widgets.progress import ProgressView
from widgets.steps import Steps
from widgets.view import View, guarded
from workbook import drawing
from workbook.case import Case
from workbook.diary import Diary, DiaryError, merge

_HERE = Path(__file__).parent
_HEAD = """<header class="guide-header"><h1>Strength Guide for Runners</h1>
<p>A six-week glute-strength programme for runners, built on the push and pull of your stride. Not a diagnosis.</p>
</header>"""


def _safety_lines(case: Case) -> str:
    rule = case.library.check_in.pain_rule
    lines = "".join(f"<li>{escape(line)}</li>" for line in (rule.green, rule.amber, rule.red, rule.never))
    return (
        "<aside class='safety' aria-label='Safety'><h2>On every day</h2>"
        f"<ul>{lines}<li>Under 18: with a parent or guardian who agrees and a qualified coach, technique before load."
        "</li></ul><p>This page is not a diagnosis and takes the place of nobody who can examine you. It promises "
        "neither fewer injuries nor faster running. No clinician has reviewed its texts yet. "
        f"<small>Pain rule: {cite(rule.sources, case.library)}.</small></p></aside>"
    )


def _style() -> str:
    sheets = ("tokens.css", "dashboard.css")
    texts = [(_HERE / sheet).read_text(encoding="utf-8") for sheet in sheets]
    return "".join(f"<style>{text}</style>" for text in (*texts, drawing.STYLE))


class Dashboard:
    """The runner's page: `page` is its one root widget."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.library = LibraryView(case)
        self.views: tuple[View, ...] = (
            Check(case),
            PatternView(case),
            ProgrammeView(case),
            CheckInView(case),
            ProgressView(case),
            self.library,
        )
        for place, view in enumerate(self.views):
            view.box.add_class(f"step-{place}")
        self.steps = Steps([view.name for view in self.views], self._on_exercise)
        self.diary = BrowserDiary(
            on_found=self._on_found,
            on_opened=self._on_opened,
            on_forget=self._on_forget,
            on_forgotten=self._on_forgotten,
            on_undo=self._on_undo,
        )
        self._forgotten: Diary | None = None
        self.page = ipw.VBox(
            [
                ipw.HTML(_style() + _HEAD),
                self.steps,
                *(view.box for view in self.views),
                ipw.HTML(_safety_lines(case)),
                self.diary,
            ]
        )
        self.page.add_class("guide-page")
        self.steps.observe(self._show_step, "step")
        case.observe(self._on_case, "diary")
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
    def _on_found(self, text: str) -> None:
        try:
            self.case.open_diary(text)
        except DiaryError as error:
            self.diary.set_aside()
            self.diary.says = f"{error} This browser keeps it aside, and a new diary begins here."
        self._recall()

    @guarded
    def _on_opened(self, text: str) -> None:
        self.diary.says = self.case.open_diary(text)
        self._recall()

    @guarded
    def _on_forget(self) -> None:
        self._forgotten = self.case.diary
        self.case.forget()
        self.diary.can_undo = True
        self.diary.says = "Everything here is forgotten. Files that you downloaded are still yours."
        self._recall()

    @guarded
    def _on_forgotten(self) -> None:
        self.case.forget()
        self.diary.says = "Everything was forgotten in another tab, so it is forgotten here too."
        self._recall()

    @guarded
    def _on_undo(self) -> None:
        if self._forgotten is not None:
            self.case.diary = merge(self._forgotten, self.case.diary)
            self._forgotten = None
            self.diary.can_undo = False
            self.diary.says = "It is all back."
            self._recall()


def runner_page(case: Case | None = None) -> ipw.VBox:
    """The page as one widget, for a first visit unless a case is given."""
    return Dashboard(case or Case()).page
