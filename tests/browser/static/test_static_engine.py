"""Python in the page comes late, not at all, or ends too soon: answers wait, and what is said is true."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import is_kept
from tests.browser.test_journey import is_sore, none_of_these, sore, step

pytestmark = pytest.mark.browser
LOST = re.compile("Connection lost|has stopped")
PYTHON = re.compile(r"/python/python-[0-9a-f]+\.gz$")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Not opened yet, and with a clock that can be put forward."""
    page = context.new_page()
    page.clock.install()
    return page


def begun(page: Page, address: str) -> None:
    page.goto(address)
    expect(sore(page, "Shin splints")).to_be_visible()


def knows(page: Page) -> None:
    """Python has heard of the shins."""
    is_kept(page, "answer-injuries")


def test_answers_before_python_wait_and_nothing_cries(page, address):
    """However long Python takes: a minute on a slow line. Then what was answered has its programme."""
    held: list[Route] = []
    page.route(PYTHON, lambda route: held.append(route))
    begun(page, address)
    is_sore(page, "Shin splints")
    none_of_these(page)
    expect(page.get_by_text(re.compile(r"^Getting ready, [34]0 %: you can answer already\.$"))).to_be_visible()
    step(page, "Check in")
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text("what you pressed is done then, so leave this page open")).to_be_visible()
    page.clock.fast_forward("01:30")
    expect(page.get_by_text(LOST)).to_have_count(0)
    assert page.locator("[inert]").count() == 0
    held[0].continue_()
    expect(page.get_by_text("Getting ready")).to_be_hidden()
    step(page, "Check")
    knows(page)
    step(page, "Programme")
    expect(page.get_by_role("article", name="Single-leg calf raise, straight knee")).to_be_visible()


def test_python_comes_again_where_the_line_broke(page, address):
    """The first try fails; the next one, by itself, goes on."""
    tries: list[str] = []

    def first_breaks(route: Route) -> None:
        tries.append(route.request.url)
        route.abort() if len(tries) == 1 else route.continue_()

    page.route(PYTHON, first_breaks)
    begun(page, address)
    is_sore(page, "Shin splints")
    knows(page)
    assert len(tries) == 2


def test_a_page_whose_release_is_gone_is_loaded_anew(context, address):
    """Its files were taken away while it was open: the page is fetched again, once, and then says what is so."""
    page = context.new_page()  # with the browser's own clock, which knows that a page was loaded anew
    page.route(PYTHON, lambda route: route.fulfill(status=404))
    begun(page, address)
    expect(page.get_by_text(re.compile("^A part of this guide is missing where it comes from"))).to_be_visible()


def test_a_python_that_never_runs_is_told(page, address):
    """Three tries; then what is so, and that what was entered is safe."""
    page.route(PYTHON, lambda route: route.fulfill(body=b"no Python"))
    begun(page, address)
    is_sore(page, "Shin splints")
    alert = page.get_by_role("alert").filter(has_text=LOST)
    expect(alert).to_contain_text("The part of this page that works out your programme has stopped")
    expect(alert).to_contain_text("what you entered is safe in this browser")


def test_a_python_that_ends_is_told_and_a_reload_brings_all_back(page, address):
    """What it held is in the browser."""
    begun(page, address)
    is_sore(page, "Shin splints")
    knows(page)
    page.workers[0].evaluate("() => { setTimeout(() => { throw new Error('it ends'); }); }")
    alert = page.get_by_role("alert").filter(has_text=LOST)
    expect(alert).to_contain_text("has stopped; what you entered is safe in this browser")
    page.get_by_role("button", name="Reload").click()
    expect(sore(page, "Shin splints")).to_be_checked()
    knows(page)
