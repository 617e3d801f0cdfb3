"""The drawings in a real browser: they move, stop when asked, and an address leads to each."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

COUNT = """() => document.querySelector('#library-exercise .figure').getAnimations({subtree: true})
  .filter((one) => one.playState === 'running').length"""


def running(page: Page) -> int:
    return page.evaluate(COUNT)


def test_an_address_opens_an_exercise_that_moves_and_can_be_paused(visitor: Page, address):
    """`#exercise=seed_rdl` shows its card; the pause works by keyboard; reduced motion stands still."""
    page = visitor
    page.goto(f"{address}#exercise=seed_rdl")
    card = page.get_by_role("article", name="RDL (single-leg)")
    expect(card).to_be_visible()
    expect(card.get_by_role("img", name="RDL (single-leg)")).to_be_visible()
    assert running(page) == 0, "the visitor asked for reduced motion"
    page.emulate_media(reduced_motion="no-preference")
    assert running(page) > 0
    card.get_by_role("checkbox", name="Pause").focus()
    page.keyboard.press("Space")
    assert running(page) == 0
