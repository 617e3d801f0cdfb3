"""What a physio's errands cost: `make errands`. It does each in a browser, or by its command, and counts.

Words are those to be seen when the file is about to be written, what stands in the fields among them, and of a list
that is opened those up to the one that is chosen; an exercise is found by the first letters of its name. A keystroke is
a letter; one more marks what a field held before. It ends with 1 where an errand takes longer than two minutes, at 200
words a minute, 0.3 s a keystroke and 1.5 s a click.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests import ROOT
from tests.browser.conftest import chromium_path
from tests.commands.walk import seconds
from tests.helpers.serving import CHROMIUM_FLAGS, served
from workbook.case import Case

DOCS = ROOT / "docs" / "errands.md"
KEY_S, CLICK_S, MOST_S = 0.3, 1.5, 120
ERRAND = "What to do"
BROKEN = "data/samples/broken_clinic"
DIARY = "anna"
"""What is typed for a runner's diary that lies in the caseload."""
PRESCRIBER = """from widgets.author.prescriber import Prescriber

Prescriber(by="Your clinic", address="https://your.page.example/", caseload={!r}).page"""
_WORD = re.compile(r"\S*[^\W\d_]\S*")
_SEEN = """() => {
  const root = document.querySelector(".guide-page.author"), found = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const parent = text.parentElement;
    if (!parent.closest("style, script, option, datalist") && parent.checkVisibility()) found.push(text.data);
  }
  for (const field of root.querySelectorAll("input, textarea, select")) {
    if (!field.checkVisibility() || ["checkbox", "radio", "color"].includes(field.type)) continue;
    found.push(field.selectedOptions ? field.selectedOptions[0]?.text ?? "" : field.value);
  }
  return found.join(" ");
}"""


def count(text: str) -> int:
    """Words with a letter in them."""
    return len(_WORD.findall(text))


class Hands:
    """A physio's hands and eyes in a page: what was pressed and typed, and what there was to read."""

    def __init__(self, page: Page | None = None) -> None:
        self.clicks = self.keys = self.words = 0
        self.link = ""
        self._page = page

    @property
    def page(self) -> Page:
        assert self._page is not None, "this errand is done by a command"
        return self._page

    @property
    def seconds(self) -> float:
        return seconds(self.words) + KEY_S * self.keys + CLICK_S * self.clicks

    def _drawn(self, title: str) -> None:
        """The form that was asked for stands there: one that is typed for is drawn at each letter."""
        expect(self.page.locator(".exercise-form").locator("visible=true")).to_contain_text(title)

    def _list(self, label: str, option: str) -> tuple[Locator, list[str]]:
        """A list of which nothing is chosen yet, and what it offers."""
        field = self.page.get_by_label(label, exact=True).locator("visible=true")
        expect(field.get_by_role("option", name=option, exact=True)).to_be_attached()
        if label != ERRAND:
            expect(field).to_have_value(re.compile("^(Choose|$)"))
        return field, [" ".join(one.split()) for one in field.locator("option").all_text_contents()]

    def choose(self, label: str, option: str) -> None:
        """A list is opened, read up to what is wanted, and that is pressed."""
        field, options = self._list(label, option)
        self.words += count(" ".join(options[: options.index(option) + 1]))
        self.clicks += 2
        field.select_option(option)
        if label != ERRAND:
            self._drawn(option)

    def find(self, label: str, option: str) -> None:
        """A list in which one knows what one looks for is pressed, and the name typed until it is there."""
        field, options = self._list(label, option)
        typed = next(option[:n] for n in range(1, 99) if sum(one.startswith(option[:n]) for one in options) == 1)
        self.clicks += 1
        self.keys += len(typed)
        field.press_sequentially(typed)
        assert field.evaluate("field => field.selectedOptions[0].text.replaceAll('\\xa0', ' ')") == option
        self._drawn(option)

    def write(self, field: Locator, text: str) -> None:
        """A field is pressed, what it holds is marked, and something else typed."""
        field.wait_for()
        self.clicks += 1
        self.keys += len(text) + bool(field.input_value())
        field.fill(text)
        field.press("Tab")

    def press(self, name: str, about: str | None = None) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name, description=about, exact=True).click()

    def done(self) -> None:
        """Reads what there is, writes the file, and hears that it was."""
        button = self.page.get_by_role("button", name="Write the file").locator("visible=true")
        expect(button).to_be_enabled()
        self.words += count(self.page.evaluate(_SEEN))
        self.clicks += 1
        button.click()
        expect(self.page.get_by_text("Written: ").locator("visible=true")).to_be_visible()

    def copy(self) -> None:
        """Reads what there is, and marks and copies the link."""
        link = self.page.get_by_role("textbox", name="Link", exact=True)
        link.wait_for()
        self.words += count(self.page.evaluate(_SEEN))
        self.clicks += 1
        self.keys += 2
        self.link = link.input_value()

    def command(self, words: str) -> str:
        """A line that is typed, and what it says."""
        self.keys += len(words) + 1
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        env = {**alone, "PATH": path}
        run = subprocess.run(words, shell=True, cwd=ROOT, env=env, capture_output=True, text=True)
        self.words += count(run.stdout)
        return run.stdout


