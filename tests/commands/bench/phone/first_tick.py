"""A visit until its first tick is shown and kept, and until Python's answer to it is there.

Our page asks nothing before Begin is pressed: that press, as soon as it is heard, is in the time until the tick. What
is ticked is a sore place on the card that follows. The answer is seen in the list of all answers behind it, which
Python alone writes; before the page had cards it was a question that came up under the tick.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

from playwright.async_api import Page

from tests.commands.bench.columns import BEGIN, CHECK
from tests.commands.bench.visit import PAINTED
from tests.helpers.slow_line import SlowLine
from workbook.library import shipped

NEVER = float("inf")
QUIET_S = 2
VISITS = {"first": "mtss", "second": "itb"}
"""What is ticked at each: the browser has kept what was ticked before."""
ALONE_S = 30
"""How long a page is given that no kernel comes to."""
KEPT = "document.body.dataset.app && navigator.serviceWorker.ready.then(() => null)"
"""Waits until a page that keeps itself for the next visit has done so: its service worker is there, if it has one."""

WATCH = """(() => {
  const { first, box, kept, shows, says, patience } = %s;
  const seen = { tick: null, effect: null };
  const now = () => performance.now() / 1000;
  const ticked = (found) => found.checked !== false && (!kept || Object.entries(localStorage).some(isKept));
  const isKept = ([key, text]) => key.startsWith("strength-guide-d") && text.includes(`"${kept}"`);
  const shown = () => shows && document.querySelector(shows)?.textContent;
  const answered = () => (says ? shown()?.includes(says) : shown() !== before);
  const usable = (what) => {
    const found = document.querySelector(what);
    return found?.checkVisibility({ visibilityProperty: true }) && !found.closest("[inert]") ? found : null;
  };
  let begun = !first, touched = false, before;
  const step = () => {
    if (!begun && usable(first)) {
      begun = true;
      usable(first).click();
    }
    const found = usable(box);
    if (found && !touched) {
      [touched, before] = [true, shown()];
      found.click();
    }
    if (found && ticked(found)) seen.tick ??= now();
    if (touched && answered()) seen.effect ??= now();
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
"""Put into the page before its own scripts. It presses what comes first, and ticks, once each, as soon as that can be
done: what is lost stays lost. What is kept is a draft or the diary."""


@dataclass(frozen=True)
class Tick:
    """What is ticked in a page, and pressed `first`; where that is kept, and what changes once Python has answered, or
    what it `says` then."""

    box: str
    kept: str = ""
    shows: str = ""
    patience: float = 240
    first: str = ""
    says: str = ""


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
    name = shipped().injuries[injury].name
    box = f"[data-item=injuries] [aria-label^='{name}:']"
    ours = {"box": box, "kept": injury, "first": BEGIN}
    return {
        "empty": Tick(".widget-label"),
        "stock": Tick(".equipment input", shows=".programme"),
        "alone": Tick(**ours, patience=ALONE_S),
    }.get(column, Tick(**ours, shows=f"{CHECK} .answers", says=name))


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
