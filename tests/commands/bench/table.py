"""The table: its columns, its lines, and how it is printed: first what a phone meets, then a desk."""

from dataclasses import dataclass

Figures = dict[str, dict[str, float]]
"""Column, line, figure: what one run measured."""
Seen = dict[str, list[float]]
"""Of one column, by line: what each of its visits met."""

COLUMNS = {
    "kernel": "bare kernel",
    "empty": "empty page",
    "stock": "stock widgets",
    "guide": "make guide",
    "serve": "make serve",
    "unforked": "KERNELS=stock",
    "alone": "no engine",
    "static": "make static",
}
PHONE = ("empty", "stock", "guide", "serve", "alone", "static")
"""What a phone visits; the last but one is `make serve` where no kernel comes."""
DESK = ("kernel", "empty", "stock", "guide", "serve", "unforked", "static")
OURS = ("guide", "serve", "unforked")
"""The columns that a limit of the budget is for, if it names none."""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    title: str
    unit: str
    digits: int


_MET = {
    "painted": Line("first text painted", "s", 2),
    "tick": Line("first tick, shown and kept", "s", 2),
    "effect": Line("Python's answer to it", "s", 2),
    "mb_tick": Line("over the line until the tick", "MB", 2),
    "mb": Line("over the line in all", "MB", 2),
    "requests": Line("requests until the tick", "", 0),
}
PHONE_LINES = {
    f"{wire}_{figure}_{time}": Line(f"{title}: {line.title}, {time} visit", line.unit, line.digits)
    for seconds in (True, False)
    for wire, title in (("slow", "slow line"), ("lte", "LTE"))
    for figure, line in _MET.items()
    if (line.unit == "s") == seconds
    for time in ("first", "second")
}
DESK_LINES = {
    "first_sentence": Line("first text painted", "s", 2),
    "usable_first": Line("usable, first visit", "s", 2),
    "usable_second": Line("usable, second visit", "s", 2),
    "answer_first": Line("Python's answer to a tick, first visit", "s", 2),
    "answer_second": Line("Python's answer to a tick, second visit", "s", 2),
    "cpu_first": Line("processor of its tab until then, first visit", "s", 2),
    "cpu_second": Line("processor of its tab until then, second visit", "s", 2),
    "tab": Line("memory of its tab", "MB", 0),
    "http_first": Line("by HTTP, first visit", "MB", 2),
    "http_second": Line("by HTTP, second visit", "MB", 2),
    "websocket": Line("by websocket, not compressed", "MB", 2),
    "choice": Line("a choice until it shows", "ms", 0),
    "chart": Line("a check-in until its chart", "ms", 0),
    "unique_1": Line("memory of its own, 1 visitor", "MB", 0),
    "unique_10": Line("memory of its own, each of 10", "MB", 0),
    "proportional_10": Line("memory, shared divided, each of 10", "MB", 0),
    "ten_p50": Line("10 at once, a kernel answers, half", "s", 1),
    "ten_p95": Line("10 at once, a kernel answers, 95 in 100", "s", 1),
    "ten_lost": Line("10 at once, nothing came", "of 10", 0),
}
LINES = PHONE_LINES | DESK_LINES


def joined(phone: Figures, desk: Figures) -> Figures:
    """Both parts of the same run."""
    return {column: phone.get(column, {}) | desk.get(column, {}) for column in phone | desk}


def printed(figures: Figures) -> str:
    """Both parts as text, or the one that was measured."""
    parts = ((PHONE, PHONE_LINES), (DESK, DESK_LINES))
    known = {line for lines in figures.values() for line in lines}
    return "\n\n".join(_part(figures, columns, lines) for columns, lines in parts if known & lines.keys())


def _part(figures: Figures, columns: tuple[str, ...], lines: dict[str, Line]) -> str:
    """One part as text; a dash stands where a page has no such thing."""
    rows = [["", "", *(COLUMNS[column] for column in columns)]]
    for name, line in lines.items():
        known = [figures.get(column, {}).get(name) for column in columns]
        rows.append([line.title, line.unit, *("–" if f is None else f"{f:.{line.digits}f}" for f in known)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) if place < 2 else cell.rjust(width) for place, (cell, width) in enumerate(cells))
        for cells in (zip(row, widths, strict=True) for row in rows)
    )
