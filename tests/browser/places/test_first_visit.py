"""The safety questions in a real browser: answered in a tap for each group, by hand and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import is_kept
from tests.browser.test_journey import GROUPS, none_of_these, step

pytestmark = pytest.mark.browser


def box(page: Page, group: str, name: str):
    return page.get_by_role("group", name=group).get_by_role("checkbox", name=re.compile(f"^{name}"))


def test_none_of_these_and_the_signs_take_each_other_away(visitor_once: Page):
    """Ticking the one unticks the others, both ways, and it is so again after a reload."""
    page, pain = visitor_once, GROUPS[1]
    none = box(page, pain, "None of these")
    knee, low = (box(page, pain, name) for name in ("A knee that is locked", "Low back pain that stays"))
    knee.check()
    low.check()
    expect(page.get_by_text(re.compile("^See a clinician first")).first).to_be_visible()
    none.check()
    expect(knee).not_to_be_checked()
    expect(low).not_to_be_checked()
    low.check()
    expect(none).not_to_be_checked()
    expect(page.get_by_text(re.compile("^Start, with changes")).first).to_be_visible()
    none.focus()
    page.keyboard.press("Space")
    expect(none).to_be_checked()
    expect(low).not_to_be_checked()
    is_kept(page, "answer-screened")
    page.reload()
    expect(none).to_be_checked()
    expect(box(page, GROUPS[0], "None of these")).not_to_be_checked()


def test_today_leads_to_the_questions_before_a_first_session(visitor_once: Page):
    """No button to start until each group is answered; the way there and back by keyboard."""
    page = visitor_once
    step(page, "Today")
    open_ = page.get_by_role("status", name="Safety questions to answer").locator("visible=true")
    expect(open_).to_contain_text(GROUPS[2])
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
    open_.get_by_role("button", name="Answer them in Check").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check", exact=True, level=2)).to_be_visible()
    none_of_these(page)
    step(page, "Today")
    expect(page.get_by_role("button", name="Start the session")).to_be_visible()
    expect(open_).to_have_count(0)


def test_nothing_new_is_one_tap_at_a_check_in(visitor_once: Page):
    """The signs are asked only where something is new, and count like those of Check."""
    page = visitor_once
    step(page, "Check in")
    news = page.get_by_role("group", name=re.compile("is anything new"))
    signs = page.get_by_role("group", name="What is new?")
    news.get_by_role("radio", name="Nothing new").check()
    expect(signs).to_have_count(0)
    news.get_by_role("radio", name="Something is new").check()
    signs.get_by_role("checkbox", name=re.compile("^Pain deep in the groin")).check()
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_role("region", name="What your safety answers mean")).to_contain_text("within days")
    expect(signs).to_have_count(0)
    step(page, "Check")
    expect(box(page, GROUPS[1], "Pain deep in the groin")).to_be_checked()


def test_words_open_with_a_tap_and_by_keyboard(visitor_once: Page):
    """At the foot of the Programme step."""
    page = visitor_once
    step(page, "Programme")
    summary = page.get_by_text("Words on this page").locator("visible=true")
    summary.click()
    expect(page.get_by_text("Short for Romanian deadlift").locator("visible=true")).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Short for Romanian deadlift").locator("visible=true")).to_have_count(0)
