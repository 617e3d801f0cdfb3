"""The player over the whole screen: what it covers, how it is left, and who speaks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.alone import kept, opened, serve, tap

pytestmark = pytest.mark.browser
ONE_ROUND = ("Start the session", "Next", "Done")
QUESTION = "End the session?"
IN_SIGHT = """(button) => {
  const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit === button && top >= 0 && bottom <= innerHeight && width >= 44 && height >= 44;
}"""
VOICE = """
  window.spoken = [];
  const voices = [{ lang: "en-GB", localService: LOCAL, default: true }];
  const speech = { speaking: false, getVoices: () => voices, speak: ({ text }) => spoken.push(text),
    cancel: () => spoken.push("-"), addEventListener() {}, removeEventListener() {} };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    serve(context)
    yield context
    context.close()


def leave_the_page_behind(page: Page) -> None:
    """Its parts behind the session, and its styles."""
    page.evaluate("""() => {
      document.getElementById("root").parentElement.classList.add("guide-page", "lm-Widget");
      document.body.insertAdjacentHTML("beforeend", "<button style='height: 4000px'>Behind</button>");
    }""")


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (360, 640), (1280, 800)])
@pytest.mark.parametrize("text", [1, 2])
def test_it_covers_the_page_and_what_hurts_is_always_in_sight(context, size, text):
    """At every size, with letters of twice the size too; nothing is wider than the screen."""
    page = opened(context)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    leave_the_page_behind(page)
    page.evaluate("(times) => { document.documentElement.style.fontSize = `${16 * times}px`; }", text)
    tap(page, "Start the session")
    dialog = page.get_by_role("dialog", name="Session")
    for phase in ("Next", "Done", "Next"):
        assert dialog.bounding_box() == {"x": 0, "y": 0, "width": size[0], "height": size[1]}
        assert page.get_by_role("button", name="It hurts").evaluate(IN_SIGHT)
        assert dialog.evaluate("(each) => each.scrollWidth <= each.clientWidth")
        if text == 1:
            assert page.get_by_role("button", name=phase, exact=True).evaluate(IN_SIGHT), phase
        tap(page, phase)
    assert page.evaluate("getComputedStyle(document.documentElement).overflow") == "hidden"
    page.get_by_text("Behind").evaluate("(each) => each.focus()")
    assert page.evaluate("document.activeElement.textContent") != "Behind"


def test_back_asks_once_and_then_leaves_the_session_paused(context):
    """It can stay; gone back twice, it waits on the page and can be gone on with, after a reload too."""
    page = opened(context)
    page.get_by_role("button", name="Start the session").click()
    tap(page, *ONE_ROUND[1:])
    ask = page.get_by_role("group", name=QUESTION)
    for _ in range(2):
        page.evaluate("history.back()")
        expect(ask).to_be_visible()
        tap(page, "Stay")
        expect(ask).to_have_count(0)
    page.evaluate("history.back()")
    expect(ask).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("heading", name="Session A is paused")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    assert kept(page, "player")["since"] is None
    page.get_by_role("button", name="Go on with the session").click()
    expect(page.get_by_role("dialog", name="Session")).to_be_visible()
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()


def test_escape_asks_as_back_does(context):
    """And closes at once what was not begun."""
    page = opened(context)
    page.get_by_role("button", name="Start the session").click()
    page.keyboard.press("Escape")
    expect(page.locator(".player-note")).to_have_text("Ended without saving.")
    tap(page, "Take it back", *ONE_ROUND[1:])
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name=QUESTION)).to_be_visible()
    expect(page.get_by_role("button", name="Stay")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Session A is paused")).to_be_visible()


@pytest.mark.parametrize(
    "back", [lambda page: page.keyboard.press("Escape"), lambda page: page.evaluate("history.back()")]
)
def test_back_and_escape_close_the_pain_form_and_not_the_session(context, back):
    """Of which nothing was done yet; what was ticked in the form is asked about before it is lost."""
    page = opened(context)
    page.get_by_role("button", name="Start the session").click()
    hurts = page.get_by_role("button", name="It hurts")
    hurts.click()
    back(page)
    expect(page.get_by_role("heading", name="Hip thrust")).to_be_visible()
    expect(page.get_by_label("Where?")).to_have_count(0)
    expect(hurts).to_be_focused()
    hurts.press("Enter")
    page.get_by_label("Where?").select_option(label="Shin splints")
    back(page)
    expect(page.get_by_label("Where?")).to_have_count(0)
    back(page)
    ask = page.get_by_role("group", name=QUESTION)
    expect(ask).to_contain_text("What you told of a pain, which is not sent yet, would be lost")
    expect(ask.get_by_role("button", name="Save")).to_have_count(0)
    tap(page, "Stay")
    expect(page.get_by_label("Where?")).to_have_value("mtss")


def test_the_voice_is_silent_until_it_is_chosen_and_speaks_in_one_tab(context):
    """What it says begins at once; the choice is kept; a pause ends it."""
    context.add_init_script(VOICE.replace("LOCAL", "true"))
    page, two = opened(context), opened(context)
    tap(page, "Start the session")
    assert page.evaluate("spoken") == []
    tap(page, "Voice")
    assert page.evaluate("spoken") == ["Hip thrust. 10 reps. Slowly."]
    expect(page.get_by_role("button", name="Voice", pressed=True)).to_be_visible()
    tap(page, "Pause")
    assert page.evaluate("spoken").pop() == "-"
    tap(page, "Next", "Done")
    assert page.evaluate("spoken").pop() == "Rest, 60 seconds. Next: round 2."
    expect(two.get_by_text("Rest", exact=True)).to_be_visible()
    assert two.evaluate("spoken.filter((text) => text !== '-')") == []
    assert page.evaluate("localStorage.getItem('strength-guide-voice')") == "on"


def test_a_voice_of_another_computer_is_not_offered(context):
    """What would be spoken by it would leave this device."""
    context.add_init_script(VOICE.replace("LOCAL", "false"))
    page = opened(context)
    tap(page, "Start the session")
    expect(page.get_by_role("button", name="Sound", pressed=True)).to_be_visible()
    expect(page.get_by_role("button", name="Voice")).to_have_count(0)
