"""A programme's cards beside the same without drawings, both served by plain Voila: `make bench ONLY=cards`."""

import json
import tempfile
from pathlib import Path
from statistics import median

from playwright.async_api import async_playwright

from tests.commands.bench.columns import PROGRAMME, Column, notebook
from tests.commands.bench.visit import launched, open_context, visit
from tests.helpers.serving import ROOT, Server, running
from workbook.case import Case

TURNS = 7
UNDRAWN = """from dataclasses import replace
from widgets.dashboard import runner_page
from workbook.drawing import svg as drawing
from workbook.drawing import skeleton
from workbook.case import Case
from workbook.paper.handout import pdf
from workbook.drawing.illustration import picture
from workbook.library import shipped

exercises = {name: each.model_copy(update={"drawing": None}) for name, each in shipped().exercises.items()}
runner_page(Case(replace(shipped(), exercises=exercises)))"""


def _answered() -> str:
    """The diary of a runner whose safety questions are answered: before that there are no cards."""
    case = Case()
    case.answer(screened=dict.fromkeys(case.unanswered, case.today))
    return case.diary_text()


async def cards() -> None:
    """Prints the ratio of the seconds until the first card is seen, in pairs."""
    configured = "--Voila.config_file_paths=hosting/voila"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        undrawn = Server(notebook(folder / "undrawn.ipynb", UNDRAWN), folder / "undrawn.log", configured)
        drawn = Server(ROOT / "workbook" / "runner.ipynb", folder / "drawn.log", configured)
        pages = [Column("guide", each, f"{PROGRAMME} article") for each in (drawn, undrawn)]
        with running(drawn), running(undrawn):
            async with async_playwright() as playwright:
                browser = await launched(playwright)
                turns = [[await _seconds(browser, page) for page in pages] for _ in range(TURNS)]
    ratio = median(drawn / bare for drawn, bare in turns)
    print(f"a programme's cards beside the same without drawings: {ratio:.2f} times (median of {TURNS} pairs)")


async def _seconds(browser, page: Column) -> float:
    page.rest()
    context = await open_context(browser)
    await context.add_init_script("history.replaceState(null, '', '#programme')")
    await context.add_init_script(f"localStorage.setItem('strength-guide-diary', {json.dumps(_answered())})")
    seen = await visit(context, page)
    await seen.leave()
    await context.close()
    return seen.usable
