"""What every record of the data is made of: a frozen record, and the kinds of values that it may hold."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from workbook.library.reading.tree import Fields


def _rising(pair: tuple[int, int]) -> tuple[int, int]:
    if pair[0] > pair[1]:
        raise ValueError("a range stands as [least, most], the smaller first")
    return pair


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("should not be empty")
    return text


Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1), AfterValidator(_said)]
Whole = Annotated[int, Field(strict=True)]
Real = Annotated[float, Field(strict=True)]
"""A number is never a text, nor true or false."""
Count = Annotated[int, Field(ge=0, le=999, strict=True)]
Range = Annotated[tuple[Count, Count], AfterValidator(_rising)]
Positive = Annotated[int, Field(ge=1, le=999, strict=True)]
Amount = Annotated[tuple[Positive, Positive], AfterValidator(_rising)]
Sides = Literal["left", "right", "both"]
Score = Annotated[int, Field(ge=0, le=10, strict=True)]
Points = Annotated[float, Field(gt=0, le=10, strict=True)]
Stage = Literal["activate", "integrate", "strengthen", "run_specific"]
Demand = Literal[
    "impact", "running", "standing", "knee_bend", "hinge", "calf", "floor", "kneeling", "side_lying", "hip_drop"
]
Spot = Literal["hip_front", "hip_side", "thigh_back", "knee_front", "knee_side", "shin", "achilles"]
"""A region of the drawn body that a runner taps."""
LETTERS = "ABCDEFG"
"""Of a week's sessions, in their order: at most one a day."""
Texts = tuple[Text, ...]
Slugs = tuple[Slug, ...]


class Record(BaseModel):
    """A frozen record of a data file; an unknown field is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @classmethod
    def of(cls, tree: Any) -> Self:
        """The record in a tree, made once: a file read again is the same tree. Raises ValidationError."""
        if not isinstance(tree, Fields):
            return cls.model_validate(tree)
        if cls not in tree.records:
            tree.records[cls] = cls.model_validate(tree)
        found: Self = tree.records[cls]
        return found
