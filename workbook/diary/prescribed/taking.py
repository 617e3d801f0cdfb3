"""How a prescription comes into a diary, is put aside and followed again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbook.diary.diary import ANSWER, PRESCRIBED, AnswerEntry, Diary, PrescribedEntry, put
from workbook.diary.prescribed.prescribed import Prescribed


def taken(diary: Diary, prescribed: Prescribed, today: dt.date, now: dt.datetime) -> Diary:
    """With a prescription that the runner follows from today on; its sessions a week and first day become answers."""
    profile, last = diary.profile, diary.prescribed_last
    asked = {"sessions": prescribed.sessions, "start": prescribed.start}
    replaced: dict[Any, Any] = {field: getattr(profile, field) for field, value in asked.items() if value is not None}
    if last and not last.deleted:  # what the runner said before any of them
        replaced = {field: last.before.get(field, value) for field, value in replaced.items()} | last.before
    moment = max(now, last.taken + dt.timedelta(microseconds=1)) if last else now
    entry = PrescribedEntry(
        id=f"{PRESCRIBED}{prescribed.id}",
        date=today,
        edited=now,
        prescribed=prescribed,
        taken=moment,
        before={field: _plain(value) for field, value in replaced.items()},
    )
    answers = {field: value for field, value in asked.items() if value is not None}
    return _answered(put(diary, entry), answers, today, now)


def put_aside(diary: Diary, prescribed: str, aside: bool, today: dt.date, now: dt.datetime) -> Diary:
    """With a prescription, by its id, put aside, and the answers that it replaced; or followed again."""
    for entry in diary.prescribed_entries:
        if entry.prescribed.id != prescribed or entry.deleted == aside:
            continue
        if not aside:
            return taken(diary, entry.prescribed, today, now)
        gone = put(diary, entry.model_copy(update={"deleted": True, "edited": now}))
        set_by_any: dict[str, set[Any]] = {
            "sessions": {e.prescribed.sessions for e in diary.prescribed_entries},
            "start": {e.prescribed.start for e in diary.prescribed_entries},
        }
        profile = diary.profile  # what the runner has changed since then stays
        still: dict[str, Any] = {f: v for f, v in entry.before.items() if getattr(profile, f) in set_by_any[f]}
        return _answered(gone, still, today, now)
    return diary


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _answered(diary: Diary, answers: Mapping[str, Any], today: dt.date, now: dt.datetime) -> Diary:
    entries = (
        AnswerEntry(id=f"{ANSWER}{field}", date=today, edited=now, value=_plain(value))
        for field, value in answers.items()
    )
    return put(diary, *entries)
