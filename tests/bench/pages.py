"""Fills the table: visits in turns to every page, then to each alone, first by one visitor and then by ten."""

import asyncio
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median, quantiles

from playwright.async_api import Browser, async_playwright

from tests.bench.columns import VISITORS, Column, columns
from tests.bench.kernels import cost, memory_mb
from tests.bench.table import Figures
from tests.bench.visit import launched, open_context, usable, visit
from tests.serving import running

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


async def crowd(browser: Browser, column: Column, seen: Seen) -> None:
    """Ten visitors in the same moment, and the memory of their kernels once nobody works any more."""
    await asyncio.to_thread(column.rest)
    contexts = [await open_context(browser) for _ in range(VISITORS)]
    visits = await asyncio.gather(*(usable(context, column) for context in contexts))
    known = [each for each in visits if each]
    seen["ten_lost"].append(VISITORS - len(known))
    await asyncio.to_thread(column.rest, VISITORS)
    if len(known) > 1:
        waits = [seconds for seconds, _ in known]
        memory = [memory_mb(kernel) for _, kernel in known]
        seen["ten_p50"].append(median(waits))
        seen["ten_p95"].append(quantiles(waits, n=20, method="inclusive")[-1])
        seen["unique_10"].append(fmean(own for own, _ in memory))
        seen["proportional_10"].append(fmean(shared for _, shared in memory))
    for context in contexts:
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
                    await crowd(browser, column, seen[column.name])
            await browser.close()
    return {column: {line: median(each) for line, each in lines.items()} for column, lines in seen.items()}
