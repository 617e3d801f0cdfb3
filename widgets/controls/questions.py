"""Questions: a group of native controls (ticks, choices, spots, 0-10 scales, a date) as one widget."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import anywidget
import traitlets as tl

from widgets.controls.fitting import NONE as NONE
from widgets.controls.fitting import Item as Item
from widgets.controls.fitting import fits
from widgets.controls.script import script

OPEN = "open"
"""The value of a `fold` that was pressed."""


def option(key: str, label: str, hint: str | None = None, answer: str | None = None) -> dict[str, str]:
    """One thing to choose: `hint` explains it, `answer` is shown as soon as it is chosen."""
    return {"id": key, "label": label, "hint": hint or "", "answer": answer or ""}


def section(key: str, title: str, text: str = "") -> Item:
    """A heading with a sentence under it."""
    return {"kind": "words", "id": key, "title": title, "text": text}


def ticks(
    key: str, legend: str, options: Iterable[dict[str, str]], more: str = "", short: bool = False, none: str = ""
) -> Item:
    """Check boxes; the value is the list of ticked ids in the order of the options.

    With `more`, the hints stand together under that word and open on a tap. The boxes stand closer then, and where
    their names are `short`. With `none`, a last box of that name stands for none of them: the value is then `[NONE]`.
    """
    boxes = [*options, *([option(NONE, none)] if none else [])]
    return {"kind": "ticks", "id": key, "legend": legend, "options": boxes, "more": more, "short": short}


def choice(key: str, legend: str, options: Iterable[dict[str, str]], default: str | None = None) -> Item:
    """Radio buttons; the value is one id, and `default` stands while nothing was chosen."""
    return {
        "kind": "choice",
        "id": key,
        "legend": legend,
        "options": list(options),
        "default": default,
    }


def pick(key: str, legend: str, options: Iterable[dict[str, str]]) -> Item:
    """A list that opens, for names that would be a screen of tiles; the value is one id, or None for none."""
    return {"kind": "pick", "id": key, "legend": legend, "options": list(options)}


def spot(
    key: str,
    label: str,
    hint: str | None = None,
    answer: str | None = None,
    kind: str = "injury",
    spot: str | None = None,
) -> dict[str, str]:
    """An option of `spots`: an `injury` is sore or settled and has a side, a `tightness` is there or not.

    `spot` is the region of the drawn body where it is tapped; without one it is only a row.
    """
    return {**option(key, label, hint, answer), "kind": kind, "spot": spot or ""}


def spots(key: str, legend: str, options: Iterable[dict[str, str]], body: str = "") -> Item:
    """Rows of what can be sore, now or in the past, under a body to tap, which `body` says in a sentence; none without.

    The value is a dict of what is chosen, in the order of the options: id to `{"state": "sore" or "settled", "side":
    "left", "right", "both" or None}`.
    """
    return {"kind": "spots", "id": key, "legend": legend, "options": list(options), "body": body}


def presets(key: str, legend: str, target: str, options: Iterable[tuple[str, list[str]]]) -> Item:
    """Buttons that tick many boxes of the item `target` at once."""
    named = [{"label": label, "ticks": ids} for label, ids in options]
    return {"kind": "presets", "id": key, "legend": legend, "target": target, "options": named}


def only_when(key: str, answer: str, item: Item) -> Item:
    """An item that is there to be seen only while the item `key` has this answer, and what it waits for itself."""
    return {**item, "when": [*item.get("when", []), key, answer]}


def on_card(card: str, *items: Item) -> list[Item]:
    """Items that are there to be seen only at this place of the page."""
    return [{**item, "card": card} for item in items]


def go_on(to: str, label: str = "Next", none_of: str = "", none: str = "") -> Item:
    """A button that leads to another place. While nothing is ticked of the item `none_of`, it is called `none`, and
    pressing it is the answer that none of them is true."""
    return {"kind": "go", "id": f"go_{to}", "to": to, "label": label, "none_of": none_of, "none": none}


def fold(key: str, label: str, *items: Item) -> list[Item]:
    """A button, and items that are there to be seen once it was pressed."""
    return [{"kind": "fold", "id": key, "label": label}, *(only_when(key, OPEN, item) for item in items)]


def scale(key: str, legend: str, low_word: str, high_word: str, low: int = 0, high: int = 10, short: str = "") -> Item:
    """Whole numbers as buttons with a word at each end; the value is a number, or None when left out.

    A `short` name is seen in place of the legend, which is then only read out, and the words at both ends are said
    somewhere above.
    """
    return {
        "kind": "scale",
        "id": key,
        "legend": legend,
        "low": low,
        "high": high,
        "low_word": low_word,
        "high_word": high_word,
        "short": short,
    }


def date(key: str, label: str, ahead: bool = False, latest: dt.date | None = None) -> Item:
    """A day as YYYY-MM-DD: up to today, and the visitor's own today until another is chosen; `ahead`, any or none.

    `latest` is today where the device's clock is behind it.
    """
    until = latest.isoformat() if latest else None
    return {"kind": "date", "id": key, "label": label, "ahead": ahead, "latest": until}


class Questions(anywidget.AnyWidget):
    """Asks `items` and holds the answers in `values`, item id to answer.

    One widget for many controls: stock widgets are three models a control, and their radio buttons have no
    linked label.
    """

    _esm = script("questions")

    items = tl.List(tl.Dict()).tag(sync=True)
    """What is asked, made by the functions of this module; changed items are redrawn, the others keep their focus."""

    shown = tl.Dict().tag(sync=True)
    """Answers that the browser is to show, under `values`. `turn` makes the same ones count as news again; `heard` is
    the number of the last touch that is in them, so that a later one is not taken back."""

    kept_as = tl.Unicode().tag(sync=True)
    """Under which name the browser keeps what was touched until `taken`; empty for questions that need no keeping."""

    def __init__(
        self, items: list[Item] | None = None, on_answer: Callable[[], None] | None = None, kept_as: str = ""
    ) -> None:
        super().__init__(items=items or [], kept_as=kept_as)
        self._on_answer = on_answer
        self._values: dict[str, Any] = {}
        self._heard = 0
        self.touches = 0
        """How often anything was answered."""
        self._used = False
        self.left_out: dict[str, Any] = {}
        """What could not be taken up of the last draft, by its names."""
        self.on_msg(self._on_message)

    def _on_message(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") in ("answered", "preset"):
            self._heard = int(content.get("number", 0))
            self.touches += 1
            self._values = {**self._values, **(content.get("touched") or {})}
            if self._on_answer is not None:
                self._on_answer()

    @property
    def values(self) -> dict[str, Any]:
        """Item id to answer, as the visitor last gave them.

        Setting them shows other answers and is not itself an answer. A touch travels in a message of its own: a
        synchronised trait is held back while a message is under way, and quick taps would be lost.
        """
        return self._values

    @values.setter
    def values(self, values: dict[str, Any]) -> None:
        self._values = dict(values)
        self.shown = {"turn": self.shown.get("turn", 0) + 1, "heard": self._heard, "values": self._values}

    def taken(self) -> None:
        """Says that the answers are in the diary, so that the browser's draft of them ends.

        This or `usable` is called by `on_answer` of every group that is kept, unless it could not use the answers.
        """
        self._used = True
        self.send({"kind": "taken", "values": self._values})

    def usable(self) -> None:
        """Says that the answers can be used, though they are not in the diary yet."""
        self._used = True

    def restore(self, draft: dict[str, Any]) -> None:
        """Shows what was touched and never reached the diary, as if it were answered now, one after the other.

        What can be no answer, or is refused, stands in `left_out`, ends as a draft and stops no other.
        """
        self.left_out = {name: value for name, value in sorted(draft.items()) if not self._restored(name, value)}
        self.send({"kind": "taken", "values": self.left_out})

    def _restored(self, name: str, value: Any) -> bool:
        item = next((each for each in self.items if each["id"] == name), {"kind": ""})
        if not fits(item, value):
            return False
        before, self._used = self._values, False
        self.values = {**before, name: value}
        if self._on_answer is None:
            return True
        self._on_answer()
        if not self._used:
            self.values = before
        return self._used
