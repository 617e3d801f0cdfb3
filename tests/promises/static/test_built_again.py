"""The same sources give the same page, to the last byte; a clinic's folder changes what it says, and nothing else."""

import gzip
import marshal
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from hosting.static import made
from tests import ROOT
from workbook.library.reading.setting import OVERLAY

SAMPLES = ROOT / "data" / "samples"
OTHERWISE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
"""What may be other on another machine."""
LIBRARY = "library.pickle"
PAGE = ("index.html", "sw.js", "manifest.webmanifest", "front/VERSION/places.json", "front/VERSION/exercise/")
"""What the page says, and what has its version in it."""


def write(into: Path, overlay: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hosting.static.write", "--into", into]
    env = {**os.environ, **OTHERWISE, OVERLAY: str(SAMPLES / overlay)}
    return subprocess.run([*map(str, command)], cwd=ROOT, env=env, capture_output=True, text=True)


def files(site: Path) -> dict[str, bytes]:
    """By their addresses, but for the version of the page, which is in some of them."""
    version = next((site / "front").iterdir()).name
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {address.replace(version, "VERSION"): content for address, content in found.items()}


def first(site: Path) -> dict[str, dict[str, bytes]]:
    """The pack with which Python begins: modules, and files, the library among them."""
    return marshal.loads(gzip.decompress(next((site / "python").glob("first-*.gz")).read_bytes()))


@pytest.fixture(scope="module")
def clinics(tmp_path_factory) -> Path:
    """A whole page, built in another place and otherwise, for the clinic of the samples."""
    folder = tmp_path_factory.mktemp("clinic") / "page"
    done = write(folder, "clinic")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
def test_two_builds_differ_in_nothing_but_the_clinic(static_site, clinics):
    """Python, its libraries, the packages, our code, the scripts and the licences: each file under the same address."""
    one, two = files(static_site), files(clinics)
    other = [address for address in one.keys() | two.keys() if one.get(address) != two.get(address)]
    assert {address.partition("-")[0] for address in other if not address.startswith(PAGE)} == {"python/first"}
    ours, theirs = first(static_site), first(clinics)
    assert ours["modules"] == theirs["modules"]
    assert ours["elsewhere"] == theirs["elsewhere"]
    assert ours["files"].keys() == theirs["files"].keys()
    assert {name for name, file in ours["files"].items() if file != theirs["files"][name]} == {LIBRARY}


@pytest.mark.slow
def test_the_library_is_the_same_each_time(static_site, tmp_path, monkeypatch):
    """In whichever order a Python has its sets. That the page made of it is the same, test_same_rules.py says."""
    for name, value in OTHERWISE.items():
        monkeypatch.setenv(name, value)
    made.pickle(tmp_path)
    assert first(static_site)["files"][LIBRARY] == (tmp_path / LIBRARY).read_bytes()


@pytest.mark.slow
def test_a_clinic_has_its_own_page(clinics):
    """Its name in the page, its exercise among those that are fetched, what it hides not; and so in its Python."""
    assert "Made-up Hill Street Physiotherapy" in (clinics / "index.html").read_text(encoding="utf-8")
    exercises = {path.name.partition(".")[0]: path for path in clinics.glob("front/*/exercise/*.json.gz")}
    assert "Lateral step-up" in gzip.decompress(exercises["lateral_step_up"].read_bytes()).decode()
    library = pickle.loads(first(clinics)["files"][LIBRARY])
    assert exercises.keys() == library.exercises.keys()
    assert "hip_airplane" in library.gone
    assert library.clinic.name == "Made-up Hill Street Physiotherapy"


def test_a_broken_folder_ends_the_build_with_its_faults(tmp_path):
    """Each in a line that helps, before anything is fetched; what was built before stays."""
    (tmp_path / "index.html").write_text("the last one", encoding="utf-8")
    done = write(tmp_path, "broken_clinic")
    assert done.returncode == 1
    assert "faults in the data:" in done.stderr
    assert "did you mean 'hip_airplane'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
