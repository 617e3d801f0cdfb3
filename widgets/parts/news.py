"""The check-in's question for what is new among the safety questions: one tap where nothing is."""

from collections.abc import Mapping
from typing import Any

from widgets.controls.questions import Item, choice, only_when, option, ticks
from widgets.parts.screening_notice import sign
from workbook.case import Case
from workbook.programme.screening import urgency

NOTED = "Noted: your answer to the safety questions is of today. Nothing else was answered."
_NEWS = (option("nothing", "Nothing new"), option("something", "Something is new"))


def news_items(case: Case) -> list[Item]:
    """What is asked: whether anything is new and, where something is, all signs that can be, the most urgent first."""
    flags = case.library.red_flags.values()
    new = sorted((f for f in flags if f.weekly and f.id not in case.profile.red_flags), key=urgency)
    signs = ticks("signs", "What is new?", map(sign, new), "More about these signs")
    return [
        choice("news", "The safety questions: is anything new since your last check-in?", _NEWS),
        only_when("news", "something", signs),
    ]


def new_signs(said: Mapping[str, Any]) -> list[str] | None:
    """Ids of the signs that are new; None where nobody answered. Raises ValueError where nothing new is ticked."""
    news = said.get("news")
    if news not in ("nothing", "something"):
        return None
    signs = list(said.get("signs") or ()) if news == "something" else []
    if news == "something" and not signs:
        raise ValueError("You said that something is new: tick what it is, or choose “Nothing new”.")
    return signs
