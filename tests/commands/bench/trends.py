"""How often the rule for a trend says a word: in made-up runners in whom nothing changes, and in those who change.

A runner has a level of their own, a wobble that lasts some weeks (40 % of the variance around the level), and noise
from one rating to the next (60 %). Left and right share 60 % of both. Ratings are whole numbers from 0 to 10. Week 0
holds the days before the first session, weeks 1 to 6 follow. One of these in ten is missing.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from math import sqrt
from typing import Literal

from workbook.diary.check_in import CheckIn
from workbook.diary.trend import Began, Trend
from workbook.diary.trend import trends as found_in
from workbook.library import shipped

Shape = Literal["little by little", "by week 2"]
Side = tuple[float, float]

FIRST = dt.date(2026, 3, 9)
"""The day of the first session."""
WEEKS = 6
LEVELS = (3, 4, 5, 6)
SPREAD = 1.5
LASTING = 0.4
ALIKE = 0.6
"""Share of the variance that left and right have in common."""
STAYS = 0.2
"""Correlation of the wobble from one week to the next."""
MISSING = 0.1
CHANGES = "probable change", "clear change"
JOINS: dict[str, Callable[[float, float], bool]] = {
    "in any week": lambda *_: True,
    "when it feels bad (5 or more)": lambda first, _: first >= 5,
    "2 above their own level": lambda first, level: first >= level + 2,
}
"""How runners join, by their first rating and their level."""


class Runner:
    """Ratings of one topic by one made-up runner."""

    def __init__(
        self,
        chance: random.Random,
        change: float = 0,
        shape: Shape = "little by little",
        join: str = "in any week",
        a_week: int = 1,
        spread: float = SPREAD,
    ) -> None:
        self.chance, self.change, self.shape, self.a_week, self.spread = chance, change, shape, a_week, spread
        self.level = chance.choice([level for level in LEVELS if 1 <= level + change <= 9])
        self.scores = self._rated()
        while not JOINS[join](sum(self.scores[0][1]) / 2, self.level):
            self.scores = self._rated()

    def _pair(self, share: float) -> Side:
        size = self.spread * sqrt(share)
        both = self.chance.gauss(0, size * sqrt(ALIKE))
        left, right = (self.chance.gauss(0, size * sqrt(1 - ALIKE)) for _ in range(2))
        return both + left, both + right

    def _came(self, week: int) -> float:
        """How much of the change has come."""
        if self.shape == "by week 2":
            return self.change * min(week / 2, 1)
        return self.change * week / WEEKS

    def _rated(self) -> list[tuple[dt.date, tuple[int, int]]]:
        days = [(0, FIRST - dt.timedelta(days=back)) for back in (6, 4, 2)]
        for week in range(1, WEEKS + 1):
            if self.chance.random() >= MISSING:
                monday = FIRST + dt.timedelta(weeks=week - 1)
                days += [(week, monday + dt.timedelta(days=2 * place + 2)) for place in range(self.a_week)]
        wobbles = list(self._wobbles())
        return [(day, self._rating(week, wobbles[week])) for week, day in days]

    def _wobbles(self) -> Iterator[Side]:
        now = self._pair(LASTING)
        for _ in range(WEEKS + 1):
            yield now
            left, right = self._pair(LASTING)
            fresh = sqrt(1 - STAYS**2)
            now = STAYS * now[0] + fresh * left, STAYS * now[1] + fresh * right

    def _rating(self, week: int, wobble: Side) -> tuple[int, int]:
        noise = self._pair(1 - LASTING)
        left, right = (
            min(10, max(0, round(self.level + self._came(week) + w + n))) for w, n in zip(wobble, noise, strict=True)
        )
        return left, right


def trend_of(runner: Runner) -> Trend:
    """What the rule says of it after six weeks."""
    check_ins = tuple(
        CheckIn(date=day, answers={"tight_left": left, "tight_right": right}) for day, (left, right) in runner.scores
    )
    today = FIRST + dt.timedelta(weeks=WEEKS)
    return found_in(check_ins, Began(FIRST), today, shipped().check_in)["tightness"]


def unchanged(runners: int, seed: int, join: str = "in any week", a_week: int = 1, spread: float = SPREAD) -> Side:
    """Per cent of runners with two unchanged topics who read a word of change, and who read "clear change"."""
    chance = random.Random(seed)
    words = [
        {trend_of(Runner(chance, join=join, a_week=a_week, spread=spread)).word for _ in range(2)}
        for _ in range(runners)
    ]
    some = sum(not said.isdisjoint(CHANGES) for said in words)
    return 100 * some / runners, 100 * sum("clear change" in said for said in words) / runners


def changed(
    runners: int,
    seed: int,
    change: float,
    shape: Shape = "little by little",
    a_week: int = 1,
    spread: float = SPREAD,
) -> Side:
    """Per cent of runners with a topic that changes who read a word of it that way round, and "clear change"."""
    chance = random.Random(seed)
    found = [trend_of(Runner(chance, change, shape, a_week=a_week, spread=spread)) for _ in range(runners)]
    right = [one.word for one in found if one.change is not None and one.change * change > 0]
    some = sum(word in CHANGES for word in right)
    return 100 * some / runners, 100 * right.count("clear change") / runners


def trends(runners: int = 2000, seed: int = 1) -> None:
    """Prints the table: rows of who was made up, columns of what they read."""
    print(f"{runners} made-up runners a line, seed {seed}; three days before the first session, then six weeks.\n")
    print(f"{'':75}any word    clear")
    for a_week in (1, 3):
        often = f"{a_week} a week"
        for spread in (1.0, SPREAD, 2.0):
            for join in JOINS:
                _line(
                    f"{often}, spread {spread}: nothing changes, join {join}",
                    unchanged(runners, seed, join, a_week, spread),
                )
            for shape in ("little by little", "by week 2"):
                for change in (-2.0, -3.0):
                    told = f"{often}, spread {spread}: {change:+.0f} points {shape}"
                    _line(told, changed(runners, seed, change, shape, a_week, spread))


def _line(told: str, found: Side) -> None:
    print(f"{told:75}{found[0]:6.1f} %{found[1]:7.1f} %", flush=True)
