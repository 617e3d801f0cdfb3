"""The table: its columns, its lines, and how it is printed."""

from dataclasses import dataclass

Figures = dict[str, dict[str, float]]
"""Column, line, figure: what one run measured."""

COLUMNS = {
    "kernel": "bare kernel",
    "empty": "empty page",
    "stock": "stock widgets",
    "guide": "make guide",
    "serve": "make serve",
    "unforked": "KERNELS=stock",
}
OURS = ("guide", "serve", "unforked")
"""The columns that the budget is for."""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    title: str
    unit: str
    digits: int


LINES = {
    "first_sentence": Line("first text painted", "s", 2),
    "usable_first": Line("usable, first visit", "s", 2),
    "usable_second": Line("usable, second visit", "s", 2),
    "http_first": Line("by HTTP, first visit", "MB", 2),
    "http_second": Line("by HTTP, second visit", "MB", 2),
    "websocket": Line("by websocket, not compressed", "MB", 2),
    "choice": Line("a choice until it shows", "ms", 0),
    "chart": Line("a check-in until its chart", "ms", 0),
    "unique_1": Line("memory of its own, 1 visitor", "MB", 0),
    "unique_10": Line("memory of its own, each of 10", "MB", 0),
    "proportional_10": Line("memory, shared divided, each of 10", "MB", 0),
    "ten_p50": Line("10 at once, all widgets there, half", "s", 1),
    "ten_p95": Line("10 at once, all widgets there, 95 in 100", "s", 1),
    "ten_lost": Line("10 at once, nothing came", "of 10", 0),
}


def printed(figures: Figures) -> str:
    """The table as text; a dash stands where a page has no such thing."""
    rows = [["", "", *COLUMNS.values()]]
    for name, line in LINES.items():
        known = [figures.get(column, {}).get(name) for column in COLUMNS]
        rows.append([line.title, line.unit, *("–" if f is None else f"{f:.{line.digits}f}" for f in known)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) if place < 2 else cell.rjust(width) for place, (cell, width) in enumerate(cells))
        for cells in (zip(row, widths, strict=True) for row in rows)
    )
