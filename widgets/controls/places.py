"""Places: the bar that leads from one place of the page to another, and the page's addresses."""

from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script


class Places(anywidget.AnyWidget):
    """The browser shows the place that the page's address names, `#plan`; `place` tells the kernel which.

    `on_exercise` is called with an exercise's id when the address names one that no card of the page stands for;
    `on_settle` when the browser is about to keep the page, all places of it.
    """

    _esm = script("places")

    places = tl.List(tl.Dict()).tag(sync=True)
    """`id`, `name`, `under` (the id of the bar's place that it belongs to, its own where it stands in the bar) and
    `view` (the class of the box that is shown) of each, and whether it stands `alone`, without the bar, on a phone; the
    first is shown where the address names none."""
    place = tl.Unicode().tag(sync=True)
    """The id of the place that is shown."""

    def __init__(
        self, places: Sequence[dict[str, Any]], on_exercise: Callable[[str], None], on_settle: Callable[[], None]
    ) -> None:
        super().__init__(places=list(places), place=places[0]["id"])
        self._on_exercise = on_exercise
        self._on_settle = on_settle
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "exercise":
            self._on_exercise(str(content.get("id", "")))
        elif content.get("kind") == "settle":
            self._on_settle()
