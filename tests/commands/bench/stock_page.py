"""The questions and a programme's text with stock widgets only: what the page would be without its own."""

from collections.abc import Iterable
from html import escape
from typing import Any

import ipywidgets as ipw

from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme import Programme, build
from workbook.programme.prescription import work_in_words

_STATES = {"not this one": None, "sore now": "sore", "past, settled": "settled"}
_AGES = {"not said": None, "under 18": "under_18", "18 to 39": "18_to_39", "40 or over": "40_or_over"}
_WIDE = {"description_width": "initial"}


def _boxes(named: Iterable[tuple[str, str]]) -> dict[str, ipw.Checkbox]:
    return {key: ipw.Checkbox(description=name, indent=False, style=_WIDE) for key, name in named}


def _ticked(boxes: dict[str, ipw.Checkbox]) -> tuple[str, ...]:
    return tuple(key for key, box in boxes.items() if box.value)


def _slider(name: str) -> ipw.IntSlider:
    return ipw.IntSlider(5, 0, 10, description=name, style=_WIDE)


def _number(name: str, options: Iterable[int], first: int) -> ipw.Dropdown:
    return ipw.Dropdown(options=options, value=first, description=name, style=_WIDE)


def in_words(programme: Programme) -> str:
    """The programme's sessions, as lists; or what to do first."""
    if not programme.weeks:
        return "".join(f"<p>{escape(why)}</p>" for why in programme.screening.blockers)
    return "".join(
        f"<h3>Week {week.week}, session {number}</h3><ul>"
        + "".join(
            f"<li><b>{escape(p.exercise.name)}</b>: {p.rounds} rounds of {escape(work_in_words(p.exercise))}. "
            f"{escape(' '.join(p.why))}</li>"
            for p in session.prescriptions
        )
        + "</ul>"
        for week, sessions in programme.weeks
        for number, session in enumerate(sessions, 1)
    )


def stock_page() -> ipw.VBox:
    """The page; every answer builds the programme anew."""
    library = shipped()
    flags = _boxes((each.id, each.label) for each in library.red_flags.values() if each.asks == "tick")
    injuries = {i.id: ipw.RadioButtons(options=_STATES, description=i.name) for i in library.injuries.values()}
    already = _boxes((each.exercise, each.name) for each in library.protocol.already)
    about = {f"glute_{side}": _slider(f"How clearly you feel the {side} buttock work") for side in ("left", "right")}
    about["age_band"] = ipw.Dropdown(options=_AGES, description="Your age")
    equipment = _boxes((each.id, each.name) for each in library.equipment.values())
    time = {
        "sessions": _number("Sessions a week", library.protocol.sessions, 2),
        "minutes": _number("Minutes", library.protocol.minutes, 30),
    }
    programme = ipw.HTML().add_class("programme")

    def show(_change: Any = None) -> None:
        profile = Profile(
            red_flags=_ticked(flags),
            injuries={key: each.value for key, each in injuries.items() if each.value},
            already=_ticked(already),
            equipment=_ticked(equipment),
            **{key: each.value for key, each in {**about, **time}.items()},
        )
        programme.value = in_words(build(profile, library))

    parts = [
        ("Is any of this true for you?", flags),
        ("Which of these do you have, or have you had?", injuries),
        ("What do you do already?", already),
        ("About you", about),
        ("Equipment", equipment),
        ("Time", time),
    ]
    for each in (control for _, controls in parts for control in controls.values()):
        each.observe(show, "value")
    show()
    shown = [ipw.VBox([ipw.HTML(f"<h2>{title}</h2>"), *each.values()]) for title, each in parts]
    shown[4].add_class("equipment")
    return ipw.VBox([*shown, programme])
