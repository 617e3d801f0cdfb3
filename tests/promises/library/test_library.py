"""The data is complete, says what the post and the evidence say, and every fault in it is reported at once."""

import shutil

import pytest

from workbook.library import DATA, LibraryError, load

POSTS_DOSE = {
    "seed_sl_bridge_press": ((3, 4), (10, 12), "each"),
    "seed_runners_lunge_row": ((3, 4), (10, 12), "each"),
    "seed_rdl": ((3, 4), (10, 15), "each"),
    "seed_split_squat_goblet": ((3, 4), (10, 15), "each"),
}


@pytest.fixture
def copy(tmp_path):
    """A copy of the data to break."""
    return shutil.copytree(DATA, tmp_path / "data")


def change(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder):
    with pytest.raises(LibraryError) as error:
        load(folder)
    return list(map(str, error.value.faults))


def test_there_are_forty_exercises_and_the_posts_four_come_first(library):
    """Nothing of the library is missing, and the post leads."""
    assert len(library.exercises) >= 40
    assert set(list(library.exercises)[:4]) == set(POSTS_DOSE)


@pytest.mark.parametrize("name", POSTS_DOSE)
def test_the_posts_dose_is_unchanged(library, name):
    """Rounds and repetitions stand as in the post; what was added says so."""
    exercise = library.exercises[name]
    assert (exercise.dose.rounds, exercise.dose.reps, exercise.dose.side) == POSTS_DOSE[name]
    assert exercise.from_post
    assert {"tempo", "rest_s"} <= set(exercise.dose.added)


def test_every_injury_can_be_answered_for_every_exercise(library):
    """Each exercise has a verdict for each injury, with at least one rule."""
    for exercise in library.exercises.values():
        assert exercise.suitability.keys() == library.injuries.keys()
        assert all(suits.rules for suits in exercise.suitability.values())


def test_every_strengthening_exercise_has_an_easier_route_without_equipment(library):
    """Going from easier to easier, every strength exercise comes to one that needs nothing."""
    for exercise in library.exercises.values():
        here = exercise
        while here.equipment.need and here.easier:
            here = library.exercises[here.easier]
        assert exercise.stage == "run_specific" or not here.equipment.need, exercise.id


def test_every_exercise_can_stand_somewhere(library):
    """No exercise is in the library for nothing."""
    slots = {slot.id for slot in library.protocol.slots}
    assert all(set(exercise.slots) & slots for exercise in library.exercises.values())


def test_arms_follow_the_rule_of_the_post(library):
    """Exercises that push push on the working side; those that pull pull on the other."""
    pulls = {e.id for e in library.exercises.values() if e.pull_arm == "opposite"}
    pushes = {e.id for e in library.exercises.values() if e.push_arm == "same"}
    assert "seed_runners_lunge_row" in pulls
    assert "seed_sl_bridge_press" in pushes
    assert not pulls & pushes


def test_references_that_nobody_checked_say_so(library):
    """What is from memory is marked, and the post itself is a source."""
    assert not library.references["BOLGLA2005"].confirmed
    assert library.references["SEED"].confirmed


def test_emg_without_a_figure_stays_without_one(library):
    """A missing value is not filled in."""
    missing = [row for row in library.emg if row.pct_mvic is None]
    assert len(library.emg) == 109
    assert {row.source_key for row in missing} == {None}


def test_all_red_flags_are_there(library):
    """All rows of the screening, with emergencies first in their group."""
    actions = [flag.action for flag in library.red_flags.values() if flag.group == "now"]
    assert len(library.red_flags) >= 24
    assert actions == sorted(actions, key=("emergency", "same_day", "soon", "adapt").index)


def test_every_fault_is_reported_at_once_with_its_line(copy):
    """Five broken files give their five faults together, each with its place and a way to mend it."""
    change(copy, "exercises/clam_band.yaml", "optional: [mini_band]", "optional: [mini_bnd]")
    change(copy, "exercises/bird_dog.yaml", "stage: activate", "stage: activte")
    change(copy, "exercises/hip_thrust.yaml", "rounds: [3, 3]", "rounds: [3, 2]")
    change(copy, "exercises/rdl_double.yaml", "pattern:", "patern:")
    change(copy, "injuries.yaml", "id: itb", "id: ibt")
    said = "\n".join(faults(copy))
    assert "clam_band.yaml, line 20, equipment.optional.0: found 'mini_bnd'; did you mean 'mini_band'?" in said
    assert "bird_dog.yaml, line 5, stage: found 'activte'; did you mean 'activate'?" in said
    assert "a range stands as [least, most]" in said
    assert "patern: is not a field here; did you mean 'pattern'?" in said
    assert "pattern: is missing" in said
    assert "did you mean 'ibt'?" in said


