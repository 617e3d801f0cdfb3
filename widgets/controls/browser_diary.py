"""BrowserDiary: the diary in the visitor's own browser, and as a file, a link or a table that they take along."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script

UNDO = "Undo: back to the diary before"
UNDO_LATER = "Undo: take away what the opened diary brought, keep the rest"
"""The same once something else came into the diary, which stays."""


class BrowserDiary(anywidget.AnyWidget):
    """Keeps `text` in the browser's storage and tells what it finds there.

    `on_told` is called with a message's kind and content: `day` (the visitor's own, at first and when another begins),
    `found` (the text of a diary kept here, its `number`, and the drafts), `opened` (that of a file), `link` (an address
    with a packed diary), `add`, `look` or `leave` (what to do with it), `back` (from looking), `undo`, `share`, `table`
    and `hand` (wishes; the last with a `name`, the `part` and `how`), `forget`; and what was done in another tab:
    `forgotten`, and `undone` (`brought` and `replaced`).
    Nothing is written before `text` changes, so that an empty kernel never overwrites a kept diary, and nothing from
    `forget` on until `forgotten` has answered it.
    """

    _esm = script("browser_diary")

    text = tl.Unicode().tag(sync=True)
    """The runner's own diary as a file's text; empty when there is nothing in it, and then the browser keeps nothing.
    """
    guest = tl.Unicode().tag(sync=True)
    """The text of a diary that is only looked at; empty when the runner's own is shown. While it is not, the browser
    keeps nothing and changes nothing that it keeps."""
    says = tl.Unicode().tag(sync=True)
    """What came of the last wish, in a sentence."""
    offer = tl.Unicode().tag(sync=True)
    """What a file or a link holds, in sentences; empty when there is nothing to decide."""
    undo = tl.Unicode().tag(sync=True)
    """What the button says that takes the last diary that was added away again; empty where none can be."""
    name = tl.Unicode().tag(sync=True)
    """The name or code under which the runner sends it to a physio."""
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

    def merged(self, number: Any) -> None:
        """Tells the browser that what it found, by that message's number, is in the diary: it may be written over."""
        self.send({"kind": "merged", "number": number})

    def set_aside(self) -> None:
        """Has the browser copy what it keeps to another place, because it cannot be read here."""
        self.send({"kind": "set aside"})

    def set_draft_aside(self, name: str, part: dict[str, Any]) -> None:
        """The same for a draft, which ends with that: else it would come back for ever; or for a part of it alone."""
        self.send({"kind": "draft aside", "name": name, "part": part})

    def forgotten(self) -> None:
        """Tells the browser that from here on nothing comes that was before the forgetting."""
        self.send({"kind": "forgotten"})

    def undone(self, brought: str, replaced: str) -> None:
        """Has the diary written as it is from now on, and other tabs do the same; both are texts of diaries."""
        self.send({"kind": "undone", "brought": brought, "replaced": replaced})

    def give_file(self, name: str, content: bytes) -> None:
        """Hands the visitor a diary's file."""
        self.send({"kind": "handed", "name": name}, buffers=[content])

    def give_table(self, content: bytes) -> None:
        """Hands the visitor a spreadsheet's file."""
        self.send({"kind": "table"}, buffers=[content])
