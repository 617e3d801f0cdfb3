"""Fills the table: visits in turns to every page, then to each alone, first by one visitor and then by ten."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.commands.bench.columns import Column, columns
from tests.commands.bench.crowd import ten
from tests.commands.bench.kernels import cost, memory_mb
from tests.commands.bench.phone.first_tick import VISITS, settled, ticked, ticks
from tests.commands.bench.phone.visits import medians
from tests.commands.bench.table import DESK, Figures, Seen
from tests.commands.bench.visit import launched, leave, open_context, processes, visit
from tests.helpers.serving import running

TURNS = 3


async def in_turns(browser: Browser, column: Column, seen: Seen) -> None:
    """A first visit and, in the same browser, a second; each finds a page that waits and a server at rest."""
    context = await open_context(browser)
    for time in ("first", "second"):
        await asyncio.to_thread(column.rest)
        here = await visit(context, column)
        seen[f"usable_{time}"].append(here.usable)
        if column.kernels:
            seen[f"http_{time}"].append(here.http)
        if time == "first":
            seen["first_sentence"].append(here.first_sentence)
            seen["websocket"].append(here.websocket)
        elif column.ours:
            seen["chart"].append(await here.chart())
        await here.leave()
    await context.close()


async def answered(browser: Browser, column: Column, seen: Seen) -> None:
    """Two visits again, each of which ticks at once. For files also all that is sent, to workers too."""
    context = await open_context(browser)
    sent = [] if column.kernels else column.server.sent
    for time, injury in VISITS.items():
        await asyncio.to_thread(column.rest)
        before, known = await processes(browser), len(sent)
        page = await context.new_page()
        seen[f"answer_{time}"].append((await ticked(page, column.server.url, ticks(column.name, injury)))[1])
        spent = await processes(browser)
        seen[f"cpu_{time}"].append(sum(seconds - before.get(each, 0) for each, seconds in spent.items()))
        await settled(page, sent.__len__)
        if not column.kernels:
            seen[f"http_{time}"].append(sum(size for _, size in sent[known:]) / 1e6)
        await leave(page, column)
    await context.close()


async def alone(browser: Browser, column: Column, seen: Seen) -> None:
    """One visitor who makes choices."""
    await asyncio.to_thread(column.rest)
    context = await open_context(browser)
    here = await visit(context, column)
    if column.box:
        seen["choice"] += await here.taps()
    await asyncio.to_thread(column.rest, 1)
    if column.kernels:
        seen["unique_1"].append(memory_mb(await here.kernel())[0])
    seen["tab"].append(await here.memory())
    await here.leave()
    await context.close()


async def measured(names: Collection[str] = DESK, turns: int = TURNS, crowds: bool = True) -> Figures:
    """Every figure of the table: medians, where there are several. Without `crowds` none comes at once."""
    seen: dict[str, Seen] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as name:
        compared = [each for each in columns(Path(name)) if each.name in names]
        async with async_playwright() as playwright:
            browser = await launched(playwright)
            with ExitStack() as serving:
                for column in compared:
                    serving.enter_context(running(column.server))
                for _ in range(turns):
                    for column in compared:
                        await in_turns(browser, column, seen[column.name])
                        if column.ours:
                            await answered(browser, column, seen[column.name])
            for column in compared:  # alone, so that nobody else's kernels share its memory
                with running(column.server):
                    await alone(browser, column, seen[column.name])
                    if column.name == "empty":
                        bare = await asyncio.to_thread(cost, "stock", "import ipywidgets", name)
                        seen["kernel"]["unique_1"].append(bare.unique_mb)
                    if crowds and column.kernels:
                        for line, figure in (await asyncio.to_thread(ten, column)).items():
                            seen[column.name][line].append(figure)
            await browser.close()
    return {column: medians(lines) for column, lines in seen.items()}
