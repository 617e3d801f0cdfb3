"""The printed guide says all that it should, on either paper, and its words can be selected."""

import io
import re

import pytest
from pypdf import PdfReader

from workbook.case import Case
from workbook.library import Library
from workbook.paper.handout import pdf, source_in_words
from workbook.programme.prescription import work_in_words

PAPERS = {"a4": (595, 842), "us-letter": (612, 792)}


def runner(library) -> Case:
    case = Case(library)
    case.answer(
        equipment=("dumbbell", "resistance_band", "bench"), injuries={"mtss": "sore", "pfp": "settled"}, minutes=45
    )
    return case


def words(text):
    """Text without the breaks that a line's end makes."""
    return re.sub(r"\W+", "", text)


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_every_exercise_dose_and_source_is_in_it(library, paper):
    """Read back by another library: names, doses, cues, sources; under a megabyte, with a title and a language."""
    case = runner(library)
    content = pdf(case.profile, case.programme, library, paper)
    assert len(content) < 1_000_000
    reader = PdfReader(io.BytesIO(content))
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == PAPERS[paper]
    assert reader.metadata.title == "Strength Guide for Runners"
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("en")
    assert "/StructTreeRoot" in reader.trailer["/Root"], "it can be read out in order"
    said = words(" ".join(page.extract_text() for page in reader.pages))
    for exercise in case.programme.exercises:
        assert words(exercise.name) in said
        assert words(work_in_words(exercise)) in said
        assert all(words(cue) in said for cue in exercise.cues)
        for key in exercise.sources:
            assert words(source_in_words(library.references[key])) in said, key
    assert words("Shin splints (sore now), Runner's knee (past, settled)") in said
    assert words(library.check_in.pain_rule.never) in said


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


def test_nothing_is_printed_while_a_sign_hides_the_programme(library):
    """A sentence instead."""
    case = runner(library)
    case.answer(red_flags=("chest_pain_or_fainting",))
    with pytest.raises(ValueError, match="your safety answers hide it"):
        pdf(case.profile, case.programme, library)


def test_who_was_asked_nothing_reads_the_safety_questions_first(library):
    """Every sign and what to do about it stands before the exercises; who was asked does not read them again."""
    case = Case(library)
    pages = PdfReader(io.BytesIO(pdf(case.profile, case.programme, library, asked=False))).pages
    said = words(" ".join(page.extract_text() for page in pages))
    exercises = said.index("Yourexercises")
    for flag in library.red_flags.values():
        if flag.asks == "tick":
            assert said.index(words(flag.label)) < exercises
            assert words(flag.says) in said
    asked = PdfReader(io.BytesIO(pdf(case.profile, case.programme, library))).pages
    assert "Beforeyoustart" not in words(" ".join(page.extract_text() for page in asked))
