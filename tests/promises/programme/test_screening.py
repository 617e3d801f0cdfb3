"""Safety answers decide whether there is a programme, and say what to do."""

import datetime as dt
from typing import get_args

import pytest

from workbook.case import Case
from workbook.diary.diary import Performed, SessionEntry
from workbook.diary.diary_file import read, write
from workbook.diary.runner_profile import Profile
from workbook.library.records import Group
from workbook.programme import build
from workbook.programme.screening import asked, screen, unanswered, urgency

DAY = dt.date(2026, 3, 2)
GROUPS = get_args(Group)


def flags(library, action):
    return [f.id for f in library.red_flags.values() if f.action == action and f.asks == "tick"]


def test_nothing_ticked_is_go(library):
    """No sign, no notice."""
    assert screen(Profile(), library).clearance == "go"


@pytest.mark.parametrize("action", ["emergency", "same_day"])
def test_a_yes_to_an_urgent_question_hides_the_programme(library, action):
    """Every emergency and same-day sign hides all of it and says what to do."""
    for name in flags(library, action):
        programme = build(Profile(red_flags=(name,)), library)
        assert programme.screening.blockers == (library.red_flags[name].says,)
        assert programme.sessions == ()


def test_every_other_sign_asks_for_someone_or_changes_something(library):
    """Soon means see someone first; adapt starts with changes; each has its sentence."""
    for name in flags(library, "soon"):
        assert screen(Profile(red_flags=(name,)), library).clearance == "see_someone"
    for name in flags(library, "adapt"):
        found = screen(Profile(red_flags=(name,)), library)
        assert (found.clearance, found.hides_programme) == ("adapt", False)


def test_the_most_urgent_sign_stands_first(library):
    """Two ticks give two sentences, the emergency before the rest."""
    signs = (flags(library, "adapt")[0], flags(library, "emergency")[0])
    found = screen(Profile(red_flags=signs), library)
    assert [flag.action for flag in found.flags] == ["emergency", "adapt"]


def test_under_eighteen_adapts_without_a_tick(library):
    """The age question is enough."""
    assert screen(Profile(age_band="under_18"), library).clearance == "adapt"


def test_a_locked_demand_leaves_its_exercises_out_with_the_reason(library):
    """Tendon pain after certain medicines takes calf work away, even from an Achilles runner."""
    profile = Profile(injuries={"achilles": "sore"}, red_flags=("tendon_after_medicine",))
    programme = build(profile, library)
    assert "calf" not in {p.slot for s in programme.sessions for p in s.prescriptions}
    why = {skipped.slot: skipped.why for skipped in programme.sessions[0].skipped}
    assert "because of your safety answers: it loads the calf and its tendon" in why["calf"]


def test_no_sentence_of_the_screening_asks_for_a_test_or_names_a_number(library):
    """Nobody is told to hop on a sore bone, and no country's emergency number is printed."""
    for flag in library.red_flags.values():
        said = f"{flag.in_short} {flag.label} {flag.detail or ''} {flag.says}".lower()
        assert not {"999", "112", "911"} & set(said.split())
        assert "test" not in said.replace("do not test", "")
        assert "try" not in said.replace("do not try", "").split()


def test_signs_stand_with_the_most_urgent_first_in_their_group(library):
    """Whoever stops reading has read what cannot wait."""
    for flags in asked(library).values():
        assert [urgency(flag) for flag in flags] == sorted(map(urgency, flags))


def test_a_sign_fits_on_a_phone_in_nine_words(library):
    """And has its whole statement besides; the age is asked elsewhere."""
    for flag in library.red_flags.values():
        assert len(flag.in_short.split()) <= 9
        assert flag.asks == "age_band" or flag.short


HIP = "deep_hip_pain"


@pytest.mark.parametrize(
    ("sign", "action", "stays"),
    [
        (HIP, "soon", False),
        ("growth_area_pain", "soon", True),
        ("pelvic_floor", "soon", True),
        ("sitting_bone_ache", "adapt", True),
        ("low_back_pain", "adapt", True),
        ("recent_fever", "adapt", True),
        ("controlled_illness", "adapt", True),
        ("fragile_bone", "adapt", True),
        ("blood_thinners", "adapt", True),
        ("stress_fracture_before", "adapt", True),
        ("hypermobile", "adapt", True),
    ],
)
def test_a_sign_hides_the_programme_only_where_it_must(library, sign, action, stays):
    """Groin pain may be a bone: nothing until seen. The others start with changes, or with an area left alone."""
    flag = library.red_flags[sign]
    assert flag.action == action
    programme = build(Profile(red_flags=(sign,), equipment=("dumbbell",)), library)
    assert bool(programme.sessions) is stays
    planned = {demand for p in programme.sessions for q in p.prescriptions for demand in q.exercise.demands}
    assert not planned & (set() if flag.locks == "all" else set(flag.locks))