def field(hands: Hands, *steps: str | int) -> Locator:
    """A field of the form by its place."""
    return hands.page.locator(f"""[id="exercise{"".join(f"[{step}]" for step in steps)}"]""")


def cell(hands: Hands, *steps: str | int) -> Locator:
    """A row of a list by its place."""
    return hands.page.locator(f"""[name="exercise{"".join(f"[{step}]" for step in steps)}"]""")


def upgraded(hands: Hands) -> None:
    hands.choose(ERRAND, "After an upgrade of the guide")
    expect(field(hands, "written_for")).to_be_visible()
    expect(hands.page.locator("pre").get_by_text("written_for")).to_be_visible()
    hands.done()


def new_exercise(hands: Hands) -> None:
    hands.choose(ERRAND, "A new exercise")
    hands.find("Like which exercise", "Loaded step-up")
    hands.write(field(hands, "name"), "Lateral step-up")
    hands.write(cell(hands, "cues", 0), "Stand beside the step with one whole foot on it")
    expect(hands.page.get_by_text("lateral_step_up.yaml")).to_be_visible()
    hands.done()


def dose(hands: Hands) -> None:
    hands.choose(ERRAND, "An exercise’s dose")
    hands.find("Exercise", "Reverse lunge")
    hands.write(field(hands, "rounds", 0), "2")
    hands.write(field(hands, "rounds", 1), "2")
    expect(hands.page.get_by_text("rounds: [2, 2]")).to_be_visible()
    hands.done()


def forbid(hands: Hands) -> None:
    hands.choose(ERRAND, "Forbid an exercise")
    hands.find("Exercise", "Hip airplane (supported first)")
    expect(field(hands, "forbidden")).to_be_visible()
    expect(hands.page.get_by_text("hide: true")).to_be_visible()
    hands.done()


def forbid_for_a_knee(hands: Hands) -> None:
    hands.choose(ERRAND, "For whom an exercise is")
    hands.find("Exercise", "Rear-foot-elevated split squat")
    hands.press("Show", "pfp")
    verdict = field(hands, "pfp", "verdict")
    verdict.wait_for()
    hands.clicks += 2
    verdict.select_option("avoid")
    hands.write(field(hands, "pfp", "own"), "We leave deep single-leg squats out while the kneecap is sore.")
    expect(hands.page.get_by_text("OURS_PFP").first).to_be_visible()
    hands.done()


def week_3(hands: Hands) -> None:
    hands.choose(ERRAND, "A week of the programme")
    hands.choose("Week", "Week 3: The four")
    hands.write(field(hands, "rounds", 0), "2")
    hands.write(field(hands, "rounds", 1), "2")
    expect(hands.page.get_by_text("rounds: [2, 2]")).to_be_visible()
    hands.done()


def words_of_a_question(hands: Hands) -> None:
    hands.choose(ERRAND, "A question’s words")
    hands.choose("Question", "Felt glute work, left")
    hands.write(field(hands, "ask"), "Left: how much did your buttock work on easy runs?")
    expect(hands.page.locator("pre").get_by_text("on easy runs")).to_be_visible()
    hands.done()


def new_question(hands: Hands) -> None:
    hands.choose(ERRAND, "A new charted question")
    expect(field(hands, "meaning")).to_be_visible()
    hands.write(field(hands, "name"), "Sleep")
    hands.write(field(hands, "ask"), "How well did you sleep?")
    hands.write(field(hands, "low_word"), "badly")
    hands.write(field(hands, "high_word"), "well")
    hands.write(field(hands, "meaning"), "How rested you feel.")
    expect(hands.page.locator("pre").get_by_text("How rested you feel")).to_be_visible()
    hands.done()


def colours(hands: Hands) -> None:
    hands.choose(ERRAND, "Clinic’s name and colours")
    expect(field(hands, "colours", "accent")).to_be_visible()
    hands.write(field(hands, "name"), "Hill Street Physiotherapy")
    hands.write(field(hands, "colours", "accent"), "#2f6b3c")
    expect(hands.page.locator("pre").get_by_text("#2f6b3c")).to_be_visible()
    hands.done()


