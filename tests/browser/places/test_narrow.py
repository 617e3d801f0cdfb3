"""What may be long or narrow and is seen all the same: a clinic's words, and the way in above the bar."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import visiting
from tests.browser.test_journey import at, is_known, none_of_these, sideways
from tests.browser.test_type import PLACES
from tests.helpers.serving import Crowded, running

pytestmark = pytest.mark.browser
WORD = "Donaudampfschifffahrtsgesellschaft" * 3
"""Longer than any line of a phone."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory) -> Iterator[str]:
    """The address of a clinic's guide in which names are of one word."""
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "clinic.yaml").write_text(f"name: {WORD}\nsays: {WORD}\n")
    (folder / "injuries.yaml").write_text(f"- {{id: pfp, name: {WORD}, where: {WORD}}}\n")
    log = folder.with_suffix(".log")
    with running(Crowded(log, CEILING=5, POOL=1, STRENGTH_GUIDE_OVERLAY=str(folder))) as served:
        yield served.url


def test_no_long_word_scrolls_a_place_sideways(chromium, clinic):
    """Of a clinic's name, of what it says, and of an injury, at 360 pixels."""
    with visiting(chromium, clinic, 360) as page:
        at(page, "sore")
        page.get_by_role("checkbox", name=f"{WORD}: sore now").check()
        none_of_these(page)
        is_known(page, WORD)
        for place in PLACES:
            at(page, place)
            assert not sideways(page), place


def bar_and_begin(page: Page) -> tuple[float, float]:
    """The upper end of the bar, and the lower end of the way in."""
    bar = page.get_by_role("navigation", name="Places").bounding_box()
    begin = page.get_by_role("button", name="Begin", exact=True).bounding_box()
    return bar["y"], begin["y"] + begin["height"]


@pytest.mark.parametrize(("width", "height"), [(844, 390), (360, 740)])
def test_the_way_in_stands_above_the_bar(chromium: Browser, address, width, height):
    """On a phone that lies, too."""
    with visiting(chromium, address, width) as page:
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
        bar, begin = bar_and_begin(page)
        assert begin <= bar


@pytest.mark.parametrize(("width", "height"), [(360, 740), (844, 390)])
def test_the_bar_is_one_row_of_twice_the_type(chromium, address, width, height):
    """And a fifth of the screen at most."""
    with visiting(chromium, address, width) as page:
        page.set_viewport_size({"width": width, "height": height})
        page.add_style_tag(content="html { font-size: 200% }")
        buttons = page.get_by_role("navigation", name="Places").get_by_role("button").all()
        boxes = [button.bounding_box() for button in buttons]
        assert len({round(box["y"]) for box in boxes}) == 1
        assert max(box["height"] for box in boxes) <= height / 5
