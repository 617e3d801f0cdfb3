"""The drawing: poses as an animated SVG without a script, and as stills."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape

from workbook.drawing import skeleton
from workbook.drawing.skeleton import Body, settled
from workbook.library.pose import Drawing, Prop
from workbook.library.side import Side

_FILLS = {
    "b": "--figure,#efe3d3",  # near limbs
    "f": "--figure-far,#b9ada0",
    "t": "--figure-trunk,#6f7681",
    "s": "--figure-shorts,#3d424b",
    "h": "--hip,#c22c93",
    "p": "--push,#2b74c4",
    "l": "--pull,#d97a06",
    "k": "--figure-kit,#22201c",
    "r": "--figure-bench,#d8d0c4",
    "q": "--figure-mat,#e3ebe6",
}
_UNITS = re.compile("deg|px")
_FOR_EVER = "animation-timing-function:linear;animation-iteration-count:infinite"
_LINE = "var(--figure-line,#2b2825)"
STYLE = (
    "".join(f".figure .{name}{{fill:var({fill})}}" for name, fill in _FILLS.items())
    + f".figure g{{stroke:{_LINE};stroke-width:1.3;stroke-linejoin:round}}"
    ".figure .r{stroke-width:.8}.figure .q{stroke:none}.figure .g{stroke:var(--figure-ground,#8d857a);stroke-width:1.6}"
    ".figure .n{fill:none;stroke:var(--figure-band,#1f8a5b);stroke-width:4;vector-effect:non-scaling-stroke}"
    "@media (prefers-reduced-motion:reduce){.figure *{animation:none!important}}"
)
"""Colours by class, from the page's own where it has them; an SVG by itself has the ones after the commas."""
PRINT_STYLE = re.sub(r"var\([^,]+,([^)]+)\)", r"\1", STYLE.partition("@media")[0])
"""The same for what reads SVG and no custom properties."""


class _Sheet:
    """Writes each way that a part of one figure moves once, as keyframes."""

    def __init__(self, drawing: Drawing, key: str, moments: Sequence[tuple[float, Body]]) -> None:
        self.drawing, self.key, self.front = drawing, key, drawing.view == "front"
        self.times = [settled(time) for time, _ in moments]
        self.bodies = [body for _, body in moments]
        self.rules: list[str] = []
        self.starts: dict[str, str] = {}
        """What moves to the group that it opens."""

    def _opens(self, form: str, values: Sequence[tuple[float, ...]]) -> str:
        """A group that goes through `values`; nothing moves where they all agree."""
        values = [tuple(map(settled, value)) for value in values]
        first = f'transform="{_UNITS.sub("", form % values[0])}"'
        if all(abs(a - b) < 0.05 for value in values for a, b in zip(value, values[0], strict=True)):
            return f"<g {first}>"
        turn = f"{self.key}-{len(self.rules)}"
        kept = [(settled(100 * self.times[i]), form % values[i]) for i in _needed(self.times, values)]
        stops = "".join(f"{time:.3g}%{{transform:{value}}}" for time, value in kept)
        self.rules.append(f"@keyframes {turn}{{{stops}}}.{turn}{{animation-name:{turn}}}")
        return f'<g class="m {turn}" {first}>'

    def turned(self, segment: str, parent: str, inside: str) -> str:
        """A group that turns with a segment within its parent."""
        name = f"{segment} {parent}"
        if name not in self.starts:
            angles = _unwound(body.turn[segment] - body.turn[parent] for body in self.bodies)
            self.starts[name] = self._opens("rotate(%.1fdeg)", [(angle,) for angle in angles])
        return f"{self.starts[name]}{inside}</g>"

    def moved(self, joint: str, inside: str) -> str:
        """A group whose origin goes with a joint."""
        points = [(body.at[joint].real, body.at[joint].imag) for body in self.bodies]
        return f"{self._opens('translate(%.1fpx,%.1fpx)', points)}{inside}</g>"

    def stretched(self, ends: Callable[[Body], tuple[complex, complex]], inside: str) -> str:
        """A group whose x axis goes from one end to the other."""
        ways = [(start, end - start) for start, end in map(ends, self.bodies)]
        angles = _unwound(skeleton.direction(0, way) for _, way in ways)
        values = [(p.real, p.imag, turn, max(1.0, abs(way))) for (p, way), turn in zip(ways, angles, strict=True)]
        return f"{self._opens('translate(%.1fpx,%.1fpx)rotate(%.1fdeg)scale(%.1f,1)', values)}{inside}</g>"


def _unwound(angles: Iterable[float]) -> list[float]:
    """The same angles without a jump of a whole turn between neighbours."""
    found: list[float] = []
    for angle in angles:
        found.append(skeleton.shorter_way(found[-1], angle) if found else angle)
    return found


