"""A folder of diaries becomes one table: nothing wrong slips in, nothing is fatal, nothing is written elsewhere."""

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import ROOT
from tests.helpers.hostile import texts
from tests.promises.diary.test_diary import CHECK_INS, DATES, EDITS, VALUES
from workbook.caseload import caseload, follow_up, received
from workbook.diary import diary, diary_file
from workbook.diary.diary import AnswerEntry, CheckInEntry, Performed, SessionEntry
from workbook.diary.diary_file import DiaryError, write
from workbook.diary.history import History
from workbook.editing import samples

KEPT = ROOT / "tests/diaries"
AS_OF = dt.date(2026, 4, 14)
SCORES = st.integers(0, 10)
PERFORMED = st.builds(
    Performed,
    exercise=st.sampled_from(["seed_rdl", "bridge_double"]),
    rounds=st.integers(0, 20),
    load_kg=st.none() | st.floats(0.5, 300),
    hurt=st.none() | st.tuples(st.sampled_from(["mtss", "elsewhere"]), SCORES),
)
SESSIONS = st.builds(
    SessionEntry,
    id=st.sampled_from(["s", "t", "u"]),
    date=DATES,
    edited=EDITS,
    deleted=st.booleans(),
    week=st.integers(1, 99),
    letter=st.sampled_from("ABCDEFG"),
    performed=st.lists(PERFORMED, max_size=3).map(tuple),
    effort=st.none() | SCORES,
)
ANSWERS = st.builds(
    lambda date, edited, field: AnswerEntry(id=f"answer-{field[0]}", date=date, edited=edited, value=field[1]),
    DATES,
    EDITS,
    VALUES,
)
DIARIES = st.lists(CHECK_INS | SESSIONS | ANSWERS, max_size=8).map(diary.of)


def plain(taken: received.Received) -> dict:
    """Columns as lists, so that a tuple equals a list."""
    columns = {name: getattr(taken, name) for name in taken.__slots__}
    return {name: list(column) if isinstance(column, tuple) else column for name, column in columns.items()}


@pytest.fixture
def folder(tmp_path):
    """Three runners who are made up."""
    for name in ("steady", "flare", "gaps"):
        shutil.copy(samples.FOLDER / f"made_up_{name}.json", tmp_path / f"{name}.json")
    return tmp_path


@given(DIARIES)
def test_the_quick_way_and_the_careful_way_agree(kept):
    """Whatever the guide writes: the same columns, or, where something was deleted, the careful way alone."""
    content = write(kept).encode()
    careful = plain(received.of(received.read(content)))
    if any(entry.deleted for entry in kept.entries):
        with pytest.raises(received.OddError):
            received.Quick().take(content)
    else:
        assert plain(received.Quick().take(content)) == careful


def whole(version: int = diary_file.VERSION) -> dict:
    """A diary with something of everything, as the guide writes it."""
    day, edited = dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    performed = (Performed(exercise="seed_rdl", rounds=3, load_kg=8), Performed(exercise="a", rounds=0, hurt=("b", 4)))
    entries = [
        AnswerEntry(id="answer-injuries", date=day, edited=edited, value={"mtss": "sore"}),
        CheckInEntry(id="a1", date=day, edited=edited, answers={"glute_left": 3, "pain_during:mtss": 2}),
        SessionEntry(id="s1", date=day, edited=edited, week=1, letter="A", performed=performed, effort=5),
    ]
    return json.loads(write(diary.of(entries))) | {diary_file.MARK: version}


