"""PastCheckIns: the check-ins so far, each to be corrected or deleted."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script


class PastCheckIns(anywidget.AnyWidget):
    """A list with two buttons a row; `on_correct` and `on_delete` are called with the id of the row."""

    _esm = script("past_check_ins")

    rows = tl.List(tl.Dict()).tag(sync=True)
    """`id`, `day` and `says` of each check-in, the latest first."""

    def __init__(self, on_correct: Callable[[str], None], on_delete: Callable[[str], None]) -> None:
        super().__init__()
        self._asked = {"correct": on_correct, "delete": on_delete}
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        asked = self._asked.get(str(content.get("kind")))
        if asked is not None:
            asked(str(content.get("id", "")))
