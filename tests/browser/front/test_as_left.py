"""A returning runner's page, as they left it: there at once, marked, usable, and brought up to date by its engine."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.alone import tap
from tests.browser.conftest import is_kept, opened
from tests.browser.diary.test_survival import ready
from tests.browser.test_journey import GROUPS, at, forget, is_sore, none_of_these, sore, step
from tests.helpers.kept import unlisted

pytestmark = pytest.mark.browser
PAGE = "strength-guide-page"
MARK = re.compile("As you left it on ")
KEPT = f"""() => new Promise((done, fail) => {{
  const until = Date.now() + 15000;
  const look = () => localStorage.getItem("{PAGE}") !== null ? done()
    : Date.now() > until ? fail(new Error("the page was not kept")) : requestAnimationFrame(look);
  look(); }})"""


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def context(chromium) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield context
    context.close()


def visit(context: BrowserContext, address: str, engines: list[Route] | None = None) -> Page:
    """A tab with the page; with a list, its requests for an engine wait in it."""
    page = context.new_page()
    if engines is not None:
        page.route("**/engine", lambda route: engines.append(route))
    page.goto(address)
    ready(page)
    return page


def leave(context: BrowserContext, address: str, diary: Path, place: str) -> None:
    """A visit with a diary that ends at a place, kept as it is then."""
    page = visit(context, address)
    opened(page, diary)
    page.evaluate(KEPT)
    if place != "today":  # where a visit begins
        page.evaluate(f"localStorage.removeItem('{PAGE}')")
        at(page, place)
        page.evaluate(KEPT)
    page.close()


@pytest.mark.parametrize("seen", [False, True], ids=["never seen", "seen before"])
def test_no_place_is_kept_as_it_was_before_a_sign_that_needs_help(context, address, seen):
    """Programme was not seen since; a page that comes back without an engine must not offer what a sign takes away."""
    page = visit(context, address)
    if seen:
        none_of_these(page)
        step(page, "Programme")
        expect(page.get_by_role("article").first).to_be_visible()
    at(page, "signs-now")
    page.evaluate(f"localStorage.removeItem('{PAGE}')")
    page.get_by_role("checkbox", name=re.compile("^Chest pain")).check()
    expect(page.get_by_text(re.compile("^Get help now")).first).to_be_visible()
    is_kept(page, "chest")
    page.evaluate(KEPT)
    page.close()
    page = visit(context, address, [])
    expect(page.get_by_text(MARK)).to_be_visible()
    for name in ("Programme", "Today"):
        step(page, name)
        expect(page.get_by_text("Your programme stays hidden").filter(visible=True).first).to_be_visible()
        expect(page.get_by_role("article")).to_have_count(0)
        expect(page.get_by_role("button", name="Start the session")).to_have_count(0)


def test_tonights_session_is_begun_and_finished_before_there_is_an_engine(context, address, diary):
    """It is marked; what was done waits, and is in the diary once when an engine has come."""
    leave(context, address, diary, "today")
    engines: list[Route] = []
    page = visit(context, address, engines)
    expect(page.get_by_text(MARK)).to_be_visible()
    tap(page, "Start the session", "Next", "Done")
    while not button(page, "Save the session").count():
        tap(page, "Skip exercise")
    tap(page, "Save the session")
    expect(page.get_by_text("Kept in this browser; it goes into your diary as soon as")).to_be_visible()
    [asked] = engines
    asked.continue_()
    expect(page.get_by_text("Saved. What you did is in your diary.")).to_be_visible()
    expect(page.get_by_text(MARK)).to_be_hidden()
    entries = page.evaluate("JSON.parse(localStorage.getItem('strength-guide-diary')).entries")
    assert len([entry for entry in entries if entry["kind"] == "session"]) == 1


def tells_of_a_sign(page: Page) -> None:
    """Pain at rest or the like, on its card, which is shown then."""
    at(page, "signs-pain")
    page.get_by_role("group", name=GROUPS["signs-pain"]).get_by_role("checkbox", name=re.compile("^Knee locks")).check()


def test_no_session_is_offered_as_left_once_pain_is_told(context, address, diary):
    """Nor after a reload, as long as no engine has heard of it; then the engine's own session is."""
    leave(context, address, diary, "today")
    engines: list[Route] = []
    page = visit(context, address, engines)
    start = button(page, "Start the session")
    expect(start).to_be_visible()
    tells_of_a_sign(page)
    step(page, "Today")
    expect(start).to_be_hidden()
    page.reload()
    step(page, "Today")
    expect(start).to_have_count(0)
    expect(page.get_by_text(MARK)).to_have_count(0)
    page.unroute("**/engine")
    page.reload()
    is_kept(page, "knee_locks")
    expect(start).to_be_visible()


