"""A runner sends the diary back under a name or code that they choose, all of it or the last week."""

import datetime as dt

import pytest

from tests.helpers.prescriptions import prescribed
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.diary import diary_file
from workbook.diary.link import unpack

DAY = dt.date(2026, 3, 30)


@pytest.fixture
def page():
    case = Case()
    case.told_day = DAY
    case.answer(injuries={"pfp": "sore"})
    for week in range(4):
        case.check_in(DAY - dt.timedelta(weeks=week), {"glute_left": week})
    shown = Dashboard(case)
    shown.sent = []
    shown.diary.send = lambda content, buffers=None: shown.sent.append((content, buffers))
    return shown


def wished(page, **content):
    page.diary._on_message(None, {"kind": "hand", "address": "https://guide.example/", **content}, [])
    return page.diary.says


def test_a_link_holds_all_under_the_chosen_name(page):
    assert "Send it to your physio" in wished(page, how="link", name="  Anna ", part="all")
    sent = unpack(page.diary.shared["link"].partition("#")[2])
    assert sent.profile.name == "Anna"
    assert len(sent.check_ins) == 4
    assert page.diary.name == "Anna"


def test_a_week_holds_the_last_seven_days_and_all_answers(page):
    wished(page, how="link", name="Anna", part="week")
    sent = unpack(page.diary.shared["link"].partition("#")[2])
    assert [one.date for one in sent.check_ins] == [DAY]
    assert sent.profile.injuries == {"pfp": "sore"}
    assert len(page.case.diary.check_ins) == 4


def test_a_file_bears_the_name(page):
    wished(page, how="file", name="Anna / 7", part="all")
    (content, buffers) = next(one for one in page.sent if one[0]["kind"] == "handed")
    assert content["name"] == "diary Anna _ 7 2026-03-30.json"
    assert diary_file.read(buffers[0].decode()).profile.name == "Anna / 7"


def test_the_name_that_the_physio_knows_is_offered(page):
    page.case.take_up(prescribed())
    assert page.diary.name == "Anna"


@pytest.mark.parametrize(
    ("name", "says"), [("x" * 61, "at most 60"), ("", "Send it"), ("a\u0000b", "holds a sign that nobody sees")]
)
def test_a_name_has_bounds(page, name, says):
    assert says in wished(page, how="link", name=name, part="all")


def test_an_empty_diary_says_so():
    page = Dashboard(Case())
    assert "nothing to share" in wished(page, how="link", name="Anna", part="all")


def test_every_name_that_a_physio_gives_can_be_sent_back(page):
    """The longest one too: both have one bound."""
    page.case.take_up(prescribed(runner="x" * 60))
    assert "Send it" in wished(page, how="link", name=page.diary.name, part="all")
    with pytest.raises(ValueError, match="runner"):
        prescribed(runner="x" * 61)
