"""The notebooks in JupyterLab: those of the checkout, or copies of an installed guide's in a folder of one's own."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from workbook.editing.console import say
from workbook.library.reading.setting import CHECKOUT, HOUSE

_NEEDED = 'JupyterLab is not here yet. This brings it: pip install "strength-guide-for-runners[lab]"'


def copied(folder: Path) -> Path:
    """A folder with the notebooks, as they were left there; those that are missing are put there."""
    folder.mkdir(parents=True, exist_ok=True)
    for notebook in sorted((HOUSE / "workbook").glob("*.ipynb")):
        if not (folder / notebook.name).exists():
            shutil.copyfile(notebook, folder / notebook.name)
    return folder


def open_in_lab(folder: Path) -> int:
    """Opens them, until JupyterLab is stopped."""
    if find_spec("jupyterlab") is None:
        say(_NEEDED)
        return 1
    root, opened = (CHECKOUT, "/workbook") if CHECKOUT else (copied(folder), "")
    settings = {**os.environ, "JUPYTER_CONFIG_PATH": str(HOUSE / "hosting" / "voila")}
    command = [sys.executable, "-m", "jupyterlab", f"--LabApp.default_url=/lab/tree{opened}"]
    return subprocess.run(command, cwd=root, env=settings, check=False).returncode
