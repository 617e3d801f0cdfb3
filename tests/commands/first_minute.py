"""What stands between a runner and the first exercise: `make minute`, or this command with a page's address.

It walks three ways on a phone, by role and label: a first session, from opening the page to the first exercise moving;
a check-in, from opening it as a runner who comes back to one that is saved; and the return, from opening it to
tonight's session begun. It tells taps, pixels scrolled, words, the seconds to read them, and every screen that was
passed; the one that a way ends at is not. It ends with 1 where a figure is over its limit.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import chromium_path
from tests.commands.walk import PHONE, Walk, seconds
from tests.conftest import SCREENED
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, running
from workbook.case import Case

MOVING = "() => document.getAnimations().some((each) => each.effect.target.closest('.player .figure'))"
KEEP = "text => localStorage.setItem('strength-guide-diary', text)"
LIMITS = {
    "first session": {"taps": 14, "seconds": 60, "too long": 0, "before": 45},
    "check-in": {"taps": 9, "too long": 0, "before": 45},
    "return": {"taps": 1, "too long": 0, "fold": 60},
}
SCORES = (
    ("3", "^Left: in your main sets"),
    ("3", "^Right: in your main sets"),
    ("5", "^Left: over the last day"),
    ("5", "^Right: over the last day"),
    ("2", "^Runner's knee: worst pain"),
    ("0", "^Anywhere else"),
)
SAYS = {
    "taps": "taps",
    "seconds": "seconds to read all of it",
    "too long": "screens longer than two windows",
    "before": "words before the options of a screen",
    "fold": "words of Home above the fold",
}


def first_session(walk: Walk) -> None:
    """Of a runner whose knee is sore now, with an age, a dumbbell and half an hour."""
    walk.at("Welcome")
    walk.press("button", "Begin")
    walk.at("Sore places")
    walk.press("checkbox", "Runner's knee: sore now")
    walk.press("checkbox", "Runner's knee: left")
    walk.press("button", "Next")
    for card in ("Signs that need help", "Bones, joints, back", "Your health"):
        walk.at(card)
        walk.press("button", "None of these")
    walk.at("About you")
    walk.press("radio", "18 to 39")
    walk.press("button", "Next")
    walk.at("Equipment")
    walk.press("checkbox", "Dumbbell")
    walk.press("button", "Next")
    walk.at("Minutes")
    walk.press("button", "Next")
    walk.at("Check")
    walk.press("button", "Here is tonight's session")
    begin(walk)
    walk.page.wait_for_function(MOVING)


def check_in(walk: Walk) -> None:
    """Each score that is asked at once, and no other; nothing hurts but the knee."""
    walk.at("Today")
    walk.press("button", "Check in$")
    walk.at("Check in")
    for score, asked in SCORES:
        walk.press("radio", score, walk.page.get_by_role("group", name=re.compile(asked)))
    walk.press("button", "Save check-in")
    expect(walk.page.get_by_text("6 check-ins so far")).to_be_visible()


def begin(walk: Walk) -> None:
    """Tonight's session, from Today."""
    walk.at("Today")
    walk.press("button", "Start the session")
    expect(walk.page.get_by_text("Exercise 1 of")).to_be_visible()


WAYS: dict[str, Callable[[Walk], None]] = {"first session": first_session, "check-in": check_in, "return": begin}


def diary() -> str:
    """That of a runner who comes back: a sore knee, a dumbbell, five weeks of check-ins."""
    case = Case()
    case.answer(equipment=["dumbbell"], injuries={"mtss": "settled", "pfp": "sore"}, screened=SCREENED)
    for week in range(5):
        answers = {"glute_left": 2 + week, "tight_right": 5}
        case.check_in(case.today.fromordinal(case.today.toordinal() - 7 * (5 - week)), answers)
    return case.diary_text()


def opened(browser: Browser, url: str, kept: str = "") -> Page:
    """The page on a phone that was never here, or that keeps a diary."""
    page = browser.new_context(viewport=PHONE).new_page()
    if kept:
        page.goto(f"{url}robots.txt")
        page.evaluate(KEEP, kept)
    page.goto(url)
    return page


def walked(browser: Browser, url: str) -> dict[str, Walk]:
    """Every way, in a browser of its own."""
    walks = {}
    for name, way in WAYS.items():
        walks[name] = Walk(opened(browser, url, "" if name == "first session" else diary()))
        way(walks[name])
        walks[name].page.context.close()
    return walks


def figures(walk: Walk) -> dict[str, float]:
    """What a walk is held to."""
    screens = walk.screens.values()
    return {
        "taps": walk.taps,
        "seconds": seconds(walk.words),
        "too long": sum(screen.windows > 2 for screen in screens),
        "before": max(screen.before for screen in screens),
        "fold": next(iter(screens)).fold,
    }


def over(walks: dict[str, Walk]) -> list[str]:
    """A sentence for each figure that is over its limit."""
    return [
        f"{way}: {reached:.0f} {SAYS[figure]}, at most {LIMITS[way][figure]}"
        for way, walk in walks.items()
        for figure, reached in figures(walk).items()
        if reached > LIMITS[way].get(figure, float("inf"))
    ]


def printed(walks: dict[str, Walk]) -> str:
    """Both tables: a row for each way, and one for each screen."""
    rows = ["| way | taps | scrolled | words | read all | before options | read those | screens | longest |"]
    rows.append("|---|---|---|---|---|---|---|---|---|")
    for way, walk in walks.items():
        longest = max(screen.windows for screen in walk.screens.values())
        rows.append(
            f"| {way} | {walk.taps} | {walk.scrolled} px | {walk.words} | {seconds(walk.words):.0f} s "
            f"| {walk.before} | {seconds(walk.before):.0f} s | {len(walk.screens)} | {longest:.1f} windows |"
        )
    rows += ["", "| way | screen | words | before options | above the fold | windows |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {way} | {one.name} | {one.words} | {one.before} | {one.fold} | {one.windows:.1f} |"
        for way, walk in walks.items()
        for one in walk.screens.values()
    ]
    return "\n".join(rows)


def measured(url: str) -> dict[str, Walk]:
    """Every way of a page that is served at this address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        return walked(browser, url)


def main() -> int:
    if len(sys.argv) > 1:
        walks = measured(f"{sys.argv[1].rstrip('/')}/")
    else:
        with tempfile.TemporaryDirectory() as folder, running(Crowded(Path(folder) / "log", POOL=2)) as server:
            walks = measured(server.url)
    wrong = over(walks)
    print(printed(walks), "", "Over its limit:" if wrong else "All within the limits.", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
