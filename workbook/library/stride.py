"""The stride: one running cycle, its moments, and which of them an exercise is like."""

from typing import Literal

from pydantic import model_validator

from workbook.library.pose import Drawing
from workbook.library.side import Side, other_side
from workbook.library.values import Record, Slug, Text, Texts, Whole


class Moment(Record):
    """A moment of the stride; `says` has {lead} for the leading arm's side and {other} for the other."""

    id: Slug
    name: Text
    pose: dict[Literal["left", "right"], Whole]
    """Number of the pose, from 0, in which the arm of that side leads."""
    says: Text


class Stride(Record):
    """One running cycle, what is known of its pattern, and how exercises fit into it."""

    drawing: Drawing
    moments: tuple[Moment, ...]
    moment_of: dict[str, Slug]
    """An exercise's working hip, in its own words, to a moment's id."""
    honest: Text
    sources: Texts

    @model_validator(mode="after")
    def _moments_exist(self) -> "Stride":
        ids = {moment.id for moment in self.moments}
        unknown = sorted(set(self.moment_of.values()) - ids)
        if unknown:
            raise ValueError(f"`moment_of` names {', '.join(unknown)}, which is no moment")
        poses = len(self.drawing.poses)
        if any(not 0 <= number < poses for moment in self.moments for number in moment.pose.values()):
            raise ValueError(f"a moment's `pose` is a number from 0 to {poses - 1}")
        return self


def in_words(moment: Moment, lead: Side) -> str:
    """What happens at a moment when the arm of side `lead` is the leading one."""
    return moment.says.replace("{lead}", lead).replace("{other}", other_side(lead))
