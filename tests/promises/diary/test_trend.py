"""A change is named only where there is a baseline, at the end of a block, and where the numbers hold it."""

import datetime as dt
from dataclasses import astuple
from math import exp, pi, sqrt
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.bench.trends import JOINS, changed, unchanged
from workbook.diary.change import RatedWeek, change
from workbook.diary.check_in import CheckIn
from workbook.diary.diary import SessionEntry
from workbook.diary.runner_profile import Profile
from workbook.diary.trend import Began, Word, began, by_day, trend
from workbook.library import shipped

RULE = shipped().check_in.trend
START = dt.date(2026, 3, 9)
SIDES = ("glute_left", "glute_right", "tight_left", "tight_right")


def on(day):
    return START + dt.timedelta(days=day)


def rate(case, ratings, **also):
    """Saves a rating of both sides of both topics on each of these days, counted from the start."""
    for day, score in ratings.items():
        case.check_in(on(day), dict.fromkeys(SIDES, score) | also)


def session(day):
    at = dt.datetime.combine(on(day), dt.time(18), dt.UTC)
    return SessionEntry(id=f"session-{day}", date=on(day), edited=at, week=1, letter="A")


BASELINE = {-6: 8, -4: 3, -2: 3}
"""Three days; that of joining was a bad one."""
RISE = {7 * week + 3: score for week, score in enumerate([4, 5, 6, 6, 7, 8])}
FLAT = dict.fromkeys(RISE, 3)


def test_topics_and_questions_lead_to_one_verdict(case):
    """A question's id gives the verdict of its topic."""
    case.answer(start=START)
    rate(case, BASELINE | RISE)
    assert case.trends.keys() == {"activation", "tightness", *SIDES}
    assert case.trends["glute_left"] is case.trends["glute_right"] is case.trends["activation"]


@pytest.mark.parametrize(
    ("ratings", "word"),
    [
        ({}, "no baseline"),
        ({-6: 3, -4: 3}, "no baseline"),
        ({0: 3, 7: 4}, "no baseline"),
        (dict.fromkeys(range(0, 22, 7), 3), "no baseline"),
        ({-6: 3, -4: 3, 7: 4, 14: 4}, "no baseline"),
        ({7 * week: 3 + week for week in range(7)}, "no baseline"),
        (BASELINE, "still collecting"),
        (BASELINE | {3: 3, 10: 8, 17: 9}, "still collecting"),
        (BASELINE | RISE, "clear change"),
        (BASELINE | dict(zip(RISE, [4, 5, 5, 6, 5, 6], strict=True)), "probable change"),
        (BASELINE | FLAT, "cannot tell"),
    ],
)
def test_each_word_has_its_time(case, ratings, word):
    """No baseline, before the end of the block, and the three words at its end."""
    case.answer(start=START)
    rate(case, ratings)
    assert {found.word for found in case.trends.values()} == {word}


@pytest.mark.parametrize("how", ["start", "sessions", "sessions_done", "start in week 0, sessions from week 1"])
def test_the_first_session_may_be_told_in_several_ways(case, how):
    """A start that was given, a session recorded, or counted in a check-in: the days before it are the baseline."""
    if how.startswith("start"):
        case.answer(start=on(-6) if "week 0" in how else START)
    if "sessions" in how and how != "sessions_done":
        for day in range(0, 42, 7):
            case.record(session(day))
    rate(case, BASELINE)
    rate(case, RISE, **({"sessions_done": 2} if how == "sessions_done" else {}))
    found = case.trends["activation"]
    assert (found.word, found.baseline, found.week) == ("clear change", 3, 6)


def test_without_any_first_session_there_is_nothing_to_compare(case):
    """For six weeks it is too early, and then there is no baseline."""
    rate(case, BASELINE | {day: score for day, score in RISE.items() if day < 30})
    assert case.trends["activation"].word == "too early"
    rate(case, RISE)
    assert case.trends["activation"].word == "no baseline"


@pytest.mark.parametrize(
    ("trained", "given", "day", "rested"),
    [((0,), None, 0, False), ((3,), 0, 3, False), ((), 0, 0, True), ((-9, 2), 0, 0, True), ((0,), 0, 0, False)],
)
def test_training_begins_on_the_start_or_with_the_first_session_after_it(trained, given, day, rested):
    """And it is known whether a session was done on that day."""
    start = None if given is None else on(given)
    assert began(Profile(start=start), (), [session(n) for n in trained]) == Began(on(day), rested)
    assert began(Profile(), (), ()) is None


@pytest.mark.parametrize(("rested", "word"), [(True, "clear change"), (False, "no baseline")])
def test_a_rating_before_the_session_of_the_first_day_fills_a_baseline(rested, word):
    """It is the third day; where a session of that day is known, it may speak of after."""
    rated = {on(day): float(score) for day, score in ({-6: 8, -4: 3, 0: 3} | RISE).items()}
    assert trend(rated, on(-6), Began(START, rested), on(42), RULE).word == word


def test_the_day_of_joining_is_not_looked_at(case, library):
    """Whatever was rated on it, the verdict is the same."""
    found = []
    for first in (0, 10):
        one = type(case)(library)
        one.answer(start=START)
        rate(one, BASELINE | RISE | {-6: first})
        found.append(one.trends["activation"])
    assert found[0] == found[1]


