"""Progress, hold or ease: what a week's answers mean for the next one, by rules that a runner can read.

The rules and their sources: evidence for the pain-monitoring model (Thomee 1997, Silbernagel 2007) and for double
progression (ACSM 2009); the order and the thresholds are clinical reasoning and stand in the protocol's file.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from typing import Literal

from workbook.check_in import CheckIn, Light, light
from workbook.day import in_words
from workbook.diary import SessionEntry
from workbook.level import Level, step_up
from workbook.library import Library
from workbook.profile import Profile
from workbook.programme import Programme
from workbook.records import Exercise
from workbook.suitability import verdict_for

Verdict = Literal["progress", "hold", "ease", "missed"]
LIMP = "limp"
"""Stands for an injury where a runner limped and ticked none as sore: it concerns every exercise."""
_RANK: Mapping[Light | None, int] = {None: 0, "green": 1, "amber": 2, "red": 3}


MOST_EMPTY_WEEKS = 12
"""In a row; what follows them without an entry repeats the week likewise and is not told one by one."""


@dataclass(frozen=True)
class History:
    """What is known of a runner's weeks: the day they began, their check-ins, their sessions, and today."""

    start: dt.date | None
    today: dt.date
    check_ins: Sequence[CheckIn] = ()
    sessions: Sequence[SessionEntry] = ()

    @cached_property
    def _by_week(self) -> Mapping[int, tuple[list[CheckIn], list[SessionEntry]]]:
        """Check-ins and sessions of each week that has any."""
        found: dict[int, tuple[list[CheckIn], list[SessionEntry]]] = {}
        for check_in in self.check_ins:
            found.setdefault(self._number(check_in.date), ([], []))[0].append(check_in)
        for session in self.sessions:
            found.setdefault(self._number(session.date), ([], []))[1].append(session)
        return found

    def _number(self, day: dt.date) -> int:
        assert self.start is not None
        return (day - self.start).days // 7

    def week(self, number: int) -> "Facts":
        """What happened in a week, counted from 0."""
        assert self.start is not None
        check_ins, sessions = self._by_week.get(number, ((), ()))
        return Facts(self.start + dt.timedelta(weeks=number), tuple(check_ins), tuple(sessions))

    @property
    def weeks(self) -> int:
        """How many weeks have begun; 0 before the first."""
        return 0 if self.start is None or self.today < self.start else self._number(self.today) + 1

    @property
    def counted(self) -> tuple[int, ...]:
        """Numbers of the weeks that are looked at: of a long time without an entry only the first ones, and this week.

        So a start or an entry of years ago costs no more than one of last month.
        """
        if not self.weeks:
            return ()
        last = self.weeks - 1
        near = {week + n for week in (0, *self._by_week) for n in range(MOST_EMPTY_WEEKS + 1)}
        return tuple(sorted(week for week in {*near, last} if 0 <= week <= last))


@dataclass(frozen=True)
class Facts:
    """One week's check-ins and sessions."""

    first: dt.date
    check_ins: tuple[CheckIn, ...]
    sessions: tuple[SessionEntry, ...]

    @property
    def done(self) -> int:
        """Sessions done: those recorded, or those counted in a check-in, whichever are more."""
        return max([len(self.sessions), *(c.answers.get("sessions_done", 0) for c in self.check_ins)])

    def mean(self, question: str) -> float | None:
        """Mean answer to one question; None where nobody answered it."""
        found = [c.answers[question] for c in self.check_ins if question in c.answers]
        return sum(found) / len(found) if found else None


@dataclass(frozen=True)
class Standing:
    """Where a runner stands: the protocol's week they are in, and what was taken up or eased."""

    week: int = 1
    levels: Mapping[str, Level] = field(default_factory=dict)
    """Exercise id to its level."""
    reds: Mapping[str, int] = field(default_factory=dict)
    """Injury id to its red weeks in a row."""
    stopped: Mapping[str, str] = field(default_factory=dict)
    """Exercise id to the injury for which it was stopped."""

    @property
    def eased(self) -> tuple[str, ...]:
        """Injuries for which the dose is eased now."""
        return tuple(self.reds)


@dataclass(frozen=True)
class Decision:
    """What was decided at the end of one week, from which answers."""

    number: int
    """The runner's own week, from 1."""
    week: int
    """The protocol's week that it was."""
    verdict: Verdict
    why: tuple[str, ...]
    standing: Standing
    """Where the runner stands after it."""


def _sore(profile: Profile, library: Library) -> list[str]:
    known = library.injuries
    return [i for i, state in profile.injuries.items() if state == "sore" and i in known and known[i].kind == "injury"]


def injury_light(facts: Facts, before: Sequence[Facts], injury: str, library: Library) -> tuple[Light | None, str]:
    """The worst light of a week for one injury, and the answer that made it so; None where pain was not rated."""
    name = library.injuries[injury].name
    worst: tuple[Light | None, str] = (None, f"{name}: no pain was rated.")
    for check_in in facts.check_ins:
        found = light(check_in, injury, library.check_in)
        if _RANK[found] > _RANK[worst[0]]:
            worst = found, f"{name}: {_pain(check_in, injury)} ({in_words(check_in.date, year=False)}): {found}."
    now = facts.mean(f"pain_during:{injury}")
    earlier = next((m for f in reversed(before) if (m := f.mean(f"pain_during:{injury}")) is not None), None)
    rises = now is not None and earlier is not None and now - earlier >= library.protocol.progression.rise
    if rises and worst[0] != "red":
        worst = "red", f"{name}: the week's mean rose from {earlier:.1f} to {now:.1f}: red."
    return worst


