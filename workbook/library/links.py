"""Which words in the data name something that stands elsewhere in it, and what they may be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook.library.protocol import Protocol
from workbook.library.questions import CheckInForm
from workbook.library.reading.faults import Path
from workbook.library.reading.table import Line
from workbook.library.records import (
    Equipment,
    Exercise,
    Finding,
    Injury,
    Preset,
    RedFlag,
    Reference,
    Rule,
    Term,
)
from workbook.library.stride import Stride
from workbook.library.values import Record

Mention = tuple[str, Path, str, Collection[str]]
"""File, place, word found there, words allowed there."""
_PROTOCOL, _FORM = "protocols/six_weeks.yaml", "check_in.yaml"


class _Anything(frozenset[str]):
    """What may be named where the file that would say so cannot be read."""

    def __contains__(self, _word: object) -> bool:
        return True


@dataclass(frozen=True)
class Parts:
    """What could be read of a library; None where a file could not be."""

    exercises: Mapping[str, Exercise]
    injuries: Mapping[str, Injury] | None
    equipment: Mapping[str, Equipment] | None
    presets: Mapping[str, Preset] | None
    rules: Mapping[str, Rule] | None
    red_flags: Mapping[str, RedFlag] | None
    references: Mapping[str, Reference] | None
    protocol: Protocol | None
    form: CheckInForm | None
    emg: Mapping[Line, Finding]
    stride: Stride | None
    glossary: Mapping[str, Term] | None


def _each(file: str, path: Path, words: Iterable[str], allowed: Collection[str]) -> Iterator[Mention]:
    return ((file, (*path, index), word, allowed) for index, word in enumerate(words))


def mentions(parts: Parts, broken: Mapping[type[Record], set[str]]) -> Iterator[Mention]:
    """Every such word. What is there but `broken` counts as known, so that one fault is not told ten times."""

    def known(found: Mapping[str, Record] | None, model: type[Record]) -> Collection[str]:
        return _Anything() if found is None else {*found, *broken.get(model, ())}

    exercises, injuries = known(parts.exercises, Exercise), known(parts.injuries, Injury)
    equipment, references = known(parts.equipment, Equipment), known(parts.references, Reference)
    slots = {slot.id for slot in parts.protocol.slots} if parts.protocol else _Anything()
    for exercise in parts.exercises.values():
        file = f"exercises/{exercise.id}.yaml"
        yield from _each(file, ("slots",), exercise.slots, slots)
        yield from _each(file, ("sources",), exercise.sources, references)
        yield from _each(file, ("equipment", "optional"), exercise.equipment.optional, equipment)
        for index, group in enumerate(exercise.equipment.need):
            yield from _each(file, ("equipment", "need", index), group, equipment)
        for field, other in (("easier", exercise.easier), ("harder", exercise.harder)):
            if other is not None:
                yield file, (field,), other, exercises
        for injury, suits in exercise.suitability.items():
            yield file, ("suitability", injury), injury, injuries
            if injury in injuries and parts.rules is not None:
                of_injury = {code for code, rule in parts.rules.items() if rule.injury == injury}
                yield from _each(
                    file, ("suitability", injury, "rules"), suits.rules, of_injury | broken.get(Rule, set())
                )
    for code, rule in (parts.rules or {}).items():
        yield "rules.yaml", (code, "injury"), rule.injury, injuries
        yield from _each("rules.yaml", (code, "sources"), rule.sources, references)
    for injury_ in (parts.injuries or {}).values():
        yield from _each("injuries.yaml", (injury_.id, "sources"), injury_.sources, references)
    for flag in (parts.red_flags or {}).values():
        yield from _each("red_flags.yaml", (flag.id, "sources"), flag.sources, references)
    for preset in (parts.presets or {}).values():
        yield from _each("equipment.yaml", ("presets", preset.id, "equipment"), preset.equipment, equipment)
    for thing in (parts.equipment or {}).values():
        yield from _each("equipment.yaml", ("equipment", thing.id, "implies"), thing.implies, equipment)
    for (file, line), row in parts.emg.items():
        if row.source_key is not None:
            yield file, (line, "source_key"), row.source_key, references
        if row.exercise_id is not None:
            yield file, (line, "exercise_id"), row.exercise_id, exercises
    if parts.protocol is not None:
        yield from _of_protocol(parts.protocol, parts.exercises, exercises, injuries, references)
    if parts.stride is not None:
        yield from _each("stride.yaml", ("sources",), parts.stride.sources, references)
    for term in (parts.glossary or {}).values():
        yield from _each("glossary.yaml", (term.id, "sources"), term.sources, references)
    if parts.form is not None:
        topics = {topic.id for topic in parts.form.topics}
        for topic in parts.form.topics:
            yield from _each(_FORM, ("topics", topic.id, "sources"), topic.sources, references)
        yield from _each(_FORM, ("trend", "sources"), parts.form.trend.sources, references)
        for question in parts.form.questions:
            yield _FORM, ("questions", question.id, "topic"), question.topic or "", topics


def _of_protocol(
    protocol: Protocol,
    readable: Mapping[str, Exercise],
    exercises: Collection[str],
    injuries: Collection[str],
    references: Collection[str],
) -> Iterator[Mention]:
    slots = {slot.id for slot in protocol.slots}
    yield _PROTOCOL, ("low_feel", "adds"), protocol.low_feel.adds, slots
    for slot in protocol.slots:
        named = {name for name in exercises if name not in readable or slot.id in readable[name].slots}
        for field, names in (("prefer", slot.prefer), ("learn", slot.learn), ("vary", slot.vary)):
            yield from _each(_PROTOCOL, ("slots", slot.id, field), names, named)
        yield from _each(_PROTOCOL, ("slots", slot.id, "sources"), slot.sources, references)
        if slot.only_for is not None and not isinstance(injuries, _Anything):
            yield _PROTOCOL, ("slots", slot.id, "only_for"), slot.only_for, {"needs_calf", *injuries}
    for index, known in enumerate(protocol.already):
        yield _PROTOCOL, ("already", index, "exercise"), known.exercise, exercises
    for index, week in enumerate(protocol.weeks):
        yield from _each(_PROTOCOL, ("weeks", index, "slots"), week.slots, slots)
    for field, sources in (("circuit", protocol.circuit.sources), ("young", protocol.young.sources)):
        yield from _each(_PROTOCOL, (field, "sources"), sources, references)
