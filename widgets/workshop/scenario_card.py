"""The scenario card: a made-up runner's story with its drawing or chart, and what the rules say to it."""

from collections.abc import Iterable
from html import escape

import ipywidgets as ipw

from widgets.controls.chart import Chart
from widgets.parts.citation import cite
from widgets.parts.table import UNRATED, table_html
from widgets.pictures.exercise_figure import figure_html, framed
from widgets.workshop.predict import Predict, Revealed
from workbook.diary.chart import figure
from workbook.drawing.stride import stride_svg
from workbook.drawing.svg import svg
from workbook.library import Library
from workbook.library.pose import Drawing
from workbook.library.records import Exercise
from workbook.library.side import Side, other_side
from workbook.workshop.answers import Answer, answer, made_up, question_about
from workbook.workshop.scenario import Scenario

_SEEN = {
    "side": "Seen from the side: the right arm and leg are the near, paler ones.",
    "front": "Seen from the front: the runner’s right is on your left.",
}


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def _plain(drawing: Drawing, key: str, name: str, still: int | None = None) -> str:
    """A drawing that gives no colour, and so no answer, away."""
    bare = drawing.model_copy(update={"working": "none"})
    shown = svg(bare, key, name, _SEEN[drawing.view], None, None, still, style="")
    return framed(shown, []) if still is None else f"<div class='drawing'>{shown}</div>"


def _before(card: Scenario, library: Library) -> str:
    """What is seen before the answer: a drawing without its colours; empty for other kinds of card."""
    if card.exercise:
        exercise = library.exercises[card.exercise]
        if exercise.drawing is not None:
            shown = _plain(exercise.drawing, f"ask-{card.id}", exercise.name)
            return f"{shown}<p><small>{_SEEN[exercise.drawing.view]}</small></p>"
    if card.arm_back:
        lead, moment = other_side(card.arm_back), library.stride.moments[0]
        shown = _plain(library.stride.drawing, f"ask-{card.id}", "The stride", moment.pose[lead])
        return f"{shown}<p><small>{_SEEN['side']}</small></p>"
    return ""


def _after(card: Scenario, exercise: Exercise | None, library: Library) -> str:
    """The drawing that goes with the answer, in its colours."""
    if exercise is not None:
        return figure_html(exercise, f"answer-{card.id}")
    if card.arm_back:
        lead: Side = other_side(card.arm_back)
        kinds = [
            ("hip", f"{lead} hip works"),
            ("push", f"{lead} arm pushes"),
            ("pull", f"{card.arm_back} arm pulls"),
        ]
        return framed(stride_svg(library.stride, lead, library.stride.moments[0], f"answer-{card.id}"), kinds)
    return ""


def answer_html(card: Scenario, found: Answer, library: Library) -> str:
    """Why it is so, who says so, the drawing, and why another answer tempts."""
    sources = cite(found.sources, library) or "None: clinical reasoning, or arithmetic."
    tempts = cite(card.sources, library)
    return (
        f"{_paragraphs(found.why)}<p><small>Sources: {sources}</small></p>{_after(card, found.exercise, library)}"
        f"<h4>What is tempting</h4><p>{escape(card.tempting)} <small>{tempts}</small></p>"
    )


def _chart(card: Scenario, library: Library) -> list[ipw.Widget]:
    if not card.asked:
        return []
    questionnaire = library.check_in
    question = question_about(card, questionnaire)
    topics = tuple(topic for topic in questionnaire.topics if topic.id == question.topic)
    shown = Chart()
    shown.figure = figure(made_up(card), questionnaire.model_copy(update={"topics": topics, "questions": (question,)}))
    name = f"{question.name[0].lower()}{question.name[1:]}"
    shown.caption = f"Made-up weekly ratings, {question.low}-{question.high}: {name}."
    weeks = range(len(card.ratings)) if not card.before else range(1, len(card.ratings) + 1)
    heads = ["Week", *("before" for _ in card.before), *map(str, weeks)]
    cells = "".join(UNRATED if rating is None else f"<td>{rating}</td>" for rating in (*card.before, *card.ratings))
    return [shown, ipw.HTML(table_html("Table of the ratings", heads, [(question.name, cells)]))]


def scenario_card(card: Scenario, library: Library) -> Predict:
    """The card as a question to predict; the rules answer when it is revealed."""
    head = f"<h3>{escape(card.title)}</h3><p>{escape(card.story)}</p>{_before(card, library)}"
    predict = Predict(head, _chart(card, library))

    def reveal() -> Revealed:
        found = answer(card, library)
        return Revealed(found.right, answer_html(card, found, library))

    predict.ask(card.question, answer(card, library).options, reveal)
    return predict
