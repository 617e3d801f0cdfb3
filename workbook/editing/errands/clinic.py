"""Errands about the clinic and its weeks: name, colours and logo; what a week asks for."""

from collections.abc import Mapping
from typing import Any

from workbook.editing import upgrade
from workbook.editing.errands.errand import Choices, Desk, Errand, FormValue, differing
from workbook.editing.errands.form import LONG, chosen, fields_of, form, text
from workbook.editing.exercise_form import Schema
from workbook.library import DATA
from workbook.library.colour import DARK, PAPER, READABLE, contrast, for_dark
from workbook.library.reading import history
from workbook.library.reading.contents import IMAGES
from workbook.library.reading.tree import GONE

_FILE = "clinic.yaml"
_CLINIC = ("name", "says", "logo", "colours")
_WEEK = ("rounds", "stages", "minutes_share", "reps_left", "name", "say")
COLOURS = {"accent": "#a8431a", "push": "#1b5fa6", "pull": "#935400", "hip": "#a01f78"}
"""The page's own."""
_TITLES = {"accent": "Buttons and links", "push": "The push arm", "pull": "The pull arm", "hip": "The working hip"}


def _clinic_form(desk: Desk, _choice: str) -> Schema:
    colours = {
        name: {"type": "string", "format": "color", "title": title, "propertyOrder": place}
        for place, (name, title) in enumerate(_TITLES.items())
    }
    words = {"": "none", **{name: name for name in _pictures(desk)}}
    fields = {
        "name": text("Name", 0),
        "says": text("A line under it, as an address", 1),
        "colours": {**form("Colours", colours, tuple(colours)), "propertyOrder": 2},
        "logo": chosen("Logo", words, 3, "A picture that you put into your folder can be chosen here."),
    }
    return form("Your clinic", fields, tuple(fields))


def _pictures(desk: Desk) -> list[str]:
    if not desk.folder.is_dir():
        return []
    return sorted(path.name for path in desk.folder.iterdir() if path.suffix.lower() in IMAGES)


def _clinic(desk: Desk, _choice: str) -> FormValue:
    now = desk.library.clinic
    colours = {name: now.colours.get(name, usual) for name, usual in COLOURS.items()}  # type: ignore[call-overload]
    return {"name": now.name or "", "says": now.says or "", "logo": now.logo or "", "colours": colours}


def _clinic_said(desk: Desk, _choice: str, value: FormValue) -> Mapping[str, Any]:
    before = _clinic(desk, "")
    if value == before:
        return {}
    said = {name: value.get(name) or GONE for name in ("name", "says", "logo")}
    colours = {name: GONE if value["colours"][name] == usual else value["colours"][name]
               for name, usual in COLOURS.items()}  # fmt: skip
    written_for = desk.library.clinic.written_for or history.of(DATA).version
    return {_FILE: {**said, "colours": colours, "written_for": written_for}}


def _contrasts(_desk: Desk, value: FormValue) -> list[str]:
    """How well each colour can be read, on the light page and on the dark one."""
    told = []
    for name, colour in value["colours"].items():
        light, other = contrast(colour, PAPER), for_dark(colour)
        enough = "can be read" if light >= READABLE else f"needs {READABLE} to be read: take a darker one"
        told.append(
            f"{_TITLES[name]}, {colour}: contrast {light:.1f} on the page, {enough}. On the dark page it is {other}, "
            f"with {contrast(other, DARK):.1f}."
        )
    return told


def _version_form(_desk: Desk, _choice: str) -> Schema:
    title = "Version of the guide’s data that you have looked at"
    field = {"type": "integer", "title": title, "format": "number", "propertyOrder": 0}
    return form("After an upgrade", {"written_for": field}, ("written_for",))


def _version(_desk: Desk, _choice: str) -> FormValue:
    return {"written_for": history.of(DATA).version}


def _version_said(_desk: Desk, _choice: str, value: FormValue) -> Mapping[str, Any]:
    return {_FILE: {"written_for": value.get("written_for")}}


def _upgraded(desk: Desk, _value: FormValue) -> list[str]:
    """What became other underneath the folder since the version that it names."""
    return upgrade.told(desk.library) or ["Nothing that you change is other than when you looked last."]


def _weeks(desk: Desk) -> Choices:
    return {str(week.week): f"Week {week.week}: {week.name}" for week in desk.library.protocol.weeks}


def _week_form(desk: Desk, week: str) -> Schema:
    fields = fields_of("protocol", "Week", _WEEK)
    fields["minutes_share"]["title"] = "Share of the runner’s minutes that a session fills"
    fields["say"] |= {"title": "What the runner reads of the week", **LONG}
    fields["reps_left"]["title"] = "Clean repetitions left when a round ends"
    stages = fields["stages"]["items"]
    stages["options"] = {"enum_titles": [stage.replace("_", "-") for stage in stages["enum"]]}
    for field in fields.values():
        field.pop("description", None)
    return form(_weeks(desk)[week], fields, _WEEK)


def _at(desk: Desk, week: str) -> tuple[str, str, str]:
    return desk.protocol, "weeks", week


def _week(desk: Desk, week: str) -> FormValue:
    now = desk.now(*_at(desk, week))
    return {name: now.get(name, 1.0) if name == "minutes_share" else now[name] for name in _WEEK}


def _week_said(desk: Desk, week: str, value: FormValue) -> Mapping[str, Any]:
    before = {"minutes_share": 1.0, **desk.before(*_at(desk, week))}
    return {desk.protocol: {"weeks": [{"week": int(week), **differing(before, value, _WEEK)}]}}


CLINIC = Errand(
    "clinic", "Clinic’s name and colours", "", lambda _: {}, _clinic_form, _clinic, _clinic_said, _contrasts
)
VERSION = Errand(
    "version",
    "After an upgrade of the guide",
    "",
    lambda _: {},
    _version_form,
    _version,
    _version_said,
    notes=_upgraded,
)
WEEK = Errand("week", "A week of the programme", "Week", _weeks, _week_form, _week, _week_said)
