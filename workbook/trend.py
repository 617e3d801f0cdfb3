"""What a short series of 0-10 ratings can and cannot say: Theil-Sen slope and an exact Kendall test."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import median
from typing import Literal

from workbook.form import CheckInForm

Word = Literal["too early", "clear change", "leaning", "no clear change"]


@dataclass(frozen=True)
class Trend:
    """A verdict on one series of weekly ratings."""

    word: Word
    weeks: int
    """Rated weeks."""
    change: float | None
    """Points over the span of the series, by the Theil-Sen slope; None while too early."""
    tau: float | None
    p: float | None
    """Exact two-sided p of Kendall's test."""


def theil_sen(points: Sequence[tuple[float, float]]) -> float:
    """Median of the slopes of all pairs of points with different x (Sen 1968). Raises ValueError under two points."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    if not slopes:
        raise ValueError("a slope needs two points at different weeks")
    return median(slopes)


def _orders_by_inversions(values: Sequence[float]) -> list[int]:
    """How many orders of `values` have 0, 1, 2… inversions: a Gaussian multinomial, so ties are exact as well."""
    counts, placed = [1], 0
    for tied in Counter(values).values():
        placed += tied
        counts = _times_gaussian(counts, placed, tied)
    return counts


def _times_gaussian(counts: list[int], n: int, k: int) -> list[int]:
    """`counts` times the Gaussian binomial [n over k], as coefficients of q."""
    for step in range(1, k + 1):
        counts = _times_one_minus(counts, n - k + step)
    for step in range(1, k + 1):
        counts = _over_one_minus(counts, step)
    return counts


def _times_one_minus(counts: list[int], power: int) -> list[int]:
    """Coefficients times (1 - q^power)."""
    longer = counts + [0] * power
    for index, count in enumerate(counts):
        longer[index + power] -= count
    return longer


def _over_one_minus(counts: list[int], power: int) -> list[int]:
    """Coefficients divided by (1 - q^power), which divides them here without a remainder."""
    out = list(counts)
    for index in range(power, len(out)):
        out[index] += out[index - power]
    return out[: len(out) - power]


def kendall(values: Sequence[float]) -> tuple[float, float]:
    """Kendall's tau-b of a series in time order, and its exact two-sided p among all orders of the same values.

    A series whose values are all equal has tau 0 and p 1.
    """
    pairs = list(combinations(values, 2))
    score = sum((later > earlier) - (later < earlier) for earlier, later in pairs)
    untied = sum(later != earlier for earlier, later in pairs)
    if untied == 0:
        return 0.0, 1.0
    orders = _orders_by_inversions(values)
    as_far = sum(count for inversions, count in enumerate(orders) if abs(untied - 2 * inversions) >= abs(score))
    tau = score / (untied * comb(len(values), 2)) ** 0.5
    return tau, as_far / sum(orders)


def trend(weekly: Mapping[int, float], form: CheckInForm) -> Trend:
    """The verdict on weekly ratings, week number to mean rating; thresholds come from the check-in's form."""
    weeks = sorted(weekly)
    if len(weeks) < form.weeks_for_a_verdict:
        return Trend("too early", len(weeks), None, None, None)
    points = [(float(week), weekly[week]) for week in weeks]
    change = theil_sen(points) * (weeks[-1] - weeks[0])
    tau, p = kendall([weekly[week] for week in weeks])
    word: Word = "no clear change"
    if abs(change) >= form.clear_change:
        word = "clear change" if p < form.tau_p else "leaning"
    return Trend(word, len(weeks), change, tau, p)
