"""Drawing: an exercise's poses as an animated SVG without a script, and as stills."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from workbook import pose as body
from workbook.pose import Point, Pose, View
from workbook.record import Record, Text
from workbook.side import Side, other_side

STEPS = 6
"""In-between frames of a move that the animation may use."""
_FILLS = {
    "b": "--figure,#4a4743",  # near limbs
    "t": "--figure-trunk,#383532",
    "f": "--figure-far,#a9a299",
    "h": "--hip,#a01f78",
    "p": "--push,#1b5fa6",
    "l": "--pull,#935400",
    "k": "--figure-kit,#22201c",
    "r": "--figure-bench,#d8d0c4",
}
STYLE = (
    "".join(f".figure .{name}{{fill:var({fill})}}" for name, fill in _FILLS.items())
    + ".figure .n{fill:none;stroke:var(--figure-band,#2f7d5b);stroke-width:3;vector-effect:non-scaling-stroke}"
    ".figure .g{stroke:var(--figure-far,#a9a299);stroke-width:2}"
    "@media (prefers-reduced-motion:reduce){.figure *{animation:none!important}}"
)
"""Colours by class, from the page's own where it has them; an SVG by itself has the ones after the commas."""


_FOR_EVER = "animation-timing-function:linear;animation-iteration-count:infinite"


class Prop(Record):
    """What is held, stood or lain on, or tied to."""

    kind: Literal["dumbbell", "kettlebell", "band", "mini_band", "bench", "step", "box", "wall", "pole", "mat"]
    hand: Literal["left", "right", "both"] | None = None
    """For a dumbbell, a kettlebell and a band."""
    anchor: Point | None = None
    """Where a band is tied."""
    joints: tuple[Text, Text] | None = None
    """What a mini band goes around."""
    box: tuple[float, float, float, float] | None = None
    """Left, right, bottom and top of a bench, step, box, wall, pole or mat, in centimetres."""


def _written(value: Any) -> Any:
    return body.full_poses(value) if isinstance(value, list) else value


class Drawing(Record):
    """An exercise's picture: its view, its poses in order and back again, and what is around it."""

    view: View = "side"
    working: Literal["left", "right", "both", "none"] = "right"
    """The working side as drawn. In the side view the right is the near one."""
    seconds: tuple[Annotated[float, Field(gt=0)], ...]
    """How long each move takes, from every pose to the next, and last from the last pose back to the first."""
    pause: Annotated[float, Field(ge=0)] = 0.6
    """Seconds that every pose is held."""
    even: bool = False
    """Moves at one speed, instead of easing in and out."""
    poses: Annotated[tuple[Pose, ...], Field(min_length=2, max_length=8), BeforeValidator(_written)]
    props: tuple[Prop, ...] = ()
    planted: tuple[Text, ...] = ()
    """Joints that stay where they are through the whole movement: feet, hands, knees, `neck`."""


@lru_cache(maxsize=64)
def frames(drawing: Drawing, steps: int = STEPS) -> tuple[tuple[float, Pose], ...]:
    """Share of the cycle from 0 to 1, and the pose then; each move eased in and out."""
    poses = drawing.poses
    cycle = sum(drawing.seconds) + drawing.pause * len(drawing.seconds)
    now, found = 0.0, [(0.0, poses[0])]
    for move, seconds in enumerate(drawing.seconds):
        start, end = poses[move % len(poses)], poses[(move + 1) % len(poses)]
        if drawing.pause:
            found.append((now + drawing.pause, start))
        now += drawing.pause
        for step in range(1, steps + 1):
            eased = step / steps if drawing.even else (1 - math.cos(math.pi * step / steps)) / 2
            found.append((now + seconds * step / steps, body.between(start, end, eased, drawing.view)))
        now += seconds
    return tuple((time / cycle, pose) for time, pose in found)


