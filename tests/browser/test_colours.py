"""With few colours and with strong contrast, what is chosen is seen, and what a colour tells."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import look, opened, visiting
from tests.browser.test_journey import GROUPS, at, card, is_sore, none_of_these, points, rate, sore, step

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def few_colours(request, chromium: Browser, address) -> Iterator[Page]:
    """A visitor whose system replaces all colours by its own."""
    with visiting(chromium, address, 390, color_scheme=request.param, forced_colors="active") as page:
        yield page


SYSTEM = """(name) => {
  const probe = document.createElement("p");
  probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""


def drawn(part: Locator) -> tuple[str, ...]:
    return look(part, "backgroundColor", "borderTopColor", "outlineColor", "outlineStyle", "color")


def filled(page: Page, part: Locator) -> bool:
    """Whether it has the colours of what is chosen, and keeps them: the browser lays no ground of its own on it."""
    wanted = tuple(page.evaluate(SYSTEM, name) for name in ("Highlight", "HighlightText"))
    return look(part, "backgroundColor", "color", "forcedColorAdjust") == (*wanted, "none")


def test_what_is_chosen_is_seen_with_forced_colours(few_colours: Page):
    """Numbers, tiles, the place in the bar, by more than a fill, and the button that a place leads to."""
    page = few_colours
    one = page.locator(".q-tile", has=sore(page, "ITB syndrome"))
    other = page.locator(".q-tile", has=sore(page, "Shin splints"))
    assert drawn(one) == drawn(other)
    is_sore(page, "ITB syndrome")
    assert drawn(one) != drawn(other)
    at(page, "plan")
    bar = [page.get_by_role("button", name=name, exact=True) for name in ("Plan", "Progress")]
    assert [filled(page, button.locator("svg")) for button in bar] == [True, False]
    assert [look(button, "textDecorationLine") for button in bar] == [("underline",), ("none",)]

    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    numbers = page.get_by_role("group", name=re.compile("^Left: in your main sets")).locator(".q-number")
    assert [n for n in range(11) if filled(page, numbers.nth(n))] == [7]
    assert filled(page, page.get_by_role("button", name="Save check-in"))
    numbers.nth(3).locator("input").focus()
    page.keyboard.press("ArrowLeft")
    assert look(numbers.nth(2), "outlineStyle", "outlineWidth") == ("solid", "3px"), "focus"


def test_drawings_and_bars_keep_their_colours_with_forced_colours(few_colours: Page):
    """And the words of the legend that tell which is which; a bar without its ground would be nothing."""
    page = few_colours
    step(page, "Pattern")
    for kind, part in (("push", ".p"), ("pull", ".l"), ("hip", ".h")):
        (word,) = look(page.locator(f".legend .{kind}:visible").first, "color")
        assert (word,) == look(page.locator(f".place:visible .figure {part}").first, "fill")
        assert word != page.evaluate(SYSTEM, "CanvasText")
    none_of_these(page)
    step(page, "Programme")
    page.get_by_text("Balance and load").click()
    bars = page.locator(".bar:visible")
    expect(bars.first).to_be_visible()
    assert look(bars.nth(0), "backgroundColor") != look(bars.nth(1), "backgroundColor")


def test_the_chart_is_seen_with_forced_colours(few_colours: Page, diary):
    """Left and right differ, and the words are in the colour of text."""
    page = few_colours
    opened(page, diary)
    step(page, "Progress")
    assert points(page) == 10
    left, right = (look(page.locator(".scatterlayer .trace").nth(n).locator(".point").first, "fill") for n in (0, 3))
    assert left != right
    assert look(page.locator(".xtick text").first, "fill") == (page.evaluate(SYSTEM, "CanvasText"),)


def test_what_cannot_be_pressed_is_grey_with_forced_colours(few_colours: Page):
    """While the page is cut off; what to do about a sign is read as before."""
    page = few_colours
    grey = page.evaluate(SYSTEM, "GrayText")
    at(page, "signs-now")
    sign = page.locator(".q-tile", has=page.get_by_role("checkbox", name=re.compile("^Chest pain")))
    sign.get_by_role("checkbox").check()
    assert look(sign.locator("label"), "color") != (grey,)
    page.evaluate("document.querySelector('.guide-page').classList.add('cut-off')")
    assert look(sign.locator("label"), "color", "opacity") == (grey, "1")
    for read in (sign.get_by_text("Get help now"), card(page, GROUPS["signs-now"]).locator("legend")):
        assert look(read, "color") != (grey,)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_given_where_it_is_asked_for(chromium, address, scheme):
    """Ink is black or white, and lines are drawn in what was the ink of small words."""
    with visiting(chromium, address, 390, color_scheme=scheme, contrast="more") as page:
        at(page, "sore")
        ink = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}[scheme]
        assert look(page.get_by_role("heading", name="Where is it sore?"), "color") == (ink,)
        line = {"light": "rgb(98, 92, 83)", "dark": "rgb(179, 172, 161)"}[scheme]
        assert look(page.locator(".q-tile").first, "borderTopColor") == (line,)
