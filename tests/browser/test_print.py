"""What a runner gets who prints the page: the place that is open, with everything that a screen keeps closed."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import opened, visiting
from tests.browser.test_journey import FOUR, at, points, step

pytestmark = pytest.mark.browser
PLACES = {
    "today": 400,
    "plan": 1000,
    "programme": 1000,
    "progress": 1000,
    "library": 1000,
    "pattern": 1000,
    "privacy": 1000,
}
"""How many letters each says at least."""
BUTTONS = ("Start the session", "Printed guide, A4", "Save check-in", "Download diary", "Forget everything", "Swap it")


@pytest.fixture(scope="module")
def visited(chromium: Browser, address, diary) -> Iterator[Page]:
    """In the dark, where ink is light."""
    with visiting(chromium, address, 390, color_scheme="dark") as page:
        opened(page, diary)
        yield page


@pytest.fixture
def page(visited: Page) -> Iterator[Page]:
    """The same for all, for printing changes nothing; on a screen again afterwards."""
    yield visited
    visited.emulate_media(media="null", color_scheme="dark")


def printed(page: Page) -> str:
    """The words on paper; ligatures are written out."""
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert all(text.strip() for text in pages), "no sheet is empty"
    return re.sub(r"\s+", " ", " ".join(pages)).replace("ﬁ", "fi").replace("ﬀ", "ff").replace("ﬂ", "fl")


def test_the_programme_is_printed_with_its_sessions_and_reasons(page):
    """Six weeks, opened, and a card with its drawing for each exercise, on a few sheets. What was closed in a card
    stays closed, and what a reader opened is printed."""
    step(page, "Programme")
    expect(page.get_by_role("article", name=FOUR[0], exact=True)).to_be_visible()  # no first visit's programme has it
    words = printed(page)
    for week in range(1, 7):
        assert f"Week {week}:" in words
    assert page.locator(".week .session").count() == len(re.findall(r"SESSION [AB] · ", words)) == 12
    assert words.count("WHY IT IS HERE") == page.get_by_role("article").count()
    shut = ("minutes add up", "WATCH FOR", "Where this is in your stride", "What was left out, and why")
    assert [said for said in shut if said in words] == []
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 14
    assert page.locator("details[open]").count() == 0, "closed again"
    opened_by_hand = ("Watch for, minutes, sources", "What was left out, and why")
    for summary in opened_by_hand:
        page.locator("summary", has_text=summary).first.click()
    words = printed(page)
    assert words.count("WATCH FOR") == words.count("What was left out, and why") == 1
    for summary in opened_by_hand:
        page.locator("summary", has_text=summary).first.click()


def test_a_programmes_cards_are_whole_on_their_sheets(page):
    """Side by side, with small drawings, each start and end of a movement once."""
    step(page, "Programme")
    page.set_viewport_size({"width": 718, "height": 1047})
    page.emulate_media(media="print")
    cards = page.get_by_role("article")
    one, other = cards.first.bounding_box(), cards.last.bounding_box()
    assert one["x"] + one["width"] < other["x"], "in two columns"
    for card in cards.all():
        expect(card).to_have_css("break-inside", "avoid")
        drawn = [svg.bounding_box() for svg in card.locator("svg").locator("visible=true").all()]
        assert len(drawn) == 2
        assert max(box["height"] for box in drawn) < 100
    page.set_viewport_size({"width": 390, "height": 844})


def test_today_is_printed_with_the_session_of_tonight(page):
    """Its exercises and their doses, though a screen shows them one at a time."""
    step(page, "Today")
    page.get_by_role("radio", name=re.compile("^Session B")).check()
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    page.locator(".on-paper", has_text="Session B").wait_for(state="attached")
    words = printed(page)
    assert "SESSION B" in words.upper()
    assert len(re.findall(r"\d × \d+", words)) >= 4


def test_progress_is_printed_with_chart_words_and_table(page):
    """The chart is in ink that is seen on white, however dark the screen is."""
    step(page, "Progress")
    assert points(page) == 10
    words = printed(page)
    for said in ("hardly felt", "Front-of-hip tightness", "Your ratings by week", "Too early to say"):
        assert said in words
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".chart .xtick text").first).to_have_css("fill", "rgb(34, 32, 28)")
    expect(page.locator(".chart .point").first).to_have_css("fill", "rgb(168, 67, 26)")
    expect(page.get_by_role("heading", name="Progress")).to_have_css("color", "rgb(34, 32, 28)")


def test_a_place_is_a_few_sheets_with_its_drawings_and_nothing_to_press(page):
    """The week with its strip and both sessions; the trends; and what Today has drawn."""
    for place, drawn in (
        ("today", ".drawing svg, .stills svg"),
        ("plan", ".week-strip li"),
        ("progress", ".chart svg"),
    ):
        at(page, place)
        expect(page.locator(drawn).locator("visible=true").first).to_be_visible()
        assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) <= 4
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator(drawn).locator("visible=true").first).to_be_visible()
        expect(page.get_by_role("navigation", name="Places")).not_to_be_visible()
        left = page.locator(".guide-page").get_by_role("button").all_inner_texts()
        assert not [words for words in left if not re.match(r"Week \d\b", words)], "weeks are read on paper"
        page.emulate_media(media="null", color_scheme="dark")


@pytest.mark.parametrize("place", PLACES)
def test_no_place_is_printed_empty_or_with_its_buttons(page, place):
    """Each says more than its title; the bar, buttons and banners stay on the screen."""
    at(page, place)
    words = printed(page)
    assert len(words) > 1000
    assert not [button for button in BUTTONS if button in words]
    assert "TodayPlanProgress" not in words.replace(" ", "")
