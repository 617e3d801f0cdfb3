"""Whom to look at first is told from a caseload's columns just as the whole diaries tell it."""

import datetime as dt
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.promises.caseload.test_caseload import ANSWERS, SESSIONS
from tests.promises.diary.test_diary import EDITS
from workbook.caseload import caseload, follow_up
from workbook.caseload.received import Quick, of
from workbook.diary import diary as diaries
from workbook.diary.diary import AnswerEntry, CheckInEntry
from workbook.diary.diary_file import write
from workbook.diary.history import History, heard_from
from workbook.diary.prescribed.held import held
from workbook.diary.trend import began, trends
from workbook.editing import samples
from workbook.library import shipped
from workbook.programme.block import weeks_until

AS_OF = dt.date(2026, 4, 14)
NEAR = st.dates(dt.date(2026, 2, 20), dt.date(2026, 5, 10))
SCORES = st.integers(0, 10)
ASKED = ("glute_left", "glute_right", "tight_left", "pain_during:mtss", "pain_morning:mtss", "pain_during:elsewhere",
         "pain_other:pfp", "sessions_done")  # fmt: skip
RATED = st.fixed_dictionaries({}, optional=dict.fromkeys(ASKED, SCORES) | {"limp": st.integers(0, 1)})
CHECK_INS = st.builds(
    CheckInEntry, id=st.sampled_from("abcdefghijklmn"), date=NEAR, edited=EDITS, deleted=st.just(False), answers=RATED
)
STARTS = st.builds(
    lambda day, edited: AnswerEntry(id="answer-start", date=day, edited=edited, value=day.isoformat()), NEAR, EDITS
)
BLOCKS = st.builds(
    lambda day, edited, kind: AnswerEntry(
        id="answer-block", date=day, edited=edited, value={"kind": kind, "start": day.isoformat()}
    ),
    NEAR, EDITS, st.sampled_from(["build", "keep_up"]),
)  # fmt: skip
DONE = st.builds(lambda session, day: session.model_copy(update={"date": day, "deleted": False}), SESSIONS, NEAR)
DIARIES = st.lists(CHECK_INS | CHECK_INS | CHECK_INS | DONE | STARTS | BLOCKS | ANSWERS, max_size=16).map(diaries.of)


def carefully(diary, as_of, library) -> tuple:
    """What a follow-up says, from the diary's own entries."""
    check_ins = tuple(c for c in diary.check_ins if c.date <= as_of)
    done = tuple(s for s in diary.sessions if s.date <= as_of)
    dates = sorted(entry.date for entry in (*check_ins, *done))
    profile = diary.profile
    start = heard_from(profile, check_ins, done, library.check_in) or (dates[0] if dates else None)
    history = History(start, as_of, check_ins, done, held=held(diary))
    weeks, planned = weeks_until(dates[-1], history, profile, library) if dates else ([], 0)
    lights = [week.light(library) for week in reversed(weeks)]
    light, why = next((one for one in lights if one[0] is not None), (None, "No pain was rated."))
    return (
        profile, history, dates[-1] if dates else None,
        sum(week.done(library.protocol.progression.done_share) for week in weeks), planned, light, why,
        trends(check_ins, began(profile, check_ins, done), as_of, library.check_in),
    )  # fmt: skip


def told(one: follow_up.FollowUp) -> tuple:
    return one.profile, one.history, one.last, one.done, one.planned, one.light, one.why, one.trends


@given(DIARIES, NEAR)
def test_columns_tell_what_the_diary_tells(diary, as_of):
    """Light, reason, sessions, trends and history, whatever was told: two check-ins a day, blocks, pain in sessions."""
    library = shipped()
    assert told(follow_up.follow_up("anna", diary, as_of, library)) == carefully(diary, as_of, library)
    quick = Quick().take(write(diary).encode())
    assert {name: list(getattr(quick, name)) for name in ("places", "hurts", "held")} == {
        name: list(getattr(of(diary), name)) for name in ("places", "hurts", "held")
    }


def test_a_caseload_tells_what_its_diaries_tell(library):
    """Of all forty made-up runners, whose sessions hurt some, on each of many days."""
    found = caseload.read(samples.FOLDER / "caseload")
    diaries_of = {runner: found.diary(runner) for runner in found.runners}
    for day in range(0, 60, 9):
        as_of = AS_OF - dt.timedelta(days=day)
        for one in follow_up.follow_ups(found, as_of, library):
            assert told(one) == carefully(diaries_of[one.runner], as_of, library)


def test_another_rule_than_the_tables_is_heard(library):
    """Who asks with a clinic's rule has its lights, though the table was read with the guide's own."""
    rule = library.check_in.pain_rule.model_copy(update={"amber_to": 1, "green_to": 0})
    stricter = replace(library, check_in=library.check_in.model_copy(update={"pain_rule": rule}))
    found = caseload.read(samples.FOLDER / "caseload", library)
    lights = [[one.light for one in follow_up.follow_ups(found, AS_OF, asked)] for asked in (library, stricter)]
    assert lights[0].count("red") < lights[1].count("red")
    again = caseload.read(samples.FOLDER / "caseload", stricter)
    assert lights[1] == [one.light for one in follow_up.follow_ups(again, AS_OF, stricter)]


def test_who_is_in_red_is_known_without_a_diary(tmp_path):
    """Nothing is read a second time before somebody asks for the whole of it."""
    for number in range(3):
        text = (samples.FOLDER / "made_up_flare.json").read_text("utf-8").replace("made_up_flare-", f"r{number}-")
        (tmp_path / f"r{number}.json").write_text(text, encoding="utf-8")
    found = caseload.read(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    known = follow_up.follow_ups(found, dt.date(2026, 3, 23))
    assert len(follow_up.in_red(known)) == 3
    assert len(follow_up.gone_quiet(known, days=0)) == 3
    assert list(follow_up.table(known)["light"]) == ["red"] * 3
    assert json.dumps([one.why for one in known])
