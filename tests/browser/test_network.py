"""A network that lets no websocket through: the page says so, and what can be done, instead of waiting for ever."""

import re
from collections.abc import Iterator
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.diary.test_survival import cut_off, ready
from tests.helpers.relay import Relay, relayed
from tests.helpers.serving import Crowded, running

pytestmark = pytest.mark.browser
UNHEARD = "your network does not seem to let its live connection (a WebSocket) through"


@pytest.fixture
def relay(address) -> Iterator[Relay]:
    with relayed(urlparse(address).port) as relay:
        yield relay


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.mark.parametrize("manner", ["refuses", "hangs", "swallows"])
def test_a_page_without_a_websocket_says_so(context, relay, manner):
    """Another network and a reload are what can be done; where it passes again, Reload is enough."""
    relay.manner = manner
    page = context.new_page()
    page.goto(relay.url)
    status = page.get_by_role("status")
    expect(status).to_contain_text(UNHEARD)
    expect(status).to_contain_text("Another network")
    expect(page.get_by_role("link", name="Read a programme")).to_have_count(0)
    relay.manner = "passes"
    page.get_by_role("link", name="Reload the page").click()
    ready(page)
    expect(page.get_by_text(UNHEARD)).to_have_count(0)


def test_a_host_with_a_printed_programme_offers_it(context, tmp_path):
    """It is read without a websocket."""
    with running(Crowded(tmp_path / "log", CEILING=2, POOL=1)) as server, relayed(server.port) as relay:
        relay.manner = "refuses"
        page = context.new_page()
        page.goto(relay.url)
        expect(page.get_by_role("status")).to_contain_text(UNHEARD)
        page.get_by_role("link", name="Read a programme that needs no connection").click()
        expect(page.get_by_role("heading", name="Six weeks")).to_be_visible()


def test_a_page_that_comes_late_after_all_is_shown(context, relay):
    """What was said goes away by itself."""
    relay.manner = "refuses"
    page = context.new_page()
    page.goto(relay.url)
    expect(page.get_by_role("status")).to_contain_text(UNHEARD)
    relay.manner = "passes"
    ready(page)
    expect(page.get_by_text(UNHEARD)).to_have_count(0)


def held_back(page: Page, address: str, what: re.Pattern[str]) -> list[Route]:
    """A visit on a slow line: what is asked for at such an address does not come until it is let go."""
    held: list[Route] = []
    page.clock.install()
    page.route(what, lambda route: held.append(route))  # Playwright cannot take a list's own method
    page.goto(address, wait_until="commit")
    return held


def test_a_slow_line_is_not_taken_for_a_closed_one(context, relay):
    """The scripts of a slow phone are on their way, and no websocket was tried yet."""
    page = context.new_page()
    held = held_back(page, relay.url, re.compile("/voila.js$"))
    page.clock.fast_forward(15_000)
    expect(page.get_by_role("status")).to_have_text("Getting your page ready…")
    held[0].continue_()
    ready(page)


def test_where_http_is_slow_too_a_silent_websocket_is_no_sign(context, relay):
    """It stays with the sentence that the page takes long."""
    relay.manner = "hangs"
    page = context.new_page()
    with page.expect_websocket():
        held_back(page, relay.url, re.compile("/api/kernels/[^/?]+$"))
    page.clock.run_for(15_000)
    expect(page.get_by_role("status")).to_have_text("Getting your page ready…")
    page.clock.run_for(10_000)
    expect(page.get_by_role("status")).to_contain_text("This is taking longer than usual")


@pytest.mark.parametrize("closes", [True, False], ids=["closed", "silent"])
def test_a_websocket_that_breaks_later_is_a_lost_connection(context, relay, closes):
    """Pages still pass: only the websocket does not."""
    page = context.new_page()
    page.goto(relay.url)
    ready(page)
    relay.manner = "refuses" if closes else "swallows"
    if closes:
        relay.cut()
    cut_off(page)
