"""What comes after the last week: a second block that is built from what was reached, or keeping up once a week."""

import datetime as dt
from dataclasses import dataclass, replace

from workbook.history import History
from workbook.level import has_weight, slower_steps
from workbook.library import Library
from workbook.profile import Profile
from workbook.programme import Programme, build
from workbook.progression import Decision, decisions, preview
from workbook.standing import Standing
from workbook.swaps import can_do


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
        return any(d.week == last and d.verdict == "progress" for d in self.own)


def _harder(profile: Profile, reached: Standing, library: Library) -> dict[str, str]:
    """The harder version for every exercise at the top of its range that has no weight to go up in."""
    rule, found = library.protocol.progression, dict(profile.swaps)
    for name, level in reached.levels.items():
        exercise = library.exercises.get(name)
        if exercise is None or exercise.harder is None or has_weight(exercise):
            continue
        at_the_top = exercise.dose.reps[0] + level.reps * rule.reps_step >= exercise.dose.reps[1]
        harder = library.exercises[exercise.harder]
        if at_the_top and level.slower >= slower_steps(exercise, library) and can_do(harder, profile, library):
            found.setdefault(name, harder.id)
    return found


def block(history: History, profile: Profile, programme: Programme, library: Library) -> Block:
    """The block that the runner is in; `programme` is that of the first one."""
    next_one = profile.block
    if next_one is None or history.start is None or not history.start < next_one.start <= history.today:
        found = decisions(history, profile, programme, library)
        return Block(history, profile, programme, found, preview(history, profile, programme, library), Standing())
    made = decisions(replace(history, today=next_one.start), profile, programme, library)
    reached = made[-1].standing if made else Standing()
    keeps_up = next_one.kind == "keep_up"
    seen = profile.model_copy(
        update={
            "experience": "regular",
            "sessions": 1 if keeps_up else profile.sessions,
            "swaps": _harder(profile, reached, library),
        }
    )
    second = build(seen, library)
    weeks = (next_one.start - history.start).days // 7
    now = replace(history, start=next_one.start, weeks_before=weeks)
    begins = replace(reached, week=len(second.weeks) or 1 if keeps_up else min(2, len(second.weeks) or 1), reds={})
    more = [replace(one, number=one.number + weeks) for one in decisions(now, seen, second, library, begins)]
    coming = preview(now, seen, second, library, begins)
    coming = coming and replace(coming, number=coming.number + weeks)
    return Block(now, seen, second, (*made, *more), coming, begins)


def taper(race: dt.date | None, today: dt.date, days: int) -> int | None:
    """Days until a race that is so near that the work gets less; None where there is none."""
    left = (race - today).days if race else -1
    return left if 0 <= left <= days else None
