"""The illustration: an exercise's own drawing, with its arms in their colours and its words."""

from workbook.drawing.svg import STYLE, svg
from workbook.library.records import Exercise
from workbook.library.side import Side, other_side


def arms(working: str, push: bool, pull: bool) -> tuple[Side | None, Side | None]:
    """The push arm and the pull arm as drawn: the push arm on the working side, the pull arm on the other."""
    if working not in ("left", "right"):
        return None, None
    same: Side = "left" if working == "left" else "right"
    return same if push else None, other_side(same) if pull else None


def picture(exercise: Exercise, key: str, still: int | None = None, style: str = STYLE) -> str:
    """An exercise's figure with its name, and its poses and cues as the description. Raises ValueError without one."""
    drawing = exercise.drawing
    if drawing is None:
        raise ValueError(f"{exercise.id} has no drawing")
    push, pull = arms(drawing.working, exercise.push_arm == "same", exercise.pull_arm == "opposite")
    poses = ", then ".join(pose.name for pose in drawing.poses)
    says = f"{poses}. {'. '.join(exercise.cues)}."
    return svg(drawing, key, exercise.name, says, push, pull, still, style)
