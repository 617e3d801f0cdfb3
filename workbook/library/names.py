"""Names for ids: also of what a runner's diary still speaks of and the library no longer has."""

from collections.abc import Mapping

from workbook.library.library import Library
from workbook.library.records import Exercise, Injury

ELSEWHERE = "elsewhere"
"""The place of a pain that is in none of the injuries' places."""
LIMP = "limp"
"""Stands for the place where a runner limped and told of none."""
_PLACES = {ELSEWHERE: "Somewhere else", LIMP: "The limp"}


def injury_name(injury: str, library: Library) -> str:
    """An injury's name, or the words of its id."""
    return _PLACES.get(injury) or _name(injury, library.injuries, library)


def exercise_name(exercise: str, library: Library) -> str:
    """An exercise's name, or the words of its id."""
    return _name(exercise, library.exercises, library)


def _name(known: str, found: Mapping[str, Exercise] | Mapping[str, Injury], library: Library) -> str:
    return found[known].name if known in found else library.gone.get(known) or in_words(known)


def in_words(known: str) -> str:
    """An id as words: 'growing_pains' as 'Growing pains'."""
    return known.replace("_", " ").strip().capitalize()
