"""A visit until its first tick is shown and kept, and until Python's answer to it is seen."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

from playwright.async_api import Page

from tests.commands.bench.visit import PAINTED
from tests.helpers.slow_line import SlowLine

NEVER = float("inf")
QUIET_S = 2
VISITS = {"first": "mtss", "second": "itb"}
"""What is ticked at each: the browser has kept what was ticked before."""
ALONE_S = 30
"""How long a page is given that no kernel comes to."""
KEPT = "document.body.dataset.app && navigator.serviceWorker.ready.then(() => null)"
"""Waits until a page that keeps itself for the next visit has done so: its service worker is there, if it has one."""

WATCH = """(() => {
  const { box, kept, shows, patience } = %s;
  const seen = { tick: null, effect: null };
  const now = () => performance.now() / 1000;
  const ticked = (found) => found.checked !== false && (!kept || Object.entries(localStorage).some(isKept));
  const isKept = ([key, text]) => key.startsWith("strength-guide-d") && text.includes(`"${kept}"`);
  const shown = () => shows && document.querySelector(shows)?.textContent;
  const toTick = () => {
    const found = document.querySelector(box);
    return found?.checkVisibility({ visibilityProperty: true }) && !found.closest("[inert]") ? found : null;
  };
  let touched = false, before;
  const step = () => {
    const found = toTick();
    if (found && !touched) {
      [touched, before] = [true, shown()];
      found.click();
    }
    if (found && ticked(found)) seen.tick ??= now();
    if (touched && shown() !== before) seen.effect ??= now();
  };
  window.firstTick = new Promise((done) => {
    const look = () => {
      step();
      if (now() > patience || (seen.tick && (seen.effect || !shows))) done(seen);
      else requestAnimationFrame(look);
    };
    look();
  });
})()"""
"""Put into the page before its own scripts. It ticks once, as soon as that can be done: a tick that is lost stays lost.
What is kept is a draft or the diary."""


@dataclass(frozen=True)
class Tick:
    """What is ticked in a page, where that is kept, and what changes or comes once Python has answered."""

    box: str
    kept: str = ""
    shows: str = ""
    patience: float = 240


@dataclass
class Met:
    """What a visit met: seconds since the request, megabytes over the line, requests; infinite where it never came."""

    painted: float
    tick: float
    effect: float
    mb_tick: float
    mb: float
    requests: float


def ticks(column: str, injury: str) -> Tick:
    """What is ticked in a column's page, if it asks for injuries this one."""
    ours = {"box": f"[data-item=injuries] [value={injury}]", "kept": injury}
    return {
        "empty": Tick(".widget-label"),
        "stock": Tick(".equipment input", shows=".programme"),
        "alone": Tick(**ours, patience=ALONE_S),
    }.get(column, Tick(**ours, shows=f"[data-item=state_{injury}]"))


async def ticked(page: Page, url: str, tick: Tick) -> tuple[float, float]:
    """Opens the page and ticks its box: seconds from the request until that is seen, and until it is answered."""
    await page.add_init_script(WATCH % json.dumps(vars(tick)))
    given = await page.goto(url, wait_until="commit", timeout=tick.patience * 1000)
    assert given.ok, url
    seen = await page.evaluate("firstTick")
    return tuple(NEVER if seen[name] is None else seen[name] for name in ("tick", "effect"))


async def settled(page: Page, come: Callable[[], int]) -> None:
    """Until nothing more comes to page or workers, and a page that keeps itself for the next visit has done so."""
    await page.wait_for_load_state("networkidle")
    await asyncio.wait_for(page.evaluate(KEPT), 120)
    before = -1
    while (now := come()) != before:
        before = now
        await asyncio.sleep(QUIET_S)


async def met(page: Page, line: SlowLine, tick: Tick) -> Met:
    """A visit over the line, until nothing more is loaded."""
    seen, effect = await ticked(page, line.url, tick)
    await settled(page, lambda: len(line.passed))
    begun = await page.evaluate("performance.timeOrigin / 1000")
    came = seen < NEVER
    return Met(
        painted=await page.evaluate(PAINTED),
        tick=seen,
        effect=effect,
        mb_tick=line.megabytes(begun, begun + seen) if came else NEVER,
        mb=line.megabytes(begun, NEVER),
        requests=line.requests(begun, begun + seen) if came else NEVER,
    )
