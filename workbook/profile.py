"""What a runner has told us about themselves."""

from typing import Annotated, Literal

from pydantic import Field

from workbook.record import Record, Score, Slug

State = Literal["sore", "settled"]


class Profile(Record):
    """A runner's answers; every field has a default, so that a first visit is a profile too."""

    red_flags: tuple[Slug, ...] = ()
    injuries: dict[Slug, State] = {}
    """Injury id to `sore` (now) or `settled` (past)."""
    already: tuple[Slug, ...] = ()
    """Exercise ids that the runner does already."""
    glute_left: Score | None = None
    glute_right: Score | None = None
    """How clearly each glute is felt, 0-10."""
    age_band: Literal["under_18", "18_to_39", "40_or_over"] | None = None
    equipment: tuple[Slug, ...] = ()
    sessions: Annotated[int, Field(ge=1, le=7)] = 2
    """A week."""
    minutes: Annotated[int, Field(ge=10, le=120)] = 30
    """A session."""
    experience: Literal["new", "regular"] = "new"
    """With strength work."""
