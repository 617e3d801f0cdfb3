"""A runner's six weeks in a real browser, at a phone's width and at a desk's."""

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import is_kept

pytestmark = pytest.mark.browser
FOUR = (
    "Single-leg bridge with chest press",
    "Runner's lunge with mid rows",
    "RDL (single-leg)",
    "Split squat with goblet hold",
)
GROUPS = {
    "signs-now": "Signs that need help at once",
    "signs-pain": "Bones, joints, legs and back",
    "signs-health": "Health in general",
}
"""Cards of safety questions, and the names of their groups."""


def step(page: Page, name: str) -> None:
    """Goes to a place by its button: in the bar, or in More."""
    bar = page.get_by_role("navigation", name="Places").get_by_role("button", name=name, exact=True)
    if not page.get_by_role("navigation", name="Places").is_visible():
        at(page, "today")  # a card stands alone on a phone
    if not bar.count():
        page.get_by_role("navigation", name="Places").get_by_role("button", name="More", exact=True).click()
        bar = page.get_by_role("list").get_by_role("button", name=name, exact=True)
    bar.click()
    title = {"Guide and calendar": "Take it with you", "Privacy": "Privacy, in plain words"}.get(name, name)
    expect(page.get_by_role("heading", name=title, exact=True, level=2)).to_be_attached()
    settled(page)


def at(page: Page, address: str) -> None:
    """Goes to a place by its address."""
    page.evaluate("address => { location.hash = address; }", f"#{address}")
    expect(page).to_have_title(re.compile(" – Strength Guide for Runners$"))
    page.locator(f".guide-page[data-place='{address}']").wait_for()
    settled(page)


def settled(page: Page) -> None:
    """Waits until a tap counts where the last one has changed the place: one that nobody can have meant is dropped."""
    page.locator(".guide-page:not([data-just-moved])").wait_for(state="attached")


def card(page: Page, group: str) -> Locator:
    """A group of questions on its card, which is shown."""
    return page.get_by_role("group", name=group)


def sore(page: Page, injury: str, when: str = "sore now") -> Locator:
    """The box for it, on its card, which is shown then."""
    at(page, "sore")
    return page.get_by_role("checkbox", name=re.compile(rf"^{injury}: ({when}|yes)$"))


def is_sore(page: Page, injury: str) -> None:
    """Says where it is sore."""
    sore(page, injury).check()


def is_known(page: Page, injury: str) -> None:
    """Waits until an engine has heard of it: what all answers come to is its word."""
    at(page, "check")
    expect(page.get_by_text(re.compile(rf"{injury} \(now\)")).locator("visible=true")).to_be_visible()


def none_of_these(page: Page) -> None:
    """Answers every group of safety questions on its card."""
    for address, name in GROUPS.items():
        at(page, address)
        settled(page)
        page.get_by_role("button", name="None of these", exact=True).click()
        expect(card(page, name)).not_to_be_visible()


def rate(page: Page, question: str, score: int) -> None:
    group = page.get_by_role("group", name=re.compile(question))
    group.get_by_role("radio", name=re.compile(rf"^{score}\b")).check()


def save_check_in(page: Page, day: dt.date, glute: int, tight: int) -> None:
    page.get_by_role("button", name=re.compile("^More: another day")).click()
    page.get_by_label("Date of this check-in").fill(day.isoformat())
    for side in ("Left", "Right"):
        rate(page, rf"^{side}: in your main sets", glute)
        rate(page, rf"^{side}: over the last day", tight)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(re.compile(rf"Check-in of {day.day} {day:%B %Y} saved"))).to_be_visible()


def forget(page: Page) -> None:
    """The answer by key: a second click so soon after the first would count as the same press."""
    step(page, "Your diary")
    page.get_by_role("button", name="Forget everything here").click()
    page.get_by_role("button", name="Yes, forget it all").press("Enter")


def points(page: Page) -> int:
    expect(page.locator("figure .point").first).to_be_visible()
    return page.locator("figure .point").count()


def sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