def _capsule(length: float, start: float, end: float, kind: str) -> str:
    """A tapered limb along x from the origin."""
    a, b, c = round(start, 1), round(end, 1), round(length, 1)
    return f'<path class="{kind}" d="M0,{a}L{c},{b}A{b},{b} 0 0 0 {c},-{b}L0,-{a}A{a},{a} 0 0 0 0,{a}Z"/>'


class _Sheet:
    """Collects the turning groups of one figure and writes each turn once as keyframes."""

    def __init__(self, drawing: Drawing, key: str, moments: Sequence[tuple[float, Pose]]) -> None:
        self.drawing, self.key = drawing, key
        self.times = [time for time, _ in moments]
        self.turns = [body.directions(pose, drawing.view) for _, pose in moments]
        self.places = [
            body.joints(pose, drawing.view, turn) for (_, pose), turn in zip(moments, self.turns, strict=True)
        ]
        for turn, (_, pose) in zip(self.turns, moments, strict=True):
            turn |= {"hips": pose.hips, "shoulders": body.pose_tilt(pose), "ground": 0.0}
        self.rules: dict[str, tuple[str, str]] = {}
        """Segment within its parent to the class that turns it, and its keyframes."""

    def _rule(self, name: str, values: Sequence[tuple[float, ...]], form: str) -> str:
        """Attributes of a group that goes through `values`; nothing moves where they all agree."""
        first = form.format(*values[0])
        if all(max(abs(a - b) for a, b in zip(value, values[0], strict=True)) < 0.05 for value in values):
            return f' style="transform:{first}"'
        if name not in self.rules:
            turn = f"{self.key}-{len(self.rules)}"
            kept = _needed(self.times, values)
            stops = "".join(f"{100 * self.times[i]:.4g}%{{transform:{form.format(*values[i])}}}" for i in kept)
            self.rules[name] = turn, f"@keyframes {turn}{{{stops}}}.{turn}{{animation-name:{turn}}}"
        return f' class="m {self.rules[name][0]}" style="transform:{first}"'

    def turned(self, segment: str, parent: str) -> str:
        """Attributes that turn a segment within its parent."""
        values = [(angle,) for angle in _unwound(turn[segment] - turn[parent] for turn in self.turns)]
        return self._rule(f"{segment}{parent}".replace("_", ""), values, "rotate({:.1f}deg)")

    def moved(self, joint: str) -> str:
        values = [place[joint] for place in self.places]
        return self._rule(joint.replace("_", ""), values, "translate({:.1f}px,{:.1f}px)")

    def stretched(self, name: str, ends: list[tuple[Point, Point]]) -> str:
        angles = _unwound(body.direction(start, end) for start, end in ends)
        values = [
            (*start, angle, max(1.0, math.dist(start, end))) for (start, end), angle in zip(ends, angles, strict=True)
        ]
        return self._rule(name, values, "translate({:.1f}px,{:.1f}px)rotate({:.1f}deg)scale({:.1f},1)")


def _unwound(angles: Iterable[float]) -> list[float]:
    """The same angles without a jump of a whole turn between neighbours."""
    found: list[float] = []
    for angle in angles:
        found.append(body.shorter_way(found[-1], angle) if found else angle)
    return found


def _needed(times: list[float], values: Sequence[tuple[float, ...]], slack: float = 0.25) -> list[int]:
    """Indices of the moments that straight lines between cannot spare."""

    def spare(first: int, last: int) -> list[int]:
        worst, at = slack, None
        for i in range(first + 1, last):
            share = (times[i] - times[first]) / (times[last] - times[first])
            off = max(
                abs(a + (b - a) * share - c) for a, b, c in zip(values[first], values[last], values[i], strict=True)
            )
            if off > worst:
                worst, at = off, i
        return [] if at is None else [*spare(first, at), at, *spare(at, last)]

    return [0, *spare(0, len(times) - 1), len(times) - 1]


def _group(attributes: str, *inside: str) -> str:
    return f"<g{attributes}>{''.join(inside)}</g>"


def _shift(x: float, *inside: str) -> str:
    return f'<g transform="translate({x:.1f})">{"".join(inside)}</g>'