def test_an_illness_is_asked_apart_by_whether_it_is_controlled(library):
    """Well controlled, and trained with: a go with care. With symptoms, or untrained: a clinician first."""
    assert screen(Profile(red_flags=("controlled_illness",)), library).clearance == "adapt"
    assert screen(Profile(red_flags=("heart_metabolic_kidney",)), library).hides_programme


@pytest.mark.parametrize("sign", ["sitting_bone_ache", "back_and_leg_pain"])
def test_what_a_hinge_makes_worse_leaves_hinges_out(library, sign):
    """And keeps the bridges."""
    programme = build(Profile(red_flags=(sign,), equipment=("dumbbell",)), library)
    names = {exercise.id for exercise in programme.exercises}
    assert "seed_rdl" not in names
    assert any("bridge" in name for name in names)


@pytest.mark.parametrize("sign", ["pregnant_or_postnatal", "pelvic_floor", "recent_fever", "knee_locks"])
def test_no_run_drill_for_whom_running_waits(library, sign):
    """In weeks 5 and 6 neither."""
    runner = Profile(experience="regular", minutes=45, equipment=("wall",))
    assert "run" in {p.slot for s in build(runner, library).sessions for p in s.prescriptions}
    waits = build(runner.model_copy(update={"red_flags": (sign,)}), library)
    assert waits.sessions
    assert "run" not in {p.slot for s in waits.sessions for p in s.prescriptions}


@pytest.mark.parametrize("sign", ["knee_locks", "growth_area_pain"])
def test_a_knee_that_locks_or_grows_does_not_kneel(library, sign):
    """With a band and with the gym's machine, where the kneeling row stands."""
    for equipment in (("resistance_band",), ("cable",), ("dumbbell",)):
        programme = build(Profile(red_flags=(sign,), equipment=equipment), library)
        assert programme.sessions
        assert not any("kneeling" in exercise.demands for exercise in programme.exercises)


def test_new_signs_say_where_they_come_from(library):
    """A source with an address, or reasoning that says so."""
    for flag in library.red_flags.values():
        assert flag.basis != "confirmed" or flag.sources


def test_only_what_is_past_or_stays_is_not_asked_again(library):
    """A past stress fracture and loose joints cannot be new; the age is asked in Check."""
    once = {flag.id for flag in library.red_flags.values() if not flag.weekly}
    assert once == {"stress_fracture_before", "hypermobile", "under_18"}


def answered(case, *groups, day=DAY):
    case.told_day = day
    case.answer(screened=dict.fromkeys(groups or GROUPS, day))
    return case


def test_silence_is_no_answer(library):
    """Nothing ticked leaves every group open, in a new diary and in one of before; an answer closes its group."""
    assert unanswered(Profile(), library) == GROUPS
    assert unanswered(Profile(red_flags=("bone_spot",), injuries={"pfp": "sore"}), library) == GROUPS
    assert unanswered(Profile(screened={"now": DAY, "health": DAY}), library) == ("pain",)
    assert unanswered(Profile(screened=dict.fromkeys(GROUPS, DAY)), library) == ()


def test_an_answer_of_before_a_day_counts_no_more(library):
    """From that day on it does."""
    profile = Profile(screened={"now": DAY, "pain": DAY - dt.timedelta(days=1), "health": DAY})
    assert unanswered(profile, library, since=DAY) == ("pain",)


def test_the_rules_do_not_ask_whether_anything_was_answered(case):
    """In Python a case gives its sessions; the gate is the page's."""
    assert case.unanswered == GROUPS
    assert case.programme.sessions
    assert case.this_week.sessions


