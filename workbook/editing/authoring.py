"""Authoring: an exercise edited as plain values, checked as a clinic's overlay would be, and written as its file."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel, ValidationError

from workbook.drawing.illustration import picture
from workbook.editing.yaml_text import yaml_text
from workbook.library import DATA, Library
from workbook.library.pose import Drawing
from workbook.library.reader import Reader
from workbook.library.reading import leavings
from workbook.library.reading.faults import Fault, LibraryError, from_validation
from workbook.library.reading.mentions import EXERCISE
from workbook.library.reading.overlay import HIDE, differences
from workbook.library.reading.tree import GONE
from workbook.library.records import Dose, Exercise, Needs
from workbook.paper.files import file_names, put

Value = Mapping[str, Any]
_INSIDE: dict[str, type[BaseModel]] = {"dose": Dose, "equipment": Needs, "drawing": Drawing}
KEY = "draft"
"""The key of a draft's picture."""
_SCHEMA = DATA / "schemas" / "overlay" / "exercise.json"
_READ = (".yaml", ".yml", ".csv", ".svg", ".png", ".jpg")


class Unread(ValueError):
    """A file would be written over that was not read here, or would lose its notes."""


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


@dataclass(frozen=True)
class Draft:
    """An exercise on its way into a clinic's folder."""

    id: str
    folder: Path
    base: Value | None
    """The library's exercise in plain values; None for one that only the clinic has."""
    value: Value
    """The exercise as it is now, all fields."""
    over: str | None = None
    """The text that may be written over, as it was read; None where nothing may."""

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
        first = f"# yaml-language-server: $schema={_seen_from(self.path.parent, _SCHEMA)}\n"
        return first + (yaml_text(self.said) if self.said else "")

    def edited(self, value: Value) -> "Draft":
        """The same with other values; fields in the order of the data, and null where that must be said."""
        whole = {**dict.fromkeys(("easier", "harder")), **value, "id": self.id}
        return replace(self, value={name: whole[name] for name in [*Exercise.model_fields, *whole] if name in whole})


def _seen_from(folder: Path, file: Path) -> str:
    """A file's address in an editor; whole where no way leads there, as to another drive of Windows."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.as_uri()


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


def _text(path: Path) -> str | None:
    """A file's text; None where there is no file. Raises ValueError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}") from error


def _notes(text: str) -> bool:
    """Whether somebody wrote notes into a file, which a written file would not keep."""
    return any(re.search(r"(^|\s)#", line) and "yaml-language-server" not in line for line in text.splitlines())


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
    now = _text(folder / file)
    over = now if now is None or not _notes(now) else None
    draft = Draft(exercise, folder, None if base is GONE else reader.let_go(file, base), {}, over)
    return draft.edited(value)


def _like(folder: Path, value: Value, new: str, known: Mapping[str, str]) -> Draft:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", new):
        raise ValueError(f"“{new}” cannot be an id: take small letters, digits and _, as calf_raise_bent")
    if file_names([new])[new] != new:
        raise ValueError(f"“{new}” is a name that Windows keeps for itself, or too long: take another id")
    if new in known:
        raise ValueError(f"There is an exercise {new} already: choose it in the list to change it, or take another id")
    dose = {name: part for name, part in value.get("dose", {}).items() if name != "added"}
    kept = {name: part for name, part in value.items() if name != "from_post"}
    return Draft(new, folder, None, {}).edited({**kept, "dose": dose})


def _read(overlay: Path) -> tuple[Fault, ...]:
    try:
        Library.read(overlay=overlay)
    except LibraryError as error:
        return error.faults
    return ()


def faults(draft: Draft) -> tuple[Fault, ...]:
    """What is wrong with the exercise as a part of the clinic's folder, which is not touched.

    A fault that another of its files has without this exercise is not told.
    """
    if not draft.text:
        return ()
    there = draft.folder.is_dir()
    with TemporaryDirectory() as room:
        folder = Path(room) / (draft.folder.name or "overlay")
        folder.mkdir()
        for file in leavings.files(draft.folder) if there else ():
            path = draft.folder / file
            if path.suffix.lower() in _READ and path.is_file():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, folder / file)
        (folder / draft.file).parent.mkdir(exist_ok=True)
        put(folder / draft.file, draft.text)
        found = _read(folder)
        own = f"{folder.name}/{draft.file}"
    if all(fault.file == own for fault in found):
        return found
    before = set(_read(draft.folder)) if there else set()
    return tuple(fault for fault in found if fault.file == own or fault not in before)


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


def allowed(draft: Draft) -> Draft:
    """The same, and what its file holds now may be written over."""
    return replace(draft, over=_text(draft.path))


def written(draft: Draft) -> Draft:
    """Writes the exercise's file. Raises ValueError with a sentence where that must not be, and Unread to ask first."""
    if not draft.text:
        raise ValueError("Nothing differs from the library’s exercise, so there is nothing to write.")
    if wrong := faults(draft):
        raise ValueError(f"Not written: mend what is wrong first ({len(wrong)} of it).")
    now = _text(draft.path)
    if now is not None and now != draft.over:
        lost = "; the notes in it (after #) would be lost" if _notes(now) else ""
        raise Unread(f"{draft.path} is there and was not written here{lost}. Press again to write over it.")
    try:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        put(draft.path, draft.text)
    except OSError as error:
        raise ValueError(f"{draft.path} cannot be written: {error.strerror}.") from error
    return allowed(draft)
