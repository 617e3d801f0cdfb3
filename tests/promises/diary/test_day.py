"""Days: plausible ones only, said the same on every system, and every today the visitor's own."""

import datetime as dt
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import ROOT
from tests.conftest import SCREENED
from tests.helpers.pages import view
from widgets.dashboard import Dashboard
from workbook import case as cases
from workbook.case import Case
from workbook.caseload.follow_up import follow_up
from workbook.diary import day, diary, diary_file
from workbook.diary.diary import CheckInEntry, Performed, SessionEntry
from workbook.diary.diary_file import DiaryError
from workbook.diary.history import MOST_EMPTY_WEEKS, History
from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme.progression import decided

STRANGE = ["0001-01-01", "0002-11-30", "0020-11-30", "0202-11-30", "1999-12-31", "2100-01-01", "9999-12-31"]
EDITED = "2026-03-02T10:00:00Z"
DONE = (Performed(exercise="seed_rdl", rounds=2),)


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_a_day_in_words_needs_no_system(found):
    """Day, month and year, in English whatever the machine speaks, without a code that only Linux knows."""
    assert day.in_words(found) == f"{found.day} {found.strftime('%B')} {found.year}"
    assert f"{day.in_words(found, year=False)} {found.year}" == day.in_words(found)


def test_no_source_asks_the_system_for_what_only_linux_has():
    """`%-d` is refused by Windows: days are said by workbook/diary/day.py."""
    for path in (*ROOT.glob("workbook/**/*.py"), *ROOT.glob("widgets/**/*.py"), *ROOT.glob("hosting/**/*.py")):
        assert not re.search(r"%[-#][dmHIMSjy]", path.read_text(encoding="utf-8")), path.name


@pytest.fixture
def as_on_windows(monkeypatch):
    """A clock that refuses what Windows' does."""
    real = time.strftime

    def strftime(form, *rest):
        if "%-" in form:
            raise ValueError("Invalid format string")
        return real(form, *rest)

    monkeypatch.setattr(time, "strftime", strftime)


@pytest.mark.usefixtures("as_on_windows")
def test_a_check_in_with_pain_is_saved_on_windows(library):
    """And the past ones are listed, a limp and a rise among them, and the report and the link say their days."""
    case = Case(library)
    page = Dashboard(case)
    case.answer(injuries={"pfp": "sore"}, start=dt.date(2026, 3, 2))
    for week, pain in enumerate((3, 6, 1)):
        answers = {"pain_during:pfp": pain, "pain_morning:pfp": 2, "limp": int(week == 2), "glute_left": 4}
        case.check_in(dt.date(2026, 3, 3) + dt.timedelta(weeks=week), answers)
    check_in = view(page, "Check in")
    check_in.refresh()
    assert [row["day"] for row in check_in.past.rows] == ["17 March 2026", "10 March 2026", "3 March 2026"]
    assert check_in._error.value == ""
    assert case.decisions[-1].ruling
    assert follow_up("anna", case.diary, dt.date(2026, 4, 1), library).why


def start_of(value):
    entry = {"id": "answer-start", "date": "2026-03-02", "edited": EDITED, "kind": "answer", "value": value}
    other = {"id": "k1", "date": "2026-03-03", "edited": EDITED, "kind": "check_in", "answers": {"glute_left": 5}}
    return json.dumps({diary_file.MARK: diary_file.VERSION, "entries": [entry, other]})


@pytest.mark.parametrize("value", STRANGE)
def test_a_year_that_cannot_be_is_refused(value, case):
    """In an answer, a check-in, a file, and a message of the page."""
    day = dt.date.fromisoformat(value)
    answers = (lambda: case.answer(start=value), lambda: case.answer(race=value))
    for refused in (*answers, lambda: case.check_in(day, {"limp": 0})):
        with pytest.raises(ValueError, match=r"from 2000 to 2099|in the future"):
            refused()
    with pytest.raises(DiaryError, match=rf"answer-start: value cannot be '{value}'\), so nothing was opened"):
        diary_file.read(start_of(value))
    page = Dashboard(case)
    programme = view(page, "Programme")
    programme.asks._on_message(None, {"kind": "answered", "number": 1, "touched": {"start": value}}, [])
    assert "Choose a day from 2000 to 2099" in programme._error.value
    page.diary._on_message(None, {"kind": "day", "day": value}, [])
    assert case.told_day is None
    assert case.diary.entries == ()


