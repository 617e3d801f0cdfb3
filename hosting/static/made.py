"""What the build makes of the guide for a browser's Python, whether it goes into a folder or into one file."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import deflate

from hosting.bundle.lock import ROOT
from hosting.static import licences, wheels

HERE = Path(__file__).resolve().parent
PYODIDE = ROOT / "node_modules" / "pyodide"
PYTHON = {"python": "pyodide.asm.wasm", "library": "library.zip", "first": "first", "later": "later", "rest": "rest"}
"""The files of a runner's Python, by the names by which the page asks for them."""
WORKSHOP = {**PYTHON, "workshop": "workshop"}


@dataclass(frozen=True)
class Made:
    """By their names the files of a browser's Python, its worker's script, and the pages as that Python makes them."""

    files: dict[str, bytes]

    def python(self, wanted: dict[str, str] = PYTHON) -> dict[str, bytes]:
        """Files of Python by the names by which the page asks for them, packed."""
        return {name: packed(self.files[file]) for name, file in wanted.items()}


@cache
def packed(content: bytes) -> bytes:
    """By gzip, as small as that can be; the pages have most of it in common."""
    return deflate.gzip_compress(content, 12)


def _run(*command: Any, **more: Any) -> None:
    """Raises CalledProcessError where the command fails."""
    subprocess.run([str(each) for each in command], cwd=ROOT, check=True, **more)


def pickle(into: Path) -> None:
    """Puts the guide's data into a folder, an overlay's included."""
    seeded = {**os.environ, "PYTHONHASHSEED": "0"}  # sets are pickled in the order of their hashes
    _run(sys.executable, "-m", "hosting.static.pickled", into, env=seeded)


def made() -> Made:
    """Makes all of it anew; the same sources give the same bytes. Raises CalledProcessError where a part fails, and
    UnknownLicenceError."""
    with tempfile.TemporaryDirectory() as work:
        site, into, out = (Path(work, name) for name in ("site", "in", "out"))
        for folder in (site, into, out):
            folder.mkdir()
        wheels.unpack(site)
        pickle(into)
        node = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        folders = {"/house": ROOT, "/site": site, "/in": into, "/out": out}
        mounts = [f"{at}={folder}" for at, folder in folders.items()]
        _run(node, HERE / "baking" / "run.js", HERE / "baking" / "bake.py", *mounts)
        _run(node, HERE / "build.js", out)
        found = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
        found |= licences.collected(site, found.pop("worker.LICENSES.txt").decode())
    return Made({"pyodide.asm.wasm": (PYODIDE / "pyodide.asm.wasm").read_bytes(), **found})
