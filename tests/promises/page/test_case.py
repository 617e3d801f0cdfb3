"""One visitor's case: answers in, everything that follows from them out."""

import datetime as dt

import pytest
import traitlets as tl

from workbook.case import Case
from workbook.diary.diary_file import DiaryError

DAY = dt.date(2026, 3, 2)


def test_an_answer_rebuilds_the_programme(case):
    """Programme and answers never disagree."""
    before = case.programme
    case.answer(equipment=("dumbbell",))
    assert case.profile.equipment == ("dumbbell",)
    assert case.programme != before


def test_the_same_answer_again_changes_nothing(case):
    """No new edit where nothing was edited."""
    case.answer(minutes=45)
    diary = case.diary
    case.answer(minutes=45)
    assert case.diary is diary


def test_what_is_derived_cannot_be_written(case):
    """Only the diary is writable."""
    with pytest.raises(tl.TraitError):
        case.programme = None


def test_a_wrong_answer_is_refused_in_a_sentence(case):
    """And the profile stays as it was."""
    with pytest.raises(ValueError, match="The answer for glute left cannot be used"):
        case.answer(glute_left=12)
    assert case.profile.glute_left is None


def test_a_second_check_in_on_a_day_corrects_the_first(case):
    """Up to one check-in a day."""
    case.check_in(DAY, {"glute_left": 2, "tight_left": 3})
    case.check_in(DAY, {"glute_left": 5})
    assert [c.answers for c in case.check_ins] == [{"glute_left": 5, "tight_left": 3}]


def test_an_empty_or_future_check_in_is_refused(case):
    """Nothing is saved, and the sentence says why."""
    with pytest.raises(ValueError, match="Nothing was answered"):
        case.check_in(DAY, {})
    with pytest.raises(ValueError, match="in the future"):
        case.check_in(dt.date.today() + dt.timedelta(days=3), {"glute_left": 2})
    with pytest.raises(ValueError, match="Check the year"):
        case.check_in(dt.date(206, 3, 2), {"glute_left": 2})
    assert case.check_ins == ()


def test_a_diary_moves_to_another_visit_whole(case, weeks_of):
    """Forget, open the file: everything is back, trends included."""
    case.answer(injuries={"mtss": "sore"}, minutes=20)
    weeks_of(case, glute_left=[2, 3, None, 4, 5, 6])
    text, trends, programme = case.diary_text(), case.trends, case.programme
    case.forget()
    assert case.check_ins == ()
    assert case.open_diary(text) == "Diary opened: 5 check-ins, 5 of them new here."
    assert (case.trends, case.programme) == (trends, programme)
    assert case.open_diary(text) == "Diary opened: 5 check-ins, 0 of them new here."


def test_a_refused_file_leaves_everything_as_it_was(case):
    """What was there stays."""
    case.check_in(DAY, {"glute_left": 2})
    diary = case.diary
    with pytest.raises(DiaryError):
        case.open_diary("not a diary")
    assert case.diary is diary


def test_a_diary_of_another_library_still_opens(case):
    """Injuries, equipment and answers that this library does not know are kept and change nothing."""
    other = Case(case.library)
    other.answer(injuries={"growing_pains": "sore"}, equipment=("rope",), already=("rope_climb",))
    case.open_diary(other.diary_text())
    assert len(case.programme.weeks) == 6
    case.answer(injuries={"mtss": "sore"}, equipment=("bench",))
    assert case.profile.injuries == {"mtss": "sore", "growing_pains": "sore"}
    assert case.profile.equipment == ("bench", "rope")
