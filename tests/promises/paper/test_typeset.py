"""No letter and no logo makes a printed page fail: what cannot be printed is told on the page."""

import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

import pytest
import typst
from pypdf import PdfReader

from workbook.case import Case
from workbook.caseload.report import report
from workbook.diary.diary import Diary
from workbook.editing.check import check
from workbook.paper import logo, typeset
from workbook.paper.handout import pdf

pytestmark = pytest.mark.slow

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>%s</svg>"
TEXTS = {
    "emoji": "📞 0123 456",
    "chinese": "走る クリニック",
    "arabic": "عيادة الجري",
    "hebrew": "מרפאה שָׁלוֹם",
    "devanagari": "दौड़ क्लिनिक",
    "thai": "ก้าว",
    "korean": "달리기 \u1112\u1161\u11ab",
    "marks": "Zoe\u0308\u0301\u0489 ʼ\u0489 a\u20e3 1\ufe0f\u20e3",
    "family": "👩\u200d👩\u200d👧 👍🏽",
    "flags": "🇩🇪 🏴\U000e0067\U000e0062\U000e007f",
    "controls": "a\x00b\x07c\x1bd\x85e\ufeff\ufffef\uffff",
    "half of a pair": "a\ud83cb",
    "private": "\ue000\U0010fffd",
    "unassigned": "\u0378\U0002fffe",
    "directions": "\u202eabc\u202c\u2066x\u2069",
    "only a picture": "🏃",
    "only unseen": "\u200b\u200d",
    "breaks": "a\nb\u2028c\td",
    "stacked": "e" + "\u0301" * 60,
    "long": "走" * 3000,
    "blank": " ",
}


@pytest.fixture
def no_other_fonts(monkeypatch):
    """A computer that has no fonts but those that come with Typst, whatever this one has."""
    monkeypatch.setattr(typst, "compile", functools.partial(typst.compile, ignore_system_fonts=True))


def clinic(library, name: str, **more):
    """The library of a clinic of this name, which says its name in every text that an overlay can bring."""
    said = library.clinic.model_copy(update={"name": name, "says": name})
    exercises = {
        key: exercise.model_copy(update={"name": name, "cues": (name, *exercise.cues)})
        for key, exercise in library.exercises.items()
    }
    injuries = {key: injury.model_copy(update={"name": name}) for key, injury in library.injuries.items()}
    return replace(library, clinic=said, exercises=exercises, injuries=injuries, **more)


def guide(library) -> bytes:
    case = Case(library)
    case.answer(injuries={"mtss": "sore"}, equipment=("dumbbell",))
    return pdf(case.profile, case.programme, library)


def words(content: bytes) -> str:
    return "".join(read(content))


def read(content: bytes) -> Iterator[str]:
    """The words of each page in turn; a page takes longer to be read than to be printed."""
    for page in PdfReader(io.BytesIO(content)).pages:
        yield re.sub(r"\s+", " ", f"{page.extract_text()} ")


def says(content: bytes, *wanted: str) -> bool:
    """Whether all of this is printed; reads no further than it takes to find it."""
    return any(all(each in said for each in wanted) for said in accumulate(read(content)))


@pytest.mark.usefixtures("no_other_fonts")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_guide_is_printed_whatever_a_clinic_writes(library, text):
    """It still has a title, an order to be read out in, and the words that can be printed."""
    content = guide(clinic(library, text))
    reader = PdfReader(io.BytesIO(content))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert says(content, "Six weeks", "×"), "the guide's own words are as they were"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_guide_is_printed_with_the_fonts_of_this_computer(library, text):
    """Whatever they are."""
    assert says(guide(clinic(library, text)), "Six weeks")


@pytest.mark.usefixtures("no_other_fonts")
@pytest.mark.parametrize("name", ["走る", "Zoë 🏃", "a\udcff", "\x07", 'CON: "x"', "走" * 200])
def test_a_report_is_printed_whatever_a_runner_is_called(library, name):
    """A file's name can be anything."""
    assert "no entry yet" in words(report(name, Diary(), dt.date(2026, 4, 14), library))


@pytest.mark.usefixtures("no_other_fonts")
def test_the_page_says_what_could_not_be_printed(library):
    """Pictures are left out, letters leave a box, and both are named."""
    said = words(guide(clinic(library, "Hill 📞 0123 走る")))
    assert "Hill 0123 □□" in said
    assert "No font of the computer that made this has: hiragana letter ru;" in said
    assert "telephone receiver. □ stands where a letter is missing." in said
    assert "No font" not in words(guide(clinic(library, "Hill Street – Zoë’s")))


@pytest.mark.usefixtures("no_other_fonts")
def test_what_cannot_be_printed_is_known_before():
    """For who checks a clinic's folder; and the letters of European languages can all be printed."""
    assert typeset.unprintable("Zoë 走る 📞\x00\ufeff\ud800") == {"走", "る", "📞", "\x00", "\ufeff", "\ud800"}
    europe = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA), *range(0x400, 0x460)]))
    assert typeset.unprintable(europe.replace("\u03a2", "") + "‐–—‘’“”„…′×≥≤→□½²€") == set()
    assert typeset.in_words({"走", "📞", "\x00"}) == "cjk unified ideograph-8d70; telephone receiver"
    assert typeset.in_words(map(chr, range(0x4E00, 0x4E10))).endswith("; 8 more")


@pytest.mark.usefixtures("no_other_fonts")
@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"no picture",
        b"<svg",
        SVG % b"<path d=",
        SVG % "<text y='5'>走📞</text>".encode(),
        SVG % b"<image href='/etc/hostname.png' width='3' height='3'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"\xff\xd8\xff" + bytes(99),
        b"GIF89a" + bytes(99),
        SVG % b"<!-- -->" + bytes(50_000_000),
    ],
    ids=range(11),
)
def test_a_logo_that_cannot_be_printed_is_left_out_with_a_word(library, picture):
    """Broken, empty, huge, or with what the fonts do not have."""
    assert says(guide(clinic(library, "Hill", logo=picture)), "The logo is left out: its file")


@pytest.mark.parametrize(
    "picture",
    [
        SVG % b"<circle r='4'/>",
        SVG % b"<script>alert(1)</script><circle r='4'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG % b"<circle r='4'/>",
    ],
)
@pytest.mark.parametrize("name", ["Hill", ""])
def test_a_logo_is_known_by_what_it_holds(library, picture, name):
    """Not by what its file is called; a clinic may have one without a name."""
    named = clinic(library, "Hill", logo=picture)
    named = replace(named, clinic=named.clinic.model_copy(update={"name": name or None, "logo": "logo.png"}))
    assert logo.picture_format(picture) == "svg"
    assert "left out" not in words(guide(named))


def test_a_page_that_nothing_is_wrong_with_is_set_once(library, monkeypatch):
    """Who prints waits for no look at fonts."""
    made, plain = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **k: made.append(a) or plain(*a, **k))
    guide(library)
    assert len(made) == 1


@pytest.mark.parametrize(
    ("text", "missing"),
    [("走る クリニック", "cjk unified ideograph-8d70"), ("📞 0123 456", "telephone receiver"), ("Zoë & Søn", "")],
)
@pytest.mark.usefixtures("no_other_fonts")
def test_a_check_tells_what_will_not_be_printed(text, missing, tmp_path):
    """Before a runner meets it; what can be printed is not spoken of."""
    (tmp_path / "clinic.yaml").write_text(f'says: "{text}"\n', encoding="utf-8")
    said, in_order = check(tmp_path)
    assert in_order
    assert ("Not printed: clinic.yaml: no font here has" in said) == bool(missing)
    assert missing in said