def paths(value, path=()):
    """The path to every value inside a value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from paths(item, (*path, key))


WRONG = (
    None, True, False, -1, 0, 1, 11, 21, 300.5, 3.0, 3.5, float("inf"), float("nan"), "", "3", "true", "2026-03-02",
    "2026-03-02T00:00:00", "1772409600", 1772409600, "2026-W10-1", "answer-x", "answer-minutes", "B", "AB", "é", "a\n",
    [], {}, [3], {"a": 3}, {"a:b:c": 3}, "0" * 5000, 2**70, 10**4000, "check_in", "session", "answer", "\ud800",
)  # fmt: skip


def at(raw, path, put):
    """A copy of a plain value with one place in it changed."""
    if not path:
        return put(raw)
    changed = raw.copy()
    changed[path[0]] = at(raw[path[0]], path[1:], put)
    return changed


def test_nothing_wrong_slips_in_by_the_quick_way():
    """Every value is replaced by every wrong one; what the quick way takes, the diary takes with the same columns."""
    raw = whole()
    changed = [at(raw, path, lambda _, new=new: new) for path in paths(raw) for new in WRONG]
    taken = sum(check(json.dumps(one).encode()) for one in changed)
    assert 0 < taken < len(changed) / 10


def test_a_field_too_many_or_too_few_is_not_taken_quickly():
    """Of every record in a diary: the diary decides."""
    raw = whole()
    records = [
        path for path in paths(raw) if path and isinstance(path[-1], int) and path[-2] in ("entries", "performed")
    ]
    assert len(records) == 5
    for path in records:
        assert not check(json.dumps(at(raw, path, lambda one: {**one, "more": 1})).encode())
        for number in range(4):
            fewer = at(raw, path, lambda one, n=number: {k: one[k] for k in list(one)[:n] + list(one)[n + 1 :]})
            assert not check(json.dumps(fewer).encode())


def check(content: bytes) -> bool:
    """Whether the quick way takes a file; if so, the diary must agree."""
    try:
        taken = received.Quick().take(content)
    except received.OddError:
        return False
    assert plain(taken) == plain(received.of(received.read(content)))
    return True


def test_hostile_files_are_taken_as_the_diary_takes_them():
    """The texts that no runner should meet, of this version: each is refused, or taken by both ways alike."""
    current = (text.replace('"strength_guide_diary": 2', '"strength_guide_diary": 3') for text in texts(500))
    taken = [check(text.encode("utf-8", "surrogatepass")) for text in current]
    assert len(taken) == 500
    assert check(json.dumps(whole()).encode()), "and a whole diary is taken quickly"
    assert not check(json.dumps(whole(2)).encode())


@pytest.mark.parametrize("key", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_not_taken_quickly(key):
    """Where the diary refuses the file, so does the table."""
    text = json.dumps(whole()).replace('"load_kg": 8.0', f'"load_kg": {key}')
    assert not check(text.encode())
    with pytest.raises(DiaryError):
        received.read(text.encode())


def test_bad_files_are_told_in_a_sentence_and_the_others_are_read(folder):
    """Damaged, foreign, of a later version, huge, no text, no file: none is fatal."""
    bad = {
        "damaged.json": b'{"strength_guide_diary": 3, "entr',
        "foreign.json": b'{"exercises": []}',
        "later.json": json.dumps(whole(99)).encode(),
        "huge.json": b" " * (diary_file.LARGEST + 1),
        "monstrous.json": b" " * (4 * diary_file.LARGEST + 1),
        "bytes.json": b"\xff\xfe\x00",
        "deep.json": b"[" * 100_000,
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    (folder / "a_folder.json").mkdir()
    (folder / "gone.json").symlink_to(folder / "nowhere")
    (folder / "notes.txt").write_text("not a diary")
    found = caseload.read(folder)
    assert found.runners == ("flare", "gaps", "steady")
    assert {note.file for note in found.notes} == {*bad, "gone.json", "notes.txt"}
    assert all(note.says.endswith(".") and not note.read for note in found.notes)


def test_every_version_of_the_diary_is_read(tmp_path):
    """As they were written then; they are one runner's, so they are merged into one."""
    for file in KEPT.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    found = caseload.read(tmp_path)
    assert found.runners == ("Anna L.",)
    assert len(found.files["Anna L."]) == diary_file.VERSION
    assert list(found.frame[found.frame.kind == "check_in"].glute_left) == [2, 3, 4]


def test_two_files_of_one_runner_are_one_runner(folder):
    """An older copy under another name adds nothing, and is told."""
    raw = json.loads((folder / "steady.json").read_text())
    older = {**raw, "entries": raw["entries"][:12]}
    (folder / "steady (1).json").write_text(json.dumps(older))
    before = caseload.read(folder).frame
    assert caseload.read(folder).runners == ("flare", "gaps", "steady")
    assert [(n.file, n.read) for n in caseload.read(folder).notes] == [("steady (1).json", True)]
    (folder / "steady (1).json").unlink()
    pd.testing.assert_frame_equal(before, caseload.read(folder).frame)


