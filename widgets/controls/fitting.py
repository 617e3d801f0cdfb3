"""Which answers a control can have given: what a browser keeps may be anything."""

import datetime as dt
from collections.abc import Callable
from typing import Any, get_args

from workbook.diary.day import EARLIEST, LATEST
from workbook.diary.runner_profile import State
from workbook.library.values import Sides

Item = dict[str, Any]
NONE = "none_of_these"
"""The id of the box that says that none of a group is true; no control gives it beside another one."""
_STATES, _SIDES = get_args(State), (*get_args(Sides), None)


def _fits_spot(kind: str, told: Any) -> bool:
    """Whether a row of this kind can have told this."""
    if not isinstance(told, dict) or set(told) != {"state", "side"}:
        return False
    if kind == "tightness":
        return told == {"state": "sore", "side": None}
    return told["state"] in _STATES and told["side"] in _SIDES


def _fits_spots(item: Item, value: Any) -> bool:
    kinds = {each["id"]: each["kind"] for each in item.get("options", ())}
    return isinstance(value, dict) and all(
        isinstance(name, str) and _fits_spot(kinds.get(name, "injury"), told) for name, told in value.items()
    )


def _fits_any(item: Item, value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    if isinstance(value, dict):
        return _fits_spots(item, value)
    return value is None or isinstance(value, (int, str))


def _fits_ticks(_item: Item, value: Any) -> bool:
    return isinstance(value, list) and _fits_any({}, value) and value.count(NONE) in (0, len(value))


def _fits_date(_item: Item, value: Any) -> bool:
    try:
        return value is None or EARLIEST <= dt.date.fromisoformat(value) <= LATEST
    except (TypeError, ValueError):
        return False


def _fits_scale(item: Item, value: Any) -> bool:
    return value is None or (type(value) is int and item["low"] <= value <= item["high"])


_FITS: dict[str, Callable[[Item, Any], bool]] = {
    "ticks": _fits_ticks,
    "choice": lambda item, value: value in [each["id"] for each in item["options"]],
    "pick": lambda item, value: value in [None, *(each["id"] for each in item["options"])],
    "spots": _fits_spots,
    "scale": _fits_scale,
    "date": _fits_date,
}
"""Whether a control of a kind can have given an answer. Unknown ids stay, and any control's where none is there yet."""


def fits(item: Item, value: Any) -> bool:
    """Whether an item's control can have given this value."""
    return _FITS.get(item["kind"], _fits_any)(item, value)
