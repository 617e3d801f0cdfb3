"""How much the glutes were seen to work in an exercise: a broad band and its spread, never a ranking."""

from dataclasses import dataclass

from workbook.library.library import Library

BANDS = ((20, "low"), (40, "moderate"), (60, "high"))
"""Upper ends in % of a maximal voluntary contraction (MACADAM2015); above the last it is very high (NETO2020)."""
MUSCLES = {"GMax": "gluteus maximus", "GMed": "gluteus medius"}


@dataclass(frozen=True)
class MuscleWork:
    """What electromyography found for one muscle in one exercise."""

    muscle: str
    bands: tuple[str, ...]
    """The lowest and the highest band among the findings; one where they agree."""
    sources: tuple[str, ...]


def band(pct_mvic: float) -> str:
    """The word for a percentage of a maximal voluntary contraction."""
    return next((word for end, word in BANDS if pct_mvic <= end), "very high")


def muscle_work(exercise_id: str, library: Library) -> tuple[MuscleWork, ...]:
    """The findings on an exercise by muscle; nothing where nobody measured it."""
    found = []
    for short, muscle in MUSCLES.items():
        rows = [row for row in library.emg if row.exercise_id == exercise_id and row.muscle == short]
        values = sorted(row.pct_mvic for row in rows if row.pct_mvic is not None)
        if values:
            bands = dict.fromkeys((band(values[0]), band(values[-1])))
            sources = dict.fromkeys(row.source_key for row in rows if row.source_key)
            found.append(MuscleWork(muscle, tuple(bands), tuple(sources)))
    return tuple(found)
