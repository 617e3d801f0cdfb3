"""The six weeks as a strip: each with its name and minutes, and whether it is done, now or to come."""

from html import escape

from workbook.case import Case
from workbook.library.protocol import Week
from workbook.programme.balance import weekly_load
from workbook.programme.minutes import whole_minutes


def _state(week: Week, case: Case) -> str:
    """Where the runner stands with a week of their block."""
    assert case.block is not None
    now = case.block.standing.week
    if week.week == now:
        return "now"
    if week.week > now:
        return "to come"
    return "done" if any(d.week == week.week for d in case.block.own) else "not in this block"


def _eased(week: Week, case: Case) -> str:
    """What was eased in a week, or is eased in it now."""
    assert case.block is not None
    eased = any(d.week == week.week and d.ruling == "ease" for d in case.block.own)
    return ", eased" if eased else ""


def _minutes(case: Case) -> dict[int, int]:
    """Week to its minutes: as planned, and of the week that is now with its present dose."""
    assert case.this_week is not None
    now = sum(session.seconds for session in case.this_week.sessions)
    planned = {load.week: load.minutes for load in weekly_load(case.programme)}
    return {**planned, case.this_week.week.week: whole_minutes(now)}


def _cell(week: Week, minutes: int, most: int, case: Case) -> str:
    state = _state(week, case)
    kind = {"done": "done", "now": "now", "to come": "ahead"}.get(state, "out")
    now = " aria-current='step'" if kind == "now" else ""
    tick = "<span aria-hidden='true'>✓ </span>" if kind == "done" else ""
    return (
        f"<li><button type='button' class='one-week {kind}' data-to='programme' data-week='{week.week}'{now}>"
        f"<b>Week {week.week}</b> <span class='name'>{escape(week.name)}</span> <span>{minutes} min</span>"
        f"<span class='of-most' aria-hidden='true'><span style='width:{100 * minutes / most:.0f}%'></span></span>"
        f"<span class='state'>{tick}{state}{_eased(week, case)}</span></button></li>"
    )


def six_weeks_html(case: Case) -> str:
    """HTML of the strip; empty where there is no programme or a safety question is open."""
    if case.this_week is None or case.block is None or case.unanswered:
        return ""
    minutes = _minutes(case)
    most = max(minutes.values()) or 1
    cells = "".join(_cell(week, minutes[week.week], most, case) for week, _ in case.programme.weeks)
    return f"<div class='six-weeks'><ol role='list' aria-label='Your weeks'>{cells}</ol></div>"