def test_no_session_is_offered_as_left_once_another_tab_is_told_of_pain(context, address, diary):
    """Even where neither has an engine yet."""
    leave(context, address, diary, "today")
    one, two = visit(context, address, []), visit(context, address, [])
    expect(button(one, "Start the session")).to_be_visible()
    tells_of_a_sign(two)
    expect(button(one, "Start the session")).to_have_count(0)


def test_a_correction_that_was_begun_is_not_shown_as_left(context, address, diary):
    """No other engine knows of it: its scores would stand in a new check-in."""
    leave(context, address, diary, "check-in")
    page = visit(context, f"{address}#check-in")
    expect(page.get_by_text(MARK)).to_be_hidden()
    page.get_by_text("Past check-ins").click()
    page.get_by_role("button", name=re.compile("^Correct the check-in")).first.click()
    expect(page.get_by_text("You are correcting the check-in")).to_be_visible()
    page.wait_for_timeout(1000)  # longer than it rests before it is kept
    page.close()
    page = visit(context, f"{address}#check-in", [])
    expect(page.get_by_text(MARK)).to_be_visible()
    expect(page.get_by_text("You are correcting the check-in")).to_have_count(0)
    expect(button(page, "Save check-in")).to_be_visible()


def test_the_engines_word_takes_the_place_of_what_was_left(context, address, diary):
    """What was said last time is gone, answers stand marked, and what was answered meanwhile stays."""
    leave(context, address, diary, "check")
    engines: list[Route] = []
    page = visit(context, address, engines)
    expect(
        page.get_by_text("Diary opened: 5 check-ins").locator("visible=true")
    ).to_be_visible()  # from the visit before
    expect(sore(page, "Runner's knee")).to_be_checked()
    is_sore(page, "Achilles tendinopathy")
    engines[0].continue_()
    expect(page.get_by_text(MARK)).to_be_hidden()
    expect(page.get_by_text("Diary opened: 5 check-ins").locator("visible=true")).to_have_count(0)
    for name in ("Runner's knee", "Achilles tendinopathy"):
        expect(sore(page, name)).to_be_checked()
    at(page, "check")
    expect(page.get_by_text("What to expect")).to_be_visible()
    page.unroute("**/engine")
    page.reload()
    expect(sore(page, "Achilles tendinopathy")).to_be_checked()


def test_the_page_opens_where_its_address_says_and_stays_there(context, address, diary):
    """Wherever it was left: a bookmark leads there, and what the engine says leads nobody away."""
    leave(context, address, diary, "check")
    page = visit(context, f"{address}#progress")
    expect(button(page, "Progress")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text(MARK)).to_be_hidden()
    expect(button(page, "Progress")).to_have_attribute("aria-current", "page")
    expect(page.locator("figure .point").first).to_be_visible()


def test_nothing_is_shown_as_left_that_is_not_this_diarys(context, address, diary):
    """After the diary was changed elsewhere, forgotten, or a week has passed; and a damaged page is none."""
    leave(context, address, diary, "today")
    page = visit(context, address, [])  # without an engine it keeps no page anew
    keys = page.evaluate("Object.keys(localStorage)")
    assert PAGE in keys
    assert not any(unlisted(key, "local") for key in keys)
    for damage in ("", "%", "aGFsbG8="):
        page.evaluate(f"localStorage.setItem('{PAGE}', '{damage}')")
        again = visit(context, address, [])
        expect(sore(again, "Runner's knee")).to_be_visible()
        expect(again.get_by_text(MARK)).to_have_count(0)
        again.close()
    page.close()
    leave(context, address, diary, "today")
    later = context.new_page()
    later.clock.set_fixed_time(dt.datetime.now() + dt.timedelta(days=7))
    later.route("**/engine", lambda _: None)
    later.goto(address)
    expect(button(later, "Today")).to_have_attribute("aria-current", "page")
    expect(later.get_by_text(MARK)).to_have_count(0)
    later.close()


def test_what_was_forgotten_cannot_be_downloaded_any_more(context, address, diary):
    """Though no engine has heard of it yet, in the other tab too."""
    leave(context, address, diary, "check")
    one, two = visit(context, address, []), visit(context, address, [])
    forget(one)
    for page in (one, two):
        step(page, "Your diary")
        button(page, "Download diary").click()
        expect(page.get_by_text("There is nothing to download yet")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == []


def test_forgetting_takes_the_page_as_it_was_left_away(context, address, diary):
    """At once, and no later word of the engine brings it back."""
    leave(context, address, diary, "check")
    page = visit(context, address)
    expect(page.get_by_text(MARK)).to_be_hidden()
    forget(page)
    expect(page.get_by_text("Everything here is forgotten.")).to_be_visible()
    step(page, "Programme")
    expect(page.get_by_role("heading", name="Programme", exact=True)).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
