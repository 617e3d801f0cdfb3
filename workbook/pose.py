"""Pose -> joints: a jointed person in a plane, from degrees and places to where every joint is.

Centimetres, y up from the floor at 0, for a person of 170 cm; degrees with 0 to the right and 90 up. In the side view
the person faces right, so the right limbs are the near ones. Segment lengths: Winter 2009, after Drillis and Contini.
"""

import math
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import model_validator

from workbook.record import Record, Text

Point = tuple[float, float]

HEIGHT = 170.0
TRUNK, NECK, HEAD = 0.288 * HEIGHT, 0.052 * HEIGHT, 0.13 * HEIGHT
UPPER_ARM, FOREARM, HAND = 0.186 * HEIGHT, 0.146 * HEIGHT, 0.055 * HEIGHT
THIGH, SHIN, ANKLE, FOOT = 0.245 * HEIGHT, 0.246 * HEIGHT, 0.039 * HEIGHT, 0.152 * HEIGHT
HALF_HIPS, HALF_SHOULDERS = 0.0955 * HEIGHT, 0.129 * HEIGHT
"""Half the breadth between hip joints and between shoulders; seen in the front view only."""

View = Literal["side", "front"]
SIDES = ("left", "right")


class Leg(Record):
    """A leg by its angles, or by where it stands: the sole under its ankle, or its toes; then the knee follows."""

    at: Point | None = None
    toe: Point | None = None
    """The tip of the foot, for a raised heel; `foot` says how the foot slopes."""
    foot: float | None = None
    thigh: float | None = None
    shin: float | None = None
    bend: Literal[1, -1] = 1
    """In the front view: 1 bends the knee outward, -1 inward."""

    @model_validator(mode="after")
    def _one_way(self) -> "Leg":
        ways = [self.at is not None, self.toe is not None, self.thigh is not None and self.shin is not None]
        if sum(ways) != 1:
            raise ValueError("a leg has one of `at`, `toe`, or `thigh` and `shin`")
        return self


class Arm(Record):
    """An arm by its angles, or by the place of its wrist; then the elbow follows."""

    at: Point | None = None
    upper: float | None = None
    fore: float | None = None
    bend: Literal[1, -1] = 1
    """-1 turns the elbow to the other side, where the shoulder is rotated."""

    @model_validator(mode="after")
    def _one_way(self) -> "Arm":
        if (self.at is None) == (self.upper is None) or (self.upper is None) != (self.fore is None):
            raise ValueError("an arm has either `at`, or `upper` and `fore`")
        return self


class Anchor(Record):
    """A joint and where it is."""

    joint: Literal["neck", "left_knee", "right_knee", "left_heel", "right_heel", "left_toe", "right_toe"]
    at: Point


class Pose(Record):
    """Where the hip is, and the direction or the end of everything that hangs on it."""

    name: Text
    hip: Point | None = None
    """In the front view the middle between the hip joints."""
    anchor: Anchor | None = None
    """Instead of `hip`: the joint that stands still. Its limb is given by angles."""
    trunk: float
    head: float | None = None
    """The trunk's direction where it is not given."""
    hips: float = 0
    shoulders: float | None = None
    """Front view: tilt of the line from the viewer's left to right; square to the trunk unless given."""
    left_leg: Leg
    right_leg: Leg
    left_arm: Arm
    right_arm: Arm

    @model_validator(mode="after")
    def _one_place(self) -> "Pose":
        if (self.hip is None) == (self.anchor is None):
            raise ValueError("a pose has either `hip` or `anchor`")
        return self


