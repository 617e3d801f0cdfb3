"""A check-in on a phone: what is missing is said where Save was pressed."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import at

pytestmark = pytest.mark.browser


def test_what_is_missing_is_said_beside_save(visitor):
    """Without scrolling, and read out; an answer takes it away."""
    at(visitor, "check-in")
    visitor.get_by_role("button", name="Save check-in").click()
    missing = visitor.get_by_role("alert").filter(has_text="Nothing was answered yet")
    expect(missing).to_be_in_viewport(ratio=1)
    visitor.get_by_role("radio", name="4", exact=True).first.check()
    expect(missing).not_to_be_attached()
