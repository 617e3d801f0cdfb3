"""Ways on from a place: a row each, with a button and what is there."""

from collections.abc import Iterable
from html import escape


def ways_html(ways: Iterable[tuple[str, str, str]]) -> str:
    """HTML of the rows; a way is the id of a place, its name, and what it holds."""
    rows = "".join(
        f"<li><button type='button' data-to='{place}'>{escape(name)}</button><span>{escape(says)}</span></li>"
        for place, name, says in ways
    )
    return f"<ul class='ways'>{rows}</ul>"
