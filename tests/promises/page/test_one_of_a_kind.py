"""One is said as one: no “1 minutes”, “1 reps” or “1 sessions” on any screen, on paper or for a file."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from tests.helpers.prescriptions import prescribed
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.caseload.for_the_file import as_text
from workbook.caseload.report import contents
from workbook.diary.diary import Performed, SessionEntry
from workbook.library import shipped
from workbook.library.number_words import of_one
from workbook.paper import page as paper

DAY = dt.date(2026, 3, 2)
SHORT = {"exercise": "calf_raise_double", "rounds": 1, "reps": 1, "rest_s": 10}
ONES = re.compile(
    r"(?<![\d.,-])1 (?:minutes|rounds|reps|holds|exercises|sessions|weeks|seconds|check-ins|steps|days|hours)\b"
)


@pytest.fixture
def case():
    """Of a runner to whom one short session a week was prescribed, of one exercise, and who has done one."""
    library = shipped()
    case = Case(replace(library, protocol=library.protocol.model_copy(update={"hours_between_sessions": 1})))
    case.told_day = DAY
    case.answer(screened=dict.fromkeys(case.unanswered, DAY), start=DAY, equipment=["step"])
    case.take_up(prescribed(exercises=[SHORT], without=[], sessions=1))
    performed = (Performed(exercise="calf_raise_double", rounds=1),)
    edited = dt.datetime.combine(DAY, dt.time(), dt.UTC)
    case.record(SessionEntry(id="one", date=DAY, edited=edited, week=1, letter="A", performed=performed))
    case.check_in(DAY, {"glute_left": 3})
    case.told_day = DAY + dt.timedelta(weeks=1)
    return case


def texts(page):
    """All that is shown at any place of the page."""
    for place in page.places.places:
        page.places.place = place["id"]
        for view in page.views:
            yield from (part.value for part in view.box.children if isinstance(getattr(part, "value", None), str))
    yield str(page.views[0].player.session)
    yield str([item for view in page.views for asks in view.kept for item in asks.items])


def test_one_of_a_kind_is_said_as_one(case):
    page = Dashboard(case)
    said = [*texts(page), paper.html(case.profile, case.programme, case.library)]
    said.append(as_text(contents("Anna", case.diary, case.today, case.library)))
    assert case.this_week.sessions[0].minutes == 1
    assert any("Session A · 1 minute<" in text for text in said)
    assert any("1 of 1 session done." in text for text in said)
    assert [found for text in said for found in ONES.findall(re.sub(r"<[^>]+>", "", text))] == []


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("reps", "rep"),
        ("marches", "march"),
        ("bursts of 10-15 contacts", "burst of 10-15 contacts"),
        ("press", "press"),
    ],
)
def test_a_unit_of_one(many, one):
    assert of_one(many) == one
