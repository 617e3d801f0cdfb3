"""The player without a kernel: what is typed, tapped twice, heard, kept, and done in two tabs at once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.alone import kept, opened, sent, serve, take, tap, tap_twice
from tests.helpers.sessions import session

pytestmark = pytest.mark.browser
AT_WORK = ("Start the session", "Next")
"""The first exercise's repetitions."""
ONE_ROUND = (*AT_WORK, "Done")
TO_THE_END = (*ONE_ROUND, "Skip exercise", "Skip exercise")
"""One round of hip thrusts, and the rest skipped."""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, timezone_id="Europe/Berlin")
    serve(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("http://localhost:1/")
    yield page
    assert errors == []


def weight(page: Page, text: str):
    field = page.get_by_label(re.compile("^Weight in"))
    field.fill(text)
    return field


@pytest.mark.parametrize("text", ["315", "-5", "1000", "1,250", "abc", "2 x 10", "0"])
def test_a_weight_out_of_its_limits_is_told_in_its_field_and_nothing_is_lost(page, text):
    """The limits stand there; the session is not sent until it is mended, and is still there after a reload."""
    tap(page, *TO_THE_END)
    expect(page.get_by_text("0.5 to 300 kg", exact=True)).to_be_visible()
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)
    weight(page, text)
    tap(page, "Save the session")
    expect(alert).to_have_count(1)
    expect(page.get_by_label("Weight in kg")).to_be_focused()
    expect(page.get_by_label("Weight in kg")).to_have_accessible_description(re.compile(re.escape(alert.inner_text())))
    assert sent(page) == []
    page.reload()
    expect(page.get_by_label("Weight in kg")).to_have_value(text)
    expect(alert).to_have_count(1)
    weight(page, "7,5")
    expect(alert).to_have_count(0)
    tap(page, "Save the session")
    assert [done["load_kg"] for done in sent(page)[0]["performed"]] == [7.5, None]


@pytest.mark.parametrize(("text", "kg"), [("", None), ("7,5", 7.5), ("45lb", 20.41), (" ２０ ", 20), ("7½", 7.5)])
def test_a_weight_is_saved_as_it_was_meant(page, text, kg):
    """Nothing, a comma, another unit, full-width digits, a half."""
    tap(page, *TO_THE_END)
    weight(page, text)
    tap(page, "Save the session")
    assert sent(page)[0]["performed"][0]["load_kg"] == kg


def test_a_runner_who_lifts_pounds_chooses_them_once(page):
    """315 is refused in kg, and is what was meant in lb; the choice is there the next time."""
    tap(page, *TO_THE_END)
    weight(page, "315")
    page.get_by_role("radio", name="lb").check()
    expect(page.get_by_label("Weight in lb")).to_have_value("315")
    expect(page.get_by_text("1 to 660 lb", exact=True)).to_be_visible()
    tap(page, "Save the session")
    assert sent(page)[0]["performed"][0]["load_kg"] == 142.88
    page.reload()
    tap(page, *TO_THE_END)
    expect(page.get_by_role("radio", name="lb")).to_be_checked()


def test_the_last_weight_comes_back_in_the_unit_it_was_lifted_in(context):
    """20.41 kg of the diary is 45 lb, and stays 20.41 kg where nothing was typed."""
    serve(context, session(load_kg=20.41))
    page = opened(context)
    tap(page, *TO_THE_END)
    page.get_by_role("radio", name="lb").check()
    expect(page.get_by_label("Weight in lb")).to_have_value("45")
    tap(page, "Save the session")
    assert sent(page)[0]["performed"][0]["load_kg"] == 20.41


def test_saved_is_said_when_the_diary_has_it(page):
    """Until then it is kept; the answer about another session says nothing about this one."""
    tap(page, *TO_THE_END, "Save the session")
    note = page.locator(".player-note")
    expect(note).to_have_text("Kept in this browser; it goes into your diary as soon as the page is connected.")
    page.evaluate("hear({ kind: 'taken', entries: { another: { id: 'another' } } })")
    expect(note).to_have_text(re.compile("^Kept in this browser"))
    page.reload()
    expect(note).to_have_text(re.compile("^Kept in this browser"))
    page.evaluate("window.dispatchEvent(new Event('guide-connected'))")
    take(page)
    expect(note).to_have_text("Saved. What you did is in your diary.")
    assert kept(page, "draft-session") is None