def test_a_file_that_is_not_yaml_is_named_with_its_line(copy):
    """A stray tab or bracket is found where it stands."""
    change(copy, "rules.yaml", "P1:", "P1: [")
    assert any(fault.startswith("rules.yaml, line ") and "is not YAML" in fault for fault in faults(copy))


def test_a_key_written_twice_is_a_fault(copy):
    """YAML would keep the last of the two without a word."""
    change(copy, "exercises/clam_band.yaml", "stage: activate", "stage: activate\nstage: activate")
    assert any("is written twice" in fault for fault in faults(copy))


def test_easier_versions_never_go_round_in_a_circle(copy):
    """A circle would leave a sore runner without an easiest version."""
    change(copy, "exercises/glute_squeeze.yaml", "easier: null", "easier: bridge_double")
    blamed = [fault.split(",")[0] for fault in faults(copy) if "goes round in a circle" in fault]
    assert blamed == ["exercises/bridge_double.yaml"]


BREAKS = {
    ("exercises/seed_rdl.yaml", "[[dumbbell,", "[[dumbell,"): (
        "exercises/seed_rdl.yaml, line 21, equipment.need.0.0: found 'dumbell'; did you mean 'dumbbell'?"
    ),
    ("exercises/hip_hike.yaml", "rest_s:", "rest:"): (
        "exercises/hip_hike.yaml, line 15, dose.rest: is not a field here; did you mean 'rest_s'?"
    ),
    ("exercises/bridge_double.yaml", "working_hip: both\n", ""): (
        "exercises/bridge_double.yaml, line 2, working_hip: is missing"
    ),
    ("exercises/reverse_lunge.yaml", "from_post: false", "from_post: perhaps"): (
        "exercises/reverse_lunge.yaml, line 4, from_post: found 'perhaps'; should be true or false"
    ),
    ("exercises/clam_band.yaml", "  rounds:", "\trounds:"): "exercises/clam_band.yaml, line 11, file: is not YAML",
    ("exercises/bird_dog.yaml", "stage: activate", "stage: activate\nstage: activate"): (
        "exercises/bird_dog.yaml, line 5, stage: is written twice; keep one"
    ),
    ("injuries.yaml", "METTLER2019", "METTLER2018"): "found 'METTLER2018'; did you mean 'METTLER2019'?",
    ("protocols/six_weeks.yaml", "reps_left: [2, 3]", "reps_left: [3, 2]"): (
        "weeks.3.reps_left: found [3, 2]; a range stands as [least, most], the smaller first"
    ),
    ("emg.csv", "GMed,64,", "GMed,sixty-four,"): "pct_mvic: found 'sixty-four'; should be a number",
}


def test_nine_broken_places_are_told_once_each(copy):
    """One thing wrong is told once: nothing hides it, and nothing else is blamed for it."""
    for (file, old, new), _ in BREAKS.items():
        change(copy, file, old, new)
    said = faults(copy)
    for expected in BREAKS.values():
        assert any(expected in fault for fault in said), expected
    assert len(said) == 10, "\n".join(said)  # the misspelt field is also a missing one


def test_faults_follow_only_what_is_really_wrong(copy):
    """A rule, an equipment item and a reference that cannot be read are blamed once, and not all that name them."""
    change(copy, "rules.yaml", "injury: pfp", "injry: pfp")
    change(copy, "equipment.yaml", "name: Dumbbell", "nme: Dumbbell")
    change(copy, "references.yaml", "year: 2009", "year: nine")
    said = faults(copy)
    assert {fault.split(",")[0] for fault in said} == {"rules.yaml", "equipment.yaml", "references.yaml"}
    assert len(said) == 5


def test_a_missing_file_is_named(copy):
    """A folder without one of its files says which."""
    (copy / "check_in.yaml").unlink()
    assert any(fault.startswith("check_in.yaml") for fault in faults(copy))


def test_an_exercise_with_a_rule_on_knee_bend_demands_one(library):
    """What the rules call a loaded knee bend is left out where that is locked."""
    for exercise in library.exercises.values():
        rules = {code for suits in exercise.suitability.values() for code in suits.rules}
        if rules & {"P1", "P5", "I2"}:
            assert "knee_bend" in exercise.demands or "impact" in exercise.demands, exercise.id