def _pain(check_in: CheckIn, injury: str) -> str:
    during, morning = (check_in.answers.get(f"{question}:{injury}") for question in ("pain_during", "pain_morning"))
    said = [f"{during} at worst"] if during is not None else []
    return " and ".join([*said, f"{morning} the next morning"] if morning is not None else said)


def _judge(
    facts: Facts, before: Sequence[Facts], profile: Profile, library: Library
) -> tuple[Verdict, tuple[str, ...], list[str]]:
    """The verdict on a week, its reasons, and the injuries that were red."""
    lights = {injury: injury_light(facts, before, injury, library) for injury in _sore(profile, library)}
    limped = next((c.date for c in facts.check_ins if c.answers.get("limp")), None)
    if limped:
        why = f"You limped ({in_words(limped, year=False)}): red."
        return "ease", (why,), list(lights) or [LIMP]
    red = [injury for injury, (found, _) in lights.items() if found == "red"]
    if red:
        return "ease", tuple(lights[injury][1] for injury in red), red
    needed = ceil(library.protocol.progression.sessions_share * profile.sessions)
    if facts.done < needed:
        said = "No session is" if facts.done == 0 else f"Only {facts.done} of {profile.sessions} sessions is"
        return "missed", (f"{said} recorded: the week repeats.",), []
    amber = [why for found, why in lights.values() if found == "amber"]
    if amber:
        return "hold", (*amber, "The week repeats, and nothing is added."), []
    unrated = [why for found, why in lights.values() if found is None]
    if unrated:
        return "hold", (*unrated, "Rate it, and the programme can go on; until then the week repeats."), []
    green = tuple(why for _, why in lights.values()) or ("No sore injury is ticked.",)
    return "progress", (*green, f"{facts.done} of {profile.sessions} sessions done."), []


def affected(injury: str, planned: Sequence[Exercise]) -> list[Exercise]:
    """The exercises that an irritated injury concerns: those to be modified for it, or all where there is none."""
    modify = [
        exercise
        for exercise in planned
        if injury in exercise.suitability and verdict_for(exercise, injury, "sore") != "good"
    ]
    return modify or list(planned)


def _exercises(programme: Programme, week: int) -> list[Exercise]:
    sessions = programme.weeks[week - 1][1] if programme.weeks else ()
    return list({p.exercise.id: p.exercise for s in sessions for p in s.prescriptions}.values())


def _next(standing: Standing, verdict: Verdict, red: list[str], programme: Programme, library: Library) -> Standing:
    planned = _exercises(programme, standing.week)
    rule = library.protocol.progression
    if verdict == "ease":
        reds = {injury: standing.reds.get(injury, 0) + 1 for injury in red}
        again = [injury for injury, count in reds.items() if count >= rule.reds_to_stop]
        stopped = {e.id: injury for injury in again for e in affected(injury, planned)}
        return replace(standing, reds=reds, stopped={**standing.stopped, **stopped})
    if verdict != "progress":
        return standing
    if standing.reds:  # the first good week after an easing goes back to what was, and adds nothing
        return replace(standing, reds={})
    last = len(library.protocol.weeks)
    week = min(standing.week + 1, last)
    levels = dict(standing.levels)
    if library.protocol.weeks[week - 1].minutes_share == 1:
        most = library.protocol.weeks[week - 1].rounds
        for exercise in planned:
            if exercise.id not in standing.stopped:
                levels[exercise.id] = step_up(exercise, levels.get(exercise.id, Level()), most, library)
    return replace(standing, week=week, levels=levels)


def start_of(profile: Profile, check_ins: Sequence[CheckIn], sessions: Sequence[SessionEntry]) -> dt.date | None:
    """The day the runner's first week began: as they said, else that of the first session that is known."""
    counted = (c.date for c in check_ins if c.answers.get("sessions_done"))
    return profile.start or min([*(s.date for s in sessions), *counted], default=None)


def decisions(history: History, profile: Profile, programme: Programme, library: Library) -> tuple[Decision, ...]:
    """A decision for every week that is over, and for the running one as soon as it is red."""
    made: list[Decision] = []
    standing = Standing()
    facts = [history.week(number) for number in history.counted]
    for place, (number, week) in enumerate(zip(history.counted, facts, strict=True)):
        verdict, why, red = _judge(week, facts[:place], profile, library)
        if place == len(facts) - 1 and verdict != "ease":
            break
        after = _next(standing, verdict, red, programme, library)
        made.append(Decision(number + 1, standing.week, verdict, why, after))
        standing = after
    return tuple(made)


def preview(history: History, profile: Profile, programme: Programme, library: Library) -> Decision | None:
    """What would be decided if the running week ended as it is, or with nothing in it yet, like the one before."""
    if not history.weeks:
        return None
    made = decisions(history, profile, programme, library)
    facts = [history.week(number) for number in history.counted]
    like = facts[-1] if facts[-1].check_ins or facts[-1].sessions or len(facts) == 1 else facts[-2]
    standing = made[-1].standing if made else Standing()
    verdict, why, red = _judge(like, facts[:-1], profile, library)
    return Decision(history.weeks, standing.week, verdict, why, _next(standing, verdict, red, programme, library))
