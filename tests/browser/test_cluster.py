"""Three Voilas behind the shipped nginx, and one of them is killed: its visitors go on after one reload."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import chromium_path
from tests.browser.diary.test_survival import all_is_back, begin, cut_off, visit
from tests.helpers.nginx import Nginx
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def voilas(tmp_path) -> list[Crowded]:
    servers = [Crowded(tmp_path / f"log-{name}", CEILING=20, POOL=1) for name in "abc"]
    with ThreadPoolExecutor() as threads:
        try:
            list(threads.map(Crowded.start, servers))
            yield servers
        finally:
            list(threads.map(Crowded.stop, servers))


@pytest.fixture
def proxy(tmp_path, voilas) -> Nginx:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with Nginx(folder, [voila.port for voila in voilas]).running() as nginx:
        yield nginx


@pytest.fixture
def trusting(chromium: Browser) -> Browser:
    """A Chromium of its own, for the test's certificate is nobody's."""
    flags = [*CHROMIUM_FLAGS, "--ignore-certificate-errors"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=flags)
    yield browser
    browser.close()


@contextmanager
def load(proxy: Nginx) -> Iterator[list[str]]:
    """Somebody opens the page again and again, from another address; what came."""
    came, enough = [], Event()

    def open_pages() -> None:
        while not enough.is_set():
            came.append(proxy.ask("/", at="127.0.0.9").read().decode())

    with ThreadPoolExecutor() as threads:
        asking = threads.submit(open_pages)
        yield came
        enough.set()
        asking.result()


def maker(proxy: Nginx) -> int:
    """The port of the Voila that made the last page."""
    pages = [line for line in proxy.logged() if " page 200 " in line]
    return int(re.findall(r"127\.0\.0\.1:(\d+)", pages[-1])[-1])


def test_a_process_is_killed_under_load(trusting, proxy, voilas):
    """Its visitors see the banner, reload once and have everything, from another process; the others notice nothing."""
    visitors: list[tuple[Page, int]] = []
    while len(visitors) < 3 or len({port for _, port in visitors}) < 2:
        page = visit(trusting.new_context(viewport={"width": 390, "height": 844}), proxy.url)
        visitors.append((page, maker(proxy)))
        begin(page)
    lost = visitors[-1][1]
    with load(proxy) as came:
        next(voila for voila in voilas if voila.port == lost).kill()
        begun = len(came)
        for page, port in visitors:
            if port == lost:
                cut_off(page)
                page.get_by_role("button", name="Reload", exact=True).click()
                all_is_back(page)
            else:
                page.get_by_role("button", name="Save check-in").click()
                expect(page.get_by_text(re.compile("Check-in of .* saved"))).to_be_visible()
        wait_for(lambda: len(came) >= begun + 2)  # one was on its way when the process died
    pages = came[begun + 1 :]
    assert all("vnd.jupyter.widget-view+json" in page and "</html>" in page for page in pages), "after the crash, whole"
    for page, _ in visitors:
        page.context.close()
    # nginx writes of a websocket when it has closed, which is a moment after its page has
    wait_for(lambda: sum(" websocket 101 " in line for line in proxy.logged()) >= len(visitors))
    assert maker(proxy) != lost
