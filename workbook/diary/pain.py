"""The pain rule: what a runner's pain in one place means, compared with their own earlier answers.

Pain up to a score is acceptable during and after, if it is back to the runner's usual the next morning and does not
rise from week to week (Thomee 1997, Silbernagel 2007). What counts as usual (the median of earlier answers), as a
rise and as a climb is a rule of our own; its numbers stand with the questionnaire.
"""

import datetime as dt
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from workbook.diary.check_in import CheckIn, asked_by, is_pain, key_of
from workbook.diary.diary import SessionEntry
from workbook.library.questions import DURING, MORNING, PainRule

Light = Literal["green", "amber", "red"]
LIGHTS: tuple[Light, ...] = ("green", "amber", "red")
"""The worst last."""
Reason = Literal["over", "morning", "twice", "climb", "skipped", "mild", "told", "none"]
LIMPED: Light = "red"
"""The light of a limp, whatever was rated."""


def worst(lights: Iterable[Light | None]) -> Light | None:
    """The worst of some lights; None where there is none."""
    return max((light for light in lights if light), key=LIGHTS.index, default=None)


class Rating(NamedTuple):
    """What was told of one place on one day."""

    date: dt.date
    during: int | None = None
    morning: int | None = None
    skipped: bool = False
    """Whether an exercise was skipped because it hurt there."""

    @property
    def score(self) -> int:
        """The worse of the two."""
        return max(self.during or 0, self.morning or 0)


class Judged(NamedTuple):
    """A rating with its light, why it has it, and what was usual before it."""

    rating: Rating
    light: Light
    reason: Reason
    usual: tuple[float | None, float | None]
    """During and next morning; None before the first answer."""

    @property
    def steady(self) -> bool:
        """Whether it is acceptable and as usual, so that the dose may go on."""
        return self.light == "green" or (self.reason == "told" and self.usual != (None, None))


def places(check_ins: Iterable[CheckIn], sessions: Iterable[SessionEntry]) -> list[str]:
    """Every place of which pain was ever told."""
    keys = dict.fromkeys(key for check_in in check_ins for key in check_in.answers)
    told = (asked_by(key)[1] for key in keys if is_pain(key))
    hurt = (performed.hurt[0] for session in sessions for performed in session.performed if performed.hurt)
    return list(dict.fromkeys([*(place for place in told if place), *hurt]))


def ratings(place: str, check_ins: Iterable[CheckIn], sessions: Iterable[SessionEntry]) -> list[Rating]:
    """What was told of a place, a rating a day, the earliest first."""
    found: dict[dt.date, Rating] = {}
    for check_in in check_ins:
        during, morning = (check_in.answers.get(key_of(question, place)) for question in (DURING, MORNING))
        if during is not None or morning is not None:
            found[check_in.date] = Rating(check_in.date, during, morning)
    for session in sessions:
        scores = [p.hurt[1] for p in session.performed if p.hurt and p.hurt[0] == place]
        if scores:
            told = found.get(session.date, Rating(session.date))
            found[session.date] = Rating(session.date, max(*scores, told.during or 0), told.morning, skipped=True)
    return [found[date] for date in sorted(found)]


def _median(ordered: Sequence[float]) -> float | None:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2 if ordered else None


class _Usual:
    """The answers to one question on one place that have been looked at."""

    def __init__(self, rule: PainRule) -> None:
        self.rule = rule
        self.ordered: list[float] = []

    def meet(self, score: int | None) -> tuple[float | None, bool]:
        """What was usual before an answer, and whether it is clearly above that; then it counts towards the usual.

        Being above takes more while little is known; a flare counts only as the least that is a rise, for it is
        nobody's usual.
        """
        usual, rule = _median(self.ordered), self.rule
        if score is None:
            return usual, False
        if usual is None:
            self.ordered.append(score)
            return None, False
        above = score >= usual + (rule.rise if len(self.ordered) >= rule.usual_needs else rule.rise_early)
        most = usual + rule.rise
        insort(self.ordered, score if score < most else most)
        return usual, above


class _Sofar:
    """The answers of one place that have been looked at."""

    def __init__(self, rule: PainRule) -> None:
        self.rule = rule
        self.during, self.morning = _Usual(rule), _Usual(rule)
        self.last_up: int | None = None
        """The last answer on pain during, if it was above the usual."""
        self.weeks: dict[int, list[int]] = {}
        """Pain during, by weeks since the first rating."""

    def climbs(self, week: int) -> bool:
        """Whether the weeks' means have risen one after the other, far enough in all."""
        if week - self.rule.climb_weeks not in self.weeks:
            return False
        back = [self.weeks.get(week - n) for n in range(self.rule.climb_weeks + 1)]
        if not all(back):
            return False
        means = [sum(scores) / len(scores) for scores in back if scores]
        return means[0] - means[-1] >= self.rule.climb and all(later > earlier for later, earlier in pairwise(means))

    def judge(self, rating: Rating, week: int) -> Judged:
        usual, up = self.during.meet(rating.during)
        morning_usual, morning_up = self.morning.meet(rating.morning)
        if rating.during is not None:
            self.weeks.setdefault(week, []).append(rating.during)
        light, reason = self._light(rating, up, morning_up, week)
        if rating.during is not None:
            self.last_up = rating.during if up else None
        return Judged(rating, light, reason, (usual, morning_usual))

    def _light(self, rating: Rating, up: bool, morning_up: bool, week: int) -> tuple[Light, Reason]:
        rule, score = self.rule, rating.score
        if rule.is_strong(score):
            return "red", "over"
        if morning_up and (rating.morning or 0) > rule.green_to:
            return "red", "morning"
        if up and self.last_up is not None and (rating.during or 0) >= self.last_up:
            return "red", "twice"
        if self.climbs(week):
            return "red", "climb"
        if rating.skipped:
            return "amber", "skipped"
        if morning_up or up:
            return "amber", "mild"
        return ("amber", "told") if score > rule.green_to else ("green", "none")


def judged(found: Sequence[Rating], rule: PainRule) -> list[Judged]:
    """Each rating of one place, in order, with its light among those before it."""
    sofar = _Sofar(rule)
    return [sofar.judge(rating, (rating.date - found[0].date).days // 7) for rating in found]


def in_words(one: Judged) -> str:
    """What was told, and what makes it red or amber: '4 at worst and 3 the next morning, above your usual 1'."""
    rating, (during, morning) = one.rating, one.usual
    said = [f"{rating.during} at worst"] if rating.during is not None else []
    said += [f"{rating.morning} the next morning"] if rating.morning is not None else []
    because: Mapping[Reason, str] = {
        "morning": f", above your usual {morning or 0:g}",
        "twice": f", above your usual {during or 0:g} for the second time",
        "climb": ", and it has risen from week to week",
        "skipped": ", and you skipped an exercise for it",
        "mild": ", above your usual",
    }
    return " and ".join(said) + because.get(one.reason, "")
