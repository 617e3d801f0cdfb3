"""A folder that is opened again reads only what is new, and says just what it would say without anything kept."""

import json
import os
import shutil
import subprocess

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import ROOT
from tests.promises.caseload.test_caseload import AS_OF
from tests.promises.caseload.test_follow_up import DIARIES, told
from workbook.caseload import caseload, follow_up, handed, kept
from workbook.diary.diary_file import write
from workbook.editing import samples

DAY = 86_400 * 10**9


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """Files count as written long ago."""
    monkeypatch.setattr(kept, "SETTLED_NS", -DAY)


@pytest.fixture
def diaries(tmp_path):
    """Three runners who are made up."""
    for name in ("steady", "flare", "gaps"):
        shutil.copy(samples.FOLDER / f"made_up_{name}.json", tmp_path / f"{name}.json")
    return tmp_path


@pytest.fixture
def opened(monkeypatch):
    """Names of the files that are opened from now on."""
    found, real = [], handed.opened
    monkeypatch.setattr(handed, "opened", lambda path: found.append(path.name) or real(path))
    return found


def same(one, other):
    """Whether two caseloads say the same: table, runners, files, notes and whom to look at first."""
    pd.testing.assert_frame_equal(one.frame, other.frame)
    for name in ("profiles", "files", "notes", "lights"):
        assert getattr(one, name) == getattr(other, name)
    each = [[told(found) for found in follow_up.follow_ups(some, AS_OF)] for some in (one, other)]
    assert each[0] == each[1]


def test_the_second_time_only_what_is_new_is_read(diaries, opened):
    """All at first, none then; and of a changed, a new and a missing file just these."""
    caseload.read(diaries, keep=True)
    assert sorted(opened) == ["flare.json", "gaps.json", "steady.json"]
    opened.clear()
    caseload.read(diaries, keep=True)
    assert opened == []
    shutil.copy(samples.FOLDER / "caseload/made_up_07.json", diaries / "new.json")
    (diaries / "flare.json").unlink()
    (diaries / "gaps.json").write_bytes((diaries / "gaps.json").read_bytes() + b"\n")
    again = caseload.read(diaries, keep=True)
    assert sorted(opened) == ["gaps.json", "new.json"]
    assert again.runners == ("gaps", "new", "steady")
    opened.clear()
    caseload.read(diaries)
    assert len(opened) == 3, "who keeps nothing reads everything"


CHANGES = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.just("{") | DIARIES), max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(DIARIES, max_size=3), CHANGES)
def test_cold_warm_and_after_any_change_the_same_is_said(tmp_path_factory, first, changes):
    """Files that come, change, break or go: what is kept never shows."""
    chosen = tmp_path_factory.mktemp("folder")
    for name, diary in zip("abc", first, strict=False):
        (chosen / f"{name}.json").write_text(write(diary), encoding="utf-8")
    for name, content in [(None, None), (None, None), *changes]:
        if name and content is None:
            (chosen / f"{name}.json").unlink(missing_ok=True)
        elif name:
            text = content if isinstance(content, str) else write(content)
            (chosen / f"{name}.json").write_text(text, encoding="utf-8")
        same(caseload.read(chosen, keep=True), caseload.read(chosen))


def test_another_file_of_the_same_name_size_and_time_is_read(diaries):
    """An older copy that is moved into the place, or restored with its time, is no file that was read before."""
    old = diaries / "gaps.json"
    caseload.read(diaries, keep=True)
    text = old.read_text("utf-8")
    other = text.replace('"sessions_done": 1', '"sessions_done": 9')
    assert len(other) == len(text)
    assert other != text
    when = old.stat()
    old.write_text(other, encoding="utf-8")
    os.utime(old, ns=(when.st_atime_ns, when.st_mtime_ns))
    if os.name == "posix":  # elsewhere no third time is known, which tells such a copy
        assert 9 in set(caseload.read(diaries, keep=True).frame["sessions_done"].dropna())
    elsewhere = diaries.parent / "elsewhere.json"
    shutil.copy2(samples.FOLDER / "made_up_steady.json", elsewhere)
    os.utime(elsewhere, (1, 1))
    elsewhere.replace(old)
    same(caseload.read(diaries, keep=True), caseload.read(diaries))


def test_what_was_changed_a_moment_ago_is_read_again(diaries, opened, monkeypatch):
    """Within one tick of the clock a file can change twice."""
    monkeypatch.setattr(kept, "SETTLED_NS", DAY)
    caseload.read(diaries, keep=True)
    caseload.read(diaries, keep=True)
    assert len(opened) == 6


def damaged(text: str):
    """What was kept, wrong in one thing each."""
    raw = json.loads(text)
    wrong = {
        "answers": "b", "ids": "", "dates": [1, 2], "corrected": "2", "questions": [99], "weeks": [0], "letters": "Z",
        "efforts": "x", "lengths": [-1], "rounds": "-", "hurts": "0", "places": ["a"], "session_dates": [],
        "profile": {"minutes": 0}, "stamp": [1], "more": 1,
    }  # fmt: skip
    for field, value in wrong.items():
        files = {file: {**row, field: value} for file, row in raw["files"].items()}
        yield json.dumps({**raw, "files": files}).encode()
    yield json.dumps({**raw, "made_by": "other code"}).encode()
    yield json.dumps({**raw, "files": []}).encode()
    yield text[:-20].encode()
    yield b"\x80\x04cos\nsystem\n(S'touch evil'\ntR."
    yield b"[" * 100_000
    yield b""


def test_a_damaged_or_foreign_kept_file_counts_for_nothing(diaries):
    """Everything is read, and the file is whole again."""
    plain = caseload.read(diaries)
    caseload.read(diaries, keep=True)
    at = diaries / caseload.OUT / kept.NAME
    text = at.read_text("utf-8")
    tried = list(damaged(text))
    assert len(tried) == 22
    for content in tried:
        at.write_bytes(content)
        same(caseload.read(diaries, keep=True), plain)
        assert at.read_text("utf-8") == text


def test_nothing_is_kept_where_nobody_asked_or_nothing_can_be_written(diaries, tmp_path_factory):
    """No file without `keep`; none through a link, and none where a file has the folder's name; all is read."""
    caseload.read(diaries)
    assert not (diaries / caseload.OUT).exists()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (diaries / caseload.OUT).symlink_to(elsewhere)
    assert len(caseload.read(diaries, keep=True).runners) == 3
    assert list(elsewhere.iterdir()) == []
    (diaries / caseload.OUT).unlink()
    (diaries / caseload.OUT).write_text("", encoding="utf-8")
    assert len(caseload.read(diaries, keep=True).runners) == 3


def test_it_lies_beside_the_diaries_and_is_passed_over(diaries):
    """In the folder for all that is written; no note names it, git does not take it, and it may go at any time."""
    found = caseload.read(diaries, keep=True)
    at = diaries / caseload.OUT / kept.NAME
    assert [path.name for path in (diaries / caseload.OUT).iterdir()] == [kept.NAME]
    assert caseload.read(diaries, keep=True).notes == found.notes == ()
    ignored = subprocess.run(["git", "check-ignore", "-q", f"anywhere/caseload/{kept.NAME}"], cwd=ROOT, check=False)
    assert ignored.returncode in (0, 128), "128 is a copy without git"
    at.unlink()
    same(caseload.read(diaries, keep=True), found)
    shutil.copy(at, diaries / kept.NAME)
    assert [note.read for note in caseload.read(diaries, keep=True).notes] == [False], "elsewhere it is no diary"
