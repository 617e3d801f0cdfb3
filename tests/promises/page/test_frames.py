"""The library as frames says what the library says, and why a programme is as it is."""

import pytest

from workbook import frames
from workbook.diary.runner_profile import Profile
from workbook.programme import build

RUNNER = Profile(injuries={"pfp": "sore", "mtss": "settled"}, equipment=("dumbbell", "step"), minutes=45)


def test_every_exercise_has_a_row_and_can_be_filtered(library):
    """With its verdicts as columns."""
    frame = frames.exercises(library)
    assert list(frame.index) == list(library.exercises)
    without_kit = frame[(frame.needs == "") & (frame.pfp == "good")]
    assert {library.exercises[name].equipment.need for name in without_kit.index} == {()}
    assert {library.exercises[name].suitability["pfp"].verdict for name in without_kit.index} == {"good"}
    assert frame.loc["seed_rdl", ["rounds_least", "rounds_most", "reps_least", "reps_most"]].tolist() == [3, 4, 10, 15]


def test_every_rule_of_every_verdict_has_a_row(library):
    """With the milder verdict of what has settled."""
    frame = frames.suitability(library)
    assert len(frame) == sum(len(s.rules) for e in library.exercises.values() for s in e.suitability.values())
    assert set(frame[frame.sore == "avoid"].settled) == {"modify"}


def test_the_evidence_of_an_exercise_names_every_source_once_for_each_use(library):
    """Its own, its rules' and those of the EMG findings; nothing that nobody looked at passes as checked."""
    frame = frames.evidence(library, "clam_band")
    exercise = library.exercises["clam_band"]
    of_rules = {key for s in exercise.suitability.values() for code in s.rules for key in library.rules[code].sources}
    of_emg = {row.source_key for row in library.emg if row.exercise_id == "clam_band" and row.source_key}
    assert set(frame.index) == {*exercise.sources, *of_rules, *of_emg}
    assert [library.references[key].confirmed for key in frame.index] == frame.checked.tolist()
    with pytest.raises(KeyError):
        frames.evidence(library, "nothing")


def test_what_nobody_found_stays_empty(library):
    """As in the file."""
    frame = frames.emg(library)
    assert frame.pct_mvic.isna().sum() == sum(row.pct_mvic is None for row in library.emg) > 0


def test_a_programme_is_told_exercise_by_exercise_and_rule_by_rule(library):
    """Every exercise is planned or left out, and each rule that a runner reads is in the frame."""
    programme = build(RUNNER, library)
    planned, out = frames.planned(programme), frames.left_out(programme)
    assert {*planned.exercise, *out.index} == set(library.exercises)
    assert planned.why.str.len().min() > 0
    assert out.why.str.len().min() > 0
    rules = frames.rules_at_work(RUNNER, library)
    told = {a.rule.text for s in programme.sessions for p in s.prescriptions for a in p.advice}
    assert set(rules[rules.read_by_runner].says) == told
    assert set(rules.injury) == {"pfp", "mtss"}
    assert not set(rules[rules.verdict == "avoid"].exercise) & set(planned.exercise)


def test_two_programmes_are_compared_exercise_by_exercise(library):
    """What the knee's settling brings back has its reason; the same programme differs in nothing."""
    before, after = build(RUNNER, library), build(RUNNER.model_copy(update={"injuries": {}}), library)
    frame = frames.compared(before, after)
    was, now = ({exercise.id for exercise in each.exercises} for each in (before, after))
    assert set(frame[frame.what == "came"].exercise) == now - was
    assert set(frame[frame.what == "went"].exercise) == was - now
    assert frame.more.str.len().min() > 0
    assert frames.compared(before, before).empty


def test_an_unhurt_runner_has_no_rules_at_work(library):
    """And the frame has its columns all the same."""
    assert frames.rules_at_work(Profile(), library).empty
    assert frames.changes(library).empty
