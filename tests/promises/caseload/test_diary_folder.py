"""A folder of diaries is read alike for a caseload and for a cohort, and names all that is no diary."""

import csv
import datetime as dt
import io
import json
import os
import shutil

import pytest

from tests.promises.library.test_contents import LEFT, put
from workbook.caseload import caseload, charts, follow_up, report
from workbook.editing import samples
from workbook.workshop.cohort import in_folder


@pytest.fixture
def diaries(tmp_path):
    """Two runners who are made up, among other things."""
    shutil.copy(samples.FOLDER / "made_up_steady.json", tmp_path / "anna.JSON")
    shutil.copy(samples.FOLDER / "made_up_gaps.json", tmp_path / "ben.json")
    for file in LEFT:
        put(tmp_path, file)
    for file in ("._ben.json", ".ipynb_checkpoints/ben-checkpoint.json", "caseload/caseload.csv", "ben.json~"):
        put(tmp_path, file)
    for file in ("carla.json.txt", "dan.zip", "more/eva.json", "fay.json.part"):
        put(tmp_path, file)
    return tmp_path


def test_a_caseload_names_what_is_no_diary(diaries):
    """Leavings and its own folder are passed over; everything else that is not read is in the notes."""
    found = caseload.read(diaries)
    assert found.runners == ("anna", "ben")
    others = ["carla.json.txt", "dan.zip", "fay.json.part", "more/eva.json"]
    assert [note.file for note in found.notes] == others
    assert all(note.says.endswith(".") and not note.read for note in found.notes)
    assert "damaged" in next(note.says for note in found.notes if note.file == "more/eva.json")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no pipes in folders")
def test_a_cohort_reads_the_same_files(diaries):
    """Two copies of one runner are one in both; nothing is read that the other refuses."""
    shutil.copy(diaries / "ben.json", diaries / "ben (1).json")
    put(diaries, "huge.json", b" " * 8_000_001)
    (diaries / "link.json").symlink_to(diaries / "nowhere")
    (diaries / "round.json").symlink_to(diaries / "round.json")
    os.mkfifo(diaries / "pipe.json")
    found, faults = in_folder(diaries)
    runners = caseload.read(diaries)
    assert set(found) == {files[0].name for files in runners.files.values()} == {"anna.JSON", "ben.json"}
    assert len(faults) == len([note for note in runners.notes if not note.read]) == 8


def test_a_folder_that_is_none_is_told_in_a_sentence(tmp_path):
    """No traceback in front of a room."""
    with pytest.raises(ValueError, match=r"nowhere cannot be read: No such file"):
        in_folder(tmp_path / "nowhere")
    put(tmp_path, "anna.json.txt")
    with pytest.raises(ValueError, match=r"There is no diary.*anna.json.txt: This is not a diary"):
        in_folder(tmp_path)


def test_a_file_whose_name_is_no_text_is_a_runner_like_any_other(tmp_path):
    """Of whatever bytes a name is made, the others are read and the table can be written."""
    try:
        shutil.copy(samples.FOLDER / "made_up_steady.json", tmp_path / "a\udcff.json")
    except (OSError, UnicodeError):
        return  # this file system allows no such name, which is as good
    found = caseload.read(tmp_path)
    assert list(found.runners) == ["a\ufffd"]
    assert len(caseload.csv(found).splitlines()) > 1


def handed_over(folder, file, name, runner):
    """A diary in a folder, of a runner who chose a name; no other runner has an entry of it."""
    raw = json.loads((samples.FOLDER / "made_up_gaps.json").read_text("utf-8").replace("made_up_gaps-", f"{runner}-"))
    entry = {"id": "answer-name", "date": "2026-03-02", "edited": "2026-03-02T18:00:00Z", "kind": "answer"}
    raw["entries"].append({**entry, "deleted": False, "value": name})
    put(folder, file, json.dumps(raw).encode())


def test_a_runner_is_called_as_they_chose(tmp_path):
    """Two of one name stay two, in the order of their files; who chose none has the file's name, and keeps it."""
    for file, name, runner in (("a.json", "Anna", "r1"), ("b.json", " Anna ", "r2"), ("c.json", "Ben", "r3"),
                               ("d.json", "Anna", "r4"), ("e.json", "", "r5"), ("Ben.json", None, "r6")):  # fmt: skip
        handed_over(tmp_path, file, name, runner)
    found = caseload.read(tmp_path)
    called = {runner: files[0].name for runner, files in found.files.items()}
    assert called == {"Anna": "a.json", "Anna (2)": "b.json", "Anna (3)": "d.json", "Ben": "Ben.json",
                      "Ben (2)": "c.json", "e": "e.json"}  # fmt: skip
    assert list(found.profiles) == sorted(called) == list(found.frame["runner"].cat.categories)
    assert all(found.diary(runner).profile.name in (None, runner.partition(" (")[0]) for runner in called)


def test_two_files_of_a_runner_have_the_name_that_was_told_last(tmp_path):
    """Files that share an entry are one runner's, whatever name stands in each."""
    handed_over(tmp_path, "old.json", "A.", "r1")
    handed_over(tmp_path, "new (1).json", "Anna", "r1")
    text = (tmp_path / "new (1).json").read_text("utf-8").replace('03-02T18:00:00Z", "kind', '04-02T18:00:00Z", "kind')
    put(tmp_path, "new (1).json", text.encode())
    assert caseload.read(tmp_path).runners == ("Anna",)


HOSTILE = ("<img src=x onerror=alert(1)>", '=HYPERLINK("http:evil")', "$\\href{javascript:alert(1)}{x}$", "../../up",
           "%{x}</b>", '#panic("x")')  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is_and_does_nothing(tmp_path, name):
    """In the table, a spreadsheet, each figure, and a report and its file."""
    handed_over(tmp_path, "a.json", name, "r1")
    found = caseload.read(tmp_path)
    assert found.runners == (name,)
    rows = list(csv.DictReader(io.StringIO(caseload.csv(found))))
    assert not rows[0]["runner"].startswith(("=", "+", "-", "@"))
    told = follow_up.table(follow_up.follow_ups(found, dt.date(2026, 4, 14)))
    for text in (found.frame.to_html(), told.to_html(), charts.small_multiples(found).to_json(),
                 charts.overview(found).to_json()):  # fmt: skip
        assert "<img" not in text
        assert "\\u003cimg" not in text
    drawn = next(t.text for t in charts.small_multiples(found).data if t.mode == "text")[0]
    assert "$" not in drawn
    (path,) = report.write_reports(found, dt.date(2026, 4, 14)).written
    assert path.parent == tmp_path / caseload.OUT
