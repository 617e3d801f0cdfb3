"""The choice of a moment of the stride: which arm leads, which hip works and which arm pulls, drawn and said."""

from collections.abc import Callable
from html import escape

import ipywidgets as ipw

from widgets.controls.questions import Questions, choice, option
from widgets.parts.citation import cite
from widgets.pictures.exercise_figure import framed
from workbook.drawing.stride import stride_svg
from workbook.library import Library
from workbook.library.side import Side, other_side
from workbook.library.stride import in_words

_SIDES = [option("right", "Right arm"), option("left", "Left arm")]


class StrideChoice:
    """Shows one moment of the stride, or the whole of it moving; `asks` and `figure` are what is shown."""

    def __init__(self, library: Library, on_choice: Callable[[], None] | None = None) -> None:
        self.library = library
        moments = [option(moment.id, moment.name) for moment in library.stride.moments]
        self.asks = Questions(
            [
                choice("lead", "Which arm leads?", _SIDES, "right"),
                choice("moment", "Which moment?", [option("all", "Whole stride"), *moments], "all"),
            ],
            on_choice or self.refresh,
        )
        self.figure = ipw.HTML()

    def refresh(self) -> None:
        """Draws what is chosen."""
        stride = self.library.stride
        lead: Side = "left" if self.asks.values.get("lead") == "left" else "right"
        wanted = self.asks.values.get("moment")
        shown = next((moment for moment in stride.moments if moment.id == wanted), None)
        other = other_side(lead)
        rule = (
            f"The {lead} arm goes forward: it pushes. The {other} arm goes back: it pulls. The hip that works is the "
            f"{lead} one: on the side of the push arm, opposite the pull arm."
        )
        said = [in_words(moment, lead) for moment in stride.moments if shown in (None, moment)]
        kinds = [("hip", f"{lead} hip works"), ("push", f"{lead} arm pushes"), ("pull", f"{other} arm pulls")]
        self.figure.value = (
            f"{framed(stride_svg(stride, lead, shown, 'stride'), kinds)}<div role='status'><p><b>{rule}</b></p>"
            f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in said)}</ul></div>"
            f"<p>{escape(stride.honest)} <small>{cite(stride.sources, self.library)}. The drawing is an "
            "illustration, not measured data.</small></p>"
        )
