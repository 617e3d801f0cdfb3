"""This week's rounds for each hip and each arm as bars: what is planned, what is done, and the same in words."""

from html import escape

from workbook.case import Case
from workbook.library.number_words import counted
from workbook.programme.balance import SideRounds, rounds_by_side

_KINDS = {"left hip": "of-hip", "right hip": "of-hip", "push arm": "of-push", "pull arm": "of-pull"}
_NOTE = "A round is for left and right, at once or in turn; what one side did alone is not noted."


def _row(one: SideRounds, most: int) -> str:
    planned, done = (f"width:{100 * rounds / most:.0f}%" for rounds in (one.planned, one.done))
    return (
        f"<li><b>{one.side.capitalize()}</b> <span>{counted(one.done, 'round')} done, {one.planned} planned</span>"
        f"<span class='track' aria-hidden='true'><span class='bar {_KINDS[one.side]}' style='{done}'></span>"
        f"<span class='planned' style='{planned}'></span></span></li>"
    )


def side_bars_html(case: Case) -> str:
    """HTML of the bars; empty where there is no programme or a safety question is open."""
    if case.this_week is None or case.unanswered:
        return ""
    sides, unknown = rounds_by_side(case.this_week.sessions, case.sessions_this_week, case.library)
    most = max(max(one.planned, one.done) for one in sides) or 1
    more = f" {counted(unknown, 'round')} of exercises that this guide no longer has are in no bar." if unknown else ""
    rows = "".join(_row(one, most) for one in sides)
    return (
        f"<div class='side-bars'><ul role='list' aria-label='Rounds this week, side by side'>{rows}</ul>"
        f"<p><small>{escape(_NOTE + more)}</small></p></div>"
    )
