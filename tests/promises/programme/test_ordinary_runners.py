"""What ordinary runners get over six weeks: the pattern in every week, a rising load, variety, and no surprises."""

import random
from itertools import product

import pytest

from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme import build
from workbook.programme.balance import weekly_load

LIBRARY = shipped()
HOME, GYM = (LIBRARY.presets[name].equipment for name in ("home", "gym"))
EQUIPMENT = (
    (),
    ("dumbbell",),
    ("kettlebell",),
    ("resistance_band",),
    ("mini_band", "step"),
    ("dumbbell", "box"),
    HOME,
    GYM,
)
COMMON = (
    {},
    {"pfp": "sore"},
    {"itb": "sore"},
    {"mtss": "sore"},
    {"mtss": "settled"},
    {"achilles": "sore"},
    {"achilles": "settled"},
    {"tight_hip_flexor": "sore"},
    {"tight_hamstring": "sore"},
    {"achilles": "settled", "tight_hip_flexor": "sore"},
)
CALF = {"mtss", "achilles"}


def ordinary():
    """One in four of all combinations, the same ones each time."""
    protocol = LIBRARY.protocol
    every = list(product(EQUIPMENT, COMMON, protocol.minutes, protocol.sessions, ("new", "regular")))
    for equipment, injuries, minutes, sessions, experience in random.Random(1).sample(every, len(every) // 4):
        profile = Profile(
            equipment=equipment, injuries=injuries, minutes=minutes, sessions=sessions, experience=experience
        )
        yield profile, build(profile, LIBRARY)


@pytest.fixture(scope="module")
def runners():
    return list(ordinary())


def ids(sessions):
    return [p.exercise.id for s in sessions for p in s.prescriptions]


def test_push_and_pull_come_in_every_week(runners):
    """The pattern that the guide is about never goes missing for a week."""
    for profile, programme in runners:
        for week in weekly_load(programme):
            assert week.push, (profile, week)
            assert week.pull, (profile, week)


def test_the_load_of_the_hips_rises(runners):
    """From week 1 to 3 and from 5 to 6, week 4 is lighter, and nobody's first week is the largest."""
    for profile, programme in runners:
        first, second, third, fourth, fifth, sixth = (week.each_hip for week in weekly_load(programme))
        assert first < third, profile
        assert first <= second <= third, profile
        assert fourth < min(third, fifth), profile
        assert fifth <= sixth, profile
        assert first < max(third, sixth), profile


@pytest.mark.parametrize("equipment", [("dumbbell",), HOME], ids=["dumbbell", "home"])
@pytest.mark.parametrize("minutes", LIBRARY.protocol.minutes)
def test_the_load_rises_each_week_for_a_healthy_novice(equipment, minutes):
    """Strictly, with two sessions of any length."""
    first, second, third, _, fifth, sixth = (
        week.each_hip for week in weekly_load(build(Profile(equipment=equipment, minutes=minutes), LIBRARY))
    )
    assert first < second < third
    assert fifth < sixth


def test_most_exercises_come_up_for_someone(runners):
    """At least forty; the hops wait for two calm weeks and never do."""
    used = {exercise.id for _, programme in runners for exercise in programme.exercises}
    assert len(used) >= 40, sorted(LIBRARY.exercises.keys() - used)


def test_weeks_three_and_six_differ(runners):
    """Other exercises come in every second session of the last weeks."""
    for profile, programme in runners:
        third, sixth = (set(ids(programme.weeks[n][1])) for n in (2, 5))
        assert third != sixth, profile


def test_a_gym_gives_other_exercises_than_a_dumbbell():
    """Half a dozen at least that need more than the dumbbell."""
    gym, one = (
        {e.id for e in build(Profile(equipment=equipment), LIBRARY).exercises} for equipment in (GYM, ("dumbbell",))
    )
    only = [LIBRARY.exercises[name] for name in gym - one]
    assert len([e for e in only if not all({"dumbbell"} & set(group) for group in e.equipment.need)]) >= 6


def test_without_equipment_a_hinge_on_one_leg_comes():
    """In weeks 3, 5 and 6: two legs at body weight are no strength work for a runner."""
    for minutes, sessions in product(LIBRARY.protocol.minutes, LIBRARY.protocol.sessions):
        programme = build(Profile(minutes=minutes, sessions=sessions), LIBRARY)
        for number in (3, 5, 6):
            planned = [p for s in programme.weeks[number - 1][1] for p in s.prescriptions if p.slot == "hinge"]
            assert "sl_rdl_reach" in {p.exercise.id for p in planned}
            assert all(p.exercise.dose.side == "each" for p in planned)


def test_a_novice_meets_nothing_before_its_week(runners):
    """Side planks, single-leg hinges and high steps come when the easier ones were learned."""
    for profile, programme in runners:
        if profile.experience == "new":
            for session in programme.sessions:
                for planned in session.prescriptions:
                    assert planned.exercise.new_from_week <= session.week, (profile, planned.exercise.id)
    early = {"side_plank_abduction": 2, "side_plank_full": 1, "sl_rdl_row": 1, "seed_rdl": 2}
    assert all(LIBRARY.exercises[name].new_from_week > week for name, week in early.items())


def test_a_novice_hinges_on_two_feet_before_one():
    """Two legs and the kickstand in week 2, the post's RDL from week 3; someone used to it begins with the post's."""
    weeks = {
        experience: [
            {p.exercise.id for s in sessions for p in s.prescriptions if p.slot == "hinge"}
            for _, sessions in build(Profile(equipment=("dumbbell",), experience=experience), LIBRARY).weeks
        ]
        for experience in ("new", "regular")
    }
    assert weeks["new"][1:3] == [{"rdl_double", "rdl_kickstand"}, {"seed_rdl"}]
    assert weeks["regular"][1:3] == [{"seed_rdl"}, {"seed_rdl"}]


def test_what_does_not_fit_is_never_replaced_by_something_harder(runners):
    """The minutes choose a shorter exercise, not a harder one."""
    for profile, programme in runners:
        if profile.experience == "new":
            companions = [
                p.exercise.id for s in programme.weeks[1][1] for p in s.prescriptions if p.slot == "companion"
            ]
            assert not {"side_plank_abduction", "side_plank_full"} & set(companions), profile


def test_the_comfort_stretch_comes_in_half_of_the_sessions_at_least(runners):
    """Where tight hip flexors are ticked, in 20 minutes too."""
    for profile, programme in runners:
        if "tight_hip_flexor" in profile.injuries:
            with_it = [s for s in programme.sessions if "hf_stretch_half_kneel" in ids([s])]
            assert 2 * len(with_it) >= len(programme.sessions), profile


def test_calf_work_comes_beside_glute_work_and_in_both_knee_positions(runners):
    """With shins or an Achilles tendon: in every session, with a straight and with a bent knee, heavier later."""
    straight = {"calf_raise_double", "calf_raise_straight", "calf_raise_loaded"}
    bent = {"calf_raise_seated", "calf_raise_bent"}
    for profile, programme in runners:
        if not CALF & profile.injuries.keys():
            continue
        for session in programme.sessions:
            slots = {p.slot for p in session.prescriptions}
            assert "calf" in slots, profile
            assert slots & {"push", "pull", "hinge", "squat"}, profile
        used = set(ids(programme.sessions))
        assert used & straight, profile
        assert used & bent, profile
        weights = {"dumbbell", "kettlebell"} & set(profile.equipment)
        assert ("calf_raise_loaded" in set(ids(programme.weeks[5][1]))) == bool(weights), profile


def test_a_sore_tendon_begins_with_the_lightest_raises():
    """On two legs and seated in weeks 1 and 2, on one leg from week 3; settled and used to it, on one leg at once."""
    sore, settled = (
        build(Profile(injuries={"achilles": state}, equipment=("dumbbell",)), LIBRARY) for state in ("sore", "settled")
    )
    light, one_leg = {"calf_raise_double", "calf_raise_seated"}, {"calf_raise_straight", "calf_raise_bent"}
    calf = [{i for i in ids(sessions) if i.startswith("calf")} for _, sessions in sore.weeks]
    assert calf[0] == calf[1] == light
    assert calf[2] == one_leg
    assert {i for i in ids(settled.weeks[0][1]) if i.startswith("calf")} == one_leg


def test_easier_is_easier_for_the_tendon():
    """The chain leads from one leg to two to the chair; the bent knee stands beside the straight one, not below it."""
    exercises = LIBRARY.exercises
    assert exercises["calf_raise_loaded"].easier == "calf_raise_straight"
    assert {exercises[name].easier for name in ("calf_raise_straight", "calf_raise_bent")} == {"calf_raise_double"}
    assert exercises["calf_raise_double"].easier == "calf_raise_seated"
    assert exercises["calf_raise_seated"].easier is None
    irritable = build(Profile(injuries={"achilles": "sore"}, red_flags=("pain_over_5",)), LIBRARY)
    assert {i for i in ids(irritable.sessions) if i.startswith("calf")} == {"calf_raise_seated"}


def test_a_locked_knee_neither_kneels_nor_does_run_drills():
    """Whatever it has: the flag's locks hold."""
    for equipment, minutes in product(EQUIPMENT, LIBRARY.protocol.minutes):
        profile = Profile(equipment=equipment, minutes=minutes, red_flags=("knee_locks",), experience="regular")
        for exercise in build(profile, LIBRARY).exercises:
            assert not {"kneeling", "running", "knee_bend", "impact"} & set(exercise.demands), exercise.id


@pytest.mark.parametrize("flags", [(), ("knee_locks",), ("knee_locks", "back_and_leg_pain")], ids=str)
def test_who_cannot_get_to_the_floor_trains_standing(flags):
    """Without equipment and with a locked knee too, for ten minutes at least, and with a push and a pull."""
    for minutes, sessions in product(LIBRARY.protocol.minutes, LIBRARY.protocol.sessions):
        profile = Profile(cannot=("kneel", "floor"), red_flags=flags, minutes=minutes, sessions=sessions)
        programme = build(profile, LIBRARY)
        assert all(session.seconds >= 600 for session in programme.sessions)
        assert all(week.push and week.pull for week in weekly_load(programme))
        assert not {"floor", "kneeling"} & {d for e in programme.exercises for d in e.demands}
    why = {left.exercise.id: left.why for left in programme.left_out}
    assert why["bridge_double"] == "is left out: you said that you cannot get down to the floor"


@pytest.mark.parametrize("equipment", EQUIPMENT, ids=str)
def test_under_18_technique_comes_before_load(equipment):
    """Three in hand in every week, two rounds at first and three at most, and no word of heavy loads for them."""
    for minutes, experience in product(LIBRARY.protocol.minutes, ("new", "regular")):
        profile = Profile(equipment=equipment, age_band="under_18", minutes=minutes, experience=experience)
        programme = build(profile, LIBRARY)
        for week, sessions in programme.weeks:
            assert week.reps_left[0] >= 3
            for planned in (p for session in sessions for p in session.prescriptions):
                assert planned.reps_left[0] >= 3
                assert planned.rounds <= (2 if week.week <= 3 else 3)
                assert "heavy" not in f"{planned.load} {' '.join(planned.why)}"
    said = LIBRARY.protocol.load_for(young=True).lower()
    assert "technique comes first" in said
    assert not {"heavy", "heavier", "maximal"} & set(said.replace(".", " ").split())
    assert LIBRARY.protocol.load_for(young=False) == LIBRARY.protocol.load
