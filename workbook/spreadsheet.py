"""The check-ins as a table for a spreadsheet: one row a check-in, one column a question."""

import csv
import io

from workbook.check_in import week_of
from workbook.diary import Diary
from workbook.library import Library

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: one that begins like a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _names(library: Library) -> dict[str, str]:
    form = library.check_in
    pain = {
        f"{q.id}:{injury.id}": q.name.replace("{injury}", injury.name)
        for injury in library.injuries.values()
        for q in form.pain
    }
    return {**{q.id: q.name for q in (*form.questions, *form.done)}, **pain}


def table(diary: Diary, library: Library) -> str:
    """CSV with a header: day, week, corrected or not, and every question that was ever answered."""
    entries = diary.check_in_entries
    names = _names(library)
    asked = {question for entry in entries for question in entry.answers}
    columns = [*(q for q in names if q in asked), *sorted(asked - names.keys())]
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["date", "week", "corrected", *(harmless(names.get(q, q)) for q in columns)])
    for entry in entries:
        week = week_of(entry.date, entries[0].date)
        marked = "yes" if entry.corrected else ""
        rows.writerow([entry.date.isoformat(), week, marked, *(entry.answers.get(q, "") for q in columns)])
    return out.getvalue()
