"""A folder of diaries is read alike for a caseload and for a cohort, and names all that is no diary."""

import os
import shutil

import pytest

from tests.promises.library.test_contents import LEFT, put
from workbook.caseload import caseload
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
    others = ["carla.json.txt", "dan.zip", "exercises", "fay.json.part", "more", "protocols"]
    assert [note.file for note in found.notes] == others
    assert all(note.says.endswith(".") and not note.read for note in found.notes)
    assert "folder" in next(note.says for note in found.notes if note.file == "more")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no pipes in folders")
def test_a_cohort_reads_the_same_files(diaries):
    """Two copies of one runner are one in both; nothing is read that the other refuses."""
    shutil.copy(diaries / "ben.json", diaries / "ben (1).json")
    put(diaries, "huge.json", b" " * 8_000_001)
    (diaries / "link.json").symlink_to(diaries / "nowhere")
    os.mkfifo(diaries / "pipe.json")
    found, faults = in_folder(diaries)
    runners = caseload.read(diaries)
    assert set(found) == {files[0].name for files in runners.files.values()} == {"anna.JSON", "ben.json"}
    assert len(faults) == len([note for note in runners.notes if not note.read]) == 9


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
