"""A diary as a link: whole, bounded, and harmless wherever it is opened."""

import base64
import datetime as dt
import zlib

import pytest

from workbook import diary as diaries
from workbook.diary import DiaryError
from workbook.diary_link import pack, qr_code, unpack

START = dt.date(2026, 3, 2)


def packed(plain: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(plain)).decode().rstrip("=")


def test_a_link_brings_back_what_was_packed(case, weeks_of):
    """Every entry, in letters that an address may hold."""
    weeks_of(case, glute_left=[2, 3, None, 4, 5, 6])
    case.answer(injuries={"mtss": "sore"})
    link = pack(case.diary)
    assert unpack(link) == case.diary
    assert link.replace("-", "").replace("_", "").isalnum()


BAD_LINKS = {
    "empty": "",
    "not base64": "a*b",
    "not deflated": "AAAA",
    "cut short": "",
    "not a diary": packed(b"{}"),
    "not text": packed(b"\xff\xfe"),
    "a bomb": packed(b"0" * 50_000_000),
    "very long": "A" * (diaries.LARGEST + 1),
}


@pytest.mark.parametrize("name", BAD_LINKS)
def test_a_damaged_link_is_refused_in_a_sentence(name, case, weeks_of):
    """And a small link that unfolds into a huge text is not unfolded."""
    weeks_of(case, glute_left=[2, 3])
    link = pack(case.diary)[:-9] if name == "cut short" else BAD_LINKS[name]
    with pytest.raises(DiaryError, match="nothing was opened"):
        unpack(link)


def test_six_weeks_three_times_a_week_fit_into_a_code(case):
    """A phone can scan them; a long diary says so by giving none."""
    for day in range(18):
        answers = {"glute_left": day % 7, "glute_right": 4, "tight_left": 5, "tight_right": 3, "sessions_done": 2}
        case.check_in(START + dt.timedelta(days=day * 2), answers)
    code = qr_code("https://example.org/guide/#diary=" + pack(case.diary))
    assert "viewBox" in code, "it keeps its whole picture at any width"
    assert qr_code("x" * 3000) is None
