"""Fills the table: visits in turns to every page, then to each alone, first by one visitor and then by ten."""

import asyncio
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.async_api import Browser, async_playwright

from tests.commands.bench.columns import Column, columns
from tests.commands.bench.crowd import ten
from tests.commands.bench.kernels import cost, memory_mb
from tests.commands.bench.table import Figures
from tests.commands.bench.visit import launched, open_context, visit
from tests.helpers.serving import running

TURNS = 3
Seen = dict[str, list[float]]


async def in_turns(browser: Browser, column: Column, seen: Seen) -> None:
    """A first visit and, in the same browser, a second; each finds a page that waits and a server at rest."""
    context = await open_context(browser)
    for time in ("first", "second"):
        await asyncio.to_thread(column.rest)
        here = await visit(context, column)
        seen[f"usable_{time}"].append(here.usable)
        seen[f"http_{time}"].append(here.http)
        if time == "first":
            seen["first_sentence"].append(here.first_sentence)
            seen["websocket"].append(here.websocket)
        elif column.steps:
            seen["chart"].append(await here.chart())
        await here.leave()
    await context.close()


async def alone(browser: Browser, column: Column, seen: Seen) -> None:
    """One visitor who makes choices."""
    await asyncio.to_thread(column.rest)
    context = await open_context(browser)
    here = await visit(context, column)
    if column.box:
        seen["choice"] += await here.taps()
    await asyncio.to_thread(column.rest, 1)
    seen["unique_1"].append(memory_mb(await here.kernel())[0])
    await here.leave()
    await context.close()


async def measured() -> Figures:
    """Every figure of the table: medians, where there are several."""
    seen: dict[str, Seen] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as name:
        compared = columns(Path(name))
        async with async_playwright() as playwright:
            browser = await launched(playwright)
            with ExitStack() as serving:
                for column in compared:
                    serving.enter_context(running(column.server))
                for _ in range(TURNS):
                    for column in compared:
                        await in_turns(browser, column, seen[column.name])
            for column in compared:  # alone, so that nobody else's kernels share its memory
                with running(column.server):
                    await alone(browser, column, seen[column.name])
                    if column.name == "empty":
                        bare = await asyncio.to_thread(cost, "stock", "import ipywidgets", name)
                        seen["kernel"]["unique_1"].append(bare.unique_mb)
                    for line, figure in (await asyncio.to_thread(ten, column)).items():
                        seen[column.name][line].append(figure)
            await browser.close()
    return {column: {line: median(each) for line, each in lines.items()} for column, lines in seen.items()}