def _weight(prop: Prop) -> str:
    if prop.kind == "dumbbell":
        return '<path class="k" d="M-2,-9h4v18h-4zM-6,-13h12v7h-12zM-6,6h12v7h-12z"/>'
    return '<path class="k" d="M-3,-5h3v10h-3zM-1,-4h6v8h-6z"/><circle class="k" cx="10" r="9"/>'


def _arm(sheet: _Sheet, side: str, kind: str) -> str:
    held = [p for p in sheet.drawing.props if p.kind in ("dumbbell", "kettlebell") and p.hand in (side, "both")]
    if len(held) and held[0].hand == "both" and side == "left" and sheet.drawing.view == "side":
        held = []  # one weight in both hands is drawn in the near one
    weights = "".join(map(_weight, held))
    hand = f'<circle class="{kind}" r="4.6"/>{weights}'
    fore = _group(
        sheet.turned(f"{side}_forearm", f"{side}_upper_arm"),
        _capsule(body.FOREARM, 3.9, 2.9, kind),
        _shift(body.FOREARM + body.HAND / 2, hand),
    )
    upper = _group(
        sheet.turned(f"{side}_upper_arm", "shoulders"),
        _capsule(body.UPPER_ARM, 5.2, 3.9, kind),
        _shift(body.UPPER_ARM, fore),
    )
    out = {"left": body.HALF_SHOULDERS, "right": -body.HALF_SHOULDERS}[side] if sheet.drawing.view == "front" else 0.0
    shoulders = _group(sheet.turned("shoulders", "trunk"), _shift(out, upper))
    return _group(sheet.turned("trunk", "ground"), _shift(body.TRUNK, shoulders))


def _leg(sheet: _Sheet, side: str, kind: str, works: bool) -> str:
    front = sheet.drawing.view == "front"
    length = body.foot_length(sheet.drawing.view)
    down = -body.sign_of(side, sheet.drawing.view)
    sole = round(down * body.ANKLE, 1)
    rise = round(down * (body.ANKLE - 4), 1)
    foot = (
        f'<path class="{kind}" d="M{-0.3 * length:.1f},{sole}L{0.7 * length:.1f},{sole}'
        f'L{0.66 * length:.1f},{rise}L3,{-down * 3}L-3,{-down * 3}Z"/>'
    )
    shin = _group(
        sheet.turned(f"{side}_shin", f"{side}_thigh"),
        _capsule(body.SHIN, 6, 3.6, kind),
        _shift(body.SHIN, _group(sheet.turned(f"{side}_foot", f"{side}_shin"), foot)),
    )
    thigh = _group(
        sheet.turned(f"{side}_thigh", "hips"),
        _capsule(body.THIGH, 9.5, 6, "h" if works else kind),
        _shift(body.THIGH, shin),
    )
    out = {"left": body.HALF_HIPS, "right": -body.HALF_HIPS}[side] if front else 0.0
    return _group(sheet.turned("hips", "ground"), _shift(out, thigh))


def _trunk(sheet: _Sheet) -> str:
    wide = sheet.drawing.view == "front"
    chest = _capsule(body.TRUNK, 14, 19, "t") if wide else _capsule(body.TRUNK, 10.5, 11.5, "t")
    head = _group(
        sheet.turned("head", "trunk"),
        _capsule(body.NECK + 8, 5.5, 5, "t"),
        f'<ellipse class="t" cx="{body.NECK + body.HEAD / 2:.1f}" rx="{body.HEAD / 2 + 1:.1f}" ry="9.5"/>',
    )
    return _group(sheet.turned("trunk", "ground"), chest, _shift(body.TRUNK, head))


def _furniture(prop: Prop) -> str:
    if prop.box is None:
        return ""
    left, right, bottom, top = prop.box
    return f'<rect class="r" x="{left}" y="{bottom}" width="{right - left}" height="{top - bottom}" rx="2"/>'


