"""Scenarios: reads the workshop's cards, and reports every fault in them at once."""

from collections.abc import Collection, Iterator
from pathlib import Path

from workbook.library import DATA, Library
from workbook.library.reader import Reader
from workbook.library.reading import tree
from workbook.library.reading.faults import LibraryError, did_you_mean
from workbook.workshop.answers import answer
from workbook.workshop.scenario import EVERYTHING, NOTHING, Scenario

FILE = "scenarios.yaml"


def _mentions(card: Scenario, library: Library) -> Iterator[tuple[tree.TreePath, str, Collection[str]]]:
    """Field, word and allowed words of all that a card names elsewhere in the data."""
    if card.exercise:
        yield ("exercise",), card.exercise, library.exercises
    if card.asked:
        yield ("asked",), card.asked, {question.id for question in library.check_in.questions}
    for index, option in enumerate(card.options):
        yield ("options", index), option, {*library.exercises, NOTHING, EVERYTHING}
    for index, source in enumerate(card.sources):
        yield ("sources", index), source, library.references
    for field, who in (("runner", card.runner), ("change", card.changed() if card.change else None)):
        known = {"injuries": library.injuries, "equipment": library.equipment, "red_flags": library.red_flags}
        for name, allowed in known.items():
            for word in getattr(who, name, ()):
                yield (field, name), word, allowed


def read(library: Library, path: Path = DATA / FILE) -> dict[str, Scenario]:
    """The cards by id, in the order of the file. Raises LibraryError with every fault found, not only the first.

    A card is answered only once all that it names is known.
    """
    reader, file = Reader(path.parent), path.name
    cards = reader.listed(Scenario, file) or {}
    for card in cards.values():
        for where, word, allowed in _mentions(card, library):
            if word not in allowed:
                reader.blame(file, (card.id, *where), f"found {word!r}; {did_you_mean(word, allowed)}")
    if not reader.faults:
        for card in cards.values():
            try:
                answer(card, library)
            except ValueError as error:
                reader.blame(file, (card.id, "options" if card.options else "kind"), str(error))
    if reader.faults:
        raise LibraryError(reader.faults)
    return cards
