"""Errands: what a physio wants to do is chosen, and then what it is about; a form shows it, and writes the files."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as ipw

from widgets.author.author import Author
from widgets.author.parts import ExerciseForm, box, state, texts
from widgets.parts.letterhead import style
from widgets.view import Complaining, guarded
from workbook.editing import writing
from workbook.editing.authoring import library
from workbook.editing.check import check
from workbook.editing.errands import ERRANDS, Desk, Sheet, begun
from workbook.editing.writing import Unread

_EXERCISE, _MISTAKES = "exercise", "mistakes"
_OFFERED = [
    ("Choose what to do", ""),
    *((errand.name, errand.id) for errand in ERRANDS.values()),
    ("All of an exercise, and its drawing", _EXERCISE),
    ("Find all mistakes", _MISTAKES),
]


class Errands(Complaining):
    """The choice of an errand with what it leads to: `page` is its one root widget."""

    def __init__(self, folder: Path | str = "my_clinic") -> None:
        super().__init__()
        self.author = Author(folder)
        self.folder = self.author.folder
        self.errand = ipw.Dropdown(options=_OFFERED, description="What to do")
        self.choice = ipw.Dropdown(description="Of which")
        self.form = ExerciseForm()
        self.write = ipw.Button(description="Write the file", button_style="primary")
        self.sheet: Sheet | None = None
        self._state, self._notes, self._done, self._text = (ipw.HTML() for _ in range(4))
        seen = box("seen", self._state, self._notes, self.write, self._error, self._done, self._text)
        self._body = box("body", self.form, seen)
        self._first = box("first", self.folder, self.errand, self.choice)
        self.author.page.children = self.author.page.children[1:]
        self.author.first.children = self.author.first.children[1:]
        self.page = ipw.VBox([ipw.HTML(style(library(self.author.overlay).clinic)), self._first])
        for name in ("guide-page", "author"):
            self.page.add_class(name)
        self.errand.observe(self._on_errand, "value")
        self.folder.observe(self._on_errand, "value")
        self.choice.observe(self._on_choice, "value")
        self.form.observe(self._on_told, "told")
        self.write.on_click(self._on_write)
        self._begin()

    def _begin(self) -> None:
        """Shows what belongs to the errand that is chosen, and what there is to choose for it."""
        chosen, self.sheet = ERRANDS.get(self.errand.value), None
        self._clear()
        below = {_EXERCISE: [self.author.page], _MISTAKES: [self._text], "": []}.get(self.errand.value, [self._body])
        self._first.children = (self.folder, self.errand, *([self.choice] if chosen and chosen.choose else []))
        self.page.children = (*self.page.children[:2], *below)
        if self.errand.value == _MISTAKES:
            self._text.value = f"<pre>{escape(self._found())}</pre>"
        if chosen:
            self.choice.description = chosen.choose or "Of which"
            found = chosen.choices(Desk(self.author.overlay))
            first = f"Choose: {chosen.choose.lower()}"
            self.choice.options = [(first, ""), *((name, known) for known, name in found.items())]
            self.choice.index = 0  # which new options alone do not choose
            self._open()

    def _clear(self) -> None:
        for shown in (self._state, self._notes, self._done, self._text):
            shown.value = ""
        self.write.disabled, self.form.asked = True, {}

    def _found(self) -> str:
        """What the check says of the folder."""
        there = self.author.overlay
        return (
            check(there)[0] if there.is_dir() else f"There is no {there} yet: nothing of yours, and no mistake in it."
        )

    def _open(self) -> None:
        """Opens what is chosen in the form."""
        chosen = ERRANDS[self.errand.value]
        self._clear()
        self.sheet = None
        if chosen.choose and not self.choice.value:
            return
        self.sheet = begun(chosen, self.author.overlay, self.choice.value or "")
        desk = self.sheet.desk
        self.form.ask(chosen.form(desk, self.sheet.choice), self.sheet.value)
        self._show(self.sheet)

    def _show(self, sheet: Sheet) -> None:
        """What is wrong, what is told beside it, and what would be written."""
        found = writing.tried(sheet)
        self._state.value = state(sheet, found)
        notes = "".join(f"<li>{escape(one)}</li>" for one in sheet.errand.notes(sheet.desk, sheet.value))
        self._notes.value = f"<ul>{notes}</ul>" if notes else ""
        self._text.value = texts(sheet, open_to=30)
        self.write.disabled = bool(found.faults) or not sheet.texts

    @guarded
    def _on_errand(self, _change: Any) -> None:
        self._begin()

    @guarded
    def _on_choice(self, _change: Any) -> None:
        if self.errand.value in ERRANDS:
            self._open()

    @guarded
    def _on_told(self, _change: Any) -> None:
        if self.sheet is None or self.form.answer is None:
            return
        sheet = self.sheet.filled(self.form.answer)
        if sheet.value != self.sheet.value:
            self.sheet, self._done.value = sheet, ""
            self._show(sheet)

    @guarded
    def _on_write(self, _button: Any) -> None:
        if self.sheet is None:
            return
        files = ", ".join(str(self.sheet.folder / file) for file in self.sheet.texts)
        try:
            writing.written(self.sheet)
        except Unread:
            self.sheet = writing.allowed(self.sheet)
            raise
        self._open()
        self._done.value = f"<p class='saved' role='status'>Written: {escape(files)}</p>"
