"""Forms of errands: a few fields of the models' schemas, or of our own, each with its title."""

from collections.abc import Mapping
from html import escape

from workbook.editing.exercise_form import Schema, dressed, simple
from workbook.editing.schemas import schema


def plain(text: str) -> str:
    return escape(text, quote=False)


def fields_of(kind: str, record: str, names: tuple[str, ...]) -> dict[str, Schema]:
    """Some fields of a record as a form shows them, in this order."""
    whole = schema(kind)
    found = simple(whole["$defs"][record] if record else whole, whole.get("$defs", {}))
    fields = {name: dressed(name, found["properties"][name]) for name in names}
    for place, field in enumerate(fields.values()):
        field["propertyOrder"] = place
        field["options"] = {**field["options"], "collapsed": False}
    return fields


def form(title: str, fields: Mapping[str, Schema], needed: tuple[str, ...]) -> Schema:
    return {"type": "object", "title": plain(title), "properties": dict(fields), "required": list(needed),
            "additionalProperties": False}  # fmt: skip


def chosen(title: str, words: Mapping[str, str], place: int = 0, about: str = "") -> Schema:
    """A field in which one of some words is chosen."""
    titles = {"enum_titles": list(words.values())}
    found = {"type": "string", "title": title, "enum": list(words), "options": titles, "propertyOrder": place}
    return {**found, "description": plain(about)} if about else found


LONG = {"format": "textarea", "options": {"input_height": "6rem"}}
"""What makes a field of words one of several lines."""


def text(title: str, place: int, long: bool = False) -> Schema:
    """A field of words."""
    return {"type": "string", "title": title, "propertyOrder": place, **(LONG if long else {})}