def test_what_can_be_read_of_a_damaged_diary_is_kept():
    """One entry that cannot be does not cost the others."""
    found, lost = diary_file.mended(start_of("0002-11-30"))
    assert ([e.id for e in found.entries], lost) == (["k1"], 1)
    with pytest.raises(DiaryError):
        diary_file.mended('{"strength_guide_diary": 3, "entries": [1, 2]}')


@pytest.mark.parametrize("start", [day.EARLIEST, dt.date(2019, 5, 6)])
def test_no_rule_costs_more_for_an_older_date(library, start):
    """A start, a check-in and a session of long ago are looked at in a few weeks, not in a thousand."""
    case = Case(library)
    case.answer(start=start)
    case.check_in(start, {"sessions_done": 2})
    entry = SessionEntry(id="s1", date=start, edited=EDITED, week=1, letter="A", performed=DONE)
    case.record(entry)
    case.record(entry.model_copy(update={"id": "s2", "date": dt.date(2026, 3, 2)}))
    assert len(case.decisions) <= 2 * (MOST_EMPTY_WEEKS + 1) + 1
    history = History(start, day.LATEST, case.check_ins, case.diary.sessions)
    assert len(history.counted) <= 2 * (MOST_EMPTY_WEEKS + 1) + 1
    assert decided(history, Profile(), case.programme, library).decisions[0].number == 1


def at(moment, monkeypatch):
    monkeypatch.setattr(cases, "_now", lambda: moment)


AUCKLAND = dt.datetime(2026, 3, 8, 19, tzinfo=dt.UTC)
"""Monday 9 March, 08:00 in Auckland."""
LOS_ANGELES = dt.datetime(2026, 3, 9, 0, 30, tzinfo=dt.UTC)
"""Sunday 8 March, 17:30 in Los Angeles."""


def trained(case, *days):
    for number, each in enumerate(days):
        case.record(
            SessionEntry(id=f"s{number}", date=each, edited=EDITED, week=1, letter="AB"[number], performed=DONE)
        )


def test_a_monday_morning_in_auckland_begins_a_week(library, monkeypatch):
    """The server's Sunday is over there: last week is decided, and this week's sessions are to do."""
    at(AUCKLAND, monkeypatch)
    case = Case(library)
    page = Dashboard(case)
    case.answer(start=dt.date(2026, 3, 2), screened=SCREENED)
    trained(case, dt.date(2026, 3, 3), dt.date(2026, 3, 6))
    page.diary._on_message(None, {"kind": "day", "day": "2026-03-09"}, [])
    assert [d.ruling for d in case.decisions] == ["progress"]
    today = view(page, "Today")
    page.places.place = "today"
    assert "All of this week's sessions are done" not in today.notice.value
    case.check_in(dt.date(2026, 3, 9), {"glute_left": 4})
    assert case.check_ins[-1].date == dt.date(2026, 3, 9)


def test_a_sunday_afternoon_in_los_angeles_ends_none(library, monkeypatch):
    """The server's Monday has not come there."""
    at(LOS_ANGELES, monkeypatch)
    case = Case(library)
    case.answer(start=dt.date(2026, 3, 2))
    case.told_day = dt.date(2026, 3, 8)
    assert case.decisions == ()
    case.told_day = dt.date(2026, 3, 9)
    assert [d.ruling for d in case.decisions] == ["missed"]


@pytest.mark.parametrize(
    ("told", "offset", "today"),
    [
        ("2026-03-09", 780, dt.date(2026, 3, 9)),
        ("2025-03-09", 780, dt.date(2026, 3, 9)),
        ("2031-01-01", -420, dt.date(2026, 3, 8)),
        ("2026-03-08", -420, dt.date(2026, 3, 8)),
        ("2026-03-09", "<b>", dt.date(2026, 3, 9)),
        ("2026-03-09", 10**9, dt.date(2026, 3, 9)),
    ],
)
def test_a_device_whose_clock_is_off_is_believed_its_zone_alone(library, monkeypatch, told, offset, today):
    """Nobody trains in another year because a battery was empty."""
    at(AUCKLAND, monkeypatch)
    case = Case(library)
    Dashboard(case).diary._on_message(None, {"kind": "day", "day": told, "offset": offset}, [])
    assert case.today == today