def full_poses(written: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Poses with what the ones before them said: only what differs is written. A limb is replaced whole."""
    full: list[dict[str, Any]] = []
    for pose in written:
        before = dict(full[-1]) if full else {}
        if "hip" in pose or "anchor" in pose:
            before.pop("hip", None)
            before.pop("anchor", None)
        full.append({**before, **pose})
    return full


def towards(start: Point, degrees: float, length: float) -> Point:
    """The point `length` away from `start` in a direction."""
    turn = math.radians(degrees)
    return start[0] + length * math.cos(turn), start[1] + length * math.sin(turn)


def direction(start: Point, end: Point) -> float:
    """Degrees from one point to another."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def two_bones(root: Point, end: Point, upper: float, lower: float, side: int) -> tuple[float, float]:
    """Directions of two bones from `root` that reach `end`, or as far as they go; the joint bends to `side`.

    1 is counter-clockwise of the line from root to end, as a knee that faces right; -1 the other.
    """
    reach = min(math.dist(root, end), upper + lower - 1e-9)
    reach = max(reach, abs(upper - lower) + 1e-9)
    cosine = (upper**2 + reach**2 - lower**2) / (2 * upper * reach)
    first = direction(root, end) + side * math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    return first, direction(towards(root, first, upper), end)


def hip_of(pose: Pose, view: View) -> Point:
    """Where the hip is: as given, or so that the anchor stands at its place."""
    if pose.hip is not None:
        return pose.hip
    assert pose.anchor is not None
    there = joints(pose.model_copy(update={"hip": (0.0, 0.0), "anchor": None}), view)[pose.anchor.joint]
    return pose.anchor.at[0] - there[0], pose.anchor.at[1] - there[1]


def _roots(pose: Pose, view: View) -> tuple[Point, dict[str, Point]]:
    """The neck, and the joints where limbs begin. In the front view the person's right is at the viewer's left."""
    hip = hip_of(pose, view)
    neck = towards(hip, pose.trunk, TRUNK)
    roots = {f"{side}_{part}": at for side in SIDES for part, at in (("hip", hip), ("shoulder", neck))}
    if view == "front":
        for side in SIDES:
            roots[f"{side}_hip"] = towards(hip, pose.hips, sign_of(side, view) * HALF_HIPS)
            roots[f"{side}_shoulder"] = towards(neck, pose_tilt(pose), sign_of(side, view) * HALF_SHOULDERS)
    return neck, roots


def sign_of(side: str, view: View) -> int:
    """-1 where a side is seen mirrored: the right one in the front view."""
    return -1 if view == "front" and side == "right" else 1


def ankle_over(at: Point, foot: float, sign: int) -> Point:
    """The ankle of a foot whose sole touches `at` below it."""
    return towards(at, foot + 90 * sign, ANKLE)


def sole_of(leg: Leg, foot: float, view: View) -> Point | None:
    """Where the sole under the ankle stands, for a leg that stands somewhere."""
    if leg.toe is not None:
        return towards(leg.toe, foot, -0.7 * foot_length(view))
    return leg.at


def foot_length(view: View) -> float:
    """Seen from the front a foot points at the viewer and looks short."""
    return FOOT if view == "side" else 0.5 * FOOT


def directions(pose: Pose, view: View) -> dict[str, float]:
    """The direction of every segment in degrees."""
    _, roots = _roots(pose, view)
    found = {"trunk": pose.trunk, "head": pose.trunk if pose.head is None else pose.head}
    for side in SIDES:
        sign = sign_of(side, view)
        leg: Leg = getattr(pose, f"{side}_leg")
        foot = leg.foot if leg.foot is not None else (0.0 if sign == 1 else 180.0)
        stands = sole_of(leg, foot, view)
        if stands is not None:
            ankle = ankle_over(stands, foot, sign)
            bend = leg.bend * sign if view == "front" else 1
            thigh, shin = two_bones(roots[f"{side}_hip"], ankle, THIGH, SHIN, bend)
        else:
            thigh, shin = leg.thigh or 0.0, leg.shin or 0.0
        arm: Arm = getattr(pose, f"{side}_arm")
        if arm.at is not None:
            bend = arm.bend * (sign if view == "front" else -1)
            upper, fore = two_bones(roots[f"{side}_shoulder"], arm.at, UPPER_ARM, FOREARM, bend)
        else:
            upper, fore = arm.upper or 0.0, arm.fore or 0.0
        found |= {f"{side}_thigh": thigh, f"{side}_shin": shin, f"{side}_foot": foot}
        found |= {f"{side}_upper_arm": upper, f"{side}_forearm": fore}
    return found


def joints(pose: Pose, view: View, turn: Mapping[str, float] | None = None) -> dict[str, Point]:
    """Where every joint of a pose is, in centimetres; `turn` are its directions, where they are known already."""
    neck, roots = _roots(pose, view)
    turn = turn or directions(pose, view)
    found = {"hip": hip_of(pose, view), "neck": neck, **roots}
    length = foot_length(view)
    found["crown"] = towards(neck, turn["head"], NECK + HEAD)
    for side in SIDES:
        sign = sign_of(side, view)
        knee = towards(roots[f"{side}_hip"], turn[f"{side}_thigh"], THIGH)
        ankle = towards(knee, turn[f"{side}_shin"], SHIN)
        foot = turn[f"{side}_foot"]
        sole = towards(ankle, foot - 90 * sign, ANKLE)
        elbow = towards(roots[f"{side}_shoulder"], turn[f"{side}_upper_arm"], UPPER_ARM)
        wrist = towards(elbow, turn[f"{side}_forearm"], FOREARM)
        found |= {
            f"{side}_knee": knee,
            f"{side}_ankle": ankle,
            f"{side}_heel": towards(sole, foot, -0.3 * length),
            f"{side}_toe": towards(sole, foot, 0.7 * length),
            f"{side}_elbow": elbow,
            f"{side}_wrist": wrist,
            f"{side}_hand": towards(wrist, turn[f"{side}_forearm"], HAND),
        }
    return found


def shorter_way(start: float, end: float) -> float:
    """The angle of `end` that lies within half a turn of `start`."""
    return start + (end - start + 180) % 360 - 180


def _mix(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def between(start: Pose, end: Pose, share: float, view: View) -> Pose:
    """The pose on the way: planted limbs stay where both poses put them, the others turn the shorter way."""

    def turned(one: float, other: float) -> float:
        return _mix(one, shorter_way(one, other), share)

    def placed(one: Point, other: Point) -> Point:
        return _mix(one[0], other[0], share), _mix(one[1], other[1], share)

    first, last = directions(start, view), directions(end, view)
    limbs: dict[str, Any] = {}
    for side in SIDES:
        leg_a, leg_b = getattr(start, f"{side}_leg"), getattr(end, f"{side}_leg")
        foot = turned(first[f"{side}_foot"], last[f"{side}_foot"])
        if leg_a.toe is not None and leg_b.toe is not None:
            limbs[f"{side}_leg"] = Leg(toe=placed(leg_a.toe, leg_b.toe), foot=foot, bend=leg_b.bend)
        elif leg_a.at is not None and leg_b.at is not None:
            limbs[f"{side}_leg"] = Leg(at=placed(leg_a.at, leg_b.at), foot=foot, bend=leg_b.bend)
        else:
            thigh, shin = (turned(first[f"{side}_{part}"], last[f"{side}_{part}"]) for part in ("thigh", "shin"))
            limbs[f"{side}_leg"] = Leg(thigh=thigh, shin=shin, foot=foot)
        arm_a, arm_b = getattr(start, f"{side}_arm"), getattr(end, f"{side}_arm")
        if arm_a.at is not None and arm_b.at is not None:
            limbs[f"{side}_arm"] = Arm(at=placed(arm_a.at, arm_b.at), bend=arm_b.bend)
        else:
            upper, fore = (turned(first[f"{side}_{part}"], last[f"{side}_{part}"]) for part in ("upper_arm", "forearm"))
            limbs[f"{side}_arm"] = Arm(upper=upper, fore=fore)
    square = pose_tilt(start), pose_tilt(end)
    if start.anchor is not None and end.anchor is not None and start.anchor.joint == end.anchor.joint:
        where: dict[str, Any] = {"anchor": Anchor(joint=end.anchor.joint, at=placed(start.anchor.at, end.anchor.at))}
    else:
        where = {"hip": placed(hip_of(start, view), hip_of(end, view))}
    return Pose(
        name=end.name,
        **where,
        trunk=turned(start.trunk, end.trunk),
        head=turned(first["head"], last["head"]),
        hips=turned(start.hips, end.hips),
        shoulders=turned(*square),
        **limbs,
    )


def pose_tilt(pose: Pose) -> float:
    """Tilt of the shoulders: as given, else square to the trunk."""
    return pose.shoulders if pose.shoulders is not None else pose.trunk - 90
