"""Draws the app's icons anew from the page's own: `python -m tests.commands.icons` writes hosting/static/icons/."""

import re
from urllib.parse import unquote

from playwright.sync_api import sync_playwright

from hosting.front.baked import TEMPLATES
from hosting.static.app import ICONS
from tests.browser.conftest import chromium_path
from tests.helpers.serving import CHROMIUM_FLAGS

WHOLE = {"180.png", "maskable.png"}
"""Icons whose shape is cut out by whoever shows them. The drawing stays as it is: no circle that is allowed cuts it."""


def drawing() -> str:
    """The page's icon, as its template has it."""
    found = re.search(r'rel="icon" href="data:image/svg\+xml,([^"]+)"', (TEMPLATES / "frame.html.j2").read_text())
    assert found
    return unquote(found[1])


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for path in ICONS:
            svg = drawing().replace(" rx='8'", "") if path.name in WHOLE else drawing()
            side = int(re.sub(r"\D", "", path.name) or 512)
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: {side}px }}</style>{svg}")
            page.screenshot(path=path, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
