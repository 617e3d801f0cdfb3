"""Every place of the page can be reached and is shown alone, however many there are."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.browser.test_journey import at
from tests.helpers.serving import served
from widgets.dashboard import Dashboard
from workbook.case import Case

pytestmark = pytest.mark.browser
_LONGER = """
from widgets.dashboard import Dashboard
from widgets.view import Place, View
from workbook.case import Case

class Rest(View):
    places = (Place("rest", "Rest", "A made-up place", under="rest"),)

class Longer(Dashboard):
    kinds = (*Dashboard.kinds, Rest)

Longer(Case()).page
"""


def test_a_view_that_is_added_is_shown_like_the_others(chromium, tmp_path):
    """With one more, made up, each button of the bar and each address shows its own title and no other view."""
    notebook = tmp_path / "longer.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(_LONGER)]), notebook)
    configured = "--Voila.config_file_paths=hosting/voila"
    with (
        served(notebook, tmp_path / "log", configured, preheat=False) as address,
        visiting(chromium, address, 1200) as page,
    ):
        bar = page.get_by_role("navigation", name="Places").get_by_role("button")
        expect(bar).to_have_text(["Today", "Plan", "Progress", "Library", "Rest", "More"])
        bar.filter(has_text="Rest").click()
        expect(page.get_by_role("heading", name="A made-up place", level=2)).to_be_visible()
        shown = []
        for place in [*(each["id"] for each in Dashboard(Case()).places.places), "rest"]:
            at(page, place)
            expect(page.locator(".guide-page > .place:visible")).to_have_count(1)
            expect(page.locator(".place:visible h2:visible")).to_have_count(1)
            shown.append(page.locator(".place:visible h2:visible").inner_text())
        assert len(set(shown)) == len(shown)
