"""What comes after the last week: a second block that is built from what was reached, or keeping up once a week."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook.diary.check_in import CheckIn, weekly
from workbook.diary.history import Facts, History
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.programme.level import has_weight, slower_steps
from workbook.programme.programme import Programme, build
from workbook.programme.progression import Decision, decided
from workbook.programme.standing import Standing
from workbook.programme.swaps import can_do


@dataclass(frozen=True)
class Block:
    """The block that the runner is in, with all that was decided in it and before it."""

    history: History
    profile: Profile
    """As the block sees the runner."""
    programme: Programme
    decisions: tuple[Decision, ...]
    preview: Decision | None
    begins: Standing
    """Where the runner stood at its first day."""

    @property
    def standing(self) -> Standing:
        """Where the runner stands now."""
        return self.last.standing if self.last else self.begins

    @property
    def own(self) -> tuple[Decision, ...]:
        """What was decided in this block."""
        return tuple(d for d in self.decisions if d.number > self.history.weeks_before)

    @property
    def last(self) -> Decision | None:
        """The last one; None in the block's first week."""
        return self.own[-1] if self.own else None

    @property
    def is_over(self) -> bool:
        """Whether the last week was done well: then it is time for another block, or for keeping up."""
        last = len(self.programme.weeks)
        return any(d.week == last and d.ruling == "progress" for d in self.own)


def _harder(profile: Profile, reached: Standing, library: Library) -> dict[str, str]:
    """The harder version for every exercise at the top of its range that has no weight to go up in."""
    rule, found = library.protocol.progression, dict(profile.swaps)
    if profile.prescribed and profile.prescribed.exercises:
        return found
    for name, level in reached.levels.items():
        exercise = library.exercises.get(name)
        if exercise is None or exercise.harder is None or has_weight(exercise, library):
            continue
        at_the_top = exercise.dose.reps[0] + level.reps * rule.reps_step >= exercise.dose.reps[1]
        harder = library.exercises[exercise.harder]
        if at_the_top and level.slower >= slower_steps(exercise, library) and can_do(harder, profile, library):
            found.setdefault(name, harder.id)
    return found


def felt_now(profile: Profile, check_ins: Sequence[CheckIn]) -> Profile:
    """The profile with how clearly each glute was felt in its last rated week."""
    sides = {side: weekly(check_ins, side) for side in ("glute_left", "glute_right")}
    return profile.model_copy(update={side: round(w[max(w)]) for side, w in sides.items() if w})


def _parts(history: History, profile: Profile) -> tuple[History | None, History]:
    """What came before the block that the runner is in, and the block's own weeks; one that was broken off counts."""
    next_one, start = profile.block, history.start
    if next_one is None or start is None or not start < next_one.start <= history.today:
        return None, history
    past = replace(
        history,
        today=next_one.start,
        check_ins=tuple(c for c in history.check_ins if c.date < next_one.start),
        sessions=tuple(s for s in history.sessions if s.date < next_one.start),
    )
    held = () if next_one.kind == "keep_up" else history.held
    weeks = -(-(next_one.start - start).days // 7)
    return past, replace(history, start=next_one.start, weeks_before=weeks, held=held)


def _sessions(profile: Profile) -> int:
    """Sessions a week in the block."""
    return 1 if profile.block and profile.block.kind == "keep_up" else profile.sessions


def weeks_until(day: dt.date, history: History, profile: Profile, library: Library) -> tuple[list[Facts], int]:
    """All weeks that are looked at up to a day, and how many sessions were planned in them."""
    past, now = _parts(history, profile)
    found: list[Facts] = []
    planned = 0
    yesterday = now.start - dt.timedelta(days=1) if past and now.start else day
    for part, sessions in ((past, profile.sessions), (now, _sessions(profile) if past else profile.sessions)):
        if part is not None:
            known = replace(part, today=min(yesterday if part is past else part.today, day))
            found += (weeks := [part.week(number, library.check_in) for number in known.counted])
            planned += _planned(known, sessions, weeks, library)
    return found, planned


def _planned(history: History, sessions: int, weeks: Sequence[Facts], library: Library) -> int:
    """Sessions that were planned in all weeks, where so many are a week today."""
    if not history.held or history.start is None:
        return history.weeks * sessions
    done = {week.first: week.done(library.protocol.progression.done_share) for week in weeks}
    days = (history.start + dt.timedelta(weeks=number) for number in range(history.weeks))
    return sum(history.asked(day, sessions, done.get(day, 0)) for day in days)


def block(history: History, profile: Profile, programme: Programme, library: Library) -> Block:
    """The block that the runner is in, as page, caseload and report see it; `programme` is that of the first one."""
    past, now = _parts(history, profile)
    if past is None or profile.block is None:
        return Block(history, profile, programme, *decided(history, profile, programme, library), Standing())
    keeps_up = profile.block.kind == "keep_up"
    made = decided(past, profile, programme, library).decisions
    reached = made[-1].standing if made else Standing()
    seen = profile.model_copy(
        update={
            "experience": "regular",
            "sessions": _sessions(profile),
            "swaps": _harder(profile, reached, library),
        }
    )
    second = build(seen, library)
    weeks = now.weeks_before
    begins = replace(reached, week=len(second.weeks) or 1 if keeps_up else min(2, len(second.weeks) or 1), reds={})
    found, coming = decided(now, seen, second, library, begins)
    more = [replace(one, number=one.number + weeks) for one in found]
    coming = coming and replace(coming, number=coming.number + weeks)
    return Block(now, seen, second, (*made, *more), coming, begins)


def taper(race: dt.date | None, today: dt.date, days: int) -> int | None:
    """Days until a race that is so near that the work gets less; None where there is none."""
    left = (race - today).days if race else -1
    return left if 0 <= left <= days else None
