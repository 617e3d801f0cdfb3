"""Every step of the page can be reached and is shown alone, however many there are."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visiting
from tests.helpers.serving import served
from widgets.dashboard import Dashboard

pytestmark = pytest.mark.browser
_LONGER = """
from widgets.dashboard import Dashboard
from widgets.view import View
from workbook.case import Case

class More(View):
    name, title = "Rest", "A made-up step"

class Longer(Dashboard):
    before_library = (*Dashboard.before_library, More)

Longer(Case()).page
"""


def test_a_step_that_is_added_is_shown_like_the_others(chromium, tmp_path):
    """With one more step, made up, each of the buttons shows its own title and no other."""
    notebook = tmp_path / "longer.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(_LONGER)]), notebook)
    configured = "--Voila.config_file_paths=hosting/voila"
    with (
        served(notebook, tmp_path / "log", configured, preheat=False) as address,
        visiting(chromium, address, 1200) as page,
    ):
        names = [*(view.name for view in Dashboard.before_library), "Rest", "Library"]
        assert page.get_by_role("navigation", name="Steps").get_by_role("button").count() == len(names)
        shown = []
        for place, name in enumerate(names):
            page.get_by_role("button", name=name, exact=True).click()
            expect(page.locator(f".step-{place}")).to_be_visible()
            expect(page.locator(".place:visible")).to_have_count(1)
            shown.append(page.locator(".place:visible h2").first.inner_text())
        assert shown[-2] == "A made-up step"
        assert len(set(shown)) == len(names)
