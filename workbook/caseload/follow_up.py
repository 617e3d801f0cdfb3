"""Whom to look at first: who is in red, who has gone quiet, who changed clearly, and who does how much of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbook.caseload.caseload import Caseload
from workbook.diary.diary import Diary
from workbook.diary.history import Facts, History, heard_from
from workbook.diary.pain import LIGHTS, Light
from workbook.diary.runner_profile import Profile
from workbook.diary.trend import Trend, began, trends
from workbook.diary.trend_words import in_words
from workbook.library import Library, shipped
from workbook.programme import build
from workbook.programme.block import block, felt_now, weeks_until
from workbook.programme.progression import Decision

QUIET_DAYS = 14
"""Without an entry: two check-ins of a week were missed. A choice of ours, not a finding."""


@dataclass(frozen=True)
class FollowUp:
    """What one runner's diary says on one day; entries of later days are not looked at."""

    runner: str
    profile: Profile
    history: History
    last: dt.date | None
    """The day of the last entry."""
    done: int
    """Sessions done, from the first week to the last that has an entry."""
    planned: int
    light: Light | None
    """Of the last week in which pain was rated, or the runner limped."""
    why: str
    trends: Mapping[str, Trend]
    """By topic, and again by its questions."""

    @property
    def quiet_days(self) -> int | None:
        """Days since the last entry; None where there is none."""
        return None if self.last is None else (self.history.today - self.last).days


def follow_up(runner: str, diary: Diary, as_of: dt.date, library: Library) -> FollowUp:
    """What a diary says on a day."""
    check_ins = tuple(c for c in diary.check_ins if c.date <= as_of)
    sessions = tuple(s for s in diary.sessions if s.date <= as_of)
    dates = sorted([*(c.date for c in check_ins), *(s.date for s in sessions)])
    profile = diary.profile
    start = heard_from(profile, check_ins, sessions, library.check_in) or (dates[0] if dates else None)
    history = History(start, as_of, check_ins, sessions)
    weeks, planned = weeks_until(dates[-1], history, profile, library) if dates else ([], 0)
    light, why = _last_light(weeks, library)
    return FollowUp(
        runner,
        profile,
        history,
        dates[-1] if dates else None,
        sum(week.done(library.protocol.progression.done_share) for week in weeks),
        planned,
        light,
        why,
        trends(check_ins, began(profile, check_ins, sessions), as_of, library.check_in),
    )


def _last_light(weeks: list[Facts], library: Library) -> tuple[Light | None, str]:
    """The light of the last week that has one, by the rule that steers the programme, and why."""
    for week in reversed(weeks):
        light, why = week.light(library)
        if light is not None:
            return light, why
    return None, "No pain was rated."


def follow_ups(caseload: Caseload, as_of: dt.date, library: Library | None = None) -> tuple[FollowUp, ...]:
    """Every runner of a caseload, those to look at first in front: the worst light, then the longest quiet."""
    known = library or shipped()
    found = [follow_up(runner, caseload.diary(runner), as_of, known) for runner in caseload.runners]
    return tuple(sorted(found, key=_urgency))


def _urgency(one: FollowUp) -> tuple[int, int, str]:
    return -LIGHTS.index(one.light) if one.light else 1, -(one.quiet_days or 0), one.runner


def in_red(found: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Those whose last rated week was red."""
    return tuple(one for one in found if one.light == "red")


def gone_quiet(found: tuple[FollowUp, ...], days: int = QUIET_DAYS) -> tuple[FollowUp, ...]:
    """Those without an entry for so many days, and those who never had one."""
    return tuple(one for one in found if one.quiet_days is None or one.quiet_days >= days)


def changed_clearly(found: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Those of whom the check-in's rule says "clear change" in at least one topic, whichever way."""
    return tuple(one for one in found if any(t.word == "clear change" for t in one.trends.values()))


def table(found: tuple[FollowUp, ...], library: Library | None = None) -> pd.DataFrame:
    """The same as a table, a row a runner: light and why, days without an entry, sessions, trends in words."""
    questionnaire = (library or shipped()).check_in
    return pd.DataFrame([_row(one) | {t.name: one.trends[t.id].word for t in questionnaire.topics} for one in found])


def _row(one: FollowUp) -> dict[str, Any]:
    return {
        "runner": one.runner,
        "light": one.light or "not rated",
        "why": one.why,
        "last entry": one.last,
        "days quiet": one.quiet_days,
        "sessions done": one.done,
        "sessions planned": one.planned,
    }


def decided(one: FollowUp, library: Library) -> tuple[Decision, ...]:
    """What the guide decided, week by week. Empty where the runner's safety answers hide the programme."""
    profile = felt_now(one.profile, one.history.check_ins)
    programme = build(profile, library)
    return block(one.history, profile, programme, library).decisions if programme.weeks else ()


def trends_in_words(one: FollowUp, library: Library) -> list[tuple[str, str]]:
    """Each topic's name and a sentence that claims no more than the answers hold."""
    questionnaire = library.check_in
    return [(topic.name, in_words(one.trends[topic.id], topic, questionnaire)) for topic in questionnaire.topics]
