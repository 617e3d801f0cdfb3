"""What forms are made of: the form itself, a box with a name, and what is to be said of a piece that is tried."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as ipw
import traitlets as tl

from widgets.controls.script import script
from workbook.editing.exercise_form import Schema
from workbook.editing.writing import Outcome, Piece

_LINE = "\n"
_SHEET = Path(__file__).with_name("author.css")


class ExerciseForm(anywidget.AnyWidget):
    """A form for any schema, by json-editor; `asked` goes to the browser, and `told` comes back at each change."""

    _esm = script("author")
    _css = _SHEET
    _asked = 0
    """Forms that were shown so far."""

    asked = tl.Dict().tag(sync=True)
    """`schema` and the first `value` of a form, and the number of the `draft` that it is for."""
    told = tl.Dict().tag(sync=True)
    """The `value` now, and the `draft` that it is of."""

    def ask(self, schema: Schema, value: Mapping[str, Any]) -> None:
        """Shows another form, with a value in it; what is still told of an earlier one is none of its answers."""
        self._asked += 1
        self.asked = {"draft": self._asked, "schema": schema, "value": value}

    @property
    def answer(self) -> dict[str, Any] | None:
        """The value of the form that was asked last; None where nothing is told of that one yet."""
        told: dict[str, Any] | None = self.told.get("value") if self.told.get("draft") == self._asked else None
        return told


def box(name: str, *parts: ipw.Widget) -> ipw.Box:
    made = ipw.Box(parts)
    made.add_class(f"author-{name}")
    return made


def state(piece: Piece, tried: Outcome) -> str:
    """What is wrong, or that nothing is, and what may not be meant."""
    if faults := tried.faults:
        items = "".join(
            f"<li><b>{escape(fault.field)}</b> {escape(fault.says)} "
            f"<small>({escape(fault.file)}, line {fault.line})</small></li>"
            for fault in faults
        )
        return f"<div class='notice' role='status'><b>To mend before it can be written</b><ul>{items}</ul></div>"
    says = "In order." if piece.texts else "Nothing differs from the library’s own."
    asked = "".join(f"<li><b>{escape(doubt.field)}</b> {escape(doubt.says)}</li>" for doubt in tried.doubts)
    doubts = f"<div class='notice'><b>Is this meant?</b><ul>{asked}</ul></div>" if asked else ""
    return f"<div role='status'><p>{says}</p>{doubts}</div>"


def texts(piece: Piece, open_to: int = 99) -> str:
    """Every file that would be written, and what it would hold; folded where it has more lines than that."""
    return "".join(
        f"<h3>{escape(str(piece.folder / file))}</h3>"
        f"<details{' open' * (text.count(_LINE) <= open_to)}><summary>What it will say</summary>"
        f"<pre>{escape(text)}</pre></details>"
        for file, text in piece.texts.items()
    )
