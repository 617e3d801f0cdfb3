"""All that a runner has answered, a row each, with the way to change it."""

from collections.abc import Iterable
from html import escape

from widgets.parts.screening_notice import GROUPS, SIGNS
from workbook.case import Case
from workbook.diary.day import in_words
from workbook.library.number_words import counted
from workbook.programme.screening import asked
from workbook.programme.suitability import listed

AGES = {"under_18": "Under 18", "18_to_39": "18 to 39", "40_or_over": "40 or over"}
_CANNOT = {"kneel": "You cannot kneel", "floor": "You cannot get down to the floor"}
_NOTHING = "nothing"
_WAITS = "<span class='unheard'>not worked out yet</span>"
_Row = tuple[str, str, str]
"""The card, what was asked, and the answer."""


def _sore(case: Case) -> str:
    injuries, profile = case.library.injuries, case.profile
    said = []
    for injury, state in profile.injuries.items():
        if injury not in injuries:
            continue
        side = profile.sides.get(injury)
        where = f", {'both sides' if side == 'both' else side}" if side else ""
        now = "now" if state == "sore" else "past"
        said.append(f"{injuries[injury].name}{where} ({now})")
    return "; ".join(said) or "nowhere"


def _signs(case: Case) -> Iterable[_Row]:
    for group, flags in asked(case.library).items():
        ticked = [flag.in_short for flag in flags if flag.id in case.profile.red_flags]
        none = "not answered yet" if group in case.unanswered else "none"
        yield SIGNS[group], GROUPS[group], "; ".join(ticked) or none


def _felt(case: Case) -> str:
    sides = {"left": case.profile.glute_left, "right": case.profile.glute_right}
    felt = [f"{side} {score}" for side, score in sides.items() if score is not None]
    already = [known.name for known in case.library.protocol.already if known.exercise in case.profile.already]
    return "; ".join([*([f"buttocks felt: {listed(felt)}"] if felt else []), *already]) or _NOTHING


def _about(case: Case) -> str:
    profile = case.profile
    age = AGES[profile.age_band].lower() if profile.age_band else "age not given"
    return "; ".join([age, *(_CANNOT[what] for what in profile.cannot)])


def _days(case: Case) -> str:
    profile = case.profile
    start = [f"from {in_words(profile.start)}"] if profile.start else []
    race = [f"race on {in_words(profile.race)}"] if profile.race else []
    hard = [f"hard runs: {listed([day.capitalize() for day in profile.hard_days])}"] if profile.hard_days else []
    experience = "new to strength work" if profile.experience == "new" else "strength work most weeks"
    return "; ".join([f"{counted(profile.sessions, 'session')} a week", experience, *start, *race, *hard])


def _rows(case: Case) -> list[_Row]:
    kit = [piece.name for piece in case.library.equipment.values() if piece.id in case.profile.equipment]
    return [
        ("sore", "Sore places", _sore(case)),
        *_signs(case),
        ("about", "About you", _about(case)),
        ("kit", "Equipment", listed(kit) or _NOTHING),
        ("minutes", "Minutes", f"{case.profile.minutes} a session"),
        ("days", "Days", _days(case)),
        ("habits", "What you feel and do", _felt(case)),
    ]


def answers_html(case: Case) -> str:
    """HTML of a list with a button a row. No answer is denied that waits to be heard (dashboard.css)."""
    rows = "".join(
        f"<div><dt>{escape(asked)}</dt><dd><span class='follows'>{escape(said)}</span>{_WAITS}</dd><dd>"
        f"<button type='button' class='quiet' data-to='{card}' data-change "
        f"aria-label='Change: {escape(asked)}'>Change</button></dd></div>"
        for card, asked, said in _rows(case)
    )
    return f"<dl class='answers'>{rows}</dl>"
