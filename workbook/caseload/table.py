"""The caseload's table: what many diaries hold, as one pandas frame."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from workbook.caseload.received import Received
from workbook.diary.check_in import LIMP, asked_by, is_pain, key_of
from workbook.diary.pain import LIGHTS, LIMPED, Rating, judged
from workbook.library.questions import DURING, MORNING, Questionnaire
from workbook.library.values import LETTERS

_BEFORE = ("runner", "date", "week", "kind", "light", "corrected")
_AFTER = ("planned_week", "letter", "exercises", "rounds", "skipped", "hurt", "session_effort")
_LIMPED = LIGHTS.index(LIMPED)
Column = np.ndarray[Any, Any]


def answered(received: Sequence[Received], questionnaire: Questionnaire) -> list[str]:
    """The questions that were answered: those of the questionnaire in its order, then any others."""
    found = dict.fromkeys(chain.from_iterable(_different(received))).keys() - {*_BEFORE, *_AFTER}
    listed = [question.id for question in (*questionnaire.questions, *questionnaire.pain, *questionnaire.done)]

    def in_order(key: str) -> tuple[int, str]:
        question, _ = asked_by(key)
        return (listed.index(question) if question in listed else len(listed)), key

    return sorted(found, key=in_order)


def _different(received: Sequence[Received]) -> set[tuple[str, ...]]:
    return set(chain.from_iterable(taken.questions for taken in received))


def _flat(columns: Iterable[Sequence[Any]], dtype: Any) -> Column:
    return np.array(list(chain.from_iterable(columns)), dtype=dtype)


def _bytes_of(columns: Iterable[bytes]) -> Column:
    """Bytes as whole numbers, of which -1 stands for none."""
    return np.frombuffer(b"".join(columns), np.uint8).astype(np.int8)


def _counts(columns: Iterable[Sequence[Any]]) -> Column:
    return np.array([len(column) for column in columns], dtype=np.int64)


def frame_of(names: list[str], received: list[Received], asked: list[str], light: list[list[int]]) -> pd.DataFrame:
    """A row for every check-in and session of these runners, in the order of names and days."""
    check_ins, sessions = _counts(h.dates for h in received), _counts(h.weeks for h in received)
    rows, more = int(check_ins.sum()), int(sessions.sum())
    runner = np.repeat(np.tile(np.arange(len(received)), 2), np.concatenate([check_ins, sessions]))
    days = _flat((*(h.dates for h in received), *(h.session_dates for h in received)), np.int64)
    date = (days - dt.date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    kind = np.repeat(np.array([0, 1], dtype=np.int8), [rows, more])
    answers = _answers(received, asked, rows)
    lights = np.concatenate([_flat(light, np.int8), np.full(more, -1, np.int8)])
    order = np.lexsort((kind, date, runner))
    runner, date, kind = runner[order], date[order], kind[order]
    empty = np.full((more, len(asked)), -1, np.int8)
    answers = np.concatenate([answers, empty])[order]
    corrected = np.concatenate([_flat((h.corrected for h in received), bool), np.zeros(more, bool)])
    columns: dict[str, Any] = {
        "runner": pd.Categorical.from_codes(runner, categories=names),
        "date": date.astype("datetime64[ms]"),
        "week": _weeks(runner, date, kind),
        "kind": pd.Categorical.from_codes(kind, categories=["check_in", "session"]),
        "light": pd.Categorical.from_codes(lights[order], categories=list(LIGHTS), ordered=True),
        "corrected": corrected[order],
        **{question: _whole(answers[:, column]) for column, question in enumerate(asked)},
    }
    for name, values in _sessions(received).items():
        whole = np.concatenate([np.full(rows, -1, values.dtype), values])[order]
        columns[name] = _whole(whole)
    letters = np.concatenate([np.full(rows, -1, np.int8), _letters(received)])[order]
    columns["letter"] = pd.Categorical.from_codes(letters, categories=list(LETTERS))
    return pd.DataFrame({name: columns[name] for name in (*_BEFORE, *asked, *_AFTER)}, copy=False)


def _whole(values: Column) -> Any:
    """A column of whole numbers in which -1 means that there is none."""
    return pd.arrays.IntegerArray(values, values < 0)


def _answers(received: list[Received], asked: list[str], rows: int) -> Column:
    """A row a check-in, a column a question; -1 where it was not answered."""
    column = {question: number for number, question in enumerate(asked)}
    columns_for = {some: np.array([column.get(q, len(asked)) for q in some], np.intp) for some in _different(received)}
    asked_of = list(chain.from_iterable(h.questions for h in received))
    found = np.full((rows, len(asked) + 1), -1, np.int8)
    if rows:
        columns = np.concatenate([columns_for[some] for some in asked_of])
        found[np.repeat(np.arange(rows), list(map(len, asked_of))), columns] = _bytes_of(h.answers for h in received)
    given: Column = found[:, : len(asked)]
    return given


@lru_cache(maxsize=1000)
def _pains(asked: tuple[str, ...]) -> tuple[int | None, tuple[tuple[str, int | None, int | None], ...]]:
    """Where in a check-in's answers a limp stands, and for each place pain during and pain the next morning."""
    at = {key: number for number, key in enumerate(asked)}
    places = dict.fromkeys(asked_by(key)[1] for key in asked if is_pain(key))
    rated = ((place, at.get(key_of(DURING, place)), at.get(key_of(MORNING, place))) for place in places if place)
    return at.get(LIMP), tuple(one for one in rated if one[1:] != (None, None))


