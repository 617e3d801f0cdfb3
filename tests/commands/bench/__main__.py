"""`make bench`: the table, what is over budget, and a line of history; `make bench ONLY=` for one of the other parts.

| ONLY     | what is measured                                                            |
|----------|-----------------------------------------------------------------------------|
| cards    | a programme's cards beside the same without drawings                        |
| crowd    | 60 visitors in one moment, and a hundred who only read                      |
| caseload | 5000 diaries read, judged and drawn, beside pandas and JSON alone           |
| kernels  | a forked kernel beside a stock one: memory, processor time, 16 at once      |
| pain     | how often the pain rule cries for nothing, and sees a true flare            |
| phone    | seconds on a slow line and a slow processor until a first tick is answered  |
| static   | the page without a server beside those that its budget names, in one turn   |
| trends   | how often a word of change is said to made-up runners, changed or not       |
"""

import asyncio
import os
import sys

from tests.commands.bench import budget, history, pages, python, table
from tests.commands.bench.cards import cards
from tests.commands.bench.caseload import caseload
from tests.commands.bench.crowd import crowd
from tests.commands.bench.kernels import kernels
from tests.commands.bench.pain import pain
from tests.commands.bench.phone import visits
from tests.commands.bench.static import static
from tests.commands.bench.trends import trends

PARTS = {
    "cards": lambda: asyncio.run(cards()),
    "caseload": caseload,
    "crowd": crowd,
    "kernels": kernels,
    "pain": pain,
    "phone": lambda: asyncio.run(visits.phone()),
    "static": lambda: asyncio.run(static()),
    "trends": trends,
}


def bench() -> int:
    """Measures everything that the table and the budget hold; 1 if a line is over."""
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} before; this takes three quarters of an hour.\n", flush=True)
    figures = table.joined(asyncio.run(visits.measured()), asyncio.run(pages.measured()))
    over = budget.over(figures, budget.limits())
    print(table.printed(figures), end="\n\n")
    figures["python"] = python.measured()
    for name, milliseconds in figures["python"].items():
        print(f"{name}: {milliseconds:.1f} ms")
    print("\nOver budget:" if over else "\nAll within budget.", *over, sep="\n  ")
    history.add(history.entry(figures, over, load))
    return 1 if over else 0


def main() -> int:
    """The whole bench, or the part that ONLY names."""
    only = os.environ.get("ONLY")
    if not only:
        return bench()
    if only not in PARTS:
        print(f"ONLY is {only!r}, but must be one of: {', '.join(PARTS)}.")
        return 2
    PARTS[only]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
