"""A session as a browser sends it: read whole, or without the values that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbook.diary.diary import HEAVIEST_KG, SessionEntry

_RULES: Mapping[str, tuple[str, str]] = {
    "load_kg": ("weight", f"it has to be over 0 and at most {HEAVIEST_KG} kg"),
    "hurt": ("pain", "it has a place and a score from 0 to 10"),
    "effort": ("effort", "it is a whole number from 0 to 10"),
    "rounds": ("rounds", "they are a whole number from 0 to 20"),
}
"""Field to its name and what its values have to be."""
_MOST = 50
"""Values left out, after which it is no session any more."""

_Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Dropped:
    """A value that was not read."""

    field: str
    """`load_kg`, `hurt`, `effort`…"""
    exercise: str
    """The exercise's id; empty where the value is the whole session's."""
    value: Any

    def in_words(self, exercise: str) -> str:
        """What was left out and why, in a sentence; `exercise` is how the exercise is called."""
        name, rule = _RULES.get(self.field, (self.field.replace("_", " "), ""))
        why = f": {rule}" if rule else ""
        whose = f"{exercise}: " if exercise else ""
        return f"{whose}{name} {str(self.value)[:40]} was left out{why}."


def _fault(error: ErrorDetails) -> _Path:
    """What has to go for an error to go, as a path into the session; empty where the session would."""
    where = error["loc"]
    if error["type"] == "extra_forbidden" or where == ("performed",):
        return where
    if where[:1] == ("effort",):
        return where[:1]
    if where[:1] == ("performed",):
        return where[:3] if where[2:3] in (("load_kg",), ("hurt",)) else where[:2]
    return ()


def _cut(value: Any, path: _Path) -> Any:
    """A copy without what is at the path."""
    less = value.copy()
    if path[1:]:
        less[path[0]] = _cut(value[path[0]], path[1:])
    else:
        less.pop(path[0])
    return less


def _dropped(raw: dict[str, Any], where: _Path) -> Dropped:
    if where[0] != "performed" or len(where) == 1:
        return Dropped(str(where[0]), "", raw[str(where[0])])
    done = raw["performed"][where[1]]
    if not isinstance(done, dict):
        return Dropped("performed", "", done)
    field = str(where[2])
    return Dropped(field, str(done.get("exercise", "")), done.get(field))


def read(raw: Any) -> tuple[SessionEntry, tuple[Dropped, ...]]:
    """The session, and what was left out of it. Raises ValueError in a sentence where there is none without that."""
    dropped: list[Dropped] = []
    while True:
        try:
            return SessionEntry.model_validate(raw), tuple(dropped)
        except ValidationError as error:
            first = error.errors()[0]
        fault = _fault(first)
        if not fault or len(dropped) == _MOST:
            name = ".".join(map(str, first["loc"][:1])) or "it is none"
            raise ValueError(f"A session could not be read ({name}), so it is not in your diary.")
        dropped.append(_dropped(raw, first["loc"]))
        raw = _cut(raw, fault)
