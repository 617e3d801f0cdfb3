"""Errands about the check-in: a question's words, and a new question that is charted."""

from collections.abc import Mapping
from typing import Any

from workbook.editing.authoring import slug
from workbook.editing.errands.errand import Choices, Desk, Errand, FormValue, differing
from workbook.editing.errands.form import LONG, chosen, fields_of, form, text
from workbook.editing.exercise_form import Schema

_FILE = "check_in.yaml"
_WORDS = ("name", "ask", "low_word", "high_word")
_LISTS = ("questions", "pain", "done")
_OWN = "a topic of its own"
_GOOD = {"up": "a higher answer", "down": "a lower answer", "none": "neither"}


def _questions(desk: Desk) -> Choices:
    asked = desk.ours.yaml(_FILE)
    return {
        f"{kind}.{one['id']}": str(one["name"]).replace("{injury}", "A sore place")
        for kind in _LISTS
        for one in asked[kind]
    }


def _words_form(desk: Desk, known: str) -> Schema:
    name = str(desk.now(_FILE, *known.split("."))["name"])
    fields = fields_of("check_in", "Question", _WORDS)
    fields["ask"] |= LONG
    titles = {"name": "In short", "ask": "As it is asked", "low_word": "Lowest answer", "high_word": "Highest answer"}
    for field, title in titles.items():
        fields[field] = {**fields[field], "title": title}
        fields[field].pop("description", None)
    return form(name, fields, _WORDS)


def _words(desk: Desk, known: str) -> FormValue:
    now = desk.now(_FILE, *known.split("."))
    return {name: now[name] for name in _WORDS}


def _words_said(desk: Desk, known: str, value: FormValue) -> Mapping[str, Any]:
    kind, _, question = known.partition(".")
    said = differing(desk.before(_FILE, kind, question), value, _WORDS)
    return {_FILE: {kind: [{"id": question, **said}]}}


def _new_form(desk: Desk, _choice: str) -> Schema:
    topics = {topic.id: topic.name for topic in desk.library.check_in.topics}
    fields = {
        "name": text("In short, as the chart names it", 0),
        "ask": text("As it is asked", 1, long=True),
        "low_word": text("What 0 means", 2),
        "high_word": text("What 10 means", 3),
        "good": chosen("Good news is", _GOOD, 4),
        "topic": chosen("Charted with", {_OWN: _OWN, **topics}, 5),
        "meaning": text("What the answer is, and what it is not", 6, long=True),
    }
    about = "For a topic of its own: runners read it beside the chart."
    fields["meaning"]["description"] = about
    return form("A new charted question, from 0 to 10", fields, tuple(fields))


def _new(_desk: Desk, _choice: str) -> FormValue:
    empty = dict.fromkeys(("name", "ask", "low_word", "high_word", "meaning"), "")
    return {**empty, "good": "up", "topic": _OWN}


def _new_said(desk: Desk, _choice: str, value: FormValue) -> Mapping[str, Any]:
    if not value.get("name", "").strip():
        return {}
    found = desk.library.check_in
    known = slug(value["name"], {one.id: one for one in (*found.questions, *found.pain, *found.done)})
    own = value["topic"] == _OWN
    topic = slug(value["name"], {one.id: one for one in found.topics}) if own else value["topic"]
    words = {name: value[name] for name in ("name", "ask")}
    ends = {"low": 0, "high": 10, "low_word": value["low_word"], "high_word": value["high_word"]}
    question = {"id": known, "topic": topic, **words, **ends, "good": value["good"]}
    said: dict[str, Any] = {"questions": [question]}
    if own:
        bands = [{"to": 3, "word": "low"}, {"to": 6, "word": "middle"}, {"to": 10, "word": "high"}]
        flat = "A flat line says that your answers stayed much the same."
        record = {"id": topic, "name": value["name"], "bands": bands, "meaning": value["meaning"], "flat": flat}
        said["topics"] = [{**record, "sources": []}]
    return {_FILE: said}


WORDS = Errand("words", "A question’s words", "Question", _questions, _words_form, _words, _words_said)
NEW = Errand("new_question", "A new charted question", "", lambda _: {}, _new_form, _new, _new_said)
