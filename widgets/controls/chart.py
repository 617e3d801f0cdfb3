"""Chart: draws a Plotly figure in the page without the weight of Plotly's own widget."""

from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.script import script


class Chart(anywidget.AnyWidget):
    """A `<figure>` with a caption; its only state is the figure's JSON.

    The browser takes Plotly's script from the address that the page gives (`data-plotly` of the body). Where there is
    none, as in JupyterLab, it asks here and gets the script of the installed package.
    """

    _esm = script("chart")

    figure = tl.Dict().tag(sync=True)
    """Plotly JSON: `data` and `layout`; colours may be CSS variables by name, as `var(--ink)`."""
    caption = tl.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "script":
            from plotly.offline import get_plotlyjs  # 5 MB of text that the hosted page never needs

            self.send({"kind": "script"}, buffers=[get_plotlyjs().encode()])
