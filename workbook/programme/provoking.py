"""What provokes a place: the exercises of a programme that load it, and never those that it does not mind."""

from collections.abc import Collection, Iterable, Sequence

from workbook.diary.diary import SessionEntry
from workbook.library import Library
from workbook.library.names import ELSEWHERE, LIMP
from workbook.library.records import Exercise
from workbook.library.values import Demand
from workbook.programme.suitability import verdict_for


def skipped_for(place: str, sessions: Iterable[SessionEntry]) -> frozenset[str]:
    """Ids of the exercises that were skipped because it hurt there."""
    return frozenset(p.exercise for s in sessions for p in s.performed if p.hurt and p.hurt[0] == place)


def _loads(exercise: Exercise) -> frozenset[Demand]:
    """What an exercise asks of the body; a light exercise on the feet is no load on a leg."""
    light: frozenset[Demand] = frozenset({"standing"} if exercise.stage == "activate" else ())
    return frozenset(exercise.demands) - light


def provoking(
    place: str, planned: Sequence[Exercise], skipped: Collection[str], part: str | None, library: Library
) -> list[Exercise]:
    """The planned exercises that load a place.

    Those that were `skipped` for it; of an injury those that its rules modify; of a pain elsewhere, or a limp, those
    with a demand that the `part` of the body does not like.
    """
    questionnaire = library.check_in
    if place in (ELSEWHERE, LIMP):
        told = next((one for one in questionnaire.parts if one.id == part), None)
        demands = frozenset(told.loads if told else questionnaire.unknown_part)
        return [e for e in planned if e.id in skipped or demands & _loads(e)]
    return [
        exercise
        for exercise in planned
        if exercise.id in skipped or (place in exercise.suitability and verdict_for(exercise, place, "sore") != "good")
    ]
