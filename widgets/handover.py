"""Handover: buttons for the files that a runner takes along."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget

from widgets.script import script

_HERE = Path(__file__)


class Handover(anywidget.AnyWidget):
    """Calls `on_wish` with what the visitor wants: `a4`, `us-letter` or `calendar`, their time
    zone, the time of day, and how many minutes before they want to be reminded, if at all."""

    _esm = script("handover.js")
    _css = _HERE.with_suffix(".css")

    def __init__(self, on_wish: Callable[[str, str, str, str], None]) -> None:
        super().__init__()
        self._on_wish = on_wish
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "wish":
            self._on_wish(*(str(content.get(name, "")) for name in ("wish", "zone", "time", "remind")))

    def give(self, name: str, kind: str, content: bytes, says: str) -> None:
        """Hands over a file with this name and media type, and says what it is."""
        self.send({"kind": "file", "name": name, "type": kind, "says": says}, buffers=[content])

    def say(self, sentence: str) -> None:
        """Shows a sentence instead of a file."""
        self.send({"kind": "says", "says": sentence})
