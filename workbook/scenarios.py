"""Scenarios: reads the workshop's cards, and reports every fault in them at once."""

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from workbook import faults
from workbook.answers import answer
from workbook.faults import Fault, LibraryError, did_you_mean, place
from workbook.library import DATA, Library
from workbook.scenario import EVERYTHING, NOTHING, Scenario

FILE = "scenarios.yaml"
_CARDS: TypeAdapter[tuple[Scenario, ...]] = TypeAdapter(tuple[Scenario, ...])


def _mentions(card: Scenario, library: Library) -> Iterator[tuple[faults.Path, str, Collection[str]]]:
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


def _parsed(path: Path) -> tuple[yaml.Node | None, tuple[Scenario, ...]]:
    """The file's nodes and its cards, each by itself in order. Raises LibraryError."""
    file = path.name
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, yaml.SafeLoader)
        return node, _CARDS.validate_python(yaml.safe_load(text))
    except (OSError, UnicodeDecodeError) as error:
        says = getattr(error, "strerror", None) or "it is not saved as UTF-8 text"
        raise LibraryError([Fault(file, 1, "file", f"cannot be read: {says}")]) from None
    except ValidationError as error:
        raise LibraryError(faults.from_validation(file, node, error, Scenario)) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        says = f"is not YAML: {getattr(error, 'problem', None) or error}"
        raise LibraryError([Fault(file, mark.line + 1 if mark else 1, "file", says)]) from None


def _misnamed(cards: tuple[Scenario, ...], library: Library) -> Iterator[tuple[faults.Path, str]]:
    """Place and sentence of each id that stands twice or names nothing."""
    for index, card in enumerate(cards):
        if card.id in {other.id for other in cards[:index]}:
            yield (index, "id"), f"{card.id!r} stands twice; ids are unique"
        for where, word, allowed in _mentions(card, library):
            if word not in allowed:
                yield (index, *where), f"found {word!r}; {did_you_mean(word, allowed)}"


def _unanswered(cards: tuple[Scenario, ...], library: Library) -> Iterator[tuple[faults.Path, str]]:
    """Place and sentence of each card that the rules cannot answer."""
    for index, card in enumerate(cards):
        try:
            answer(card, library)
        except ValueError as error:
            yield (index, "options" if card.options else "kind"), str(error)


def read(library: Library, path: Path = DATA / FILE) -> dict[str, Scenario]:
    """The cards by id, in the order of the file. Raises LibraryError with every fault found, not only the first.

    A card is answered only once all that it names is known.
    """
    node, cards = _parsed(path)
    wrong = [(where, "is written twice; keep one") for where in faults.repeated_keys(node)]
    wrong += _misnamed(cards, library)
    wrong = wrong or list(_unanswered(cards, library))
    if wrong:
        raise LibraryError(place(path.name, node, where, says) for where, says in wrong)
    return {card.id: card for card in cards}
