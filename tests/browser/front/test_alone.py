"""Where the server is full, unheard or lost, the page offers to go on without it, and the diary is there at once."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.diary.test_survival import cut_off, ready, visit
from tests.browser.test_journey import is_sore
from tests.browser.test_network import UNHEARD, answered, says, tick
from tests.helpers.relay import relayed
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.static_page import static_page
from tests.helpers.strangers import kernel_at, leave

pytestmark = pytest.mark.browser
GO_ON = "Go on without the server"


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> Iterator[Crowded]:
    """A server with room for one, which has the page that needs no server, too."""
    folder: Path = tmp_path_factory.mktemp("beside")
    with running(Crowded(folder / "log", CEILING=1, POOL=1, ALONE=static_page(folder / "static"))) as served:
        yield served


def go_on(page: Page, place: Locator) -> str:
    """Follows the link, and finds there what this browser keeps of the runner's; the text of it."""
    kept = kept_in(page.evaluate("JSON.stringify(localStorage)"))
    place.get_by_role("link", name=GO_ON).click()
    expect(page.get_by_role("heading", name="Alone")).to_be_visible()
    assert urlparse(page.url).path == "/alone/"
    assert kept_in(page.locator("#kept").text_content()) == kept
    return str(kept)


def kept_in(storage: str) -> dict[str, str]:
    """The diary, and what has been begun."""
    begun = ("strength-guide-diary", "strength-guide-draft-")
    return {key: text for key, text in json.loads(storage).items() if key.startswith(begun)}


def test_a_full_server_leads_to_the_page_that_needs_none(context: BrowserContext, beside):
    """The diary that was kept at an earlier visit is there, and so is what has just been ticked."""
    page = visit(context, beside.url)
    tick(page)
    answered(page)
    page.close()
    beside.rest()
    taken = kernel_at(beside.url)
    page = visit(context, beside.url)
    is_sore(page, "ITB syndrome")
    notice = says(page, "Full just now: every place here is taken")
    expect(notice.get_by_role("link", name="Read a programme that needs no connection")).to_be_visible()
    kept = go_on(page, notice)
    assert "mtss" in kept
    assert "itb" in kept
    assert leave(beside.url, taken) == 204


def test_its_worker_leaves_the_servers_page_alone(context: BrowserContext, beside):
    """It works at its own address, and nothing of the page above passes through it."""
    page = context.new_page()
    page.goto(f"{beside.url}alone/")
    expect(page.locator("#worker")).to_have_text("Works at /alone/")
    page.goto(f"{beside.url}alone/")
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    page = visit(context, beside.url)
    by_worker = []
    page.on("response", lambda response: by_worker.append(response.from_service_worker))
    page.reload()
    ready(page)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found ?? null)") is None
    assert True not in by_worker


def test_without_a_websocket_the_page_offers_it(context: BrowserContext, beside):
    """Beside another network."""
    with relayed(urlparse(beside.url).port) as relay:
        relay.manner = "refuses"
        page = visit(context, relay.url)
        tick(page)
        assert "mtss" in go_on(page, says(page, UNHEARD))
    beside.rest()


def test_a_lost_kernel_is_gone_on_without(context: BrowserContext, beside):
    """From the banner; what was answered is in the diary there."""
    page = visit(context, beside.url)
    tick(page)
    answered(page)
    beside.kill_kernels()
    cut_off(page)
    assert "mtss" in go_on(page, page.locator(".connection"))


def test_where_the_front_end_does_not_come_it_is_offered(context: BrowserContext, beside):
    """By the page around it, which needs nothing more."""
    page = context.new_page()
    page.route("**/front.js", lambda route: route.abort() if "/alone/" not in route.request.url else route.continue_())
    page.goto(beside.url)
    go_on(page, page.get_by_role("status"))


def test_where_there_is_none_nothing_is_said(address, beside):
    """The page's body tells its address, or nothing."""
    assert 'data-alone="/alone/"' in answer(beside.url).text
    assert "data-alone=" not in answer(address).text
    assert answer(f"{address}alone/").status == 404
