"""The page's engine in the visitor's own browser: what its widgets say goes to the page's script, and comes from it."""

import gc
import json
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import comm
import without_ipython  # noqa: F401 - before ipywidgets
from comm.base_comm import BaseComm
from packs import ROOT
from pyodide.ffi import to_js

from hosting.front.page import Page, begun
from workbook.library import Library

Say = Callable[[str, list[Any]], None]
"""Takes a message, as Jupyter writes it but for its buffers, and those."""


class PageComm(BaseComm):
    """A widget's line to the page."""

    say: Say

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Sequence[Any] | None = None, **more: Any
    ) -> None:
        """Says it."""
        content = {"comm_id": self.comm_id, "data": data or {}, "target_name": more.get("target_name")}
        head = {"header": {"msg_type": msg_type}, "parent_header": {}, "metadata": metadata or {}}
        PageComm.say(json.dumps({**head, "content": content}), to_js([bytes(each) for each in buffers or ()]))


comm.create_comm = lambda **asked: PageComm(**asked)


def begin(library: Library, say: Say) -> None:
    """Makes the page, and from then on says what changes in it."""
    begun(PageComm, library)
    PageComm.say = staticmethod(say)


def begin_packed(say: Say) -> None:
    """The same, of the library that the build has put into a pack."""
    begin(pickle.loads((ROOT / "library.pickle").read_bytes()), say)
    gc.freeze()
    gc.enable()


def hear(kind: str, content: str, buffers: Sequence[Any]) -> None:
    """What a widget says in the page: a message of the kind `comm_msg`, `comm_open` or `comm_close`."""
    parts = [each.to_memoryview() for each in buffers]
    getattr(comm.get_comm_manager(), kind)(None, None, {"content": json.loads(content), "buffers": parts})


def whole_page(library: Library) -> Page:
    """The page in parts, for the build."""
    return Page(PageComm, library)
