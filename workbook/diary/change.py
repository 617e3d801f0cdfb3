"""How far ratings have changed since before the first session: an estimate in closed form, and how sure it is.

A change may come little by little, or by an early week and stay. For each of the two a line is fitted to the weeks'
means by weighted least squares. Both lean on what is likely beforehand, that changes are small and that ratings have a
usual spread, so that few ratings make no large change. They count by how well they fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean

from workbook.library.trend_rule import TrendRule


@dataclass(frozen=True)
class RatedWeek:
    """The ratings of one week."""

    number: int
    """The runner's own week, from 1; 0 for a week before the first session."""
    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean of its ratings."""
        return fmean(self.scores)


@dataclass(frozen=True)
class _Line:
    """A line along which a change may come, fitted."""

    slope: float
    """Points from before the first session to the end."""
    across: float
    """Weighted sum of squares of how far along it the weeks are."""
    chance: float
    """How likely it is held to be beforehand."""


def change(weeks: Sequence[RatedWeek], last: int, rule: TrendRule) -> tuple[float, float]:
    """The change to expect by week `last`, in points, and its standard deviation.

    Needs a week 0 and a later one. Raises ZeroDivisionError where all weeks are alike.
    """
    weights = [_weight(week, rule) for week in weeks]
    ways = ((rule.quick_weeks, rule.quick_chance), (last, 1 - rule.quick_chance))
    lines = [_fitted(weeks, weights, until, chance) for until, chance in ways]
    level = _mean(weights, [week.mean for week in weeks])
    around = sum(w * (week.mean - level) ** 2 for w, week in zip(weights, weeks, strict=True))
    left = min(around - line.slope**2 * line.across for line in lines)
    left += sum((score - week.mean) ** 2 for week in weeks for score in week.scores) / (1 - rule.lasting_share)
    free = sum(len(week.scores) for week in weeks) - 2
    noise = (rule.spread_counts * rule.spread**2 + left) / (rule.spread_counts + free)
    return _averaged(lines, noise, rule.likely_change**2)


def _weight(week: RatedWeek, rule: TrendRule) -> float:
    """More ratings weigh more, but what is alike in all of a week does not average out."""
    return 1 / (rule.lasting_share + (1 - rule.lasting_share) / len(week.scores))


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(w * value for w, value in zip(weights, values, strict=True)) / sum(weights)


def _fitted(weeks: Sequence[RatedWeek], weights: Sequence[float], until: int, chance: float) -> _Line:
    """The line that rises evenly until the end of a week, and is flat from there on."""
    share = [min(week.number / until, 1.0) for week in weeks]
    middle = _mean(weights, share)
    across = sum(w * (x - middle) ** 2 for w, x in zip(weights, share, strict=True))
    along = sum(w * (x - middle) * week.mean for w, x, week in zip(weights, share, weeks, strict=True))
    return _Line(along / across, across, chance)


def _averaged(lines: Sequence[_Line], noise: float, prior: float) -> tuple[float, float]:
    """Mean and standard deviation of the change over the lines; `noise` and `prior` are variances."""
    fits, means, variances = [], [], []
    for line in lines:
        own = noise / line.across
        fits.append(line.slope**2 * prior / (2 * own * (own + prior)) - log(1 + prior / own) / 2)
        means.append(line.slope * prior / (prior + own))
        variances.append(prior * own / (prior + own))
    weights = [line.chance * exp(fit - max(fits)) for line, fit in zip(lines, fits, strict=True)]
    points = _mean(weights, means)
    square = _mean(weights, [variance + m**2 for variance, m in zip(variances, means, strict=True)])
    return points, sqrt(square - points**2)
