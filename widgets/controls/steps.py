"""Steps: the numbered buttons that lead from one step of the page to the next."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script


class Steps(anywidget.AnyWidget):
    """Buttons named for the steps; the browser shows the chosen step at once, and `step` tells the kernel.

    `on_exercise` is called with an exercise's id when the page's address names one that no card in sight stands for;
    `on_settle` when the browser is about to keep the page, all steps of it.
    """

    _esm = script("steps")

    names = tl.List(tl.Unicode()).tag(sync=True)
    step = tl.Int(0).tag(sync=True)
    """Index of the step that is shown."""

    def __init__(self, names: list[str], on_exercise: Callable[[str], None], on_settle: Callable[[], None]) -> None:
        super().__init__(names=names)
        self._on_exercise = on_exercise
        self._on_settle = on_settle
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "exercise":
            self._on_exercise(str(content.get("id", "")))
        elif content.get("kind") == "settle":
            self._on_settle()
