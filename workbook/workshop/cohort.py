"""Cohort: many diaries side by side, made up or from a folder, and what may be said of them together."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from workbook.diary import diary as diaries
from workbook.diary.chart import LOOK, SCORES
from workbook.diary.check_in import weekly
from workbook.diary.diary import ANSWER, AnswerEntry, CheckInEntry, Diary
from workbook.diary.trend import Trend, began, trends
from workbook.library.questions import Questionnaire

_JOINED = dt.datetime(2026, 3, 2, 18, tzinfo=dt.UTC)
_BASELINE = (7, 9, 11)
"""Days after that of joining on which runners rate once more before their first session."""
_START = 14
"""The day of the first session, counted from that of joining."""
_WEEKS = 6
"""With sessions, and a rating at the end of each."""
_LEVELS = (2, 3, 4, 5)
_WOBBLE = 1.5
"""Standard deviation of a rating around the runner's own level, in points."""
_STARTS_AT = 5
"""Nobody joins before a week that feels at least this bad."""
_GAPS = 0.1
"""Share of later weeks without a check-in."""


def made_up(runners: int = 40, seed: int = 1, question: str = "tight_left") -> dict[str, Diary]:
    """Diaries of runners in whom nothing changes at all, by name. The same seed gives the same diaries.

    Each runner has a level of their own, rates it with a wobble, and joins in a bad week, as people do. The week after
    that they rate three days, and then they begin.
    """
    chance = random.Random(seed)
    return {f"Made-up runner {n + 1}": _one(chance, f"made-up-{n + 1}", question) for n in range(runners)}


def _one(chance: random.Random, name: str, question: str) -> Diary:
    level = chance.choice(_LEVELS)

    def rating() -> int:
        return min(10, max(0, round(chance.gauss(level, _WOBBLE))))

    first = rating()
    while first < _STARTS_AT:
        first = rating()
    weekly_days = [_START + 7 * week + 6 for week in range(_WEEKS) if chance.random() >= _GAPS]
    rated = {0: first} | {day: rating() for day in (*_BASELINE, *weekly_days)}
    start = (_JOINED + dt.timedelta(days=_START)).date()
    told = AnswerEntry(id=f"{ANSWER}start", date=_JOINED.date(), edited=_JOINED, value=start.isoformat())
    return diaries.of([told, *(_check_in(name, day, {question: score}) for day, score in rated.items())])


def _check_in(name: str, day: int, answers: dict[str, int]) -> CheckInEntry:
    at = _JOINED + dt.timedelta(days=day)
    return CheckInEntry(id=f"{name}-{day}", date=at.date(), edited=at, answers=answers)


def in_folder(folder: Path) -> tuple[dict[str, Diary], tuple[str, ...]]:
    """The diaries of a folder by their files' names, and a sentence on each file that was not opened.

    They are those of a caseload: files that share an entry are one runner's. Raises ValueError where there is none.
    """
    from workbook.caseload.folder import DiaryFolder, merged  # where the page runs in a browser, there are no folders

    try:
        read = DiaryFolder(folder)
        found = {files[0].name: merged(files) for files in read.files.values()}
    except OSError as error:
        raise ValueError(f"The folder {folder} cannot be read: {error.strerror}.") from error
    faults = tuple(f"{note.file}: {note.says}" for note in read.notes if not note.read)
    if not found:
        says = f"There is no diary in the folder {folder}: files that end in .json are looked for."
        raise ValueError(" ".join([says, *faults[:3]]))
    return found, faults


@dataclass(frozen=True)
class Cohort:
    """Weekly ratings of one question, runner by runner."""

    question: str
    weekly: Mapping[str, Mapping[int, float]]
    trends: Mapping[str, Trend]

    @property
    def means(self) -> dict[int, float]:
        """Mean of those who rated the week."""
        weeks = sorted({week for ratings in self.weekly.values() for week in ratings})
        return {w: mean(r[w] for r in self.weekly.values() if w in r) for w in weeks}

    @property
    def change(self) -> float:
        """Mean of the last week minus mean of the first. Raises ValueError where nobody rated two weeks."""
        means = list(self.means.values())
        if len(means) < 2:
            raise ValueError("Nobody in this cohort rated two weeks, so there is no change to speak of.")
        return means[-1] - means[0]

    @property
    def words(self) -> Counter[str]:
        """How many runners each word on a trend falls to, rises and falls alike."""
        return Counter(found.word for found in self.trends.values())


def cohort(found: Mapping[str, Diary], question: str, questionnaire: Questionnaire) -> Cohort:
    """The ratings of one question in these diaries as of their last day; a runner without any is left out.

    The trends are those of the question's topic, left and right together.
    """
    each = {name: weekly(diary.check_ins, question) for name, diary in found.items()}
    rated = {name: ratings for name, ratings in each.items() if ratings}
    today = max((c.date for name in rated for c in found[name].check_ins), default=_JOINED.date())
    return Cohort(question, rated, {name: _trend(found[name], question, today, questionnaire) for name in rated})


def _trend(diary: Diary, question: str, today: dt.date, questionnaire: Questionnaire) -> Trend:
    first = began(diary.profile, diary.check_ins, diary.sessions)
    return trends(diary.check_ins, first, today, questionnaire)[question]


def _layout(title: str) -> dict[str, Any]:
    return {
        **LOOK,
        "title": {"text": title, "x": 0, "xanchor": "left", "font": {"size": 15}},
        "xaxis": {"title": {"text": "Week"}, "dtick": 1, "fixedrange": True, "showgrid": False, "zeroline": False},
        "yaxis": SCORES,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "margin": {"l": 30, "r": 10, "t": 80, "b": 52},
    }


def chart(shown: Cohort, title: str) -> dict[str, Any]:
    """A figure as plain JSON: a thin line a runner and a thick one for the mean of each week."""
    lines = [
        {
            "type": "scatter",
            "x": list(ratings),
            "y": list(ratings.values()),
            "mode": "lines",
            "line": {"color": "var(--line)", "width": 1.5},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for ratings in shown.weekly.values()
    ]
    means = shown.means
    middle = {
        "type": "scatter",
        "name": "Mean of those who rated the week",
        "x": list(means),
        "y": list(means.values()),
        "mode": "lines+markers",
        "line": {"color": "var(--left)", "width": 4},
        "marker": {"size": 10},
        "hovertemplate": "Week %{x}: %{y:.1f}<extra></extra>",
    }
    return {"data": [*lines, middle], "layout": _layout(title)}
