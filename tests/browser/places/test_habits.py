"""What browsers are used for: addresses, Back, bookmarks, tabs, translators, and a page that is calm."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import is_kept, opened, visiting
from tests.browser.test_journey import at, settled, step
from widgets.dashboard import Dashboard
from workbook.case import Case

pytestmark = pytest.mark.browser
PLACES = [(place.id, place.name) for view in Dashboard(Case()).views for place in view.places]
WRAP = """() => {
  const texts = document.createTreeWalker(document.querySelector(".guide-page"), NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) all.push(texts.currentNode);
  for (const text of all.filter((each) => each.data.trim() && !each.parentNode.closest("style, svg, font"))) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  }
}"""
"""What translators of browsers do to the words of a page."""

COVERED = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  const parts = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y));
  const over = parts.map((part) => part?.closest(".in-sight, .places"));
  return over.some((part) => part && !part.contains(document.activeElement));
}"""
"""Whether the bar, or what ends a screen, lies on what has the focus."""


@pytest.fixture(scope="module")
def kept(chromium: Browser, address, diary) -> Iterator[Page]:
    """A runner with a diary, on a phone, who wants no motion."""
    with visiting(chromium, address, 390) as page:
        opened(page, diary)
        yield page


def here(page: Page) -> str:
    return page.locator(".guide-page").get_attribute("data-place") or ""


def test_every_place_begins_at_its_top_and_says_where_one_is(kept: Page):
    """Its name in the title, focus on its head, nothing that moves, and no alert without a word."""
    page = kept
    at(page, PLACES[-1][0])
    for place, name in PLACES:
        page.evaluate("scrollTo(0, 400)")
        at(page, place)
        expect(page).to_have_title(re.compile(f"^{re.escape(name)} – "))
        expect(page.locator("h2:focus")).to_be_in_viewport()
        assert page.evaluate("scrollY") == 0, place
        assert page.locator("h2:visible").first.evaluate("(head) => head === document.activeElement"), place
        assert page.locator("[role=alert]:empty").count() == 0, place
        moves = "document.getAnimations().filter((each) => each.playState === 'running').length"
        assert page.evaluate(moves) == 0, place
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_page_that_was_just_opened_has_nothing_to_warn_of(visitor_once: Page):
    """At no place of it."""
    for place, _ in PLACES:
        at(visitor_once, place)
        assert visitor_once.locator("[role=alert]").count() == 0, place


@pytest.mark.parametrize(("place", "tabs"), [("check-in", 30), ("library", 40), ("sore", 32)])
def test_what_has_the_focus_is_seen(kept: Page, place, tabs):
    """Neither the bar nor Save lies on it, however far down a page one goes with the tab key."""
    at(kept, place)
    for _ in range(tabs):
        kept.keyboard.press("Tab")
        assert not kept.evaluate(COVERED), kept.evaluate("document.activeElement.outerHTML")
    assert kept.evaluate("scrollY") > 0


def test_back_and_forward_walk_the_places_and_a_reload_stays(kept: Page):
    """By the browser's buttons, whichever way one came."""
    page = kept
    at(page, "today")
    step(page, "Plan")
    step(page, "Pattern")
    at(page, "signs-pain")
    for place in ("pattern", "more", "plan", "today"):
        page.go_back()
        page.locator(f".guide-page[data-place='{place}']").wait_for()
    page.go_forward()
    page.go_forward()
    page.locator(".guide-page[data-place='more']").wait_for()
    page.reload()
    expect(page.get_by_role("heading", name="More", exact=True, level=2)).to_be_visible()
    page.go_back()
    page.locator(".guide-page[data-place='plan']").wait_for()


def test_a_bookmark_opens_its_place_and_two_tabs_differ(kept: Page, address):
    """A place that nobody knows leads to Today."""
    page = kept
    at(page, "plan")
    second = page.context.new_page()
    for bookmark, heading in (("days", "Which days?"), ("gone-for-ever", "Today")):
        second.goto("about:blank")
        second.goto(f"{address}#{bookmark}")
        expect(second.get_by_role("heading", name=heading, level=2)).to_be_visible()
    assert (here(page), here(second)) == ("plan", "today")
    second.close()


def test_who_changes_an_answer_comes_back_to_all_answers(kept: Page):
    """Also with a reload in between."""
    page = kept
    for reloaded in (False, True):
        step(page, "Check")
        page.get_by_role("button", name="Change: Minutes").click()
        expect(page.get_by_role("heading", name="How many minutes a session?")).to_be_visible()
        if reloaded:
            page.reload()
        minutes = page.get_by_role("radio", name="20" if reloaded else "45")
        minutes.check()
        page.get_by_role("button", name="Done", exact=True).click()
        expect(page.get_by_role("heading", name="Check", exact=True, level=2)).to_be_visible()
        expect(page.get_by_text(f"{20 if reloaded else 45} a session")).to_be_visible()


def test_a_translated_page_goes_on(visitor_once: Page):
    """The words are in elements of a translator's, from the welcome to a session."""
    page = visitor_once
    assert page.evaluate("document.documentElement.lang") == "en-GB"

    def press(name: str) -> None:
        page.evaluate(WRAP)
        settled(page)
        page.get_by_role("button", name=name, exact=True).click()

    press("Begin")
    page.evaluate(WRAP)
    page.get_by_role("checkbox", name="Runner's knee: sore now").check()
    press("Next")
    sign = page.get_by_role("checkbox", name=re.compile("^Chest pain"))
    page.evaluate(WRAP)
    sign.check()
    expect(page.get_by_role("button", name="None of these", exact=True)).to_have_count(0)
    sign.uncheck()
    for _ in range(3):
        press("None of these")
    expect(page.get_by_text("5 of 7", exact=True)).to_be_visible()
    is_kept(page, "answer-screened")
    for _ in range(3):
        press("Next")
    expect(page.get_by_text("Runner's knee (now)")).to_be_visible()
    press("Here is tonight's session")
    press("Start the session")
    expect(page.get_by_role("dialog")).to_be_visible()
