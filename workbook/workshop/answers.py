"""Answers: what the rules say to a scenario. No answer is written down anywhere; each is worked out here."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbook.diary.check_in import CheckIn
from workbook.diary.runner_profile import Profile
from workbook.diary.trend import Began, Trend, trends
from workbook.diary.trend_words import in_words
from workbook.drawing.illustration import arms
from workbook.library import Library
from workbook.library.questions import Question, Questionnaire
from workbook.library.records import Exercise
from workbook.library.side import Side
from workbook.programme import build
from workbook.programme.screening import screen
from workbook.programme.suitability import advice, owned, why_not
from workbook.programme.what_if import difference
from workbook.workshop.scenario import EVERYTHING, NOTHING, Scenario

_FIRST = dt.date(2026, 3, 9)
"""The day of a made-up runner's first session."""
_HIPS = {
    "left": "The left hip",
    "right": "The right hip",
    "both": "Both hips alike",
    "none": "Neither hip is what it trains",
}
_MAY_SAY = {
    "too_early": "Too early for any word on a trend",
    "no_baseline": "No baseline, so no word on a trend",
    "still_collecting": "Still collecting",
    "cannot_tell": "Cannot tell whether it changed",
    "probable_change": "A probable change in how it felt",
    "clear_change": "A clear change in how it felt",
    "cause": "The programme worked for this runner",
}
_NO_CAUSE = "Whatever the word, one runner's chart shows no cause: there is nobody to compare with."


@dataclass(frozen=True)
class Answer:
    """What can be chosen, what is right, and why."""

    options: Mapping[str, str]
    """Id to the words on the button."""
    right: str
    why: tuple[str, ...]
    """Sentences."""
    sources: tuple[str, ...]
    """Keys of references."""
    exercise: Exercise | None = None
    """The exercise that it is about."""


def answer(card: Scenario, library: Library) -> Answer:
    """What the rules answer. Raises ValueError in a sentence where they do not single out one of the options."""
    return _BY_KIND[card.kind](card, library)


def _working_hip(card: Scenario, library: Library) -> Answer:
    exercise = library.exercises[card.exercise or ""]
    if exercise.drawing is None:
        raise ValueError(f"{exercise.id} has no drawing, so nobody can see which hip works")
    right = exercise.drawing.working
    why = [f"{exercise.name}: {_HIPS[right].lower()}."]
    if right in ("left", "right"):
        why = [f"{exercise.name}: the {right} hip, on the side of the {exercise.working_hip}, works as it is drawn."]
    why += [f"The exercise's file says: {text}" for text in (exercise.coupling, exercise.note) if text]
    return Answer(_HIPS, right, tuple(why), exercise.sources, exercise)


def _stride(card: Scenario, library: Library) -> Answer:
    sides: tuple[Side, Side] = ("left", "right")
    right = next(side for side in sides if arms(side, push=True, pull=True)[1] == card.arm_back)
    why = (
        f"The {card.arm_back} arm goes back: it pulls. The hip that works is the one opposite: the {right} hip, "
        f"on the side of the push arm.",
        library.stride.honest,
    )
    return Answer({side: _HIPS[side] for side in ("left", "right", "both")}, right, why, library.stride.sources)


def _exercise_options(card: Scenario, library: Library, others: Mapping[str, str]) -> dict[str, str]:
    return {name: others.get(name) or library.exercises[name].name for name in card.options}


