"""A tap that comes twice is one tap: nothing is deleted, made or sent by the second."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.alone import opened, serve_widget, tap, tap_twice
from widgets.controls.handover import Handover
from widgets.controls.past_check_ins import PastCheckIns

pytestmark = pytest.mark.browser
ROWS = [{"id": str(n), "day": f"{n} March 2026", "says": "effort 5"} for n in (1, 2, 3)]


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def test_a_check_in_deleted_twice_takes_no_other_with_it(context):
    """The next one stands under the finger as soon as the first is gone."""
    serve_widget(context, PastCheckIns, rows=ROWS)
    page = opened(context)
    page.get_by_text("Past check-ins (3)").click()
    page.evaluate(
        """() => {
          model.send = (message) => {
            sent.push(message);
            change("rows", model.values.rows.filter(({ id }) => id !== message.id));
          };
        }"""
    )
    tap_twice(page, "Delete the check-in of 1 March 2026")
    assert page.evaluate("sent") == [{"kind": "delete", "id": "1"}]
    expect(page.get_by_text("Past check-ins (2)")).to_be_visible()
    tap(page, "Delete the check-in of 2 March 2026")
    assert page.evaluate("sent.length") == 2


def test_a_check_in_is_deleted_once_however_long_the_kernel_takes(context):
    """Until the list is there anew, its row does nothing more."""
    serve_widget(context, PastCheckIns, rows=ROWS)
    page = opened(context)
    page.get_by_text("Past check-ins (3)").click()
    tap(page, *["Delete the check-in of 1 March 2026"] * 3, "Correct the check-in of 1 March 2026")
    assert page.evaluate("sent") == [{"kind": "delete", "id": "1"}]
    tap(page, "Delete the check-in of 3 March 2026")
    assert page.evaluate("sent.length") == 2


def test_a_file_is_made_once(context):
    """However often it is asked for while it is being made; afterwards it can be had again."""
    serve_widget(context, Handover)
    page = opened(context)
    tap_twice(page, "Printed guide, A4")
    tap(page, "Printed guide, A4", "Printed guide, A4", "Calendar file")
    wishes = "sent.map(({ wish }) => wish)"
    assert page.evaluate(wishes) == ["a4", "calendar"]
    page.evaluate("hear({ kind: 'says', says: 'There is no programme to print.' })")
    page.evaluate("hear({ kind: 'answered', wish: 'a4' })")
    tap(page, "Printed guide, A4")
    assert page.evaluate(wishes) == ["a4", "calendar", "a4"]
