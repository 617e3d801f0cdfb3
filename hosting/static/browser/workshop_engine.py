"""The engine of the workshop's page in the visitor's own browser: its notebook's widgets, and no runner's page."""

import pickle
from pathlib import Path
from typing import Any

from engine import PageComm, Say
from ipywidgets import Widget
from packs import ROOT

from hosting.front.page import parts, unheard
from widgets.workshop import Workshop


def shown(folder: Path) -> list[Widget]:
    """What the notebook's cells show."""
    library, (cards, calls) = (
        pickle.loads((folder / f"{name}.pickle").read_bytes()) for name in ("library", "workshop")
    )
    with unheard(PageComm):
        workshop = Workshop(library, cards)
        return [getattr(workshop, name)(*given) for name, given in calls]


def begin_packed(say: Say) -> None:
    """Makes the page of what the build has put into packs, and from then on says what changes in it."""
    shown(ROOT)
    PageComm.say = staticmethod(say)


def whole_page(folder: Path) -> dict[str, Any]:
    """The page in parts, for the build."""
    return parts(shown(folder))