def test_the_table_holds_what_the_diaries_hold(folder, library):
    """Every answer of every check-in, every session, and the light as the pain rule has it."""
    found = caseload.read(folder)
    for runner in found.runners:
        rows, kept = found.frame[found.frame.runner == runner], found.diary(runner)
        lights = History(None, AS_OF, kept.check_ins).judged(library.check_in)
        injury = next(iter(kept.profile.injuries))
        check_ins, sessions = rows[rows.kind == "check_in"], rows[rows.kind == "session"]
        for (_, row), check_in in zip(check_ins.iterrows(), kept.check_ins, strict=True):
            given = {q: row[q] for q in check_in.answers}
            assert (row.date.date(), given) == (check_in.date, check_in.answers)
            light = next((one.light for one in lights.get(injury, ()) if one.rating.date == check_in.date), None)
            assert (None if pd.isna(row.light) else row.light) == light
        assert list(sessions.rounds) == [sum(p.rounds for p in s.performed) for s in kept.sessions]
        assert list(sessions.skipped) == [sum(p.rounds == 0 for p in s.performed) for s in kept.sessions]
        assert list(sessions.planned_week) == [s.week for s in kept.sessions]
        assert list(check_ins.week) == [(c.date - kept.check_ins[0].date).days // 7 for c in kept.check_ins]


def test_a_limp_is_red_and_no_pain_has_no_light(tmp_path):
    """As in the rule that steers the programme."""
    day, edited = dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    answers = ({"glute_left": 3}, {"limp": 1}, {"pain_during:mtss": 4, "pain_during:pfp": 0})
    entries = [
        CheckInEntry(id=f"c{n}", date=day + dt.timedelta(days=n), edited=edited, answers=one)
        for n, one in enumerate(answers)
    ]
    (tmp_path / "one.json").write_text(write(diary.of(entries)))
    assert [None if pd.isna(x) else x for x in caseload.read(tmp_path).frame.light] == [None, "red", "amber"]


@pytest.mark.parametrize("texts", [[], [write(diary.Diary())]], ids=["no file", "no entry"])
def test_nothing_is_a_caseload_too(tmp_path, texts):
    """An empty table with its columns."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.json").write_text(text)
    found = caseload.read(tmp_path)
    assert len(found.frame) == 0
    assert {"runner", "date", "light", "rounds"} <= set(found.frame.columns)
    assert [one.last for one in follow_up.follow_ups(found, AS_OF)] == [None] * len(texts)


def test_more_questions_than_any_guide_asks_do_not_fill_the_memory(folder):
    """A hundred columns, and a sentence; the guide's own questions come first."""
    raw = whole()
    raw["entries"][1]["answers"] = {f"question_{n}": 1 for n in range(5000)}
    (folder / "many.json").write_text(json.dumps(raw))
    found = caseload.read(folder)
    assert found.frame.shape[1] < 120
    assert "glute_left" in found.frame
    assert any("5" in note.says and "questions" in note.says for note in found.notes)


def test_csv_and_parquet_hold_the_table_and_no_formula(folder):
    """They lie in a folder of their own inside the chosen one; no name is taken for a formula."""
    name = '=HYPERLINK("http:evil","x")'
    (folder / "steady.json").rename(folder / f"{name}.json")
    found = caseload.read(folder)
    table, parquet, _ = caseload.save(found)
    assert {path.parent for path in (table, parquet)} == {folder / caseload.OUT}
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert len(rows) == len(found.frame)
    assert {row["runner"] for row in rows} == {"flare", "gaps", f"'{name}"}
    texts = {cell for row in rows for cell in row.values() if not cell.removeprefix("-").isdigit()}
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    pd.testing.assert_frame_equal(pd.read_parquet(parquet), found.frame, check_categorical=False)


def test_nothing_is_written_where_a_link_leads_out(folder, tmp_path_factory):
    """A link in place of the folder is refused in a sentence."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / caseload.OUT).symlink_to(elsewhere)
    with pytest.raises(OSError, match="leads out of the folder"):
        caseload.save(caseload.read(folder))
    assert list(elsewhere.iterdir()) == []


def test_who_is_in_red_who_is_quiet_and_who_changed(library):
    """Of the forty made-up runners, by the rules of the check-in and of the programme."""
    found = follow_up.follow_ups(caseload.read(samples.FOLDER / "caseload"), AS_OF)
    assert len(found) == 40
    red = follow_up.in_red(found)
    assert 0 < len(red) < 10
    assert found[: len(red)] == red, "they come first"
    quiet = follow_up.gone_quiet(found)
    assert {one.last for one in quiet} == {AS_OF - dt.timedelta(days=23)}
    assert follow_up.gone_quiet(found, days=24) == ()
    changed = {one.runner for one in follow_up.changed_clearly(found)}
    sentences = {one.runner: dict(follow_up.trends_in_words(one, library)).values() for one in found}
    assert changed == {runner for runner, says in sentences.items() if any("Clear change" in one for one in says)}
    assert changed
    assert len(follow_up.table(found)) == 40


def test_one_runner_is_told_in_full(library):
    """Sessions done of those planned, and what was decided each week."""
    found = caseload.read(samples.FOLDER)
    ones = {one.runner: one for one in follow_up.follow_ups(found, AS_OF)}
    gaps, flare = ones["made_up_gaps"], ones["made_up_flare"]
    assert (gaps.done, gaps.planned) == (4, 12)
    assert [d.ruling for d in follow_up.decided(flare, library)][2:4] == ["ease", "hold"]


def test_what_comes_later_is_not_looked_at():
    """A caseload as it stood on a day."""
    found = caseload.read(samples.FOLDER)
    early = follow_up.follow_ups(found, dt.date(2026, 3, 23))
    assert next(one for one in early if one.runner == "made_up_flare").light == "red"


def test_the_samples_are_current_and_say_that_they_are_made_up():
    """`python -m workbook.editing.samples` would write just these files."""
    files = {path.relative_to(samples.FOLDER).as_posix(): path.read_text("utf-8") for path in
             samples.FOLDER.rglob("*.json")}  # fmt: skip
    assert files == samples.made_up()
    assert len(files) == 43
    assert sum(map(len, files.values())) < 1_000_000
    for name, text in files.items():
        assert "made_up" in name
        assert next(iter(json.loads(text))) == "made_up"
        assert samples.NOTE in text.splitlines()[1]
        assert all(e.id.startswith(("made_up", "answer-")) for e in diary_file.read(text).entries)


def test_the_runners_page_does_not_load_parquet():
    """What only a caseload needs costs no visitor anything."""
    code = (
        "import sys; from widgets.dashboard import runner_page; runner_page(); print(*{'pyarrow'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.split() == []
