"""What axe finds in the page's places, in light, in the dark and with few colours: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import ROOT
from tests.browser.alone import tap
from tests.browser.conftest import opened
from tests.browser.test_journey import at, none_of_these
from widgets.dashboard import Dashboard
from workbook.case import Case

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
_ALL = Dashboard(Case()).places.places
PLACES = tuple(place["id"] for place in _ALL)
CARDS = tuple(place["id"] for place in _ALL if place["alone"])
SOME = (*(place["id"] for place in _ALL if place["id"] == place["under"]), "sore", "check-in")
"""Those in the bar, and two that differ from them: axe is a second or two over each."""
LIKES = {"dark": ({"color_scheme": "dark"}, PLACES), "few colours": ({"forced_colors": "active"}, SOME)}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that may say something else of the same page in other colours."""
WALK = ("Next", "Pause", "Done", "It hurts", "Skip this exercise", "Go on with it", "End", "Stay")
"""Through a session: repetitions, a rest, the pain form and what it misses, the question at its end."""
FOUND = """async ({ runOnly, whole }) => {
  const hidden = whole ? [] : [...document.querySelectorAll(".guide-page > .place")].filter(
    (place) => getComputedStyle(place).display === "none");
  const marks = hidden.map((place) => { const mark = new Comment(); place.replaceWith(mark); return mark; });
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  marks.forEach((mark, n) => mark.replaceWith(hidden[n]));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}"""
"""What is not shown is out of the page meanwhile: axe walks all of it, place after place; once the `whole` stays."""


@contextmanager
def looked_at(chromium: Browser, address: str, **likes: str) -> Iterator[Page]:
    """A page that lets axe in, as tall as what it shows: axe takes what the bar stands on to be covered for ever."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 12_000}, reduced_motion="reduce", bypass_csp=True, **likes
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("navigation", name="Places").wait_for()
    page.evaluate(f"() => {{ {AXE} }}")
    yield page
    context.close()


def found(page: Page, *rules: str, whole: bool = False) -> list[str]:
    """By these rules, or by all; with everything open that can be."""
    page.evaluate("document.querySelectorAll('.guide-page details').forEach((each) => (each.open = true))")
    kind = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    return page.evaluate(FOUND, {"runOnly": kind, "whole": whole})


def told(page: Page, *places: str, rules: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What is found at each place, where anything is."""
    all_found = {}
    for place in places:
        at(page, place)
        all_found[place] = found(page, *rules)
    return {place: some for place, some in all_found.items() if some}


def test_nothing_is_found_at_any_place(chromium, address, diary):
    """Of a runner with a diary, the check-in with all that it can ask; and where the bar is at the side."""
    with looked_at(chromium, address) as page:
        opened(page, diary)
        assert told(page, *PLACES) == {}
        assert found(page, whole=True) == []
        at(page, "check-in")
        page.get_by_role("button", name="More: another day").click()
        expect(page.get_by_label("Date of this check-in")).to_be_visible()
        assert found(page) == []
        page.set_viewport_size({"width": 1280, "height": 12_000})
        assert told(page, *SOME) == {}


@pytest.mark.parametrize(("likes", "places"), LIKES.values(), ids=LIKES)
def test_other_colours_are_seen_as_well(chromium, address, diary, likes, places):
    """In the dark, and with few colours."""
    with looked_at(chromium, address, **likes) as page:
        opened(page, diary)
        assert told(page, *places, rules=OF_COLOURS) == {}


def test_nothing_is_found_at_a_first_visit(chromium, address):
    """From the welcome and the cards through a session, from its first moment to its summary."""
    with looked_at(chromium, address) as page:
        assert told(page, "today", *CARDS) == {}
        none_of_these(page)
        at(page, "today")
        page.get_by_role("button", name="Start the session").click()
        expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
        seen = {"Start the session": found(page)}
        for name in WALK:
            tap(page, name)
            seen[name] = found(page)
        while page.get_by_role("button", name="Skip exercise").count():
            tap(page, "Skip exercise")
        seen["summary"] = found(page)
        expect(page.get_by_role("heading", name="Session over")).to_be_visible()
        assert {name: some for name, some in seen.items() if some} == {}
