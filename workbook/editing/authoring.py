"""Authoring: an exercise edited as plain values, checked as a clinic's overlay would be, and written as its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from workbook.drawing.illustration import picture
from workbook.editing.writing import Piece, first_line, may_go
from workbook.editing.yaml_text import yaml_text
from workbook.library import DATA, Library
from workbook.library.pose import Drawing
from workbook.library.reader import Reader
from workbook.library.reading.faults import LibraryError, from_validation
from workbook.library.reading.mentions import EXERCISE
from workbook.library.reading.overlay import HIDE, differences
from workbook.library.reading.tree import GONE
from workbook.library.records import Dose, Exercise, Needs
from workbook.paper.files import file_names

Value = Mapping[str, Any]
_INSIDE: dict[str, type[BaseModel]] = {"dose": Dose, "equipment": Needs, "drawing": Drawing}
_ID = re.compile(r"[a-z][a-z0-9_]*")
KEY = "draft"
"""The key of a draft's picture."""


def _whole(value: Value, model: type[BaseModel] = Exercise) -> Value:
    """A record's fields with what those that are left out stand for."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        usual = list(info.default) if isinstance(info.default, tuple) else info.default
        part = value.get(name, None if info.is_required() else usual)
        found[name] = _whole(part, _INSIDE[name]) if name in _INSIDE and isinstance(part, dict) else part
    return {**value, **found}


def overlay_for(base: Value, value: Value) -> dict[str, Any]:
    """What an overlay has to say to make `value` of `base`: mappings field by field, all else whole."""
    found: dict[str, Any] = {}
    for path, _, after in differences(_whole(base), _whole(value)):
        inside = found
        for step in path[:-1]:
            inside = inside.setdefault(str(step), {})
        inside[str(path[-1])] = {HIDE: True} if after is GONE else after
    return found


@dataclass(frozen=True, kw_only=True)
class Draft(Piece):
    """An exercise on its way into a clinic's folder."""

    id: str
    base: Value | None
    """The library's exercise in plain values; None for one that only the clinic has."""
    value: Value
    """The exercise as it is now, all fields."""

    @property
    def file(self) -> str:
        return f"exercises/{self.id}.yaml"

    @property
    def path(self) -> Path:
        return self.folder / self.file

    @property
    def said(self) -> dict[str, Any]:
        """What the file has to say: what differs, or every field of an exercise that only the clinic has."""
        return dict(self.value) if self.base is None else overlay_for(self.base, self.value)

    @property
    def text(self) -> str:
        """The file's text; empty where nothing differs and no file is there that says otherwise."""
        if not self.said and not self.path.exists():
            return ""
        first = first_line(self.folder, self.file, "exercise")
        return first + (yaml_text(self.said) if self.said else "")

    @property
    def texts(self) -> Mapping[str, str]:
        return {self.file: self.text} if self.text else {}

    def edited(self, value: Value) -> "Draft":
        """The same with other values; fields in the order of the data, and null where that must be said."""
        whole = {**dict.fromkeys(("easier", "harder")), **value, "id": self.id}
        return replace(self, value={name: whole[name] for name in [*Exercise.model_fields, *whole] if name in whole})


def _reader(folder: Path) -> Reader:
    return Reader(DATA, folder if folder.is_dir() else None)


def library(folder: Path) -> Library:
    """What an exercise may name: the library with the clinic's folder over it, or without one that is not in order."""
    try:
        return Library.read(overlay=folder if folder.is_dir() else None)
    except LibraryError:
        return Library.read()


def names(folder: Path) -> dict[str, str]:
    """The exercises that the library and the clinic's folder have, by id, with their names."""
    reader = _reader(folder)
    found = {Path(file).stem: reader.yaml(file) for file in reader.files("exercises")}
    gone = reader.gone[EXERCISE]
    shown = {known: value for known, value in found.items() if isinstance(value, dict) and known not in gone}
    return dict(sorted(((known, str(value.get("name", known))) for known, value in shown.items()), key=lambda x: x[1]))


def opened(folder: Path, exercise: str, new: str = "") -> Draft:
    """An exercise as the clinic has it, to be edited; with `new`, one of this id that starts like it."""
    reader = _reader(folder)
    file = f"exercises/{exercise}.yaml"
    value = reader.yaml(file)
    if not isinstance(value, dict):
        wrong = "; ".join(str(fault) for fault in reader.faults if fault.file.endswith(file))
        raise ValueError(f"{exercise} cannot be opened: {wrong or 'its file holds no fields'}")
    if new:
        return _like(folder, value, new, names(folder))
    base = reader.bases.get(file, value)
    before = None if base is GONE else reader.let_go(file, base)
    draft = Draft(id=exercise, folder=folder, base=before, value={}, over=may_go(folder, file))
    return draft.edited(value)


def named(folder: Path, exercise: str, name: str) -> Draft:
    """The same; a new one by its name, of which its id is made, or by an id."""
    if not name or _ID.fullmatch(name):
        return opened(folder, exercise, name)
    draft = opened(folder, exercise, slug(name, names(folder)))
    return draft.edited({**draft.value, "name": name})


def slug(name: str, taken: Mapping[str, Any]) -> str:
    """An id made of a name, which no other has."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "ours"
    plain = plain if plain[0].isalpha() else f"no_{plain}"
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}_{number}"
    return found


def _like(folder: Path, value: Value, new: str, known: Mapping[str, str]) -> Draft:
    if not _ID.fullmatch(new):
        raise ValueError(f"“{new}” cannot be an id: take small letters, digits and _, as calf_raise_bent")
    if file_names([new])[new] != new:
        raise ValueError(f"“{new}” is a name that Windows keeps for itself, or too long: take another id")
    if new in known:
        raise ValueError(f"There is an exercise {new} already: choose it in the list to change it, or take another id")
    dose = {name: part for name, part in value.get("dose", {}).items() if name != "added"}
    kept = {name: part for name, part in value.items() if name != "from_post"}
    return Draft(id=new, folder=folder, base=None, value={}, over={}).edited({**kept, "dose": dose})


def shown(draft: Draft) -> Exercise | None:
    """As much of an exercise as its picture needs; None without a drawing. Raises ValueError if it cannot be drawn."""
    value = draft.value
    if value.get("drawing") is None:
        return None
    try:
        exercise = Exercise.model_construct(
            id=draft.id,
            name=str(value.get("name")),
            cues=tuple(map(str, value.get("cues", ()))),
            push_arm=value.get("push_arm"),
            pull_arm=value.get("pull_arm"),
            drawing=Drawing.model_validate(value["drawing"]),
        )
        picture(exercise, KEY, style="")
    except ValidationError as error:
        wrong = from_validation(draft.file, None, error.errors(), Drawing, ("drawing",))
        raise ValueError("; ".join(f"{fault.field}: {fault.says}" for fault in wrong)) from error
    except ArithmeticError as error:
        raise ValueError("drawing: its numbers are too large or too small to be drawn") from error
    return exercise