def test_a_browser_that_keeps_nothing_does_not_say_that_it_does(page):
    """The session waits in the page, and is sent again when the connection is back."""
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    tap(page, *TO_THE_END, "Save the session")
    expect(page.locator(".player-note")).to_have_text(re.compile("refuses to keep it: leave this page open"))
    page.evaluate("window.dispatchEvent(new Event('guide-connected'))")
    first, second = sent(page)
    assert first == second
    take(page)
    expect(page.locator(".player-note")).to_have_text("Saved. What you did is in your diary.")


def test_a_session_that_the_diary_cannot_read_is_kept_aside(page):
    """It is not sent for ever, and it is not lost."""
    tap(page, *TO_THE_END, "Save the session")
    [entry] = sent(page)
    page.evaluate("(id) => hear({ kind: 'unread', id })", entry["id"])
    expect(page.locator(".player-note")).to_have_text("")
    assert kept(page, "draft-session") is None
    assert kept(page, f"set-aside-session-{entry['id']}") == entry


@pytest.mark.parametrize(
    ("before", "button", "at", "stands"),
    [
        ((), "Start the session", 0, False),
        (AT_WORK, "Done", 2, False),
        (AT_WORK, "Next", 2, False),
        (AT_WORK, "Back", 0, False),
        (AT_WORK, "Skip exercise", 2, False),
        (("Start the session",), "Pause", 0, True),
    ],
)
def test_a_double_tap_is_one_tap(page, before, button, at, stands):
    """What appears under the finger is not tapped with it."""
    tap(page, *before)
    tap_twice(page, button)
    state = kept(page, "player")
    assert (state["at"], state["over"], state["since"] is None) == (at, False, stands)


def test_saving_twice_saves_once(page):
    """Neither a second entry nor a second session begun."""
    tap(page, *TO_THE_END)
    tap_twice(page, "Save the session")
    assert len(sent(page)) == 1
    assert kept(page, "player") is None


def test_a_key_that_is_held_down_presses_once(page):
    """Enter repeats itself; what has the focus by then is not pressed."""
    tap(page, *AT_WORK)
    page.get_by_role("button", name="Done").focus()
    page.keyboard.down("Enter")
    for _ in range(5):
        page.keyboard.down("Enter")  # Playwright sends repeats as a keyboard does
    page.keyboard.up("Enter")
    assert kept(page, "player")["at"] == 2


STRICT_SOUND = """
  window.played = { heard: 0, silent: 0 };
  const inATap = () => ["click", "touchend", "keydown"].includes(window.event?.type) && window.event.isTrusted;
  window.AudioContext = class extends EventTarget {
    state = "suspended";
    currentTime = 0;
    constructor() { super(); window.speaker = this; if (inATap()) this.become("running"); }
    become(state) { this.state = state; queueMicrotask(() => this.dispatchEvent(new Event("statechange"))); }
    async resume() { if (inATap()) this.become("running"); }
    async close() {}
    createGain() {
      return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (next) => next };
    }
    createOscillator() {
      const start = () => (this.state === "running" ? played.heard++ : played.silent++);
      return { frequency: {}, connect: (next) => next, start, stop() {} };
    }
  };
"""


def test_every_tone_is_heard_where_a_browser_wants_a_tap_first(context):
    """Made in the tap that starts the session; after a reload or a call the page asks for a tap, and then sounds."""
    context.add_init_script(STRICT_SOUND)
    page = context.new_page()
    page.clock.install()
    page.goto("http://localhost:1/")
    ask = page.get_by_text("Tap anywhere to have sound again.")
    page.get_by_role("button", name="Start the session").click()
    expect(ask).to_have_count(0)
    page.clock.run_for(6000)
    assert page.evaluate("played") == {"heard": 4, "silent": 0}
    page.reload()
    expect(ask).to_be_visible()
    page.get_by_text("Exercise 1 of 2").click()
    expect(ask).to_have_count(0)
    page.get_by_role("button", name="Done").click()
    page.clock.run_for(61_000)
    assert page.evaluate("played") == {"heard": 5, "silent": 0}
    page.evaluate("speaker.become('interrupted')")
    expect(ask).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(1000)
    page.get_by_role("button", name="Go on").click()
    expect(ask).to_have_count(0)
    page.clock.run_for(6000)
    assert page.evaluate("played") == {"heard": 9, "silent": 0}


