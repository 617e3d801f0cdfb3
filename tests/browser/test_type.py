"""Type follows the reader, every step has its place, and fingers and fields do what a phone expects."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hosting.serve.printable import printable
from tests.browser.conftest import chromium_path, look, opened, visiting
from tests.browser.diary.test_survival import ready
from tests.browser.test_journey import points, sideways, step
from tests.helpers.serving import CHROMIUM_FLAGS, answer
from widgets.controls.script import script, styles

pytestmark = pytest.mark.browser
STEPS = ("Check", "Pattern", "Programme", "Today", "Check in", "Progress", "Library")


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
  .filter((part) => part.checkVisibility({ contentVisibilityAuto: true }) && !part.closest("[data-scrolls]"))
  .filter((part) => getComputedStyle(part).display !== "inline")
  .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth + 1)
  .map((part) => `${part.tagName} ${part.innerText}`)"""


def fits(page: Page) -> None:
    """Opened up: nothing is wider than the screen or than its own box."""
    page.evaluate("document.querySelectorAll('.guide-page details').forEach((each) => (each.open = true))")
    assert not sideways(page)
    assert page.evaluate(CUT) == []


def test_type_of_twice_the_size_fits_on_a_phone(chromium, address, diary, tmp_path):
    """In each step, all of it, the chart's words too."""
    with large_type(chromium, tmp_path / "profile", 32) as page:
        page.goto(address)
        ready(page)
        opened(page, diary)
        for name in STEPS:
            step(page, name)
            if name == "Progress":
                assert points(page) == 10
                beyond = "(words) => words.filter((word) => word.getBoundingClientRect().right > innerWidth).length"
                assert page.locator(".chart svg text").evaluate_all(beyond) == 0
            assert look(page.locator(".place:visible .lead"), "fontSize") == ("34px",)
            fits(page)


def test_pages_without_a_kernel_follow_the_type(chromium, tmp_path, address):
    """The page that waits, and the programme to read."""
    with large_type(chromium, tmp_path / "profile", 32) as page:
        for html in (answer(address).text.partition("<script>")[0], printable()["programme.html"].decode()):
            page.set_content(html)
            assert look(page.locator("p:visible").first, "fontSize") == ("34px",)
            assert not sideways(page)


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (360, 640), (1280, 720)])
def test_what_stays_in_sight_leaves_room_to_read(chromium, address, width, height):
    """At most a fifth, at 400 % zoom (320 x 256) too; and no step scrolls sideways."""
    with visiting(chromium, address, width) as page:
        page.set_viewport_size({"width": width, "height": height})
        for name in STEPS:
            step(page, name)
            assert not sideways(page)
        stays = "(node) => getComputedStyle(node).position === 'sticky' ? node.offsetHeight : 0"
        assert page.locator(".steps").evaluate(stays) <= height / 5


def test_fields_do_not_make_a_phone_zoom(visitor_once: Page):
    """Type of 16 px at least where one types or chooses, and no waiting for a second tap."""
    page = visitor_once
    for name in STEPS:
        step(page, name)
        sizes = page.locator(".guide-page :is(input, select, textarea)").evaluate_all(
            "(all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
        )
        assert min(sizes) >= 16
        touched = page.locator(".guide-page :is(button, label, summary, a)").evaluate_all(
            "(all) => all.map((each) => getComputedStyle(each).touchAction)"
        )
        assert set(touched) == {"manipulation"}


def test_a_step_more_is_shown_too(chromium: Browser):
    """A page with eight views shows the eighth, and it alone."""
    sheet = styles()
    views = "".join(f"<div class='step step-{n}'>View {n}</div>" for n in range(8))
    page = chromium.new_page()
    page.set_content(f"<style>{sheet}</style><div class='guide-page'><div id='steps'></div>{views}</div>")
    page.evaluate(
        """async (text) => {
          const { default: steps } = await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          const state = { names: [..."abcdefgh"], step: 0 };
          const moved = [];
          const model = {
            get: (name) => state[name],
            set(name, value) { state[name] = value; moved.forEach((each) => each()); },
            on: (_, each) => moved.push(each),
            save_changes() {},
          };
          steps.render({ model, el: document.querySelector("#steps") });
        }""",
        script("steps"),
    )
    for n in (7, 0, 3):
        page.get_by_role("button").nth(n).click()
        expect(page.locator(".place:visible")).to_have_text(f"View {n}")
    page.close()
