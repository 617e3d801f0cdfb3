"""What a runner did as a spreadsheet: a sheet with a row a check-in, and one with a row an exercise of a session."""

from workbook.diary.asked import question_of
from workbook.diary.check_in import asked_by, key_of, week_of
from workbook.diary.diary import Diary, Performed, SessionEntry
from workbook.library import Library
from workbook.library.names import exercise_name, injury_name
from workbook.paper.sheets import Cell, xlsx

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text of a CSV file for a formula."""
_SESSIONS = (
    "date", "programme week", "session", "exercise", "rounds done", "weight (kg)", "where it hurt",
    "how much it hurt (0-10)", "effort of the session (0-10)",
)  # fmt: skip


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: one that begins like a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _in_order(asked: set[str], library: Library) -> list[str]:
    """Questions in the questionnaire's order, those about a pain place by place, then what nobody asks any more."""
    questionnaire = library.check_in
    listed = [*(q.id for q in questionnaire.questions), *(q.id for q in questionnaire.done)]
    places = [*library.injuries, *sorted({asked_by(key)[1] for key in asked} - library.injuries.keys())]
    listed += [key_of(q.id, place) for place in places for q in questionnaire.pain]
    return [*(key for key in listed if key in asked), *sorted(asked - set(listed))]


def check_ins(diary: Diary, library: Library) -> list[list[Cell]]:
    """A header, and a row a check-in: date, week, corrected or not, and every question that was ever answered."""
    entries = diary.check_in_entries
    columns = _in_order({question for entry in entries for question in entry.answers}, library)
    rows: list[list[Cell]] = [["date", "week", "corrected", *(question_of(q, library).name for q in columns)]]
    for entry in entries:
        week = week_of(entry.date, entries[0].date)
        answers = (entry.answers.get(q) for q in columns)
        rows.append([entry.date, week, "yes" if entry.corrected else None, *answers])
    return rows


def _row(session: SessionEntry, done: Performed | None, library: Library) -> list[Cell]:
    start: list[Cell] = [session.date, session.week, session.letter]
    if done is None:
        return [*start, None, None, None, None, None, session.effort]
    hurt: list[Cell] = [injury_name(done.hurt[0], library), done.hurt[1]] if done.hurt else [None, None]
    name = exercise_name(done.exercise, library)
    return [*start, name, done.rounds, done.load_kg, *hurt, session.effort]


def sessions(diary: Diary, library: Library) -> list[list[Cell]]:
    """A header, and a row an exercise of each session: rounds (0 where it was skipped), kilograms, pain, effort."""
    rows = [_row(entry, done, library) for entry in diary.sessions for done in entry.performed or (None,)]
    return [list(_SESSIONS), *rows]


def spreadsheet(diary: Diary, library: Library) -> bytes:
    """Both as one XLSX file."""
    return xlsx({"Check-ins": check_ins(diary, library), "Sessions": sessions(diary, library)})
