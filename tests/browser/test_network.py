"""A network that lets no websocket, or nothing at all, through: the page says so, and keeps what is entered."""

import re
from collections.abc import Iterator
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.diary.test_survival import cut_off_in_time, ready, stored, visit
from tests.browser.test_journey import is_known, is_sore, sore, step
from tests.helpers.relay import Relay, relayed

pytestmark = pytest.mark.browser
UNHEARD = "Your network does not seem to let this page's live connection (a WebSocket) through"
WORKING = "Still working on it; what you entered is kept"
NAMES = ("Shin splints", "ITB syndrome", "Achilles tendinopathy", "Runner's knee")


@pytest.fixture
def relay(address) -> Iterator[Relay]:
    with relayed(urlparse(address).port) as relay:
        yield relay


def says(page: Page, words: str) -> Locator:
    """The place at the foot of the page that says so."""
    return page.get_by_role("status").filter(has_text=words)


def tick(page: Page) -> None:
    is_sore(page, "Shin splints")


def answered(page: Page) -> None:
    """What follows from the tick is there: a kernel has answered."""
    expect(sore(page, "Shin splints")).to_be_checked()
    is_known(page, "Shin splints")


@pytest.mark.parametrize("manner", ["refuses", "hangs", "swallows"])
def test_a_page_without_a_websocket_says_so(context, relay, manner):
    """Another network and a reload are what can be done; where it passes again, Reload is enough."""
    relay.manner = manner
    context.clock.install()
    page = visit(context, relay.url)
    with page.expect_websocket():
        tick(page)
    if manner != "refuses":
        page.clock.fast_forward(8000)
    notice = says(page, UNHEARD)
    expect(notice).to_contain_text("Another network")
    expect(notice).to_contain_text("What you entered is kept")
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    relay.manner = "passes"
    notice.get_by_role("link", name="Reload the page").click()
    answered(page)
    expect(says(page, UNHEARD)).to_have_count(0)


def test_a_printed_programme_is_offered(context, relay):
    """It is read without a websocket."""
    relay.manner = "refuses"
    page = visit(context, relay.url)
    tick(page)
    says(page, UNHEARD).get_by_role("link", name="Read a programme that needs no connection").click()
    expect(page.get_by_role("heading", name="Six weeks")).to_be_visible()


def test_a_page_that_is_heard_late_after_all_goes_on(context, relay):
    """What was said goes away by itself."""
    relay.manner = "refuses"
    page = visit(context, relay.url)
    tick(page)
    expect(says(page, UNHEARD)).to_be_visible()
    relay.manner = "passes"
    answered(page)
    expect(says(page, UNHEARD)).to_have_count(0)


def held_back(page: Page, what: re.Pattern[str]) -> list[Route]:
    """On a slow line what is asked for at such an address does not come until it is let go."""
    held: list[Route] = []
    page.clock.install()
    page.route(what, lambda route: held.append(route))  # Playwright cannot take a list's own method
    return held


def test_a_slow_line_is_not_taken_for_a_closed_one(context, relay):
    """The scripts of a slow phone are on their way, and nothing was tried yet."""
    page = context.new_page()
    held = held_back(page, re.compile("/front.js$"))
    page.goto(relay.url, wait_until="commit")
    page.clock.fast_forward(15_000)
    expect(page.get_by_role("status")).to_have_text("Getting your page ready…")
    page.clock.fast_forward(6000)
    expect(page.get_by_role("status")).to_contain_text("This is taking longer than usual")
    held[0].continue_()
    ready(page)
    expect(page.get_by_text("This is taking longer than usual")).to_have_count(0)


def test_where_http_is_slow_too_a_silent_websocket_is_no_sign(context, relay):
    """It stays with the sentence that the page still works on it."""
    relay.manner = "hangs"
    page = context.new_page()
    held = held_back(page, re.compile("/api/kernels/[^/?]+$"))
    page.goto(relay.url)
    with page.expect_websocket():
        tick(page)
    page.clock.fast_forward(9000)
    expect(says(page, WORKING)).to_be_visible()
    assert held
    page.clock.fast_forward(15_000)
    expect(says(page, WORKING)).to_be_visible()


@pytest.mark.parametrize("closes", [True, False], ids=["closed", "silent"])
def test_a_websocket_that_breaks_later_is_a_lost_connection(context, relay, closes):
    """Pages still pass: only the websocket does not."""
    context.clock.install()
    page = visit(context, relay.url)
    tick(page)
    answered(page)
    relay.manner = "refuses" if closes else "swallows"
    if closes:
        relay.cut()
    cut_off_in_time(page)
    expect(says(page, UNHEARD)).to_have_count(0)


def test_a_line_that_is_cut_for_a_moment_loses_and_doubles_nothing(context, relay):
    """Again and again while boxes are ticked: no banner, and each answer is in the diary once."""
    page = visit(context, relay.url)
    for name in NAMES:
        is_sore(page, name)
        relay.cut()
    for name in NAMES:
        is_known(page, name)
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    values = {entry["id"]: entry["value"] for entry in stored(page)["entries"]}
    assert len(values) == len(stored(page)["entries"])
    assert len(values["answer-injuries"]) == len(NAMES)


@pytest.mark.parametrize("manner", ["refused", "broken", "hanging"])
def test_where_no_kernel_is_to_be_had_what_was_entered_is_kept(context, address, manner):
    """The page says so and offers a programme to read; Reload brings everything back."""
    page, held = context.new_page(), []
    ways = {
        "refused": lambda route: route.abort(),
        "broken": lambda route: route.fulfill(status=502, body="<html>"),
        "hanging": held.append,
    }
    page.route("**/engine", lambda route: ways.get(manner, Route.continue_)(route))
    page.clock.install()
    page.goto(address)
    with page.expect_request("**/engine"):
        tick(page)
    if manner == "hanging":
        page.clock.fast_forward(4000)
    notice = says(page, WORKING)
    expect(notice.get_by_role("link", name="Read a programme that needs no connection")).to_be_visible()
    expect(sore(page, "Shin splints")).to_be_checked()
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    ways.clear()
    notice.get_by_role("link", name="Reload the page").click()
    answered(page)


def test_what_is_half_filled_comes_back_too(context, address):
    """A tick and a score, of which no kernel ever heard."""
    page = context.new_page()
    page.route("**/engine", lambda route: route.abort())
    page.goto(address)
    tick(page)
    step(page, "Check in")
    seven = page.get_by_role("group", name=re.compile("^Left: in your main sets")).get_by_role("radio", name="7")
    seven.check()
    page.reload()
    expect(says(page, WORKING)).to_be_visible()
    page.unroute("**/engine")
    page.reload()
    expect(seven).to_be_checked()
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    answered(page)
