"""The printed guide says all that it should, on either paper and as either file, and its words can be selected."""

import html
import io
import re
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.promises.paper.test_typeset import TEXTS, clinic
from workbook.case import Case
from workbook.library import Library
from workbook.library.stride import in_words
from workbook.paper import page
from workbook.paper.handout import pdf, source_in_words
from workbook.programme.prescription import work_in_words

PAPERS = {"a4": (595, 842), "us-letter": (612, 792)}
HOSTILE = "</style><script>hit()</script>\"' onload=hit() \x07\ud83c{{ 7 * 7 }}"


def runner(library) -> Case:
    case = Case(library)
    case.answer(
        equipment=("dumbbell", "resistance_band", "bench"), injuries={"mtss": "sore", "pfp": "settled"}, minutes=45
    )
    return case


def words(text):
    """Text without the breaks that a line's end makes, and without ligatures."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


def printed(content: bytes) -> str:
    """The words of a PDF, read back by another library than made it."""
    return words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def shown(text: str) -> str:
    """The words of a page, without what its drawings are called."""
    return words(html.unescape(re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]*>", " ", text, flags=re.DOTALL)))


MADE = {
    "pdf": lambda *guide, **how: printed(pdf(*guide, **how)),
    "page": lambda *guide, **how: shown(page.html(*guide, **how)),
}
"""The words of a guide, each way that it is made."""


def is_whole(said: str, case: Case) -> None:
    """Whether these words are all that a runner's guide says: what they told, doses, cues, reasons, weeks, sources."""
    library, programme = case.library, case.programme
    for exercise in programme.exercises:
        assert words(exercise.name) in said
        assert words(work_in_words(exercise)) in said
        assert all(words(cue) in said for cue in exercise.cues)
        for key in exercise.sources:
            assert words(source_in_words(library.references[key])) in said, key
    for session in programme.sessions:
        assert words(f"Week {session.week}, session {session.letter}: {session.minutes} minutes") in said
        for planned in session.prescriptions:
            assert words(" ".join(planned.why)) in said
            assert all(words(f"{library.injuries[a.injury].name}: {a.rule.text}") in said for a in planned.advice)
    for week, _ in programme.weeks:
        assert words(f"{week.week} {week.name}") in said
        assert words(week.say) in said
    for moment in library.stride.moments:
        assert words(f"{moment.name}. {in_words(moment, 'right')}") in said
    assert words("left arm pushes") in said
    assert words("Shin splints (sore now), Runner's knee (past, settled)") in said
    assert all(words(rule) in said for rule in library.check_in.pain_rule.sentences[:3])
    assert words(library.check_in.pain_rule.never) in said
    assert words("No clinician has reviewed its texts yet.") in said


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_every_exercise_dose_and_source_is_in_it(library, paper):
    """Read back by another library; under a megabyte, with a title and a language."""
    case = runner(library)
    content = pdf(case.profile, case.programme, library, paper)
    assert len(content) < 1_000_000
    reader = PdfReader(io.BytesIO(content))
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == PAPERS[paper]
    assert reader.metadata.title == "Strength Guide for Runners"
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("en")
    assert "/StructTreeRoot" in reader.trailer["/Root"], "it can be read out in order"
    is_whole(printed(content), case)


def test_a_page_to_print_says_the_same(library):
    """Nothing of it is asked for elsewhere, and no two of its parts have one name."""
    case = runner(library)
    text = page.html(case.profile, case.programme, library)
    is_whole(shown(text), case)
    assert not re.search(
        r"<(script|link|iframe|object)|@import|url\(|https?://(?!www\.w3\.org/2000/svg\")[^<]*\"", text
    )
    names = re.findall(r' id="([^"]+)"', text)
    assert len(names) == len(set(names)) > len(case.programme.exercises)


def test_a_page_to_print_holds_no_markup_that_somebody_wrote(library):
    """A clinic's words are words, whatever they are, and are there without what no file can hold."""
    case = runner(clinic(library, HOSTILE))
    text = page.html(case.profile, case.programme, case.library, asked=False)
    assert text.encode()
    assert "<script" not in text
    assert "hit() {{ 7 * 7 }}" in html.unescape(text)
    assert text.count("</style>") == 1 + text.count("<svg")


def test_a_page_to_print_has_the_letters_of_every_script(library):
    """All that are letters: the browser has the fonts."""
    text = "\n".join(TEXTS.values())
    case = runner(clinic(library, text))
    said = page.html(case.profile, case.programme, case.library).encode().decode()
    assert words(text.encode(errors="ignore").decode()) in shown(said)


@pytest.mark.parametrize(
    ("logo", "says"),
    [
        (b"<svg/>", 'src="data:image/svg+xml;base64,PHN2Zy8+"'),
        (b"\xff\xd8\xff", 'src="data:image/jpeg;base64,/9j/"'),
        (b"", "The logo is left out: its file is empty."),
        (bytes(2_000_001), "The logo is left out: its file has 2 MB"),
    ],
    ids=["svg", "jpg", "empty", "huge"],
)
def test_a_page_to_print_brings_its_logo_along(library, logo, says):
    """Or says why not."""
    case = runner(replace(library, logo=logo))
    assert says in page.html(case.profile, case.programme, case.library)


def test_a_clinics_name_and_logo_stand_on_the_cover(tmp_path):
    """And nothing that it is called can break the page."""
    clinic = tmp_path / "hill"
    clinic.mkdir()
    (clinic / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='4'/></svg>")
    (clinic / "clinic.yaml").write_text("name: 'Hill & \"Dale\" #1 $x$ [physio]'\nlogo: logo.svg\n")
    ours = Library.read(overlay=clinic)
    case = runner(ours)
    content = pdf(case.profile, case.programme, ours)
    first = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert 'Hill & "Dale" #1 $x$ [physio]' in first


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_nothing_is_printed_while_a_sign_hides_the_programme(library, made):
    """A sentence instead."""
    case = runner(library)
    case.answer(red_flags=("chest_pain_or_fainting",))
    with pytest.raises(ValueError, match="your safety answers hide it"):
        made(case.profile, case.programme, library)


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_who_was_asked_nothing_reads_the_safety_questions_first(library, made):
    """Every sign and what to do about it stands before the exercises; who was asked does not read them again."""
    case = Case(library)
    said = made(case.profile, case.programme, library, asked=False)
    exercises = said.index("Yourexercises")
    for flag in library.red_flags.values():
        if flag.asks == "tick":
            assert said.index(words(flag.label)) < exercises
            assert words(flag.says) in said
    assert "Beforeyoustart" in said
    assert "Beforeyoustart" not in made(case.profile, case.programme, library)
