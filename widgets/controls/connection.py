"""Connection: says within seconds when the page has lost its kernel, and goes quiet when it is back."""

from typing import Any

import anywidget

from widgets.controls.script import script


class Connection(anywidget.AnyWidget):
    """Answers the browser's question whether anybody is there; the browser shows what follows from silence."""

    _esm = script("connection")

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "there?":
            self.send({"kind": "here"})
