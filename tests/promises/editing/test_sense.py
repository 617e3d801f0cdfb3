"""What is allowed and hardly meant is asked about, with the guide's own limits, and stops nothing."""

import pytest

from tests.helpers.overlays import laid
from workbook.editing import authoring, writing
from workbook.editing.check import check
from workbook.editing.sense import doubts
from workbook.library import DATA, Library

STEP_UP = (DATA / "samples/clinic/exercises/lateral_step_up.yaml").read_text(encoding="utf-8")
CLAM, LUNGE = "exercises/clam_band.yaml", "exercises/reverse_lunge.yaml"
WEEKS, ASKS = "protocols/six_weeks.yaml", "check_in.yaml"
_SQUATS = ("lateral_step_down", "reverse_lunge", "rfe_split_squat", "seed_split_squat_goblet", "sl_squat_box",
           "step_up_loaded")  # fmt: skip
_AVOID = "suitability: {pfp: {verdict: avoid, rules: [P1]}}"
ASKED = [
    ({CLAM: "dose: {rounds: [9, 9]}"}, f"{CLAM}, dose.rounds: 9 rounds; the guide's own exercises have 1 to 4"),
    ({WEEKS: "weeks: [{week: 3, rounds: [9, 9]}]"}, f"{WEEKS}, weeks.3.rounds: 9 rounds; the guide's own weeks"),
    ({CLAM: "dose: {reps: [12, 150]}"}, "dose.reps: 150 reps a round; the guide's own exercises have 3 to 15"),
    (
        {CLAM: "dose: {hold_s: [300, 300]}"},
        "dose.hold_s: 300 seconds of a hold; the guide's own exercises have 2",
    ),
    ({CLAM: "dose: {hold_s: [1, 2]}"}, "dose.hold_s: 1 seconds of a hold"),
    ({CLAM: "dose: {rest_s: [0, 30]}"}, "dose.rest_s: no rest after a round; the guide's own rests are 15 to 120"),
    ({CLAM: "dose: {rest_s: [60, 900]}"}, "dose.rest_s: 900 seconds of rest, more than ten minutes"),
    ({WEEKS: "circuit: {after_s: 700}"}, "circuit.after_s: 700 seconds, more than ten minutes"),
    ({LUNGE: "name: ' SINGLE-leg  calf raise, bent knee'"}, "is also the name of calf_raise_bent; a runner sees two"),
    (
        {"exercises/lateral_step_up.yaml": STEP_UP.replace("Lateral step-up", "Reverse lunge")},
        "'Reverse lunge' is also the name of reverse_lunge",
    ),
    (
        {WEEKS: "slots: [{id: squat, prefer: [reverse_lunge]}]"},
        "slots.squat.prefer: seed_split_squat_goblet (Split squat",
    ),
    ({ASKS: "questions: [{id: tight_left, good: up}]"}, "tight_left.good: good news is 'up' and was 'down'"),
    (
        {ASKS: "questions: [{id: glute_left, low_word: very clearly, high_word: not at all}]"},
        "glute_left.low_word: 0 is 'very clearly' and was 'not at all'",
    ),
    ({ASKS: "done: [{id: effort, high: 5}]"}, "effort.high: the scale is 0-5 and was 0-10"),
    (
        {f"exercises/{name}.yaml": _AVOID for name in _SQUATS},
        "slots.squat: no exercise of 'Squat' is left for runners whose \"Runner's knee\" is sore",
    ),
    ({ASKS: "pain_rule: {amber_to: 9}"}, "pain_rule.amber_to: 9 is more pain than the guide lets pass, 5"),
    (
        {"red_flags.yaml": "[{id: calf_swelling, hide: true}]"},
        "red_flags.yaml, calf_swelling: nobody is asked",
    ),
]


@pytest.mark.parametrize(("files", "says"), ASKED, ids=[says for _, says in ASKED])
def test_nonsense_is_asked_about_and_stops_nothing(tmp_path, files, says):
    """One question, in the check of a folder that is in order."""
    said, in_order = check(laid(tmp_path, files))
    asked = [line for line in said.splitlines() if line.startswith("Is this meant? ")]
    assert in_order
    assert len(asked) == 1
    assert says in asked[0]


@pytest.mark.parametrize(
    "files",
    [
        {CLAM: "dose: {rounds: [2, 4], reps: [12, 20], rest_s: [20, 180]}"},
        {WEEKS: "weeks: [{week: 3, rounds: [2, 2]}]"},
        {"exercises/lateral_step_up.yaml": STEP_UP},
        {"exercises/seed_rdl.yaml": "hide: true"},
        {ASKS: "questions: [{id: glute_left, ask: Left?, high_word: fully}]"},
        {ASKS: "pain_rule: {amber_to: 4}"},
        {f"exercises/{name}.yaml": _AVOID for name in _SQUATS[:-1]},
    ],
)
def test_what_a_clinic_may_well_mean_is_not_asked_about(tmp_path, files):
    """Else nobody reads the questions that matter."""
    assert "Is this meant?" not in check(laid(tmp_path, files))[0]


def test_the_example_and_the_guide_itself_raise_no_question(library):
    """Their limits are the guide's own."""
    assert doubts(library, library) == ()
    assert doubts(Library.read(overlay=DATA / "samples" / "clinic"), library) == ()


def test_with_mistakes_the_questions_wait(tmp_path):
    """What cannot be read is mended first."""
    said, in_order = check(laid(tmp_path, {CLAM: "dose: {rounds: [9, 9]}", LUNGE: "nam: x"}))
    assert not in_order
    assert "Is this meant?" not in said


def test_the_form_asks_as_well(tmp_path):
    """While one types; only about what this exercise makes odd, and it can be written all the same."""
    laid(tmp_path, {WEEKS: "weeks: [{week: 3, rounds: [9, 9]}]"})
    draft = authoring.opened(tmp_path, "clam_band")
    draft = draft.edited({**draft.value, "dose": {**draft.value["dose"], "rounds": [9, 9]}})
    tried = writing.tried(draft)
    assert tried.faults == ()
    assert [doubt.field for doubt in tried.doubts] == ["dose.rounds"]
    assert writing.written(draft).path.exists()
