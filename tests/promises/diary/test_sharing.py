"""A diary as a link: whole, bounded, and harmless wherever it is opened."""

import base64
import datetime as dt
import zlib

import pytest

from workbook.diary import diary_file
from workbook.diary.diary_file import DiaryError
from workbook.diary.link import pack, unpack
from workbook.diary.prescribed.packed import qr_code

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
    "very long": "A" * (diary_file.LARGEST + 1),
}


@pytest.mark.parametrize("name", BAD_LINKS)
def test_a_damaged_link_is_refused_in_a_sentence(name, case, weeks_of):
    """And a small link that unfolds into a huge text is not unfolded."""
    weeks_of(case, glute_left=[2, 3])
    link = pack(case.diary)[:-9] if name == "cut short" else BAD_LINKS[name]
    with pytest.raises(DiaryError, match="nothing was opened"):
        unpack(link)


MANGLED = {
    "a full stop behind": "{}.",
    "brackets and quotes behind": '{}>)",',
    "words behind": "{}%20Have%20a%20look",
    "words behind a line": "{}\r\n\r\nBest wishes",
    "counted by a mailing": "{}&utm_source=mail&utm_medium=email",
    "a query behind": "{}?fbclid=IwAR0",
    "padded": "{}==",
    "padding written as %3D": "{}%3D%3D",
    "= written as %3D": "#diary%3D{}",
    "= written as =3D": "#diary=3D{}",
    "# written as %23": "%23diary={}",
    "and the % of that, too": "%2523diary%253D{}",
    "in the query": "?diary={}",
    "capital letters": "#Diary={}",
    "no name": "#{}",
    "an invisible sign behind": "{}\u200b",
}
BROKEN = ["=\r\n", "=\n", "%0D%0A", "=%0D%0A", "\r\n> ", "\n", "%20", " ", "\u00ad", "="]
"""What programs put into a line that they think too long."""


@pytest.mark.parametrize("form", MANGLED.values(), ids=MANGLED)
def test_a_link_that_a_mail_program_mangled_is_read(form, case, weeks_of):
    """Whatever it put before, behind or in place of a sign."""
    weeks_of(case, glute_left=[2, 3, None, 4, 5, 6])
    assert unpack(form.format(pack(case.diary))) == case.diary


@pytest.mark.parametrize("sign", BROKEN, ids=repr)
def test_a_link_that_was_wrapped_is_read(sign, case, weeks_of):
    """Every 70 letters, or once."""
    weeks_of(case, glute_left=[2, 3, None, 4, 5, 6])
    whole = f"#diary={pack(case.diary)}"
    for length in (70, 76, len(whole) // 2):
        wrapped = sign.join(whole[at : at + length] for at in range(0, len(whole), length))
        assert unpack(wrapped) == case.diary


def test_a_link_ends_where_every_program_sees_its_end(case):
    """In a letter or digit: they take a last - or _ for punctuation."""
    ends = set()
    for score in range(11):
        for day in range(11):
            case.check_in(START + dt.timedelta(days=day), {"glute_left": score})
            ends.add(pack(case.diary)[-1].isalnum())
            assert unpack(pack(case.diary)) == case.diary
    assert ends == {True}


def test_a_link_in_other_letters_is_refused(case, weeks_of):
    """Capitals are other letters there: nobody can read it."""
    weeks_of(case, glute_left=[2, 3])
    for changed in (str.upper, str.lower):
        with pytest.raises(DiaryError, match="nothing was opened"):
            unpack(changed(pack(case.diary)))


def test_six_weeks_three_times_a_week_fit_into_a_code(case):
    """A phone can scan them; a long diary says so by giving none."""
    for day in range(18):
        answers = {"glute_left": day % 7, "glute_right": 4, "tight_left": 5, "tight_right": 3, "sessions_done": 2}
        case.check_in(START + dt.timedelta(days=day * 2), answers)
    code = qr_code("https://example.org/guide/#diary=" + pack(case.diary))
    assert "viewBox" in code, "it keeps its whole picture at any width"
    assert qr_code("x" * 3000) is None
