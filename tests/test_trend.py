"""A short series is called a change only when the numbers hold it."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.trend import kendall, theil_sen, trend


def by_all_orders(values):
    """Kendall's exact p by trying every order."""

    def score(order):
        return abs(sum((b > a) - (b < a) for a, b in combinations(order, 2)))

    orders = list(permutations(values))
    return sum(score(order) >= score(values) for order in orders) / len(orders)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=2, max_size=7))
def test_the_exact_p_is_that_of_all_orders(values):
    """With ties and without, the quick count agrees with the slow one."""
    assert kendall(values)[1] == pytest.approx(by_all_orders(values), abs=1e-12)


@pytest.mark.parametrize(
    ("points", "worst_tau_that_passes", "p"),
    [(5, 1.0, 0.017), (6, 0.87, 0.017), (7, 0.71, 0.030), (10, 0.51, 0.047)],
)
def test_the_published_thresholds_come_out(points, worst_tau_that_passes, p):
    """Exact two-sided thresholds without ties, as tabulated in the evidence."""
    tried = [list(range(points))]
    while kendall(tried[-1])[1] < 0.05:
        worse = list(tried[-1])
        down = next(i for i in range(points - 1) if worse[i] < worse[i + 1])
        worse[down], worse[down + 1] = worse[down + 1], worse[down]
        tried.append(worse)
    tau, found = kendall(tried[-2])
    assert tau == pytest.approx(worst_tau_that_passes, abs=0.006)
    assert found == pytest.approx(p, abs=0.0006)


def test_four_points_can_never_pass():
    """Even a perfect order of four weeks has p = 0.083."""
    assert kendall([1, 2, 3, 4])[1] == pytest.approx(1 / 12)


def test_theil_sen_ignores_one_wild_week():
    """The slope is a median: one outlier does not bend it."""
    assert theil_sen([(0, 0), (1, 1), (2, 2), (3, 30), (4, 4)]) == pytest.approx(1)


def test_a_slope_needs_two_weeks():
    """One point has no slope."""
    with pytest.raises(ValueError, match="two points"):
        theil_sen([(1, 5)])


@pytest.mark.parametrize(
    ("ratings", "word"),
    [
        ([2, 3, 4, 5], "too early"),
        ([2, 3, 4, 5, 6], "clear change"),
        ([6, 6, 5, 4, 4, 3, 2], "clear change"),
        ([2, 6, 3, 6, 5, 4, 7], "leaning"),
        ([5, 5, 5, 5, 5, 5, 5], "no clear change"),
        ([5, 6, 5, 6, 5, 6, 6], "no clear change"),
        ([4, 4.2, 4.4, 4.6, 4.8, 5], "no clear change"),
    ],
)
def test_verdicts_follow_change_and_order(library, ratings, word):
    """Two points and a passed test: clear; two points alone: leaning; else none; and nothing before five weeks."""
    assert trend(dict(enumerate(ratings)), library.check_in).word == word


def test_gaps_count_as_time_but_not_as_weeks(library):
    """Five ratings over ten weeks are five weeks, and the slope is per real week."""
    found = trend({0: 2, 2: 3, 5: 4, 7: 5, 10: 6}, library.check_in)
    assert (found.weeks, found.word) == (5, "clear change")
    assert found.change == pytest.approx(4, abs=0.6)
