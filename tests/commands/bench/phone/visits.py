"""Fills the phone's part of the table: visits in turns to every page, on a slow line and on a faster one."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import isfinite
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, async_playwright

from tests.commands.bench.budget import limits, over
from tests.commands.bench.columns import POOL, Column, columns
from tests.commands.bench.pages import Seen
from tests.commands.bench.phone.first_tick import Tick, met, slowed
from tests.commands.bench.table import PHONE, PHONE_LINES, Figures, printed
from tests.commands.bench.visit import launched, leave, open_context
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.slow_line import Wire, slow_line

TURNS = 3
WIRES = {"slow": Wire(0.150, 1.6e6), "lte": Wire(0.060, 12e6)}
VISITS = {"first": "mtss", "second": "itb"}
"""What is ticked at each: the browser has kept what was ticked before."""
ALONE_S = 30
"""How long a page is given that no kernel comes to."""


def ticks(column: str, injury: str) -> Tick:
    """What is ticked in a column's page, if it asks for injuries this one."""
    ours = {"box": f"[data-item=injuries] [value={injury}]", "kept": injury}
    return {
        "empty": Tick(".widget-label"),
        "stock": Tick(".equipment input", shows=".programme"),
        "alone": Tick(**ours, patience=ALONE_S),
    }.get(column, Tick(**ours, shows=f"[data-item=state_{injury}]"))


async def visits(browser: Browser, column: Column, port: int, wire: str) -> dict[str, float]:
    """A first visit and, in the same browser, a second, over a line of their own."""
    context, figures = await open_context(browser), {}
    async with slow_line(WIRES[wire], port) as line:
        for time, injury in VISITS.items():
            await asyncio.to_thread(column.rest, 1 if column.name == "alone" else 0)
            page = await slowed(context)
            here = await met(page, line, ticks(column.name, injury))
            figures |= {f"{wire}_{figure}_{time}": each for figure, each in vars(here).items()}
            await leave(page, column)
        await context.close()
    return figures


@contextmanager
def compared() -> Iterator[dict[Column, int]]:
    """The pages, served, and at which port each is found."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as serving:
        ports = {each: each.server.port for each in columns(Path(folder)) if each.name in PHONE}
        for column in ports:
            serving.enter_context(running(column.server))
        serve = next(each for each in ports if each.name == "serve")
        full = Crowded(Path(folder) / "full.log", CEILING=1, POOL=POOL, GONE_S=100_000)
        serving.enter_context(running(full))
        assert answer(f"{full.url}engine", "POST", b"").status == 200  # somebody has the one place, and keeps it
        yield ports | {replace(serve, name="alone", server=full): full.port}


def medians(seen: Seen) -> dict[str, float]:
    """Each line's; one that mostly did not come has none."""
    middle = {line: median(each) for line, each in seen.items()}
    return {line: figure for line, figure in middle.items() if isfinite(figure)}


async def measured() -> Figures:
    """Every figure of the phone's part."""
    seen: dict[str, Seen] = defaultdict(lambda: defaultdict(list))
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        with compared() as ports:
            for wire in [*WIRES] * TURNS:
                for column, port in ports.items():
                    for line, figure in (await visits(browser, column, port, wire)).items():
                        seen[column.name][line].append(figure)
        await browser.close()
    return {column: medians(lines) for column, lines in seen.items()}


async def phone() -> None:
    """Tells what was measured, and which line of it is over budget."""
    figures = await measured()
    budget = [limit for limit in limits() if limit.line in PHONE_LINES]
    print(printed(figures), "", *over(figures, budget), sep="\n")
