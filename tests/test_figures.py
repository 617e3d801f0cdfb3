"""Every drawing is physically possible, in its poses and on every way between them."""

import math
from pathlib import Path

import pytest

from workbook import pose as body
from workbook.drawing import frames, picture
from workbook.library import load

LIBRARY = load(Path(__file__).parent.parent / "data")
DRAWN = {e.id: e for e in LIBRARY.exercises.values() if e.drawing is not None}
IN_BETWEEN = 24


def turn(angle):
    return (angle + 180) % 360 - 180


def moments(exercise):
    return [pose for _, pose in frames(exercise.drawing, IN_BETWEEN)]


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_goes_through_the_floor(name):
    """No joint below the floor; a lying trunk keeps its own thickness."""
    view = DRAWN[name].drawing.view
    for pose in moments(DRAWN[name]):
        for joint, (_, y) in body.joints(pose, view).items():
            least = 6 if joint in ("hip", "neck") else -1.5
            assert y >= least, f"{joint} at {y:.1f} cm, {pose.name}"


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_is_inside_the_furniture(name):
    """No joint is inside the bench, step or box that it rests on."""
    drawing = DRAWN[name].drawing
    solid = [p.box for p in drawing.props if p.box and p.kind in ("bench", "step", "box")]
    for pose in moments(DRAWN[name]):
        for joint, (x, y) in body.joints(pose, drawing.view).items():
            for left, right, bottom, top in solid:
                inside = left + 1.5 < x < right - 1.5 and bottom < y < top - 1.5
                assert not inside, f"{joint} at {x:.0f}, {y:.0f} is inside, {pose.name}"


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_planted_does_not_slide(name):
    """Feet, hands, knees and shoulders that stay stay to within half a centimetre; what reaches arrives."""
    drawing = DRAWN[name].drawing
    first = body.joints(drawing.poses[0], drawing.view)
    for pose in moments(DRAWN[name]):
        now = body.joints(pose, drawing.view)
        for joint in drawing.planted:
            assert math.dist(first[joint], now[joint]) < 0.5, f"{joint} slides, {pose.name}"
        for side in body.SIDES:
            leg, arm = getattr(pose, f"{side}_leg"), getattr(pose, f"{side}_arm")
            foot = body.directions(pose, drawing.view)[f"{side}_foot"]
            stands = body.sole_of(leg, foot, drawing.view)
            if stands is not None:
                sign = -1 if drawing.view == "front" and side == "right" else 1
                gap = math.dist(now[f"{side}_ankle"], body.ankle_over(stands, foot, sign))
                assert gap < 0.5, f"{side} leg is {gap:.1f} cm short of its place, {pose.name}"
            if arm.at is not None:
                gap = math.dist(now[f"{side}_wrist"], arm.at)
                assert gap < 0.5, f"{side} arm is {gap:.1f} cm short of its place, {pose.name}"


@pytest.mark.parametrize("name", DRAWN)
def test_joints_bend_as_people_do(name):
    """Knees never forward, elbows never backward; hips, ankles and necks within a person's reach."""
    view = DRAWN[name].drawing.view
    for pose in moments(DRAWN[name]):
        at = body.directions(pose, view)
        assert abs(turn(at["head"] - at["trunk"])) <= 60, f"neck, {pose.name}"
        for side in body.SIDES:
            knee = turn(at[f"{side}_thigh"] - at[f"{side}_shin"])
            elbow = turn(at[f"{side}_forearm"] - at[f"{side}_upper_arm"])
            if view == "front":
                assert abs(knee) <= 150
                continue
            arm = getattr(pose, f"{side}_arm")
            assert -3 <= knee <= 150, f"{side} knee {knee:.0f}, {pose.name}"
            assert -3 <= elbow * arm.bend <= 155, f"{side} elbow {elbow:.0f}, {pose.name}"
            hip = turn(at[f"{side}_thigh"] - at["trunk"] - 180)
            assert -35 <= hip <= 130, f"{side} hip {hip:.0f}, {pose.name}"
            ankle = turn(at[f"{side}_foot"] - at[f"{side}_shin"])
            assert 25 <= ankle <= 130, f"{side} ankle {ankle:.0f}, {pose.name}"


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
