"""A first visit in a real browser: one question at a time, the safety questions never passed over, and a way back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import is_kept
from tests.browser.test_journey import GROUPS, at, card, none_of_these, settled, sideways, step

pytestmark = pytest.mark.browser


def box(page: Page, address: str, name: str):
    """A sign's box, on its card, which is shown."""
    return card(page, GROUPS[address]).get_by_role("checkbox", name=re.compile(f"^{name}"))


def press(page: Page, name: str) -> None:
    settled(page)
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=2)).to_be_visible()


def test_a_runner_in_a_hurry_is_at_a_safe_session_in_thirteen_taps(visitor: Page):
    """From Begin to the first exercise: one question a screen, each with one button, and how far one is."""
    page = visitor
    press(page, "Begin")
    heading(page, "Where is it sore?")
    expect(page.get_by_text("1 of 7", exact=True)).to_be_visible()
    page.get_by_role("checkbox", name="Runner's knee: sore now").check()
    press(page, "Next")
    for number in (2, 3, 4):
        expect(page.get_by_text(f"{number} of 7", exact=True)).to_be_visible()
        press(page, "None of these")
    press(page, "Next")
    heading(page, "What do you have?")
    page.get_by_role("checkbox", name="Dumbbell").check()
    press(page, "Next")
    expect(page.get_by_text("7 of 7", exact=True)).to_be_visible()
    press(page, "Next")
    expect(page.get_by_text("Runner's knee (now)")).to_be_visible()
    assert not sideways(page)
    press(page, "Here is tonight's session")
    press(page, "Start the session")
    expect(page.get_by_role("dialog").get_by_role("img").first).to_be_visible()
    assert not sideways(page)


EARLY = """new MutationObserver((_, looks) => {
  const begin = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Begin");
  if (!begin) return;
  looks.disconnect();
  begin.click();
}).observe(document, { childList: true, subtree: true })"""


def test_begin_is_heard_as_soon_as_it_is_seen(context, address):
    """Before the script that leads from place to place has come."""
    page = context.new_page()
    page.add_init_script(EARLY)
    page.goto(address)
    heading(page, "Where is it sore?")


def test_a_double_tap_answers_no_card_that_nobody_saw(visitor_once: Page):
    """Nor does it tick what lies under the finger by then."""
    page = visitor_once
    press(page, "Begin")
    box = page.get_by_role("button", name="Next", exact=True).bounding_box() or {}
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    heading(page, "Do you need help now?")
    expect(page.get_by_text("2 of 7", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True).locator("visible=true")).to_have_count(0)
    press(page, "Back")
    press(page, "Next")
    press(page, "None of these")
    heading(page, "Any of these?")


def spot(page: Page, name: str) -> tuple[float, float]:
    box = page.get_by_role("button", name=name, exact=True).bounding_box() or {}
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_tap_too_soon_after_a_card_changed_is_dropped_where_each_counts_as_one(visitor_once: Page):
    """As on a touch screen; however many, and a key that is held down; in half a second it counts again."""
    page = visitor_once
    press(page, "Begin")
    settled(page)
    here = spot(page, "Next")
    for _ in range(4):
        page.mouse.click(*here)
    heading(page, "Do you need help now?")
    press(page, "None of these")
    heading(page, "Any of these?")
    page.get_by_role("button", name="None of these", exact=True).focus()
    page.evaluate("""() => { window.dropped = []; document.addEventListener("keydown", (event) =>
      window.dropped.push(event.repeat && event.defaultPrevented)); }""")
    page.keyboard.down("Enter")
    heading(page, "And your health?")
    page.get_by_role("button", name="None of these", exact=True).focus()
    page.keyboard.down("Enter")
    assert page.evaluate("window.dropped") == [False, True]
    heading(page, "And your health?")
    page.keyboard.up("Enter")
    page.keyboard.press("Enter")
    heading(page, "About you")


def test_back_leads_through_the_cards_and_answers_stay(visitor_once: Page):
    """By the page's button and by the browser's."""
    page = visitor_once
    press(page, "Begin")
    page.get_by_role("checkbox", name="Shin splints: past").check()
    press(page, "Next")
    press(page, "None of these")
    heading(page, "Any of these?")
    press(page, "Back")
    heading(page, "Do you need help now?")
    page.go_back()
    heading(page, "Where is it sore?")
    expect(page.get_by_role("checkbox", name="Shin splints: past")).to_be_checked()
    page.go_forward()
    heading(page, "Do you need help now?")


