"""A walk through the page as a runner's thumb and eyes have it: taps, pixels scrolled, and the words of each screen.

A word has a letter in it: the numbers of a scale are none. A screen's words are those that can be seen, wherever they
stand in its length; what is folded away is not counted. What stands before its options is what comes before the first
control that answers or leads on: neither the bar, nor Back, nor a drawing's Pause. The bar's own words are not in it.
"""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

PHONE = {"width": 390, "height": 844}
WORDS_A_MINUTE = 200

_FREE = """const free = (node) => {
    let [top, bottom] = [0, innerHeight];
    for (const each of document.querySelectorAll("body *")) {
      if (each.contains(node) || !["sticky", "fixed"].includes(getComputedStyle(each).position)) continue;
      const box = each.getBoundingClientRect();
      if (box.width < innerWidth / 3 || !box.height) continue;
      if (box.top <= 1) top = Math.max(top, box.bottom);
      else if (box.bottom >= innerHeight - 20) bottom = Math.min(bottom, box.top);
    }
    return [top, bottom];
  };"""
"""What of the window is not covered by what sticks to its head or foot."""
REACH = f"""(node) => {{
  {_FREE}
  const [top, bottom] = free(node), before = scrollY;
  const box = (node.closest("label") ?? node).getBoundingClientRect();
  const by = box.top < top ? box.top - top : Math.max(0, Math.min(box.bottom - bottom, box.top - top));
  scrollBy({{ top: Math.ceil(by), behavior: "instant" }});
  return Math.abs(scrollY - before);
}}"""
"""Scrolls as little as brings a control wholly into sight, and says by how much."""
READ = f"""() => {{
  {_FREE}
  const unseen = (each) => each.offsetWidth <= 1 || getComputedStyle(each).clipPath === "inset(50%)";
  const hidden = (node) => {{
    if (!node.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})) return true;
    for (let each = node; each; each = each.parentElement) if (unseen(each)) return true;
    return node.matches("details:not([open])"); // its own text is folded away, though it is seen itself
  }};
  const main = document.querySelector("main") ?? document.body;
  const options = main.querySelectorAll("input, button, select, textarea, summary, a[href]");
  const aside = "nav, .back, .drawing, .figure";
  const first = [...options].find((each) => !each.closest(aside) && !hidden(each.closest("label") ?? each));
  const isBefore = (node) => !first || node.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
  const [, foot] = free(null), range = document.createRange();
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), told = {{ words: 0, before: 0, fold: 0 }};
  for (let text; (text = texts.nextNode()); ) {{
    const parent = text.parentElement, words = [...text.data.matchAll(/\\S*\\p{{L}}\\S*/gu)];
    if (!words.length || hidden(parent)) continue;
    told.words += words.length;
    if (!parent.closest(aside) && isBefore(text)) told.before += words.length;
    for (const {{ 0: word, index }} of words) {{
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const {{ top, bottom }} = range.getBoundingClientRect();
      if (top >= 0 && bottom <= (parent.closest("nav") ? innerHeight : foot)) told.fold += 1;
    }}
  }}
  return {{ ...told, windows: document.documentElement.scrollHeight / innerHeight }};
}}"""


@dataclass(frozen=True)
class Screen:
    """What a runner meets on one of them."""

    name: str
    words: int
    before: int
    """Words before its options."""
    fold: int
    """Words in sight before anything is scrolled."""
    windows: float
    """How many windows long it is."""


class Walk:
    """What was pressed in a page, what that took, and the screens that were left behind."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.scrolled = page, 0, 0
        self.screens: dict[str, Screen] = {}
        self._name = ""

    def at(self, name: str) -> None:
        """Says which screen the next presses are on."""
        self._name = name

    def press(self, role: Any, name: str, within: Locator | None = None) -> None:
        """Reads the screen as it is now, brings a control into sight, and presses it."""
        wanted = re.compile(rf"^{name}")
        control = (within or self.page.locator("body")).get_by_role(role, name=wanted).locator("visible=true").first
        control.wait_for()
        self.page.wait_for_function("() => !document.querySelector('[data-just-moved]')")
        self._read()
        self.scrolled += round(control.evaluate(REACH))
        self.taps += 1
        if role in ("checkbox", "radio"):
            control.check()
        else:
            control.click()

    def _read(self) -> None:
        """What a screen came to say after an answer counts, too: its longest state is taken."""
        seen, before = Screen(self._name, **self.page.evaluate(READ)), self.screens.get(self._name)
        if before is None:
            self.screens[self._name] = seen
            return
        words, windows = max(seen.words, before.words), max(seen.windows, before.windows)
        self.screens[self._name] = Screen(self._name, words, before.before, before.fold, windows)

    @property
    def words(self) -> int:
        return sum(screen.words for screen in self.screens.values())

    @property
    def before(self) -> int:
        return sum(screen.before for screen in self.screens.values())


def seconds(words: int) -> float:
    """How long they take to read."""
    return words / WORDS_A_MINUTE * 60
