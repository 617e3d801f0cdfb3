"""A verdict on a trend, and what a panel of the chart shows, as sentences that claim no more than the numbers hold."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Literal

from workbook.diary import day
from workbook.diary.check_in import CheckIn, band, weekly
from workbook.diary.trend import Trend
from workbook.library import Library
from workbook.library.number_words import number_in_words
from workbook.library.questions import Question, Questionnaire, Topic
from workbook.library.trend_rule import TrendRule

Way = Literal["up", "down", "none"]


def in_words(found: Trend, topic: Topic, questionnaire: Questionnaire) -> str:
    """What may be said of one topic, the range beside the word."""
    rule = questionnaire.trend
    if found.word == "too early":
        return f"Too early to say: {_days(found.rated)} so far. {_needed(found, rule)}"
    if found.word == "no baseline":
        shown = " The chart shows what was rated." if found.rated else ""
        return f"Nothing to compare with: {_missing(found)} No word on a change can come without that.{shown}"
    if found.word == "still collecting":
        return (
            f"Still collecting: the answer comes at the end of week {found.week} ({_end(found)}). It needs a rating "
            f"in the last {7 * rule.late_weeks} days before that."
        )
    return f"{_verdict(found)}{_news(found, _hoped_for(topic, questionnaire))}"


def _verdict(found: Trend) -> str:
    assert found.change is not None
    assert found.low is not None
    assert found.high is not None
    since = f"From before the first session to the end of week {found.week} ({_end(found)})"
    likely = span(found.low, found.high)
    if found.word == "cannot tell":
        return f"Cannot tell. {since} the change is most likely {likely}."
    about = f"about {_points(found.change)} {_way(found.change)}"
    return f"{found.word.capitalize()}. {since} it is {about}, most likely {likely}."


def span(low: float, high: float) -> str:
    """A range of points in words, rounded to whole points: "between 3 down and 1 up"."""
    first, last = (round(end) for end in sorted((low, high), key=abs))
    if first == last == 0:
        return "under half a point"
    if first == last:
        return f"about {abs(last)} {_way(last)}"
    if first == 0:
        return f"between none and {abs(last)} {_way(last)}"
    if (first > 0) == (last > 0):
        return f"between {abs(first)} and {abs(last)} {_way(last)}"
    return f"between {abs(round(min(low, high)))} down and {round(max(low, high))} up"


def panel_in_words(question: Question, topic: Topic, check_ins: Sequence[CheckIn], weeks: Collection[int]) -> str:
    """What a panel shows, as a sentence: its first and its last number and the last one's word, and no more."""
    name = question.side.capitalize() if question.side else question.name
    rated = {week: score for week, score in weekly(check_ins, question.id).items() if week in weeks}
    if not rated:
        return f"{name}: not rated."
    first, last = min(rated), max(rated)
    word = band(rated[last], topic)
    if first == last:
        return f"{name}: {_score(rated[last])} in week {last}; {word}."
    long = f"{number_in_words(last - first)} {'week' if last - first == 1 else 'weeks'}"
    return f"{name}: from {_score(rated[first])} to {_score(rated[last])} in {long}; {word}."


def tried(library: Library) -> str:
    """What the rule comes to, in plain words: what was counted, and what not."""
    found = library.check_in.trend.tried
    changed = [change.field for change in library.changes if change.field.startswith("trend.")]
    if changed and not any(field.startswith("trend.tried") for field in changed):
        return "A clinic has changed the numbers of this rule, and nobody has tried them on made-up runners."
    return (
        "We tried this rule on made-up runners who rate once a week. Of 100 in whom nothing changes, about "
        f"{found.any_word} still see a word of change in one topic or the other. About {found.clear_word} see "
        "“clear change”. More do where ratings jump about more. "
        f"Of 100 in whom a topic changes by {found.points:g} points, about {found.seen} see “clear "
        "change”. So “cannot tell” does not mean that nothing happens."
    )


def _way(points: float) -> str:
    return "up" if points > 0 else "down"


def _points(change: float) -> str:
    size = f"{abs(change):.1f}".removesuffix(".0")
    return f"{size} {'point' if size == '1' else 'points'}"


def _score(score: float) -> str:
    return f"{score:.1f}".removesuffix(".0")


def _days(count: int) -> str:
    return {0: "no rated day", 1: "one rated day"}.get(count, f"{count} rated days")


def _needed(found: Trend, rule: TrendRule) -> str:
    left = rule.baseline_days - found.baseline
    if left <= 0:
        return "The first day of week 1 is not known yet: once it is, the first answer has its day."
    more = "one more day" if left == 1 else f"{left} more days"
    return f"Rate {more} before the first session. Without that no word on a change can come."


def _missing(found: Trend) -> str:
    if found.began is None:
        return "the day of the first session is not known."
    if not found.baseline:
        return "nothing was rated before the first session."
    return f"{_days(found.baseline)} before the first session is too few."


def _end(found: Trend) -> str:
    """The last day of the week of the look."""
    assert found.began is not None
    return day.in_words(found.began + dt.timedelta(days=7 * found.week - 1), year=False)


def _hoped_for(topic: Topic, questionnaire: Questionnaire) -> Way:
    return next((q.good for q in questionnaire.questions if q.topic == topic.id), "none")


def _news(found: Trend, good: Way) -> str:
    if found.word == "cannot tell" or found.change is None or good == "none":
        return ""
    return f" That is {'' if _way(found.change) == good else 'not '}the hoped-for direction."