def _needed(times: list[float], values: Sequence[tuple[float, ...]], slack: float = 0.4) -> list[int]:
    """Indices of the moments that straight lines between cannot spare."""

    columns = list(zip(*values, strict=True))

    def spare(first: int, last: int) -> list[int]:
        worst, at, span = slack, 0, times[last] - times[first]
        for column in columns:
            slope = (column[last] - column[first]) / span
            for i in range(first + 1, last):
                off = abs(column[first] + slope * (times[i] - times[first]) - column[i])
                if off > worst:
                    worst, at = off, i
        return [*spare(first, at), at, *spare(at, last)] if at else []

    return [0, *spare(0, len(times) - 1), len(times) - 1]


def _shift(x: float, inside: str) -> str:
    return f'<g transform="translate({x:.1f})">{inside}</g>'


def _capsule(length: float, start: float, end: float, kind: str) -> str:
    """A tapered limb along x from the origin."""
    a, b, c = round(start, 1), round(end, 1), round(length, 1)
    return f'<path class="{kind}" d="M0,{a}L{c},{b}A{b},{b} 0 0 0 {c},-{b}L0,-{a}A{a},{a} 0 0 0 0,{a}Z"/>'


def _weight(prop: Prop) -> str:
    if prop.kind == "dumbbell":
        return '<path class="k" d="M-2,-9h4v18h-4zM-6,-13h12v7h-12zM-6,6h12v7h-12z"/>'
    return '<path class="k" d="M-3,-5h3v10h-3zM-1,-4h6v8h-6z"/><circle class="k" cx="10" r="9"/>'


def _arm(sheet: _Sheet, side: str, kind: str) -> str:
    held = [p for p in sheet.drawing.props if p.kind in ("dumbbell", "kettlebell") and p.hand in (side, "both")]
    if held and held[0].hand == "both" and side == "left" and not sheet.front:
        held = []  # one weight in both hands is drawn in the near one
    hand = f"{''.join(map(_weight, held))}<circle class='{kind}' r='4.6'/>"
    fore = f"{_shift(skeleton.FOREARM + skeleton.HAND / 2, hand)}{_capsule(skeleton.FOREARM, 3.9, 2.9, kind)}"
    fore = sheet.turned(f"{side}_forearm", f"{side}_upper_arm", fore)
    upper = f"{_shift(skeleton.UPPER_ARM, fore)}{_capsule(skeleton.UPPER_ARM, 5.4, 3.9, kind)}"
    upper = sheet.turned(f"{side}_upper_arm", "shoulders", upper)
    out = skeleton.sign_of(side, "front") * skeleton.HALF_SHOULDERS if sheet.front else 0.0
    shoulders = sheet.turned("shoulders", "trunk", _shift(out, upper))
    return sheet.turned("trunk", "ground", _shift(skeleton.TRUNK, shoulders))


def _leg(sheet: _Sheet, side: str, kind: str, works: bool) -> str:
    length, view = skeleton.foot_length(sheet.drawing.view), sheet.drawing.view
    down = -skeleton.sign_of(side, view)
    sole, instep = round(down * skeleton.ANKLE, 1), round(down * (skeleton.ANKLE - 4.5), 1)
    foot = (
        f'<path class="k" d="M{-0.3 * length:.1f},{sole}L{0.7 * length:.1f},{sole}L{0.66 * length:.1f},{instep}'
        f'L4,{-down * 2}L-4,{-down * 2}Z"/>'
    )
    foot = sheet.turned(f"{side}_foot", f"{side}_shin", foot)
    shin = _shift(skeleton.SHIN, foot) + _capsule(skeleton.SHIN, 6, 3.8, kind)
    shin = sheet.turned(f"{side}_shin", f"{side}_thigh", shin)
    thigh = _shift(skeleton.THIGH, shin) + _capsule(skeleton.THIGH, 9.5, 6.2, "h" if works else kind)
    out = skeleton.sign_of(side, "front") * skeleton.HALF_HIPS if sheet.front else 0.0
    return sheet.turned("hips", "ground", _shift(out, sheet.turned(f"{side}_thigh", "hips", thigh)))


_NECK = _capsule(skeleton.NECK + 6, 5, 4.5, "b")
_SKULL = '<ellipse class="b" cx="20" rx="11" ry="9"/>'
_NOSE = '<path class="b" d="M17,-8l1,-5l6,4Z"/>'
_SIDE_HEAD = f'{_NECK}{_NOSE}{_SKULL}<path class="s" d="M27,-7Q33,-5 31,2Q29,10 15,9Q24,4 27,-7Z"/>'
_FRONT_HEAD = f'{_NECK}{_SKULL}<path class="s" d="M23,-9Q34,-8 32,0Q34,8 23,9Q27,0 23,-9Z"/>'
_SIDE_CHEST = _capsule(skeleton.TRUNK, 9.5, 11, "t") + _capsule(9, 9.8, 9.6, "s")
_FRONT_CHEST = '<path class="t" d="M-4,-13L-4,13L40,21Q52,22 52,12L52,-12Q52,-22 40,-21Z"/>'
_PELVIS = '<rect class="s" x="-20" y="-8" width="40" height="19" rx="8"/>'


