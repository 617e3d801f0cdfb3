"""A session to follow in a real browser: it keeps time, goes on without its kernel, and what was done is kept."""

import datetime as dt
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.alone import tap
from tests.browser.conftest import is_kept
from tests.browser.diary.test_survival import ready, stored
from tests.browser.test_journey import at, is_sore, none_of_these, step
from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme import build
from workbook.programme.guided import phases, played

pytestmark = pytest.mark.browser


def begin(page: Page) -> None:
    none_of_these(page)
    at(page, "kit")
    page.get_by_role("checkbox", name="Dumbbell").check()
    at(page, "today")
    page.get_by_role("button", name="Start the session").click()
    expect(page.get_by_role("heading", name="Double-leg bridge", level=3)).to_be_visible()


def at_work(page: Page) -> bool:
    """Whether repetitions are being done, which the runner ends."""
    return page.locator(".player").get_by_role("button", name="Done", exact=True).count() > 0


def said(page: Page) -> str:
    return page.locator(".player-says").inner_text()


def test_a_countdown_keeps_time(visitor_once: Page):
    """Five seconds of count-in, by the page's own clock, to within a fifth of a second."""
    page = visitor_once
    begin(page)
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Back", exact=True).click()
    taken = page.evaluate(
        """async () => {
          const says = () => document.querySelector(".player-says").textContent;
          const begun = JSON.parse(localStorage.getItem("strength-guide-player")).since;
          while (says() === "Get ready") await new Promise((go) => setTimeout(go, 10));
          return (Date.now() - begun) / 1000;
        }"""
    )
    assert abs(taken - 5) < 0.2
    assert said(page) == "12 reps"


def test_a_session_of_twenty_minutes_goes_on_when_its_kernel_is_killed(chromium, server):
    """Killed in the third minute: the timers go on, the session ends, and after Reload it is in the diary."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()
    page.goto(server.url)
    ready(page)
    begin(page)
    begun, lasted, killed = page.evaluate("Date.now()"), 0, False
    while page.locator(".player-says").count():
        if at_work(page):
            page.clock.run_for(60_000)
            page.get_by_role("button", name="Done", exact=True).click()
        else:
            page.clock.run_for(4000)
        lasted = (page.evaluate("Date.now()") - begun) / 1000
        if lasted > 180 and not killed:
            server.kill_kernels()
            killed = True
        assert lasted < 3600
    assert lasted > 20 * 60
    expect(page.get_by_text("Connection lost")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Double-leg bridge: 2 of 2 rounds")).to_be_visible()
    page.get_by_label(re.compile("How hard was it")).select_option("6")
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Kept in this browser; it goes into your diary as soon as")).to_be_visible()
    page.get_by_role("button", name="Reload", exact=True).click()
    ready(page)
    expect(page.get_by_text("(done)")).to_be_visible()
    expect(page.get_by_text("Saved. What you did is in your diary.")).to_be_visible()
    sessions = [entry for entry in stored(page)["entries"] if entry["kind"] == "session"]
    assert [session["effort"] for session in sessions] == [6]
    assert {done["rounds"] for done in sessions[0]["performed"]} == {2}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))") == []
    context.close()


def test_a_session_resumes_after_a_reload(visitor_once: Page):
    """The same exercise, round and countdown; the time away has passed."""
    page = visitor_once
    begin(page)
    tap(page, "Next")  # elsewhere than where the session was begun
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()
    page.reload()
    ready(page)
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('strength-guide-player')).done.bridge_double.rounds") == 1


def test_an_exercise_is_skipped_because_it_hurts(visitor_once: Page):
    """The place and the score are an answer of today's check-in, and this week is eased."""
    page = visitor_once
    is_sore(page, "Runner's knee")
    is_kept(page, "answer-injuries")
    begin(page)
    page.get_by_role("button", name="It hurts").click()
    page.get_by_role("button", name="Skip this exercise").click()
    expect(page.get_by_text("Choose where it hurts and how much, 0 to 10.")).to_be_visible()
    page.get_by_label("Where?").select_option(label="Runner's knee")
    page.get_by_label("How much, 0 to 10?").select_option("6")
    page.get_by_role("button", name="Skip this exercise").press("Enter")
    expect(page.get_by_role("heading", name="Single-leg bridge with chest press", level=3)).to_be_visible()
    expect(page.get_by_role("group", name="Strong pain")).to_contain_text("You told of pain over 5.")
    page.get_by_role("button", name="Go on with the others").click()
    while page.get_by_role("button", name="Skip exercise").count():
        tap(page, "Skip exercise")
    expect(page.get_by_text("skipped: it hurt")).to_be_visible()
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    step(page, "Plan")
    expect(page.get_by_role("region", name="This week")).to_contain_text("Ease. Runner's knee: 6 at worst")


