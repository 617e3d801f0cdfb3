"""BrowserDiary: the diary in the visitor's own browser, and as a file, a link or a table that they take along."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets as tl

from widgets.script import script

_HERE = Path(__file__)


class BrowserDiary(anywidget.AnyWidget):
    """Keeps `text` in the browser's storage and tells what it finds there.

    `on_told` is called with a message's kind and content: `day` (the visitor's own, at first and when another begins),
    `found` (the text of a diary kept here, and the drafts),
    `opened` (that of a file), `link` (a packed diary), `add`, `look` or `leave` (what to do with it), `share` and
    `table` (wishes), `forget`, and `forgotten` (another tab did). Nothing is written before `text` changes, so that
    an empty kernel never overwrites a kept diary.
    """

    _esm = script("kept.js", "browser_diary.js", "diary_panel.js")
    _css = _HERE.with_suffix(".css")

    text = tl.Unicode().tag(sync=True)
    """The diary as a file's text; empty when there is nothing in it, and then the browser keeps nothing."""
    says = tl.Unicode().tag(sync=True)
    """What came of the last wish, in a sentence."""
    offer = tl.Unicode().tag(sync=True)
    """What a link holds that was just followed, in a sentence; empty when there is nothing to decide."""
    shared = tl.Dict().tag(sync=True)
    """`link`, and `code` as SVG, when a link was asked for."""
    refused = tl.Bool(False).tag(sync=True)
    """Whether the browser refuses to keep anything. This and the next two are the browser's own."""
    promised = tl.Bool(False).tag(sync=True)
    copy_due = tl.Bool(False).tag(sync=True)

    def __init__(self, on_told: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__()
        self._on_told = on_told
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        self._on_told(str(content.get("kind")), content)

    def merged(self) -> None:
        """Tells the browser that what it keeps is in the diary now, and may be written over."""
        self.send({"kind": "merged"})

    def set_aside(self) -> None:
        """Has the browser copy what it keeps to another place, because it cannot be read here."""
        self.send({"kind": "set aside"})

    def give_table(self, content: bytes) -> None:
        """Hands the visitor a spreadsheet's file."""
        self.send({"kind": "table"}, buffers=[content])
