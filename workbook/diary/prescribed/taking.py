"""How a prescription comes into a diary, is put aside and followed again."""

import datetime as dt

from workbook.diary.diary import PRESCRIBED, Diary, PrescribedEntry, put
from workbook.diary.prescribed.prescribed import Prescribed


def taken(diary: Diary, prescribed: Prescribed, today: dt.date, now: dt.datetime) -> Diary:
    """With a prescription that the runner follows from today on."""
    name = f"{PRESCRIBED}{prescribed.id}"
    return put(diary, PrescribedEntry(id=name, date=today, edited=now, prescribed=prescribed))


def put_aside(diary: Diary, prescribed: str, aside: bool, now: dt.datetime) -> Diary:
    """With a prescription, by its id, put aside, or followed again."""
    found = (e for e in diary.prescribed_entries if e.prescribed.id == prescribed and e.deleted != aside)
    return put(diary, *(e.model_copy(update={"deleted": aside, "edited": now}) for e in found))


def followed_last(diary: Diary) -> PrescribedEntry | None:
    """The prescription that the runner took last, put aside or not; None where there was none."""
    return max(diary.prescribed_entries, key=lambda e: (e.date, e.edited), default=None)
