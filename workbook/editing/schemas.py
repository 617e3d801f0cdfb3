"""JSON Schemas of the data files, made from the models, so that an editor completes and checks while one types."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, create_model

from workbook.editing.console import say
from workbook.library import DATA
from workbook.library.protocol import Protocol
from workbook.library.questions import Questionnaire
from workbook.library.records import Clinic, Equipment, Exercise, Injury, Preset, RedFlag, Reference, Rule, Term
from workbook.library.stride import Stride
from workbook.library.values import Record
from workbook.paper.files import put
from workbook.workshop.scenario import Scenario

FOLDER = DATA / "schemas"
_Kit = create_model("Kit", __base__=Record, equipment=(tuple[Equipment, ...], ...), presets=(tuple[Preset, ...], ...))
KINDS: dict[str, tuple[str, Any]] = {
    "exercise": ("exercises/<id>.yaml", Exercise),
    "injuries": ("injuries.yaml", tuple[Injury, ...]),
    "equipment": ("equipment.yaml", _Kit),
    "rules": ("rules.yaml", dict[str, Rule]),
    "red_flags": ("red_flags.yaml", tuple[RedFlag, ...]),
    "references": ("references.yaml", dict[str, Reference]),
    "protocol": ("protocols/six_weeks.yaml", Protocol),
    "check_in": ("check_in.yaml", Questionnaire),
    "stride": ("stride.yaml", Stride),
    "glossary": ("glossary.yaml", tuple[Term, ...]),
    "scenarios": ("scenarios.yaml", tuple[Scenario, ...]),
    "clinic": ("clinic.yaml", Clinic),
}
"""Name of a schema to its section in `data/README.md` and the type of a file's whole content."""


@cache
def manual() -> dict[str, dict[str, str]]:
    """Section of `data/README.md` to its fields' dotted names and what the page says of each."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    told: dict[str, dict[str, str]] = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        rows = re.findall(r"^\| (`.+?) \| .+? \| (.+) \|$", section, re.MULTILINE)
        fields = {name: meaning for names, meaning in rows for name in re.findall(r"`([^`]+)`", names)}
        told[section.partition("\n")[0].strip("`")] = fields
    return told


def _refs(value: Any) -> list[str]:
    """Names of the records that a schema refers to."""
    if isinstance(value, dict):
        own = [value["$ref"].rpartition("/")[2]] if "$ref" in value else []
        return own + [ref for key, inside in value.items() if key != "$defs" for ref in _refs(inside)]
    return [ref for inside in value for ref in _refs(inside)] if isinstance(value, list) else []


def _describe(top: dict[str, Any], told: dict[str, str], record: dict[str, Any], lead: str, seen: set[str]) -> None:
    """Puts the manual's words beside the fields, those of the records inside included."""
    for name, field in record.get("properties", {}).items():
        if f"{lead}{name}" in told:
            field["description"] = told[f"{lead}{name}"]
    inside = record.get("properties") or {"": record}
    for name, field in inside.items():
        for ref in _refs(field):
            if ref not in seen:
                seen.add(ref)
                _describe(top, told, top["$defs"][ref], f"{lead}{name}." if name else lead, seen)


def _objects(value: Any) -> list[dict[str, Any]]:
    """Every schema of a record inside a schema, the outermost first."""
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        found += [value] if isinstance(value.get("properties"), dict) else []
        for inside in value.values():
            found += _objects(inside)
    elif isinstance(value, list):
        for inside in value:
            found += _objects(inside)
    return found


def _tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the titles that only repeat the names; a later pose needs no more than what differs."""
    for record in _objects(schema):
        record.pop("title", None)
        for field in record["properties"].values():
            field.pop("title", None)
        if {"trunk", "left_leg"} <= record["properties"].keys():
            record["required"] = ["name"]
    return schema


def schema(kind: str, overlay: bool = False) -> dict[str, Any]:
    """The schema of one kind of file; an overlay's asks for no field, and takes `hide`."""
    section, content = KINDS[kind]
    found = _tidy(TypeAdapter(content).json_schema())
    _describe(found, manual()[section], found, "", set())
    for record in _objects(found) if overlay else ():
        record.pop("required", None)
        record["properties"]["hide"] = {"type": "boolean", "description": "true takes this away"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def written() -> dict[Path, str]:
    """File to text of all schemas."""
    texts = {}
    for kind in KINDS:
        for folder, overlay in ((FOLDER, False), (FOLDER / "overlay", True)):
            text = json.dumps(schema(kind, overlay), indent=1, ensure_ascii=False)
            texts[folder / f"{kind}.json"] = f"{text}\n"
    return texts


if __name__ == "__main__":
    for path, text in written().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, text)
    say(f"{len(written())} schemas are written to {FOLDER.name}/.")
