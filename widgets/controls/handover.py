"""Handover: buttons for what a runner takes along, on paper or as files."""

import re
from collections.abc import Callable
from typing import Any

import anywidget

from widgets.controls.script import script

_TIME = re.compile(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*", re.ASCII)
"""A time of day, also where the browser has no field for one and a word is typed."""
_NO_TIME = "Write the time of day for the calendar as hours and minutes, such as 18:00."


_LONGEST = 300
"""Letters of the page's address."""


def _address(content: dict[str, Any]) -> str:
    """An address of the web without a place; empty for any other."""
    address = str(content.get("address") or "")
    return address if re.fullmatch(r"https?://[^\s#<>\"]+", address) and len(address) <= _LONGEST else ""


class Handover(anywidget.AnyWidget):
    """Calls `on_wish` with what the visitor wants: `a4`, `us-letter` or `calendar`, their time
    zone, the time of day, how many minutes before they want to be reminded, if at all, and the page's address, where
    it has one that others could open."""

    _esm = script("handover")

    def __init__(self, on_wish: Callable[[str, str, str, str, str], None]) -> None:
        super().__init__()
        self._on_wish = on_wish
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") != "wish":
            return
        wish, time = str(content.get("wish")), _TIME.fullmatch(str(content.get("time")))
        zone, remind = str(content.get("zone")), str(content.get("remind", ""))
        try:
            if wish == "calendar" and not time:
                self.say(_NO_TIME)
            else:
                self._on_wish(wish, zone, f"{int(time[1]):02}:{time[2]}" if time else "", remind, _address(content))
        finally:
            self.send({"kind": "answered", "wish": wish})

    def give(self, name: str, kind: str, content: bytes, says: str) -> None:
        """Hands over a file with this name and media type, and says what it is."""
        self.send({"kind": "file", "name": name, "type": kind, "says": says}, buffers=[content])

    def to_print(self, html: str) -> None:
        """Hands over a page for the browser to print, which says by itself what can be done with it."""
        self.send({"kind": "print", "html": html})

    def say(self, sentence: str) -> None:
        """Shows a sentence instead of a file."""
        self.send({"kind": "says", "says": sentence})
