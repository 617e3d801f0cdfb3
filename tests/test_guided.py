"""The guided session is the planned session, phase by phase."""

import pytest

from workbook.case import Case
from workbook.guided import phases

KITS = [("dumbbell",), (), ("bench", "dumbbell", "dumbbell_pair", "resistance_band", "mini_band", "step", "wall")]


@pytest.mark.parametrize("kit", KITS, ids=str)
def test_every_round_of_every_side_is_there(library, kit):
    """Left before right, all rounds of one before the next, holds with their seconds, no rest at the end."""
    case = Case(library)
    case.answer(equipment=kit, injuries={"tight_hip_flexor": "sore", "achilles": "settled"}, minutes=45)
    for session in case.this_week.sessions:
        found = phases(session)
        assert found[-1]["kind"] in ("reps", "hold")
        for place, planned in enumerate(session.prescriptions):
            mine = [phase for phase in found if phase["item"] == place]
            work = [phase for phase in mine if phase["kind"] in ("reps", "hold")]
            sides = ["left", "right"] if planned.exercise.dose.side == "each" else [""]
            order = list(dict.fromkeys((phase["round"], phase["side"]) for phase in work))
            assert order == [(n, side) for n in range(1, planned.rounds + 1) for side in sides]
            assert all(phase["seconds"] == planned.hold_s for phase in work if phase["kind"] == "hold")
            rests = [phase["seconds"] for phase in mine if phase["kind"] == "rest"]
            assert set(rests) <= {planned.rest_s}
        assert [phase["item"] for phase in found] == sorted(phase["item"] for phase in found)
