"""What the data says to runners, file by file: no sources, no notes for physios, no exercise's name."""

from collections.abc import Iterator

from workbook.library import Library
from workbook.library.protocol import Protocol

Read = tuple[str, list[str]]
"""A name, and the texts that a runner reads there."""


def _protocol(protocol: Protocol) -> list[str]:
    already = [one.name for one in protocol.already]
    purposes = [text for slot in protocol.slots for text in (slot.name, slot.purpose)]
    weeks = [text for week in protocol.weeks for text in (week.name, week.say)]
    return [protocol.load, protocol.young.load, protocol.young.exercise_load, *already, *purposes, *weeks]


def read_by_runners(library: Library) -> Iterator[Read]:
    """File to the texts in it that a runner reads."""
    flags, questionnaire, rule = library.red_flags.values(), library.check_in, library.check_in.pain_rule
    injuries, asked = library.injuries.values(), (*questionnaire.questions, *questionnaire.pain, *questionnaire.done)
    yield "red_flags.yaml, labels", [text for f in flags for text in (f.label, f.detail) if text]
    yield "red_flags.yaml, short", [f.in_short for f in flags]
    yield "red_flags.yaml, advice", [f.says for f in flags]
    yield (
        "injuries.yaml",
        [
            t
            for i in injuries
            for t in (f"Felt {i.where}.", i.first_line, i.evidence, i.honest_line, *i.when_sore, i.not_this)
            if t
        ],
    )
    yield "rules.yaml", [r.text for r in library.rules.values()]
    yield "exercises/", [t for e in library.exercises.values() for t in (*e.cues, *e.faults, e.note, e.dose.load) if t]
    yield "check_in.yaml", [text for q in asked for text in (q.ask, q.low_word, q.high_word)]
    yield (
        "check_in.yaml, topics",
        [t for topic in questionnaire.topics for t in (topic.name, topic.meaning, topic.flat)],
    )
    yield "check_in.yaml, pain rule", [*rule.sentences]
    yield "protocols/six_weeks.yaml", _protocol(library.protocol)
    yield "stride.yaml", [library.stride.honest, *(moment.says for moment in library.stride.moments)]
    yield "glossary.yaml", [term.says for term in library.glossary.values()]
    yield "equipment.yaml", [text for one in library.equipment.values() for text in (one.name, one.also) if text]
