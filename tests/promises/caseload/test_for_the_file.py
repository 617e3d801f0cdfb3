"""A report for the file: told, seen, judged, planned, prescribed, agreed; on paper and as plain text."""

import datetime as dt

import pytest

from tests.helpers.overlays import laid
from tests.helpers.prescriptions import prescribed
from workbook.case import Case
from workbook.caseload import caseload, report
from workbook.caseload.for_the_file import Agreed, as_text
from workbook.library import Library, shipped

DAY = dt.date(2026, 3, 2)
AGREED = Agreed("Two more weeks, then heavier.", "Only this clinic reads it.", dt.date(2036, 1, 1))


@pytest.fixture
def case():
    case = Case()
    case.told_day = DAY
    case.answer(injuries={"pfp": "sore"}, start=DAY)
    for week in range(3):
        case.told_day = DAY + dt.timedelta(weeks=week)
        case.check_in(case.told_day, {"glute_left": 2 + week, "pain_during:pfp": 1})
    case.told_day = DAY
    return case


def text_of(case, library=None, agreed=AGREED):
    made = report.contents("Anna", case.diary, DAY + dt.timedelta(weeks=3), library or shipped(), agreed=agreed)
    return as_text(made)


def test_it_says_what_a_note_needs_in_the_order_of_a_note(case):
    case.take_up(prescribed())
    said = text_of(case)
    heads = ("Told", "Seen in the data", "Judged by the guide's rules", "Planned for this week", "Prescribed",
             "Agreed about the data", "What this cannot say")  # fmt: skip
    at = [said.index(f"\n{head}\n") for head in heads]
    assert at == sorted(at)
    parts = (
        "Two more weeks, then heavier.", "Only this clinic reads it.", "kept until 1 January 2036", "left side only",
        "From 2 March 2026. By Riverside Physio", "8 kg", "Not to be done: Reverse lunge",
    )  # fmt: skip
    for part in parts:
        assert part in " ".join(said.split())


def test_what_nobody_said_is_left_out(case):
    said = text_of(case, agreed=Agreed())
    assert "Agreed about" not in said
    assert "Prescribed" not in said


def test_every_prescription_stays_in_the_report(case):
    case.take_up(prescribed())
    case.told_day = DAY + dt.timedelta(days=9)
    case.take_up(prescribed(id="fedcba9876543210", by="Dr Moss"))
    case.put_aside("fedcba9876543210")
    said = " ".join(text_of(case).split())
    assert said.index("From 11 March 2026. By Dr Moss") < said.index("From 2 March 2026. By Riverside Physio")
    assert "Put aside by the runner." in said


def test_a_question_that_a_clinic_adds_appears(tmp_path, case):
    asked = (
        "questions:\n  - {id: stairs, topic: tightness, name: Stairs, ask: How are the stairs?, low: 0, high: 10, "
        "low_word: easy, high_word: not possible, good: down}\n"
    )
    ours = Library.read(overlay=laid(tmp_path, {"check_in.yaml": asked}))
    case.check_in(DAY + dt.timedelta(days=1), {"stairs": 7})
    assert "Stairs: week 0 7" in " ".join(text_of(case, ours).split())


def test_both_are_written(tmp_path, case):
    (tmp_path / "anna.json").write_text(case.diary_text(), encoding="utf-8")
    made = report.write_reports(caseload.read(tmp_path), DAY + dt.timedelta(weeks=3), agreed=AGREED)
    assert not made.failed
    (path,) = made.written
    assert path.read_bytes().startswith(b"%PDF")
    assert "Only this clinic reads it." in path.with_suffix(".txt").read_text(encoding="utf-8")