def test_a_sign_makes_the_button_go_on_and_says_what_to_do(visitor_once: Page):
    """Ticked, it is no longer "None of these"; taken away, it is again; the answer stands after a reload."""
    page = visitor_once
    at(page, "signs-pain")
    knee, low = (box(page, "signs-pain", name) for name in ("Knee locks", "Low back pain"))
    knee.check()
    expect(page.get_by_text(re.compile("^See a clinician first")).first).to_be_visible()
    expect(page.get_by_role("button", name="None of these", exact=True)).to_have_count(0)
    knee.uncheck()
    low.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text(re.compile("^Start, with changes")).first).to_be_visible()
    low.uncheck()
    press(page, "None of these")
    is_kept(page, "answer-screened")
    page.reload()
    heading(page, "And your health?")
    expect(page.get_by_role("button", name="None of these", exact=True)).to_be_visible()
    step(page, "Check")
    answers = page.get_by_role("term")
    expect(answers.filter(has_text=GROUPS["signs-pain"]).locator("+ dd > .follows")).to_have_text("none")
    still_open = answers.filter(has_text=GROUPS["signs-health"]).locator("+ dd > .follows")
    expect(still_open).to_have_text("not answered yet")


def test_a_sign_that_needs_help_at_once_ends_in_no_session(visitor_once: Page):
    """However fast the rest is answered."""
    page = visitor_once
    at(page, "signs-now")
    box(page, "signs-now", "Chest pain").check()
    press(page, "Next")
    for address in ("signs-pain", "signs-health"):
        expect(card(page, GROUPS[address])).to_be_visible()
        press(page, "None of these")
    at(page, "check")
    expect(page.get_by_text("Your programme stays hidden").locator("visible=true").first).to_be_visible()
    expect(page.get_by_role("button", name="Here is tonight's session")).to_have_count(0)
    step(page, "Today")
    notice = page.get_by_role("region", name="What your safety answers mean")
    expect(notice).to_contain_text("Get help now")
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)


def test_today_leads_to_what_is_open_before_a_first_session(visitor_once: Page):
    """No button to start until each group is answered; the way there by keyboard."""
    page = visitor_once
    at(page, "signs-now")
    press(page, "None of these")
    step(page, "Today")
    open_ = page.get_by_role("status", name="Safety questions to answer").locator("visible=true")
    expect(open_).to_contain_text(GROUPS["signs-health"])
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
    open_.get_by_role("button", name="Answer them now").focus()
    page.keyboard.press("Enter")
    heading(page, "Any of these?")
    none_of_these(page)
    step(page, "Today")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    expect(open_).to_have_count(0)


def test_an_answer_is_changed_where_all_answers_stand(visitor_once: Page):
    """Change leads to its card, and the card's button back, and says so; a first visit's card still goes on."""
    page = visitor_once
    step(page, "Check")
    page.get_by_role("button", name="Change: Equipment").click()
    heading(page, "What do you have?")
    expect(page.get_by_text("6 of 7", exact=True)).to_be_hidden()
    page.get_by_role("checkbox", name="Kettlebell").check()
    press(page, "Done")
    heading(page, "Check")
    expect(page.get_by_text("Kettlebell", exact=True).locator("visible=true")).to_be_visible()
    at(page, "kit")
    expect(page.get_by_text("6 of 7", exact=True)).to_be_visible()
    press(page, "Next")
    heading(page, "How many minutes a session?")


def test_nothing_new_is_one_tap_at_a_check_in(visitor_once: Page):
    """The signs are asked only where something is new, and count like those of the first visit."""
    page = visitor_once
    step(page, "Check in")
    page.get_by_role("button", name=re.compile("^More: another day")).click()
    expect(page.get_by_role("button", name="Less", expanded=True)).to_be_visible()
    news = page.get_by_role("group", name=re.compile("is anything new"))
    signs = page.get_by_role("group", name="What is new?")
    news.get_by_role("radio", name="Nothing new").check()
    expect(signs).to_have_count(0)
    news.get_by_role("radio", name="Something is new").check()
    signs.get_by_role("checkbox", name=re.compile("^Deep pain in groin or hip")).check()
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_role("region", name="What your safety answers mean")).to_contain_text("within days")
    expect(signs).to_have_count(0)
    at(page, "signs-pain")
    expect(box(page, "signs-pain", "Deep pain in groin or hip")).to_be_checked()


def test_words_open_with_a_tap_and_by_keyboard(visitor_once: Page):
    """At the foot of the whole programme."""
    page = visitor_once
    none_of_these(page)
    step(page, "Programme")
    summary = page.get_by_text("Words explained").locator("visible=true")
    summary.click()
    expect(page.get_by_text("Short for Romanian deadlift").locator("visible=true")).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Short for Romanian deadlift").locator("visible=true")).to_have_count(0)
