"""Red flags: go, adapt, or see someone first, with the sentence for each."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from workbook.diary.day import EARLIEST
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.records import Group, RedFlag
from workbook.library.values import Demand

Clearance = Literal["go", "adapt", "see_someone"]

_URGENCY = {"emergency": 0, "same_day": 1, "soon": 2, "adapt": 3}


def urgency(flag: RedFlag) -> int:
    """Where a sign stands among others: the most urgent first."""
    return _URGENCY[flag.action]


@dataclass(frozen=True)
class Screening:
    """What the safety answers allow; `flags` stand with the most urgent first."""

    clearance: Clearance
    flags: tuple[RedFlag, ...]
    hides_programme: bool
    locks: frozenset[Demand]
    """What exercises may not demand."""
    easiest_variants: bool

    @property
    def blockers(self) -> tuple[str, ...]:
        """Why there is no programme, a sentence each; empty when there is one."""
        return tuple(flag.says for flag in self.flags if hides(flag))


def hides(flag: RedFlag) -> bool:
    """Whether there is no programme until somebody has looked at this sign."""
    return flag.action in ("emergency", "same_day") or flag.locks == "all"


def _ticked(profile: Profile, flag: RedFlag) -> bool:
    if flag.asks == "age_band":
        return profile.is_young
    return flag.id in profile.red_flags


def screen(profile: Profile, library: Library) -> Screening:
    """The most cautious reading of all that was ticked."""
    flags = [flag for flag in library.red_flags.values() if _ticked(profile, flag)]
    flags.sort(key=urgency)
    clearance: Clearance = "go"
    if flags:
        clearance = "adapt" if flags[0].action == "adapt" else "see_someone"
    return Screening(
        clearance=clearance,
        flags=tuple(flags),
        hides_programme=any(map(hides, flags)),
        locks=frozenset(demand for flag in flags if flag.locks != "all" for demand in flag.locks),
        easiest_variants=any(flag.easiest_variants for flag in flags),
    )


def asked(library: Library) -> dict[Group, tuple[RedFlag, ...]]:
    """The signs that a runner is asked to tick, by their group, in the order of the files."""
    ticks = [flag for flag in library.red_flags.values() if flag.asks == "tick"]
    grouped = {group: tuple(flag for flag in ticks if flag.group == group) for group in get_args(Group)}
    return {group: flags for group, flags in grouped.items() if flags}


def unanswered(profile: Profile, library: Library, since: dt.date | None = None) -> tuple[Group, ...]:
    """Groups of safety questions that want an answer before a session: never answered, or not since a day."""
    return tuple(g for g in asked(library) if profile.screened.get(g, dt.date.min) < (since or EARLIEST))