def test_sound_that_is_switched_off_asks_for_no_tap(context):
    """Only who wants to hear something is asked."""
    context.add_init_script(STRICT_SOUND)
    page = opened(context)
    page.get_by_role("button", name="Start the session").click()
    page.get_by_role("button", name="Sound", pressed=True).click()
    page.reload()
    expect(page.get_by_role("button", name="Sound", pressed=False)).to_be_visible()
    expect(page.get_by_text("Tap anywhere")).to_have_count(0)


LOCKS = """
  window.locks = { held: 0, most: 0 };
  const request = async () => {
    locks.most = Math.max(locks.most, ++locks.held);
    const lock = new EventTarget();
    lock.release = async () => {
      if (lock.gone) return;
      lock.gone = true;
      locks.held--;
      lock.dispatchEvent(new Event("release"));
    };
    window.lastLock = lock;
    return lock;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""


@pytest.mark.parametrize(
    "end",
    [
        "tap:End",
        "tap:Pause",
        "window.dispatchEvent(new Event('guide-forgotten'))",
        "document.documentElement.dataset.guest = 'yes'",
        "window.remove()",
    ],
)
def test_the_screen_may_sleep_when_the_session_stands_or_is_gone(context, end):
    """One lock while it runs, and none afterwards."""
    context.add_init_script(LOCKS)
    page = opened(context)
    tap(page, "Start the session", "Back", "Next", "Back")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("locks.held === 1")
    if end.startswith("tap:"):
        tap(page, end.removeprefix("tap:"))
    else:
        page.evaluate(end)
    page.wait_for_function("locks.held === 0")
    assert page.evaluate("locks.most") == 1


def test_the_screen_may_sleep_after_the_end_and_when_nobody_is_there(context):
    """Ten minutes of repetitions without a deed; the next deed keeps the screen on again."""
    context.add_init_script(LOCKS)
    page = context.new_page()
    page.clock.install()
    page.goto("http://localhost:1/")
    tap(page, *AT_WORK)
    page.wait_for_function("locks.held === 1")
    page.clock.run_for(601_000)
    page.wait_for_function("locks.held === 0")
    tap(page, "Done")
    page.wait_for_function("locks.held === 1")
    page.evaluate("lastLock.release()")  # as the browser does when the page is hidden
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("locks.held === 1")
    tap(page, "Skip exercise", "Skip exercise")
    page.wait_for_function("locks.held === 0")
    assert page.evaluate("locks.most") == 1


def test_ending_asks_once_with_what_would_be_lost(page):
    """Where something was done; it can go on, be saved, or go, and even then be taken back."""
    tap(page, *ONE_ROUND, "End")
    ask = page.get_by_role("group", name="End the session?")
    expect(ask).to_contain_text("1 round of 1 exercise would be lost")
    tap(page, "Stay")
    expect(ask).to_have_count(0)
    assert kept(page, "player")["since"] is not None
    tap(page, "End", "End without saving")
    expect(page.locator(".player-note")).to_have_text("Ended without saving.")
    assert kept(page, "player") is None
    tap(page, "Take it back")
    expect(page.get_by_text("Rest, paused")).to_be_visible()
    assert kept(page, "player")["done"]["hip_thrust"]["rounds"] == 1
    assert sent(page) == []


def test_what_was_done_is_saved_at_one_press_and_how_it_felt_is_added(page):
    """To the same entry, as a later edit of it; who adds nothing leaves it as it was saved."""
    tap(page, *ONE_ROUND, "End", "Save what was done")
    [first] = sent(page)
    assert [done["rounds"] for done in first["performed"]] == [1, 0]
    take(page)
    tap(page, "Add how it felt", "Leave it as it was saved", "Add how it felt")
    expect(page.get_by_text("Hip thrust: 1 of 2 rounds")).to_be_visible()
    page.get_by_label(re.compile("^How hard was it")).select_option("6")
    tap(page, "Save the session")
    first_again, second = sent(page)
    assert first_again == first
    assert (second["id"], second["effort"]) == (first["id"], 6)
    assert second["edited"] > first["edited"]
    assert kept(page, "player") is None


def test_ending_what_was_not_begun_asks_nothing(page):
    """There is nothing to lose."""
    tap(page, "Start the session", "End")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    assert kept(page, "player") is None


def test_a_skip_for_pain_wants_a_place_and_a_score(page):
    """Neither is chosen before the runner chooses it, and what is missing is said."""
    tap(page, *AT_WORK, "It hurts")
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)
    tap(page, "Skip this exercise")
    expect(alert).to_have_text("Choose where it hurts and how much, 0 to 10.")
    page.get_by_label("Where?").select_option(label="Shin splints")
    tap(page, "Skip this exercise")
    expect(alert).to_have_text("Choose how much, 0 to 10.")
    expect(page.get_by_label("Where?")).to_have_value("mtss")
    expect(page.get_by_label("How much, 0 to 10?")).to_be_focused()
    assert kept(page, "player")["done"]["hip_thrust"]["hurt"] is None
    page.get_by_label("How much, 0 to 10?").select_option("0")
    tap(page, "Skip this exercise")
    expect(page.get_by_role("heading", name="Side plank")).to_be_visible()
    assert kept(page, "player")["done"]["hip_thrust"]["hurt"] == ["mtss", 0]


def test_two_tabs_show_one_session_and_make_one_entry(context, page):
    """The second follows; what is saved in one is closed in the other, under the id that it began with."""
    tap(page, *AT_WORK)
    two = opened(context)
    expect(two.get_by_text("10 reps").first).to_be_visible()
    tap(page, "Done")
    expect(two.get_by_text("Rest", exact=True)).to_be_visible()
    tap(two, "Skip exercise")
    expect(page.get_by_role("heading", name="Side plank")).to_be_visible()
    tap(two, "Skip exercise")
    expect(page.get_by_text("Session over")).to_be_visible()
    weight(two, "12")
    expect(page.get_by_label("Weight in kg")).to_have_value("12")
    name = kept(page, "player")["id"]
    tap(two, "Save the session")
    expect(page.locator(".player-note")).to_have_text("This session was finished and saved in another tab.")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    assert sent(page) == []
    assert [entry["id"] for entry in sent(two)] == [name]


def test_two_tabs_that_both_save_save_the_same_entry(context, page):
    """Where a tab has not yet heard of the other's."""
    tap(page, *TO_THE_END)
    two = opened(context)
    two.evaluate("window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    two.evaluate(
        """() => {
          const before = { ...localStorage };
          Storage.prototype.getItem = (key) => before[key] ?? null;
        }"""
    )
    tap(page, "Save the session")
    expect(two.get_by_role("button", name="Save the session")).to_be_visible()
    tap(two, "Save the session")
    assert sent(page)[0]["id"] == sent(two)[0]["id"]


