"""A notebook run as a person would, in a copy of the repository, with every line that waits behind a `#`."""

import os
import re
import subprocess
from pathlib import Path
from shutil import copyfile, copytree

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests import ROOT

BUILT = "widgets/controls/built/"


def _git(*words: str, at: Path) -> str:
    return subprocess.run(["git", *words], cwd=at, check=True, capture_output=True, text=True).stdout


def copied(folder: Path) -> Path:
    """What git tracks here, with the scripts that are built, as a repository of its own in an empty folder."""
    for name in filter(None, _git("ls-files", "-z", at=ROOT).split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile(ROOT / name, folder / name)
    copytree(ROOT / BUILT, folder / BUILT)
    _git("init", "-q", at=folder)
    _git("add", "--all", at=folder)
    return folder


def invited(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the `#` taken away before each line of code that waits behind one."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = re.sub(r"^# ", "", cell.source, flags=re.M)
    return notebook


def run(name: str, checkout: Path) -> NotebookNode:
    """One notebook of a copy, executed with all that it invites to. Raises CellExecutionError."""
    notebook = invited(nbformat.read(checkout / "workbook" / f"{name}.ipynb", as_version=4))
    at = {"metadata": {"path": str(checkout / "workbook")}}
    client = NotebookClient(notebook, timeout=300, resources=at)
    client.execute(env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"})
    return notebook


def written(checkout: Path) -> tuple[list[str], list[str]]:
    """Files and folders that came to be in a copy: those that git would take up, and those that it passes over."""
    lines = _git("status", "--porcelain", "--ignored", at=checkout).splitlines()
    found = [(line[:2], line[3:]) for line in lines if not line.startswith("A ") and line[3:] != BUILT]
    return [name for kind, name in found if kind != "!!"], [name for kind, name in found if kind == "!!"]
