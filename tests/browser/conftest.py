"""A served page and a Chromium to open it with."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.conftest import SCREENED
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, running
from workbook.case import Case

expect.set_options(timeout=15_000)  # what a page does at once on a free machine takes seconds on a busy one
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Crowded]:
    """One for all tests, whose kernels come at once; who stops it starts it again."""
    with running(Crowded(tmp_path_factory.mktemp("serve") / "log", CEILING=60, POOL=2)) as served:
        yield served


@pytest.fixture(scope="session")
def address(server) -> str:
    return server.url


def chromium_path() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "Chromium is needed: `make test` installs it, or set CHROMIUM to its path"
    return found


def shell_path() -> str:
    """Chromium without all that draws its windows, where a system has it: a sixth less for the processor to do."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or chromium_path()


@pytest.fixture(scope="session")
def chromium() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shell_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextmanager
def visiting(chromium: Browser, address: str, width: int, **likes: str) -> Iterator[Page]:
    """A new visitor's page, open and usable; at the end, no error was seen and no other host was asked.

    What the visitor likes, as a dark page, is named as Playwright does.
    """
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, accept_downloads=True, reduced_motion="reduce", **likes
    )
    page = context.new_page()
    errors, hosts = [], set()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]) if "//" in request.url else None
    )
    page.goto(address)
    page.get_by_role("navigation", name="Places").wait_for()
    yield page
    context.close()
    assert errors == []
    assert hosts <= {"localhost"}


@pytest.fixture(params=[390, 1200], ids=["phone", "desk"])
def visitor(request, chromium, address):
    with visiting(chromium, address, request.param) as page:
        yield page


@pytest.fixture
def visitor_once(chromium, address):
    """For long journeys: on a phone only."""
    with visiting(chromium, address, 390) as page:
        yield page


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser, on a phone."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, accept_downloads=True, reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture(scope="session")
def diary(tmp_path_factory) -> Path:
    """A runner with something in every place."""
    case = Case()
    case.answer(equipment=["dumbbell"], injuries={"mtss": "settled", "pfp": "sore"}, screened=SCREENED)
    for week in range(5):
        case.check_in(dt.date.today() - dt.timedelta(weeks=5 - week), {"glute_left": 2 + week, "tight_right": 5})
    file = tmp_path_factory.mktemp("diary") / "diary.json"
    file.write_text(case.diary_text())
    return file


def opened(page: Page, diary: Path) -> None:
    """Opens the diary in the page."""
    page.get_by_label("Open diary").set_input_files(diary)
    expect(page.get_by_text("Diary opened: 5 check-ins").locator("visible=true")).to_be_visible()


def look(part: Locator, *names: str) -> tuple[str, ...]:
    """Properties of its style, as computed."""
    return tuple(part.evaluate("(node, name) => getComputedStyle(node)[name]", name) for name in names)


def is_kept(page: Page, word: str) -> None:
    """Waits until the diary in the browser holds a word. The page's own rules let no text be run as code later."""
    page.evaluate(
        """word => new Promise((done, fail) => {
             const until = Date.now() + 15000;
             const look = () => localStorage.getItem("strength-guide-diary")?.includes(word) ? done()
               : Date.now() > until ? fail(new Error(`${word} is not kept`)) : requestAnimationFrame(look);
             look(); })""",
        word,
    )
