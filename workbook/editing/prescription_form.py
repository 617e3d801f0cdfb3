"""The schema of a prescription's form: what of it is filled in there, in which order and under which names."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from pydantic import TypeAdapter

from workbook.diary.prescribed.prescribed import Prescribed
from workbook.editing.errands.form import LONG, chosen, plain
from workbook.editing.exercise_form import Schema, dressed, simple
from workbook.library import Library
from workbook.library.values import LETTERS

BESIDE = ("id", "date", "by", "runner")
"""What is of a prescription, and not in its form."""
_FIELDS = ("word", "sessions", "start", "exercises", "without")
_LINE = ("exercise", "rounds", "reps", "hold_s", "rest_s", "side", "load", "note", "sessions")
_MAY_LACK = ("hold_s", "sessions")
_TITLES = {
    "word": "A word to the runner",
    "sessions": "Sessions a week",
    "start": "First day",
    "without": "Never to be done",
    "note": "Word on it",
}
_NO_MORE_BUTTONS = {
    f"disable_{button}": True
    for button in ("collapse", "array_reorder", "array_delete_all_rows", "array_delete_last_row")
}
_SIDES = {"": "as usual", "left": "left only", "right": "right only"}


def form_schema(library: Library) -> Schema:
    """The schema of a prescription's form, with the library's exercises to choose from by their names."""
    whole = TypeAdapter(Prescribed).json_schema()
    form = dressed("prescription", simple(whole, whole["$defs"]), "Prescription")
    fields = {name: form["properties"][name] for name in _FIELDS}
    names = dict(sorted(((known, plain(one.name)) for known, one in library.exercises.items()), key=itemgetter(1)))
    _ordered(fields, _FIELDS)
    fields["word"] |= {"minLength": 0, **LONG}
    fields["start"]["format"] = "date"
    fields["exercises"]["items"] = _line_form(fields["exercises"]["items"], names)
    left_out = chosen("exercise to leave out", {"": "Choose an exercise", **names})
    fields["without"] |= {"items": left_out, "format": "table", "options": dict(_NO_MORE_BUTTONS)}
    return {**form, "properties": fields, "required": [name for name in _FIELDS if name != "start"]}


def called(form: Schema) -> dict[str, str]:
    """A field's path, as `exercises.rounds`, to the title by which it stands in the form."""
    fields = form["properties"]
    lines = fields["exercises"]["items"]["properties"]
    return {
        **{name: field["title"] for name, field in fields.items()},
        **{f"exercises.{name}": field["title"] for name, field in lines.items()},
    }


def _line_form(line: Schema, names: Mapping[str, str]) -> Schema:
    """The form of one exercise, folded under its name."""
    fields = {name: line["properties"][name] for name in _LINE}
    fields["exercise"] = chosen("Exercise", names)
    fields["side"] = chosen("Side", _SIDES)
    letters = {"type": "string", "enum": list(LETTERS)}
    fields["load"]["minLength"] = 0
    fields["note"] |= {"minLength": 0, **LONG}
    fields["sessions"] |= {"items": letters, "uniqueItems": True, "format": "checkbox"}
    _ordered(fields, _LINE)
    fields["sessions"]["title"] = "Only in sessions"
    found = {key: part for key, part in line.items() if key != "description"}
    return {
        **found,
        "title": "exercise",
        "headerTemplate": "{{i1}} {{properties.exercise.enumTitle}}",
        "options": {"collapsed": True},
        "properties": fields,
        "required": [name for name in _LINE if name not in _MAY_LACK],
    }


def _ordered(fields: Mapping[str, Schema], names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        fields[name] |= {"propertyOrder": place, "title": _TITLES.get(name, fields[name]["title"])}
