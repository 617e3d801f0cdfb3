"""The diary in a real browser: forgotten everywhere, beside another runner's, and in a link that a mail mangled."""

import base64
import datetime as dt
import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.alone import tap
from tests.browser.conftest import is_kept
from tests.browser.diary.test_privacy import keys_in_list
from tests.browser.diary.test_survival import ready, stored
from tests.browser.test_journey import at, forget, is_sore, none_of_these, rate, sore, step
from tests.conftest import SCREENED
from workbook.case import Case
from workbook.diary.link import pack

pytestmark = pytest.mark.browser
KEPT = "({...localStorage, ...sessionStorage})"


def kept_besides_the_page(page: Page) -> dict[str, str]:
    """What the browser keeps, without the page as it was left."""
    kept = page.evaluate(KEPT)
    return {key: text for key, text in kept.items() if key != "strength-guide-page"}


def diary_as_left(page: Page) -> str | None:
    """The diary in the page as it was left, and none else's."""
    packed = page.evaluate("localStorage.getItem('strength-guide-page')")
    if packed is None:
        return None
    states = json.loads(gzip.decompress(base64.b64decode(packed)))["states"]
    [diary] = [state for state in states.values() if "text" in state]
    assert not diary.get("guest")
    return diary["text"]


def runner(injury: str, score: int, weeks: int = 4) -> Case:
    """A runner with a check-in a week and an injury."""
    case = Case()
    case.answer(injuries={injury: "sore"}, screened=SCREENED)
    for week in range(weeks):
        case.check_in(dt.date(2026, 3, 2) + dt.timedelta(weeks=week), {"glute_left": score})
    return case


def opened(page: Page, folder: Path, case: Case) -> None:
    file = folder / "diary.json"
    file.write_text(case.diary_text())
    at(page, "your-diary")
    page.get_by_label("Open diary").set_input_files(file)


def check_in_ids(page: Page) -> list[str]:
    return [entry["id"] for entry in stored(page)["entries"] if entry["kind"] == "check_in"]


def another_tab(page: Page) -> Page:
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    return other


def clearly_felt(page: Page) -> Locator:
    """The left side's seven of ten in the check-in."""
    return page.get_by_role("group", name=re.compile("^Left: in your main sets")).get_by_role("radio", name="7")


def tab_with_ratings(page: Page) -> Page:
    """A tab with a check-in that is half filled in."""
    filling = another_tab(page)
    step(filling, "Check in")
    rate(filling, "^Left: in your main sets", 7)
    return filling


def tab_with_a_view(page: Page, folder: Path) -> Page:
    """A tab that only looks at another's diary."""
    looking = another_tab(page)
    opened(looking, folder, runner("achilles", 1))
    looking.get_by_role("button", name="Only look at it").click()
    expect(looking.get_by_text("You are looking at another diary")).to_be_visible()
    return looking


def begin_a_session_and_a_link(page: Page) -> None:
    page.bring_to_front()
    step(page, "Today")
    page.get_by_role("button", name="Start the session").click()
    tap(page, "Next")  # elsewhere than where the session was begun
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    page.get_by_role("button", name="End", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name=re.compile("is paused"))).to_be_visible()
    step(page, "Your diary")
    page.get_by_role("button", name="Make a private link").click()
    expect(page.get_by_role("textbox", name="Link")).to_be_visible()


def test_everything_is_forgotten_in_every_tab(visitor_once: Page, tmp_path):
    """A running session, a half-filled check-in, a link, a diary looked at; nothing is written again, here or there."""
    page = visitor_once
    none_of_these(page)
    is_sore(page, "Shin splints")
    is_kept(page, "answer-injuries")
    filling, looking = tab_with_ratings(page), tab_with_a_view(page, tmp_path)
    begin_a_session_and_a_link(page)
    page.evaluate("localStorage.setItem('strength-guide-set-aside-2026', 'x')")
    keys_in_list(page)

    forget(page)
    expect(page.get_by_text("Everything here is forgotten")).to_be_visible()
    expect(page.get_by_role("textbox", name="Link")).to_have_count(0)
    for other in (filling, looking):
        expect(other.get_by_text("Everything was forgotten in another tab").locator("visible=true")).to_be_visible()
        expect(other.get_by_role("button", name="Back to my own diary")).to_have_count(0)
    expect(clearly_felt(filling)).not_to_be_checked()
    for each in (page, filling, looking):
        assert each.evaluate(KEPT) == {}
    looking.bring_to_front()
    expect(sore(looking, "Achilles tendinopathy")).not_to_be_checked()
    page.bring_to_front()
    page.reload()
    ready(page)
    step(page, "Today")
    expect(page.get_by_role("region", name="Welcome")).to_be_visible()
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)

    is_sore(page, "ITB syndrome")
    expect(sore(looking, "ITB syndrome")).to_be_checked()
    assert len(stored(page)["entries"]) == 1, "a new beginning is kept, and only that"


