"""A clinic upgrades the guide without fear: the check says what changed underneath its folder, by name and value."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers.overlays import only_fault
from workbook.editing import upgrade, versions
from workbook.editing.check import check
from workbook.library import DATA, Library, LibraryError
from workbook.library.reading import history

NOW = history.of(DATA).version


@pytest.fixture
def data(tmp_path) -> Path:
    """The guide's data as somebody may change them, in a repository of its own."""
    folder = tmp_path / "house" / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("samples", "schemas"))
    subprocess.run(["git", "init", "-q"], cwd=folder.parent, check=True)
    return commit(folder)


def commit(data: Path) -> Path:
    for words in (["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=data.parent, check=True)
    return data


def mine(tmp_path: Path, written_for: int | None = NOW, **files: str) -> Path:
    """A clinic's folder: its exercises by id, and what else is named."""
    folder = tmp_path / "my_clinic"
    (folder / "exercises").mkdir(parents=True)
    if written_for:
        (folder / "clinic.yaml").write_text(f"written_for: {written_for}\n", encoding="utf-8")
    for name, text in files.items():
        (folder / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def change(data: Path, file: str, was: str, now: str) -> None:
    """The next version of the data."""
    text = (data / file).read_text(encoding="utf-8")
    assert was in text
    (data / file).write_text(text.replace(was, now), encoding="utf-8")
    versions.recorded(data, {})
    commit(data)


def rename(data: Path, was: str, now: str) -> None:
    """The next version of the data, in which one exercise is called otherwise everywhere."""
    (data / "exercises" / f"{was}.yaml").rename(data / "exercises" / f"{now}.yaml")
    for path in [*data.rglob("*.yaml"), data / "emg.csv"]:
        path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    versions.recorded(data, {was: now})


def told(data: Path, overlay: Path) -> str:
    return "\n".join(upgrade.told(Library.read(data, overlay), data))


def test_a_change_of_the_data_is_recorded():
    """Else no clinic would hear of it: `make recorded` writes the next version, with what was."""
    assert versions.fingerprint(versions.trees(DATA)) == history.of(DATA).fingerprint, "run: make recorded"


def test_a_dose_that_changed_underneath_is_told_with_was_and_is(data, tmp_path):
    """Only of what the clinic changes itself; a cue of the same exercise is none of its business."""
    overlay = mine(tmp_path, clam_band="dose:\n  rounds: [2, 2]\n")
    assert told(data, overlay) == ""
    change(data, "exercises/clam_band.yaml", "reps: [12, 15]", "reps: [8, 12]")
    change(data, "exercises/clam_band.yaml", "cues:\n  - ", "cues:\n  - Slowly. ")
    said = told(data, overlay)
    assert f"clam_band.yaml, dose.reps: was [12, 15], is [8, 12] (version {NOW + 1})" in said
    assert "cues" not in said
    assert f"write `written_for: {NOW + 2}` in clinic.yaml" in said


def test_what_was_before_several_versions_is_told(data, tmp_path):
    """The value that the clinic knew, not the one in between; and nothing where it came back."""
    overlay = mine(tmp_path, clam_band="dose:\n  rounds: [2, 2]\n")
    change(data, "exercises/clam_band.yaml", "reps: [12, 15]", "reps: [8, 12]")
    change(data, "exercises/clam_band.yaml", "reps: [8, 12]", "reps: [6, 9]")
    assert "was [12, 15], is [6, 9]" in told(data, overlay)
    change(data, "exercises/clam_band.yaml", "reps: [6, 9]", "reps: [12, 15]")
    assert "Changed underneath" not in told(data, overlay)


def test_an_id_that_was_renamed_is_told_with_the_new_one(data, tmp_path):
    """As a fault where it names nothing any more, wherever that is."""
    rename(data, "clam_band", "clam_side")
    asks_for = f"it is called 'clam_side' since version {NOW + 1} of the guide's data"
    for name, text in (("clam_band", "hide: true"), ("bird_dog", "easier: clam_band"),
                       ("clam_band", "dose: {rounds: [2, 2]}")):  # fmt: skip
        overlay = mine(tmp_path, **{name: text})
        with pytest.raises(LibraryError, match=asks_for):
            Library.read(data, overlay)
        shutil.rmtree(overlay)


def test_a_whole_exercise_under_an_id_that_was_renamed_is_told(data, tmp_path):
    """It is no fault: it now stands beside the guide's own."""
    overlay = mine(tmp_path, clam_band=(data / "exercises" / "clam_band.yaml").read_text(encoding="utf-8"))
    rename(data, "clam_band", "clam_side")
    said = told(data, overlay)
    assert "Renamed: exercises/clam_band.yaml" in said
    assert "take the id 'clam_side'" in said


def test_a_new_exercise_of_the_same_id_is_told(data, tmp_path):
    """The clinic had it first, and would change the guide's own unawares."""
    text = (DATA / "samples/clinic/exercises/lateral_step_up.yaml").read_text(encoding="utf-8")
    overlay = mine(tmp_path, lateral_step_up=text)
    assert told(data, overlay) == ""
    new = text.replace("name: Lateral step-up", "name: Step sideways")
    (data / "exercises" / "lateral_step_up.yaml").write_text(new, encoding="utf-8")
    versions.recorded(data, {})
    said = told(data, overlay)
    assert f"The same id: exercises/lateral_step_up.yaml: since version {NOW + 1}" in said
    assert "(Step sideways)" in said


def test_a_question_that_went_is_told(data, tmp_path):
    """Instead of a guess at another one."""
    text = (data / "check_in.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: effort"), text.index("topics:")
    overlay = mine(tmp_path)
    (overlay / "check_in.yaml").write_text("done:\n  - {id: effort, ask: How hard?}\n", encoding="utf-8")
    change(data, "check_in.yaml", text[start:end], "")
    with pytest.raises(LibraryError, match=f"'effort' is not there.*no longer there since version {NOW + 1}"):
        Library.read(data, overlay)


def test_a_folder_that_names_no_version_is_taken_and_told_how(tmp_path):
    """And one that nothing changed under is told which number to write; one that is right hears nothing."""
    said, in_order = check(mine(tmp_path, written_for=None, clam_band="dose: {rounds: [2, 2]}"))
    assert in_order
    assert f"Add the line `written_for: {NOW}`" in said
    (tmp_path / "my_clinic" / "clinic.yaml").write_text(f"written_for: {NOW + 1}", encoding="utf-8")
    assert "upgrade the guide, or mend the number" in check(tmp_path / "my_clinic")[0]
    (tmp_path / "my_clinic" / "clinic.yaml").write_text("written_for: 1", encoding="utf-8")
    assert f"write `written_for: {NOW}`" in check(tmp_path / "my_clinic")[0]
    (tmp_path / "my_clinic" / "clinic.yaml").write_text(f"written_for: {NOW}", encoding="utf-8")
    assert "written_for: " not in check(tmp_path / "my_clinic")[0].replace(f"{{'written_for': {NOW}}}", "")


def test_a_version_is_a_whole_number(tmp_path):
    """Not one that a file reads as another: 1.10 is 1.1 to YAML."""
    assert "should be a whole number" in only_fault(tmp_path, "clinic.yaml", "written_for: 1.10").says


def test_what_is_recorded_twice_before_a_commit_is_one_version(data):
    """Whoever changes the data goes on changing them; the last word counts."""
    for reps in ("[8, 12]", "[6, 9]"):
        text = (DATA / "exercises" / "clam_band.yaml").read_text(encoding="utf-8")
        (data / "exercises" / "clam_band.yaml").write_text(text.replace("[12, 15]", reps), encoding="utf-8")
        versions.recorded(data, {})
    found = history.of(data)
    assert found.version == NOW + 1
    assert found.steps[NOW + 1].was == {"exercises/clam_band.yaml": {"dose.reps": [12, 15]}}
    assert found.fingerprint == versions.fingerprint(versions.trees(data))


def test_after_a_rebase_the_commit_is_named(data):
    """Where no commit has the data of the last version together with their history."""
    right = (data / history.FILE).read_text(encoding="utf-8")
    (data / history.FILE).unlink()
    commit(data)
    subprocess.run(["git", "checkout", "-q", "--orphan", "other"], cwd=data.parent, check=True)
    commit(data)
    (data / history.FILE).write_text(right, encoding="utf-8")
    text = (data / "exercises" / "clam_band.yaml").read_text(encoding="utf-8")
    (data / "exercises" / "clam_band.yaml").write_text(text.replace("[12, 15]", "[8, 12]"), encoding="utf-8")
    with pytest.raises(ValueError, match="name the commit that has them with BEFORE="):
        versions.recorded(data, {})
    assert versions.recorded(data, {}, "HEAD") == f"Version {NOW + 1}: 1 value changed, 0 came, 0 went."


def test_what_is_laid_out_anew_is_no_other_version(data):
    """A note and the order of fields change nothing that a clinic stands on."""
    text = (data / "check_in.yaml").read_text(encoding="utf-8")
    (data / "check_in.yaml").write_text(f"# A note.\n{text}", encoding="utf-8")
    assert "nothing to record" in versions.recorded(data, {})


def test_the_history_is_small():
    """Every visitor's device could carry it; a drawing's numbers are not in it."""
    text = (DATA / history.FILE).read_text(encoding="utf-8")
    assert len(text) < 60_000
    assert "drawing.poses" not in text