def test_a_session_begins_as_of_the_last_answer(visitor_once: Page):
    """Another session is chosen and started in one go, before its choice can have come back."""
    page = visitor_once
    none_of_these(page)
    at(page, "today")
    other = page.get_by_role("radio", name=re.compile("Session B"))
    expect(other).to_be_visible()
    start = page.get_by_role("button", name="Start the session").element_handle()
    other.evaluate("(radio, start) => { radio.click(); start.click(); }", start)
    running = "JSON.parse(localStorage.getItem('strength-guide-player'))?.session.letter"
    expect(page.get_by_role("dialog", name="Session")).to_be_visible()
    assert page.evaluate(running) == "B"


def test_a_weight_in_pounds_is_in_the_diary_in_kilograms(visitor_once: Page):
    """Too heavy is told in the field; what is saved is said when the diary has it, and comes back in pounds."""
    page = visitor_once
    begin(page)
    while page.locator(".player-says").count():
        tap(page, "Done" if at_work(page) else "Next")
    expect(page.get_by_text("Session over")).to_be_visible()
    field = page.get_by_label("Weight in kg").first
    field.fill("700")
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("A weight is 0.5 to 300 kg, and 700 kg is not.")).to_be_visible()
    field.fill("45")
    page.get_by_role("radio", name="lb", exact=True).check()
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Saved. What you did is in your diary.")).to_be_visible()
    [entry] = [entry for entry in stored(page)["entries"] if entry["kind"] == "session"]
    assert 20.41 in [done["load_kg"] for done in entry["performed"]]


def test_a_session_that_was_refused_once_comes_back_without_its_weight(visitor_once: Page):
    """An older page sent any weight: the rest of the session is saved, and what else was begun is back."""
    page = visitor_once
    entry = {
        "kind": "session", "id": "d33a4505808a6c6c", "date": "2026-11-27", "edited": "2026-11-27T11:04:03Z", "week": 1,
        "letter": "A", "performed": [{"exercise": "hip_thrust", "rounds": 2, "load_kg": 315, "hurt": None}],
    }  # fmt: skip
    page.evaluate(
        """(entry) => {
          localStorage.setItem("strength-guide-draft-session", JSON.stringify({ [entry.id]: entry, odd: 5 }));
          localStorage.setItem("strength-guide-draft-check_in", JSON.stringify({ tight_left: 7 }));
        }""",
        entry,
    )
    page.reload()
    ready(page)
    step(page, "Today")
    expect(page.get_by_text("Hip thrust off bench: weight 315 was left out")).to_be_visible()
    expect(page.get_by_text("A session could not be read")).to_be_visible()
    expect(page.get_by_text("Saved. What you did is in your diary.")).to_be_visible()
    [saved] = [entry for entry in stored(page)["entries"] if entry["kind"] == "session"]
    assert saved["performed"] == [{"exercise": "hip_thrust", "rounds": 2, "load_kg": None, "hurt": None}]
    step(page, "Check in")
    expect(page.get_by_text("What you had begun here is back.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('strength-guide-draft-session')") is None
    assert page.evaluate("localStorage.getItem('strength-guide-set-aside-session-odd')") == "5"


def test_a_circuit_goes_round_and_what_is_skipped_does_not_come_again(visitor_once: Page):
    """The post's four of week 3: the first is skipped in its first round, the others come in turn three times."""
    session = build(Profile(equipment=("dumbbell",)), shipped()).weeks[2][1][0]
    around = [planned.exercise.name for planned in session.circuit]
    offered = {
        "week": 3,
        "letter": "A",
        "items": [played(planned, "", None, shipped()) for planned in session.prescriptions],
        "phases": phases(session),
        "places": [],
    }
    done = {one["id"]: {"rounds": 0, "load_kg": None, "hurt": None} for one in offered["items"]}
    begun = {"session": offered, "at": 0, "left": 5, "since": None, "sound": False, "done": done}
    page = visitor_once
    now = page.evaluate("Date.now()")
    state = {**begun, "id": "c1", "touched": now, "did": [], "effort": None, "over": False}
    state["day"] = dt.date.today().isoformat()
    page.evaluate("state => localStorage.setItem('strength-guide-player', state)", json.dumps(state))
    page.reload()
    ready(page)
    seen, told = [], []
    while page.locator(".player-says").count():
        name = page.locator(".player h3").inner_text()
        if not seen or seen[-1] != name:
            seen.append(name)
        told += re.findall(r"Next: (.+)\.", page.locator(".player").inner_text())
        tap(page, "Skip exercise" if name == around[0] else "Done" if at_work(page) else "Next")
    first = session.prescriptions[0].exercise.name
    assert seen == [first, around[0], *around[1:] * 3]
    assert told == [around[0], *[*around[2:], around[1]] * 2, *around[2:]]
    expect(page.get_by_text(f"{around[0]}: 0 of 3 rounds")).to_be_visible()
    expect(page.get_by_text(f"{around[1]}: 3 of 3 rounds")).to_be_visible()
