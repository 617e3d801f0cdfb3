"""Whether a topic has changed since before the first session: one verdict at the end of each block of weeks.

Runners join when they feel worst, and every further look is a further chance to see a change where there is none:
so the day of joining is not looked at, a baseline is needed, and there is one look a block.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean
from typing import Literal

from workbook.diary.change import RatedWeek, change
from workbook.diary.check_in import CheckIn
from workbook.diary.diary import SessionEntry
from workbook.diary.history import start_of
from workbook.diary.runner_profile import Profile
from workbook.library.questions import Questionnaire
from workbook.library.trend_rule import TrendRule

Word = Literal["too early", "no baseline", "still collecting", "cannot tell", "probable change", "clear change"]
_DAY = dt.timedelta(days=1)
_WITHIN = NormalDist().inv_cdf(0.9)
"""Standard deviations to each side of the middle 80 %."""


@dataclass(frozen=True)
class Began:
    """The day on which training began."""

    day: dt.date
    rested: bool = False
    """Whether no session of that day is known, so that its rating may speak of before."""


@dataclass(frozen=True)
class Trend:
    """A verdict on one topic, the mean of left and right."""

    word: Word
    rated: int
    """Rated days."""
    baseline: int
    """Rated days before the first session, that of joining among them."""
    began: dt.date | None = None
    """The day of the first session; None where it is not known."""
    week: int = 0
    """At whose end the verdict looks, or the next one will, in the runner's own weeks; 0 where none will."""
    change: float | None = None
    """Points since before the first session; None without a verdict."""
    low: float | None = None
    high: float | None = None
    """Ends of the 80 % interval of `change`."""


def began(profile: Profile, check_ins: Sequence[CheckIn], sessions: Sequence[SessionEntry]) -> Began | None:
    """When training began: on the start that the runner gave, or later with the first session that is known."""
    start = start_of(profile, check_ins, sessions)
    if start is None:
        return None
    counted = {c.date for c in check_ins if c.answers.get("sessions_done")}
    done = {s.date for s in sessions}
    day = max(start, min([*done, *(d - 6 * _DAY for d in counted)], default=start))
    return Began(day, day not in counted | done)


def by_day(check_ins: Sequence[CheckIn], asked: Sequence[str]) -> dict[dt.date, float]:
    """Mean of the questions' answers on each day; one that is missing is filled by its usual distance from the mean.

    Where no day has them all, only the question that was answered most often counts.
    """
    answers = {c.date: {q: c.answers[q] for q in asked if q in c.answers} for c in check_ins}
    full = [said for said in answers.values() if len(said) == len(asked)]
    if not full:
        most = max(asked, key=lambda q: sum(q in said for said in answers.values()))
        return {day: float(said[most]) for day, said in answers.items() if most in said}
    middle = fmean([fmean(said.values()) for said in full])  # of lists: of what it has to count, it is slow
    usual = {q: fmean([said[q] for said in full]) - middle for q in asked}
    return {day: fmean([score - usual[q] for q, score in said.items()]) for day, said in answers.items() if said}


def trends(
    check_ins: Sequence[CheckIn], first: Began | None, today: dt.date, questionnaire: Questionnaire
) -> dict[str, Trend]:
    """The verdict on each topic, by the topic's id, and again by the id of each of its questions."""
    joined = min((c.date for c in check_ins), default=None)
    found: dict[str, Trend] = {}
    for topic in questionnaire.topics:
        asked = [q.id for q in questionnaire.questions if q.topic == topic.id]
        rated = by_day(check_ins, asked) if asked else {}
        found |= dict.fromkeys([topic.id, *asked], trend(rated, joined, first, today, questionnaire.trend))
    return found


def trend(
    rated: Mapping[dt.date, float], joined: dt.date | None, first: Began | None, today: dt.date, rule: TrendRule
) -> Trend:
    """The verdict on a topic's ratings by day. The day of joining counts as rated, and its rating is not looked at."""
    if first is None:
        return _without_a_start(rated, rule)
    start = _start(rated, first, rule)
    before = sum(day < start for day in rated)
    told = Trend("too early", len(rated), before, first.day)
    now = max([today, *rated])
    if before < rule.baseline_days:
        return told if now < start else replace(told, word="no baseline")
    over = max(0, ((now - first.day).days + 1) // (7 * rule.block_weeks))
    for block in range(over, 0, -1):
        end = first.day + dt.timedelta(weeks=block * rule.block_weeks)
        if any(end - dt.timedelta(weeks=rule.late_weeks) <= day <= end for day in rated):
            looked = {day: score for day, score in rated.items() if day <= end and day != joined}
            return _verdict(told, _weeks(looked, first.day, start), block * rule.block_weeks, rule)
    return replace(told, word="still collecting", week=(over + 1) * rule.block_weeks)


def _without_a_start(rated: Mapping[dt.date, float], rule: TrendRule) -> Trend:
    """All of it may be a baseline yet; after as many weeks as a block has it is none."""
    weeks = (max(rated) - min(rated)).days // 7 if rated else 0
    return (
        Trend("no baseline", len(rated), 0) if weeks >= rule.block_weeks else Trend("too early", len(rated), len(rated))
    )


def _start(rated: Mapping[dt.date, float], first: Began, rule: TrendRule) -> dt.date:
    """The day from which ratings speak of after: a rating on the first day is of before only where one is lacking."""
    lacking = sum(day < first.day for day in rated) < rule.baseline_days
    return first.day + _DAY if first.rested and lacking else first.day


def _verdict(told: Trend, weeks: Sequence[RatedWeek], week: int, rule: TrendRule) -> Trend:
    points, deviation = map(_settled, change(weeks, week, rule))
    chance = _settled(NormalDist().cdf(abs(points) / deviation))
    word: Word = "cannot tell"
    if chance >= rule.probable_chance:
        clear = chance >= rule.clear_chance and abs(points) >= rule.clear_change
        word = "clear change" if clear else "probable change"
    reach = _settled(_WITHIN * deviation)
    low, high = _settled(points - reach), _settled(points + reach)
    return replace(told, word=word, week=week, change=points, low=low, high=high)


def _settled(value: float) -> float:
    """Without the last digits, in which one system's mathematics differ from another's: both are to say the same."""
    return round(value, 9)


def _weeks(rated: Mapping[dt.date, float], first: dt.date, start: dt.date) -> list[RatedWeek]:
    """The ratings by the runner's own weeks; weeks before the first session are each a week 0."""
    gathered: dict[int, list[float]] = {}
    for day, score in rated.items():
        away = (day - first).days
        number = (away - 1) // 7 if day < start else away // 7 + 1
        gathered.setdefault(number, []).append(score)
    return [RatedWeek(max(number, 0), tuple(scores)) for number, scores in sorted(gathered.items())]
