"""One diary for the page with a server, the one without, and what goes from one to the other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import ROOT
from tests.browser.conftest import is_kept, opened
from tests.browser.diary.test_prescription import followed_once_safe
from tests.browser.test_journey import forget, is_sore, sore, step
from tests.helpers.prescriptions import prescribed
from tests.helpers.serving import Crowded, running
from workbook.diary.prescribed.file import link as prescription_link

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def both(static_site: Path, tmp_path_factory) -> Iterator[Crowded]:
    """A server that has the page without a server, too."""
    log = tmp_path_factory.mktemp("both") / "log"
    with running(Crowded(log, CEILING=8, POOL=1, ALONE=str(static_site))) as served:
        yield served


def linked(page: Page) -> str:
    """A private link made in the page."""
    step(page, "Your diary")
    page.get_by_role("button", name="Make a private link").click()
    field = page.get_by_role("textbox", name="Link", exact=True)
    expect(field).to_have_value(re.compile("#diary="))
    return field.input_value()


def test_the_diary_is_the_same_at_both(context: BrowserContext, both: Crowded, diary: Path):
    """What is entered at one is at the other with no work, whichever comes first."""
    page = context.new_page()
    page.goto(both.url)
    opened(page, diary)
    is_kept(page, "tight_right")
    page.goto(f"{both.url}alone/")
    step(page, "Progress")
    expect(page.get_by_role("table", name=re.compile("Your ratings by week"))).to_be_visible()
    step(page, "Check")
    is_sore(page, "ITB syndrome")
    is_kept(page, "itb")
    page.goto(both.url)
    expect(sore(page, "ITB syndrome")).to_be_checked()


@pytest.mark.parametrize(("made_at", "opened_at"), [("", "alone/"), ("alone/", "")])
def test_a_link_of_one_opens_at_the_other(chromium, both: Crowded, diary: Path, made_at: str, opened_at: str):
    """In another browser, which had nothing."""
    mine, theirs = chromium.new_context(), chromium.new_context()
    page = mine.new_page()
    page.goto(f"{both.url}{made_at}")
    opened(page, diary)
    link = linked(page)
    assert link.startswith(f"{both.url}{made_at}#diary=")
    there = theirs.new_page()
    there.goto(f"{both.url}{opened_at}#{link.partition('#')[2]}")
    expect(there.get_by_text(re.compile("The link that you followed carries a diary"))).to_be_visible()
    there.get_by_role("button", name="Add it to the diary here").click()
    expect(sore(there, "Runner's knee")).to_be_checked()
    mine.close()
    theirs.close()


def test_a_diary_of_any_version_opens_without_a_server(context: BrowserContext, both: Crowded):
    """As it does at the page with one."""
    page = context.new_page()
    page.goto(f"{both.url}alone/")
    for file in sorted((ROOT / "tests" / "diaries").glob("version-*.json")):
        page.get_by_label("Open diary").set_input_files(file)
        expect(page.get_by_text(re.compile("^Diary opened")).locator("visible=true")).to_be_visible(timeout=30_000)
        forget(page)
        expect(page.get_by_text("Everything here is forgotten").locator("visible=true")).to_be_visible()


def test_what_a_physio_prescribed_opens_without_a_server(context: BrowserContext, address: str):
    """By its link: followed, and in Plan as soon as the safety questions are answered."""
    followed_once_safe(context.new_page(), prescription_link(prescribed(), address))
