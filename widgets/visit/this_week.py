"""This week's part of the page: the sessions to do now, what is other than planned, and why."""

import datetime as dt
from html import escape

from widgets.parts.prescribed import can_follow, followed_html
from widgets.pictures.exercise_card import anchor
from widgets.pictures.side_bars import side_bars_html
from widgets.pictures.week_strip import week_strip_html
from workbook.case import Case
from workbook.diary.day import in_words, weekday
from workbook.diary.runner_profile import WEEKDAYS
from workbook.library.names import injury_name
from workbook.library.number_words import counted
from workbook.paper.calendar_file import next_day
from workbook.programme import Session
from workbook.programme.prescription import Prescription, aim_in_words, span
from workbook.programme.progression import Decision
from workbook.programme.standing import Standing, way_back
from workbook.programme.suitability import listed

RULINGS = {
    "progress": "Go on",
    "hold": "Repeat",
    "ease": "Ease",
    "missed": "Repeat",
}


def reasons_html(decision: Decision) -> str:
    """A decision in a word, with the answers that led to it."""
    why = " ".join(escape(sentence) for sentence in decision.why)
    return f"<b>{RULINGS[decision.ruling]}.</b> {why}"


def _stopped_html(case: Case, standing: Standing) -> str:
    """What is stopped for each place, and the two ways back."""
    return "".join(
        f"<div class='notice'><p><b>Stopped since {in_words(standing.since[place], year=False)}:</b> "
        f"{escape(way_back(place, standing, case.library))}</p>"
        f"<p><button type='button' class='quiet' data-deed='seen' data-place='{escape(place)}'>"
        f"{escape(injury_name(place, case.library))}: I have been seen by a clinician</button></p></div>"
        for place in dict.fromkeys(standing.stopped.values())
    )


def _planned(planned: Prescription) -> str:
    changes = "".join(f"<li>{escape(change)}</li>" for change in (*planned.words, *planned.changes))
    more = f"<ul class='changes'>{changes}</ul>" if changes else ""
    return (
        f"<li><a href='#{anchor(planned.exercise)}'>{escape(planned.exercise.name)}</a> "
        f"<span>{planned.rounds} × {escape(aim_in_words(planned))}</span>{more}</li>"
    )


def session_html(session: Session) -> str:
    """HTML of one session: its exercises with their doses, and what is stopped."""
    names = [s.stopped for s in session.skipped if s.stopped]
    stopped = f"<p class='changes'>Stopped for now: {escape(listed(names))}.</p>" if names else ""
    rows = "".join(map(_planned, session.prescriptions))
    head = f"<h4>Session {session.letter} · {counted(session.minutes, 'minute')}</h4>"
    return f"<div class='session'>{head}<ol>{rows}</ol>{stopped}</div>"


def _dated(day: dt.date) -> str:
    return f"{weekday(day)} {in_words(day, year=False)}"


def _last_and_next(case: Case) -> tuple[dt.date | None, dt.date | None]:
    """The days of the last session and of the next one."""
    last = max((s.date for s in case.diary.sessions if s.exercises_done), default=None)
    return last, next_day(case.profile, case.library, case.today, last)


def is_session_day(case: Case) -> bool:
    """Whether a session is for today."""
    week = case.this_week
    race = week.race_in_days if week else None
    return bool(week) and _last_and_next(case)[1] == case.today and (race is None or race > 1)


def when_html(case: Case) -> str:
    """Which day the next session falls on, as a line; empty where no session is planned."""
    last, day = _last_and_next(case)
    if not case.this_week or day is None:
        return ""
    race = case.this_week.race_in_days
    if race is not None and race <= 1:
        return f"<p class='when'><b>Your race is {'tomorrow' if race else 'today'}: no session until it is run.</b></p>"
    hard = WEEKDAYS[case.today.weekday()] in case.profile.hard_days
    rest = "Done for today. " if last == case.today else "Hard run today. " if hard else "Rest day. "
    named = weekday(day) if (day - case.today).days < 7 else _dated(day)
    said = "A session is for today." if day == case.today else f"{rest}Next session: {named}."
    if race is not None and case.profile.race:
        said += f" Your race is on {_dated(case.profile.race)}: the rounds are fewer until then, and nothing is added."
    return f"<p class='when'><b>{said}</b></p>"


def next_block_html(case: Case) -> str:
    """The two ways on after the last week, and the way back from what was chosen."""
    if case.block is not None and case.block.history.weeks_before:
        chosen = "You keep up" if case.profile.block and case.profile.block.kind == "keep_up" else "Your second block"
        return (
            f"<p>{chosen}, from what you reached in the weeks before. <button type='button' class='quiet' "
            "data-deed='block' data-kind=''>Take that choice back</button></p>"
        )
    if case.block is None or not case.block.is_over:
        return ""
    number = len(case.programme.weeks)
    done = f"{counted(number, 'week')} {'is' if number == 1 else 'are'} done."
    return (
        f"<div class='notice'><p><b>{done}</b> Go on with a second block, which begins from what you "
        "reached: harder versions, next weights. Or keep what you have with one session a week.</p>"
        "<p><button type='button' class='quiet' data-deed='block' data-kind='build'>Begin a second block</button> "
        "<button type='button' class='quiet' data-deed='block' data-kind='keep_up'>Keep up once a week</button></p>"
        "</div>"
    )


def _first(case: Case) -> str:
    """What is said in a week before which nothing was decided."""
    begun = case.block is not None and case.block.history.weeks_before
    return "" if begun else "Your first check-ins decide how the dose goes on."


def _prescribed(case: Case) -> str:
    prescribed = case.profile.prescribed
    return followed_html(prescribed, can_follow(case)) if prescribed else ""


def this_week_html(case: Case) -> str:
    """HTML of the week to do now; empty where the safety answers hide the programme."""
    week = case.this_week
    if week is None:
        return ""
    number = week.week.week
    last = reasons_html(week.decision) if week.decision else _first(case)
    sessions = "".join(map(session_html, week.sessions))
    stopped = _stopped_html(case, week.decision.standing) if week.decision else ""
    return (
        f"<section class='panel this-week' aria-label='This week'><h3>This week: week {number}, "
        f"{escape(week.week.name.lower())}</h3>{_prescribed(case)}{next_block_html(case)}{when_html(case)}{week_strip_html(case)}<p>{last}</p>"
        f"<p>Stop each round with {span(week.week.reps_left)} left. Follow a session step by step in Today.</p>"
        f"{sessions}{stopped}{side_bars_html(case)}"
        "</section>"
    )
