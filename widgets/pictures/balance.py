"""The balance of a programme: rounds a week, push against pull, and minutes, as a small picture and in words."""

from math import ceil

from widgets.parts.table import table_html
from workbook.library.number_words import counted
from workbook.programme import Programme
from workbook.programme.balance import WeekLoad, weekly_load

_HEADS = ("Week", "Each hip", "Push", "Pull", "Minutes")


def _bar(share: float, kind: str) -> str:
    return f"<span class='bar {kind}' style='width:{100 * share:.0f}%'></span>"


def _cells(load: WeekLoad, most: int) -> str:
    push, pull = _bar(load.push / most, "of-push"), _bar(load.pull / most, "of-pull")
    return f"<td>{load.each_hip}</td><td>{load.push}{push}</td><td>{load.pull}{pull}</td><td>{load.minutes}</td>"


def balance_html(programme: Programme) -> str:
    """HTML of the table with its bars, to be opened, under a sentence that says what it comes to."""
    loads = weekly_load(programme)
    if not loads:
        return ""
    push, pull = sum(load.push for load in loads), sum(load.pull for load in loads)
    most = max(max(load.push, load.pull) for load in loads) or 1
    minutes = ceil(sum(load.minutes for load in loads) / len(loads))
    rows = [(str(load.week), _cells(load, most)) for load in loads]
    return (
        f"<details class='balance'><summary>Balance and load: {counted(push, 'round')} with a push and {pull} with a "
        f"pull, the same on both sides, about {counted(minutes, 'minute')} a week</summary>"
        f"{table_html('Rounds a week', _HEADS, rows, 'Rounds a week')}</details>"
    )
