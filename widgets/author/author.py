"""Author: a form in which a physio makes or changes an exercise, sees it drawn, and writes the clinic's file."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as ipw

from widgets.author.parts import ExerciseForm, box, state, texts
from widgets.parts.letterhead import style
from widgets.pictures.exercise_figure import moving
from widgets.view import Complaining, guarded
from workbook.drawing.illustration import picture
from workbook.editing import authoring, exercise_form, writing
from workbook.editing.authoring import KEY, Draft
from workbook.editing.writing import Unread
from workbook.library.reading.setting import CHECKOUT
from workbook.library.records import Exercise


def _figure(exercise: Exercise) -> str:
    """The moving drawing, and a still of every pose with its number."""
    drawing = exercise.drawing
    if drawing is None:
        return ""
    stills = [
        f"<figure>{picture(exercise, f'{KEY}-{n}', n, style='')}"
        f"<figcaption>{n + 1}. {escape(pose.name)}</figcaption></figure>"
        for n, pose in enumerate(drawing.poses)
    ]
    return f"{moving(exercise, drawing, KEY)}<div class='author-stills'>{''.join(stills)}</div>"


class Author(Complaining):
    """The form with what it leads to: `page` is its one root widget."""

    def __init__(self, folder: Path | str = "my_clinic") -> None:
        super().__init__()
        self.folder = ipw.Text(str(folder), description="Your folder", continuous_update=False)
        self.exercise = ipw.Dropdown(description="Exercise")
        self.new = ipw.Text(
            description="Name of a new one like it", placeholder="empty: change it", continuous_update=False
        )
        self.form = ExerciseForm()
        self.write = ipw.Button(description="Write the file", button_style="primary")
        self.draft: Draft | None = None
        self._figure, self._undrawn, self._state, self._done, self._text = (ipw.HTML() for _ in range(5))
        shown = (self._figure, self._undrawn, self._state, self.write, self._error, self._done, self._text)
        self.first = box("first", self.folder, self.exercise, self.new)
        self.page = ipw.VBox(
            [
                ipw.HTML(style(authoring.library(self.overlay).clinic)),
                self.first,
                box("body", self.form, box("seen", *shown)),
            ]
        )
        for name in ("guide-page", "author"):
            self.page.add_class(name)
        self._list()
        self._on_choice(None)
        self.folder.observe(self._on_folder, "value")
        self.exercise.observe(self._on_choice, "value")
        self.new.observe(self._on_choice, "value")
        self.form.observe(self._on_told, "told")
        self.write.on_click(self._on_write)

    @property
    def overlay(self) -> Path:
        """The clinic's folder; a name alone is one beside `data/`."""
        return (CHECKOUT or Path.cwd()) / Path(self.folder.value.strip() or "my_clinic").expanduser()

    def _list(self) -> None:
        """The exercises of the folder as it is now; the chosen one stays."""
        kept = self.exercise.value
        found = authoring.names(self.overlay)
        self.exercise.options = [(f"{name} ({known})", known) for known, name in found.items()]
        self.exercise.value = kept if kept in found else next(iter(found))

    def _open(self) -> None:
        """Opens what is chosen in the form."""
        self.draft, self.write.disabled, self._done.value = None, True, ""
        self.draft = authoring.named(self.overlay, self.exercise.value, self.new.value.strip())
        self._figure.value = ""
        library = authoring.library(self.overlay)
        shown = {name: part for name, part in self.draft.value.items() if part is not None}
        offered = exercise_form.choices(library, authoring.names(self.overlay))
        self.form.ask(exercise_form.form_schema(library, offered, shown), shown)
        self._show(self.draft)

    def _show(self, draft: Draft) -> None:
        """The drawing, the faults and the text; the last drawing stays while a pose cannot be drawn."""
        try:
            exercise = authoring.shown(draft)
            self._figure.value = _figure(exercise) if exercise else "<p>This exercise has no drawing.</p>"
            self._undrawn.value = ""
        except ValueError as error:
            says = f"This is the last drawing that could be made. {error}"
            self._undrawn.value = f"<p class='notice' role='status'>{escape(says)}</p>"
        found = writing.tried(draft)
        self._state.value = state(draft, found)
        self._text.value = texts(draft)
        self.write.disabled = bool(found.faults) or not draft.text

    @guarded
    def _on_folder(self, _change: Any) -> None:
        self._list()
        self._open()

    @guarded
    def _on_choice(self, _change: Any) -> None:
        self._open()

    @guarded
    def _on_told(self, _change: Any) -> None:
        if self.draft is None or self.form.answer is None:
            return
        draft = self.draft.edited(exercise_form.without_blanks(self.form.answer))
        if draft != self.draft:
            self.draft, self._done.value = draft, ""
            self._show(draft)

    @guarded
    def _on_write(self, _button: Any) -> None:
        if self.draft is None:
            return
        try:
            draft = self.draft = writing.written(self.draft)
        except Unread:
            self.draft = writing.allowed(self.draft)
            raise
        if self.new.value:
            self.new.value = ""
            self._list()
            self.exercise.value = draft.id
        self._done.value = f"<p class='saved' role='status'>Written: {escape(str(draft.path))}</p>"
