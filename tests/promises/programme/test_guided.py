"""The guided session is the planned session, phase by phase."""

from itertools import product

import pytest

from workbook.case import Case
from workbook.diary.runner_profile import Profile
from workbook.programme import build
from workbook.programme.guided import COUNT_IN_S, phases
from workbook.programme.prescription import rep_s

EQUIPMENT = [("dumbbell",), (), ("bench", "dumbbell", "dumbbell_pair", "resistance_band", "mini_band", "step", "wall")]


@pytest.mark.parametrize("equipment", EQUIPMENT, ids=str)
def test_every_round_of_every_side_is_there(library, equipment):
    """Left before right, all rounds of one before the next, holds with their seconds, no rest at the end."""
    case = Case(library)
    case.answer(equipment=equipment, injuries={"tight_hip_flexor": "sore", "achilles": "settled"}, minutes=45)
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
            rests = [phase["seconds"] + COUNT_IN_S for phase in mine if phase["kind"] == "rest"]
            assert set(rests) <= {planned.rest_s}
        assert [phase["item"] for phase in found] == sorted(phase["item"] for phase in found)


def seconds(phase, session):
    """How long a phase takes; repetitions at the pace that is planned."""
    if phase["seconds"] is not None:
        return phase["seconds"]
    exercise = session.prescriptions[phase["item"]].exercise
    sides = 2 if exercise.dose.side == "alternating" else 1
    return sides * exercise.dose.reps[0] * rep_s(exercise)


@pytest.mark.parametrize("equipment", EQUIPMENT, ids=str)
def test_a_guided_session_takes_as_long_as_the_programme_says(library, equipment):
    """To the second, in every week, as straight sets and as a circuit; the first count-in comes before it."""
    for minutes, injuries in product(library.protocol.minutes, ({}, {"achilles": "sore", "tight_hip_flexor": "sore"})):
        programme = build(Profile(equipment=equipment, minutes=minutes, injuries=injuries), library)
        for session in programme.sessions:
            assert sum(seconds(phase, session) for phase in phases(session)) == session.seconds + COUNT_IN_S


def test_a_circuit_goes_round(library):
    """One round of each, then the next round; straight sets before it stay as they are."""
    session = build(Profile(equipment=("dumbbell",)), library).weeks[2][1][0]
    found = [phase for phase in phases(session) if phase["kind"] == "reps"]
    around = [(phase["round"], phase["item"]) for phase in found if session.prescriptions[phase["item"]].circuit]
    items = sorted({item for _, item in around})
    assert list(dict.fromkeys(around)) == [(number, item) for number in (1, 2, 3) for item in items]
    rests = [phase["seconds"] + COUNT_IN_S for phase in phases(session) if phase["kind"] == "rest"]
    assert rests[-11:] == [10, 10, 10, 60, 10, 10, 10, 60, 10, 10, 10]
