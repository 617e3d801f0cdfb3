"""Hostile files and links, one after the other in a real page: a sentence each time, no script, nothing lost."""

import base64
import json
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import is_kept
from tests.browser.diary.test_survival import longest_standstill, ready, watch
from tests.browser.test_journey import at, is_sore, sore
from tests.helpers.hostile import texts

pytestmark = pytest.mark.browser
COUNT = 500
OPEN = """async (text) => {
  const says = document.querySelector(".diary-says");
  const offer = document.querySelector("[data-box=offer]");
  const input = document.querySelector(".diary input[type=file]");
  const data = new DataTransfer();
  data.items.add(new File([text], "diary.json", { type: "application/json" }));
  says.textContent = "";
  input.files = data.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const begun = performance.now();
  while (!says.textContent && offer.hidden && performance.now() - begun < 20000)
    await new Promise((go) => setTimeout(go, 4));
  const said = says.textContent || offer.innerText;
  if (!offer.hidden) offer.querySelector("[data-do=add]").dispatchEvent(tap());
  while (!offer.hidden) await new Promise((go) => setTimeout(go, 4));
  return said;
}"""
TAP = """() => {
  let taps = 0; // each at another place than the one before: two at one place soon after each other are one press
  window.tap = () => new MouseEvent("click", { bubbles: true, detail: 1, clientX: 100 * (taps++ % 2) });
}"""
FOLLOW = """async (packed) => {
  const says = document.querySelector(".diary-says");
  const offer = document.querySelector("[data-box=offer]");
  says.textContent = "";
  location.hash = `diary=${packed}`;
  const begun = performance.now();
  while (!says.textContent && offer.hidden && performance.now() - begun < 20000)
    await new Promise((go) => setTimeout(go, 4));
  const said = says.textContent || offer.innerText;
  if (!offer.hidden) offer.querySelector("[data-do=leave]").dispatchEvent(tap());
  while (!offer.hidden) await new Promise((go) => setTimeout(go, 4));
  return said;
}"""


def runners_own(page: Page) -> None:
    page.evaluate(TAP)
    is_sore(page, "Runner's knee")
    is_kept(page, "answer-injuries")


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.hit === undefined")
    assert page.evaluate("document.querySelectorAll('.guide-page script, .guide-page iframe').length") == 0


def test_five_hundred_files(visitor_once: Page):
    """Each is refused or opened in a sentence; the runner's own answer is still there at the end."""
    page = visitor_once
    runners_own(page)
    idle = watch(page)
    said = {}
    for number, text in enumerate(texts(COUNT)):
        said[number] = page.evaluate(OPEN, text)
    assert all(said.values()), [number for number, sentence in said.items() if not sentence]
    kinds = {sentence.split(":")[0] for sentence in said.values()}
    assert any("nothing was opened" in kind for kind in kinds)
    huge = page.evaluate("async (open) => (0, eval)(open)('x'.repeat(50_000_000))", OPEN)
    assert "too large" in huge
    assert longest_standstill(page, idle) < 2
    nothing_ran(page)
    page.reload()
    ready(page)
    expect(sore(page, "Runner's knee")).to_be_checked()
    nothing_ran(page)


def packed(text: str) -> str:
    raw = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_five_hundred_links(visitor_once: Page):
    """Followed one after the other: none opens anything by itself."""
    page = visitor_once
    runners_own(page)
    before = page.evaluate("localStorage.getItem('strength-guide-diary')")
    idle = watch(page)
    links = [packed(text) for text in texts(COUNT - 2)] + [packed("0" * 50_000_000)]
    said = [page.evaluate(FOLLOW, link) for link in links]
    said.append(page.evaluate("async (follow) => (0, eval)(follow)('A'.repeat(2_050_000))", FOLLOW))
    assert all(said), [number for number, sentence in enumerate(said) if not sentence]
    assert page.url.endswith("/"), "the address bar keeps no diary"
    assert longest_standstill(page, idle) < 2
    nothing_ran(page)
    assert json.loads(before) == json.loads(page.evaluate("localStorage.getItem('strength-guide-diary')"))


def test_a_file_that_cannot_be_read_any_more_says_so(visitor_once: Page, diary: Path):
    """It was moved or changed between the choice and the reading; the next choice of it is read."""
    page = visitor_once
    at(page, "your-diary")
    page.evaluate("""() => { const text = File.prototype.text; File.prototype.text = function () {
      File.prototype.text = text; return Promise.reject(new DOMException("gone", "NotReadableError")); }; }""")
    page.get_by_label("Open diary").set_input_files(diary)
    expect(page.get_by_text("This file could not be read").locator("visible=true").first).to_be_visible()
    page.get_by_label("Open diary").set_input_files(diary)
    expect(page.get_by_text("Diary opened").locator("visible=true").first).to_be_visible()