def test_there_is_one_look_a_block(case):
    """What comes after week 6 does not move its verdict; a look at week 12 comes after that."""
    case.answer(start=START)
    rate(case, BASELINE | RISE)
    first = case.trends["activation"]
    rate(case, dict.fromkeys(range(45, 70, 7), 0))
    assert astuple(case.trends["activation"])[4:] == astuple(first)[4:]
    rate(case, {80: 0})
    assert case.trends["activation"].week == 12


@pytest.mark.parametrize(("today", "word"), [(40, "still collecting"), (41, "clear change"), (400, "clear change")])
def test_the_look_comes_with_the_last_day_of_the_block(today, word):
    """Not before, and it stays."""
    rated = {on(day): float(score) for day, score in (BASELINE | RISE).items() if day <= 36}
    assert trend(rated, on(-6), Began(START), on(today), RULE).word == word


def test_a_block_without_late_ratings_waits_for_the_next(case):
    """Nothing was rated in its last two weeks: there is nothing to look at."""
    case.answer(start=START)
    rate(case, BASELINE | {3: 3, 10: 3, 17: 3, 24: 3})
    assert (case.trends["activation"].word, case.trends["activation"].week > 6) == ("still collecting", True)


def test_a_start_that_is_put_off_moves_the_verdict(case):
    """The start is an answer like any other; verdicts follow it."""
    case.answer(start=START)
    rate(case, BASELINE | RISE)
    case.answer(start=on(-6))
    assert case.trends["activation"].word == "no baseline"


def test_a_missing_side_is_no_change():
    """Left is rated 4 points above right: a day with one side alone stands where both would."""
    days = [(7, 3), (7, None), (None, 3), (7, 3)]
    check_ins = [
        CheckIn(date=on(n), answers={k: v for k, v in (("l", left), ("r", right)) if v is not None})
        for n, (left, right) in enumerate(days)
    ]
    assert set(by_day(check_ins, ["l", "r"]).values()) == {5}
    lone = [CheckIn(date=on(n), answers={"l": 7} if n < 3 else {"r": 3}) for n in range(5)]
    assert by_day(lone, ["l", "r"]) == {on(0): 7, on(1): 7, on(2): 7}


def test_the_closed_form_is_what_integrating_gives():
    """The same model by brute force on a grid of levels and changes, with a noise that is known."""
    rule = RULE.model_copy(update={"spread_counts": 1e12})
    ratings: dict[int, tuple[float, ...]] = {0: (5, 4), 1: (4,), 2: (5, 3, 4), 4: (2,), 6: (2,)}
    weeks = [RatedWeek(number, scores) for number, scores in ratings.items()]
    density = mass = square = 0.0
    for until, chance in ((rule.quick_weeks, rule.quick_chance), (6, 1 - rule.quick_chance)):
        for points in (n / 8 for n in range(-64, 65)):
            for level in (n / 8 for n in range(96)):
                misfit = sum(
                    (week.mean - level - points * min(week.number / until, 1)) ** 2
                    / (rule.lasting_share + (1 - rule.lasting_share) / len(week.scores))
                    for week in weeks
                )
                fits = exp(-misfit / rule.spread**2 / 2 - (points / rule.likely_change) ** 2 / 2)
                density += chance * fits / sqrt(2 * pi)
                mass += chance * fits * points / sqrt(2 * pi)
                square += chance * fits * points**2 / sqrt(2 * pi)
    found = change(weeks, 6, rule)
    assert found == pytest.approx((mass / density, sqrt(square / density - (mass / density) ** 2)), abs=0.005)


DAYS = st.dictionaries(st.integers(-30, 200), st.integers(0, 10), max_size=40)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.none() | st.integers(-30, 60), st.integers(-30, 300))
def test_whatever_was_rated_earns_one_of_six_words(ratings, first, today):
    """With a range where there is a verdict, and none where there is none."""
    rated = {on(day): float(score) for day, score in ratings.items()}
    start = None if first is None else Began(on(first), rested=bool(first % 2))
    found = trend(rated, min(rated, default=None), start, on(today), RULE)
    assert found.word in get_args(Word)
    if found.word in ("cannot tell", "probable change", "clear change"):
        assert -10 < found.low < found.change < found.high < 10
    else:
        assert (found.change, found.low, found.high) == (None, None, None)


RUNNERS, SEED = 400, 5
"""Few enough for a second or two; the benchmark makes up more."""


@pytest.mark.parametrize(("join", "most"), list(zip(JOINS, (8, 8, 12), strict=True)))
def test_a_word_is_rare_where_nothing_changes(join, most):
    """Under 30 of 100 runners read a word, and under `most` "clear"; joining far above one's own level costs most."""
    some, clear = unchanged(RUNNERS, SEED, join)
    assert some <= 30
    assert clear <= most


@pytest.mark.parametrize(("shape", "a_week"), [("little by little", 1), ("by week 2", 1), ("little by little", 3)])
def test_a_true_change_is_seen(shape, a_week):
    """Three points down: at least 40 of 100 runners read "clear change"."""
    assert changed(RUNNERS, SEED, -3, shape, a_week)[1] >= 40


def test_the_page_tells_what_was_tried():
    """The numbers in the data are what the made-up runners give, within what chance allows."""
    tried = RULE.tried
    some, clear = unchanged(RUNNERS, SEED)
    assert some == pytest.approx(tried.any_word, abs=4)
    assert clear == pytest.approx(tried.clear_word, abs=3)
    assert changed(RUNNERS, SEED, -tried.points)[1] == pytest.approx(tried.seen, abs=5)
