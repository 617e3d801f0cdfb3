"""What comes in weights stands in the data."""

import pytest

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.programme import build
from workbook.programme.guided import played
from workbook.programme.level import Level, has_weight, step_up

SANDBAG = """
equipment:
  - {id: sandbag, name: Sandbag, weight: true}
  - {id: kettlebell, weight: false}
"""
HINGE = "id: hip_thrust\nequipment: {need: [[sandbag]]}\n"
SWING = "id: sl_rdl_row\nequipment: {need: [[kettlebell]]}\n"


@pytest.fixture
def ours(tmp_path) -> Library:
    """A clinic whose sandbags come in weights, and whose one kettlebell does not."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "equipment.yaml").write_text(SANDBAG, encoding="utf-8")
    (tmp_path / "exercises" / "hip_thrust.yaml").write_text(HINGE, encoding="utf-8")
    (tmp_path / "exercises" / "sl_rdl_row.yaml").write_text(SWING, encoding="utf-8")
    return Library.read(overlay=tmp_path)


def test_what_comes_in_weights_is_the_clinics_to_say(ours):
    """At the top of its range an exercise with such a thing takes the next weight; the player asks how heavy it was."""
    bag, bell = ours.exercises["hip_thrust"], ours.exercises["sl_rdl_row"]
    for exercise, weight in ((bag, True), (bell, False)):
        assert has_weight(exercise, ours) is weight
        level = Level()
        for _ in range(40):
            level = step_up(exercise, level, (2, 2), ours)
        assert bool(level.weight) is weight
    sessions = build(Profile(equipment=("sandbag", "bench"), minutes=45), ours).sessions
    thrust = next(p for s in sessions for p in s.prescriptions if p.exercise is bag)
    assert played(thrust, "", None, ours)["weight"] is True


def test_what_the_guide_counts_as_a_weight(library):
    """As it is shipped: dumbbells and kettlebells."""
    assert {e.id for e in library.equipment.values() if e.weight} == {"dumbbell", "dumbbell_pair", "kettlebell"}
