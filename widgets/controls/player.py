"""Player: a session as a follow-along that the browser runs by itself."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script


class Player(anywidget.AnyWidget):
    """Runs `session` and calls `on_done` with what was done, as a plain value of a diary's session.

    `on_start` is called where a runner starts right after an answer, to put the session of now on offer.

    Its state is in the browser alone: a session that has begun goes on without the kernel and after a reload.
    """

    _esm = script("player")

    session = tl.Dict().tag(sync=True)
    """`week`, `letter`, `items`, `phases`, `places` and `signs` of the session on offer; empty where there is none."""
    again = tl.Unicode("").tag(sync=True)
    """What stands on a quiet button in place of the large one, where nothing is to be started now; else empty."""
    running = tl.Bool(False).tag(sync=True)
    """Whether a session has begun and is not saved yet."""

    held = tl.List(tl.Unicode()).tag(sync=True)
    """Ids of the signs that were told and let no session go on, for a browser that keeps no diary."""

    def __init__(self, on_done: Callable[[dict[str, Any]], None], on_start: Callable[[], None]) -> None:
        super().__init__()
        self._on_done, self._on_start = on_done, on_start
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "done" and isinstance(content.get("entry"), dict):
            self._on_done(content["entry"])
        elif content.get("kind") == "offer?":
            self._on_start()
            self.send({"kind": "offer"})

    def taken(self, entries: dict[str, Any]) -> None:
        """Says that these entries are in the diary, so that the browser's drafts of them end."""
        self.send({"kind": "taken", "entries": entries})

    def unread(self, entry_id: str) -> None:
        """Says that a draft cannot become an entry, so that the browser keeps it aside and no longer sends it."""
        self.send({"kind": "unread", "id": entry_id})
