"""The tables of the physio's notebook fit a window of 1280 pixels, and no sentence in them is cut."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd
import pytest

from workbook import frames, tables
from workbook.caseload import caseload, follow_up
from workbook.diary import Profile
from workbook.library import DATA, Library
from workbook.programme import build
from workbook.programme.what_if import without_rule

pytestmark = pytest.mark.browser
WIDE, BESIDE = 1280, 130
"""Pixels of the window, and of what stands left and right of an output in it."""


def shown(library: Library) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of the notebook by its cell."""
    runner = Profile(injuries={"pfp": "sore"}, equipment=("dumbbell", "step"), minutes=30, sessions=2)
    programme = build(runner, library)
    yield "exercises", frames.exercises(library)
    yield "evidence_of", frames.evidence(library, "seed_split_squat_goblet")
    yield "emg", frames.emg(library).query("exercise_id == 'clam_band'")
    yield "rules_of", frames.suitability(library).query("injury == 'pfp' and sore == 'avoid'")
    yield "planned", frames.planned(programme)
    yield "left_out", frames.left_out(programme)
    yield "at_work", frames.rules_at_work(runner, library)
    yield "without", frames.compared(programme, build(runner, without_rule(library, "P1")))
    yield "ours", frames.changes(Library.read(overlay=DATA / "samples" / "clinic"))
    runners = caseload.read(DATA / "samples" / "caseload")
    found = follow_up.follow_ups(runners, dt.date(2026, 4, 14))
    yield "table", follow_up.table(found)
    yield "one_runner", runners.frame[runners.frame.runner == found[0].runner]


def test_every_table_fits_and_says_its_sentences_to_the_end(chromium, library):
    """Nothing to scroll sideways; the longest text of each table stands in it whole."""
    page = chromium.new_page(viewport={"width": WIDE, "height": 900})
    names = []
    for name, frame in shown(library):
        names.append(name)
        page.set_content(f"<body style='margin:0 {BESIDE // 2}px;font-family:sans-serif'>{tables.html(frame)}")
        box = page.locator(".guide-table")
        assert box.evaluate("box => box.scrollWidth") <= WIDE - BESIDE, name
        cells = box.locator("td").all_inner_texts()
        assert not [cell for cell in cells if cell.rstrip().endswith(("…", "..."))], name
        texts = [value for value in frame.head(tables.MOST).to_numpy().ravel() if isinstance(value, str)]
        longest = max(texts, key=len)
        assert longest in cells, name
        assert not [cell for cell in cells if cell in ("<NA>", "nan", "None")], name
        assert bool(page.get_by_text("The first 60 of").count()) == (len(frame) > tables.MOST), name
    page.close()
    assert len(names) == 11
