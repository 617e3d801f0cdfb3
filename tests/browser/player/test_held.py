"""A session that runs while a sign is told that lets none go on: it stands at once, in every tab."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.alone import kept, tap
from tests.browser.diary.test_survival import stored
from tests.browser.player.test_player import begin
from tests.browser.test_journey import at, step

pytestmark = pytest.mark.browser


def stands(page: Page, where: Locator) -> None:
    """The notice is there, with what was told and what to do, and the two ways out."""
    expect(where.get_by_role("heading", name="Stop here: the session is paused")).to_be_visible()
    expect(where).to_contain_text("You ticked: Snap or kick in the heel.")
    expect(where).to_contain_text("Get urgent care today. Put no load through that calf")
    assert kept(page, "player")["since"] is None
    names = [button.inner_text() for button in where.get_by_role("button").all()]
    assert names == ["Save what was done", "End without saving", "Change this answer"]


def test_a_sign_that_is_told_stops_the_session_here_and_from_another_tab(visitor_once: Page, address):
    """Taken back it lets the session go on; what was done is saved at one press, and no session is offered."""
    page, snap = visitor_once, re.compile("^Snap or kick in the heel")
    begin(page)
    tap(page, "Next", "Done")
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()
    at(page, "signs-now")
    page.get_by_role("checkbox", name=snap).check()
    expect(page.get_by_text("Your programme stays hidden").locator("visible=true")).to_be_visible()
    at(page, "today")
    stands(page, page.locator(".player"))
    tap(page, "Change this answer")
    page.get_by_role("checkbox", name=snap).uncheck()
    at(page, "today")
    page.locator(".player").get_by_role("button", name=re.compile("^Go on")).click()
    assert kept(page, "player")["since"] is not None

    other = page.context.new_page()
    other.goto(address)
    at(other, "signs-now")
    other.get_by_role("checkbox", name=snap).check()
    stands(page, page.get_by_role("dialog", name="Session"))
    tap(page, "Save what was done")
    expect(page.get_by_text("Saved. What you did is in your diary.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
    [entry] = [entry for entry in stored(page)["entries"] if entry["kind"] == "session"]
    assert entry["performed"][0]["rounds"] == 1
    step(other, "Today")
    expect(other.get_by_role("button", name="Start the session")).to_have_count(0)
