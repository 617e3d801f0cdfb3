"""Binder builds the repository as it is: what repo2docker, its builder, makes of it without building anything."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.helpers.serving import ROOT, Server, fetch, running

pytestmark = pytest.mark.slow


class Binder(Server):
    """The Jupyter server that Binder starts: through the file `start`, behind a long address and a token."""

    def __init__(self, log: Path) -> None:
        super().__init__(ROOT, log)
        self.url += "user/somebody/"
        self._environment |= {"REPO_DIR": str(ROOT), "JUPYTER_CONFIG_DIR": str(log.parent)}
        options = [f"--port={self.port}", "--no-browser", "--allow-root", "--IdentityProvider.token=word"]
        start = [ROOT / "start", sys.executable, "-m", "jupyter_server"]
        self._command = [*start, *options, "--ServerApp.base_url=/user/somebody/"]


@pytest.fixture(scope="module")
def build() -> str:
    """The build as repo2docker writes it down; it needs neither a container engine nor a network for that."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return run.stdout


def test_binder_installs_what_environment_yml_lists(build):
    """The conda builder is chosen, with the Python that environment.yml asks for."""
    assert "Building conda environment for python=3.11" in build
    assert '--file "environment.yml"' in build


def test_binder_installs_the_project_after_its_files_are_there(build):
    """`-e .` in environment.yml needs the whole repository, which is copied before the environment is made."""
    assert re.search(r'^COPY \S+ src/ \$\{REPO_DIR\}/\n.*--file "environment.yml"', build, re.MULTILINE | re.DOTALL)
    assert build.count('--file "environment.yml"') == 1


def test_binder_starts_with_the_projects_own_settings(build):
    """The file `start` runs before Jupyter, and no other folder hides this one."""
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/start"' in build
    assert os.access(ROOT / "start", os.X_OK)


def test_binder_builds_the_scripts(build):
    """The file `postBuild` does what `make built` does, and nothing else is run after the build."""
    assert re.findall(r"RUN (\./\S+)", build) == ["./postBuild"]
    assert os.access(ROOT / "postBuild", os.X_OK)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^npm (.+)$", (ROOT / "postBuild").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == re.findall(r"^\t@\$\(NPM\) (ci.*|run build)$", makefile, re.MULTILINE)


def test_the_readmes_link_opens_the_page_itself(tmp_path):
    """Behind the badge is the page as `make guide` serves it, with its template, and not a notebook or a directory."""
    link = re.search(r"^\[binder-page\]: (\S+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)[1]
    [path] = parse_qs(urlsplit(link).query)["urlpath"]
    with running(Binder(tmp_path / "log")) as server:
        page = fetch(f"{server.url}{path}?token=word")
    assert 'class="guide-is-waiting"' in page
    assert 'data-plotly="/user/somebody/voila/templates/guide/static/plotly-basic.min.js?' in page
    assert page.count("application/vnd.jupyter.widget-view+json") >= 1
