"""Three servers behind the shipped nginx, and one of them is killed: its visitors go on after one reload."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import chromium_path
from tests.browser.diary.test_survival import all_is_back, begin, cut_off, visit
from tests.helpers.nginx import Nginx
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def servers(tmp_path) -> list[Crowded]:
    started = [Crowded(tmp_path / f"log-{name}", CEILING=20, POOL=1) for name in "abc"]
    with ThreadPoolExecutor() as threads:
        try:
            list(threads.map(Crowded.start, started))
            yield started
        finally:
            list(threads.map(Crowded.stop, started))


@pytest.fixture
def proxy(tmp_path, servers) -> Nginx:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with Nginx(folder, [server.port for server in servers]).running() as nginx:
        yield nginx


@pytest.fixture
def trusting(chromium: Browser) -> Browser:
    """A Chromium of its own, for the test's certificate is nobody's."""
    flags = [*CHROMIUM_FLAGS, "--ignore-certificate-errors"]
    browser = chromium.browser_type.launch(executable_path=chromium_path(), args=flags)
    yield browser
    browser.close()


@contextmanager
def load(proxy: Nginx) -> Iterator[list[tuple[str, str]]]:
    """Visitors open the page, ask for a kernel and leave, one after the other; what came to each."""
    came, enough = [], Event()
    addresses = cycle(f"127.0.1.{number}" for number in range(1, 255))

    def open_pages() -> None:
        while not enough.is_set():
            at = next(addresses)
            page = proxy.ask("/", at=at).read().decode()
            given = proxy.ask("/engine", method="POST", at=at).read().decode()
            for kernel in re.findall(r'"kernel": "([^"]+)"', given):
                proxy.ask(f"/voila/api/shutdown/{kernel}", method="POST", at=at).read()
            came.append((page, given))

    with ThreadPoolExecutor() as threads:
        asking = threads.submit(open_pages)
        yield came
        enough.set()
        asking.result()


def maker(proxy: Nginx) -> int:
    """The port of the server that gave the last kernel."""
    given = [line for line in proxy.logged() if " engine 200 " in line]
    return int(re.findall(r"127\.0\.0\.1:(\d+)", given[-1])[-1])


def test_a_process_is_killed_under_load(trusting, proxy, servers):
    """Its visitors see the banner, reload once and have everything, from another process; the others notice nothing."""
    visitors: list[tuple[Page, int]] = []
    while len(visitors) < 3 or len({port for _, port in visitors}) < 2:
        page = visit(trusting.new_context(viewport={"width": 390, "height": 844}), proxy.url)
        begin(page)
        visitors.append((page, maker(proxy)))
    lost = visitors[-1][1]
    with load(proxy) as came:
        next(server for server in servers if server.port == lost).kill()
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
    after = came[begun + 1 :]
    assert all('id="baked"' in page and "</html>" in page for page, _ in after), "after the crash, whole"
    assert all('"kernel"' in given for _, given in after)
    for page, _ in visitors:
        page.context.close()
    # nginx writes of a websocket when it has closed, which is a moment after its page has
    wait_for(lambda: sum(" websocket 101 " in line for line in proxy.logged()) >= len(visitors))
    assert maker(proxy) != lost
