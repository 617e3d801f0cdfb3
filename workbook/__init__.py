"""What follows from the data: the rules, in plain Python, and the notebooks that are the doors to them.

The names below are what a notebook of one's own needs; each is imported where it is first asked for, because whoever
wants the library should not wait for pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbook.case import Case
    from workbook.caseload.caseload import Caseload
    from workbook.caseload.charts import overview, small_multiples
    from workbook.caseload.follow_up import follow_ups
    from workbook.diary import CheckIn, Diary, DiaryError, Performed, Profile, SessionEntry
    from workbook.editing.check import check
    from workbook.library import DATA, Library, LibraryError, load, shipped
    from workbook.paper.handout import pdf
    from workbook.programme import Programme, Session, build
    from workbook.programme.what_if import what_ifs, without_rule

_ROOMS = {
    "case": ["Case"],
    "caseload.caseload": ["Caseload"],
    "caseload.charts": ["overview", "small_multiples"],
    "caseload.follow_up": ["follow_ups"],
    "diary": ["CheckIn", "Diary", "DiaryError", "Performed", "Profile", "SessionEntry"],
    "editing.check": ["check"],
    "library": ["DATA", "Library", "LibraryError", "load", "shipped"],
    "paper.handout": ["pdf"],
    "programme": ["Programme", "Session", "build"],
    "programme.what_if": ["what_ifs", "without_rule"],
}
__all__ = [
    "DATA", "Case", "Caseload", "CheckIn", "Diary", "DiaryError", "Library", "LibraryError", "Performed", "Profile",
    "Programme", "Session", "SessionEntry", "build", "check", "follow_ups", "load", "overview", "pdf",
    "shipped", "small_multiples", "what_ifs", "without_rule",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A public name, from its room."""
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{room}"), name)
    raise AttributeError(f"workbook has no {name}; it has {', '.join(__all__)}")
