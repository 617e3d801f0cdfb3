"""The skeleton: from a pose to where every joint is, and from one pose to the next.

Points are complex numbers in centimetres: the real part to the right, the imaginary part up from the floor. Segment
lengths: Winter 2009, after Drillis and Contini; hip joints stand 0.72 of the pelvis's breadth apart: Bell 1989.
"""

import cmath
import math
from functools import lru_cache
from typing import NamedTuple

from workbook.library.pose import Arm, Drawing, Facing, Leg, Pose

HEIGHT = 170.0
TRUNK, NECK, HEAD = 0.288 * HEIGHT, 0.052 * HEIGHT, 0.13 * HEIGHT
UPPER_ARM, FOREARM, HAND = 0.186 * HEIGHT, 0.146 * HEIGHT, 0.055 * HEIGHT
THIGH, SHIN, ANKLE, FOOT = 0.245 * HEIGHT, 0.246 * HEIGHT, 0.039 * HEIGHT, 0.152 * HEIGHT
HALF_HIPS, HALF_SHOULDERS = 0.72 * 0.0955 * HEIGHT, 0.129 * HEIGHT
"""Half the way between hip joints and between shoulders; seen in the front view only."""
SIDES = ("left", "right")
_LIMBS = (
    ("leg", ("hip", "thigh", "knee", "shin", "ankle"), (THIGH, SHIN)),
    ("arm", ("shoulder", "upper_arm", "elbow", "forearm", "wrist"), (UPPER_ARM, FOREARM)),
)
_HAIR = 1e-9
"""Degrees, more than those by which the mathematics of systems differ."""
STEPS = 5
"""In-between frames of a move that the animation may use."""


class Body(NamedTuple):
    """A body in one moment."""

    turn: dict[str, float]
    """Degrees of every segment."""
    at: dict[str, complex]
    """The place of every joint."""
    ends: dict[str, tuple[str, complex]]
    """What is put somewhere: of a leg the sole (`at`) or the `toe`, of an arm the wrist, of the whole one joint."""
    bends: dict[str, int]


def towards(start: complex, degrees: float, length: float) -> complex:
    """The point `length` away from `start` in a direction."""
    return start + cmath.rect(length, math.radians(degrees))


def direction(start: complex, end: complex) -> float:
    """Degrees from one point to another."""
    return shorter_way(0.0, math.degrees(cmath.phase(end - start)))


def shorter_way(start: float, end: float) -> float:
    """The angle of `end` that lies within half a turn of `start`; of half a turn the clockwise one."""
    half = 180 + _HAIR
    return start + (end - start + half) % 360 - half


def settled(value: float) -> float:
    """Without the last digits, in which the mathematics of systems differ: what is rounded for the drawing after that
    is the same everywhere, and no zero is a negative one."""
    return round(value, 6) + 0.0


def two_bones(root: complex, end: complex, upper: float, lower: float, side: int) -> tuple[float, float]:
    """Directions of two bones from `root` that reach `end`, or as far as they go; the joint bends to `side`.

    1 is counter-clockwise of the line from root to end, as a knee that faces right; -1 the other.
    """
    reach = max(abs(upper - lower) + 1e-9, min(abs(end - root), upper + lower - 1e-9))
    cosine = (upper**2 + reach**2 - lower**2) / (2 * upper * reach)
    first = direction(root, end) + side * math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    return first, direction(towards(root, first, upper), end)


def sign_of(side: str, view: Facing) -> int:
    """-1 where a side is seen mirrored: the right one in the front view."""
    return -1 if view == "front" and side == "right" else 1


def foot_length(view: Facing) -> float:
    """Seen from the front a foot points at the viewer and looks short."""
    return FOOT if view == "side" else 0.5 * FOOT


def ankle_of(end: tuple[str, complex], foot: float, side: str, view: Facing) -> complex:
    """The ankle of a leg whose sole or toe is put somewhere and whose foot points in a direction."""
    sole = end[1] if end[0] == "at" else towards(end[1], foot, -0.7 * foot_length(view))
    return towards(sole, foot + 90 * sign_of(side, view), ANKLE)


