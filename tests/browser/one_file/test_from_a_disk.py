"""The page as one file, opened from a disk with the network off: whole, and what is entered stays."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.diary.test_prescription import followed_once_safe
from tests.browser.front.test_as_left import KEPT, PAGE
from tests.browser.test_journey import at, downloaded, is_sore, none_of_these, points, save_check_in, sore, step
from tests.helpers.prescriptions import prescribed
from workbook.diary.diary_file import read
from workbook.diary.link import pack
from workbook.diary.prescribed import file

pytestmark = pytest.mark.browser
LARGEST = 16_000_000
SLOW = 60_000
"""Milliseconds that Python may take to start on a busy machine."""


@pytest.fixture
def opened(context, one_file) -> Iterator[Page]:
    """The page, as a double click opens it; at the end no error was seen, and nobody was asked for anything."""
    context.set_offline(True)
    errors, asked = [], set()

    def listen(page: Page) -> None:
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.add(request.url.split(":")[0]))

    context.on("page", listen)
    page = context.new_page()
    page.goto(one_file.as_uri(), wait_until="commit")
    yield page
    assert errors == []
    assert asked <= {"file", "blob", "data", "about"}


def come_back(page: Page, diary: Path) -> None:
    """By a link with a diary, from the disk, too: the page is as it was left, and then Python says what has come."""
    address = page.url
    page.goto("about:blank")
    page.goto(f"{address}#diary={pack(read(diary.read_text()))}", wait_until="commit")
    assert points(page) == 4
    expect(page.get_by_role("status").filter(has_text="As you left it")).to_be_visible()
    expect(page.get_by_text("The link that you followed carries a diary: 1 check-in")).to_be_visible(timeout=SLOW)
    assert page.url == f"{address.partition('#')[0]}#your-diary"
    expect(sore(page, "Shin splints")).to_be_checked()


def two_tabs(page: Page) -> None:
    """What one of them keeps the other hears of."""
    other = page.context.new_page()
    other.goto(page.url, wait_until="commit")
    step(other, "Your diary")
    other.get_by_role("button", name="Forget everything here").click()
    other.get_by_role("button", name="Yes, forget it all").press("Enter")
    expect(
        page.get_by_text("Everything was forgotten in another tab, so it is forgotten here too.").locator(
            "visible=true"
        )
    ).to_be_visible()
    other.close()


def test_a_runner_opens_it_from_a_disk(opened: Page, tmp_path):
    """Ticks before there is any Python, gets a programme, checks in, sees the chart, prints, comes back."""
    page = opened
    is_sore(page, "Shin splints")
    assert page.locator("body").get_attribute("data-engine") in ("none", "starting")
    at(page, "check")
    expect(page.get_by_text("Shin splints (now)")).to_be_visible(timeout=SLOW)
    none_of_these(page)
    step(page, "Programme")
    expect(page.get_by_role("article", name="Single-leg calf raise, straight knee")).to_be_visible()
    step(page, "Guide and calendar")
    page.get_by_role("button", name="Printed guide, A4").click()
    expect(page.frame_locator("iframe").locator("h1")).to_have_text("Strength Guide for Runners")
    step(page, "Check in")
    save_check_in(page, dt.date.today(), glute=3, tight=4)
    step(page, "Progress")
    assert points(page) == 4
    step(page, "Your diary")
    expect(page.get_by_role("button", name="Make a private link")).to_be_hidden()
    expect(page.get_by_text("A private link to this page would lead nowhere")).to_be_visible()
    assert page.locator("script[data-file=python]").count() == 0, "what was read is let go"
    diary = downloaded(page, tmp_path)
    page.evaluate(f"localStorage.removeItem('{PAGE}')")
    step(page, "Check in")
    step(page, "Progress")
    page.evaluate(KEPT)
    come_back(page, diary)
    two_tabs(page)


def test_what_a_physio_prescribed_opens_from_a_disk(opened: Page, one_file):
    """By its link, with the network off: followed, and in Plan as soon as the safety questions are answered."""
    opened.goto("about:blank")
    followed_once_safe(opened, file.link(prescribed(), one_file.as_uri()))


def test_the_files_are_small_enough_to_be_sent_on(one_file):
    """Within what most people's mail takes."""
    sizes = {file.name: file.stat().st_size for file in one_file.parent.glob("*.html")}
    assert len(sizes) == 2
    assert all(10_000_000 < size <= LARGEST for size in sizes.values()), sizes
