"""What a runner did as a spreadsheet: a sheet with a row a check-in, and one with a row an exercise of a session."""

from workbook.check_in import week_of
from workbook.diary import Diary, Performed, SessionEntry
from workbook.library import Library
from workbook.sheets import Cell, pack

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text of a CSV file for a formula."""
_SESSIONS = (
    "date", "programme week", "session", "exercise", "rounds done", "weight (kg)", "where it hurt",
    "how much it hurt (0-10)", "effort of the session (0-10)",
)  # fmt: skip


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: one that begins like a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _words(key: str) -> str:
    """An id of what this guide does not have any more, as words."""
    return key.replace("_", " ")


def _questions(library: Library) -> dict[str, str]:
    form = library.check_in
    pain = {
        f"{q.id}:{injury.id}": q.name.replace("{injury}", injury.name)
        for injury in library.injuries.values()
        for q in form.pain
    }
    return {**{q.id: q.name for q in (*form.questions, *form.done)}, **pain}


def _question(key: str, library: Library) -> str:
    """The name of a question that is not asked any more, or of an injury that is not in the library."""
    asked, _, injury = key.partition(":")
    form = {q.id: q.name for q in library.check_in.pain}
    return form[asked].replace("{injury}", _words(injury)) if injury and asked in form else _words(key)


def check_ins(diary: Diary, library: Library) -> list[list[Cell]]:
    """A header, and a row a check-in: date, week, corrected or not, and every question that was ever answered."""
    entries = diary.check_in_entries
    names = _questions(library)
    asked = {question for entry in entries for question in entry.answers}
    columns = [*(q for q in names if q in asked), *sorted(asked - names.keys())]
    rows: list[list[Cell]] = [["date", "week", "corrected", *(names.get(q) or _question(q, library) for q in columns)]]
    for entry in entries:
        week = week_of(entry.date, entries[0].date)
        answers = (entry.answers.get(q) for q in columns)
        rows.append([entry.date, week, "yes" if entry.corrected else None, *answers])
    return rows


def _row(session: SessionEntry, done: Performed | None, library: Library) -> list[Cell]:
    start: list[Cell] = [session.date, session.week, session.letter]
    if done is None:
        return [*start, None, None, None, None, None, session.effort]
    exercise = library.exercises.get(done.exercise)
    hurt: list[Cell] = [None, None]
    if done.hurt:
        where, much = done.hurt
        hurt = [library.injuries[where].name if where in library.injuries else _words(where), much]
    name = exercise.name if exercise else _words(done.exercise)
    return [*start, name, done.rounds, done.load_kg, *hurt, session.effort]


def sessions(diary: Diary, library: Library) -> list[list[Cell]]:
    """A header, and a row an exercise of each session: rounds (0 where it was skipped), kilograms, pain, effort."""
    rows = [_row(entry, done, library) for entry in diary.sessions for done in entry.performed or (None,)]
    return [list(_SESSIONS), *rows]


def table(diary: Diary, library: Library) -> bytes:
    """Both as one XLSX file."""
    return pack({"Check-ins": check_ins(diary, library), "Sessions": sessions(diary, library)})
