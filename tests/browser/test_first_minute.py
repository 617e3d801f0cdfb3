"""What stands between a runner and the first exercise is measured as it is met; the pictures show today's page."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Page

from tests.commands.first_minute import figures, over, walked
from tests.commands.pictures import DOCS, HASHES, SHOWN, said
from tests.commands.pictures import walked as pictured
from tests.commands.walk import Walk, seconds
from tests.helpers.serving import wait_for

pytestmark = pytest.mark.browser
_MADE_UP = """<style>
nav { position: sticky; bottom: 0; background: white; height: 44px } p { margin: 0; height: 1500px }
nav, p, button { display: block } .none { position: absolute; width: 1px; height: 1px; overflow: hidden }</style>
<main><p>Two words and 10 more.</p><span class="none">Only heard.</span><button class="back">Back</button>
<button>Go on</button><details><summary>More</summary>Folded away.</details><nav>Today</nav></main>"""


@pytest.fixture
def blank(chromium) -> Page:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


def says(page: Page, wanted: str | None) -> bool:
    """Whether a screen comes to say this, within the seconds that an engine may take for its part."""
    with suppress(AssertionError):
        wait_for(lambda: said(page) == wanted, 5)
    return said(page) == wanted


def test_a_screen_is_measured_as_it_is_seen(blank):
    """Words have letters; what is folded or only heard is none; a control is scrolled to above what sticks."""
    blank.set_content(_MADE_UP)
    walk = Walk(blank)
    walk.at("made up")
    walk.press("button", "Go on")
    (screen,) = walk.screens.values()
    assert (screen.words, screen.before, screen.fold) == (9, 4, 5)
    box = blank.get_by_role("button", name="Go on").bounding_box()
    assert round(box["y"] + box["height"]) == 844 - 44
    assert (walk.taps, walk.scrolled) == (1, blank.evaluate("scrollY"))
    assert walk.scrolled > 700


def test_a_screen_that_says_more_after_an_answer_counts_with_that(blank):
    """And once, however often something is pressed on it."""
    blank.set_content("<main><button onclick=\"this.after(' And then.')\">Go on</button></main>")
    walk = Walk(blank)
    walk.at("made up")
    for _ in range(2):
        walk.press("button", "Go on")
    assert (walk.taps, walk.words, len(walk.screens)) == (2, 4, 1)


def test_the_first_minute_is_within_its_limits(chromium, address):
    """But for one that docs/first-minute.md owns up to: to read every word takes longer than a minute."""
    walks = walked(chromium, address)
    assert [each for each in over(walks) if "seconds to read all" not in each] == []
    assert seconds(walks["first session"].before) <= 45
    assert walks["first session"].words <= 740, "nothing is said twice on the way"
    assert figures(walks["first session"])["seconds"] > 60, "within its limit now: say so in docs/first-minute.md"


def test_the_pictures_are_of_the_page_as_it_is(chromium, address):
    """Each screen says what it said when it was drawn."""
    kept = json.loads(HASHES.read_text(encoding="utf-8"))
    same = {name: says(page, kept.get(name)) for name, page in pictured(chromium, address)}
    assert sorted(same) == sorted(SHOWN)
    assert [name for name in same if not same[name]] == [], (
        "these say something else now: `make pictures` draws them anew"
    )


def test_each_picture_is_small_and_shown():
    """In docs/first-minute.md, and all together in no more than a phone loads in a moment."""
    files = {path.stem: path.stat().st_size for path in (DOCS / "pictures").glob("*.png")}
    assert sorted(files) == sorted(SHOWN)
    assert sum(files.values()) < 600_000
    text = (DOCS / "first-minute.md").read_text(encoding="utf-8")
    assert [name for name in SHOWN if f"(pictures/{name}.png)" not in text] == []
