"""The whole programme: all its weeks, a card for each exercise, the reasons, and what was left out."""

from collections.abc import Sequence
from html import escape

from widgets.parts.glossary import words_html
from widgets.parts.screening_notice import screening_html
from widgets.pictures.balance import balance_html
from widgets.pictures.exercise_card import anchor, exercise_card, swaps_html
from widgets.pictures.exercise_figure import thumbnail
from workbook.case import Case
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.protocol import Week
from workbook.programme import Programme, Session
from workbook.programme.prescription import Prescription, arithmetic, span, work_in_words
from workbook.programme.suitability import listed
from workbook.programme.swaps import choices


def programme_html(case: Case) -> str:
    """HTML of all weeks and cards, and what was left out; the notice alone where safety answers hide them, and what is
    general while they are missing."""
    programme = case.programme
    screening = programme.screening
    notice = screening_html(screening)
    if screening.hides_programme:
        return notice
    if case.unanswered:
        return f"{notice}{general_html(case, 'programme')}"
    weeks = "".join(_week(week, sessions, case.library) for week, sessions in programme.weeks)
    html = (
        f"{notice}{_summary(case)}{balance_html(programme)}"
        f"<section><h3>{counted(len(programme.weeks), 'week')} as planned</h3>{weeks}</section>"
        f"<section><h3>Your exercises</h3><div class='cards'>{_cards(case)}</div></section>"
        f"{_left_out(programme)}"
    )
    return html + words_html(html, case.library)


def general_html(case: Case, prefix: str) -> str:
    """HTML of what the programme is, without a dose to follow; `prefix` keeps the ids of two places' drawings apart."""
    rows = "".join(
        f"<li><a href='#{anchor(exercise)}'>{thumbnail(exercise, prefix)}<b>{escape(exercise.name)}</b></a></li>"
        for exercise in case.programme.exercises
    )
    return f"{_outline(case)}<section><h3>Its exercises</h3><ul class='shelf'>{rows}</ul></section>"


def _outline(case: Case) -> str:
    programme = case.programme
    profile = case.profile
    exercises = len(programme.exercises)
    within = f"each session within {counted(profile.minutes, 'minute')}"
    whose = f"prescribed by {escape(programme.by)}" if programme.by else within
    return (
        f"<p class='summary'><b>{counted(len(programme.weeks), 'week')}, {counted(profile.sessions, 'session')} a "
        f"week, {counted(exercises, 'exercise')}, {whose}.</b> "
        f"Leave {counted(case.library.protocol.hours_between_sessions, 'hour')} between sessions, and none in the day "
        "before a hard run.</p>"
    )


def _summary(case: Case) -> str:
    return (
        f"{_outline(case)}<details><summary>How heavy?</summary>"
        f"<p>{escape(case.library.protocol.load_for(case.profile.is_young))}</p></details>"
    )


def _week(week: Week, sessions: tuple[Session, ...], library: Library) -> str:
    return (
        f"<details class='week' data-week='{week.week}'><summary><b>Week {week.week}: {escape(week.name)}</b>"
        f"<span>stop each round with {span(week.reps_left)} left</span></summary>"
        f"<p>{escape(week.say)}</p>{''.join(_session(one, library) for one in sessions)}</details>"
    )


def _session(session: Session, library: Library) -> str:
    rows = "".join(
        f"<li><a href='#{anchor(p.exercise)}'>{escape(p.exercise.name)}</a> "
        f"<span>{p.rounds} × {escape(work_in_words(p.exercise))}</span></li>"
        for p in session.prescriptions
    )
    sums = "".join(f"<li>{escape(p.exercise.name)}: {escape(arithmetic(p))}</li>" for p in session.prescriptions)
    last = session.prescriptions[session.sets[-1][0]].rest_s
    slots = {slot.id: slot.name for slot in library.protocol.slots}
    skipped = "".join(f"<li><b>{escape(slots[s.slot])}:</b> {escape(s.why)}</li>" for s in session.skipped)
    minutes = "minute adds" if session.minutes == 1 else f"{session.minutes} minutes add"
    left = f"<p>Slots without an exercise:</p><ul>{skipped}</ul>" if skipped else ""
    return (
        f"<div class='session'><h4>Session {session.letter} · {counted(session.minutes, 'minute')}</h4><ol>{rows}</ol>"
        f"{_around(session)}<details><summary>How the {minutes} up</summary><ul>{sums}</ul>"
        f"<p>Less the rest after the last round, {last} s: {session.seconds} s in all, at the first number of each "
        f"range. More repetitions take longer.</p>{left}</details></div>"
    )


def _cards(case: Case) -> str:
    programme = case.programme
    planned: dict[str, list[tuple[int, Prescription]]] = {}
    for session in programme.sessions:
        for prescription in session.prescriptions:
            planned.setdefault(prescription.exercise.id, []).append((session.week, prescription))
    return "".join(
        exercise_card(exercise, planned[exercise.id], case.library, _swaps(planned[exercise.id][0][1], case))
        for exercise in programme.exercises
    )


def _swaps(planned: Prescription, case: Case) -> str:
    return swaps_html(planned.exercise, choices(planned.exercise, planned.slot, case.profile, case.library))


def _left_out(programme: Programme) -> str:
    by_reason: dict[str, list[str]] = {}
    for left in programme.left_out:
        by_reason.setdefault(left.why, []).append(f"<b>{escape(left.exercise.name)}</b>")
    items = "".join(_left_for(why, names) for why, names in by_reason.items())
    title = f"What was left out, and why ({len(programme.left_out)})"
    return f"<details class='left-out'><summary>{title}</summary><ul>{items}</ul></details>"


def _left_for(why: str, names: Sequence[str]) -> str:
    """A reason once, however many it is true of."""
    first, *others = names
    same = f" The same holds for {listed(others)}." if others else ""
    return f"<li>{first} {escape(why)}.{same}</li>"


def _around(session: Session) -> str:
    """What to do with a circuit; empty where all are straight sets."""
    names = [escape(planned.exercise.name) for planned in session.circuit]
    if not names:
        return ""
    rest = session.circuit[-1].rest_s
    return (
        f"<p class='around'><b>Circuit:</b> one round each of {listed(names)}, then {rest} s rest, and again. "
        "So they all fit your minutes.</p>"
    )
