"""BrowserDiary: the diary in the visitor's own browser, and as a file that they download and open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets as tl

_HERE = Path(__file__)


class BrowserDiary(anywidget.AnyWidget):
    """Keeps `text` in the browser's storage and tells what it finds there.

    `on_found` is called with a diary's text that this browser kept, `on_opened` with that of a file the visitor
    chose, `on_forget` and `on_undo` when they ask for it,
    `on_forgotten` when another tab forgot everything. Nothing is written before `text` changes, so that an empty
    kernel never overwrites a kept diary.
    """

    _esm = _HERE.with_suffix(".js")
    _css = _HERE.with_suffix(".css")

    text = tl.Unicode().tag(sync=True)
    """The diary as a file's text; empty when there is nothing in it, and then the browser keeps nothing."""
    says = tl.Unicode().tag(sync=True)
    """What came of the last wish, in a sentence."""
    can_undo = tl.Bool(False).tag(sync=True)
    """Whether a forgotten diary can still be brought back."""

    def __init__(
        self,
        on_found: Callable[[str], None],
        on_opened: Callable[[str], None],
        on_forget: Callable[[], None],
        on_forgotten: Callable[[], None],
        on_undo: Callable[[], None],
    ) -> None:
        super().__init__()
        self._told = {"found": on_found, "opened": on_opened}
        self._asked = {"forget": on_forget, "forgotten": on_forgotten, "undo": on_undo}
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        kind = content.get("kind")
        if kind in self._told:
            self._told[kind](str(content.get("text", "")))
        elif kind in self._asked:
            self._asked[kind]()

    def set_aside(self) -> None:
        """Has the browser copy what it keeps to another place, because it cannot be read here."""
        self.send({"kind": "set aside"})