def mistakes(hands: Hands) -> None:
    hands.choose(ERRAND, "Find all mistakes")
    expect(hands.page.locator("pre").get_by_text("The data is in order")).to_be_visible()
    hands.words += count(hands.page.evaluate(_SEEN))


def prescribe(hands: Hands) -> None:
    """From a runner's diary: rounds of one exercise, a side of another, a word, and one never to be done."""
    hands.write(hands.page.get_by_label("The runner's diary"), DIARY)
    seen = hands.page.get_by_text("Runner's lunge with mid rows").locator("visible=true")
    expect(seen.first).to_be_visible()
    hands.write(hands.page.get_by_label("Name or code"), "Anna")
    hands.write(field(hands, "word"), "Slowly at first, please.")
    hands.press("Show", "exercises 2")
    hands.write(field(hands, "exercises", 1, "rounds"), "3")
    hands.press("Show", "exercises 3")
    hands.clicks += 2
    field(hands, "exercises", 2, "side").select_option("left only")
    hands.press("Add exercise to leave out")
    hands.find("exercise to leave out", "Reverse lunge")
    expect(hands.page.get_by_text("Not for you: Reverse lunge")).to_be_visible()
    hands.copy()


def mistakes_by_command(hands: Hands) -> None:
    assert hands.command(f"strength-guide check {BROKEN}").startswith("25 faults")


def printing(hands: Hands) -> None:
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "guide.pdf"
        typed = "make print INJURY=pfp"
        hands.keys -= (more := len(f" TO={path} -o .venv/.ready"))
        assert "Written" in hands.command(f"{typed} TO={path} -o .venv/.ready"), more
        assert path.read_bytes().startswith(b"%PDF")


PRESCRIBING = "prescribe for one runner"
Deed = Callable[[Hands], None]
ERRANDS: dict[str, Deed] = {
    "look through the folder after an upgrade": upgraded,
    "a new exercise": new_exercise,
    "an exercise’s dose": dose,
    "forbid an exercise, for everybody": forbid,
    "forbid one for a sore knee, with a reason": forbid_for_a_knee,
    "week 3": week_3,
    "a question’s words": words_of_a_question,
    "a new charted question": new_question,
    "the clinic’s name and colour": colours,
    "find all mistakes, in the form": mistakes,
    "find all 25 mistakes of the broken sample, by command": mistakes_by_command,
    "print a guide, by command": printing,
}
BY_COMMAND = (mistakes_by_command, printing)


@contextmanager
def form(source: str, room: Path) -> Iterator[str]:
    """The address of a form, as a cell of a notebook shows it."""
    notebook = room / "form.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), notebook)
    with served(notebook, room / "log", "--Voila.config_file_paths=hosting/voila", preheat=False) as address:
        yield address


@contextmanager
def opened(browser: Browser, source: str, room: Path) -> Iterator[Page]:
    """A form in a window as wide as a laptop's."""
    with form(source, room) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        yield page
        page.close()


def measured(browser: Browser, folder: Path, room: Path) -> dict[str, Hands]:
    """Each errand done, one after the other, in one folder; and a prescription made from a runner's diary."""
    found = {}
    source = f"from widgets.author.errands import Errands\n\nErrands({str(folder)!r}).page"
    with opened(browser, source, room) as page:
        for name, deed in ERRANDS.items():
            found[name] = Hands(None if deed in BY_COMMAND else page)
            deed(found[name])
    case = Case()
    case.answer(injuries={"pfp": "sore"}, equipment=["dumbbell", "step"])
    caseload = room / "my_caseload"
    caseload.mkdir()
    (caseload / "anna.json").write_text(case.diary_text(), encoding="utf-8")
    with opened(browser, PRESCRIBER.format(str(caseload)), room) as page:
        found[PRESCRIBING] = Hands(page)
        prescribe(found[PRESCRIBING])
    return found


def printed(found: dict[str, Hands]) -> str:
    """The table of docs/errands.md."""
    rows = ["| errand | clicks | keystrokes | words to read | seconds |", "|---|---|---|---|---|"]
    rows += [
        f"| {name} | {hands.clicks} | {hands.keys} | {hands.words} | {hands.seconds:.0f} |"
        for name, hands in found.items()
    ]
    return "\n".join(rows)


def over(found: dict[str, Hands]) -> list[str]:
    """Errands that take longer than two minutes."""
    return [name for name, hands in found.items() if hands.seconds > MOST_S]


def main() -> int:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as room:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        found = measured(browser, Path(room) / "my_clinic", Path(room))
    slow = over(found)
    print(printed(found), "", *(slow and ["Longer than two minutes:", *slow]), sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