def _leave_out(card: Scenario, library: Library) -> Answer:
    runner = card.runner or Profile()
    screening, equipment = screen(runner, library), owned(runner, library)
    others = {NOTHING: "Nothing: change how they are done", EVERYTHING: "Everything, for now"}
    options = _exercise_options(card, library, others)
    if screening.hides_programme:
        sources = tuple(key for flag in screening.flags for key in flag.sources)
        return _checked(Answer(options, EVERYTHING, screening.blockers, sources))
    asked = [library.exercises[name] for name in options if name not in others]
    refused = {e.id: why for e in asked if (why := why_not(e, runner, equipment, screening, library))}
    if len(refused) > 1:
        raise ValueError(f"the rules leave out {' and '.join(refused)}; only one of the options may be")
    kept = [
        f"{e.name} stays, with a change: {said.rule.text}"
        for e in asked
        if e.id not in refused
        for said in advice(e, runner, library)[:1]
        if said.verdict == "modify"
    ]
    for name, why in refused.items():
        exercise = library.exercises[name]
        rules = [library.rules[code] for i in runner.injuries for code in exercise.suitability[i].rules]
        sources = tuple(dict.fromkeys(key for rule in rules for key in rule.sources))
        bases = {rule.text: f"Basis of the rule: {rule.basis}." for rule in rules if rule.text.rstrip(".") in why}
        reasons = (f"The guide tells the runner: {exercise.name} {why.rstrip('.')}.", *bases.values(), *kept)
        return Answer(options, name, reasons, sources, exercise)
    sources = tuple(dict.fromkeys(k for e in asked for said in advice(e, runner, library) for k in said.rule.sources))
    return _checked(Answer(options, NOTHING, ("The rules leave out none of these.", *kept), sources))


def _changes(card: Scenario, library: Library) -> Answer:
    found = difference(build(card.runner or Profile(), library), build(card.changed(), library))
    others = {NOTHING: "None of these", EVERYTHING: "All of these"}
    options = _exercise_options(card, library, others)
    moved = [name for name in options if name in found.came or name in found.went]
    if len(moved) > 1:
        raise ValueError(f"{' and '.join(moved)} come or go with this change; only one of the options may")
    if not moved:
        return _checked(Answer(options, NOTHING, ("None of these comes or goes.",), library.protocol.sources))
    exercise = library.exercises[moved[0]]
    said = found.came.get(exercise.id)
    why = f"{exercise.name} comes in. {said}" if said else f"{exercise.name} {found.went[exercise.id].rstrip('.')}."
    slots = [slot for slot in library.protocol.slots if slot.id in exercise.slots]
    sources = tuple(dict.fromkeys(key for slot in slots for key in slot.sources))
    others_too = len(found.came) + len(found.went) - 1
    more = f"In all, {len(found.came)} come in and {len(found.went)} go." if others_too else "Nothing else changes."
    return Answer(options, exercise.id, (why, more), sources, exercise)


def made_up(card: Scenario) -> tuple[CheckIn, ...]:
    """The card's ratings as check-ins: a day each before the first session, then one at the end of each week."""
    early = [(_FIRST - dt.timedelta(days=len(card.before) - n), rating) for n, rating in enumerate(card.before)]
    weeks = [(_FIRST + dt.timedelta(days=7 * week + 6), rating) for week, rating in enumerate(card.ratings)]
    return tuple(
        CheckIn(date=day, answers={card.asked or "": rating}) for day, rating in [*early, *weeks] if rating is not None
    )


def trend_of(card: Scenario, questionnaire: Questionnaire) -> Trend:
    """What the check-in's rule says of the card's ratings on the day of the last one."""
    found = made_up(card)
    return trends(found, Began(_FIRST), found[-1].date, questionnaire)[card.asked or ""]


def question_about(card: Scenario, questionnaire: Questionnaire) -> Question:
    """The check-in's question that a card is about."""
    return next(question for question in questionnaire.questions if question.id == card.asked)


def _may_say(card: Scenario, library: Library) -> Answer:
    questionnaire = library.check_in
    question = question_about(card, questionnaire)
    found = trend_of(card, questionnaire)
    topic = next(topic for topic in questionnaire.topics if topic.id == question.topic)
    why = [in_words(found, topic, questionnaire), topic.meaning, _NO_CAUSE]
    if found.word == "cannot tell":
        why.insert(1, topic.flat)
    return Answer(_MAY_SAY, found.word.replace(" ", "_"), tuple(why), topic.sources)


def _checked(found: Answer) -> Answer:
    if found.right not in found.options:
        raise ValueError(f"the rules answer {found.right!r}, which is not among the options")
    return found


_BY_KIND: dict[str, Callable[[Scenario, Library], Answer]] = {
    "working_hip": _working_hip,
    "stride": _stride,
    "leave_out": _leave_out,
    "changes": _changes,
    "may_say": _may_say,
}
