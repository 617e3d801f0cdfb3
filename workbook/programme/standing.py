"""Standing: where a runner stands in the programme, and how a week moves them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from workbook.diary.asked import sore
from workbook.diary.day import in_words
from workbook.diary.history import Facts, History
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import LIMP, exercise_name, injury_name
from workbook.library.number_words import counted
from workbook.library.protocol import Progression
from workbook.library.records import Exercise
from workbook.programme.level import Level, step_up
from workbook.programme.programme import Programme
from workbook.programme.provoking import provoking, skipped_for

Ruling = Literal["progress", "hold", "ease", "missed"]


@dataclass(frozen=True)
class Standing:
    """Where a runner stands: the protocol's week they are in, and what was taken up, eased or stopped."""

    week: int = 1
    levels: Mapping[str, Level] = field(default_factory=dict)
    """Exercise id to its level."""
    reds: Mapping[str, int] = field(default_factory=dict)
    """Place that is eased (an injury's id, or another place) to its red weeks in a row."""
    stopped: Mapping[str, str] = field(default_factory=dict)
    """Exercise id to the place for which it was stopped."""
    since: Mapping[str, dt.date] = field(default_factory=dict)
    """Place to the day on which its exercises were stopped."""
    calm: Mapping[str, int] = field(default_factory=dict)
    """Stopped place to its weeks without red in a row."""
    few: int = 0
    """Weeks in a row with some sessions, but fewer than are wanted."""
    away: int = 0
    """Weeks in a row without any."""
    felt_held: int = 0
    """Weeks for which the first stage was kept because the glutes were hardly felt."""

    @property
    def eased(self) -> tuple[str, ...]:
        """Places for which the dose is eased now."""
        return tuple(self.reds)

    def without(self, places: set[str]) -> "Standing":
        """With all given back that was stopped for these places."""
        return replace(
            self,
            stopped={exercise: place for exercise, place in self.stopped.items() if place not in places},
            since={place: day for place, day in self.since.items() if place not in places},
            calm={place: count for place, count in self.calm.items() if place not in places},
            reds={place: count for place, count in self.reds.items() if place not in places},
        )


