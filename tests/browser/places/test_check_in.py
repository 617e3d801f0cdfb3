"""A check-in on a phone: short, whatever is told; what is missing is said where Save was pressed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import at, rate

pytestmark = pytest.mark.browser


def test_what_is_missing_is_said_beside_save(visitor):
    """Without scrolling, and read out; an answer takes it away."""
    at(visitor, "check-in")
    visitor.get_by_role("button", name="Save check-in").click()
    missing = visitor.get_by_role("alert").filter(has_text="Nothing was answered yet")
    expect(missing).to_be_in_viewport(ratio=1)
    visitor.get_by_role("radio", name="4", exact=True).first.check()
    expect(missing).not_to_be_attached()


def test_a_check_in_is_two_screens_long_with_pain_elsewhere(visitor):
    """Rated all over, each answer to be cleared; where it was is chosen from a list, and the day stays folded."""
    at(visitor, "check-in")
    rated = ("^Left: in your", "^Right: in your", "^Left: over the", "^Right: over the", "^Anywhere else")
    for question in rated:
        rate(visitor, question, 4)
    place = visitor.get_by_label("Where was that?")
    place.select_option("Low back")
    expect(place).to_have_value("back")
    expect(visitor.get_by_role("group", name="On which side?")).to_be_visible()
    expect(visitor.get_by_label("Date of this check-in")).not_to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollHeight / innerHeight") <= 2.0
    clears = visitor.get_by_role("button", name=re.compile("^Clear: ")).locator("visible=true")
    expect(clears).to_have_count(len(rated))
    for box in [clear.bounding_box() for clear in clears.all()] + [place.bounding_box()]:
        assert min(box["width"], box["height"]) >= 44
    clears.last.click()
    expect(place).to_have_count(0)