def _trunk(sheet: _Sheet) -> str:
    """Pelvis, chest and head; in the side view the nose is where the person faces."""
    head = sheet.turned("head", "trunk", _FRONT_HEAD if sheet.front else _SIDE_HEAD)
    chest = sheet.turned(
        "trunk", "ground", _shift(skeleton.TRUNK, head) + (_FRONT_CHEST if sheet.front else _SIDE_CHEST)
    )
    return chest + sheet.turned("hips", "ground", _PELVIS) if sheet.front else chest


def _furniture(prop: Prop) -> str:
    if prop.box is None:
        return ""
    left, right, bottom, top = prop.box
    kind = "q" if prop.kind == "mat" else "r"
    return f'<rect class="{kind}" x="{left}" y="{bottom}" width="{right - left}" height="{top - bottom}" rx="2"/>'


def _band(sheet: _Sheet, prop: Prop) -> str:
    """A band between two joints, or from where it is tied to a hand."""
    line = '<path class="n" d="M0,0H1"/>'
    if prop.joints is not None:
        first, last = prop.joints
        return sheet.stretched(lambda body: (body.at[first], body.at[last]), line)
    if prop.anchor is None or prop.hand is None:
        return ""
    tied, hand = complex(*prop.anchor), "right" if prop.hand == "both" else prop.hand
    band = sheet.stretched(lambda body: (tied, body.at[f"{hand}_hand"]), line)
    return f'{band}<circle class="k" cx="{prop.anchor[0]}" cy="{prop.anchor[1]}" r="3.5"/>'


@lru_cache(maxsize=64)
def _box(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the whole movement, so that its stills have its scale."""
    points = [point for _, body in skeleton.frames(drawing) for point in body.at.values()]
    for prop in drawing.props:
        if prop.box is not None:
            left, right, bottom, top = prop.box
            points += [complex(left, bottom), complex(right, min(top, 190.0))]
        if prop.anchor is not None:
            points.append(complex(*prop.anchor))
    xs, ys = [p.real for p in points], [p.imag for p in points]
    left, bottom, right, top = map(settled, (min(xs), min(*ys, 0), max(xs), max(ys)))
    return left - 16, bottom - 6, right + 16, top + 16


@lru_cache(maxsize=256)
def svg(
    drawing: Drawing,
    key: str,
    title: str,
    says: str,
    push: Side | None,
    pull: Side | None,
    still: int | None = None,
    style: str = STYLE,
) -> str:
    """The figure as SVG. `push` and `pull` are the arms as drawn; `still` is one pose instead of the movement.

    `style` is empty where the page has STYLE already.
    """
    if still is None:
        sheet = _Sheet(drawing, key, skeleton.frames(drawing))
    else:
        sheet = _Sheet(drawing, key, [(0.0, skeleton.solve(drawing.poses[still], drawing.view))])
    left_kind = "b" if sheet.front else "f"
    kinds: dict[Side, str] = {"left": left_kind, "right": "b"}
    legs = {side: _leg(sheet, side, kind, drawing.working in (side, "both")) for side, kind in kinds.items()}
    colour = {push: "p", pull: "l"}
    arms = {side: _arm(sheet, side, colour.get(side, kind)) for side, kind in kinds.items()}
    parts = f"{legs['left']}{arms['left']}{_trunk(sheet)}{legs['right']}{arms['right']}"
    figure = sheet.moved("hip", parts)
    bands = "".join(_band(sheet, prop) for prop in drawing.props if prop.kind in ("band", "mini_band"))
    furniture = "".join(map(_furniture, drawing.props))
    left, bottom, right, top = _box(drawing)
    ground = f'<path class="g" d="M{left:.0f},0H{right:.0f}"/>'
    motion = f".{key} .m{{animation-duration:{drawing.cycle:.4g}s;{_FOR_EVER}}}" if sheet.rules else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure {key}" role="img" aria-labelledby="{key}T {key}D" '
        f'viewBox="{left:.0f} {-top:.0f} {right - left:.0f} {top - bottom:.0f}">'
        f'<title id="{key}T">{escape(title)}</title><desc id="{key}D">{escape(says)}</desc>'
        f"<style>{style}{motion}{''.join(sheet.rules)}</style>"
        f'<g transform="scale(1 -1)">{furniture}{ground}{figure}{bands}</g></svg>'
    )
