"""Every drawing is physically possible, in its poses and on every way between them."""

import pytest

from tests import ROOT
from workbook.drawing import skeleton
from workbook.drawing.illustration import picture
from workbook.library import load

LIBRARY = load(ROOT / "data")
DRAWN = {e.id: e for e in LIBRARY.exercises.values() if e.drawing is not None}
IN_BETWEEN = 24


def turn(angle):
    return (angle + 180) % 360 - 180


def moments(exercise):
    """Every in-between body, with the share of the cycle at which it is."""
    return [(f"{share:.2f} of the cycle", body) for share, body in skeleton.frames(exercise.drawing, IN_BETWEEN)]


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_goes_through_the_floor(name):
    """No joint below the floor; a lying trunk keeps its own thickness."""
    for when, body in moments(DRAWN[name]):
        for joint, place in body.at.items():
            least = 6 if joint in ("hip", "neck") else -1.5
            assert place.imag >= least, f"{joint} at {place.imag:.1f} cm, {when}"


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_inside_the_furniture(name):
    """No joint is inside the bench, step or box that it rests on."""
    drawing = DRAWN[name].drawing
    solid = [(p.box, p.under) for p in drawing.props if p.box and p.kind in ("bench", "step", "box")]
    for when, body in moments(DRAWN[name]):
        for joint, place in body.at.items():
            for (left, right, bottom, top), under in solid:
                if under and joint.startswith(("left_", "right_")) and not joint.startswith(under):
                    continue
                inside = left + 1.5 < place.real < right - 1.5 and bottom < place.imag < top - 1.5
                assert not inside, f"{joint} at {place:.0f} is inside, {when}"


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_planted_does_not_slide(name):
    """Feet, hands, knees and shoulders that stay stay to within half a centimetre; what reaches arrives."""
    drawing = DRAWN[name].drawing
    first = skeleton.solve(drawing.poses[0], drawing.view).at
    for when, body in moments(DRAWN[name]):
        for joint in drawing.planted:
            assert abs(first[joint] - body.at[joint]) < 0.5, f"{joint} slides, {when}"
        for side in skeleton.SIDES:
            if f"{side}_leg" in body.ends:
                foot = body.turn[f"{side}_foot"]
                goal = skeleton.ankle_of(body.ends[f"{side}_leg"], foot, side, drawing.view)
                gap = abs(body.at[f"{side}_ankle"] - goal)
                assert gap < 0.5, f"{side} leg is {gap:.1f} cm short of its place, {when}"
            if f"{side}_arm" in body.ends:
                gap = abs(body.at[f"{side}_wrist"] - body.ends[f"{side}_arm"][1])
                assert gap < 0.5, f"{side} arm is {gap:.1f} cm short of its place, {when}"


LENGTHS = {
    "hip neck": skeleton.TRUNK,
    "neck crown": skeleton.NECK + skeleton.HEAD,
    "left_hip left_knee": skeleton.THIGH,
    "left_knee left_ankle": skeleton.SHIN,
    "left_shoulder left_elbow": skeleton.UPPER_ARM,
    "left_elbow left_wrist": skeleton.FOREARM,
    "left_wrist left_hand": skeleton.HAND,
}


@pytest.mark.parametrize("name", DRAWN)
def test_segments_keep_their_length(name):
    """Nobody's thigh grows on the way; the hand that holds a weight stays on its arm."""
    for when, body in moments(DRAWN[name]):
        for ends, length in LENGTHS.items():
            for pair in {ends, ends.replace("left", "right")}:
                start, end = (body.at[joint] for joint in pair.split())
                assert abs(abs(end - start) - length) < 1e-6, f"{pair}, {when}"


@pytest.mark.parametrize("name", DRAWN)
def test_joints_bend_as_people_do(name):
    """Knees never forward, elbows never backward; hips, ankles and necks within a person's reach."""
    view = DRAWN[name].drawing.view
    for when, body in moments(DRAWN[name]):
        at = body.turn
        assert abs(turn(at["head"] - at["trunk"])) <= 60, f"neck, {when}"
        for side in skeleton.SIDES:
            knee = turn(at[f"{side}_thigh"] - at[f"{side}_shin"])
            elbow = turn(at[f"{side}_forearm"] - at[f"{side}_upper_arm"])
            if view == "front":
                assert abs(knee) <= 150
                continue
            assert -3 <= knee <= 150, f"{side} knee {knee:.0f}, {when}"
            # The side view's own turn of an elbow is -1; an arm whose shoulder is rotated turns the other way.
            assert -3 <= -elbow * body.bends[f"{side}_arm"] <= 155, f"{side} elbow {elbow:.0f}, {when}"
            hip = turn(at[f"{side}_thigh"] - at["trunk"] - 180)
            assert -35 <= hip <= 130, f"{side} hip {hip:.0f}, {when}"
            ankle = turn(at[f"{side}_foot"] - at[f"{side}_shin"])
            assert 25 <= ankle <= 130, f"{side} ankle {ankle:.0f}, {when}"


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_small_and_says_what_it_shows(name):
    """Under 12 kB, a picture with a title and a description, and no script."""
    svg = picture(DRAWN[name], "x")
    assert len(svg.encode()) < 12_000
    assert 'role="img"' in svg
    assert "<script" not in svg


def test_every_exercise_is_drawn():
    """Two to four poses each, and the working side agrees with the exercise's arms."""
    assert DRAWN.keys() == LIBRARY.exercises.keys()
    for exercise in DRAWN.values():
        assert 2 <= len(exercise.drawing.poses) <= 4
        if exercise.push_arm == "same" or exercise.pull_arm == "opposite":
            assert exercise.drawing.working in ("left", "right"), exercise.id


HELD = ("dumbbell", "kettlebell", "band")


def test_what_is_held_is_in_the_hand_that_the_exercise_names():
    """The weight or band is drawn on the working side, on the other, or in both hands, as the data says."""
    other = {"left": "right", "right": "left"}
    for exercise in DRAWN.values():
        drawing = exercise.drawing
        hands = {prop.hand for prop in drawing.props if prop.kind in HELD}
        named = {
            "same": {drawing.working},
            "opposite": {other.get(drawing.working)},
            "both": {"both"},
            "none": set(),
        }[exercise.load_hand]
        optional = not any(
            set(group) & {"dumbbell", "kettlebell", "resistance_band"} for group in exercise.equipment.need
        )
        assert hands == named or (optional and not hands), exercise.id