def test_what_the_kernel_says_too_late_is_not_kept(visitor_once: Page):
    """Answers poured in, and forgotten in the same moment: what comes back from before is let fall."""
    page = visitor_once
    ever = page.evaluate(
        """async () => {
          const buttons = [...document.querySelectorAll(".diary button")];
          const press = (name) => buttons.find((button) => button.textContent === name)
            .dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1, clientX: 100 * name.length }));
          for (const box of document.querySelectorAll("[data-item=injuries] input")) box.click();
          press("Forget everything here");
          press("Yes, forget it all");
          const ever = [];
          const says = document.querySelector(".diary-says");
          while (!says.textContent.startsWith("Everything here is forgotten")) {
            ever.push(...Object.keys(localStorage));
            await new Promise(requestAnimationFrame);
          }
          return ever;
        }"""
    )
    assert ever == []
    expect(sore(page, "Shin splints")).not_to_be_checked()
    is_sore(page, "Shin splints")
    is_kept(page, "answer-injuries")
    assert stored(page)["entries"][0]["value"] == {"mtss": "sore"}


def look_at_it_and_use_the_page(page: Page) -> None:
    """What another's diary holds is told first; then its page is used like one's own, with a double tap to begin."""
    question = page.get_by_role("group", name="Another diary")
    expect(question).to_contain_text("4 check-ins, 2 March 2026 to 23 March 2026")
    expect(question).to_contain_text(
        "Injuries there: Achilles tendinopathy (sore now); here: Runner's knee (sore now)."
    )
    page.get_by_role("button", name="Only look at it").dblclick()
    expect(page.get_by_role("button", name="Back to my own diary").first).to_be_visible()
    expect(sore(page, "Achilles tendinopathy")).to_be_checked()
    is_sore(page, "Shin splints")
    at(page, "check")
    page.get_by_text("What to expect").locator("visible=true").click()
    expect(page.get_by_text(re.compile("^Shin splints: ")).locator("visible=true")).to_be_visible()
    step(page, "Today")
    expect(page.get_by_role("group", name="Another session of this week?")).to_be_visible()
    step(page, "Check in")
    expect(clearly_felt(page)).not_to_be_checked()
    rate(page, "^Left: in your main sets", 2)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text("5 check-ins so far")).to_be_visible()


