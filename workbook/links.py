"""Which words in the data name something that stands elsewhere in it, and what they may be."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workbook.faults import Path

if TYPE_CHECKING:
    from workbook.library import Library

Mention = tuple[str, Path, str, Iterable[str]]
"""File, place, word found there, words allowed there."""


def mentions(library: "Library", broken: Iterable[str] = ()) -> Iterator[Mention]:
    """Every such word; exercises that are `broken` count as known, so that one fault is not told ten times."""
    exercises: set[str] = {*library.exercises, *broken}
    references = library.references
    slots = {slot.id for slot in library.protocol.slots}

    def each(file: str, path: Path, words: Iterable[str], allowed: Iterable[str]) -> Iterator[Mention]:
        return ((file, (*path, index), word, allowed) for index, word in enumerate(words))

    for exercise in library.exercises.values():
        file = f"exercises/{exercise.id}.yaml"
        yield from each(file, ("slots",), exercise.slots, slots)
        yield from each(file, ("sources",), exercise.sources, references)
        yield from each(file, ("equipment", "optional"), exercise.equipment.optional, library.equipment)
        for index, group in enumerate(exercise.equipment.need):
            yield from each(file, ("equipment", "need", index), group, library.equipment)
        for field, other in (("easier", exercise.easier), ("harder", exercise.harder)):
            if other is not None:
                yield file, (field,), other, exercises
        for injury, suits in exercise.suitability.items():
            yield file, ("suitability", injury), injury, library.injuries
            of_injury = {code for code, rule in library.rules.items() if rule.injury == injury}
            yield from each(file, ("suitability", injury, "rules"), suits.rules, of_injury)
    for code, rule in library.rules.items():
        yield "rules.yaml", (code, "injury"), rule.injury, library.injuries
        yield from each("rules.yaml", (code, "sources"), rule.sources, references)
    for index, injury_ in enumerate(library.injuries.values()):
        yield from each("injuries.yaml", (index, "sources"), injury_.sources, references)
    for index, flag in enumerate(library.red_flags.values()):
        yield from each("red_flags.yaml", (index, "sources"), flag.sources, references)
    for index, preset in enumerate(library.presets.values()):
        yield from each("equipment.yaml", ("presets", index, "equipment"), preset.equipment, library.equipment)
    for index, thing in enumerate(library.equipment.values()):
        yield from each("equipment.yaml", ("equipment", index, "implies"), thing.implies, library.equipment)
    for index, slot in enumerate(library.protocol.slots):
        file = "protocols/six_weeks.yaml"
        named = {e.id for e in library.exercises.values() if slot.id in e.slots}
        named |= exercises - library.exercises.keys()
        yield from each(file, ("slots", index, "prefer"), slot.prefer, named)
        yield from each(file, ("slots", index, "sources"), slot.sources, references)
        if slot.only_for is not None:
            yield (
                file,
                ("slots", index, "only_for"),
                slot.only_for,
                {"needs_calf", *library.injuries},
            )
    for index, known in enumerate(library.protocol.already):
        yield "protocols/six_weeks.yaml", ("already", index, "exercise"), known.exercise, exercises
    for index, week in enumerate(library.protocol.weeks):
        yield from each("protocols/six_weeks.yaml", ("weeks", index, "slots"), week.slots, slots)
    for index, topic in enumerate(library.check_in.topics):
        yield from each("check_in.yaml", ("topics", index, "sources"), topic.sources, references)
    for number, row in enumerate(library.emg, start=2):
        if row.source_key is not None:
            yield "emg.csv", (number, "source_key"), row.source_key, references
        if row.exercise_id is not None:
            yield "emg.csv", (number, "exercise_id"), row.exercise_id, exercises
