"""Where it is sore: the same answer by a tap on the body, by a row and by keys; and alerts that are there when told."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.alone import opened, serve_widget
from widgets.controls.questions import Item, Questions, date, option, spot, spots, ticks

pytestmark = pytest.mark.browser
WARNS = "One sore spot on the bone is not shin splints."
ITEM = spots(
    "injuries",
    "Where is it sore?",
    [
        spot("mtss", "Shin splints", "inner edge of the shin", WARNS, spot="shin"),
        spot("pfp", "Runner's knee", "around the kneecap", spot="knee_front"),
        spot("hip", "Sore outer hip", spot="hip_side"),
        spot("achilles", "Achilles tendinopathy", "above the heel", spot="achilles"),
        spot("itb", "ITB syndrome", "outer side of the knee", spot="knee_side"),
        spot("tight_hip_flexor", "Tight hip flexors", "front of the hip", kind="tightness", spot="hip_front"),
        spot("tight_hamstring", "Tight hamstrings", "back of the thigh", kind="tightness", spot="thigh_back"),
        spot("other", "Of our clinic"),
    ],
    "Tap where it is sore, or choose in the list.",
)
SORE = {"state": "sore", "side": None}
LEFT = {"state": "sore", "side": "left"}


def asked(context: BrowserContext, *items: Item, **values: Any) -> Page:
    shown = {"turn": 1, "heard": 0, "values": values}
    serve_widget(context, Questions, items=list(items or [ITEM]), shown=shown, kept_as="")
    page = opened(context)
    page.get_by_role("group").first.wait_for()
    return page


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name, exact=True)


def spot(page: Page, name: str, leg: str = "left") -> Locator:
    """A region of the drawing, on one leg; it is hidden from roles."""
    return page.locator(f"[data-spot={name}] g").filter(has=page.locator(f"[data-leg={leg}]"))


def last(page: Page) -> Any:
    """The answer that the kernel was told last."""
    return page.evaluate("sent.at(-1)?.touched.injuries")


def test_a_tap_on_the_body_tells_of_a_row(context):
    """The row shows it, its warning comes, and another tap takes both back."""
    page = asked(context)
    row = page.get_by_role("group", name="Shin splints")
    spot(page, "shin").click()
    expect(box(page, "Shin splints: sore now")).to_be_checked()
    expect(row.get_by_role("alert")).to_have_text(WARNS)
    assert last(page) == {"mtss": LEFT}
    spot(page, "knee_front", "right").click()
    expect(box(page, "Runner's knee: sore now")).to_be_checked()
    expect(box(page, "Runner's knee: right")).to_be_checked()
    told = page.get_by_text("Runner's knee:")
    expect(told).to_have_text("Runner's knee: sore now, right")
    box(page, "Runner's knee: past").check()
    expect(told).to_have_text("Runner's knee: past, right")
    box(page, "Runner's knee: past").uncheck()
    expect(told).to_have_count(0)
    spot(page, "knee_front").click()
    assert last(page) == {"mtss": LEFT, "pfp": LEFT}
    spot(page, "shin").click()
    expect(box(page, "Shin splints: sore now")).not_to_be_checked()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert last(page) == {"pfp": LEFT}
    spot(page, "thigh_back").click()
    expect(box(page, "Tight hamstrings: yes")).to_be_checked()
    assert page.evaluate("sent.map(({ kind, number }) => [kind, number])") == [["answered", n] for n in range(1, 8)]


def test_a_tap_paints_its_leg_alone_and_brings_its_row_into_sight(context):
    """With the choice of side and the warning, on a phone, where the rows are below the drawing."""
    page = asked(context)
    page.set_viewport_size({"width": 390, "height": 460})
    row = page.get_by_role("group", name="Shin splints")
    expect(row).not_to_be_in_viewport(ratio=1)
    spot(page, "shin", "right").click()
    expect(row.get_by_role("alert")).to_have_text(WARNS)
    expect(row).to_be_in_viewport(ratio=1)
    expect(box(page, "Shin splints: right")).to_be_checked()
    for leg, state in (("right", "sore"), ("left", "")):
        expect(spot(page, "shin", leg).locator("ellipse")).to_have_attribute("data-state", state)


def test_sore_past_and_a_side_are_told_in_one_row_and_taken_back(context):
    """A side is asked of an injury that is chosen, and is seen on that leg alone."""
    page = asked(context)
    sore, past = (box(page, f"Runner's knee: {word}") for word in ("sore now", "past"))
    left, both = (box(page, f"Runner's knee: {word}") for word in ("left", "both"))
    expect(left).to_have_count(0)
    past.check()
    left.check()
    assert last(page) == {"pfp": {"state": "settled", "side": "left"}}
    knees = [spot(page, "knee_front", leg).locator("ellipse") for leg in ("left", "right")]
    for knee, state in zip(knees, ("settled", ""), strict=True):
        expect(knee).to_have_attribute("data-state", state)
    sore.check()
    expect(past).not_to_be_checked()
    both.check()
    expect(left).not_to_be_checked()
    for knee in knees:
        expect(knee).to_have_attribute("data-state", "sore")
    both.uncheck()
    assert last(page) == {"pfp": SORE}
    sore.uncheck()
    expect(left).to_have_count(0)
    assert last(page) == {}
    box(page, "Tight hip flexors: yes").check()
    expect(box(page, "Tight hip flexors: left")).to_have_count(0)
    assert last(page) == {"tight_hip_flexor": SORE}


def test_keys_reach_every_row_and_never_the_drawing(context):
    """Tab goes from box to box; space chooses, and takes back."""
    page = asked(context)
    drawn = page.locator("[aria-hidden=true]").filter(has=page.locator("svg")).first
    assert drawn.locator(":is(a, button, input, [tabindex])").count() == 0
    page.keyboard.press("Tab")
    expect(box(page, "Shin splints: sore now")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(box(page, "Shin splints: past")).to_be_focused()
    page.keyboard.press("Tab")
    expect(box(page, "Shin splints: left")).to_be_focused()
    page.keyboard.press("Space")
    assert last(page) == {"mtss": {"state": "sore", "side": "left"}}
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(box(page, "Shin splints: sore now")).not_to_be_checked()
    assert last(page) == {"mtss": {"state": "settled", "side": "left"}}
    page.keyboard.press("Space")
    expect(box(page, "Shin splints: past")).to_be_focused()
    assert last(page) == {}


def test_what_the_kernel_shows_is_drawn_and_hostile_answers_are_not(context):
    """A reload brings the rows back; an answer of another shape chooses nothing."""
    known = {"mtss": {"state": "settled", "side": "right"}}
    page = asked(context, injuries={**known, "pfp": {"state": "<b>"}, "gone": SORE, "other": "sore"})
    expect(box(page, "Shin splints: past")).to_be_checked()
    expect(box(page, "Shin splints: right")).to_be_checked()
    assert page.get_by_role("checkbox", checked=True).count() == 2
    page.evaluate("change('shown', { turn: 2, heard: 0, values: { injuries: ['mtss'] } })")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    box(page, "Of our clinic: past").check()
    assert last(page) == {"other": {"state": "settled", "side": None}}


@pytest.mark.parametrize(("width", "type_size"), [(320, 100), (360, 100), (360, 200), (820, 100)])
def test_everything_to_press_is_large_enough_and_nothing_goes_sideways(context, width, type_size):
    """44 pixels each way for every region and every toggle, and no region covers another."""
    page = asked(context, injuries={"mtss": SORE})
    page.set_viewport_size({"width": width, "height": 844})
    page.add_style_tag(content=f"html {{ font-size: {type_size}% }}")
    toggles = page.get_by_role("checkbox").all()
    boxes = [part.bounding_box() for part in [*page.locator("[data-spot] rect").all(), *toggles]]
    assert len(boxes) == 14 + 6 * 2 + 2 + 3
    assert min(min(each["width"], each["height"]) for each in boxes) >= 43.9
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("hip_front", "knee_front", "shin", "hip_side", "thigh_back", "knee_side", "achilles"):
        for leg in ("left", "right"):
            spot(page, name, leg).click(trial=True)


def test_what_is_chosen_is_seen_without_colours(context):
    """Its line on the drawing is whole and thicker, its toggle has a mark."""
    page = asked(context, injuries={"mtss": SORE})
    page.emulate_media(forced_colors="active")
    chosen, other = (spot(page, name).locator("ellipse") for name in ("shin", "knee_front"))
    expect(chosen).to_have_css("stroke-dasharray", "none")
    expect(other).not_to_have_css("stroke-dasharray", "none")
    width = "(node) => parseFloat(getComputedStyle(node).strokeWidth)"
    assert chosen.evaluate(width) > other.evaluate(width)
    marks = "(node) => getComputedStyle(node.parentNode, '::after').content"
    assert "✓" in box(page, "Shin splints: sore now").evaluate(marks)
    assert "✓" not in box(page, "Shin splints: past").evaluate(marks)


def test_no_alert_waits_empty(context):
    """An alert is there while it says something: of a tick, and of a day that makes no sense."""
    says = "See someone today."
    page = asked(
        context, ITEM, ticks("signs", "Signs", [option("a", "A fall", answer=says)]), date("until", "Until", ahead=True)
    )
    alert = page.get_by_role("alert")
    assert page.locator("[role=alert]").count() == 0
    box(page, "A fall").check()
    expect(alert).to_have_text(says)
    box(page, "A fall").uncheck()
    expect(alert).to_have_count(0)
    until = page.get_by_label("Until")
    until.fill("1999-01-01")
    until.blur()
    expect(alert).to_have_text("Choose a day from 2000 to 2099.")
    until.fill("2027-01-01")
    expect(alert).to_have_count(0)


def test_an_alert_is_in_the_page_before_its_text(context):
    """Text that comes into an alert is read out; a reader may miss an alert that comes with its text."""
    page = asked(context)
    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver((changes) => {
        const alert = document.querySelector("[role=alert]");
        if (alert) seen.push(alert.textContent);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    }""")
    box(page, "Shin splints: sore now").check()
    expect(page.get_by_role("alert")).to_have_text(WARNS)
    assert page.evaluate("[...new Set(seen)]") == ["", WARNS]
