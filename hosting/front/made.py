"""The page, made once in this process, which is a kernel or becomes one.

A kernel imports this module and is the page's engine from then on. Two pages in one process would share the counted
names of their widgets, which is why JupyterLab, where a notebook may be run twice, makes the page without this module.
"""

from typing import Any

import comm
from ipykernel.comm.comm import BaseComm
from ipykernel.kernelbase import Kernel

from hosting.front.page import Page

_PAGE = Page(BaseComm)


class _Told(dict[str, Any]):
    """For a server that asks this kernel."""

    def _repr_json_(self) -> dict[str, Any]:
        return dict(self)


def begin() -> _Told:
    """Makes this kernel the page's engine, and gives what tells whether another process made the same page."""
    for each in comm.get_comm_manager().comms.values():
        each.kernel = Kernel.instance()  # the page may have been made before there was one
    return _Told(told=_PAGE.told)


def page() -> _Told:
    """All that a browser draws the page from."""
    return _Told(_PAGE.parts)
