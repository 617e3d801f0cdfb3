"""A table that scrolls by itself where the page is narrower."""

from collections.abc import Iterable
from html import escape

UNRATED = "<td><span aria-label='not rated'>–</span></td>"
"""The cell of a score that nobody gave."""


def table_html(label: str, heads: Iterable[str], rows: Iterable[tuple[str, str]], caption: str = "") -> str:
    """The table's HTML. `label` is what it is called; a row is its head and the HTML of its cells."""
    head = "".join(f"<th scope='col'>{escape(text)}</th>" for text in heads)
    body = "".join(f"<tr><th scope='row'>{escape(text)}</th>{cells}</tr>" for text, cells in rows)
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f"<div class='scrolls' data-scrolls tabindex='0' role='region' aria-label='{escape(label)}'><table>{above}"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
