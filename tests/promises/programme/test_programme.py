"""A programme keeps its promises for every combination of answers."""

import random
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme import build
from workbook.programme.chooser import Chooser
from workbook.programme.prescription import arithmetic, rep_s, work_in_words
from workbook.programme.screening import screen
from workbook.programme.suitability import owned, verdict

LIBRARY = shipped()
INJURIES = tuple(LIBRARY.injuries)
CORE = {slot.id for slot in LIBRARY.protocol.slots if slot.core}
STATES = (None, "sore", "settled")
FLAGS = st.sets(st.sampled_from([f.id for f in LIBRARY.red_flags.values()]), max_size=2)


def injured(states):
    return {injury: state for injury, state in zip(INJURIES, states, strict=True) if state}


PROFILES = st.builds(
    Profile,
    injuries=st.dictionaries(st.sampled_from(INJURIES), st.sampled_from(["sore", "settled"])),
    equipment=st.sets(st.sampled_from(list(LIBRARY.equipment))).map(lambda equipment: tuple(sorted(equipment))),
    sessions=st.sampled_from(LIBRARY.protocol.sessions),
    minutes=st.sampled_from(LIBRARY.protocol.minutes),
    experience=st.sampled_from(["new", "regular"]),
    glute_left=st.none() | st.integers(0, 10),
    already=st.sets(st.sampled_from([a.exercise for a in LIBRARY.protocol.already])).map(tuple),
    red_flags=FLAGS.map(tuple),
    age_band=st.sampled_from([None, "under_18", "40_or_over"]),
    cannot=st.sets(st.sampled_from(["kneel", "floor"])).map(tuple),
)


def assert_session(session, profile, locks):
    """No exercise twice, in its minutes, with glute work, and with all that its week wants, or why not."""
    names, slots = [p.exercise.id for p in session.prescriptions], {p.slot for p in session.prescriptions}
    assert len(names) == len(set(names)), "twice in a session"
    assert session.seconds <= profile.minutes * 60, "longer than its minutes"
    assert session.seconds >= 600, "less than ten minutes"
    assert any(p.exercise.working_hip != "none" for p in session.prescriptions), "no glute work"
    wanted = {s for s in LIBRARY.protocol.weeks[session.week - 1].slots if s not in ("calf", "comfort")}
    assert wanted <= slots | {s.slot for s in session.skipped}
    assert all(skipped.why for skipped in session.skipped)
    if {"mtss", "achilles"} & profile.injuries.keys() and not locks & {"calf", "standing"}:
        assert "calf" in slots, "no calf work"


def assert_prescription(planned, profile, locks):
    """Something that this runner can and may do, with a reason; the arms go with the hip as in running."""
    demands = set(planned.exercise.demands)
    assert all(owned(profile, LIBRARY) & set(group) for group in planned.exercise.equipment.need), "equipment missing"
    assert verdict(planned.exercise, profile) != "avoid"
    assert not locks & demands
    assert not {{"kneel": "kneeling", "floor": "floor"}[one] for one in profile.cannot} & demands
    assert "impact" not in demands
    assert planned.why
    for position in planned.positions:
        assert position.pull_arm != position.working_hip
        assert position.push_arm in (None, position.working_hip)


def assert_promises(profile):
    programme = build(profile, LIBRARY)
    screening = programme.screening
    if screening.hides_programme:
        assert not programme.weeks
        assert len(programme.left_out) == len(LIBRARY.exercises)
        return
    assert len(programme.weeks) == 6
    for session in programme.sessions:
        assert_session(session, profile, screening.locks)
        for planned in session.prescriptions:
            assert_prescription(planned, profile, screening.locks)
    used = {exercise.id for exercise in programme.exercises}
    left = {left.exercise.id for left in programme.left_out}
    assert used | left == LIBRARY.exercises.keys()
    assert not used & left
    assert all(one.why for one in programme.left_out)
    if not screening.locks and not profile.cannot:
        assert {p.slot for s in programme.sessions for p in s.prescriptions} >= CORE, "a core slot never comes"


