"""The week as a strip of seven days: sessions, hard runs, check-ins and a race, in marks and in words."""

from html import escape

from workbook.case import Case
from workbook.diary.day import in_words, weekday
from workbook.library.number_words import counted
from workbook.paper.calendar_file import session_days
from workbook.paper.week_days import WeekDay, week_days
from workbook.programme.suitability import listed

_DONE = "<span class='tick'>✓</span>"
_CHECK_IN = "check<span class='longer'>-in</span>"


def _said(one: WeekDay, case: Case) -> str:
    """What is on a day, in words."""
    said = [f"session {letter} done" for letter in one.done]
    said += [f"session {one.planned}"] if one.planned else []
    said += ["hard run"] if one.hard_run else []
    said += ["race"] if one.race else []
    said += [f"check-in {one.check_in}"] if one.check_in else []
    if one.free:
        said.append("nothing noted" if one.day < case.today else "rest day")
    now = ", today" if one.day == case.today else ""
    return f"{weekday(one.day)} {in_words(one.day, year=False)}{now}: {listed(said)}"


def _marks(one: WeekDay, case: Case) -> str:
    """The same as signs: a session is its letter in a ring, filled and ticked once it is done."""
    marks = [f"<b class='round done'>{letter}{_DONE}</b>" for letter in one.done]
    marks += [f"<b class='round'>{one.planned}</b>"] if one.planned else []
    marks += ["<span class='run'>run</span>"] if one.hard_run else []
    marks += ["<b class='race'>race</b>"] if one.race else []
    if one.check_in:
        done = one.check_in == "saved"
        marks.append(f"<span class='asks{'' if done else ' due'}'>{_CHECK_IN}{_DONE if done else ''}</span>")
    if one.free:
        marks.append(f"<span class='free'>{'–' if one.day < case.today else 'rest'}</span>")
    return "".join(marks)


def _cell(one: WeekDay, case: Case) -> str:
    now = " class='now' aria-current='date'" if one.day == case.today else ""
    return (
        f"<li{now}><span class='unseen'>{escape(_said(one, case))}</span><span class='seen' aria-hidden='true'>"
        f"<span class='head'><span>{weekday(one.day)[:3]}</span> <b>{one.day.day}</b></span>"
        f"<span class='marks'>{_marks(one, case)}</span></span></li>"
    )


def _counted(days: tuple[WeekDay, ...], left: list[str], of: int) -> str:
    """How many sessions are done, as ticked, also where one was of another week of the plan, or done twice."""
    done = sum(len(one.done) for one in days)
    if done + len(left) == of:
        return f"{done} of {counted(of, 'session')} done this week."
    named = listed([f"session {letter}" for letter in left])
    still = f" Still to do in the week of your plan: {named}." if left else ""
    return f"{counted(done, 'session')} done in these seven days.{still}"


def _words(case: Case, days: tuple[WeekDay, ...], left: list[str], of: int) -> str:
    """How many sessions are done, and what has no day."""
    said = [_counted(days, left, of)]
    placed = {one.planned for one in days}
    without = [letter for letter in left if letter not in placed]
    if without:
        named = listed([f"session {letter}" for letter in without])
        said.append(f"These seven days have no day left for {named}.")
        start = case.profile.start or days[0].day
        said.append(session_days(case.profile, case.library, start.weekday()).says)
    return escape(" ".join(filter(None, said)))


def week_strip_html(case: Case) -> str:
    """HTML of the runner's own week, a cell a day; empty where there is no programme or a safety question is open."""
    week, block = case.this_week, case.block
    if week is None or block is None or case.unanswered:
        return ""
    done = case.letters_done
    left = [session.letter for session in week.sessions if session.letter not in done]
    days = week_days(block.history, left, case.profile, case.library)
    cells = "".join(_cell(one, case) for one in days)
    return (
        f"<div class='week-strip'><ol role='list' aria-label='Your week, day by day'>{cells}</ol>"
        f"<p>{_words(case, days, left, len(week.sessions))}</p></div>"
    )
