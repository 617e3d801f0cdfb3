"""Arrival: a diary from a file or a link beside the one that is here. Whose it may be, what it holds, the way back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from workbook.diary.day import in_words
from workbook.diary.diary import Diary, Entry, merge, of
from workbook.library import Library
from workbook.library.number_words import counted

_NAMED = 5
"""Injuries that are named; more are counted."""
_FIELDS = {"prescribed": "what is prescribed"}
_STATES = {"sore": "sore now", "settled": "settled"}


def may_be_anothers(here: Diary, come: Diary) -> bool:
    """Whether a diary may be another runner's: it brings something, and no entry is in both."""
    return bool(here.entries) and not here.own_ids & come.own_ids and merge(here, come) != here


def holds(diary: Diary) -> str:
    """How much is in a diary, and of which days."""
    dated = sorted(entry.date for entry in (*diary.check_in_entries, *diary.sessions))
    counts = [counted(len(diary.check_in_entries), "check-in")]
    counts += [counted(len(diary.sessions), "session")] if diary.sessions else []
    given = diary.profile.prescribed
    return (
        " and ".join(counts)
        + (f", {in_words(dated[0])} to {in_words(dated[-1])}" if dated else "")
        + (f", and what {given.by} prescribed" if given else "")
    )


def differences(here: Diary, come: Diary, library: Library) -> str:
    """What two runners, or one at two times, answered differently, in sentences; empty where nothing."""
    mine, theirs = here.profile, come.profile
    differing = [_FIELDS.get(name, name.replace("_", " ")) for name, value in theirs if value != getattr(mine, name)]
    said = []
    if "injuries" in differing:
        differing.remove("injuries")
        there, ours = (_injuries(profile.injuries, library) for profile in (theirs, mine))
        said.append(f"Injuries there: {there}; here: {ours}.")
    if differing:
        said.append(f"{'Also different' if said else 'Different'}: {', '.join(differing)}.")
    return " ".join(said)


def _injuries(states: Mapping[str, str], library: Library) -> str:
    named = [
        f"{library.injuries[injury].name if injury in library.injuries else injury} ({_STATES[state]})"
        for injury, state in list(states.items())[:_NAMED]
    ]
    more = [f"{len(states) - _NAMED} more"] if len(states) > _NAMED else []
    return ", ".join(named + more) or "none"


@dataclass(frozen=True)
class Arrival:
    """What a diary that was added brought."""

    brought: Diary
    """Entries that are new, or later than what was here."""
    replaced: Diary
    """What was here in the place of some of them."""

    def undone(self, now: Diary) -> Diary:
        """A diary without what was brought, and with what it replaced; what was changed since then stays."""
        brought = _by_id(self.brought)
        kept = [entry for entry in now.entries if brought.get(entry.id) != entry]
        ids = {entry.id for entry in kept}
        return of((*kept, *(entry for entry in self.replaced.entries if entry.id not in ids)))


def between(before: Diary, after: Diary) -> Arrival:
    """What came between two states of a diary."""
    old, new = _by_id(before), _by_id(after)
    return Arrival(
        of(entry for entry in after.entries if old.get(entry.id) != entry),
        of(entry for entry in before.entries if new.get(entry.id) != entry),
    )


def _by_id(diary: Diary) -> dict[str, Entry]:
    return {entry.id: entry for entry in diary.entries}


def brought_in_words(before: Diary, after: Diary, last: dt.date) -> str:
    """What a diary that was merged into another brought; `last` is the latest day that a check-in can be of."""
    entries = after.check_in_entries
    new = len({entry.id for entry in entries} - {entry.id for entry in before.check_in_entries})
    ahead = sum(entry.date > last for entry in entries)
    says = f"Diary opened: {counted(len(entries), 'check-in')}, {new} of them new here."
    given = after.profile.prescribed
    if given and given != before.profile.prescribed:
        says += f" With it comes what {given.by} prescribed: follow it only if you know who that is."
    if ahead:
        says += f" {ahead} of a day that has not come yet: correct the date in Check in; until then no chart shows it."
    return says
