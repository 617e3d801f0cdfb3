"""The form of a check-in: its questions under their headings, pain's place among them where it has to be named."""

from collections.abc import Iterable

from widgets.controls.questions import Item, date, scale, section
from widgets.parts.pain_told import place_items
from workbook.case import Case
from workbook.diary.check_in import is_pain, key_of
from workbook.library.names import ELSEWHERE
from workbook.library.questions import MORNING, Question, Questionnaire

_SECTIONS = {
    "activation": ("Felt glute work", "How clearly you feel it, not how strong you are."),
    "tightness": ("Front of the hip", "At the same time of day each time, if you can."),
    "pain": ("Pain", "The worst in your last run or session, and the next morning. 0 if there was none."),
    "done": ("What you did", ""),
}


def section_of(question: Question) -> int:
    """Topics first, then pain, then what was done."""
    return 0 if question.topic else 1 if is_pain(question.id) else 2


def form_items(asked: Iterable[Question], case: Case, with_place: bool) -> list[Item]:
    """The day and every question, in this order, and after the last on pain elsewhere where that was."""
    items: list[Item] = [date("date", "Date of this check-in", latest=case.today)]
    before = None
    for question in asked:
        here = question.topic or ("pain" if is_pain(question.id) else "done")
        if here != before:
            before = here
            items.append(section(f"section_{here}", *_heading(here, case.library.check_in)))
        items.append(_scale(question))
        if with_place and question.id == key_of(MORNING, ELSEWHERE):
            items += place_items(case.library)
    return items


def _heading(section: str, questionnaire: Questionnaire) -> tuple[str, str]:
    others = {topic.id: (topic.name, topic.meaning) for topic in questionnaire.topics}
    return _SECTIONS.get(section) or others[section]


def _scale(question: Question) -> Item:
    return scale(question.id, question.ask, question.low_word, question.high_word, question.low, question.high)
