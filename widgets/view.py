"""View: the base of what stands at a place or more. It is built once, refreshed in place, and shows its own errors."""

import functools
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

import ipywidgets as ipw

from widgets.controls.questions import Questions
from workbook.case import Case

_LOG = logging.getLogger(__name__)
Widget = TypeVar("Widget", bound=ipw.DOMWidget)


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


@dataclass(frozen=True)
class Place:
    """An address of the page, `#id`, with what stands at its head; a view may be several places, one a card."""

    id: str
    name: str
    """On its button, and in the window's title."""
    title: str = ""
    """Its heading; the name where there is none."""
    lead: str = ""
    """A sentence under the heading."""
    under: str = ""
    """The id of the place in the bar that it belongs to; its own where it stands in the bar itself."""
    back: str = ""
    """Where its Back button leads when nobody came from anywhere; empty for a place without one."""
    how_far: str = ""
    """How far the runner is in the first visit, such as "2 of 7"."""
    alone: bool = False
    """Whether a phone shows nothing beside it, not even the bar: one thing to do, and the way back."""

    @property
    def head(self) -> str:
        """HTML of its head."""
        back = f"<button type='button' class='back' data-back='{self.back}'>Back</button>" if self.back else ""
        above = f"<p class='way'>{back}{f'<span>{self.how_far}</span>' if self.how_far else ''}</p>" if back else ""
        lead = f"<p class='lead'>{escape(self.lead)}</p>" if self.lead else ""
        return f"{above}<h2 tabindex='-1'>{escape(self.title or self.name)}</h2>{lead}"


class View(Complaining):
    """One or more places of the page: `box` is what is shown."""

    places: tuple[Place, ...] = ()
    """The first is the view's own."""

    def __init__(self, case: Case, *parts: ipw.Widget) -> None:
        super().__init__()
        self.case = case
        self.kept: tuple[Questions, ...] = ()
        """Questions whose half-given answers the browser keeps."""
        heads = [self.at(ipw.HTML(place.head), place.id) for place in self.places]
        self.box = ipw.VBox([*heads, *parts, self._error])
        self.box.add_class("place")

    @property
    def name(self) -> str:
        """Of its own place."""
        return self.places[0].name

    @staticmethod
    def at(part: Widget, *places: str) -> Widget:
        """Has a part of the view be seen at these of its places only."""
        for place in ("some", *places):
            part.add_class(f"at-{place}")
        return part

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
    def left_out(self) -> dict[str, dict[str, Any]]:
        """What of the last drafts could be no answer, by the questions' `kept_as`."""
        return {asks.kept_as: asks.left_out for asks in self.kept if asks.left_out}
