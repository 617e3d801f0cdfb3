"""A runner of fourteen can read what the data says to runners, and finds no word that never stands on the page."""

import pytest

from tests.helpers.reading.data import read_by_runners
from tests.helpers.reading.measure import GRADE, grade, hard, read, sentences, syllables, too_hard
from tests.helpers.reading.screens import paper, scripts, views
from tests.helpers.reading.words import never_words
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.library import shipped


@pytest.mark.parametrize(
    ("word", "count"),
    [("pain", 1), ("hinge", 1), ("stopped", 1), ("settled", 2), ("little", 2), ("exercise", 3), ("clinician", 3),
     ("morning", 2), ("loaded", 2), ("knees", 1), ("lunges", 2), ("glute", 1)],
)  # fmt: skip
def test_syllables_are_counted_to_within_one(word, count):
    """Good enough for a mean over hundreds of words."""
    assert abs(syllables(word) - count) <= 1


def test_a_hard_sentence_has_a_high_grade_and_an_easy_one_a_low_one():
    """The measure tells the two apart."""
    hard = "Notwithstanding contraindications, progressive rehabilitation necessitates individualised evaluation."
    assert grade(sentences("Stop. See a doctor today. Do not run on a sore bone.")) < 3
    assert grade(sentences(hard)) > 15


@pytest.mark.parametrize(
    ("file", "texts"), list(read_by_runners(shipped())), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_runner_of_fourteen_can_read_it(file, texts):
    """Each file as a whole; where it fails, its hard sentences are named."""
    found = read(texts)
    named = "\n".join(f"{level:.0f}: {text}" for level, text in hard(found))
    assert not too_hard(found), f"{file}: {too_hard(found)}. Its hard sentences:\n{named}"
    assert list(never_words(texts)) == []


def test_a_word_that_never_stands_on_the_page_is_found_with_what_to_say():
    """In any ending that the list allows, as a whole word and with capitals; nothing else is blamed."""
    texts = [
        "Utilise your hip.",
        "The ipsilateral arm leads.",
        "Pre-fix it with a suffix.",
        "The arm on the same side.",
    ]
    assert [(one.word, one.say) for one in never_words(texts)] == [
        ("Utilise", "use"),
        ("ipsilateral", "on the same side"),
    ]


def test_each_view_each_script_and_the_paper_is_read():
    """Whatever the views are: what stands in paragraphs, on buttons and in questions, without tables and sources."""
    told = dict([*views(), *scripts(), *paper()])
    page = Dashboard(Case())
    assert len([name for name in told if name.endswith(": a first visit")]) == len(page.views) + 1
    assert all(told.values())
    said = " ".join(text for texts in told.values() for text in texts)
    assert page.case.library.red_flags["calf_swelling"].label in said
    assert page.case.library.check_in.pain_rule.never in said
    assert "Rounds a week" not in told["Progress: a first visit"]
    assert "et al." not in said


@pytest.mark.parametrize("flag", shipped().red_flags.values(), ids=lambda flag: flag.id)
def test_what_to_do_about_a_sign_is_easy_by_itself(flag):
    """Each piece of advice, as it is read alone and in a fright."""
    assert grade(sentences(flag.says)) <= GRADE
