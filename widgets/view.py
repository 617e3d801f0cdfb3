"""View: the base of a step. It is built once, refreshed in place, and shows its own errors."""

import functools
import logging
import traceback
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as ipw

from widgets.controls.questions import Questions
from workbook.case import Case

_LOG = logging.getLogger(__name__)


def guarded(handler: Callable[..., None]) -> Callable[..., None]:
    """A method whose errors are shown by its object's `complain`: in Voila nobody sees them otherwise.

    A ValueError is a sentence for the runner. Of anything else only the place is logged: its message may hold
    answers.
    """

    @functools.wraps(handler)
    def safe(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            self.complain("")
            handler(self, *args, **kwargs)
        except ValueError as error:
            self.complain(str(error))
        except Exception as error:  # noqa: BLE001 - the last place where anybody could still see it
            last = traceback.extract_tb(error.__traceback__)[-1]
            code = f"{type(error).__name__} in {last.name}, line {last.lineno}"
            _LOG.error("a handler failed: %s", code)
            self.complain(f"Something went wrong here, and nothing you entered is lost. Code for a report: {code}.")

    return safe


class Complaining:
    """What shows its own errors, in a part of its own."""

    def __init__(self) -> None:
        self._error = ipw.HTML()

    def complain(self, sentence: str) -> None:
        """Shows a sentence about what went wrong, or takes it away."""
        self._error.value = f"<p class='error' role='alert'>{escape(sentence)}</p>" if sentence else ""


class View(Complaining):
    """One step of the page: `box` is what is shown."""

    name = ""
    """On the step's button."""
    title = ""
    lead = ""
    """One sentence under the title."""

    def __init__(self, case: Case, *parts: ipw.Widget) -> None:
        super().__init__()
        self.case = case
        self.kept: tuple[Questions, ...] = ()
        """Questions whose half-given answers the browser keeps."""
        head = ipw.HTML(f"<h2>{escape(self.title)}</h2><p class='lead'>{escape(self.lead)}</p>")
        self.box = ipw.VBox([head, *parts, self._error])
        self.box.add_class("step")

    def refresh(self) -> None:
        """Shows what follows from the case now."""

    def recall(self) -> None:
        """Shows the runner's own answers again, after a diary was opened or forgotten."""

    def takes(self, draft: str) -> bool:
        """Whether a draft of this name is this view's."""
        return any(asks.kept_as == draft for asks in self.kept)

    def restore(self, drafts: Mapping[str, dict[str, Any]]) -> None:
        """Takes up what was touched in this browser and never reached the diary, by the questions' `kept_as`."""
        for asks in self.kept:
            if asks.kept_as in drafts:
                self.refresh()
                asks.restore(drafts[asks.kept_as])

    @property
    def left_out(self) -> bool:
        """Whether something of the last drafts could be no answer."""
        return any(asks.left_out for asks in self.kept)