def test_only_the_tab_that_was_touched_last_sounds(context):
    """Two windows side by side keep the time together and are heard once."""
    context.add_init_script(STRICT_SOUND)
    tabs = [opened(context), opened(context)]
    tabs[0].get_by_role("button", name="Start the session").click()
    tabs[1].get_by_role("button", name="Next").click()
    expect(tabs[0].get_by_role("button", name="Done")).to_be_visible()
    tabs[0].get_by_role("button", name="Done").click()
    expect(tabs[1].get_by_text("Rest", exact=True)).to_be_visible()
    assert [tab.evaluate("played.heard") for tab in tabs] == [1, 1]


def test_a_session_ended_in_another_tab_is_not_gone_on_with(context, page):
    """And does not come back by a tick of the clock here."""
    tap(page, "Start the session")
    two = opened(context)
    tap(two, "End")
    expect(page.locator(".player-note")).to_have_text("This session was ended without saving in another tab.")
    assert kept(page, "player") is None


def begin_on(context: BrowserContext, day: str, *taps: str) -> Page:
    page = context.new_page()
    page.clock.install(time=f"{day}T18:00:00+01:00")
    page.goto("http://localhost:1/")
    tap(page, "Start the session", *taps)
    return page


def later(page: Page, day: str) -> None:
    """Opened again on another day. The page is left first: one that wakes up on that day leaves the session by its own
    way back, and a reload in that moment is given up."""
    page.goto("about:blank")
    page.clock.set_system_time(f"{day}T07:00:00+01:00")
    page.goto("http://localhost:1/")


