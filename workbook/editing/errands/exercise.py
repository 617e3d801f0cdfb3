"""Errands about an exercise: its dose, whether it is there at all, and for whom it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook.editing import authoring
from workbook.editing.errands.errand import Choices, Desk, Errand, Value, differing
from workbook.editing.errands.form import chosen, fields_of, form, text
from workbook.editing.exercise_form import Schema
from workbook.library.reading.overlay import HIDE
from workbook.library.reading.tree import GONE

_DOSE = ("rounds", "reps", "hold_s", "side", "tempo", "rest_s", "load")
_EVERYBODY, _NOBODY = "everybody", "nobody"


def _file(exercise: str) -> str:
    return f"exercises/{exercise}.yaml"


def _exercises(desk: Desk) -> Choices:
    return authoring.names(desk.folder)


def _guides(desk: Desk) -> Choices:
    """The guide's own exercises, those that the clinic hides as well."""
    found = {Path(file).stem: str(desk.before(file).get("name")) for file in desk.guide.files("exercises")}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


# A dose.


def _dose_form(desk: Desk, known: str) -> Schema:
    now = desk.now(_file(known))["dose"]
    needed = tuple(name for name in _DOSE if now.get(name) is not None)
    return form(f"{desk.now(_file(known))['name']}: dose", fields_of("exercise", "Dose", _DOSE), needed)


def _dose(desk: Desk, known: str) -> Value:
    now = desk.now(_file(known))["dose"]
    return {name: now[name] for name in _DOSE if now.get(name) is not None}


def _dose_said(desk: Desk, known: str, value: Value) -> Mapping[str, Any]:
    before = desk.before(_file(known)).get("dose", {})
    return {_file(known): {"dose": differing(before, value, _DOSE)}}


# Forbidding an exercise, for all.


def _forbid_form(desk: Desk, known: str) -> Schema:
    words = {_EVERYBODY: "to everybody: nobody gets it", _NOBODY: "to nobody: it is tried as before"}
    about = "For some only, take the errand “For whom an exercise is”."
    name = _guides(desk)[known]
    return form(f"Forbid: {name}", {"forbidden": chosen("Forbidden", words, about=about)}, ("forbidden",))


def _forbid(_desk: Desk, known: str) -> Value:
    return {"forbidden": _EVERYBODY if known else _NOBODY}


def _forbid_said(_desk: Desk, known: str, value: Value) -> Mapping[str, Any]:
    return {_file(known): {HIDE: True if value.get("forbidden") == _EVERYBODY else GONE}}


# For whom an exercise is.


def _suits_form(desk: Desk, known: str) -> Schema:
    now = desk.now(_file(known))
    fields = {}
    for place, injury in enumerate(desk.library.injuries.values()):
        rules = {code: f"{code}: {rule.text}" for code, rule in desk.library.rules.items() if rule.injury == injury.id}
        verdict = chosen("While it is sore", {"good": "good", "modify": "modify", "avoid": "avoid"})
        reasons = {
            "type": "array", "title": "Reasons that the runner reads, the first before all", "uniqueItems": True,
            "format": "checkbox", "propertyOrder": 1,
            "items": {"type": "string", "enum": list(rules), "options": {"enum_titles": list(rules.values())}},
        }  # fmt: skip
        parts = {"verdict": verdict, "rules": reasons, "own": text("A reason of your own, first", 2, long=True)}
        said = now["suitability"].get(injury.id, {}).get("verdict", "good")
        one = form(f"{injury.name}: {said}", parts, ("verdict", "rules", "own"))
        fields[injury.id] = {**one, "options": {"collapsed": True}, "propertyOrder": place}
    return form(f"{now['name']}: for whom", fields, tuple(fields))


def _suits(desk: Desk, known: str) -> Value:
    now = desk.now(_file(known))["suitability"]
    usual = {"verdict": "good", "rules": []}
    return {injury: {**now.get(injury, usual), "own": ""} for injury in desk.library.injuries}


def _suits_said(desk: Desk, known: str, value: Value) -> Mapping[str, Any]:
    before = desk.before(_file(known)).get("suitability", {})
    said: dict[str, Any] = {}
    own: dict[str, Any] = {}
    now = _suits(desk, known)
    for injury, answers in value.items():
        rules = _as_before([*answers["rules"]], [*now.get(injury, {}).get("rules", ())])
        if reason := answers["own"].strip():
            code = authoring.slug(f"ours {injury}", {one.lower(): one for one in (*desk.library.rules, *own)}).upper()
            own[code] = {"text": reason, "injury": injury, "sources": [], "basis": "our clinic's own rule"}
            rules = [code, *rules]
        said[injury] = differing(before.get(injury, {}), {**answers, "rules": rules}, ("verdict", "rules"))
    return {_file(known): {"suitability": said}, **({"rules.yaml": own} if own else {})}


def _as_before(ticked: list[str], before: list[str]) -> list[str]:
    """Rules in the order that they had; boxes are told in their own."""
    kept = [code for code in before if code in ticked]
    return kept + [code for code in ticked if code not in kept]


DOSE = Errand("dose", "An exercise’s dose", "Exercise", _exercises, _dose_form, _dose, _dose_said)
FORBID = Errand("forbid", "Forbid an exercise", "Exercise", _guides, _forbid_form, _forbid, _forbid_said)
SUITS = Errand("suits", "For whom an exercise is", "Exercise", _exercises, _suits_form, _suits, _suits_said)
