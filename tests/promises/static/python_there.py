"""The Python of the page without a server, with the page's own files, run here in Node."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests import ROOT

HERE = Path(__file__).resolve().parent
NPMS = ROOT / "node_modules" / "pyodide"
RUN = ROOT / "hosting" / "static" / "baking" / "run.js"
NAMES = {"python": "pyodide.asm.wasm", "library": "python_stdlib.zip"}
"""As Pyodide calls two of the page's files; the others keep their names."""
AS_IT_WAS = ("pyodide.asm.mjs", "pyodide-lock.json")
"""What of Pyodide is within the page's worker."""


class PythonThere:
    """One whose files lie unpacked in a folder."""

    def __init__(self, site: Path, folder: Path) -> None:
        self._folder = folder
        for file in (site / "python").glob("*.gz"):
            name = file.name.partition("-")[0]
            (folder / NAMES.get(name, name)).write_bytes(gzip.decompress(file.read_bytes()))
        for name in AS_IT_WAS:
            shutil.copy(NPMS / name, folder)

    def run(self, script: str, folders: Mapping[str, Path]) -> str:
        """Runs a script that stands beside this one, with /packs the page's files and /here this folder among its own,
        and gives what it says. Fails where it does."""
        node = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        mounts = [f"{at}={root}" for at, root in {"/packs": self._folder, "/here": HERE, **folders}.items()]
        done = subprocess.run(
            [node, RUN, "--of", self._folder, HERE / script, *mounts], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        return done.stdout