def build_a_programme(page: Page) -> None:
    """With a dumbbell and 45 minutes: the post's four, and calf raises for the shins."""
    at(page, "kit")
    page.get_by_role("checkbox", name="Dumbbell").check()
    at(page, "minutes")
    page.get_by_role("radio", name="45").check()
    none_of_these(page)
    step(page, "Programme")
    for name in FOUR:
        expect(page.get_by_role("article", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("article", name="Single-leg calf raise, straight knee")).to_be_visible()


def check_in_for_six_weeks(page: Page) -> None:
    """Three times before the first session, and once in each week."""
    start = dt.date.today() - dt.timedelta(weeks=6)
    at(page, "days")
    page.get_by_label("First day of week 1").fill(start.isoformat())
    step(page, "Check in")
    for back in (6, 4, 2):
        save_check_in(page, start - dt.timedelta(days=back), glute=2, tight=5)
    for week in range(6):
        save_check_in(page, start + dt.timedelta(days=7 * week + 5), glute=3 + week, tight=5)


def see_progress(page: Page) -> None:
    """Every rating is a point; one topic has changed, and of the other nothing can be told."""
    step(page, "Progress")
    expect(page.get_by_role("figure")).to_be_visible()
    assert points(page) == 28
    expect(page.get_by_role("table", name=re.compile("Your ratings by week"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Clear change\. From before the first session .* points up"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Cannot tell\. From before the first session"))).to_be_visible()


def downloaded(page: Page, folder: Path) -> Path:
    """The diary as a file."""
    step(page, "Your diary")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download diary").click()
    expect(page.get_by_text("Your diary is downloaded.")).to_be_visible()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".json"
    return file


def test_a_runner_answers_trains_and_comes_back(visitor_once: Page, tmp_path):
    """Answer, build, check in for six weeks, see the points; reload, download, forget, open: all is back."""
    page = visitor_once
    is_sore(page, "Shin splints")
    build_a_programme(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert not sideways(page)
    check_in_for_six_weeks(page)
    assert not sideways(page)
    see_progress(page)
    assert not sideways(page)

    page.reload()
    expect(page.get_by_role("heading", name="Progress", level=2)).to_be_visible()
    assert points(page) == 28
    expect(sore(page, "Shin splints")).to_be_checked()

    file = downloaded(page, tmp_path)
    forget(page)
    expect(page.get_by_text("Everything here is forgotten").locator("visible=true")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    expect(sore(page, "Shin splints")).not_to_be_checked()
    page.reload()
    expect(sore(page, "Shin splints")).not_to_be_checked()

    page.get_by_label("Open diary").set_input_files(file)
    expect(page.get_by_text("Diary opened: 9 check-ins, 9 of them new here.").locator("visible=true")).to_be_visible()
    expect(sore(page, "Shin splints")).to_be_checked()
    step(page, "Progress")
    assert points(page) == 28


def test_an_emergency_sign_shows_what_to_do_and_no_programme(visitor_once: Page):
    """The answer stands under the tick at once, and the place Programme holds no exercise."""
    page = visitor_once
    at(page, "signs-now")
    page.get_by_role("checkbox", name=re.compile("^Chest pain")).check()
    expect(page.get_by_text(re.compile("^Get help now")).locator("visible=true").first).to_be_visible()
    step(page, "Programme")
    notice = page.get_by_role("region", name="What your safety answers mean")
    expect(notice).to_contain_text("Your programme stays hidden")
    expect(page.get_by_role("article")).to_have_count(0)


def test_a_broken_file_is_refused_and_what_was_there_stays(visitor_once: Page, tmp_path):
    """The sentence is read beside the button."""
    page = visitor_once
    is_sore(page, "Runner's knee")
    broken = tmp_path / "broken.json"
    broken.write_text('{"strength_guide_diary": 1, "entries": [<script>')
    page.get_by_label("Open diary").set_input_files(broken)
    expect(page.get_by_text("nothing was opened").locator("visible=true")).to_be_visible()
    expect(sore(page, "Runner's knee")).to_be_checked()


def test_the_page_works_by_keyboard(visitor_once: Page):
    """Tab, space and enter are enough to answer, choose a place and see cards."""
    page = visitor_once
    none_of_these(page)
    sore(page, "ITB syndrome").focus()
    page.keyboard.press("Space")
    expect(sore(page, "ITB syndrome")).to_be_checked()
    at(page, "today")
    plan = page.get_by_role("navigation", name="Places").get_by_role("button", name="Plan")
    plan.focus()
    page.keyboard.press("Enter")
    expect(plan).to_have_attribute("aria-current", "page")
    way = page.get_by_role("button", name="Programme", exact=True)
    way.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first).to_be_visible()
    expect(plan).to_have_attribute("aria-current", "true")


def test_taps_as_fast_as_they_come_are_all_kept(visitor_once: Page):
    """Many boxes in one moment, and a save right after the last rating: nothing is lost on the way to the kernel."""
    page = visitor_once
    at(page, "sore")
    page.evaluate(
        """() => document.querySelectorAll("[data-item=injuries] .q-spot.q-tile").forEach((row) =>
             row.querySelector("input").click())"""
    )
    expect(page.get_by_role("checkbox", name=re.compile(": left$"))).to_have_count(4)
    step(page, "Check in")
    expect(page.get_by_role("group", name=re.compile("^Right: over the last day"))).to_be_visible()
    page.evaluate(
        """() => {
          for (const item of ["glute_left", "glute_right", "tight_left", "tight_right"])
            [...document.querySelectorAll(`[data-item=${item}] input[value="7"]`)].at(0).click();
          [...document.querySelectorAll("button")].find((b) => b.textContent === "Save check-in").click();
        }"""
    )
    expect(page.get_by_text("1 check-in so far")).to_be_visible()
    step(page, "Progress")
    assert points(page) == 4
    page.reload()
    for name in ("Shin splints", "ITB syndrome", "Achilles tendinopathy", "Runner's knee", "Tight hamstrings"):
        expect(sore(page, name)).to_be_checked()


def test_forgetting_in_one_tab_forgets_in_the_other(visitor_once: Page, address):
    """On a shared computer no open tab brings the diary back."""
    page = visitor_once
    is_sore(page, "Shin splints")
    is_kept(page, "answer-injuries")
    second = page.context.new_page()
    second.goto(address)
    expect(sore(second, "Shin splints")).to_be_checked()
    forget(second)
    expect(sore(page, "Shin splints")).not_to_be_checked()
    is_sore(page, "ITB syndrome")
    expect(sore(second, "ITB syndrome")).to_be_checked()
    expect(sore(second, "Shin splints")).not_to_be_checked()
