"""Pictures of the page's main screens on a phone, for docs/: `make pictures`, or this command with a page's address.

With them it writes docs/pictures.json: of each screen a hash of what it says, its visible parts in their order with
their roles. A test walks the same screens and compares these, so that no machine has to draw as another does. The day
is the same each time, and the runner who comes back is one of the made-up ones, halfway through.
"""

import datetime as dt
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import ROOT
from tests.browser.conftest import chromium_path
from tests.commands.first_minute import KEEP
from tests.commands.small_png import small
from tests.commands.walk import PHONE
from tests.conftest import SCREENED
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, running
from workbook.case import Case
from workbook.editing.samples import FOLDER

DOCS = ROOT / "docs"
HASHES = DOCS / "pictures.json"
NOW = "2026-03-23T18:00:00Z"
"""A Monday, three weeks after that runner began."""
NO_ZONE = "Date.prototype.getTimezoneOffset = () => 1e6"
"""A clock whose zone makes no sense is believed the day that it says, however far that is from the server's."""
FIRST = {
    "sore": ("Where is it sore?", "Next"),
    "signs-now": ("Do you need help now?", "None of these"),
    "signs-pain": ("Any of these?", "None of these"),
    "signs-health": ("And your health?", "None of these"),
    "about": ("About you", "Next"),
    "kit": ("What do you have?", "Next"),
    "minutes": ("How many minutes a session?", "Next"),
    "check": ("Check", "Here is tonight's session"),
}
"""The cards of a first visit in their order: heading, and the button that leads on."""
SHOWN = ("welcome", "sore", "signs-now", "kit", "check", "today", "player", "check-in", "plan", "progress")


def halfway() -> str:
    """The steady made-up runner's diary up to the day of the pictures, with the safety questions answered."""
    entries = json.loads((FOLDER / "made_up_steady.json").read_text(encoding="utf-8"))
    entries["entries"] = [each for each in entries["entries"] if each["date"] < NOW[:10]]
    case = Case()
    case.told_day = dt.date.fromisoformat(NOW[:10])
    case.open_diary(json.dumps(entries))
    case.answer(screened=SCREENED, equipment=["dumbbell"], age_band="18_to_39")
    return case.diary_text()


def opened(browser: Browser, url: str, kept: str = "") -> Page:
    """The page on that day, on a phone that was never here, or that keeps a diary."""
    likes = {"reduced_motion": "reduce", "timezone_id": "UTC", "locale": "en-GB"}
    page = browser.new_context(viewport=PHONE, **likes).new_page()
    page.clock.set_fixed_time(NOW)
    page.add_init_script(NO_ZONE)
    if kept:
        page.goto(f"{url}robots.txt")
        page.evaluate(KEEP, kept)
    page.goto(url)
    return page


def first_visit(page: Page) -> Iterator[str]:
    """Stops at each screen of a first visit, and says which it is."""
    begin = page.get_by_role("button", name="Begin")
    begin.wait_for()
    yield "welcome"
    begin.click()
    for card, (heading, on) in FIRST.items():
        expect(page.get_by_role("heading", name=heading, exact=True, level=2)).to_be_visible()
        if card == "kit":
            page.get_by_role("checkbox", name="Dumbbell").check()
        if card == "check":
            expect(page.get_by_text("30 a session")).to_be_visible()
            expect(page.get_by_text("Still open")).to_have_count(0)
            expect(page.get_by_role("definition").filter(has_text="Dumbbell")).to_be_visible()
        yield card
        page.locator(".guide-page:not([data-just-moved])").wait_for(state="attached")
        page.get_by_role("button", name=on, exact=True).click()
    page.get_by_role("button", name="Start the session").wait_for()
    yield "first today"


def coming_back(page: Page) -> Iterator[str]:
    """Stops at each screen of a runner who comes back, and says which it is."""
    start = page.get_by_role("button", name="Start the session")
    start.wait_for()
    yield "today"
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(page.get_by_role("region", name="This week").first).to_be_visible()
    yield "plan"
    page.get_by_role("button", name="Progress", exact=True).click()
    expect(page.locator("figure .point").first).to_be_visible()
    yield "progress"
    page.evaluate("location.hash = '#check-in'")
    expect(page.get_by_role("button", name="Save check-in")).to_be_visible()
    yield "check-in"
    page.get_by_role("button", name="Back", exact=True).click()
    start.click()
    expect(page.get_by_text("Exercise 1 of")).to_be_visible()
    yield "player"


def walked(browser: Browser, url: str) -> Iterator[tuple[str, Page]]:
    """Each screen that is shown in docs/, while it is open."""
    for way, kept in ((first_visit, ""), (coming_back, halfway())):
        page = opened(browser, url, kept)
        yield from ((name, page) for name in way(page) if name in SHOWN)
        page.context.close()


def said(page: Page) -> str:
    """A hash of what a screen says."""
    return hashlib.sha256(page.locator("main").aria_snapshot().encode()).hexdigest()[:16]


def steady(page: Page) -> str:
    """The same once it stays so: what the engine says comes after what the browser shows by itself."""
    seen = [said(page)]
    while len(seen) < 4 or len({*seen[-4:]}) > 1:
        page.wait_for_timeout(250)
        seen.append(said(page))
    return seen[-1]


def write(url: str) -> None:
    """Draws each screen, and writes down what it says."""
    hashes = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        blank = browser.new_page()
        for name, page in walked(browser, url):
            hashes[name] = steady(page)
            (DOCS / "pictures" / f"{name}.png").write_bytes(small(page.screenshot(), blank))
        browser.close()
    HASHES.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    if len(sys.argv) > 1:
        return write(f"{sys.argv[1].rstrip('/')}/")
    with tempfile.TemporaryDirectory() as folder, running(Crowded(Path(folder) / "log", POOL=2)) as server:
        write(server.url)


if __name__ == "__main__":
    main()
