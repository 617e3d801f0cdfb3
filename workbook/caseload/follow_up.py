"""Whom to look at first: who is in red, who has gone quiet, who changed clearly, and who does how much of it."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

import pandas as pd

from workbook.caseload import received
from workbook.caseload.caseload import Caseload, no_collector
from workbook.caseload.received import Received
from workbook.caseload.table import lights_of
from workbook.caseload.told import check_ins, sessions
from workbook.diary.check_in import CheckIn
from workbook.diary.diary import Diary, SessionEntry
from workbook.diary.history import Facts, History, heard_from
from workbook.diary.pain import LIGHTS, Light
from workbook.diary.prescribed.clinics_own import known_to
from workbook.diary.prescribed.held import Held
from workbook.diary.runner_profile import Profile
from workbook.diary.trend import Trend, began, trends
from workbook.diary.trend_words import in_words
from workbook.library import Library, shipped
from workbook.programme import build
from workbook.programme.block import Block, block, felt_now, weeks_until
from workbook.programme.progression import Decision

QUIET_DAYS = 14
"""Without an entry: two check-ins of a week were missed. A choice of ours, not a finding."""


class _Entries(NamedTuple):
    """What was told and done up to a day."""

    check_ins: tuple[CheckIn, ...]
    sessions: tuple[SessionEntry, ...]


@dataclass(frozen=True)
class FollowUp:
    """What one runner's diary says on one day; entries of later days are not looked at.

    What is not asked of it is not worked out, so that thousands can be sorted at once.
    """

    runner: str
    profile: Profile
    as_of: dt.date
    last: dt.date | None
    """The day of the last entry."""
    rated: Sequence[tuple[int, int]] | None = field(repr=False)
    """Day and light of each check-in that has one; None where a week's light asks for more than these."""
    held: Held = field(repr=False)
    """How many sessions a week held earlier."""
    library: Library = field(repr=False, compare=False)
    told: Callable[[], _Entries] = field(repr=False, compare=False)
    """Entries as the rules of this page ask of them."""
    whole: Callable[[], Diary] = field(repr=False, compare=False)
    """The diary. Raises DiaryError, OSError where it has to be read and cannot be."""

    @property
    def quiet_days(self) -> int | None:
        """Days since the last entry; None where there is none."""
        return None if self.last is None else (self.as_of - self.last).days

    @cached_property
    def light(self) -> Light | None:
        """Of the last week in which pain was rated, or the runner limped."""
        if self.rated is None:
            return _last_light(self._weeks[0], self.library)[0]
        return _light_of(self.rated, self._start) if self.rated else None

    @cached_property
    def history(self) -> History:
        """All of it, up to that day."""
        diary = self.whole()
        check_ins = tuple(c for c in diary.check_ins if c.date <= self.as_of)
        return self._history(_Entries(check_ins, tuple(s for s in diary.sessions if s.date <= self.as_of)))

    @cached_property
    def done(self) -> int:
        """Sessions done, from the first week to the last that has an entry."""
        return sum(week.done(self.library.protocol.progression.done_share) for week in self._weeks[0])

    @property
    def planned(self) -> int:
        """Sessions planned in these weeks."""
        return self._weeks[1]

    @property
    def why(self) -> str:
        """Why it is this light."""
        return _last_light(self._weeks[0], self.library)[1]

    @cached_property
    def trends(self) -> Mapping[str, Trend]:
        """By topic, and again by its questions."""
        told = self._told
        return trends(told.check_ins, began(self.profile, *told), self.as_of, self.library.check_in)

    @cached_property
    def _told(self) -> _Entries:
        return self.told()

    @cached_property
    def _weeks(self) -> tuple[list[Facts], int]:
        history = self._history(self._told)
        return weeks_until(self.last, history, self.profile, self.library) if self.last else ([], 0)

    @cached_property
    def _start(self) -> dt.date | None:
        """The day from which the weeks are counted."""
        if self.profile.start:
            return self.profile.start
        days = [entry.date for some in self._told for entry in some]
        return heard_from(self.profile, *self._told, self.library.check_in) or min(days, default=None)

    def _history(self, told: _Entries) -> History:
        return History(self._start, self.as_of, *told, held=self.held)


def follow_up(runner: str, diary: Diary, as_of: dt.date, library: Library) -> FollowUp:
    """What a diary says on a day."""
    taken = received.of(diary)
    return _one(runner, taken, lights_of(taken, library.check_in), as_of, library, lambda: diary)


def _one(
    runner: str,
    taken: Received,
    lights: Sequence[int],
    as_of: dt.date,
    library: Library,
    whole: Callable[[], Diary],
) -> FollowUp:
    until = as_of.toordinal()
    days = [each[: bisect_right(each, until)] for each in (taken.dates, taken.session_dates)]
    last = max((dt.date.fromordinal(each[-1]) for each in days if each), default=None)

    def told() -> _Entries:
        return _Entries(check_ins(taken, until), sessions(taken, until))

    rated = [(day, light) for day, light in zip(days[0], lights, strict=False) if light >= 0]
    shown = rated if _plain(taken) else None
    return FollowUp(runner, taken.profile, as_of, last, shown, taken.held, library, told, whole)


def _plain(taken: Received) -> bool:
    """Whether the lights of the check-ins are all that a week's light asks for.

    They are not where a session hurt, where a day has two check-ins, and where the weeks are counted anew for a block.
    """
    return not taken.places and not taken.profile.block and len({*taken.dates}) == len(taken.dates)


def _light_of(rated: Sequence[tuple[int, int]], start: dt.date | None) -> Light | None:
    """The light of the last week that has one, from those of its check-ins; before the first week there is none."""
    assert start is not None
    weeks = [((day - start.toordinal()) // 7, light) for day, light in rated]
    last = weeks[-1][0]
    return LIGHTS[max(light for week, light in weeks if week == last)] if last >= 0 else None


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
    rule = known.check_in.pain_rule
    with no_collector():
        found = []
        for runner, taken in caseload.received.items():
            lights = caseload.lights[runner] if rule == caseload.rule else lights_of(taken, known.check_in)
            found.append(_one(runner, taken, lights, as_of, known, partial(caseload.diary, runner)))
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
    with no_collector():
        rows = [_row(one) | {t.name: one.trends[t.id].word for t in questionnaire.topics} for one in found]
    return pd.DataFrame(rows)


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
    now = block_of(one, known_to(one.whole(), library))
    return now.decisions if now.programme.weeks else ()


def block_of(one: FollowUp, library: Library) -> Block:
    """The block that the runner is in; the library knows a clinic's own exercises that were prescribed."""
    profile = felt_now(one.profile, one.history.check_ins)
    return block(one.history, profile, build(profile, library), library)


def trends_in_words(one: FollowUp, library: Library) -> list[tuple[str, str]]:
    """Each topic's name and a sentence that claims no more than the answers hold."""
    questionnaire = library.check_in
    return [(topic.name, in_words(one.trends[topic.id], topic, questionnaire)) for topic in questionnaire.topics]
