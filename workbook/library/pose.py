"""What a drawing is written as: poses in degrees and centimetres, and what is held, stood on or tied to.

Centimetres, y up from the floor at 0, for a person of 170 cm; degrees with 0 to the right and 90 up. In the side view
the person faces right, so the right limbs are the near ones; in the front view their right is at the viewer's left.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from workbook.library.values import Real, Record, Text, Whole

Point = tuple[Real, Real]


def _no_truth(value: Any) -> Any:
    """To Python `true` is 1, and so one of the words that are allowed."""
    if isinstance(value, bool):
        raise ValueError("should be 1 or -1")
    return value


Bend = Annotated[Literal[1, -1], BeforeValidator(_no_truth)]
Facing = Literal["side", "front"]
Joint = Literal[
    "neck", "hip", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_heel", "right_heel", "left_toe", "right_toe", "left_shoulder", "right_shoulder",
    "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hand", "right_hand",
]  # fmt: skip


class Leg(Record):
    """A leg by its angles, or by where it stands: the sole under its ankle, or its toes; then the knee follows."""

    at: Point | None = None
    toe: Point | None = None
    """The tip of the foot, for a raised heel; `foot` says how the foot slopes."""
    foot: Real | None = None
    thigh: Real | None = None
    shin: Real | None = None
    bend: Bend = 1
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
    upper: Real | None = None
    fore: Real | None = None
    bend: Bend = 1
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
    trunk: Real
    head: Real | None = None
    """The trunk's direction where it is not given."""
    hips: Real = 0
    shoulders: Real | None = None
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


class Prop(Record):
    """What is held, stood or lain on, or tied to."""

    kind: Literal["dumbbell", "kettlebell", "band", "mini_band", "bench", "step", "box", "wall", "pole", "mat"]
    hand: Literal["left", "right", "both"] | None = None
    """For a dumbbell, a kettlebell and a band."""
    anchor: Point | None = None
    """Where a band is tied."""
    joints: tuple[Joint, Joint] | None = None
    """What a mini band goes around."""
    box: tuple[Real, Real, Real, Real] | None = None
    """Left, right, bottom and top of a bench, step, box, wall, pole or mat, in centimetres."""
    under: Literal["left", "right"] | None = None
    """The one side that it stands under, where the other side's limbs pass beside it."""


def full_poses(written: Any) -> Any:
    """Poses with what the ones before them said: only what differs is written. A limb is replaced whole."""
    if not (isinstance(written, list) and all(isinstance(pose, dict) for pose in written)):
        return written
    full: list[dict[str, Any]] = []
    for pose in written:
        before = dict(full[-1]) if full else {}
        if "hip" in pose or "anchor" in pose:
            before.pop("hip", None)
            before.pop("anchor", None)
        full.append({**before, **pose})
    return full


class Drawing(Record):
    """An exercise's picture: its view, its poses in order and back again, and what is around it."""

    view: Facing = "side"
    working: Literal["left", "right", "both", "none"] = "right"
    """The working side as drawn. In the side view the right is the near one."""
    seconds: tuple[Annotated[float, Field(gt=0, strict=True)], ...]
    """How long each move takes, from every pose to the next, and last from the last pose back to the first."""
    pause: Annotated[float, Field(ge=0, strict=True)] = 0.6
    """Seconds that every pose is held."""
    even: bool = False
    """Moves at one speed, instead of easing in and out."""
    poses: Annotated[tuple[Pose, ...], Field(min_length=2, max_length=8), BeforeValidator(full_poses)]
    props: tuple[Prop, ...] = ()
    planted: tuple[Joint, ...] = ()
    """Joints that stay where they are through the whole movement: feet, hands, knees, `neck`."""
    stills: tuple[Whole, Whole] | None = None
    """Numbers, from 0, of the two poses that are printed; the first and the last unless given."""

    @property
    def cycle(self) -> float:
        """Seconds from the first pose back to it."""
        return sum(self.seconds) + self.pause * len(self.seconds)

    @property
    def start_and_end(self) -> tuple[int, int]:
        """Numbers of the two poses that tell the movement."""
        return self.stills or (0, len(self.poses) - 1)

    @model_validator(mode="after")
    def _counts_agree(self) -> "Drawing":
        if len(self.seconds) != len(self.poses):
            raise ValueError(f"`seconds` has one value a move: {len(self.poses)} of them")
        if any(not 0 <= number < len(self.poses) for number in self.stills or ()):
            raise ValueError(f"`stills` are numbers from 0 to {len(self.poses) - 1}")
        return self
