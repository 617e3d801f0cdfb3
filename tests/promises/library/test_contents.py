"""What programs leave beside a person's files is passed over; what looks meant and is not read is told."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from tests.promises.library.test_overlay import read_or_faults
from workbook.editing import authoring, writing
from workbook.editing.check import check
from workbook.library import DATA, Library, LibraryError, load
from workbook.library.reading.leavings import left

LEFT = (
    ".ipynb_checkpoints/clinic-checkpoint.yaml", "exercises/.ipynb_checkpoints/clam_band-checkpoint.yaml",
    "__MACOSX/exercises/._clam_band.yaml", "._clinic.yaml", "exercises/.DS_Store", ".DS_Store", "Thumbs.db",
    "desktop.ini", "clinic.yaml~", ".clinic.yaml.swp", "exercises/#clam_band.yaml#", "exercises/.#clam_band.yaml",
    "exercises/4913", "rules.yaml.tmp", "~$rules.docx", ".~lock.emg.csv#", ".git/config.yaml", ".vscode/settings.json",
    "__pycache__/x.yaml", "protocols/.six_weeks.yaml.swo", ".1234.part", "Icon\r", "rules.yaml.swn",
    "ehthumbs_vista.db", "@eaDir/rules.yaml", "#recycle/rules.yaml", "rules.yaml___jb_tmp___",
    "exercises/clam_band.yaml___jb_old___",
    ".idea/rules.yaml", "__MACOSX/._rules.yaml", "$RECYCLE.BIN/rules.yaml", "exercises/__pycache__/clam_band.yaml",
)  # fmt: skip
MEANT = {
    "clinic.yaml.txt": "clinic.yaml", "Clinic.yaml": "clinic.yaml", "rules.YAML": "rules.yaml",
    "clinic.yml": "clinic.yaml", "clinic (1).yaml": "clinic.yaml", "rules - Copy.yaml": "rules.yaml",
    "Copy of rules.yaml": "rules.yaml", "rules 2.yaml": "rules.yaml", "check-in.yaml": "check_in.yaml",
    "Red Flags.yaml": "red_flags.yaml", "rules.json": "rules.yaml", "injuries.docx": "injuries.yaml",
    "equipment.txt": "equipment.yaml", "rules": "rules.yaml", "emg.xlsx": "emg.csv", ".rules.yaml.icloud": "rules.yaml",
    "rules (Anna's conflicted copy 2026-03-02).yaml": "rules.yaml", "clam_band.yaml": "exercises/clam_band.yaml",
    "six_weeks.yaml": "protocols/six_weeks.yaml", "exercises/clam_band.yaml.txt": "exercises/clam_band.yaml",
    "exercises/Clam_band.yaml": "exercises/clam_band.yaml", "exercises/clam-band.yml": "exercises/clam_band.yaml",
    "exercises/clam_band (2).yaml": "exercises/clam_band.yaml", "exercises/clam_band.txt": "exercises/clam_band.yaml",
    "exercises/sub/clam_band.yaml": "exercises/ itself", "Exercises/clam_band.yaml": "did you mean 'exercises/'?",
    "protocol/six_weeks.yaml": "did you mean 'protocols/'?", "old/rules.yaml": "holds rules.yaml",
    "patients.csv": "is not read from here", "rulez.yaml": "did you mean 'rules.yaml'?",
}  # fmt: skip
"""A name, and what is said of it."""
OTHER = ("README.txt", "notes.md", "photo.png", "clinic.png", "rules.pdf", "rules.yaml.bak", "exercises/plan.docx")


def put(folder: Path, file: str, content: bytes = b"name: [\x00") -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def ours(tmp_path):
    """An overlay with a name."""
    put(tmp_path / "ours", "clinic.yaml", b"name: Hill Street")
    return tmp_path / "ours"


@pytest.mark.parametrize("root", ["overlay", "whole"])
def test_what_programs_leave_changes_nothing(root, ours, tmp_path):
    """In an overlay and in a copy of the data: hidden files, checkpoints, lock files, folders of systems."""
    folder = ours if root == "overlay" else shutil.copytree(DATA, tmp_path / "data")
    before = check(folder)
    assert before[1]
    for file in LEFT:
        put(folder, file)
    assert check(folder) == before


@pytest.mark.parametrize("file", MEANT)
def test_a_file_that_looks_meant_is_a_fault_where_it_is_not_read(file, tmp_path):
    """A safety rule is not off in silence; the file is named as it is written, and how it gets read."""
    put(tmp_path, file, b"P1: {}")
    found, faults = read_or_faults(tmp_path)
    assert found is None
    [told] = [fault.file.removeprefix(f"{tmp_path.name}/") for fault in faults]
    assert told == file or (told.endswith("/") and file.startswith(told))
    assert MEANT[file] in faults[0].says
    assert "not read" in faults[0].says


def test_a_copy_beside_its_file_is_told_as_one(ours):
    """Which of the two is meant, nobody can know."""
    put(ours, "clinic (1).yaml", b"name: Other")
    _, [fault] = read_or_faults(ours)
    assert "clinic.yaml is there too" in fault.says


def test_all_other_files_are_named_and_stop_nothing(ours):
    """A note, a picture, a copy that was put aside: `make check` lists them."""
    for file in OTHER:
        put(ours, file)
    put(ours, "rules.yaml", b"")
    said, in_order = check(ours)
    assert in_order
    assert {line for line in said.splitlines() if line.startswith("Not read")} == {
        *(f"Not read: ours/{file}" for file in OTHER),
        "Not read: ours/rules.yaml (it holds nothing)",
    }


def test_a_folder_in_which_nothing_is_read_says_so(tmp_path):
    """As one that was never filled."""
    assert "Nothing in this folder is read." in check(tmp_path)[0]


def test_the_logo_is_found_by_its_name_alone(ours):
    """It is none of the files that nobody reads; in other letters it is told, on every system."""
    put(ours, "clinic.yaml", b"logo: logo.svg")
    put(ours, "logo.svg", b"<svg/>")
    assert check(ours)[0].count("Not read") == 0
    (ours / "logo.svg").rename(ours / "Logo.svg")
    _, [fault] = read_or_faults(ours)
    assert "did you mean 'Logo.svg'?" in fault.says


@pytest.fixture
def blind(tmp_path, monkeypatch):
    """A system that takes `Rules.yaml` for `rules.yaml`, as Windows and macOS do."""
    stat, open_ = Path.stat, Path.open

    def really(path):
        path = Path(path)
        if not path.is_relative_to(tmp_path):
            return path
        here = tmp_path
        for part in path.relative_to(tmp_path).parts:
            names = {}
            with suppress(OSError):  # what cannot be listed is no folder
                names = {found.name.lower(): found.name for found in here.iterdir()}
            here = here / names.get(part.lower(), part)
        return here

    monkeypatch.setattr(Path, "stat", lambda self, **more: stat(really(self), **more))
    monkeypatch.setattr(Path, "open", lambda self, *more, **most: open_(really(self), *more, **most))


@pytest.mark.parametrize("file", ["Rules.yaml", "Exercises/clam_band.yaml", "exercises/Clam_band.yaml", "EMG.csv"])
@pytest.mark.usefixtures("blind")
def test_capitals_count_on_every_system(file, tmp_path):
    """What works on a Mac works at the host."""
    put(tmp_path, file, b"P1: {text: Ours.}")
    assert (tmp_path / file.lower()).exists()
    _, [fault] = read_or_faults(tmp_path)
    assert "not read" in fault.says


@pytest.mark.parametrize("file", ["exercises/clam_band.yaml.txt", "rules.YAML", "Exercises/clam_band.yaml"])
def test_the_guides_own_folder_is_looked_through_as_well(file, tmp_path):
    """Whoever edits a copy of the data is told the same."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    put(folder, file, b"x")
    with pytest.raises(LibraryError, match="not read"):
        load(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no pipes in folders")
def test_what_is_no_file_is_told_and_not_waited_for(ours):
    """A pipe, a link to nowhere, a file that is larger than anybody writes."""
    (ours / "exercises").mkdir()
    os.mkfifo(ours / "exercises" / "clam_band.yaml")
    (ours / "injuries.yaml").symlink_to(ours / "nowhere")
    put(ours, "equipment.yaml", b" " * 1_000_001)
    _, faults = read_or_faults(ours)
    said = {fault.file: fault.says for fault in faults}
    assert said.keys() == {f"ours/{file}" for file in ("exercises/clam_band.yaml", "injuries.yaml", "equipment.yaml")}
    assert "no file" in said["ours/exercises/clam_band.yaml"]
    assert "too large" in said["ours/equipment.yaml"]


def test_the_form_passes_over_what_is_left_beside_an_exercise(ours):
    """A checkpoint of JupyterLab stands in no physio's way."""
    for file in LEFT:
        put(ours, file)
    draft = authoring.opened(ours, "clam_band")
    changed = draft.edited({**draft.value, "note": "Ours."})
    assert writing.faults(changed) == ()
    writing.written(changed)
    assert Library.read(overlay=ours).exercises["clam_band"].note == "Ours."


@pytest.mark.parametrize(
    "name", ["clinic.yaml", "notes.md", "tmp.yaml", "a.b", "rules~.yaml", "tmp", "git", "anna.json.part"]
)
def test_what_people_write_is_not_taken_for_a_leaving(name):
    """Only whole names of programs' own."""
    assert not left(name)
