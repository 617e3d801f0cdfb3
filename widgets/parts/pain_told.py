"""Pain in a check-in: where it was, when it is none of the ticked places, and what the pain rule says of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from widgets.controls.questions import Item, choice, option
from workbook.case import Case
from workbook.diary.check_in import CheckIn, asked_by, is_pain, key_of, limped
from workbook.diary.diary import SessionEntry
from workbook.diary.pain import LIMPED, Judged, in_words
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import ELSEWHERE, injury_name
from workbook.library.questions import DURING, MORNING

_TOMORROW = "The rule needs the next morning too: add it tomorrow, for the same date."
_SIDES = (option("left", "Left"), option("right", "Right"), option("both", "Both"))


def wants_place(said: Mapping[str, Any], profile: Profile) -> bool:
    """Whether a place has to be named: of a pain elsewhere, and of a limp with nothing ticked as sore."""
    pain = any(said.get(key_of(question, ELSEWHERE)) for question in (DURING, MORNING))
    return pain or (limped(said) and "sore" not in profile.injuries.values())


def place_items(library: Library) -> list[Item]:
    """Which part of the body, and on which side."""
    parts = [option(part.id, part.name) for part in library.check_in.parts]
    return [choice("elsewhere", "Where was that?", parts), choice("side", "On which side?", _SIDES)]


def _judged_on(case: Case, day: dt.date, places: Iterable[str]) -> Iterator[tuple[str, Judged]]:
    """Each place that was rated on a day, and its light."""
    judged = case.block.history.judged(case.library.check_in) if case.block else {}
    for place in dict.fromkeys(places):
        yield from ((place, one) for one in judged.get(place, ()) if one.rating.date == day)


def _told(place: str, one: Judged, library: Library) -> str:
    return f"{injury_name(place, library)}: {in_words(one)}."


def skips_in_words(case: Case, done: SessionEntry) -> list[str]:
    """What the pain rule says of each place for which an exercise was skipped, a sentence each."""
    library = case.library
    places = [performed.hurt[0] for performed in done.performed if performed.hurt]
    return [
        f"{_told(place, one, library)} {library.check_in.pain_rule.says(one.light)}"
        for place, one in _judged_on(case, done.date, places)
    ]


def lights_html(case: Case, check_in: CheckIn) -> str:
    """The light of every place that a saved check-in tells of, and what it means; empty where it tells of none."""
    rule = case.library.check_in.pain_rule
    items = []
    told = [asked_by(key)[1] for key in check_in.answers if is_pain(key)]
    for place, one in _judged_on(case, check_in.date, told):
        name = escape(_told(place, one, case.library))
        later = "" if key_of(MORNING, place) in check_in.answers else f" {_TOMORROW}"
        items.append(f"<li class='{one.light}'><b>{name}</b> {escape(rule.says(one.light))}{later}</li>")
    if limped(check_in.answers):
        items.append(f"<li class='{LIMPED}'><b>You limped.</b> {escape(rule.says(LIMPED))}</li>")
    never = f"<li>{escape(rule.never)}</li>"
    return f"<ul class='lights'>{''.join(items)}{never}</ul>" if items else ""
