"""Deeds: presses on buttons in the page's own HTML, where a widget a button would be too many."""

from collections.abc import Callable
from typing import Any

import anywidget

from widgets.controls.script import script


class Deeds(anywidget.AnyWidget):
    """Calls `on_deed` with the data of a pressed `<button data-deed='…' data-…>`; it shows nothing itself."""

    _esm = script("deeds")

    def __init__(self, on_deed: Callable[[dict[str, str]], None]) -> None:
        super().__init__()
        self._on_deed = on_deed
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("deed"):
            self._on_deed({str(key): str(value) for key, value in content.items()})

    def focus(self, element: str) -> None:
        """Moves the keyboard to the element of this id."""
        self.send({"focus": element})
