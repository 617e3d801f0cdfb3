"""The form of a check-in: its questions under their headings, pain's place among them where it has to be named."""

from collections.abc import Sequence

from widgets.controls.questions import Item, date, scale, section
from widgets.parts.pain_told import place_items
from workbook.case import Case
from workbook.diary.check_in import asked_by, is_pain
from workbook.library import Library
from workbook.library.names import ELSEWHERE, injury_name
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
    """What each check-in is about: how it feels, and the worst pain, with where that was. Short, for one screen; what a
    clinic asks in words of its own is asked in these."""
    items: list[Item] = []
    sections: dict[str, list[Question]] = {}
    for question in filter(is_first, asked):
        sections.setdefault(question.topic or "pain", []).append(question)
    for here, questions in sections.items():
        ours = [question for question in questions if not _is_of_the_clinic(question, case.library)]
        items.append(section(f"section_{here}", *_heading(here, ours, case.library.check_in)))
        items += [
            _scale(question, _short(question, case.library) if question in ours else "") for question in questions
        ]
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


def _short(question: Question, library: Library) -> str:
    """A side or a place, for the heading above says what is asked of it."""
    place = asked_by(question.id)[1]
    name = library.check_in.elsewhere if place == ELSEWHERE else injury_name(place, library)
    return question.side.capitalize() if question.side else name


def _is_of_the_clinic(question: Question, library: Library) -> bool:
    """Whether an overlay adds it or asks it otherwise."""
    asked = asked_by(question.id)[0]
    fields = (change.field.split(".") for change in library.changes if change.file == "check_in.yaml")
    return any(field[:2] in (["questions", asked], ["pain", asked]) for field in fields)


def _heading(section: str, ours: Sequence[Question], questionnaire: Questionnaire) -> tuple[str, str]:
    """Our own words over what is asked in short, and its ends; a name alone over what a clinic asks."""
    name = {"pain": "Pain", **{topic.id: topic.name for topic in questionnaire.topics}}[section]
    if not ours:
        return name, ""
    first = ours[0]
    return _SECTIONS.get(section, name), f"{first.low} {first.low_word}, {first.high} {first.high_word}"


def _scale(question: Question, short: str = "") -> Item:
    low, high = question.low, question.high
    return scale(question.id, question.ask, question.low_word, question.high_word, low, high, short)
