"""What a visit needs of the server and the browser: without it the page says so, and more it may not have."""

import base64
import hashlib
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.diary.test_survival import ready
from tests.browser.test_network import answered, tick
from tests.helpers.serving import answer

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("broken", [False, True], ids=["lost", "broken"])
def test_where_the_front_end_does_not_come_the_page_says_so(context, address, broken):
    """There is a programme to read meanwhile, and a reload is enough."""
    page = context.new_page()
    page.route("**/front.js", lambda route: route.fulfill(status=404) if broken else route.abort())
    page.goto(address)
    status = page.get_by_role("status")
    expect(status).to_contain_text("Sorry, the page could not be made ready. Nothing you saved is lost.")
    expect(status.get_by_role("link", name="Read a programme that needs no connection")).to_be_visible()
    page.unroute("**/front.js")
    status.get_by_role("link", name="Reload the page").click()
    ready(page)


def test_without_javascript_the_page_says_so(chromium: Browser, address):
    """And does not promise that it will be ready."""
    page = chromium.new_page(java_script_enabled=False)
    page.goto(address)
    said = page.locator("noscript p")  # what is in a noscript is no text to Playwright
    expect(said).to_be_visible()
    expect(said).to_have_text("This page needs JavaScript: please switch it on and reload.")
    expect(page.get_by_text("Getting your page ready")).to_be_hidden()
    page.close()


def test_only_the_pages_own_scripts_run(context, address):
    """An inline script by its hash, no text as code, no other host; and an answer stands in no address."""
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    tick(page)
    answered(page)
    assert [url for url in asked if not url.startswith((address, f"blob:{address}", "data:"))] == []
    assert [url for url in asked if "mtss" in url or "Shin" in url] == []

    sent = answer(address)
    rules = dict(rule.split(" ", 1) for rule in sent.headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in rules["script-src"]
    inline = re.findall(r"<script>(.*?)</script>", sent.text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    assert inline
    assert [each for each in hashes if f"'sha256-{each}'" not in rules["script-src"]] == []
    refused = page.evaluate(
        """() => new Promise((told) => {
          document.addEventListener("securitypolicyviolation", ({ blockedURI }) => told(blockedURI));
          setTimeout("window.hit = true"); })"""
    )
    assert refused == "eval"
    assert page.evaluate("window.hit === undefined")
