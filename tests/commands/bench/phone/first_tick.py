"""A phone's visit until its first tick is shown and kept, and until the kernel's answer to it is seen."""

import json
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page

from tests.commands.bench.visit import PAINTED
from tests.helpers.slow_line import SlowLine

SLOWER = 4
"""Times that a phone's processor is slower than this one."""
NEVER = float("inf")

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
    """What is ticked in a page, where that is kept, and what changes or comes once the kernel has answered."""

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


async def slowed(context: BrowserContext) -> Page:
    """A page of a browser whose processor is a phone's."""
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


async def met(page: Page, line: SlowLine, tick: Tick) -> Met:
    """Opens the page over the line and ticks its box; then until nothing more is loaded."""
    await page.add_init_script(WATCH % json.dumps(vars(tick)))
    await page.goto(line.url, wait_until="commit", timeout=tick.patience * 1000)
    seen = await page.evaluate("firstTick")
    await page.wait_for_load_state("networkidle", timeout=tick.patience * 1000)
    begun = await page.evaluate("performance.timeOrigin / 1000")
    ticked, effect = (NEVER if seen[name] is None else seen[name] for name in ("tick", "effect"))
    came = ticked < NEVER
    return Met(
        painted=await page.evaluate(PAINTED),
        tick=ticked,
        effect=effect,
        mb_tick=line.megabytes(begun, begun + ticked) if came else NEVER,
        mb=line.megabytes(begun, NEVER),
        requests=line.requests(begun, begun + ticked) if came else NEVER,
    )
