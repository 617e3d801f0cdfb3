"""A runner of fourteen can read what the data says to runners: Flesch-Kincaid grade 8 or below, file by file."""

import re
from collections.abc import Iterator

import pytest

from workbook.library import Library, shipped

GRADE, HARD = 8, 10
"""What no file may pass, and from where on a sentence is named."""


def syllables(word: str) -> int:
    """Syllables of an English word by its vowels; a word is off by one at most, and a text hardly."""
    word = re.sub(r"[^a-z]", "", word.lower())
    word = re.sub(r"(?<=[^aeiouy])le[sd]?$", "el", word)
    word = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouycghsxz])es$|(?<=[^aeiouy])e$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a colon and a semicolon go on."""
    parts = re.split(r"(?<=[.!?])\s+", text)
    return [words for part in parts if (words := re.findall(r"[A-Za-z][A-Za-z'’-]*", part))]


def grade(found: list[list[str]]) -> float:
    """The school year in which these sentences are read with ease."""
    words = [word for sentence in found for word in sentence]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def read_by_runners(library: Library) -> Iterator[tuple[str, list[str]]]:
    """File to the texts in it that a runner reads as sentences."""
    flags, protocol, questionnaire = library.red_flags.values(), library.protocol, library.check_in
    rule = questionnaire.pain_rule
    yield "red_flags.yaml, labels", [text for f in flags for text in (f.label, f.detail) if text]
    yield "red_flags.yaml, advice", [f.says for f in flags]
    injuries = library.injuries.values()
    yield "injuries.yaml", [t for i in injuries for t in (i.honest_line, *i.when_sore, i.not_this) if t]
    yield "rules.yaml", [r.text for r in library.rules.values()]
    yield "exercises/", [t for e in library.exercises.values() for t in (*e.cues, *e.faults, e.note) if t]
    asked = [q.ask for q in (*questionnaire.questions, *questionnaire.pain, *questionnaire.done)]
    yield "check_in.yaml", asked + [t for topic in questionnaire.topics for t in (topic.meaning, topic.flat)]
    yield "check_in.yaml, pain rule", [rule.green, rule.amber, rule.red, rule.never]
    yield (
        "protocols/six_weeks.yaml",
        [protocol.load, *(w.say for w in protocol.weeks), *(s.purpose for s in protocol.slots)],
    )
    yield "stride.yaml", [library.stride.honest, *(moment.says for moment in library.stride.moments)]
    yield "glossary.yaml", [term.says for term in library.glossary.values()]


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
    found = [sentence for text in texts for sentence in sentences(text)]
    hard = sorted(((grade([s]), " ".join(s)) for s in found if grade([s]) > HARD), reverse=True)
    named = "\n".join(f"{level:.0f}: {text}" for level, text in hard)
    assert grade(found) <= GRADE, f"{file} has grade {grade(found):.1f}. Its hard sentences:\n{named}"


@pytest.mark.parametrize("flag", shipped().red_flags.values(), ids=lambda flag: flag.id)
def test_what_to_do_about_a_sign_is_easy_by_itself(flag):
    """Each piece of advice, as it is read alone and in a fright."""
    assert grade(sentences(flag.says)) <= GRADE
