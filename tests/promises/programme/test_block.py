"""After six weeks: a second block from what was reached, keeping up, and less before a race."""

import datetime as dt

import pytest

from tests.conftest import SCREENED
from tests.helpers.pages import go, view
from tests.helpers.written_runners import EDITED, START, told_by
from widgets.dashboard import Dashboard
from workbook.caseload.follow_up import decided, follow_up
from workbook.diary.diary import Performed, SessionEntry
from workbook.paper.calendar_file import next_day

DONE = Performed(exercise="seed_rdl", rounds=2)
SIX = ["2 sessions"] * 6


def grown(weeks, kind, states=""):
    """A runner of six good weeks who then chose a block."""
    case = told_by(states, [*SIX, *weeks])
    case.told_day = START + dt.timedelta(weeks=6)
    case.next_block(kind)
    case.told_day = START + dt.timedelta(weeks=6 + len(weeks))
    return case


def shown(case):
    """The page of a runner who has answered the safety questions."""
    case.answer(screened=SCREENED)
    return Dashboard(case)


def test_the_last_week_ends_in_a_choice():
    """Two buttons on the page; until one is pressed the last week repeats."""
    case = told_by("", SIX)
    assert case.block.is_over
    assert case.this_week.week.week == 6
    page = shown(case)
    go(page, "Plan")
    html = view(page, "Plan").week.value
    assert "6 weeks are done" in html
    assert all(name in html for name in ("Begin a second block", "Keep up once a week"))
    view(page, "Plan")._on_deed({"deed": "block", "kind": "build"})
    assert case.profile.block.kind == "build"
    assert "6 weeks are done" not in view(page, "Plan").week.value


def test_a_second_block_begins_from_what_was_reached():
    """Week 2, every level as it was, more rounds and harder versions; its weeks count on."""
    before = told_by("", SIX)
    case = grown([], "build")
    assert case.block.begins.levels == before.decisions[-1].standing.levels != {}
    assert case.this_week.week.week == 2
    assert case.block.profile.experience == "regular"
    assert not case.block.is_over
    later = grown(["2 sessions", "2 sessions"], "build")
    assert [d.number for d in later.decisions] == list(range(1, 9))
    assert later.decisions[-1].standing.week == 4
    assert later.decisions[:6] == before.decisions


def test_keeping_up_is_one_session_a_week():
    """And what hurts is heard in it as before."""
    case = grown(["1 sessions", "1 sessions, elsewhere 8"], "keep_up")
    assert len(case.this_week.sessions) == 1
    assert [d.ruling for d in case.decisions[6:]] == ["progress", "ease"]


def test_what_was_stopped_stays_stopped_in_the_next_block():
    """A new block is no way round a clinician."""
    weeks = ["2 sessions, pain 1/0"] * 4 + ["2 sessions, pain 8/2"] * 2
    case = told_by("sore pfp", weeks)
    stopped = case.decisions[-1].standing.stopped
    case.next_block("build")
    assert stopped
    assert case.block.standing.stopped == stopped


@pytest.mark.parametrize(("days", "near"), [(10, False), (9, True), (0, True), (-1, False)])
def test_before_a_race_there_is_less(days, near):
    """Half the rounds in the days before it, nothing taken up, and the page says why."""
    usual = told_by("", ["2 sessions"] * 2)
    case = told_by("", ["2 sessions"] * 2)
    case.answer(race=case.today + dt.timedelta(days=days))
    rounds = [sum(p.rounds for s in each.this_week.sessions for p in s.prescriptions) for each in (usual, case)]
    assert (rounds[1] < rounds[0]) == near
    assert all(s.seconds >= 600 for s in case.this_week.sessions)
    page = shown(case)
    go(page, "Plan")
    assert ("Your race is" in view(page, "Plan").week.value) == near


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (0, "A session is for today."),
        (1, "Hard run today. Next session: Wednesday."),
        (3, "Rest day. Next session: Monday."),
    ],
)
def test_the_next_session_is_named_by_its_day(day, says):
    """Two days apart, none before the hard run on Tuesday."""
    case = told_by("", [])
    case.answer(hard_days=("tue",) if day == 1 else ())
    case.told_day = START + dt.timedelta(days=day)
    page = shown(case)
    go(page, "Plan")
    assert says in view(page, "Plan").week.value


@pytest.mark.parametrize("kind", ["build", "keep_up"])
@pytest.mark.parametrize("days", [42, 45])
def test_page_and_report_decide_alike(kind, days):
    """Also when a block is begun in the middle of a week; and a choice can be taken back."""
    case = told_by("sore pfp", ["2 sessions, pain 1/0, felt 2", *["2 sessions, pain 1/0"] * 5, "2 sessions, pain 7/1"])
    before = case.decisions
    case.told_day = START + dt.timedelta(days=days)
    case.next_block(kind)
    case.told_day = START + dt.timedelta(weeks=9)
    case.check_in(START + dt.timedelta(weeks=8), {"pain_during:pfp": 8, "sessions_done": 1})
    one = follow_up("anna", case.diary, case.today, case.library)
    assert decided(one, case.library) == case.decisions
    assert one.light == case.decisions[-1].light == "red"
    assert len({d.number for d in case.decisions}) == len(case.decisions)
    case.next_block(None)
    assert case.decisions[:6] == before[:6]


def test_a_session_of_today_is_not_followed_by_another_one():
    """Two days lie between them, and a start to come is named with its date."""
    case = told_by("", [])
    entry = SessionEntry(id="s1", date=START, edited=EDITED, week=1, letter="A", performed=(DONE,))
    case.told_day = START
    assert next_day(case.profile, case.library, START) == START
    case.record(entry)
    page = shown(case)
    go(page, "Plan")
    assert "A session is for today" not in view(page, "Plan").week.value
    assert "Done for today. Next session: Wednesday." in view(page, "Plan").week.value
    assert next_day(case.profile, case.library, START - dt.timedelta(days=30)) == START


def test_a_day_that_is_done_asks_for_what_is_next():
    """A check-in where one is due, else nothing; a session stays within reach, by a quiet button."""
    case = told_by("", [])
    case.told_day = START
    case.answer(screened=SCREENED)
    today = go(shown(case), "Today")
    assert today.player.again == ""
    assert "class='quiet' data-to='check-in'" in today.notice.value
    case.told_day = day = START + dt.timedelta(days=5)
    for letter, again in (("A", "Start it today all the same"), ("B", "Do it once more")):
        case.record(SessionEntry(id=letter, date=day, edited=EDITED, week=1, letter=letter, performed=(DONE,)))
        assert today.player.again == again
        assert "primary" not in today.notice.value
    case.told_day += dt.timedelta(days=1)
    assert today.player.again == "Do it once more"
    assert "class='primary' data-to='check-in'" in today.notice.value
    case.check_in(case.today, {"glute_left": 3})
    assert "primary" not in today.notice.value


@pytest.mark.parametrize(("rounds", "done"), [(0, False), (1, True)])
def test_a_session_of_skips_alone_is_still_to_be_done(rounds, done):
    """On the page as in the rules."""
    case = told_by("", [])
    case.told_day = START
    case.answer(screened=SCREENED)
    performed = (Performed(exercise="seed_rdl", rounds=rounds),)
    case.record(SessionEntry(id="s1", date=START, edited=EDITED, week=1, letter="A", performed=performed))
    page = shown(case)
    go(page, "Today")
    assert ("(done)" in str(view(page, "Today").asks.items)) == done
