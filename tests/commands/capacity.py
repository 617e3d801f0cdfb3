"""What a visitor costs: megabytes of a kernel, and processor seconds of a visit.

`python -m tests.commands.capacity` prints both; hosting/README.md reckons with them. Nothing here is a test.
"""

import re
import tempfile
from pathlib import Path
from statistics import fmean

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import chromium_path
from tests.commands.bench.kernels import memory_mb, processor_s
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, running

VISITORS = 10
TAPS = 20


def visit(browser: Browser, url: str) -> Page:
    """A visitor's page, usable."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{url}#sore")
    page.locator(".guide-page[data-place=sore]").wait_for()
    return page


def tap(page: Page) -> None:
    """Answers, each with the programme chosen anew."""
    boxes = page.get_by_role("checkbox", name=re.compile(": (sore now|yes)$"))
    for number in range(TAPS):
        boxes.nth(number % boxes.count()).click()
        page.wait_for_timeout(300)  # as a reader would, so that no two are answered as one
    page.locator("body[data-engine=here]").wait_for()


def main() -> None:
    """Measures and prints."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Crowded(Path(folder) / "log", CEILING=VISITORS + 1, POOL=1)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for number in range(1, VISITORS + 1):
            page = visit(browser, server.url)
            tap(page)
            if number in (1, VISITORS):
                sizes = [memory_mb(pid) for pid in server.kernels()]
                own, shared = (fmean(each) for each in zip(*sizes, strict=True))
                print(f"{number} visitors: a kernel has {own:.0f} MB of its own, {shared:.0f} MB proportionally")
            if number == 1:
                before = processor_s(server.pid)
        warm = memory_mb(server.warm())[0] if psutil.LINUX else 0
        serving = (processor_s(server.pid) - before) / (VISITORS - 1)
        working = fmean(processor_s(pid) for pid in server.kernels())
        print(f"the server has {memory_mb(server.pid)[0]:.0f} MB of its own, the warm process {warm:.0f}")
        print(f"opening and {TAPS} taps: {serving:.2f} s of the server, {working:.2f} s of the kernel")
        browser.close()


if __name__ == "__main__":
    main()
