"""This week's part of the page: the sessions to do now, what is other than planned, and why."""

from html import escape
from math import ceil

from widgets.exercise_card import address
from workbook.case import Case
from workbook.prescription import Prescription, aim_in_words, span
from workbook.programme import Session
from workbook.progression import Decision

VERDICTS = {
    "progress": "Go on",
    "hold": "Repeat",
    "ease": "Ease",
    "missed": "Repeat",
}
_SEEK = "Two red weeks in a row: ask a clinician about it before you go on with what was stopped."


def reasons_html(decision: Decision) -> str:
    """A decision in a word, with the answers that led to it."""
    why = " ".join(escape(sentence) for sentence in decision.why)
    seek = f" <b>{_SEEK}</b>" if decision.standing.stopped and decision.verdict == "ease" else ""
    return f"<b>{VERDICTS[decision.verdict]}.</b> {why}{seek}"


def _planned(planned: Prescription) -> str:
    changes = "".join(f"<li>{escape(change)}</li>" for change in planned.changes)
    more = f"<ul class='changes'>{changes}</ul>" if changes else ""
    return (
        f"<li><a href='#{address(planned.exercise)}'>{escape(planned.exercise.name)}</a> "
        f"<span>{planned.rounds} × {escape(aim_in_words(planned))}</span>{more}</li>"
    )


def session_html(session: Session) -> str:
    """HTML of one session: its exercises with their doses, and what is stopped."""
    skipped = "".join(f"<li>{escape(s.why)}</li>" for s in session.skipped if "is stopped" in s.why)
    stopped = f"<ul class='changes'>{skipped}</ul>" if skipped else ""
    minutes = ceil(session.seconds / 60)
    rows = "".join(map(_planned, session.prescriptions))
    return f"<div class='session'><h4>Session {session.letter} · {minutes} minutes</h4><ol>{rows}</ol>{stopped}</div>"


def this_week_html(case: Case) -> str:
    """HTML of the week to do now; empty where the safety answers hide the programme."""
    week = case.this_week
    if week is None:
        return ""
    number = week.week.week
    last = reasons_html(week.decision) if week.decision else "Your first check-ins decide how the dose goes on."
    sessions = "".join(map(session_html, week.sessions))
    return (
        f"<section class='panel this-week' aria-label='This week'><h3>This week: week {number}, "
        f"{escape(week.week.name.lower())}</h3><p>{last}</p>"
        f"<p>Stop each set with {span(week.week.reps_left)} left. Follow a session step by step in Today.</p>{sessions}"
        "</section>"
    )
