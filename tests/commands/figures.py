"""The contact sheet: every exercise's first and last position with its name, as one picture.

`make figures` writes figures.png; with exercise ids it shows those alone, larger, every pose and the way between.
"""

import os
import shutil
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.helpers.serving import CHROMIUM_FLAGS
from workbook.drawing.illustration import picture
from workbook.library import load
from workbook.library.records import Exercise

PAGE = """<!doctype html><meta charset=utf-8><style>body{{margin:16px;background:#fff;font:14px system-ui}}
section{{display:inline-block;vertical-align:top;margin:6px;padding:8px;border:1px solid #ccc}}
svg{{width:{size}px;height:{size}px;margin:2px}}h2{{font-size:15px;margin:0 0 4px}}</style>{body}"""


def _section(exercise: Exercise, names: bool, between: bool) -> str:
    drawing = exercise.drawing
    if drawing is None:
        return ""
    stills = range(len(drawing.poses)) if between else drawing.start_and_end
    shown = "".join(picture(exercise, f"{exercise.id.replace('_', '')}{n}", still=n) for n in stills)
    title = f"<h2>{escape(exercise.name if names else '')}</h2>"
    return f"<section>{title}{shown}</section>"


def sheet(ids: list[str], out: Path, *, names: bool = True) -> None:
    """Writes the picture of these exercises, or of all."""
    library = load(Path("data"))
    chosen = [library.exercises[name] for name in ids] if ids else list(library.exercises.values())
    sections = "".join(_section(exercise, names, bool(ids)) for exercise in chosen)
    size = 230 if ids else 150
    chromium = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1560, "height": 600})
        page.set_content(PAGE.format(size=size, body=sections))
        page.screenshot(path=out, full_page=True)
        browser.close()


if __name__ == "__main__":
    out = next((Path(a.removeprefix("--out=")) for a in sys.argv if a.startswith("--out=")), Path("figures.png"))
    sheet([a for a in sys.argv[1:] if not a.startswith("--")], out)
    print(f"{out} is written.")
