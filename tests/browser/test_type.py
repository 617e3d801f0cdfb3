"""Type follows the reader, every place has its room, and fingers and fields do what a phone expects."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hosting.serve.printable import printable
from tests.browser.conftest import chromium_path, look, opened
from tests.browser.diary.test_survival import ready
from tests.browser.test_journey import at, points, sideways
from tests.helpers.serving import CHROMIUM_FLAGS, answer
from widgets.controls.script import script, styles
from widgets.dashboard import Dashboard
from workbook.case import Case

pytestmark = pytest.mark.browser
PLACES = tuple(place["id"] for place in Dashboard(Case()).places.places)


@contextmanager
def large_type(chromium: Browser, folder: Path, pixels: int, width: int = 360) -> Iterator[Page]:
    """A phone's page in a browser whose owner has chosen this size of type."""
    (folder / "Default").mkdir(parents=True)
    wish = {"webkit": {"webprefs": {"default_font_size": pixels}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(wish))
    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=chromium_path(),
        args=CHROMIUM_FLAGS,
        viewport={"width": width, "height": 740},
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


CUT = """() => [...document.querySelectorAll(".guide-page :is(button, label, summary, p, li, h1, h2, h3, h4, legend)")]
  .filter((part) => part.checkVisibility({ contentVisibilityAuto: true }) && !part.closest("[data-scrolls], .unseen"))
  .filter((part) => getComputedStyle(part).display !== "inline" && getComputedStyle(part).clipPath !== "inset(50%)")
  .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth + 1)
  .map((part) => `${part.tagName} ${part.innerText}`)"""


def fits(page: Page) -> None:
    """Opened up: nothing is wider than the screen or than its own box."""
    page.evaluate("document.querySelectorAll('.guide-page details').forEach((each) => (each.open = true))")
    assert not sideways(page)
    assert page.evaluate(CUT) == []


def test_type_of_twice_the_size_fits_on_a_phone(chromium, address, diary, tmp_path):
    """In each place, all of it, the chart's words too."""
    with large_type(chromium, tmp_path / "profile", 32) as page:
        page.goto(address)
        ready(page)
        opened(page, diary)
        for place in PLACES:
            at(page, place)
            if place == "progress":
                assert points(page) == 10
                beyond = "(words) => words.filter((word) => word.getBoundingClientRect().right > innerWidth).length"
                assert page.locator(".chart svg text").evaluate_all(beyond) == 0
            if page.locator(".place:visible .lead:visible").count():
                assert look(page.locator(".place:visible .lead:visible").first, "fontSize") == ("34px",)
            fits(page)


def test_pages_without_a_kernel_follow_the_type(chromium, tmp_path, address):
    """The page that waits, and the programme to read."""
    with large_type(chromium, tmp_path / "profile", 32) as page:
        for html in (answer(address).text.partition("<script>")[0], printable()["programme.html"].decode()):
            page.set_content(html)
            assert look(page.locator("p:visible").first, "fontSize") == ("34px",)
            assert not sideways(page)


COVERS = """() => [...document.querySelectorAll(".guide-page *")]
  .filter((part) => part.checkVisibility() && ["sticky", "fixed"].includes(getComputedStyle(part).position))
  .filter((part) => part.offsetWidth > innerWidth / 2)
  .reduce((sum, part) => sum + part.offsetHeight, 0)"""


SIZES = ((320, 256), (320, 568), (360, 640), (390, 844), (568, 320), (844, 390), (1280, 720))
"""The narrowest first: a chart is drawn anew a moment after its room has shrunk."""


def test_what_stays_in_sight_leaves_room_to_read(visitor_once: Page, diary):
    """At most a fifth, at 400 % zoom (320 x 256) and on a phone's side too; and no place scrolls sideways."""
    page = visitor_once
    opened(page, diary)
    for place in PLACES:
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        at(page, place)
        if place == "check-in":
            page.get_by_role("button", name="More: another day").click()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert not sideways(page), (place, width)
            assert page.evaluate(COVERS) <= height / 5, (place, width, height)


def test_fields_do_not_make_a_phone_zoom(visitor_once: Page):
    """Type of 16 px at least where one types or chooses, and no waiting for a second tap."""
    page = visitor_once
    for place in PLACES:
        at(page, place)
        sizes = page.locator(".guide-page :is(input, select, textarea)").evaluate_all(
            "(all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
        )
        assert min(sizes) >= 16
        touched = page.locator(".guide-page :is(button, label, summary, a)").evaluate_all(
            "(all) => all.map((each) => getComputedStyle(each).touchAction)"
        )
        assert set(touched) == {"manipulation"}


def test_a_place_more_is_shown_too(chromium: Browser):
    """A page with eight views shows the eighth, and it alone."""
    sheet = styles()
    views = "".join(f"<div class='place view-{n}'><h2 tabindex='-1'>View {n}</h2></div>" for n in range(8))
    places = [
        {"id": letter, "name": letter, "under": letter, "view": f"view-{n}", "alone": False}
        for n, letter in enumerate("abcdefgh")
    ]
    page = chromium.new_page()
    page.set_content(f"<style>{sheet}</style><div class='guide-page'><div id='places'></div>{views}</div>")
    page.evaluate(
        """async ([text, places]) => {
          history.pushState = history.replaceState = () => {};
          const { default: widget } = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          const state = { places, place: "a" };
          const moved = [];
          const model = {
            get: (name) => state[name],
            set(name, value) { state[name] = value; moved.forEach((each) => each()); },
            on: (_, each) => moved.push(each),
            save_changes() {},
          };
          widget.render({ model, el: document.querySelector("#places") });
        }""",
        [script("places"), places],
    )
    for n in (7, 0, 3):
        page.get_by_role("button").nth(n).click()
        expect(page.locator(".place:visible")).to_have_text(f"View {n}")
    page.close()