def lights_of(one: Received, questionnaire: Questionnaire) -> list[int]:
    """The worst light of each check-in by the pain rule; a limp is red. -1 where no pain was rated."""
    worst: list[int] = []
    rated: dict[str, list[Rating]] = {}
    rows: dict[str, list[int]] = {}
    end = 0
    for row, (day, asked) in enumerate(zip(one.dates, one.questions, strict=True)):
        answers, end = one.answers[end : end + len(asked)], end + len(asked)
        date, (limp, pains) = dt.date.fromordinal(day), _pains(asked)
        worst.append(_LIMPED if limp is not None and answers[limp] else -1)
        for place, during, morning in pains:
            scores = None if during is None else answers[during], None if morning is None else answers[morning]
            rated.setdefault(place, []).append(Rating(date, scores[0], scores[1]))
            rows.setdefault(place, []).append(row)
    for place, ratings in rated.items():
        for row, found in zip(rows[place], judged(ratings, questionnaire.pain_rule), strict=True):
            worst[row] = max(worst[row], LIGHTS.index(found.light))
    return worst


def _weeks(runner: Column, date: Column, kind: Column) -> Column:
    """Weeks since the runner's first check-in, or since the first session where there is none."""
    if not len(runner):
        return np.zeros(0, np.int16)
    rows = np.arange(len(runner))
    starts = np.flatnonzero(np.r_[True, runner[1:] != runner[:-1]])
    check_in = np.minimum.reduceat(np.where(kind == 0, rows, len(rows)), starts)
    first = date[np.where(check_in < len(rows), check_in, starts)]
    since = date - np.repeat(first, np.diff(np.r_[starts, len(rows)]))
    weeks: Column = (since.astype(np.int64) // 7).astype(np.int16)
    return weeks


def _sessions(received: list[Received]) -> dict[str, Column]:
    """Of every session what was done, in numbers; -1 for none."""
    lengths = _flat((h.lengths for h in received), np.intp)
    session = np.repeat(np.arange(len(lengths)), lengths)
    rounds = _bytes_of(h.rounds for h in received)
    worst = np.full(len(lengths), -1, np.int8)
    np.maximum.at(worst, session, _bytes_of(h.hurts for h in received))

    def total(weights: Column) -> Column:
        return np.bincount(session, weights, len(lengths)).astype(np.int16)

    return {
        "planned_week": _bytes_of(h.weeks for h in received),
        "exercises": total(rounds > 0),
        "rounds": total(rounds),
        "skipped": total(rounds == 0),
        "hurt": worst,
        "session_effort": _bytes_of(h.efforts for h in received),
    }


def _letters(received: list[Received]) -> Column:
    return np.array([LETTERS.index(letter) for h in received for letter in h.letters], dtype=np.int8)