def add_it_and_undo(page: Page, other: Page) -> None:
    """Another's diary comes in and goes out again, in both tabs; what the other tab writes then brings nothing back."""
    page.get_by_role("button", name="Add it to the diary here").dblclick()
    expect(page.get_by_text("Diary opened: 8 check-ins, 4 of them new here.")).to_be_visible()
    step(other, "Check in")
    expect(other.get_by_text("Past check-ins (8)")).to_be_visible()
    at(page, "habits")
    page.get_by_role("checkbox", name="Single-leg squats").check()
    at(other, "habits")
    expect(other.get_by_role("checkbox", name="Single-leg squats")).to_be_checked()
    step(other, "Check in")
    at(page, "your-diary")
    expect(page.get_by_text("Diary opened:")).to_have_count(0)
    page.get_by_role("button", name="Undo: take away what the opened diary brought, keep the rest").click()
    expect(page.get_by_text("Undone: your diary is as it was before")).to_be_visible()
    expect(other.get_by_text("Past check-ins (4)")).to_be_visible()
    at(other, "habits")
    other.get_by_role("checkbox", name="Clams").check()
    step(page, "Check in")
    expect(page.get_by_text("Past check-ins (4)")).to_be_visible()
    at(page, "habits")
    expect(page.get_by_role("checkbox", name="Clams")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Single-leg squats")).to_be_checked()
    expect(sore(page, "Achilles tendinopathy")).not_to_be_checked()


def test_a_second_runners_file_is_never_mixed_in_without_a_word(visitor_once: Page, tmp_path):
    """Looked at and left, left, added with a double tap and undone: here and in another tab the diary is Anna's."""
    page = visitor_once
    anna, bob = runner("pfp", 8), runner("achilles", 1)
    opened(page, tmp_path, anna)
    expect(page.get_by_text("Diary opened: 4 check-ins, 4 of them new here.")).to_be_visible()
    hers = check_in_ids(page)
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    step(page, "Check")
    before = kept_besides_the_page(page)

    opened(page, tmp_path, bob)
    look_at_it_and_use_the_page(page)
    assert kept_besides_the_page(page) == before
    assert diary_as_left(page) in (None, page.evaluate("localStorage.getItem('strength-guide-diary')"))

    page.get_by_role("button", name="Back to my own diary").first.dblclick()
    expect(page.get_by_text("Past check-ins (4)")).to_be_visible()
    expect(clearly_felt(page)).to_be_checked()
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    assert check_in_ids(page) == hers

    other = another_tab(page)
    opened(page, tmp_path, bob)
    add_it_and_undo(page, other)
    assert check_in_ids(page) == hers

    for each in (page, other):
        opened(each, tmp_path, anna)
        expect(each.get_by_text("Diary opened: 4 check-ins, 0 of them new here.")).to_be_visible()
    assert check_in_ids(page) == hers


MANGLED = [
    "#diary={}.",
    "#Diary={})",
    "#diary%3D{}%3D",
    "#diary={}%20and%20more",
    "#diary={}&utm_source=mail",
    "?diary={}",
    "#{}",
    "#diary={}!",
]
LOST = ["#diary:", "#DIARY={}"]


def test_a_mangled_link_is_read_or_told_and_leaves_no_address(visitor_once: Page, address):
    """Followed in an open page one after the other; and in a fresh one, through the server, with %23 for the #."""
    page = visitor_once
    link = pack(runner("achilles", 1).diary)
    question = page.get_by_role("group", name="Another diary")
    go = "(to) => (to[0] === '#' ? (location.hash = to) : location.assign(to))"
    for weeks, form in enumerate(MANGLED, 2):
        page.evaluate(go, form.format(pack(runner("achilles", 1, weeks).diary)))
        expect(question).to_contain_text(f"carries a diary: {weeks} check-ins, 2 March 2026 to")
        expect(page).to_have_url(f"{address}#your-diary")
    for form in LOST:
        page.evaluate(go, form.format(link.upper()))
        expect(
            page.get_by_text("This link is damaged or was cut short, so nothing was opened").locator("visible=true")
        ).to_be_visible()
        assert page.url == address
    asked = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers)))
    page.goto(f"{address}%2523diary%3D{link}&utm_source=mail")
    ready(page)
    assert [link in each for each in asked].count(True) == 1, "the mangled address itself; no later one says whence"
    expect(question).to_contain_text("4 check-ins")
    expect(page).to_have_url(f"{address}#your-diary")
    assert page.evaluate(KEPT) == {}

    page.evaluate("location.hash = '#Exercise=Seed_RDL).'")
    expect(page.get_by_role("heading", name="Library", exact=True, level=2)).to_be_visible()
    expect(page.get_by_role("article").first).to_be_visible()
    page.evaluate("location.hash = '#exercise=handstand'")
    expect(page.get_by_text("The exercise that this address names is not in this library")).to_be_visible()


def test_a_double_tap_swaps_once(visitor_once: Page):
    """The second tap comes down on the card that was drawn anew, where another swap may stand."""
    page = visitor_once
    at(page, "kit")
    page.get_by_role("checkbox", name="Dumbbell").check()
    none_of_these(page)
    step(page, "Programme")
    swap = page.locator("[data-deed=swap]").first
    page.locator("details", has=swap).first.evaluate("(details) => (details.open = true)")
    told = swap.evaluate(
        """async (button) => {
          const { exercise, instead } = button.dataset;
          button.click();
          while (button.isConnected) await new Promise(requestAnimationFrame);
          document.querySelector("[data-deed=swap]").click();
          return [exercise, instead];
        }"""
    )
    at(page, "habits")
    page.get_by_role("checkbox", name="Clams").check()
    is_kept(page, "answer-already")
    swaps = next(entry["value"] for entry in stored(page)["entries"] if entry["id"] == "answer-swaps")
    assert list(swaps.items()) == [tuple(told)]
