"""Pictures of the week, the weeks, the sides and past sessions: each says in words what it shows."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from tests.conftest import SCREENED, START
from widgets.pictures.session_history import session_history_html
from widgets.pictures.side_bars import side_bars_html
from widgets.pictures.six_weeks import six_weeks_html
from widgets.pictures.week_strip import week_strip_html
from widgets.visit.home import Home
from workbook.case import Case
from workbook.diary.diary import Performed, SessionEntry
from workbook.paper.calendar_file import entries, session_days

EDITED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
OF_THE_PLAN = (week_strip_html, six_weeks_html, side_bars_html)


@pytest.fixture
def trained(case) -> Case:
    """A runner on the Wednesday of week 1, whose weeks begin on Mondays: session A is done, all of it."""
    case.told_day = START + dt.timedelta(days=2)
    case.answer(start=START, screened=SCREENED, equipment=("dumbbell",))
    first = case.this_week.sessions[0]
    record(case, START, "A", *(Performed(exercise=p.exercise.id, rounds=p.rounds) for p in first.prescriptions))
    return case


def record(case: Case, day: dt.date, letter: str, *performed: Performed, effort: int | None = None) -> None:
    case.record(
        SessionEntry(
            id=f"{day}-{letter}", date=day, edited=EDITED, week=1, letter=letter, performed=performed, effort=effort
        )
    )


def days(case: Case) -> list[str]:
    return re.findall(r"<span class='unseen'>([^<]+)</span>", week_strip_html(case))


def now(case: Case) -> list[str]:
    """What is marked as the one that is now."""
    html = week_strip_html(case) + six_weeks_html(case)
    return re.findall(r"aria-current='(\w+)'", html)


def weeks(case: Case) -> list[str]:
    """The words in each button of the weeks."""
    buttons = re.findall(r"<button.*?</button>", six_weeks_html(case))
    return [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", button)).strip() for button in buttons]


def test_each_day_of_the_week_says_what_is_on_it(trained):
    """Done, to come, a hard run, a race, a check-in that is due, and nothing."""
    trained.answer(hard_days=("sat",), race=START + dt.timedelta(days=6))
    assert days(trained) == [
        "Monday 2 March: session A done",
        "Tuesday 3 March: nothing noted",
        "Wednesday 4 March, today: session B",
        "Thursday 5 March: rest day",
        "Friday 6 March: rest day",
        "Saturday 7 March: hard run",
        "Sunday 8 March: race and check-in due",
    ]
    assert "1 of 2 sessions done this week." in week_strip_html(trained)


def test_the_strip_counts_what_it_ticks(trained):
    """Also where the plan has gone on, so that what was done is of another of its weeks."""
    trained.check_in(START + dt.timedelta(days=1), {"pain_during:elsewhere": 8})
    trained.answer(screened=dict.fromkeys(SCREENED, trained.today))
    assert days(trained)[0] == "Monday 2 March: session A done"
    assert "1 session done in these seven days." in week_strip_html(trained)
    assert "Still to do in the week of your plan: session A and session B." in week_strip_html(trained)


def test_a_check_in_is_due_until_there_is_one(trained):
    """One in the week is enough."""
    trained.check_in(START + dt.timedelta(days=1), {"glute_left": 3})
    assert days(trained)[1] == "Tuesday 3 March: check-in saved"
    assert "due" not in week_strip_html(trained)


@pytest.mark.parametrize(
    ("day", "rated", "due"), [(6, (), 6), (7, (), 7), (9, (2,), 13), (9, (8,), None), (13, (2,), 13)]
)
def test_the_card_the_strip_and_the_calendar_say_when_a_check_in_is_due(trained, day, rated, due):
    """On the last day of a week without one, as the calendar reminds, and from then on until there is one."""
    trained.told_day = START + dt.timedelta(days=day)
    for back in rated:
        trained.check_in(START + dt.timedelta(days=back), {"glute_left": 3})
    in_the_strip = [said for said in days(trained) if "check-in due" in said]
    asked = Home(trained).head(trained.this_week.sessions[0], all_done=False)
    assert ("data-to='check-in'" in asked) == (due == day)
    assert len(in_the_strip) == (due is not None)
    assert all(f" {(START + dt.timedelta(days=due)).day} March" in said for said in in_the_strip)
    plan = entries(trained.programme.sessions, START, session_days(trained.profile, trained.library, 0))
    reminded = {entry.day for entry in plan if entry.place == "check-in"}
    assert due in (None, 7) or START + dt.timedelta(days=due) in reminded


def test_no_session_falls_on_a_race_or_its_eve(trained):
    """It moves behind the race; where the week has no day then, the page says so."""
    trained.answer(race=START + dt.timedelta(days=3))
    assert days(trained)[2:5] == [
        "Wednesday 4 March, today: rest day",
        "Thursday 5 March: race",
        "Friday 6 March: rest day",
    ]
    assert "These seven days have no day left for session B." in week_strip_html(trained)


def test_before_the_first_day_the_strip_begins_today(case):
    """A check-in is due once before the first session, and then a week after the last until the weeks have begun."""
    case.told_day = START
    case.answer(screened=SCREENED)
    assert days(case)[0] == "Monday 2 March, today: session A and check-in due"
    case.check_in(START, {"glute_left": 3})
    for later, due in ((6, False), (7, True), (8, True)):
        case.told_day = START + dt.timedelta(days=later)
        assert ("check-in" in Home(case).head(case.this_week.sessions[0], all_done=False)) == due
        assert ("check-in due" in days(case)[0]) == due
    case.told_day = START
    assert [said for said in days(case) if "session B" in said or "due" in said] == ["Wednesday 4 March: session B"]


def test_the_day_and_the_week_that_are_now_are_marked(trained):
    """One of each, not by colour alone."""
    assert now(trained) == ["date", "step"]


def test_each_week_says_its_name_its_minutes_and_where_it_stands(trained):
    """The first is now, the others come; each button leads to its week."""
    said = weeks(trained)
    planned = trained.programme.weeks
    assert len(said) == len(planned)
    minutes = [
        re.fullmatch(rf"Week (\d) {week.name} (\d+) min (.+)", text)
        for text, (week, _) in zip(said, planned, strict=True)
    ]
    assert [found[1] for found in minutes] == [str(week.week) for week, _ in planned]
    assert [found[3] for found in minutes] == ["now", *["to come"] * (len(planned) - 1)]
    assert "data-to='programme' data-week='6'" in six_weeks_html(trained)


def test_a_week_that_was_done_or_eased_says_so(trained):
    """After a red week it is now, and eased; after a good one it is done."""
    trained.answer(injuries={"pfp": "sore"})
    trained.check_in(START + dt.timedelta(days=2), {"pain_during:pfp": 8})
    assert weeks(trained)[0].endswith("now, eased")
    trained.answer(injuries={})
    trained.diary = Case(trained.library).diary
    trained.told_day = START + dt.timedelta(days=8)
    trained.answer(start=START, screened=dict.fromkeys(SCREENED, trained.told_day))
    trained.check_in(START + dt.timedelta(days=5), {"sessions_done": 2, "glute_left": 7, "glute_right": 7})
    assert [text.split(" min ")[1] for text in weeks(trained)[:2]] == ["✓ done", "now"]


def test_bars_say_what_is_planned_and_what_is_done(trained):
    """Both hips alike, for a round is for both; the arms by what pushes and pulls."""
    html = side_bars_html(trained)
    hips = sum(
        p.rounds for s in trained.this_week.sessions for p in s.prescriptions if p.exercise.working_hip != "none"
    )
    first = trained.this_week.sessions[0].prescriptions
    done = sum(p.rounds for p in first if p.exercise.working_hip != "none")
    assert 0 < done < hips
    for side in ("Left hip", "Right hip"):
        assert f"<b>{side}</b> <span>{done} rounds done, {hips} planned</span>" in html
    assert f"width:{100 * done / hips:.0f}%" in html
    assert "<b>Push arm</b>" in html
    assert "<b>Pull arm</b>" in html


def test_rounds_of_an_exercise_that_is_gone_are_told(trained):
    """They are in no bar, and not lost."""
    record(trained, START + dt.timedelta(days=2), "B", Performed(exercise="rope_climb", rounds=3))
    assert "3 rounds of exercises that this guide no longer has are in no bar." in side_bars_html(trained)


@pytest.mark.parametrize("shows", OF_THE_PLAN)
def test_nothing_is_shown_without_a_programme_or_while_a_safety_question_is_open(trained, shows):
    """An empty text."""
    assert shows(trained)
    trained.answer(red_flags=("chest_pain_or_fainting",))
    assert shows(trained) == ""
    trained.answer(red_flags=(), screened={})
    assert shows(trained) == ""


def test_past_sessions_are_told_with_weights_in_both_units(trained):
    """The newest first; effort, what was skipped, where it hurt and how much."""
    record(
        trained,
        START + dt.timedelta(days=2),
        "B",
        Performed(exercise="seed_rdl", rounds=3, load_kg=12),
        Performed(exercise="seed_split_squat_goblet", rounds=0, hurt=("pfp", 6)),
        Performed(exercise="rope_climb", rounds=1),
        effort=7,
    )
    html = session_history_html(trained)
    assert "Your past sessions (2)" in html
    assert html.index("Wednesday 4 March 2026") < html.index("Monday 2 March 2026")
    assert "Session B, week 1 of the plan, effort 7 of 10" in html
    assert "<b>RDL (single-leg):</b> 3 rounds, 12 kg (26 lb)" in html
    assert "skipped, it hurt: Runner&#x27;s knee, 6 of 10" in html
    assert "<b>Rope climb (no longer in this guide):</b> 1 round" in html


def test_old_sessions_are_behind_a_second_door(trained):
    """Twelve at once."""
    for back in range(1, 14):
        record(trained, START - dt.timedelta(days=back), "A", Performed(exercise="seed_rdl", rounds=1))
    at_once, older = session_history_html(trained).split("<summary>2 older sessions</summary>")
    assert (at_once.count("<h4>"), older.count("<h4>")) == (12, 2)


def test_names_are_escaped(library):
    """What an exercise was called before a clinic took it away is text."""
    case = Case(replace(library, gone={"rope_climb": "<img src=x>"}))
    record(case, START, "A", Performed(exercise="rope_climb", rounds=1, hurt=("growing_pains", 2)))
    html = session_history_html(case)
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html
