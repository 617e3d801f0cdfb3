"""The numbers behind a word on a trend, and what they came to when tried on made-up runners."""

from typing import Annotated

from pydantic import Field, model_validator

from workbook.library.values import Points, Positive, Record, Texts

Chance = Annotated[float, Field(gt=0.5, lt=1, strict=True)]
Share = Annotated[float, Field(ge=0, lt=1, strict=True)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]


class Tried(Record):
    """Of a hundred made-up runners, how many get a word; a benchmark finds these, and a test holds them to it."""

    any_word: Percent
    """Nothing changes, and "probable" or "clear" is said of at least one topic."""
    clear_word: Percent
    """Nothing changes, and "clear" is said of at least one topic."""
    points: Points
    """How far a topic changes, little by little, in those of whom `seen` speaks."""
    seen: Percent
    """It changes, and "clear" is said of it."""


class TrendRule(Record):
    """When a change since before the first session may be called one."""

    block_weeks: Annotated[int, Field(ge=3, le=52, strict=True)]
    baseline_days: Annotated[int, Field(ge=2, le=30, strict=True)]
    clear_change: Points
    clear_chance: Chance
    probable_chance: Chance
    likely_change: Points
    quick_weeks: Positive
    quick_chance: Annotated[float, Field(gt=0, lt=1, strict=True)]
    spread: Points
    spread_counts: Annotated[float, Field(gt=0, le=999, strict=True)]
    lasting_share: Share
    tried: Tried
    sources: Texts

    @property
    def late_weeks(self) -> int:
        """The last weeks of a block: without a rating in these there is nothing to look at."""
        return max(1, self.block_weeks // 3)

    @model_validator(mode="after")
    def _in_order(self) -> "TrendRule":
        if self.probable_chance > self.clear_chance:
            raise ValueError("`probable_chance` is not above `clear_chance`")
        if self.quick_weeks >= self.block_weeks:
            raise ValueError("`quick_weeks` is below `block_weeks`")
        return self