def _bands(sheet: _Sheet) -> str:
    drawn = []
    for number, prop in enumerate(p for p in sheet.drawing.props if p.kind in ("band", "mini_band")):
        if prop.joints is not None:
            ends = [(place[prop.joints[0]], place[prop.joints[1]]) for place in sheet.places]
        elif prop.anchor is not None and prop.hand is not None:
            hand = "right" if prop.hand == "both" else prop.hand
            ends = [(prop.anchor, place[f"{hand}_hand"]) for place in sheet.places]
        else:
            continue
        drawn.append(_group(sheet.stretched(f"band{number}", ends), '<path class="n" d="M0,0H1"/>'))
    return "".join(drawn)


@lru_cache(maxsize=64)
def _box(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the whole movement, so that its stills have its scale."""
    points = [point for _, pose in frames(drawing) for point in body.joints(pose, drawing.view).values()]
    for prop in drawing.props:
        if prop.box is not None:
            left, right, bottom, top = prop.box
            points += [(left, bottom), (right, min(top, 190.0))]
        if prop.anchor is not None:
            points.append(prop.anchor)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - 16, min(*ys, 0) - 6, max(xs) + 16, max(ys) + 16


@lru_cache(maxsize=256)
def svg(
    drawing: Drawing, key: str, title: str, says: str, push: Side | None, pull: Side | None, still: int | None = None
) -> str:
    """The figure as SVG. `push` and `pull` are the arms as drawn; `still` is one pose instead of the movement."""
    sheet = _Sheet(drawing, key, frames(drawing) if still is None else ((0.0, drawing.poses[still]),))

    def arm(side: str, kind: str) -> str:
        return _arm(sheet, side, "p" if side == push else "l" if side == pull else kind)

    def leg(side: str, kind: str) -> str:
        return _leg(sheet, side, kind, drawing.working in (side, "both"))

    behind = "f" if drawing.view == "side" else "b"
    figure = _group(
        sheet.moved("hip"),
        leg("left", behind),
        arm("left", behind),
        _trunk(sheet),
        leg("right", "b"),
        arm("right", "b"),
    )
    left, bottom, right, top = _box(drawing)
    furniture = "".join(map(_furniture, drawing.props))
    bands = _bands(sheet)
    cycle = sum(drawing.seconds) + drawing.pause * len(drawing.seconds)
    motion = f".{key} .m{{animation-duration:{cycle:.4g}s;{_FOR_EVER}}}" if sheet.rules else ""
    ground = f'<path class="g" d="M{left:.0f},0H{right:.0f}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure {key}" role="img" aria-labelledby="{key}T {key}D" '
        f'viewBox="{left:.0f} {-top:.0f} {right - left:.0f} {top - bottom:.0f}">'
        f'<title id="{key}T">{escape(title)}</title><desc id="{key}D">{escape(says)}</desc>'
        f"<style>{STYLE}{motion}{''.join(rule for _, rule in sheet.rules.values())}</style>"
        f'<g transform="scale(1 -1)">{furniture}{ground}{figure}{bands}</g></svg>'
    )


def arms(working: str, push: bool, pull: bool) -> tuple[Side | None, Side | None]:
    """The push arm and the pull arm as drawn: the push arm on the working side, the pull arm on the other."""
    if working not in ("left", "right"):
        return None, None
    same: Side = "left" if working == "left" else "right"
    return same if push else None, other_side(same) if pull else None


def picture(exercise: Any, key: str, still: int | None = None) -> str:
    """An exercise's figure with its name, and its poses and cues as the description. Raises ValueError without one."""
    drawing: Drawing | None = exercise.drawing
    if drawing is None:
        raise ValueError(f"{exercise.id} has no drawing")
    push, pull = arms(drawing.working, exercise.push_arm == "same", exercise.pull_arm == "opposite")
    poses = ", then ".join(pose.name for pose in drawing.poses)
    says = f"{poses}. {'. '.join(exercise.cues)}."
    return svg(drawing, key, exercise.name, says, push, pull, still)
