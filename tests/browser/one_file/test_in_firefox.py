"""The page as one file in Firefox, too, as it comes with Debian: from a disk, and with no network to ask."""

import pytest
from pypdf import PdfReader

from tests.browser.one_file.firefox import Tab, firefox

pytestmark = pytest.mark.browser
SHOWN = "!document.body.classList.contains('guide-is-waiting')"
SORE = """(() => {
  const box = document.querySelector("input[aria-label='Shin splints: sore now']");
  if (!box?.checkVisibility()) return false;
  box.click();
  return true; })()"""
RATED = """[...document.querySelectorAll("input[type=radio][value='4']")].filter((each) => each.checkVisibility())
  .map((each) => each.click()).length"""
POINTS = "document.querySelectorAll('figure .scatterlayer .point').length"
NONE = "[...document.querySelectorAll('button')].find((b) => b.checkVisibility() && b.textContent === 'None of these')"
KEPT = "JSON.parse(localStorage.getItem('strength-guide-diary'))"


def test_a_runner_opens_it_from_a_disk(one_file, tmp_path):
    """Ticks before there is any Python, gets a programme, prints it, checks in, sees the chart, and comes back."""
    with firefox(tmp_path / "firefox") as tab:
        tab.open(one_file.as_uri())
        tab.wait(f"{SHOWN} && document.querySelector('.places nav')")
        tab.value("location.hash = '#sore'")
        tab.wait(SORE)
        assert tab.value("document.body.dataset.engine") in ("none", "starting")
        tab.value("location.hash = '#check'")
        tab.see("Shin splints (now)")
        for card in ("signs-now", "signs-pain", "signs-health"):
            tab.value(f"location.hash = '#{card}'")
            tab.wait(f"document.querySelector('.guide-page[data-place={card}]:not([data-just-moved])')")
            tab.wait(f"({NONE})")
            tab.value(f"{NONE}.click()")
        tab.value("location.hash = '#programme'")
        tab.see("Single-leg calf raise, straight knee")
        tab.value("location.hash = '#guide'")
        tab.press("Printed guide, A4")
        assert "Strength Guide for Runners" in printed(tab)
        tab.value("location.hash = '#check-in'")
        tab.wait(RATED)
        tab.press("Save check-in")
        tab.value("location.hash = '#progress'")
        assert tab.wait(POINTS) == 4
        tab.value("location.hash = '#your-diary'")
        tab.see("A private link to this page would lead nowhere")
        come_back(tab)
        assert tab.errors == []


def printed(tab: Tab) -> str:
    """What comes out of the printer, whose driver writes all of it at once."""
    tab.wait("document.querySelector('iframe')?.contentDocument?.querySelector('h1')")
    return PdfReader(tab.paper()).pages[0].extract_text()


def come_back(tab: Tab) -> None:
    """The page is as it was left, and Python takes the diary up."""
    entries = tab.value(f"{KEPT}.entries.length")
    tab.value("location.hash = '#progress'")
    tab.reload()
    assert tab.wait(f"{SHOWN} && {POINTS}") == 4
    tab.wait("document.body.dataset.engine === 'here'")
    assert tab.value(f"{KEPT}.entries.length") == entries
