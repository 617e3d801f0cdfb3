"""One visitor's browser: how long the page takes, what it loads, and how fast it answers."""

import asyncio
import re
import time
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Playwright

from tests.browser.conftest import chromium_path
from tests.commands.bench.columns import CHECK_IN, PROGRAMME, Column
from tests.commands.bench.kernels import memory_mb
from tests.helpers.serving import CHROMIUM_FLAGS, answer

PATIENCE_S = 90
PHONE = {"width": 390, "height": 844}
TOKEN = "00" * 16
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"

PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
KERNEL = """() => {
  const { kernel } = document.body.dataset;
  const voilas = document.getElementById("jupyter-config-data");
  return kernel ? kernel.split("/").at(-1) : voilas && JSON.parse(voilas.textContent).kernelId;
}"""
TAPS = """async ([box, shows]) => {
  const taken = [], tick = document.querySelector(box);
  const plan = () => document.querySelector(shows).parentElement.innerHTML;
  for (let turn = 0; turn < 20; turn++) {
    const before = plan(), begun = performance.now();
    tick.click();
    while (plan() === before) await new Promise(requestAnimationFrame);
    taken.push(performance.now() - begun);
  }
  return taken;
}"""
SAFE = "document.querySelectorAll('[data-card^=signs-] [value=none_of_these]').forEach((none) => none.click())"
"""Answers the safety questions, without which there is no programme to follow."""
GO = "place => { location.hash = place; }"
CHART = """async (form) => {
  const seen = async (there) => { while (!there()) await new Promise(requestAnimationFrame); };
  const begun = performance.now();
  document.querySelector(`${form} button.in-sight`).click();
  await seen(() => document.querySelector(`${form} .saved`));
  location.hash = "progress";
  await seen(() => document.querySelector("figure .point")?.getClientRects().length);
  return performance.now() - begun;
}"""


@dataclass
class Traffic:
    """Bytes that a page has taken over the network, as Chromium counts them."""

    http: float = 0
    websocket: float = 0

    @classmethod
    async def of(cls, page: Page) -> "Traffic":
        """Begins to count. What comes from the browser's cache counts as nothing."""
        counted = cls()
        devtools = await page.context.new_cdp_session(page)
        devtools.on("Network.loadingFinished", counted._loaded)
        devtools.on("Network.webSocketFrameReceived", counted._framed)
        devtools.on("Network.webSocketFrameSent", counted._framed)
        await devtools.send("Network.enable")
        return counted

    def _loaded(self, event: dict[str, Any]) -> None:
        self.http += event["encodedDataLength"]

    def _framed(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2  # told in base64
        self.websocket += len(frame["payloadData"]) * 3 / 4 if binary else len(frame["payloadData"].encode())


@dataclass
class Visit:
    """A page that is open, and how it came there: seconds, and megabytes."""

    column: Column
    page: Page
    first_sentence: float
    usable: float
    http: float
    websocket: float

    async def taps(self) -> list[float]:
        """Milliseconds of twenty choices, each until the programme that follows is shown.

        Of our page the programme is what is open; the box stands on a card of its own, and is pressed there unseen.
        """
        if self.column.ours:
            await self.page.evaluate(SAFE)
            await self.page.evaluate(GO, "programme")
            await self.page.locator(f"{PROGRAMME} article").first.wait_for()
        await self.page.locator(self.column.shows).first.wait_for()
        return await self.page.evaluate(TAPS, [self.column.box, self.column.shows])

    async def chart(self) -> float:
        """Milliseconds from saving a first check-in until its point is drawn, Plotly's script included."""
        await self.page.evaluate(GO, "check-in")
        group = self.page.get_by_role("group", name=re.compile("^Left: in your main sets"))
        await group.get_by_role("radio", name=re.compile(r"^6\b")).check()
        return await self.page.evaluate(CHART, CHECK_IN)

    async def memory(self) -> float:
        """Megabytes that its tab holds; what it has done with would be given back sooner or later, and is before."""
        devtools = await self.page.context.new_cdp_session(self.page)
        await devtools.send("HeapProfiler.collectGarbage")
        return max(memory_mb(each)[1] for each in await processes(self.page.context.browser))

    async def kernel(self) -> int:
        """The process id of its kernel, which our page has once it was answered."""
        return self.column.kernel(await self.page.evaluate(KERNEL))

    async def leave(self) -> None:
        """Closes the page and ends its kernel."""
        await leave(self.page, self.column)


async def leave(page: Page, column: Column) -> None:
    """Closes a page and ends its kernel, if it has one: stock Voila would leave it running."""
    kernel = await page.evaluate(KERNEL)
    await page.close()
    if not kernel:
        return
    address = f"{column.server.url}voila/api/shutdown/{kernel}"
    await asyncio.to_thread(answer, address, "POST", b"", Cookie=f"_xsrf={TOKEN}", X_XSRFToken=TOKEN)


async def launched(playwright: Playwright) -> Browser:
    """A browser that reaches this machine and nothing else.

    Stock Voila asks other hosts for fonts; waiting for them would flatter the guide, which asks nobody.
    """
    return await playwright.chromium.launch(executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, ONLY_HERE])


async def processes(browser: Browser, kind: str = "renderer") -> dict[int, float]:
    """Its processes of a kind, and how many seconds each has taken of the processors."""
    devtools = await browser.new_browser_cdp_session()
    told = await devtools.send("SystemInfo.getProcessInfo")
    await devtools.detach()
    return {each["id"]: each["cpuTime"] for each in told["processInfo"] if each["type"] == kind}


async def open_context(browser: Browser) -> BrowserContext:
    """A browser that was never here."""
    return await browser.new_context(viewport=PHONE)


async def visit(context: BrowserContext, column: Column) -> Visit:
    """Opens the page until it is usable, and then until nothing more is loaded."""
    page = await context.new_page()
    traffic = await Traffic.of(page)
    begun = time.perf_counter()
    await page.goto(column.server.url, wait_until="commit", timeout=PATIENCE_S * 1000)
    await page.locator(column.ready).first.wait_for(timeout=PATIENCE_S * 1000)
    usable = time.perf_counter() - begun
    await page.wait_for_load_state("networkidle")
    painted = await page.evaluate(PAINTED)
    return Visit(column, page, painted, usable, traffic.http / 1e6, traffic.websocket / 1e6)
