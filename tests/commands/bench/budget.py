"""The budget: what each line of the table may reach, and which went over."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.commands.bench.table import COLUMNS, LINES, OURS, Figures


@dataclass(frozen=True)
class Limit:
    """What a line may reach: in its own unit, or in times the same line of another column."""

    line: str
    limit: float
    unit: str
    beside: str = ""
    only: str = ""
    """The one column that it is for, if it is not for all of ours."""

    def reached(self, figures: Figures, column: str) -> float | None:
        """What the column reached, in this limit's unit; None if that was not measured."""
        own = figures.get(column, {}).get(self.line)
        if own is None or not self.beside:
            return own
        other = figures.get(self.beside, {}).get(self.line)
        return own / other if other else None


def limits() -> list[Limit]:
    """The budget as its file has it."""
    entries = yaml.safe_load(Path(__file__).with_name("budget.yaml").read_text(encoding="utf-8"))
    return [Limit(**entry) for entry in entries]


def over(figures: Figures, budget: list[Limit]) -> list[str]:
    """A sentence for each line and column of ours that is over its limit, or was not measured."""
    told = []
    for limit in budget:
        beside = f" the {COLUMNS[limit.beside]}'s" if limit.beside else ""
        for column in [limit.only] if limit.only else OURS:
            reached, name = limit.reached(figures, column), f"{LINES[limit.line].title} ({COLUMNS[column]})"
            if reached is None:
                told.append(f"{name}: not measured")
            elif reached > limit.limit:
                told.append(f"{name}: {reached:.2f} {limit.unit}{beside}, at most {limit.limit:g}")
    return told
