"""Python can be started in any folder of the house: no file of ours is taken for one of Python's own modules."""

import os
import subprocess
import sys

import pytest

from tests import ROOT

TOPS = [ROOT / top for top in ("workbook", "widgets", "hosting", "strength_guide", "data")]
INSIDE = [path for top in TOPS for path in (top, *top.rglob("*")) if "__pycache__" not in path.parts]
FOLDERS = sorted({path.parent for path in INSIDE if path.suffix == ".py"})
BRINGS = "asyncio cProfile calendar code copy html json logging numbers profile random statistics token types typing"
"""Modules that Python brings: those whose names are near ours, and such as import them."""
OURS = f"""
import os, sys, {BRINGS.replace(" ", ", ")}
here = os.path.join(os.getcwd(), "")
sys.exit([name for name in {BRINGS.split()} if sys.modules[name].__file__.startswith(here)] or 0)
"""


def started(code, folder, *flags):
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.Popen(
        [sys.executable, *flags, "-c", code], cwd=folder, env=alone, stderr=subprocess.PIPE, text=True, errors="replace"
    )


def test_no_file_has_the_name_of_a_module_of_python():
    """Whichever folder Python starts in is the first where it looks."""
    assert len(INSIDE) > 300
    named = [path for path in INSIDE if path.suffix == ".py" or path.is_dir()]
    assert [path for path in named if path.stem in sys.stdlib_module_names] == []


def test_python_finds_its_own_modules_in_every_folder_of_code():
    """Started for real, a few at a time; without the packages, which take longest."""
    wrong = {}
    for first in range(0, len(FOLDERS), 8):
        for folder, run in [(folder, started(OURS, folder, "-S")) for folder in FOLDERS[first : first + 8]]:
            _, said = run.communicate(timeout=60)
            if run.returncode:
                wrong[folder] = said
    assert wrong == {}


@pytest.mark.parametrize("folder", ["workbook", "workbook/library"])
def test_a_package_can_be_imported_in_a_room(folder):
    """What pandas imports of Python is Python's."""
    run = started("import pandas", ROOT / folder)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (0, "")
