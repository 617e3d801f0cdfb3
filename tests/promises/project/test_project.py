"""The project keeps its own promises: one list of dependencies, commands that exist, an order."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import plotly
import pytest
import yaml

from tests import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def name_of(requirement: str) -> str:
    return re.split(r"[<>=!~ \[;]", requirement)[0].lower()


def test_conda_and_pip_install_the_same_things():
    """environment.yml holds pyproject's dependencies, JupyterLab and Node, in the same versions, and no others."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = next(item["pip"] for item in listed if isinstance(item, dict))
    named = {item.lower().replace("_", "-") for item in (*listed, *pip) if isinstance(item, str)}
    wanted = (
        PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"] + PROJECT["optional-dependencies"]["build"]
    )
    assert named - {"python=3.11", "pip", "-e ."} == {item.lower() for item in wanted}


def test_every_dependency_is_in_the_lock():
    """`make lock` was run after the last change to pyproject.toml's dependencies."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    wanted = sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"])
    assert {name_of(requirement) for requirement in wanted} <= locked


def test_the_lock_names_no_package_server():
    """A lock made on one machine installs from wherever the next one gets its packages."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--find-links", lock)


def test_the_runners_page_loads_no_heavy_library():
    """The page opens without pandas and numpy, which would double what each visitor costs."""
    code = (
        "import sys; from widgets.dashboard import runner_page; runner_page();"
        "print(*{'pandas', 'numpy', 'scipy'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("workbook/*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path):
    """A notebook holds what to do and not what came out: no outputs, no execution counts."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [(cell["execution_count"], cell["outputs"]) for cell in code] == [(None, [])] * len(code)


def test_charts_are_made_and_drawn_by_the_same_plotly():
    """The bundle that the page serves is the version that Python's plotly writes figures for."""
    bundles = (
        Path(plotly.__file__).parent / "package_data/plotly.min.js",
        ROOT / "hosting/voila/templates/guide/static/plotly-basic.min.js",
    )
    heads = [path.read_text(encoding="utf-8")[:100] for path in bundles]
    assert re.findall(r" v([\d.]+)", heads[0]) == re.findall(r" v([\d.]+)", heads[1]) != []


@pytest.mark.parametrize(
    "path",
    [ROOT / "hosting/voila/templates/guide/index.html.j2", ROOT / "widgets/tokens.css"],
    ids=lambda path: path.name,
)
def test_the_page_asks_no_other_host(path):
    """What every visitor's browser reads first names no address outside the page's own server."""
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|//[a-z0-9-]+\.[a-z]", text)
