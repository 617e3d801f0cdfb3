"""What a note for the file has beside what a diary holds: what is planned now, what was prescribed, what was agreed."""

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.caseload.follow_up import FollowUp, block_of
from workbook.diary.day import in_words
from workbook.diary.diary import Diary, PrescribedEntry
from workbook.diary.prescribed.clinics_own import known_to, remembering, with_own
from workbook.diary.prescribed.prescribed import PrescribedExercise
from workbook.library import Library
from workbook.library.names import exercise_name
from workbook.library.number_words import counted
from workbook.programme.prescription import aim_in_words
from workbook.programme.this_week import this_week

_WIDTH = 100
"""Letters of a line of the plain text."""


@dataclass(frozen=True)
class Agreed:
    """What the physio adds in their own words; what is empty is left out."""

    plan: str = ""
    data: str = ""
    """About the runner's data: who may see it, and for what."""
    keep_until: dt.date | None = None
    """The day until which the diary is kept."""

    @property
    def sentences(self) -> list[str]:
        """About the data, as the report says it."""
        until = f"The diary is kept until {in_words(self.keep_until)}." if self.keep_until else ""
        return list(filter(None, (self.data.strip(), until)))


def planned(one: FollowUp, library: Library) -> list[tuple[str, str]]:
    """This week's sessions, each with its exercises and doses; empty where the safety answers hide them."""
    known = known_to(one.whole(), library)
    week = this_week(block_of(one, known), known, {})
    return [
        (
            f"Session {session.letter}, {counted(session.minutes, 'minute')}",
            "; ".join(f"{p.exercise.name}: {p.rounds} × {aim_in_words(p)}" for p in session.prescriptions),
        )
        for session in (week.sessions if week else ())
    ]


def prescribed(diary: Diary, as_of: dt.date, library: Library) -> list[tuple[str, str]]:
    """What was prescribed, from which day on, by whom, the latest first; what was put aside says so."""
    found = [entry for entry in diary.prescribed_entries if entry.date <= as_of]
    known = remembering(diary, library)
    return [(f"From {in_words(entry.date)}", _told(entry, known)) for entry in reversed(found)]


def _told(entry: PrescribedEntry, library: Library) -> str:
    given, known = entry.prescribed, with_own(library, entry.prescribed)
    lines = "; ".join(_line(line, known) for line in given.exercises) or "the guide's own exercises"
    without = ", ".join(exercise_name(name, known) for name in given.without)
    aside = " Put aside by the runner." if entry.deleted else ""
    never = f" Not to be done: {without}." if without else ""
    return f"By {given.by}, dated {in_words(given.date)}: {lines}.{never}{aside}"


def _line(line: PrescribedExercise, library: Library) -> str:
    times = f"{line.rounds} × {line.reps}" + (f" of {line.hold_s} s" if line.hold_s else "")
    side = f"{line.side} side only" if line.side else ""
    more = filter(None, (f"rest {line.rest_s} s", side, line.load))
    sessions = f" (session {', '.join(line.sessions)})" if line.sessions else ""
    return f"{exercise_name(line.exercise, library)} {times}, {', '.join(more)}{sessions}"


def as_text(report: Mapping[str, Any]) -> str:
    """The report as plain text, in the order of a note: told, seen in the data, judged, planned, agreed."""
    parts = [
        (report["title"], [report["lead"]]),
        ("Told", [f"{name}: {value}" for name, value in report["facts"]]),
        (report["panels_title"], [_weekly(panel, report["weeks"]) for panel in report["panels"]]),
        ("Seen in the data", [f"{name}. {says}" for name, says in report["trends"]]),
        ("Judged by the guide's rules", [f"Week {n}: {then}. {why}" for n, _, then, why in report["decisions"]]),
        ("Planned for this week", [f"{name}: {says}" for name, says in report["planned"]] + report["plan"]),
        ("Prescribed", [f"{since}. {says}" for since, says in report["prescribed"]]),
        ("Agreed about the data", report["agreed"]),
        ("What this cannot say", report["limits"]),
    ]
    return "\n\n".join(_part(title, lines) for title, lines in parts if lines) + f"\n\n{report['footer']}\n"


def _weekly(panel: Mapping[str, Any], weeks: Sequence[str]) -> str:
    rows = [
        f"{name}: " + ", ".join(f"week {week} {score}" for week, score in zip(weeks, row, strict=True) if score != "–")
        for name, _, _, row in panel["keys"]
    ]
    return f"{panel['name']}. {'; '.join(rows)}"


def _part(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(textwrap.fill(f"- {line}", _WIDTH, subsequent_indent="  ") for line in lines)])
