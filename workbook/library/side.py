"""Left and right."""

from typing import Literal

Side = Literal["left", "right"]


def other_side(side: Side) -> Side:
    """The other side."""
    return "right" if side == "left" else "left"
