"""The pictures of the week, the weeks and the sides fit on a phone, whatever size its type is."""

import datetime as dt

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import SCREENED, START
from widgets.controls.script import styles
from widgets.pictures.side_bars import side_bars_html
from widgets.pictures.six_weeks import six_weeks_html
from widgets.pictures.week_strip import week_strip_html
from workbook.case import Case

pytestmark = pytest.mark.browser
WIDER = """(parts) => parts.filter((part) => {
  const cell = part.closest("li").getBoundingClientRect(), { left, right } = part.getBoundingClientRect();
  return part.checkVisibility() && (left < cell.left - 1 || right > cell.right + 1);
}).map((part) => part.textContent)"""


@pytest.fixture(scope="module")
def drawn() -> str:
    """A week with a session, a hard run, a check-in that is saved, one that was due, and a race."""
    case = Case()
    case.told_day = START
    case.answer(start=START, screened=SCREENED, hard_days=("sat",), race=START + dt.timedelta(days=6))
    strips = week_strip_html(case)
    case.check_in(START, {"glute_left": 3})
    strips += week_strip_html(case)
    return f"<section class='panel'>{strips}{six_weeks_html(case)}{side_bars_html(case)}</section>"


@pytest.mark.parametrize(("width", "type_px"), [(320, 16), (390, 16), (390, 32), (1280, 16)])
def test_nothing_sticks_out(chromium: Browser, drawn, width, type_px):
    """No cell is too narrow for what is in it, and nothing scrolls sideways."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    sheet = f"{styles()} html {{ font-size: {type_px}px }} body {{ margin: 0 }}"
    page.set_content(f"<!doctype html><style>{sheet}</style><div class='guide-page lm-Widget'>{drawn}</div>")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    parts = page.locator("li .marks > *, .head > *, .one-week > *, .side-bars li > *")
    assert parts.count() > 60
    assert parts.evaluate_all(WIDER) == []
    expect(page.get_by_role("listitem").filter(has_text="Saturday 7 March: hard run").first).to_be_attached()
    page.close()


def test_where_seven_cells_are_too_narrow_the_days_are_rows_of_words(chromium: Browser, drawn):
    """With type of twice its size."""
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    sheet = f"{styles()} html {{ font-size: 32px }}"
    page.set_content(f"<!doctype html><style>{sheet}</style><div class='guide-page lm-Widget'>{drawn}</div>")
    assert page.locator(".week-strip .seen:visible").count() == 0
    words = page.get_by_text("Monday 2 March, today: session A and check-in due", exact=True).first
    assert (words.bounding_box() or {})["width"] > 100
    page.close()
