"""A runner's weeks as they were: what was told and done in each, and the light of each by the pain rule."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.diary import pain
from workbook.diary.check_in import CheckIn, is_pain, limped
from workbook.diary.day import in_words
from workbook.diary.diary import SessionEntry
from workbook.diary.pain import Judged, Light
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import injury_name
from workbook.library.questions import Questionnaire

MOST_EMPTY_WEEKS = 12
"""In a row; what follows them without an entry repeats the week likewise and is not told one by one."""


@dataclass(frozen=True)
class PlaceLight:
    """One place in one week: the worst light of its ratings, and the answer that made it so."""

    place: str
    worst: Judged
    steady: bool
    """Whether every rating was acceptable and as usual."""

    @property
    def light(self) -> Light:
        """The light."""
        return self.worst.light

    def says(self, library: Library) -> str:
        """The answer as a sentence."""
        day = in_words(self.worst.rating.date, year=False)
        return f"{injury_name(self.place, library)}: {pain.in_words(self.worst)} ({day}): {self.light}."


@dataclass(frozen=True)
class Facts:
    """One week's check-ins and sessions."""

    first: dt.date
    check_ins: tuple[CheckIn, ...]
    sessions: tuple[SessionEntry, ...]
    places: tuple[PlaceLight, ...]
    """Every place of which pain was told."""

    def done(self, share: float) -> int:
        """Sessions done: those recorded with at least this share of their exercises, or those counted in a check-in."""
        recorded = sum(session.share_done >= share > 0 for session in self.sessions)
        return max([recorded, *(c.answers.get("sessions_done", 0) for c in self.check_ins)])

    def mean(self, *questions: str) -> float | None:
        """Mean answer to some questions; None where nobody answered them."""
        found = [c.answers[question] for c in self.check_ins for question in questions if question in c.answers]
        return sum(found) / len(found) if found else None

    @property
    def effort(self) -> float | None:
        """Mean effort of the sessions, or of the check-ins where no session says it."""
        told = [session.effort for session in self.sessions if session.effort is not None]
        return sum(told) / len(told) if told else self.mean("effort")

    @property
    def limped(self) -> dt.date | None:
        """The first day on which the runner told of a limp."""
        return next((c.date for c in self.check_ins if limped(c.answers)), None)

    @property
    def empty(self) -> bool:
        """Whether nothing was told at all."""
        return not self.check_ins and not self.sessions

    def light(self, library: Library) -> tuple[Light | None, str]:
        """The week's light and why: the one function for the page, a caseload and a report."""
        if self.limped:
            return pain.LIMPED, f"Limped ({in_words(self.limped, year=False)})."
        first = max(self.places, key=lambda one: pain.LIGHTS.index(one.light), default=None)
        return (first.light, first.says(library)) if first else (None, "No pain was rated.")


@dataclass(frozen=True)
class History:
    """What is known of a runner's weeks: the day they began, their check-ins, their sessions, and today."""

    start: dt.date | None
    today: dt.date
    check_ins: Sequence[CheckIn] = ()
    sessions: Sequence[SessionEntry] = ()
    weeks_before: int = 0
    """The runner's own weeks before the block that began at the start."""
    held: Sequence[tuple[dt.date, int]] = ()
    """Sessions a week that held earlier, each with the day on which another number took its place."""

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

    def judged(self, questionnaire: Questionnaire) -> Mapping[str, Sequence[Judged]]:
        """Every rating of every place with its light."""
        if "_judged" not in self.__dict__:
            found = {
                place: pain.judged(pain.ratings(place, self.check_ins, self.sessions), questionnaire.pain_rule)
                for place in pain.places(self.check_ins, self.sessions)
            }
            self.__dict__["_judged"] = found
        known: Mapping[str, Sequence[Judged]] = self.__dict__["_judged"]
        return known

    def week(self, number: int, questionnaire: Questionnaire) -> Facts:
        """What happened in a week, counted from 0."""
        assert self.start is not None
        check_ins, sessions = self._by_week.get(number, ((), ()))
        first = self.start + dt.timedelta(weeks=number)
        places = _places(self.judged(questionnaire), first) if check_ins or sessions else ()
        return Facts(first, tuple(check_ins), tuple(sessions), places)

    def asked(self, first: dt.date, now: int, done: int = 0) -> int:
        """Sessions that were planned in the week from a day on, where `now` holds today.

        Where more than one number held on its days, the least that covers what was done.
        """
        since = [dt.date.min, *(day for day, _ in self.held)]
        until = [*(day for day, _ in self.held), dt.date.max]
        numbers = [*(number for _, number in self.held), now]
        end = first + dt.timedelta(weeks=1)
        there = [n for n, a, b in zip(numbers, since, until, strict=True) if max(a, first) < min(b, end)]
        return min((n for n in there if n >= done), default=max(there))

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

    def told_part(self, before: dt.date) -> str | None:
        """The part of the body that was last told of a pain elsewhere, before a day."""
        return next((c.elsewhere for c in reversed(self.check_ins) if c.elsewhere and c.date < before), None)


def _places(judged: Mapping[str, Sequence[Judged]], first: dt.date) -> tuple[PlaceLight, ...]:
    found = []
    for place, each in judged.items():
        week = [one for one in each if 0 <= (one.rating.date - first).days < 7]
        if week:
            worst = max(week, key=lambda one: pain.LIGHTS.index(one.light))
            found.append(PlaceLight(place, worst, all(one.steady for one in week)))
    return tuple(found)


def heard_from(
    profile: Profile, check_ins: Sequence[CheckIn], sessions: Sequence[SessionEntry], questionnaire: Questionnaire
) -> dt.date | None:
    """The day from which a runner's weeks are counted: their start, or a limp or a red pain that came before it.

    Who says no first day, and tells of strong pain before any session, is heard as well.
    """
    strong = (c.date for c in check_ins if limped(c.answers) or questionnaire.pain_rule.is_strong(_worst_pain(c)))
    start = start_of(profile, check_ins, sessions)
    return start if profile.start else min([*([start] if start else []), *strong], default=None)


def _worst_pain(check_in: CheckIn) -> int:
    return max((score for key, score in check_in.answers.items() if is_pain(key)), default=0)


def start_of(profile: Profile, check_ins: Iterable[CheckIn], sessions: Iterable[SessionEntry]) -> dt.date | None:
    """The day the runner's first week began: as they said, else that of the first session that is known."""
    counted = (c.date for c in check_ins if c.answers.get("sessions_done"))
    return profile.start or min([*(s.date for s in sessions), *counted], default=None)
