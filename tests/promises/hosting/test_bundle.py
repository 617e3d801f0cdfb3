"""The zip for a room of laptops: it holds what each needs, and what it holds is what the lock allows.

`make offline` installs one with the network off and opens its page.
"""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import psutil
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from hosting.bundle import start
from hosting.bundle.lock import LAPTOPS, ROOT, for_laptop, for_the_room
from hosting.bundle.write import BUILT, PYTHONS, pack

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chosen():
    return for_the_room()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory, chosen) -> Path:
    """A bundle whose one wheel is of no use to anybody, unpacked."""
    room = tmp_path_factory.mktemp("room")
    (room / "nothing-1-py3-none-any.whl").write_bytes(b"")
    with ZipFile(pack(room, chosen, room, ["windows", "mac"], ["3.12"])) as bundle:
        assert (
            bundle.getinfo(next(name for name in bundle.namelist() if name.endswith("whl"))).compress_type == ZIP_STORED
        )
        assert (
            bundle.getinfo(next(name for name in bundle.namelist() if name.endswith("start.sh"))).external_attr >> 16
            & 0o111
        )
        bundle.extractall(room)
    [folder] = (path for path in room.iterdir() if path.is_dir())
    return folder


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("laptop", LAPTOPS)
def test_every_laptop_finds_all_that_its_releases_ask_for(chosen, laptop, python):
    """Whatever a chosen release requires on that laptop is chosen too, once, in a version that it takes."""
    releases = for_laptop(chosen, LAPTOPS[laptop], python)
    versions = {pin.name: str(pin.requirement.specifier).removeprefix("==") for pin in releases}
    assert len(versions) == len(releases)
    environment = LAPTOPS[laptop].environment(python) | {"extra": ""}
    for pin in releases:
        try:
            needs = [Requirement(each) for each in requires(pin.name) or ()]
        except PackageNotFoundError:
            assert pin.name in {"appnope", "colorama", "pywinpty"}  # each needs nothing, and none is for Linux
            continue
        for need in needs:
            if not need.marker or need.marker.evaluate(environment):
                assert need.specifier.contains(versions[canonicalize_name(need.name)], prereleases=True), pin.name


def test_nothing_for_developing_is_carried_along(chosen):
    """The room gets the page and the notebooks; no test, type checker or browser."""
    names = {pin.name for pin in chosen}
    assert {"voila", "jupyterlab", "pandas"} <= names
    assert not names & {"pytest", "playwright", "mypy", "ruff", "hypothesis", "jupyter-repo2docker"}


def test_the_bundle_holds_the_repository_and_part_of_its_lock(unpacked):
    """Each file that git tracks or that was built is there; each line of the smaller lock is in requirements.lock."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for path in filter(None, tracked.split("\0")):
        assert (unpacked / "guide" / path).read_bytes() == (ROOT / path).read_bytes()
    assert {path.name for path in BUILT} >= {"places.js", "page.css", "front.js"}
    for path in BUILT:
        assert (unpacked / "guide" / path.relative_to(ROOT)).read_bytes() == path.read_bytes()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert set((unpacked / "requirements.lock").read_text(encoding="utf-8").splitlines()) <= set(lock.splitlines())


def test_the_first_thing_to_read_says_what_the_bundle_is_for(unpacked):
    """Its laptops and Pythons are named; Windows' own editor shows its lines."""
    text = (unpacked / "READ ME FIRST.txt").read_bytes().decode()
    assert "windows, mac" in text
    assert "one of 3.12 " in text
    assert text.count("\r\n") == text.count("\n") > 10


def test_a_laptop_that_the_bundle_does_not_fit_is_told_so(unpacked):
    """With no wheel that fits, nothing comes from elsewhere, and the last words say what to look at."""
    run = subprocess.run([sys.executable, unpacked / "start.py", "check"], capture_output=True, text=True)
    assert run.returncode == 1
    assert "Installing did not work" in run.stderr
    assert "READ ME FIRST.txt says for which laptops and Pythons this folder was made" in run.stderr
    assert "Traceback" not in run.stderr
    assert not list(unpacked.glob("installed-*/done"))


def test_the_check_opens_the_page_and_asks_for_a_kernel(monkeypatch, capsys):
    """With this checkout for what is installed: it says that the laptop is ready, and leaves no server behind."""
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    monkeypatch.setattr(start, "GUIDE", ROOT)
    start.check()
    assert capsys.readouterr().out == "The page answers: this laptop is ready.\n"
    assert psutil.Process().children() == []


@pytest.mark.parametrize(("what", "opened"), [("page", "True"), ("check", "False")])
def test_the_page_is_served_as_make_guide_serves_it(monkeypatch, what, opened):
    """At the port that was asked for, to this laptop alone, and opened unless it is only checked."""
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: started.append((command, more["env"])))
    start.start(what, 9000)
    [(command, settings)] = started
    assert command[1:] == ["-m", "hosting.serve", f"--Voila.open_browser={opened}"]
    assert {name: settings[name] for name in ("PORT", "KERNELS", "POOL")} == {
        "PORT": "9000", "KERNELS": "stock", "POOL": "2",
    }  # fmt: skip
