"""The exercise's figure: the moving drawing with its pause and legend, and its stills."""

from collections.abc import Sequence
from html import escape

from workbook.drawing.illustration import arms, picture
from workbook.drawing.stride import stride_svg
from workbook.library.pose import Drawing
from workbook.library.records import Exercise
from workbook.library.side import Side
from workbook.library.stride import Stride, in_words


def framed(svg: str, kinds: Sequence[tuple[str, str]]) -> str:
    """A drawing with its legend, colour by colour in words, and a pause that works by keyboard."""
    items = "".join(f"<li class='{kind}'>{escape(name)}</li>" for kind, name in kinds)
    legend = f"<ul class='legend'>{items}</ul>" if items else "<span></span>"
    return (
        f"<div class='drawing'>{svg}<div class='drawing-foot'>{legend}"
        "<label class='quiet pause'><input type='checkbox'> Pause</label></div></div>"
    )


def moving(exercise: Exercise, drawing: Drawing, key: str) -> str:
    """HTML of an exercise's moving drawing with its legend and its pause."""
    push, pull = arms(drawing.working, exercise.push_arm == "same", exercise.pull_arm == "opposite")
    shown = [("hip", "working hip", drawing.working != "none"), ("push", "push arm", push), ("pull", "pull arm", pull)]
    return framed(picture(exercise, key, style=""), [(kind, name) for kind, name, there in shown if there])


def figure_html(exercise: Exercise, prefix: str) -> str:
    """HTML of the figure; `prefix` keeps the ids of two views' figures apart. Empty where there is no drawing."""
    drawing = exercise.drawing
    if drawing is None:
        return ""
    key = f"{prefix}-{exercise.id}"
    ends = [(picture(exercise, f"{key}-{n}", n, style=""), drawing.poses[n].name) for n in drawing.start_and_end]
    stills = "".join(f"<figure>{shown}<figcaption>{escape(name)}</figcaption></figure>" for shown, name in ends)
    return f"{moving(exercise, drawing, key)}<div class='stills'>{stills}</div>"


def thumbnail(exercise: Exercise, prefix: str = "shelf") -> str:
    """HTML of a small still that goes with the exercise's name, and so is not read out. Empty without a drawing."""
    if exercise.drawing is None:
        return ""
    shown = picture(exercise, f"{prefix}-{exercise.id}", exercise.drawing.start_and_end[1], style="")
    return f"<span aria-hidden='true'>{shown}</span>"


def in_stride(exercise: Exercise, prefix: str, stride: Stride) -> str:
    """Where the exercise is in the stride: the matching moment, to be opened. Empty where there is none."""
    drawing, moment_id = exercise.drawing, stride.moment_of.get(exercise.working_hip)
    if drawing is None or moment_id is None or drawing.working not in ("left", "right"):
        return ""
    moment = next(moment for moment in stride.moments if moment.id == moment_id)
    side: Side = "left" if drawing.working == "left" else "right"
    shown = stride_svg(stride, side, moment, f"{prefix}-stride-{exercise.id}")
    return (
        f"<details><summary>Where this is in your stride</summary><div class='drawing'>{shown}</div>"
        f"<p><b>{escape(moment.name)}.</b> {escape(in_words(moment, side))}</p></details>"
    )
