"""A page of widgets, and that of a runner who was never here, in parts from which a browser draws it at once.

Its widgets' names are counted, not drawn by lot, so that every process that makes the same page gives each widget the
same name: what was drawn from one engine's states is gone on with by another.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

os.environ["JUPYTER_WIDGETS_ECHO"] = "0"  # each page has an engine of its own: nobody else is to hear what it says

import comm
from anywidget import AnyWidget
from comm.base_comm import BaseComm
from ipywidgets import Widget

from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.diary.day import EARLIEST
from workbook.library import Library

States = dict[str, dict[str, Any]]


@contextmanager
def unheard(kind: type[BaseComm]) -> Iterator[None]:
    """Widgets that are made meanwhile have counted names, w0, w1 and so on; nobody is told of them or what they do over
    comms of this kind."""
    numbers, ordinary, tell = count(), comm.create_comm, kind.publish_msg

    def named(**asked: Any) -> Any:
        return ordinary(**{"comm_id": f"w{next(numbers)}", **asked})

    comm.create_comm = named
    kind.publish_msg = lambda *_, **__: None
    try:
        yield
    finally:
        comm.create_comm = ordinary
        kind.publish_msg = tell


def _states(widgets: dict[str, Widget]) -> States:
    """What each widget is now, without what a browser knows of its class, as JSON has it."""
    return json.loads(json.dumps({name: _state(each) for name, each in widgets.items()}))


def _state(widget: Widget) -> dict[str, Any]:
    if not isinstance(widget, AnyWidget):
        return widget.get_state(drop_defaults=True)
    return {name: value for name, value in widget.get_state().items() if name != "_esm"}


def _changed(before: States, after: States) -> States:
    """What is otherwise after than before."""
    there = {
        name: {key: value for key, value in state.items() if value != before[name].get(key)}
        for name, state in after.items()
    }
    return {name: state for name, state in there.items() if state}


def _identity(widget: Widget) -> dict[str, str]:
    return {name: getattr(widget, f"_{name}") for name in ("model_name", "model_module", "model_module_version")}


def _case(library: Library | None) -> Case:
    case = Case(library)
    case.told_day = EARLIEST  # the same page on whichever day it is made: a browser tells of its own first
    return case


def _named(roots: Iterable[Widget]) -> dict[str, Widget]:
    """All widgets from these on, by their names, in the order in which they were made."""
    found: dict[str, Widget] = {}

    def look(each: Any) -> None:
        if isinstance(each, Widget) and each.model_id not in found:
            found[each.model_id] = each
            for name in each.keys:
                look(getattr(each, name))
        elif isinstance(each, (tuple, list)):
            for one in each:
                look(one)

    look(list(roots))
    return dict(sorted(found.items(), key=lambda item: int(item[0][1:])))


def _parts(roots: Sequence[Widget], names: dict[str, Widget], first: States, **later: Any) -> dict[str, Any]:
    """All that a browser draws a page from, as JSON has it: roots, their widgets as they are seen first, the widgets'
    scripts, and what is seen later; and what tells whether another process made the same."""
    kept = {name: {**_identity(names[name]), "state": state} for name, state in first.items()}
    scripts = {each._anywidget_id: each._esm for each in names.values() if isinstance(each, AnyWidget)}
    parts = {"roots": [root.model_id for root in roots], "scripts": scripts, "first": kept, **later}
    return {"told": hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:20], **parts}


def parts(roots: Sequence[Widget]) -> dict[str, Any]:
    """A page of some widgets, each drawn at a place of its own, that has nothing to fetch later."""
    names = _named(roots)
    return _parts(roots, names, _states(names), places={}, exercises={})


def begun(kind: type[BaseComm], library: Library) -> Dashboard:
    """The page's engine as `Page` leaves it, for a process that nobody asks for the parts."""
    with unheard(kind):
        dashboard = Dashboard(_case(library))
        dashboard.settle()
        dashboard.case.told_day = None
    return dashboard


class Page:
    """The page of a runner who was never here, in parts: what is seen first, the other places, and each exercise."""

    def __init__(self, kind: type[BaseComm], library: Library | None = None) -> None:
        with unheard(kind):
            self.dashboard = Dashboard(_case(library))
            names = _named([self.dashboard.page])
            first = _states(names)
            self.dashboard.settle()
            made = _states(names)
            exercises = self._shown(names, made)
            self.dashboard.case.told_day = None
        self.parts = _parts([self.dashboard.page], names, first, places=_changed(first, made), exercises=exercises)
        """All that a browser draws the page from, as JSON has it."""

    @property
    def told(self) -> str:
        """What tells whether another process made the same page."""
        return str(self.parts["told"])

    def _shown(self, names: dict[str, Widget], before: States) -> dict[str, States]:
        """What showing each exercise changes, by its name."""
        library, places = self.dashboard.library, self.dashboard.places
        first, places.place = places.place, "library"
        changed = {}
        for exercise in self.dashboard.case.library.exercises:
            library.show(exercise)
            changed[exercise] = _changed(before, _states(names))
        library.exercise = None
        library.refresh()
        places.place = first
        return changed
