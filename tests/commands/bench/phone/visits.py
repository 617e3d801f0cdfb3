"""Fills the phone's part of the table: visits in turns to every page, on a slow line and on a faster one."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import isfinite
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, async_playwright

from tests.commands.bench.budget import limits, over
from tests.commands.bench.columns import POOL, Column, columns
from tests.commands.bench.phone.first_tick import VISITS, met, ticks
from tests.commands.bench.phone.slower import slowed
from tests.commands.bench.table import PHONE, PHONE_LINES, Figures, Seen, printed
from tests.commands.bench.visit import launched, leave, open_context, processes
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.slow_line import Wire, slow_line

TURNS = 3
WIRES = {"slow": Wire(0.150, 1.6e6), "lte": Wire(0.060, 12e6)}


async def visits(browser: Browser, column: Column, port: int, wire: str) -> dict[str, float]:
    """A first visit and, in the same browser, a second, over a line of their own."""
    context, figures = await open_context(browser), {}
    async with slow_line(WIRES[wire], port) as line:
        for time, injury in VISITS.items():
            await asyncio.to_thread(column.rest, 1 if column.name == "alone" else 0)
            page = await context.new_page()
            here = await met(page, line, ticks(column.name, injury))
            figures |= {f"{wire}_{figure}_{time}": each for figure, each in vars(here).items()}
            await leave(page, column)
        await context.close()
    return figures


@contextmanager
def compared(names: Collection[str]) -> Iterator[dict[Column, int]]:
    """The pages, served, and at which port each is found."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as serving:
        ports = {each: each.server.port for each in columns(Path(folder)) if each.name in names}
        for column in ports:
            serving.enter_context(running(column.server))
        if "alone" in names:
            serve = next(each for each in ports if each.name == "serve")
            full = Crowded(Path(folder) / "full.log", CEILING=1, POOL=POOL, GONE_S=100_000)
            serving.enter_context(running(full))
            assert answer(f"{full.url}engine", "POST", b"").status == 200  # somebody has the one place, and keeps it
            ports[replace(serve, name="alone", server=full)] = full.port
        yield ports


def medians(seen: Seen) -> dict[str, float]:
    """Each line's; one that mostly did not come has none."""
    middle = {line: median(each) for line, each in seen.items()}
    return {line: figure for line, figure in middle.items() if isfinite(figure)}


async def measured(names: Collection[str] = PHONE, turns: int = TURNS) -> Figures:
    """Every figure of the phone's part."""
    seen: dict[str, Seen] = defaultdict(lambda: defaultdict(list))
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        (own,) = await processes(browser, "browser")
        with compared(names) as ports, slowed(own):
            for wire in [*WIRES] * turns:
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
