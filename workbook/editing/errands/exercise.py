"""Errands about an exercise: its dose, whether it is there at all, and for whom it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook.editing import authoring
from workbook.editing.errands.errand import Choices, Desk, Errand, FormValue, differing
from workbook.editing.errands.form import chosen, fields_of, form, text
from workbook.editing.exercise_form import Schema
from workbook.library.reading.overlay import HIDE
from workbook.library.reading.tree import GONE

_DOSE = ("rounds", "reps", "hold_s", "side", "tempo", "rest_s", "load")
_SIDES = {
    "each": "one side, then the other",
    "alternating": "sides in turn",
    "both": "both together",
    "left": "left side only",
    "right": "right side only",
}
_SHORT = ("rounds", "reps", "load")
_EVERYBODY, _NOBODY = "everybody", "nobody"
_BEFORE, _LAST = "before", "last"


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
    now = desk.now(_file(known))
    needed = tuple(name for name in _DOSE if now["dose"].get(name) is not None)
    return form(f"{now['name']}: dose", _dose_fields(), needed)


def _dose_fields() -> dict[str, Schema]:
    fields = fields_of("exercise", "Dose", _DOSE)
    for field in fields.values():
        field.pop("description", None)
    fields["side"]["options"] = {"enum_titles": [_SIDES[side] for side in fields["side"]["enum"]]}
    return fields


def _dose(desk: Desk, known: str) -> FormValue:
    now = desk.now(_file(known))["dose"]
    return {name: now[name] for name in _DOSE if now.get(name) is not None}


def _dose_said(desk: Desk, known: str, value: FormValue) -> Mapping[str, Any]:
    before = desk.before(_file(known)).get("dose", {})
    return {_file(known): {"dose": differing(before, value, _DOSE)}}


# Forbidding an exercise, for all.


def _forbid_form(desk: Desk, known: str) -> Schema:
    words = {_EVERYBODY: "to everybody: nobody gets it", _NOBODY: "to nobody: it is tried as before"}
    about = "For some only, take the errand “For whom an exercise is”."
    name = _guides(desk)[known]
    return form(f"Forbid: {name}", {"forbidden": chosen("Forbidden", words, about=about)}, ("forbidden",))


def _forbid(_desk: Desk, known: str) -> FormValue:
    return {"forbidden": _EVERYBODY if known else _NOBODY}


def _forbid_said(_desk: Desk, known: str, value: FormValue) -> Mapping[str, Any]:
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


def _suits(desk: Desk, known: str) -> FormValue:
    now = desk.now(_file(known))["suitability"]
    usual = {"verdict": "good", "rules": []}
    return {injury: {**now.get(injury, usual), "own": ""} for injury in desk.library.injuries}


def _suits_said(desk: Desk, known: str, value: FormValue) -> Mapping[str, Any]:
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


# A new exercise, like another one.


def _new_form(desk: Desk, like: str) -> Schema:
    now = desk.now(_file(like))
    kit = {one.id: one.name for one in desk.library.equipment.values()}
    group = {"type": "array", "title": "One of these", "items": chosen("Equipment", kit), "format": "table"}
    cues = {"type": "array", "title": "How to do it", "propertyOrder": 1, "format": "table", "items": text("Cue", 0)}
    need = {"type": "array", "title": "Equipment, one of each group", "propertyOrder": 2, "items": group}
    places = {_BEFORE: f"before “{now['name']}”", _LAST: "last, where nothing else fits"}
    dose = {name: {**field, "propertyOrder": 4} for name, field in _dose_fields().items() if name in _SHORT}
    about = f"All else is as in “{now['name']}”, for whom it is good as well; there is no drawing."
    fields = {"name": text("Name", 0), "cues": cues, "need": need, "tried": chosen("Tried", places, 3, about), **dose}
    return form(f"Like {now['name']}", fields, tuple(fields))


def _new(desk: Desk, like: str) -> FormValue:
    now = desk.now(_file(like))
    dose = {name: now["dose"][name] for name in _SHORT}
    return {"name": "", "cues": now["cues"], "need": now["equipment"].get("need", []), "tried": _BEFORE, **dose}


def _new_said(desk: Desk, like: str, value: FormValue) -> Mapping[str, Any]:
    if not value["name"].strip():
        return {}
    draft = authoring.named(desk.folder, like, value["name"].strip().capitalize())
    copied = {name: part for name, part in draft.value.items() if name != "drawing"}
    dose = {**copied["dose"], **{name: value[name] for name in _SHORT}}
    own = {"name": value["name"], "cues": value["cues"], "equipment": {"need": value["need"]}, "dose": dose,
           "sources": []}  # fmt: skip
    said: dict[str, Any] = {_file(draft.id): {**copied, **own}}
    slots = [slot for slot in desk.library.protocol.slots if like in slot.prefer]
    if value["tried"] == _BEFORE and slots:
        lists = [{"id": slot.id, "prefer": _ahead(slot.prefer, draft.id, like)} for slot in slots]
        said[desk.protocol] = {"slots": lists}
    return said


def _ahead(prefer: tuple[str, ...], new: str, like: str) -> list[str]:
    """The order in which a slot tries its exercises, the new one before the one that it is like."""
    at = prefer.index(like)
    return [*prefer[:at], new, *prefer[at:]]


NEW = Errand("new_exercise", "A new exercise", "Like which exercise", _exercises, _new_form, _new, _new_said)
DOSE = Errand("dose", "An exercise’s dose", "Exercise", _exercises, _dose_form, _dose, _dose_said)
FORBID = Errand("forbid", "Forbid an exercise", "Exercise", _guides, _forbid_form, _forbid, _forbid_said)
SUITS = Errand("suits", "For whom an exercise is", "Exercise", _exercises, _suits_form, _suits, _suits_said)