def test_a_page_that_stays_open_sees_the_next_day(library):
    """A check-in of a day to come counts from that day on."""
    case = Case(library)
    case.told_day = dt.date(2026, 3, 29)
    entry = CheckInEntry(id="a", date=dt.date(2026, 3, 31), edited=EDITED, answers={"glute_left": 3})
    case.add(diary.of([entry]))
    assert case.check_ins == ()
    case.told_day = dt.date(2026, 3, 30)
    assert len(case.check_ins) == 1


def test_without_a_browser_the_machines_own_day_counts(library, monkeypatch):
    """A physio's own notebook needs nobody to tell it."""
    at(AUCKLAND, monkeypatch)
    assert Case(library).today == AUCKLAND.astimezone().date()


def test_what_is_gone_has_a_name_and_can_be_corrected(case):
    """A settled injury, one that nobody knows, and a question of another guide."""
    page = Dashboard(case)
    case.answer(injuries={"pfp": "settled"})
    answers = {"glute_left": 5, "pain_during:pfp": 4, "pain_morning:growing_pains": 2, "sleep_well": 7}
    case.check_in(dt.date(2026, 3, 2), answers)
    shown = view(page, "Check in")
    shown.refresh()
    assert shown.past.rows[0]["says"] == (
        "Felt glute work, left 5; Runner's knee: worst pain 4; Growing pains: next morning 2; "
        "Sleep well (no longer asked) 7"
    )
    shown._on_correct(case.diary.check_in_entries[0].id)
    assert answers.keys() <= {item["id"] for item in shown.asks.items}
    shown.asks._on_message(None, {"kind": "answered", "number": 1, "touched": {"pain_during:pfp": 1}}, [])
    shown.save.click()
    assert case.check_ins[0].answers == {**answers, "pain_during:pfp": 1}


def test_what_an_overlay_hides_keeps_its_name(tmp_path):
    """Diaries speak of it for years."""
    (tmp_path / "injuries.yaml").write_text("- id: itb\n  hide: true\n", encoding="utf-8")
    library = type(shipped()).read(overlay=tmp_path)
    case = Case(library)
    page = Dashboard(case)
    case.check_in(dt.date(2026, 3, 2), {"pain_during:itb": 4})
    shown = view(page, "Check in")
    shown.refresh()
    assert shown.past.rows[0]["says"] == "ITB syndrome: worst pain 4"


def test_the_second_of_two_taps_on_save_changes_nothing(case):
    """What the first one was told stays, the pain light too; a new answer makes it a save again."""
    page = Dashboard(case)
    case.answer(injuries={"pfp": "sore"})
    shown = view(page, "Check in")
    shown.refresh()

    def touch(**answers):
        shown.asks._on_message(None, {"kind": "answered", "number": 1, "touched": answers}, [])

    touch(date="2026-03-02", **{"pain_during:pfp": 4})
    shown.save.click()
    said = shown.says.value
    assert "Amber" in said
    shown.save.click()
    assert (shown.says.value, shown._error.value) == (said, "")
    touch(glute_left=3)
    shown.save.click()
    assert case.check_ins[0].answers == {"pain_during:pfp": 4, "glute_left": 3}


def test_a_double_tap_on_a_correction_leaves_the_half_filled_one_alone(case):
    """The form that comes back under the finger is not saved by the second tap."""
    page = Dashboard(case)
    case.check_in(dt.date(2026, 3, 2), {"glute_left": 3})
    shown = view(page, "Check in")
    shown.refresh()
    shown.asks._on_message(None, {"kind": "answered", "touched": {"date": "2026-03-09", "glute_left": 9}}, [])
    shown._on_correct(case.diary.check_in_entries[0].id)
    shown.asks._on_message(None, {"kind": "answered", "touched": {"glute_left": 4}}, [])
    shown.save.click()
    shown.save.click()
    assert [c.answers["glute_left"] for c in case.check_ins] == [4]
    assert shown.asks.values["glute_left"] == 9
