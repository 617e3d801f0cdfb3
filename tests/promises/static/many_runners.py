"""Many runners, and what the rules make of each, as text: in this Python and in that of the page without a server."""

import datetime as dt
import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from workbook.case import Case
from workbook.diary import diary_file
from workbook.diary.runner_profile import WEEKDAYS, Profile
from workbook.library import Library
from workbook.library.values import Record
from workbook.programme import build
from workbook.programme.programme import Session

DAY = dt.date(2026, 3, 2)


def drawn(library: Library, count: int) -> list[str]:
    """Runners of all kinds, the same ones each time; one in six has ticked a safety question."""
    lots = random.Random(2026)

    def some(of: Any, most: int) -> list[str]:
        return lots.sample(list(of), lots.randint(0, most))

    def runner(number: int) -> Profile:
        injuries = some(library.injuries, 3)
        preset = lots.choice([preset.equipment for preset in library.presets.values()])
        swap = lots.choice(list(library.exercises.values()))
        return Profile(
            injuries={injury: lots.choice(("sore", "settled")) for injury in injuries},
            sides={injury: lots.choice(("left", "right", "both")) for injury in injuries if lots.random() < 0.5},
            equipment=preset if number % 3 else some(library.equipment, 6),
            sessions=lots.choice(library.protocol.sessions),
            minutes=lots.choice(library.protocol.minutes),
            experience=lots.choice(("new", "regular")),
            glute_left=lots.choice((None, *range(11))),
            glute_right=lots.choice((None, *range(11))),
            already=some([each.exercise for each in library.protocol.already], 3),
            red_flags=some(library.red_flags, 2) if number % 6 == 0 else (),
            age_band=lots.choice((None, "under_18", "18_to_39", "40_or_over")),
            cannot=some(("kneel", "floor"), 2) if number % 5 == 0 else (),
            hard_days=some(WEEKDAYS, 3),
            start=DAY if lots.random() < 0.5 else None,
            swaps={swap.id: swap.easier} if swap.easier and lots.random() < 0.3 else {},
        )

    return [runner(number).model_dump_json() for number in range(count)]


class Words:
    """Writes values as text in which every number stands whole; what is the library's own stands by its name."""

    def __init__(self, library: Library) -> None:
        kinds = [library.exercises, library.rules, library.red_flags, library.injuries, library.equipment]
        self._named = {id(each): name for kind in kinds for name, each in kind.items()}

    def of(self, value: Any) -> str:
        return json.dumps(value, default=self._parts, sort_keys=True, ensure_ascii=False)

    def _parts(self, value: Any) -> Any:
        if id(value) in self._named:
            return self._named[id(value)]
        if isinstance(value, Record):
            return value.model_dump(mode="json")
        if isinstance(value, Session):
            return {**vars(value), "seconds": value.seconds, "sets": value.sets}
        if is_dataclass(value):
            return vars(value)
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        return dict(value) if isinstance(value, Mapping) else repr(value)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def everything(library: Library) -> dict[str, str]:
    """All that the library has, each part's fingerprint."""
    return {name: _mark(repr(value)) for name, value in vars(library).items()}


def programmes(library: Library, runners: list[str]) -> list[str]:
    """Each one's programme, as a fingerprint."""
    words = Words(library)
    return [_mark(words.of(build(Profile.model_validate_json(runner), library))) for runner in runners]


def decided(library: Library, diary: str) -> dict[str, str]:
    """All that follows from a diary, half a year after it began, each part's fingerprint."""
    words, case = Words(library), Case(library)
    opened = diary_file.read(diary)
    case.told_day = min((entry.date for entry in opened.entries), default=DAY) + dt.timedelta(weeks=26)
    case.add(opened)
    found = {name: _mark(words.of(getattr(case, name))) for name in sorted(case.trait_names())}
    return {**found, "text": _mark(case.diary_text())}


def told(library: Library, runners: list[str], diaries: dict[str, str]) -> dict[str, Any]:
    """All of that, of these runners and diaries."""
    return {
        "library": everything(library),
        "programmes": programmes(library, runners),
        "decided": {name: decided(library, diary) for name, diary in diaries.items()},
    }
