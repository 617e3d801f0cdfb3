"""Steps: the numbered buttons that lead from one step of the page to the next."""

from pathlib import Path

import anywidget
import traitlets as tl

_HERE = Path(__file__)


class Steps(anywidget.AnyWidget):
    """Buttons named for the steps; the browser shows the chosen step at once, and `step` tells the kernel."""

    _esm = _HERE.with_suffix(".js")
    _css = _HERE.with_suffix(".css")

    names = tl.List(tl.Unicode()).tag(sync=True)
    step = tl.Int(0).tag(sync=True)
    """Index of the step that is shown."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names=names)
