"""How long the page takes: to open beside an empty Voila page, to answer a tap, and to build a programme.

Prints ratios and medians of one run; nothing here is a test. `make bench` runs it.
"""

import json
import shutil
import statistics
import tempfile
import time
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.serving import CHROMIUM_FLAGS, guide, served
from widgets.dashboard import Dashboard
from workbook import drawing, skeleton
from workbook.case import Case
from workbook.handout import pdf
from workbook.illustration import picture
from workbook.library import shipped
from workbook.profile import Profile
from workbook.programme import build

VISITS = 7
# Stock Voila asks other hosts for fonts; waiting for them would flatter the guide, which asks nobody.
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
CONFIGURED = "--Voila.config_file_paths=hosting/voila"
LABEL = "import ipywidgets as ipw\nipw.Label('ready')"
UNDRAWN = """from dataclasses import replace
from widgets.dashboard import runner_page
from workbook import drawing, skeleton
from workbook.case import Case
from workbook.handout import pdf
from workbook.illustration import picture
from workbook.library import shipped

exercises = {name: each.model_copy(update={"drawing": None}) for name, each in shipped().exercises.items()}
runner_page(Case(replace(shipped(), exercises=exercises)))"""


def notebook(path: Path, source: str) -> Path:
    """A notebook of one cell."""
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": source}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def ms(seconds: list[float]) -> str:
    least, median, most = (1000 * of(seconds) for of in (min, statistics.median, max))
    return f"{median:.1f} ms (of {len(seconds)}: {least:.1f} to {most:.1f})"


def programmes() -> None:
    library = shipped()
    states = list(product((None, "sore", "settled"), repeat=len(library.injuries)))
    taken = []
    for chosen, preset, sessions, minutes in product(
        states, library.presets.values(), library.protocol.sessions, library.protocol.minutes
    ):
        injuries = {name: state for name, state in zip(library.injuries, chosen, strict=True) if state}
        profile = Profile(injuries=injuries, equipment=preset.equipment, sessions=sessions, minutes=minutes)
        begun = time.perf_counter()
        build(profile, library)
        taken.append(time.perf_counter() - begun)
    print(f"build a programme: {ms(taken)}")


def python_of_a_tap() -> None:
    page = Dashboard(Case())
    page.steps.step = 2
    asks, taken = page.views[2].asks, []
    for turn in range(40):
        begun = time.perf_counter()
        touched = {"equipment": [] if turn % 2 else ["dumbbell"]}
        asks._on_message(None, {"kind": "answered", "touched": touched}, [])
        taken.append(time.perf_counter() - begun)
    print(f"Python of a choice of equipment: {ms(taken)}")


def figures() -> None:
    taken, stills = [], []
    for exercise in shipped().exercises.values():
        for seconds, still in ((taken, None), (stills, 0)):
            for cached in (skeleton.frames, drawing._box, drawing.svg):
                cached.cache_clear()
            begun = time.perf_counter()
            picture(exercise, "bench", still)
            seconds.append(time.perf_counter() - begun)
    print(f"solve and draw one moving exercise: {ms(taken)}; its largest still: {1000 * max(stills):.1f} ms")


def prints() -> None:
    case = Case()
    case.answer(equipment=("dumbbell", "resistance_band", "bench"), injuries={"mtss": "sore"}, minutes=45)
    taken, size = [], 0
    for _ in range(5):
        begun = time.perf_counter()
        size = len(pdf(case.profile, case.programme, case.library))
        taken.append(time.perf_counter() - begun)
    print(f"a printed guide, the first one with Typst's import: {ms(taken)}, {size // 1000} kB")


def opened(browser, url: str, ready: str, step: int = 0) -> float:
    """Seconds from asking for the page to `ready` being drawn, in a browser that was never here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(f"sessionStorage.setItem('strength-guide-step', {step})")
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(ready).first.wait_for()
    taken = time.perf_counter() - begun
    time.sleep(4)  # the pool makes the next kernel
    context.close()
    return taken


def taps(page: Page, url: str) -> list[float]:
    page.goto(url)
    page.get_by_role("button", name="Programme", exact=True).click()
    page.get_by_role("article").first.wait_for()
    return page.evaluate(
        """async () => {
          const taken = [];
          const box = [...document.querySelectorAll("[data-item=equipment] input")][0];
          const plan = () => document.querySelector(".step-2 .summary").parentElement;
          for (let turn = 0; turn < 20; turn++) {
            const before = plan().innerHTML, begun = performance.now();
            box.click();
            while (plan().innerHTML === before) await new Promise(requestAnimationFrame);
            taken.push((performance.now() - begun) / 1000);
          }
          return taken;
        }"""
    )


def pages() -> None:
    folder = Path(tempfile.mkdtemp())
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    stock = ("--preheat_kernel=True", "--pool_size=2", "--VoilaConfiguration.default_pool_size=2")
    with (
        sync_playwright() as playwright,
        served(notebook(folder / "label.ipynb", LABEL), folder / "label.log", *stock[::2]) as label,
        guide(folder / "guide.log") as page,
        served(notebook(folder / "undrawn.ipynb", UNDRAWN), folder / "undrawn.log", CONFIGURED) as undrawn,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_FLAGS, ONLY_HERE])
        time.sleep(12)  # the pools fill
        seconds = {"label": [], "guide": [], "cards": [], "undrawn cards": []}
        for _ in range(VISITS):
            seconds["label"].append(opened(browser, label, ".widget-label"))
            seconds["guide"].append(opened(browser, page, "[data-item=injuries] input"))
            seconds["cards"].append(opened(browser, page, ".step-2 article", step=2))
            seconds["undrawn cards"].append(opened(browser, undrawn, ".step-2 article", step=2))
        ratio = statistics.median(g / b for g, b in zip(seconds["guide"], seconds["label"], strict=True))
        print(f"empty page with one label, preheated: {ms(seconds['label'])}")
        print(f"the guide, preheated: {ms(seconds['guide'])}")
        print(f"the guide beside the empty page: {ratio:.2f} times (median of pairs)")
        drawn = statistics.median(d / u for d, u in zip(seconds["cards"], seconds["undrawn cards"], strict=True))
        print(f"a programme's cards beside the same without drawings: {drawn:.2f} times (median of pairs)")
        print(f"a choice of equipment until it shows: {ms(taps(browser.new_page(), page))}")
        browser.close()


if __name__ == "__main__":
    programmes()
    python_of_a_tap()
    figures()
    prints()
    pages()