@dataclass(frozen=True)
class RunnerWeek:
    """One week of a runner, with all that may be looked at when it is judged."""

    facts: Facts
    standing: Standing
    """Where they stood in it."""
    history: History
    profile: Profile
    programme: Programme
    library: Library

    @property
    def rule(self) -> Progression:
        """The protocol's rule."""
        return self.library.protocol.progression

    @property
    def done(self) -> int:
        """Sessions done."""
        return self.facts.done(self.rule.done_share)

    @property
    def asked(self) -> int:
        """Sessions that were planned in it."""
        return self.history.asked(self.facts.first, self.profile.sessions, self.done)

    @property
    def few(self) -> bool:
        """Whether fewer sessions were done than are wanted."""
        return self.done < self.rule.steady_share * self.asked

    @property
    def sore(self) -> list[str]:
        """Injuries that are sore now, of which pain should be rated."""
        return sore(self.profile, self.library)

    @property
    def red(self) -> list[str]:
        """Places that are red; with a limp those that are not green, else those that are sore, else the limp itself."""
        if not self.facts.limped:
            return [one.place for one in self.facts.places if one.light == "red"]
        return [one.place for one in self.facts.places if one.light != "green"] or self.sore or [LIMP]

    @property
    def planned(self) -> list[Exercise]:
        """Exercises of the protocol's week that it was."""
        sessions = self.programme.weeks[self.standing.week - 1][1] if self.programme.weeks else ()
        return list({p.exercise.id: p.exercise for s in sessions for p in s.prescriptions}.values())

    @property
    def end(self) -> dt.date:
        """The day after its last."""
        return self.facts.first + dt.timedelta(weeks=1)

    def provoking(self, place: str) -> list[Exercise]:
        """Exercises of the whole programme that load a place."""
        sessions = [s for s in self.history.sessions if s.date < self.end]
        part = self.history.told_part(self.end)
        return provoking(place, self.programme.exercises, skipped_for(place, sessions), part, self.library)

    def given_back(self) -> set[str]:
        """Stopped places that have been calm for long enough with this week."""
        return {place for place, count in self._calm().items() if count >= self.rule.calm_weeks}

    def seen(self, since: Mapping[str, dt.date]) -> set[str]:
        """Places, stopped since these days, of which the runner says that a clinician has seen them since."""
        return {place for place, day in self.profile.seen.items() if place in since and since[place] <= day < self.end}

    def _calm(self) -> dict[str, int]:
        """Stopped place to its calm weeks in a row, with this one."""
        rated = {one.place for one in self.facts.places}
        found = {}
        for place in self.standing.since:
            told = not self.facts.empty and (place in rated or place not in self.sore)
            found[place] = 0 if place in self.red else self.standing.calm.get(place, 0) + told
        return found

    def after(self, ruling: Ruling) -> Standing:
        """Where the runner stands after the week, if this is the ruling on it."""
        standing = replace(
            self.standing,
            reds=self._reds(ruling),
            calm=self._calm(),
            few=self.standing.few + 1 if self.done and self.few else 0,
            away=0 if self.done else self.standing.away + 1,
        )
        standing = self._stopped(standing).without(self.given_back())
        if ruling == "missed" and standing.away == self.rule.break_weeks:
            return replace(standing, week=max(1, standing.week - self.rule.break_back), levels={})
        return self._progressed(standing) if ruling == "progress" and not self.standing.reds else standing

    def _reds(self, ruling: Ruling) -> dict[str, int]:
        """Who is red gets one more; who was, stays eased until a good week, but not red in a row."""
        rated = {one.place for one in self.facts.places}
        before = {} if ruling == "progress" else self.standing.reds
        kept = {place: 0 if place in rated else count for place, count in before.items()}
        return kept | {place: self.standing.reds.get(place, 0) + 1 for place in self.red}

    def _stopped(self, standing: Standing) -> Standing:
        again = [place for place in self.red if standing.reds[place] >= self.rule.reds_to_stop]
        new = {exercise.id: place for place in again for exercise in self.provoking(place)}
        days = [*(c.date for c in self.facts.check_ins), *(s.date for s in self.facts.sessions)]
        since = {place: max(days) for place in new.values() if place not in standing.since}
        stopped = self._spared({**new, **standing.stopped})
        return replace(standing, stopped=stopped, since={**standing.since, **since})

    def _spared(self, stopped: dict[str, str]) -> dict[str, str]:
        """Where everything would be stopped, the exercise that hurt least is not: some work is always left."""
        planned = [exercise.id for exercise in self.programme.exercises]
        if not planned or any(name not in stopped for name in planned):
            return stopped
        told = [(p.exercise, p.hurt[1]) for s in self.history.sessions for p in s.performed if p.hurt]
        worst = {name: max([score for other, score in told if other == name], default=0) for name in planned}
        least = min(planned, key=lambda name: worst[name])
        return {name: place for name, place in stopped.items() if name != least}

    def _progressed(self, standing: Standing) -> Standing:
        """One week on in the programme, and every exercise that was done one step up."""
        week = min(standing.week + 1, len(self.library.protocol.weeks))
        weeks = [each for each, _ in self.programme.weeks] or self.library.protocol.weeks
        coming = weeks[week - 1]
        levels = dict(standing.levels)
        if coming.minutes_share == 1 and not self.programme.by:  # a physio's dose is theirs to raise
            for exercise in self.planned:
                if exercise.id not in standing.stopped and self._was_done(exercise.id):
                    before = levels.get(exercise.id, Level())
                    step = step_up(exercise, before, coming.rounds, self.library)
                    too_heavy = self.profile.is_young and step.weight > before.weight
                    levels[exercise.id] = before if too_heavy else step
        return replace(standing, week=week, levels=levels)

    def _was_done(self, exercise: str) -> bool:
        """Whether an exercise was done, as far as the sessions say; where none was recorded it is taken as done."""
        found = [p for s in self.facts.sessions for p in s.performed if p.exercise == exercise]
        return not found or any(p.rounds for p in found)


def stopped_in_words(exercise: str, standing: Standing, library: Library) -> str:
    """Why an exercise is stopped, since when, and what brings it back."""
    place = standing.stopped[exercise]
    since = in_words(standing.since[place], year=False)
    return f"{exercise_name(exercise, library)} is stopped since {since}: {way_back(place, standing, library)}"


def way_back(place: str, standing: Standing, library: Library) -> str:
    """Why what loads a place is stopped, and what brings it back."""
    rule, calm = library.protocol.progression, standing.calm.get(place, 0)
    weeks = counted(rule.calm_weeks, "calm week")
    return (
        f"{injury_name(place, library)} was red in {counted(rule.reds_to_stop, 'week')} running. Ask a clinician. "
        f"What is stopped comes back after {weeks} ({calm} so far), or when you say here that a clinician has seen it."
    )
