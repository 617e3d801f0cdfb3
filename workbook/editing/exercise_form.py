"""The exercise's form: the models' schema in the words of a form library, with the ids that its fields may name."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from workbook.editing.schemas import schema
from workbook.library import Library

Schema = dict[str, Any]

_ORDER = (
    "id", "name", "stage", "slots", "pattern", "dose", "equipment", "cues", "faults", "focus", "muscles",
    "working_hip", "push_arm", "pull_arm", "load_hand", "coupling", "note", "demands", "new_from_week", "easier",
    "harder", "suitability", "sources", "drawing", "from_post",
)  # fmt: skip
_FOLDED = {
    "faults",
    "focus",
    "muscles",
    "demands",
    "new_from_week",
    "suitability",
    "sources",
    "props",
    "planted",
    "seconds",
}
_WORDS = {
    "easier": "exercises", "harder": "exercises", "slots": "slots", "need": "equipment", "optional": "equipment",
    "rules": "rules", "sources": "references",
}  # fmt: skip
"""Field to the kind of thing whose ids it names."""
_PARTS = {
    "tempo": ("down", "pause", "up"),
    "box": ("left", "right", "bottom", "top"),
    "stills": ("first", "second"),
    "joints": ("from", "to"),
    "integer": ("least", "most"),
    "number": ("x", "y"),
}
"""Field, or kind of value, to the names of the values that stand in it."""
_LONG = {"coupling", "note"}
ROOM = "exercise-words"
"""What the ids of the lists of words begin with."""


def words(library: Library) -> dict[str, list[str]]:
    """Every kind of thing that an exercise names, and the ids to choose from."""
    return {
        "exercises": sorted(library.exercises),
        "slots": [slot.id for slot in library.protocol.slots],
        "equipment": sorted(library.equipment),
        "rules": sorted(library.rules),
        "references": sorted(library.references),
    }


def simple(node: Schema, records: Mapping[str, Schema]) -> Schema:
    """A schema without references, without the null that only says “may be left out”, and with lists as drafts before
    2020 write them: what form libraries know.
    """
    if "$ref" in node:
        outer = {key: value for key, value in node.items() if key != "$ref"}
        return simple({**records[node["$ref"].rpartition("/")[2]], **outer}, records)
    kinds = [kind for kind in node.get("anyOf", ()) if kind.get("type") != "null"]
    if len(kinds) == 1:
        outer = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        return simple({**kinds[0], **outer}, records)
    found = {key: value for key, value in node.items() if key not in ("$defs", "$schema", "prefixItems")}
    if "prefixItems" in node:
        found["items"] = [simple(item, records) for item in node["prefixItems"]]
    elif isinstance(node.get("items"), dict):
        found["items"] = simple(node["items"], records)
    if isinstance(node.get("additionalProperties"), dict):
        found["additionalProperties"] = simple(node["additionalProperties"], records)
    if "properties" in node:
        found["properties"] = {name: simple(field, records) for name, field in node["properties"].items()}
    return found


def _title(name: str) -> str:
    words = name.removesuffix("_s").replace("_", " ").capitalize()
    return f"{words} (seconds)" if name.endswith("_s") else words


def dressed(name: str, node: Schema, title: str = "") -> Schema:
    """A field as it is shown: its title, the kind of input, the words that it offers, and whether it starts folded."""
    options: dict[str, Any] = {"collapsed": True} if name in _FOLDED else {}
    found = {**node, "title": title or _title(name), "options": options}
    if "description" in node:
        found["description"] = escape(node["description"].replace("`", "").replace("**", ""), quote=False)
    kind, items = node.get("type"), node.get("items")
    if isinstance(items, list):
        parts = _PARTS.get(name) or _PARTS[items[0].get("type", "number")]
        found["items"] = [
            {**dressed(part, item), "headerTemplate": _title(part)} for part, item in zip(parts, items, strict=True)
        ]
        options |= {"disable_collapse": True, "disable_array_reorder": True, "collapsed": False}
    elif kind == "array" and items and "enum" in items:
        found |= {"uniqueItems": True, "format": "checkbox"}
    elif kind == "array" and items:
        found["items"] = dressed(name, items)
        if items.get("type") in ("string", "number"):
            found["format"] = "table"
    elif kind == "object":
        found["properties"] = {key: dressed(key, field) for key, field in node.get("properties", {}).items()}
    elif kind in ("number", "integer") and "enum" not in node:
        found["format"] = "number"
        options["inputAttributes"] = {"step": "any"} if kind == "number" else {}
    elif kind == "boolean":
        found["format"] = "checkbox"
    elif kind == "string" and name in _WORDS:
        options["inputAttributes"] = {"list": f"{ROOM}-{_WORDS[name]}", "autocomplete": "off"}
    elif kind == "string" and name in _LONG:
        found["format"] = "textarea"
    return found


def form_schema(injuries: Mapping[str, str]) -> Schema:
    """The schema of an exercise's form; `injuries` are the ids that it may judge, and their names.

    A field that may be left out is not required; titles are text whose signs are escaped for HTML.
    """
    whole = schema("exercise")
    form = dressed("exercise", simple(whole, whole["$defs"]), "Exercise")
    fields = form["properties"]
    judged = fields["suitability"].pop("additionalProperties")
    fields["suitability"] |= {
        "properties": {known: dressed(known, judged, escape(name, quote=False)) for known, name in injuries.items()},
        "additionalProperties": False,
    }
    for index, name in enumerate(_ORDER):
        fields[name]["propertyOrder"] = index
    fields["id"]["readOnly"] = True
    fields["from_post"]["options"]["hidden"] = True
    pose = fields["drawing"]["properties"]["poses"]["items"]
    pose |= {"title": "Pose", "headerTemplate": "Pose {{i1}}", "options": {"collapsed": True}}
    form["required"] = [name for name in form["required"] if name not in ("easier", "harder")]
    return form


def injuries_judged(library: Library, found: Iterable[str]) -> dict[str, str]:
    """The injuries of a library by their names, and those that an exercise speaks of besides."""
    known = {injury.id: injury.name for injury in library.injuries.values()}
    return {**known, **{name: name for name in found if name not in known}}
