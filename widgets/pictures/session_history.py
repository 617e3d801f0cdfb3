"""Past sessions, the newest first: rounds, weights in kg and lb, effort, and what was skipped because it hurt."""

from collections.abc import Sequence
from html import escape

from workbook.case import Case
from workbook.diary.day import in_words, weekday
from workbook.diary.diary import Performed, SessionEntry
from workbook.library import Library
from workbook.library.names import exercise_name, injury_name
from workbook.library.number_words import counted, weight_in_words

_FIRST = 12
"""Sessions that are shown at once; older ones are opened."""


def _did(one: Performed, library: Library) -> str:
    """What was done of an exercise, or why it was not."""
    said = [counted(one.rounds, "round") if one.rounds else "skipped"]
    if one.load_kg is not None and one.rounds:
        said.append(weight_in_words(one.load_kg))
    if one.hurt:
        place, score = one.hurt
        most = library.check_in.highest("pain_during")
        said.append(f"it hurt: {injury_name(place, library)}, {score} of {most}")
    return ", ".join(said)


def _exercise(one: Performed, library: Library) -> str:
    gone = "" if one.exercise in library.exercises else " (no longer in this guide)"
    name = escape(f"{exercise_name(one.exercise, library)}{gone}")
    hurt = " class='hurt'" if one.hurt else ""
    return f"<li{hurt}><b>{name}:</b> {escape(_did(one, library))}</li>"


def _session(entry: SessionEntry, library: Library) -> str:
    most = library.check_in.highest("effort")
    effort = "" if entry.effort is None else f", effort {entry.effort} of {most}"
    rows = "".join(_exercise(one, library) for one in entry.performed)
    done = f"<ul role='list'>{rows}</ul>" if rows else "<p>No exercise is noted.</p>"
    return (
        f"<li><h4>{weekday(entry.date)} {in_words(entry.date)}</h4>"
        f"<p>Session {entry.letter}, week {entry.week} of the plan{effort}</p>{done}</li>"
    )


def _list(entries: Sequence[SessionEntry], library: Library) -> str:
    return f"<ol role='list'>{''.join(_session(entry, library) for entry in entries)}</ol>"


def session_history_html(case: Case) -> str:
    """HTML of the sessions, to be opened; empty before the first one."""
    entries = case.diary.sessions[::-1]
    if not entries:
        return ""
    older = entries[_FIRST:]
    more = f"<details><summary>{counted(len(older), 'older session')}</summary>{_list(older, case.library)}</details>"
    return (
        f"<details class='past-sessions'><summary>Your past sessions ({len(entries)})</summary>"
        f"{_list(entries[:_FIRST], case.library)}{more if older else ''}</details>"
    )
