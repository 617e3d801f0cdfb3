"""While an answer waits to be worked out, nothing is offered that it may take away: pain is never ignored."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.front.test_as_left import button, context, leave, visit  # noqa: F401 - a fixture is used by its name
from tests.browser.test_journey import at, is_sore, none_of_these, sore, step

pytestmark = pytest.mark.browser
WAITS = "Your answers are being worked out."


def offers_nothing(page: Page) -> None:
    """No exercise in the programme, nothing to download, no session to start; and it is said why."""
    step(page, "Programme")
    expect(page.get_by_text(WAITS).locator("visible=true")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("heading", name="Its exercises")).to_have_count(0)
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
    expect(page.get_by_role("heading", name="Its exercises")).to_be_visible()
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


PLACES = ("today", "plan", "programme", "check", "signs-pain", "library", "check-in", "your-diary")


def says_what_to_do(page: Page, what: str) -> None:
    """At the head of every place, with the way to the card; on the card itself it stands under the box."""
    head = page.get_by_role("region", name="What to do now")
    for place in PLACES:
        at(page, place)
        expect(head).to_contain_text(what)
        expect(button(page, "Start the session")).to_have_count(0)
    head.get_by_role("button", name="Look at your answer").click()
    expect(page.get_by_role("checkbox", name="Chest pain")).to_be_checked()
    expect(page.get_by_text(what).locator("visible=true")).to_have_count(1)


def test_what_to_do_about_a_sign_is_said_everywhere_though_no_engine_ever_comes(context, address):  # noqa: F811
    """Also after a reload; until the box is unticked, or an engine has heard of it and says so itself."""
    page = visit(context, address, [])
    urgent(page)
    says_what_to_do(page, "Get help now")
    page.reload()
    says_what_to_do(page, "Get help now")
    page.get_by_role("checkbox", name="Chest pain").uncheck()
    at(page, "plan")
    expect(page.get_by_role("region", name="What to do now")).to_have_count(0)
    urgent(page)
    page.unroute("**/engine")
    page.reload()
    at(page, "plan")
    expect(page.get_by_role("region", name="What your safety answers mean").locator("visible=true")).to_be_visible()
    expect(page.get_by_role("region", name="What to do now")).to_have_count(0)


def test_what_to_do_is_said_in_a_browser_that_keeps_nothing(context, address):  # noqa: F811
    """For as long as the page is open; a sign that is seen today, too, and after it one that cannot wait."""
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('private'); } })")
    page = visit(context, address, [])
    head = page.get_by_role("region", name="What to do now")
    at(page, "signs-now")
    page.get_by_role("checkbox", name="Snap or kick in the heel").check()
    at(page, "today")
    expect(head).to_contain_text("See someone today")
    urgent(page)
    at(page, "today")
    expect(head).to_contain_text("Get help now")


def test_no_answer_is_denied_while_it_waits(context, address):  # noqa: F811
    """The list of all answers says that they wait, and leads to each card, where they stand, also after a reload."""
    engines: list[Route] = []
    page = visit(context, address, engines)
    at(page, "check")
    expect(page.get_by_text("not answered yet").locator("visible=true")).to_have_count(3)
    is_sore(page, "Shin splints")
    none_of_these(page)
    for again in (False, True):
        if again:
            page.reload()
        at(page, "check")
        expect(page.get_by_text("not worked out yet").locator("visible=true")).to_have_count(9)
        for denial in ("not answered yet", "nowhere", "Still open"):
            expect(page.get_by_text(denial).locator("visible=true")).to_have_count(0)
        page.get_by_role("button", name="Change: Health in general").click()
        expect(page.locator("[data-card=signs-health] [value=none_of_these]")).to_be_checked()
        expect(sore(page, "Shin splints")).to_be_checked()
    engines[-1].continue_()
    at(page, "check")
    expect(page.get_by_text("Shin splints (now)")).to_be_visible()
    expect(page.get_by_text("not worked out yet").locator("visible=true")).to_have_count(0)
    expect(page.get_by_text("not answered yet").locator("visible=true")).to_have_count(0)