def solve(pose: Pose, view: Facing) -> Body:
    """The body in this pose."""
    head = pose.trunk if pose.head is None else pose.head
    square = pose.trunk - 90 if pose.shoulders is None else pose.shoulders
    turn = {"ground": 0.0, "trunk": pose.trunk, "head": head, "hips": pose.hips, "shoulders": square}
    where = (pose.anchor.joint, pose.anchor.at) if pose.anchor else ("hip", pose.hip or (0, 0))
    ends, bends = {"whole": (where[0], complex(*where[1]))}, {}
    for side in SIDES:
        sign = sign_of(side, view)
        leg: Leg = pose.left_leg if side == "left" else pose.right_leg
        arm: Arm = pose.left_arm if side == "left" else pose.right_arm
        turn[f"{side}_foot"] = 90.0 - 90 * sign if leg.foot is None else leg.foot
        turn[f"{side}_thigh"], turn[f"{side}_shin"] = leg.thigh or 0.0, leg.shin or 0.0
        turn[f"{side}_upper_arm"], turn[f"{side}_forearm"] = arm.upper or 0.0, arm.fore or 0.0
        for limb, kind, point in (("leg", "at", leg.at), ("leg", "toe", leg.toe), ("arm", "at", arm.at)):
            if point is not None:
                ends[f"{side}_{limb}"] = kind, complex(*point)
        bends[f"{side}_leg"] = leg.bend * sign if view == "front" else 1
        bends[f"{side}_arm"] = arm.bend * (sign if view == "front" else -1)
    return _placed(turn, ends, bends, view)


def _placed(turn: dict[str, float], ends: dict[str, tuple[str, complex]], bends: dict[str, int], view: Facing) -> Body:
    """The body with these directions, but for limbs that are put somewhere: their directions follow."""
    joint, hip = ends["whole"]
    if joint != "hip":
        hip -= _placed(dict(turn), {"whole": ("hip", 0j)}, bends, view).at[joint]
    neck = towards(hip, turn["trunk"], TRUNK)
    at = {"hip": hip, "neck": neck, "crown": towards(neck, turn["head"], NECK + HEAD)}
    front, length = view == "front", foot_length(view)
    for side in SIDES:
        sign, foot = sign_of(side, view), turn[f"{side}_foot"]
        at[f"{side}_hip"] = towards(hip, turn["hips"], sign * HALF_HIPS) if front else hip
        at[f"{side}_shoulder"] = towards(neck, turn["shoulders"], sign * HALF_SHOULDERS) if front else neck
        for limb, (root, upper, middle, lower, last), lengths in _LIMBS:
            start = at[f"{side}_{root}"]
            end = ends.get(f"{side}_{limb}")
            if end is not None:
                goal = ankle_of(end, foot, side, view) if limb == "leg" else end[1]
                found = two_bones(start, goal, *lengths, bends[f"{side}_{limb}"])
                turn[f"{side}_{upper}"], turn[f"{side}_{lower}"] = found
            at[f"{side}_{middle}"] = towards(start, turn[f"{side}_{upper}"], lengths[0])
            at[f"{side}_{last}"] = towards(at[f"{side}_{middle}"], turn[f"{side}_{lower}"], lengths[1])
        sole = towards(at[f"{side}_ankle"], foot - 90 * sign, ANKLE)
        at[f"{side}_heel"], at[f"{side}_toe"] = (towards(sole, foot, share * length) for share in (-0.3, 0.7))
        at[f"{side}_hand"] = towards(at[f"{side}_wrist"], turn[f"{side}_forearm"], HAND)
    return Body(turn, at, ends, bends)


def between(start: Body, end: Body, share: float, view: Facing) -> Body:
    """The body on the way: what both put somewhere stays on the line between, all else turns the shorter way."""
    turn = {name: one + (shorter_way(one, end.turn[name]) - one) * share for name, one in start.turn.items()}
    ends = {"whole": ("hip", start.at["hip"] + (end.at["hip"] - start.at["hip"]) * share)}
    for limb, (kind, point) in start.ends.items():
        other, goal = end.ends.get(limb, ("", 0j))
        if other == kind:
            ends[limb] = kind, point + (goal - point) * share
    return _placed(turn, ends, end.bends, view)


@lru_cache(maxsize=64)
def frames(drawing: Drawing, steps: int = STEPS) -> tuple[tuple[float, Body], ...]:
    """Share of the cycle from 0 to 1, and the body then; each move eased in and out."""
    bodies = [solve(pose, drawing.view) for pose in drawing.poses]
    now, found = 0.0, [(0.0, bodies[0])]
    for start, end, seconds in zip(bodies, [*bodies[1:], bodies[0]], drawing.seconds, strict=True):
        if drawing.pause:
            found.append((now + drawing.pause, start))
        now += drawing.pause
        for step in range(1, steps + 1):
            eased = step / steps if drawing.even else (1 - math.cos(math.pi * step / steps)) / 2
            body = end if step == steps else between(start, end, eased, drawing.view)
            found.append((now + seconds * step / steps, body))
        now += seconds
    return tuple((time / drawing.cycle, body) for time, body in found)
