"""The workshop as a room sees it: served by Voila, predicted by keyboard, and asking no other host."""

from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_network import UNHEARD, says
from tests.helpers.relay import relayed
from tests.helpers.serving import ROOT, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    configured = "--Voila.config_file_paths=hosting/voila"
    log = tmp_path_factory.mktemp("voila") / "log"
    with served(ROOT / "workbook" / "workshop.ipynb", log, configured, preheat=False) as address:
        yield address


@pytest.fixture
def workshop(chromium, room):
    page = chromium.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(room)
    yield page
    page.close()
    assert errors == []
    assert hosts <= {"localhost", ""}


def test_a_room_predicts_by_keyboard_and_then_reveals(workshop):
    """Text and cards are there, the speaker's notes are not, and the button waits for a choice."""
    expect(workshop.get_by_role("heading", level=1)).to_contain_text("made-up runners")
    expect(workshop.get_by_text("Sources of the answers")).to_be_visible(timeout=30_000)
    assert workshop.get_by_text("For the speaker").count() == 0
    reveal = workshop.get_by_role("button", name="Reveal").first
    expect(reveal).to_be_disabled()
    workshop.get_by_label("The left hip").first.focus()
    workshop.keyboard.press("Space")
    expect(reveal).to_be_enabled()
    reveal.focus()
    workshop.keyboard.press("Enter")
    expect(workshop.get_by_text("the rules’ answer")).to_be_visible()
    expect(workshop.get_by_role("button", name="Predict again")).to_be_focused()
    assert workshop.evaluate("document.documentElement.scrollWidth") == 360


def revealed(page: Page) -> str:
    """Predicts the last option of each card, reveals the answers, and reads the whole page."""
    cards = page.locator(".predict")
    expect(page.get_by_text("Sources of the answers")).to_be_visible()
    for place in range(cards.count()):
        card = cards.nth(place)
        card.get_by_role("radio").last.check()
        card.get_by_role("button", name="Reveal").click()
        expect(card.get_by_role("button", name="Predict again")).to_be_visible(timeout=60_000)  # Python may start
    expect(page.locator(".chart-plot svg .point").nth(16)).to_be_visible()
    expect(page.locator(".chart-plot:not(:has(svg))")).to_have_count(0)
    return page.locator("#page").inner_text()


def test_the_page_of_one_file_is_the_same(workshop, context, built):
    """From a disk, with the network off: each card asks the same, and answers the same."""
    context.set_offline(True)
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((built / "strength-guide-workshop.html").as_uri())
    assert page.title() == "An hour with made-up runners"
    assert revealed(page) == revealed(workshop)
    assert page.locator(".predict").count() == 15
    assert errors == []


def test_a_network_that_lets_no_websocket_through_is_told(context, room):
    """Before there is anything to see; where it passes again, what was asked for comes."""
    with relayed(urlparse(room).port) as relay:
        relay.manner = "refuses"
        page = context.new_page()
        page.goto(relay.url)
        expect(says(page, UNHEARD)).to_contain_text("Another network")
        relay.manner = "passes"
        expect(page.get_by_role("button", name="Reveal").first).to_be_visible()
        expect(says(page, UNHEARD)).to_have_count(0)