@pytest.mark.slow
@pytest.mark.parametrize("states", list(product(STATES, repeat=2)), ids=str)
def test_promises_hold_for_every_injury_and_every_preset(states):
    """One in ten of every state of every injury with every preset, number of sessions and minutes."""
    protocol, presets = LIBRARY.protocol, [preset.equipment for preset in LIBRARY.presets.values()]
    every = list(product(product(STATES, repeat=4), presets, protocol.sessions, protocol.minutes))
    for others, equipment, sessions, minutes in random.Random(str(states)).sample(every, len(every) // 10):
        injuries = injured((*states, *others))
        assert_promises(Profile(injuries=injuries, equipment=equipment, sessions=sessions, minutes=minutes))


@settings(max_examples=400, deadline=None)
@given(PROFILES)
def test_promises_hold_for_any_answers(profile):
    """The same for any equipment, safety answers, habits and experience."""
    assert_promises(profile)


@settings(max_examples=50, deadline=None)
@given(PROFILES)
def test_the_same_answers_give_the_same_programme(profile):
    """Nothing is left to chance."""
    assert build(profile, LIBRARY) == build(profile, LIBRARY)


@settings(max_examples=100, deadline=None)
@given(PROFILES, st.sampled_from(INJURIES))
def test_a_sore_injury_never_allows_more_than_a_settled_one(profile, injury):
    """The most cautious verdict wins: making an injury sore can only leave exercises out."""
    settled = profile.model_copy(update={"injuries": {**profile.injuries, injury: "settled"}})
    sore = profile.model_copy(update={"injuries": {**profile.injuries, injury: "sore"}})
    order = ("good", "modify", "avoid")
    for exercise in LIBRARY.exercises.values():
        assert order.index(verdict(exercise, sore)) >= order.index(verdict(exercise, settled))


def planned(profile, week):
    return [p for s in build(profile, LIBRARY).weeks[week - 1][1] for p in s.prescriptions]


@pytest.mark.parametrize(("minutes", "rounds", "around"), [(20, 2, True), (30, 3, True), (45, 3, False)])
@pytest.mark.parametrize("sessions", LIBRARY.protocol.sessions)
@pytest.mark.parametrize("equipment", ["dumbbell", "kettlebell"])
def test_the_posts_four_stand_in_every_session_of_week_three(equipment, sessions, minutes, rounds, around):
    """At the post's three rounds from 30 minutes on, as a circuit where straight sets are too long; at two in 20."""
    for session in build(Profile(equipment=(equipment,), minutes=minutes, sessions=sessions), LIBRARY).weeks[2][1]:
        four = [p for p in session.prescriptions if p.exercise.from_post]
        assert {p.slot for p in four} == CORE
        assert {p.rounds for p in four} == {rounds}
        assert bool(session.circuit) == around
        assert all(any("goes round" in why for why in p.why) for p in session.circuit)


def test_the_default_runner_has_a_circuit_of_thirty_minutes():
    """What the page offers first, with a dumbbell: three rounds of the four, counted to the second."""
    session = build(Profile(equipment=("dumbbell",)), LIBRARY).weeks[2][1][0]
    assert [p.exercise.id for p in session.circuit] == [
        "seed_sl_bridge_press",
        "seed_runners_lunge_row",
        "seed_rdl",
        "seed_split_squat_goblet",
    ]
    assert sum(p.seconds for p in session.circuit) == 3 * (4 * 110 + 3 * 10 + 60)
    assert session.seconds <= 30 * 60


def test_a_runner_without_equipment_still_fills_every_core_slot():
    """No equipment is a programme too."""
    assert {p.slot for p in planned(Profile(minutes=45), 3)} >= CORE


def test_the_first_week_has_no_strength_stage():
    """Week 1 is for learning: activate and integrate only."""
    gym = Profile(equipment=LIBRARY.presets["gym"].equipment, minutes=45)
    assert {p.exercise.stage for p in planned(gym, 1)} <= {"activate", "integrate"}


def test_the_fourth_week_is_lighter():
    """A third fewer rounds than the week before, about."""
    gym = Profile(equipment=("dumbbell",), minutes=45)
    third, fourth = (sum(p.rounds for p in planned(gym, week) if p.slot in CORE) for week in (3, 4))
    assert fourth <= third * 2 / 3 + 0.5


def rounds_of(programme, week):
    return sum(p.rounds for session in programme.weeks[week - 1][1] for p in session.prescriptions)


@settings(max_examples=300, deadline=None)
@given(PROFILES)
def test_the_fourth_week_has_fewer_rounds_than_the_third(profile):
    """Lighter is lighter for everybody, whatever their minutes."""
    programme = build(profile, LIBRARY)
    if programme.weeks:
        assert rounds_of(programme, 4) < rounds_of(programme, 3)


def test_run_drills_wait_while_anything_is_sore():
    """Settled runners get them in week 5, sore ones read why not."""
    gym = LIBRARY.presets["gym"].equipment
    settled = Profile(injuries={"pfp": "settled"}, equipment=gym, minutes=45)
    sore = Profile(injuries={"pfp": "sore"}, equipment=gym, minutes=45)
    assert not [p for p in planned(sore, 5) if p.slot == "run"]
    why = {left.exercise.id: left.why for left in build(sore, LIBRARY).left_out}
    assert why["a_march_wall"].startswith("waits: run drills want two weeks")
    assert "a_march_wall" not in {x.exercise.id for x in build(settled, LIBRARY).left_out if "waits" in x.why}


def test_pain_over_five_keeps_the_effort_of_the_first_week():
    """Not only the exercise is eased: two rounds, three or four in hand, in every week."""
    programme = build(Profile(red_flags=("pain_over_5",), minutes=45, experience="regular"), LIBRARY)
    doses = {(p.rounds, p.reps_left) for s in programme.sessions for p in s.prescriptions}
    assert {rounds for rounds, _ in doses} <= {1, 2}
    assert {left for _, left in doses} == {(3, 4)}


def test_someone_used_to_strength_work_gets_the_upper_rounds():
    """Experience raises rounds where minutes allow it, up to the dose of the source."""
    rounds = {
        experience: max(
            p.rounds
            for p in planned(Profile(equipment=("dumbbell",), minutes=45, experience=experience), 5)
            if p.slot == "push"
        )
        for experience in ("new", "regular")
    }
    assert rounds == {"new": 3, "regular": 4}


def test_a_hardly_felt_glute_keeps_one_more_drill():
    """Felt glute work of 3 or less adds an exercise to the weeks."""
    few = [p for p in planned(Profile(minutes=45, glute_left=8), 2) if p.slot == "activate"]
    more = [p for p in planned(Profile(minutes=45, glute_left=2), 2) if p.slot == "activate"]
    assert len(more) > len(few)


def test_what_a_runner_does_already_comes_last():
    """Clams for ever are what the post suggests to change."""
    activating = [p.exercise.id for p in planned(Profile(already=("clam_band",)), 1) if p.slot == "activate"]
    assert "clam_band" not in activating


def test_pain_over_five_takes_the_easiest_versions():
    """The gym is there, and the programme stays with the lowest variants."""
    gym = LIBRARY.presets["gym"].equipment
    names = {p.exercise.id for p in planned(Profile(equipment=gym, red_flags=("pain_over_5",)), 2)}
    assert not {name for name in names if name.startswith("seed_")}
    assert {"glute_squeeze", "wall_press_split"} <= names


def test_what_is_left_out_says_why():
    """Equipment, soreness and impact each give their own reason."""
    programme = build(Profile(injuries={"pfp": "sore"}, equipment=("bench", "step")), LIBRARY)
    why = {left.exercise.id: left.why for left in programme.left_out}
    assert why["seed_rdl"] == "needs a dumbbell or a kettlebell"
    assert why["lateral_step_down"].startswith("is left out: you marked Runner's knee as sore.")
    assert why["pogo_hops"].startswith("is left out: you marked Runner's knee as sore.")
    settled = build(Profile(injuries={"pfp": "settled"}), LIBRARY)
    assert "hops want two weeks" in {x.exercise.id: x.why for x in settled.left_out}["pogo_hops"]


def test_a_stand_in_names_what_it_stands_in_for():
    """The reason of a substitute names the first choice and what it would need."""
    squat = next(p for p in planned(Profile(), 3) if p.slot == "squat")
    assert "takes the place of Split squat with goblet hold, which needs a dumbbell or a kettlebell" in squat.why[1]


def test_advice_carries_rule_and_source_for_a_sore_injury_only():
    """What to change comes with its rule; a settled injury changes nothing."""
    sore = next(p for p in planned(Profile(equipment=("dumbbell",), injuries={"pfp": "sore"}), 3) if p.slot == "squat")
    settled = next(
        p for p in planned(Profile(equipment=("dumbbell",), injuries={"pfp": "settled"}), 3) if p.slot == "squat"
    )
    assert next((a.injury, a.verdict, a.rule.sources) for a in sore.advice) == ("pfp", "modify", ("POWERS2014",))
    assert settled.advice == ()


def test_the_minutes_are_a_sum_that_can_be_checked():
    """The arithmetic that is shown gives the seconds that are counted."""
    for one in planned(Profile(equipment=("dumbbell",), minutes=45, injuries={"achilles": "sore"}), 3):
        formula, result = arithmetic(one).replace("×", "*").split(" = ")
        only_numbers_and_signs = re.sub("[a-z ]+", "", formula)
        assert eval(only_numbers_and_signs) == one.seconds == int(result.removesuffix(" s"))


def test_doses_read_as_a_runner_would_say_them(library):
    """Repetitions, holds, steps and carries in words."""
    said = {name: work_in_words(library.exercises[name]) for name in library.exercises}
    assert said["seed_rdl"] == "10-15 reps each side"
    assert said["side_plank_full"] == "3-4 holds of 20-40 s each side"
    assert said["suitcase_march"] == "20-30 s each side"
    assert said["run_pose_pull"] == "8-10 reps each side, 2 s hold each"
    assert said["band_side_step"] == "8-12 steps each side, in turn"


def test_every_repetition_takes_a_known_time(library):
    """No exercise falls back on a guess: tempo, hold or reckoned pace is given."""
    for exercise in library.exercises.values():
        dose = exercise.dose
        assert dose.tempo or dose.hold_s or dose.rep_s, exercise.id
        assert rep_s(exercise) > 0


@pytest.mark.parametrize("experience", ["new", "regular"])
def test_an_empty_place_promises_only_what_comes(experience):
    """In each week and slot, what is said to come in a week can be there in that week, and comes in no week between."""
    profile = Profile(experience=experience)
    chooser = Chooser(profile, LIBRARY, screen(profile, LIBRARY))
    weeks, promised = LIBRARY.protocol.weeks, 0
    for week in weeks:
        for slot in chooser.slots.values():
            for said in chooser.why_empty(slot, week, set()).rstrip(".").split(". "):
                exercise = next(
                    (e for e in LIBRARY.exercises.values() if said.startswith(f"{e.name} comes in week ")), None
                )
                if exercise is None:
                    assert "comes in" not in said
                    continue
                number = int(said.rpartition(" ")[2])
                promised += 1
                later = [w for w in weeks if w.week > week.week and slot.id in w.slots]
                able = [w.week for w in later if exercise in chooser.options(slot, w, "", set())]
                assert number == able[0]
    assert promised
