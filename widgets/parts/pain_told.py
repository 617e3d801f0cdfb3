"""Pain in a check-in: where it was, when it is none of the ticked places, and what the pain rule says of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from widgets.controls.questions import Item, choice, option, pick
from workbook.case import Case
from workbook.diary.check_in import CheckIn, asked_by, is_pain, key_of, limped
from workbook.diary.diary import SessionEntry
from workbook.diary.pain import LIMPED, Judged, Light, in_words, worst
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import ELSEWHERE, injury_name
from workbook.library.questions import DURING, MORNING

_TOMORROW = "The rule needs the next morning too: add it tomorrow, for the same date."
_PAST = "The rule needs the morning after that day too. If you know it, add it for the same date."
_SIDES = (option("left", "Left"), option("right", "Right"), option("both", "Both"))


def wants_place(said: Mapping[str, Any], profile: Profile) -> bool:
    """Whether a place has to be named: of a pain elsewhere, and of a limp with nothing ticked as sore."""
    pain = any(said.get(key_of(question, ELSEWHERE)) for question in (DURING, MORNING))
    return pain or (limped(said) and "sore" not in profile.injuries.values())


def place_items(library: Library) -> list[Item]:
    """Which part of the body, and on which side."""
    parts = [option(part.id, part.name) for part in library.check_in.parts]
    return [pick("elsewhere", "Where was that?", parts), choice("side", "On which side?", _SIDES)]


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


def _lights(case: Case, check_in: CheckIn) -> Iterator[tuple[str, Judged]]:
    return _judged_on(case, check_in.date, (asked_by(key)[1] for key in check_in.answers if is_pain(key)))


def _own_light(case: Case, check_in: CheckIn) -> Light | None:
    limp = LIMPED if limped(check_in.answers) else None
    return worst([limp, *(one.light for _, one in _lights(case, check_in))])


def _week(case: Case, day: dt.date) -> tuple[Light | None, str]:
    """The light of the week that a day is in, and why; none before the runner's weeks have begun."""
    history = case.block.history if case.block else None
    if history is None or history.start is None:
        return None, ""
    number = (day - history.start).days // 7
    return history.week(number, case.library.check_in).light(case.library)


def light_of(case: Case, check_in: CheckIn) -> Light | None:
    """The worst light of a saved check-in and of its week; None where no pain was told."""
    return worst([_own_light(case, check_in), _week(case, check_in.date)[0]])


def lights_html(case: Case, check_in: CheckIn) -> str:
    """The light of every place that a saved check-in tells of, and of a week that is worse, with what it means; empty
    where no pain was told."""
    rule = case.library.check_in.pain_rule
    add = _TOMORROW if check_in.date >= case.today else _PAST
    items = []
    for place, one in _lights(case, check_in):
        name = escape(_told(place, one, case.library))
        later = "" if key_of(MORNING, place) in check_in.answers else f" {add}"
        items.append(f"<li class='{one.light}'><b>{name}</b> {escape(rule.says(one.light))}{later}</li>")
    if limped(check_in.answers):
        items.append(f"<li class='{LIMPED}'><b>You limped.</b> {escape(rule.says(LIMPED))}</li>")
    week, why = _week(case, check_in.date)
    if week and week != "green" and worst([week, own := _own_light(case, check_in)]) != own:
        items.append(f"<li class='{week}'><b>The week of this check-in is {week}.</b> {escape(why)}</li>")
    never = f"<li>{escape(rule.never)}</li>"
    return f"<ul class='lights'>{''.join(items)}{never}</ul>" if items else ""
