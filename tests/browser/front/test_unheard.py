"""While an answer waits to be worked out, nothing is offered that it may take away: pain is never ignored."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.front.test_as_left import button, context, leave, visit  # noqa: F401 - a fixture is used by its name
from tests.browser.test_journey import at, step

pytestmark = pytest.mark.browser
WAITS = "Your answers are being worked out."


def offers_nothing(page: Page) -> None:
    """No exercise in the programme, nothing to download, no session to start; and it is said why."""
    step(page, "Programme")
    expect(page.get_by_text(WAITS).locator("visible=true")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    step(page, "Guide and calendar")
    expect(page.get_by_text(WAITS).locator("visible=true")).to_be_visible()
    expect(page.get_by_role("button", name="Calendar file")).to_have_count(0)
    step(page, "Today")
    expect(page.get_by_text(WAITS).locator("visible=true")).to_be_visible()
    expect(button(page, "Start the session")).to_have_count(0)


def said_no_more(page: Page) -> None:
    for each in page.get_by_text(WAITS).all():
        expect(each).to_be_hidden()


def urgent(page: Page) -> None:
    at(page, "signs-now")
    page.get_by_role("checkbox", name="Chest pain").check()


def test_a_sign_hides_the_programme_before_anybody_has_heard_of_it(context: BrowserContext, address):  # noqa: F811
    """And the engine's answer says what to do; a first programme is shown until then."""
    engines: list[Route] = []
    page = visit(context, address, engines)
    step(page, "Programme")
    expect(page.get_by_role("article").first).to_be_visible()
    urgent(page)
    offers_nothing(page)
    engines[0].continue_()
    step(page, "Programme")
    expect(page.get_by_text("Get help now").locator("visible=true").first).to_be_visible()
    said_no_more(page)
    expect(page.get_by_role("article")).to_have_count(0)


def test_a_page_as_it_was_left_offers_nothing_after_a_sign(context: BrowserContext, address, diary):  # noqa: F811
    """Nor after a reload, when the sign is only kept as what was begun."""
    leave(context, address, diary, "today")
    page = visit(context, address, [])
    expect(button(page, "Start the session")).to_be_visible()
    urgent(page)
    offers_nothing(page)
    page.reload()
    offers_nothing(page)
    page.unroute("**/engine")
    page.reload()
    step(page, "Today")
    expect(page.get_by_text("Get help now").locator("visible=true").first).to_be_visible()
    said_no_more(page)
    expect(button(page, "Start the session")).to_have_count(0)


def test_a_diary_without_its_page_is_offered_nothing_made_for_nobody(context: BrowserContext, address, diary):  # noqa: F811
    """After an upgrade there is a diary, and no page as it was left of this release."""
    leave(context, address, diary, "today")
    page = visit(context, address)
    page.evaluate("localStorage.removeItem('strength-guide-page')")
    page.close()
    page = visit(context, address, [])
    offers_nothing(page)
