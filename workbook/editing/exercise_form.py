"""The exercise's form: the models' schema in the words of a form library, and what its fields may name."""

from collections.abc import Iterator, Mapping
from html import escape
from operator import itemgetter
from textwrap import shorten
from typing import Any

from workbook.editing.schemas import schema
from workbook.library import Library
from workbook.library.records import Reference

Schema = dict[str, Any]
_Value = Mapping[str, Any]

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
_NAMED = {
    "easier": "exercises", "harder": "exercises", "slots": "slots", "need": "equipment", "optional": "equipment",
    "rules": "rules", "sources": "references",
}  # fmt: skip
"""Field to the kind of thing that it names."""
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
_ABOUT = {
    "slots": "It is tried in these places of a session, and nowhere else",
    "equipment": "Nothing in it where nothing is needed",
    "need": "One thing of every group is needed. A strength exercise should lead, by easier ones, to one with no group",
    "optional": "What helps. No rule reads it",
    "easier": "What is tried where this one is too hard. Easier versions may not run in a circle",
    "harder": "What comes after it. Harder versions may not run in a circle",
    "rules": "May be none only where the verdict is good. The first is the reason given for an avoid",
    "sources": "May be none",
}
"""What is said of a field where it is chosen; the manual speaks to whoever writes it."""
_LONGEST_TITLE = 100
_NOTHING = {"": "Choose"}

Offered = Mapping[str, Mapping[str, str]]
"""Kind of thing to what there is of it to choose: id to what a person calls it."""


def choices(library: Library, exercises: Mapping[str, str]) -> Offered:
    """All that an exercise may name; `exercises` are those of a folder, by their ids."""
    return {
        "exercises": exercises,
        "slots": {slot.id: slot.name for slot in library.protocol.slots},
        "equipment": {one.id: one.name for one in library.equipment.values()},
        "rules": {code: f"{code}: {rule.text}" for code, rule in library.rules.items()},
        "references": dict(sorted(((key, _source(one)) for key, one in library.references.items()), key=itemgetter(1))),
    }


def _source(reference: Reference) -> str:
    first, comma, _ = (reference.authors or "").partition(",")
    who = " ".join(filter(None, (first, comma and "and others", str(reference.year or ""))))
    return shorten(": ".join(filter(None, (who, reference.title))), _LONGEST_TITLE, placeholder="…")


def without_blanks(value: Any) -> Any:
    """An exercise's plain values without the rows in which nothing was chosen, and the lists that only hold such."""
    if isinstance(value, dict):
        kept = {name: _chosen(part) if name in _NAMED else without_blanks(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part != "" or name not in _NAMED}
    return [without_blanks(one) for one in value] if isinstance(value, list) else value


def _chosen(part: Any) -> Any:
    if not isinstance(part, list):
        return part
    return [kept for kept in map(_chosen, part) if kept not in ("", [])]


def _told(value: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    """Kind and id of all that plain values name."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _told(part, _NAMED.get(name, ""))
    elif isinstance(value, list):
        for one in value:
            yield from _told(one, kind)
    elif kind and isinstance(value, str):
        yield kind, value


def _with_told(offered: Offered, value: _Value) -> dict[str, dict[str, str]]:
    """What there is to choose, and what is chosen already and is not there."""
    found = {kind: dict(words) for kind, words in offered.items()}
    for kind, known in _told(value):
        found[kind].setdefault(known, known)
    return found


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


def dressed(name: str, node: Schema, title: str = "", offered: Offered | None = None) -> Schema:
    """A field as it is shown: its title, the kind of input, what it offers to choose, and whether it starts folded."""
    options: dict[str, Any] = {"collapsed": True} if name in _FOLDED else {}
    found = {**node, "title": title or _title(name), "options": options}
    if offered and name in _ABOUT:
        found["description"] = _ABOUT[name]
    elif "description" in node:
        found["description"] = escape(node["description"].replace("`", "").replace("**", ""), quote=False)
    kind, items = node.get("type"), node.get("items")
    if isinstance(items, list):
        parts = _PARTS.get(name) or _PARTS[items[0].get("type", "number")]
        found["items"] = [
            {**dressed(part, item, "", offered), "headerTemplate": _title(part)}
            for part, item in zip(parts, items, strict=True)
        ]
        options |= {"disable_collapse": True, "disable_array_reorder": True, "collapsed": False}
    elif kind == "array" and items and "enum" in items:
        found |= {"uniqueItems": True, "format": "checkbox"}
    elif kind == "array" and items:
        found["items"] = dressed(name, items, "", offered)
        if items.get("type") in ("string", "number"):
            found["format"] = "table"
    elif kind == "object":
        found["properties"] = {
            key: dressed(key, field, "", offered) for key, field in node.get("properties", {}).items()
        }
    elif kind in ("number", "integer") and "enum" not in node:
        found["format"] = "number"
        options["inputAttributes"] = {"step": "any"} if kind == "number" else {}
    elif kind == "boolean":
        found["format"] = "checkbox"
    elif kind == "string" and name in _NAMED and offered:
        words = {**_NOTHING, **offered[_NAMED[name]]}
        found = {key: part for key, part in found.items() if key not in ("pattern", "minLength")}
        found["enum"], options["enum_titles"] = list(words), list(words.values())
    elif kind == "string" and name in _LONG:
        found["format"] = "textarea"
    return found


def form_schema(library: Library, offered: Offered, value: _Value) -> Schema:
    """The schema of an exercise's form; what the exercise names and the library has not stands there by its id.

    A field that may be left out is not required; titles of fields are text whose signs are escaped for HTML, which
    those of choices need not be.
    """
    whole = schema("exercise")
    offered = _with_told(offered, value)
    form = dressed("exercise", simple(whole, whole["$defs"]), "Exercise", offered)
    fields = form["properties"]
    judged = fields["suitability"].pop("additionalProperties")
    fields["suitability"] |= {
        "properties": {
            known: dressed(known, judged, escape(name, quote=False), _about(known, library, offered, value))
            for known, name in _injuries(library, value).items()
        },
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


def _about(injury: str, library: Library, offered: Offered, value: _Value) -> Offered:
    """What there is to choose for one injury: of rules those that are about it, or named there."""
    named = {known for _, known in _told(value.get("suitability", {}).get(injury))}
    mine = {code for code, rule in library.rules.items() if rule.injury == injury} | named
    return {**offered, "rules": {code: text for code, text in offered["rules"].items() if code in mine}}


def _injuries(library: Library, value: _Value) -> dict[str, str]:
    """The injuries of a library by their names, and those that an exercise speaks of besides."""
    known = {injury.id: injury.name for injury in library.injuries.values()}
    return {**known, **{name: name for name in value.get("suitability", {}) if name not in known}}
