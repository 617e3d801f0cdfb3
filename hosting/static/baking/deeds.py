"""What a runner does now and then, done once while the guide is built: what it loads comes in a second pack."""

import datetime as dt

from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.diary.link import pack
from workbook.diary.prescribed.packed import qr_code
from workbook.library import Library
from workbook.paper.calendar_file import calendar
from workbook.paper.page import html
from workbook.paper.spreadsheet import spreadsheet

START = dt.date(2026, 3, 2)


def do(library: Library) -> None:
    """Six weeks of a runner's check-ins, the chart of them, and everything that can be taken along."""
    case = Case(library)
    for week in range(6):
        case.check_in(START + dt.timedelta(weeks=week), {"glute_left": 5, "tight_left": 4})
    Dashboard(case).settle()
    now = dt.datetime(2026, 4, 20, 12, tzinfo=dt.UTC)
    calendar(case.programme.sessions, START, case.profile, library, "Europe/Berlin", dt.time(18), now)
    qr_code("https://localhost/#diary=" + pack(case.diary))
    spreadsheet(case.diary, library)
    html(case.profile, case.programme, library)
