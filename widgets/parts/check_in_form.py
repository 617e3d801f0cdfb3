"""The form of a check-in: its questions under their headings, pain's place among them where it has to be named."""

from collections.abc import Sequence

from widgets.controls.questions import Item, date, scale, section
from widgets.parts.pain_told import place_items
from workbook.case import Case
from workbook.diary.check_in import asked_by, is_pain
from workbook.library.questions import DURING, Question, Questionnaire

_SECTIONS = {
    "activation": "How clearly do you feel your glutes work?",
    "tightness": "How tight is the front of your hip?",
    "pain": "Worst pain in your last run or session?",
}


def section_of(question: Question) -> int:
    """Topics first, then pain, then what was done."""
    return 0 if question.topic else 1 if is_pain(question.id) else 2


def form_items(asked: Sequence[Question], case: Case, with_place: bool) -> list[Item]:
    """What each check-in is about: how it feels, and the worst pain, with where that was. Short, for one screen."""
    items: list[Item] = []
    before = None
    for question in filter(is_first, asked):
        here = question.topic or "pain"
        if here != before:
            before = here
            items.append(section(f"section_{here}", *_heading(here, question, case.library.check_in)))
        items.append(_scale(question, _short(question)))
    return [*items, *(place_items(case.library) if with_place else [])]


def more_items(asked: Sequence[Question], case: Case) -> list[Item]:
    """The other questions, and which day it was."""
    items: list[Item] = [date("date", "Date of this check-in", latest=case.today)]
    for question in asked:
        if not is_first(question):
            items.append(_scale(question))
    return items


def is_first(question: Question) -> bool:
    """Whether a question is one of the few that are seen at once."""
    return question.topic is not None or asked_by(question.id)[0] == DURING


def _short(question: Question) -> str:
    return question.side.capitalize() if question.side else question.name


def _heading(section: str, question: Question, questionnaire: Questionnaire) -> tuple[str, str]:
    names = {topic.id: topic.name for topic in questionnaire.topics}
    ends = f"{question.low} {question.low_word}, {question.high} {question.high_word}"
    return _SECTIONS.get(section) or names[section], ends


def _scale(question: Question, short: str = "") -> Item:
    low, high = question.low, question.high
    return scale(question.id, question.ask, question.low_word, question.high_word, low, high, short)
