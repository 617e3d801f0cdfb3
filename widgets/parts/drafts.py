"""Drafts: what was touched in this browser and never reached the diary, given back to the views one by one."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from widgets.view import View

_LOG = logging.getLogger(__name__)
_SAYS = (
    "Some of what you had begun cannot be read and is left out. The rest is back. This browser keeps it aside: "
    "“Download what could not be read” gives it to you."
)


def restore(views: Sequence[View], drafts: Any, set_aside: Callable[[str, dict[str, Any]], None]) -> str | None:
    """Gives each draft to the view that takes it up, and says what could not be read; None where all could.

    A draft that nobody knows, or that a view fails over, stops no other, and is set aside by its name: else it would
    come back for ever. Of one that can be read in part, what cannot is set aside.
    """
    found = drafts if isinstance(drafts, dict) else {}
    unread = [name for name, draft in sorted(found.items()) if not _taken(views, name, draft)]
    parts = {name: part for view in views for name, part in view.left_out.items() if name in found}
    for name in unread:
        set_aside(name, {})
    for name in parts.keys() - {*unread}:
        set_aside(name, parts[name])
    return _SAYS if unread or parts else None


def _taken(views: Sequence[View], name: str, draft: Any) -> bool:
    takers = [view for view in views if view.takes(name)]
    try:
        for view in takers:
            view.restore({name: draft})
    except Exception as error:  # noqa: BLE001 - whatever it was, the other drafts are not to wait for it
        _LOG.error("a draft could not be taken up: %s", type(error).__name__)  # never what is in it
        return False
    return bool(takers) and isinstance(draft, dict)