def test_a_session_left_for_days_is_asked_about_and_saved_for_its_day(context):
    """Begun on Tuesday, found on Saturday."""
    page = begin_on(context, "2026-11-03", "Next", "Done")
    later(page, "2026-11-07")
    expect(page.get_by_role("heading", name="Session A was begun on Tuesday 3 November")).to_be_visible()
    expect(page.get_by_text("Done so far: 1 round of 1 exercise.")).to_be_visible()
    page.clock.run_for(120_000)
    assert kept(page, "player")["at"] == 2, "it does not go on by itself"
    tap(page, "Save it for Tuesday")
    expect(page.get_by_text("It goes into your diary as of Tuesday 3 November, when it began.")).to_be_visible()
    tap(page, "Save the session")
    assert sent(page)[0]["date"] == "2026-11-03"


def test_a_session_left_for_days_can_go_on_or_end(context):
    """Ending it asks first; going on begins the phase again."""
    page = begin_on(context, "2026-11-03", "Next", "Done")
    later(page, "2026-11-07")
    tap(page, "End without saving")
    expect(page.get_by_role("group", name="End the session?")).to_contain_text("1 round of 1 exercise")
    tap(page, "Stay")
    expect(page.get_by_role("heading", name="Hip thrust")).to_be_visible()
    expect(page.locator(".player-clock")).to_have_text("1:00")
    assert kept(page, "player")["day"] == "2026-11-03"


def test_a_session_of_which_nothing_was_done_offers_no_saving(context):
    """Gone on with, it is one of today."""
    page = begin_on(context, "2026-11-03")
    later(page, "2026-11-07")
    expect(page.get_by_text("Nothing of it was done yet.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Save"))).to_have_count(0)
    tap(page, "Go on with it")
    assert kept(page, "player")["day"] == "2026-11-07"


def test_forgetting_takes_the_running_session_away(page):
    """Nothing of it is written again by a clock or a field."""
    tap(page, *TO_THE_END)
    weight(page, "12")
    page.evaluate("localStorage.clear(); window.dispatchEvent(new Event('guide-forgotten'))")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("window.dispatchEvent(new Event('guide-connected'))")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert sent(page) == []
    assert page.evaluate("model.values.running") is False


def test_looking_at_somebodys_diary_keeps_and_saves_nothing(page):
    """The runner's own session waits; one that is tried out meanwhile says that it is not kept."""
    tap(page, *ONE_ROUND)
    own = kept(page, "player")
    page.evaluate("document.documentElement.dataset.guest = 'yes'")
    expect(page.get_by_text("Your own session waits until you are back.")).to_be_visible()
    tap(page, *TO_THE_END)
    expect(page.get_by_text("what you do here is not kept and not saved")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Save"))).to_have_count(0)
    page.get_by_role("radio", name="lb").check()
    weight(page, "12")
    assert kept(page, "player") == own
    assert kept(page, "draft-session") is None
    assert page.evaluate("localStorage.getItem('strength-guide-unit')") is None
    assert sent(page) == []
    page.reload()
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()


def test_a_quick_tap_does_not_zoom(page):
    """On every button of the player."""
    tap(page, "Start the session")
    found = page.evaluate("[...document.querySelectorAll('button')].map((each) => getComputedStyle(each).touchAction)")
    assert set(found) == {"manipulation"}