def test_when_a_group_was_answered_is_kept_in_the_diary(case):
    """And comes back with it, and with the sides."""
    answered(case).answer(sides={"pfp": "left"}, cannot=("kneel",))
    profile = read(write(case.diary)).profile
    assert profile == case.profile
    assert profile.screened == dict.fromkeys(GROUPS, DAY)
    assert (profile.sides, profile.cannot) == ({"pfp": "left"}, ("kneel",))


@pytest.mark.parametrize(
    "odd", [{"screened": {"now": "soon"}}, {"screened": {"now": "1926-03-02"}}, {"sides": {"pfp": "up"}}]
)
def test_what_cannot_be_an_answer_is_refused_in_a_sentence(case, odd):
    """And nothing changes."""
    with pytest.raises(ValueError, match="cannot be used"):
        case.answer(**odd)
    assert case.profile == Profile()


def told(case, **answers):
    case.check_in(DAY, {name.replace("__", ":"): score for name, score in answers.items()})


def hurt(case, place, score):
    done = (Performed(exercise="bridge_double", rounds=0, hurt=(place, score)),)
    edited = dt.datetime.now(dt.UTC)
    case.record(SessionEntry(id="s1", date=DAY, edited=edited, week=1, letter="A", performed=done))


AGAIN = [
    ({}, lambda case: told(case, limp=1)),
    ({}, lambda case: told(case, pain_during__elsewhere=6)),
    ({}, lambda case: told(case, pain_morning__pfp=6)),
    ({}, lambda case: hurt(case, "elsewhere", 8)),
    ({"mtss": "sore"}, lambda case: told(case, pain_during__pfp=9)),
    ({"mtss": "sore"}, lambda case: hurt(case, "elsewhere", 8)),
    ({"tight_hip_flexor": "sore"}, lambda case: told(case, limp=1)),
    ({"tight_hip_flexor": "sore"}, lambda case: hurt(case, "tight_hip_flexor", 8)),
]
AS_BEFORE = [
    ({}, lambda case: told(case, limp=0, glute_left=9)),
    ({}, lambda case: told(case, pain_during__elsewhere=5)),
    ({"mtss": "sore"}, lambda case: told(case, limp=1)),
    ({"mtss": "sore"}, lambda case: told(case, pain_during__mtss=9)),
    ({"pfp": "settled"}, lambda case: hurt(case, "pfp", 9)),
]


@pytest.mark.parametrize(("injuries", "tell"), AGAIN)
def test_what_nothing_ticked_accounts_for_asks_again(case, injuries, tell):
    """A limp with nothing ticked, strong pain where nothing is: on the day of the answer too, and until asked."""
    answered(case).answer(injuries=injuries)
    assert case.unanswered == ()
    tell(case)
    assert case.unanswered == GROUPS
    case.news()
    assert case.unanswered == GROUPS, "who says that nothing is new was not asked them all"
    answered(case)
    assert case.unanswered == ()


@pytest.mark.parametrize(("injuries", "tell"), AS_BEFORE)
def test_what_a_ticked_injury_accounts_for_does_not(case, injuries, tell):
    """Nor what is no more than the rule's 5."""
    answered(case).answer(injuries=injuries)
    tell(case)
    assert case.unanswered == ()


def test_answering_one_group_again_leaves_the_others_open(case):
    """They do not come back with it."""
    told(answered(case), limp=1)
    case.answer(screened={"now": DAY})
    assert case.unanswered == ("pain", "health")


def test_nothing_new_makes_the_answers_of_today(case):
    """One tap; new signs join those that are ticked."""
    answered(case).told_day = DAY + dt.timedelta(weeks=1)
    case.news()
    assert case.profile.screened == dict.fromkeys(GROUPS, DAY + dt.timedelta(weeks=1))
    case.news(["knee_locks"])
    case.news(["recent_fever"])
    assert case.profile.red_flags == ("knee_locks", "recent_fever")


def test_nothing_new_answers_no_group_for_the_first_time():
    """What was never asked cannot be as before."""
    case = Case()
    answered(case, "now").news()
    assert case.unanswered == ("pain", "health")


def test_what_is_said_of_an_age_points_at_nothing_above_it(library):
    """It stands on the card of the age, and wherever signs stand that were ticked: the signs are elsewhere."""
    asked = [flag for flag in library.red_flags.values() if flag.asks == "age_band"]
    assert asked
    assert not [flag.id for flag in asked if "above" in flag.says]
