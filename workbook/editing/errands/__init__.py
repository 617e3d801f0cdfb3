"""The errands of a physio who does not program, in the order in which they are offered."""

from workbook.editing.errands.check_in import NEW, WORDS
from workbook.editing.errands.clinic import CLINIC, VERSION, WEEK
from workbook.editing.errands.errand import Desk, Errand, Sheet, begun
from workbook.editing.errands.exercise import DOSE, FORBID, SUITS
from workbook.editing.errands.exercise import NEW as NEW_EXERCISE

ERRANDS = {one.id: one for one in (NEW_EXERCISE, DOSE, FORBID, SUITS, WEEK, WORDS, NEW, CLINIC, VERSION)}

__all__ = ["ERRANDS", "Desk", "Errand", "Sheet", "begun"]
