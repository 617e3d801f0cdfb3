"""Predict, then reveal: a question whose answer is shown only to who has chosen one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import ipywidgets as ipw

from widgets.controls.questions import Questions, choice, option
from widgets.view import Complaining, guarded

_FIRST = "Choose an answer first; then you can reveal what the rules say."


@dataclass(frozen=True)
class Revealed:
    """What is shown after the prediction."""

    right: str
    """Id of the right option."""
    html: str
    """Why, with sources: safe HTML."""


class Predict(Complaining):
    """Asks, takes a prediction, and then shows the answer beside it; `box` is what is shown.

    `answer` is worked out when it is revealed, and never before. `before` is shown with the question, `after` only
    with the answer.
    """

    def __init__(self, head: str = "", before: Sequence[ipw.Widget] = (), after: Sequence[ipw.Widget] = ()) -> None:
        super().__init__()
        self._options: Mapping[str, str] = {}
        self._answer: Callable[[], Revealed] | None = None
        self.asks = Questions([], self._on_choice)
        self.hint = ipw.HTML()
        self.button = ipw.Button()
        self.button.add_class("primary")
        self.button.on_click(self._on_press)
        self.answer = ipw.HTML()
        self._after = tuple(after)
        parts = (self.asks, self.answer, *self._after, self.hint, self.button, self._error)
        self.box = ipw.VBox([ipw.HTML(head), *before, *parts])
        self.box.add_class("predict")
        self._show()

    @property
    def prediction(self) -> str | None:
        """Id of the chosen option; None before the choice."""
        chosen = self.asks.values.get("prediction")
        return chosen if chosen in self._options else None

    @property
    def revealed(self) -> bool:
        """Whether the answer is shown."""
        return bool(self.answer.value)

    def ask(self, question: str, options: Mapping[str, str], answer: Callable[[], Revealed]) -> None:
        """Asks a question, id to words, and forgets what was asked before."""
        self._question, self._options, self._answer = question, options, answer
        self._again()

    def _again(self) -> None:
        options = [option(key, text) for key, text in self._options.items()]
        self.asks.items = [choice("prediction", self._question, options)]
        self.asks.values = {}
        self.answer.value = ""
        self._show()

    def _show(self) -> None:
        self.button.description = "Predict again" if self.revealed else "Reveal"
        self.button.disabled = self.prediction is None
        for shown in self._after:
            shown.layout.display = None if self.revealed else "none"
        self.hint.value = "" if self.prediction else f"<p class='lead'>{_FIRST}</p>"

    @guarded
    def _on_choice(self) -> None:
        self._show()

    @guarded
    def _on_press(self, _button: ipw.Button) -> None:
        if self.revealed:
            self._again()
        else:
            self._reveal()

    def _reveal(self) -> None:
        if self.prediction is None or self._answer is None:
            raise ValueError(_FIRST)
        found = self._answer()
        self.answer.value = self._compared(found)
        self.asks.items = []
        self._show()

    def _compared(self, found: Revealed) -> str:
        agrees = self.prediction == found.right
        items = "".join(self._option(key, text, found.right) for key, text in self._options.items())
        return (
            f"<section class='{'saved' if agrees else 'notice'}' role='status'>"
            f"<h3>{'As you predicted' if agrees else 'Not as you predicted'}</h3>"
            f"<p>{escape(self._question)}</p><ul>{items}</ul></section>"
            f"<section class='panel'><h3>Why</h3>{found.html}</section>"
        )

    def _option(self, key: str, text: str, right: str) -> str:
        notes = [("the rules’ answer", key == right), ("your prediction", key == self.prediction)]
        said = " and ".join(note for note, holds in notes if holds)
        words = f"<b>{escape(text)}</b>" if key == right else escape(text)
        return f"<li>{words}{f' – {said}' if said else ''}</li>"
