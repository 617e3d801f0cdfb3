"""Writes the page as files alone, for any host of files: `make static`. The same sources give the same bytes."""

import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import deflate
from markupsafe import Markup

from hosting.bundle.lock import ROOT
from hosting.front.baked import TEMPLATES, files_of, in_page, rendered
from hosting.static import app, wheels
from workbook.library import shipped

HERE = Path(__file__).resolve().parent
PYODIDE = ROOT / "node_modules" / "pyodide"
PICKLED = (
    "import pickle, sys; from workbook.library import shipped; sys.stdout.buffer.write(pickle.dumps(shipped(), 5))"
)
NODE = ROOT / ".venv" / "bin" / "node"


def _run(*command: Any, **more: Any) -> bytes:
    """What a command writes. Raises CalledProcessError where it fails."""
    return subprocess.run([str(each) for each in command], cwd=ROOT, check=True, stdout=subprocess.PIPE, **more).stdout


def baked(work: Path) -> dict[str, bytes]:
    """By their names the files of a browser's Python, and `made.json`: the page as that Python makes it."""
    site, into, out = (work / name for name in ("site", "in", "out"))
    for folder in (site, into, out):
        folder.mkdir()
    wheels.unpack(site)
    seeded = {**os.environ, "PYTHONHASHSEED": "0"}  # sets are pickled in the order of their hashes
    (into / "library.pickle").write_bytes(_run(sys.executable, "-c", PICKLED, env=seeded))
    node = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    _run(node, HERE / "baking" / "bake.js", ROOT, site, into, out)
    _run(node, HERE / "build.js", out)
    found = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    return {"python": (PYODIDE / "pyodide.asm.wasm").read_bytes(), **found}


def policy() -> str:
    """What the page may load: its own files, and of scripts within it the template's by its hash."""
    inline = re.findall(r"<script>(.*?)</script>", (TEMPLATES / "frame.html.j2").read_text(encoding="utf-8"), re.DOTALL)
    hashes = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline)
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *(f"'sha256-{each}'" for each in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' blob: data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Folder:
    """The files of the site, by their addresses."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, address: str, content: bytes) -> str:
        """Adds one, at an address in which `*` becomes its fingerprint, and gives that."""
        address = address.replace("*", app.fingerprint(content))
        self.files[address] = content
        return address


def site(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the site by their addresses, from what was baked."""
    folder = Folder()
    listed = {}
    for name, file in {
        "python": "python",
        "library": "library.zip",
        "first": "first",
        "later": "later",
        "rest": "rest",
    }.items():
        content = deflate.gzip_compress(made[file], 12)
        listed[name] = {"at": folder.add(f"python/{name}-*.gz", content), "size": len(content)}
    worker = folder.add("python/worker-*.js.gz", deflate.gzip_compress(made["worker.js"], 12))
    python = {"worker": worker, "files": listed}
    page = json.loads(made["made.json"])
    version, files = files_of(page)
    for name, (content, _kind) in files.items():
        if name == "front.js":  # which a browser takes from the page's own tag, and unpacks nothing
            folder.add(f"front/{version}/{name}", content)
        else:
            folder.add(f"front/{version}/{name}.gz", deflate.gzip_compress(content, 12))
    parts = {"policy": policy(), "more": f"front/{version}/", "python": Markup(in_page(python))}
    index = partial(rendered, "alone.html.j2", page, **parts)
    return app.site(folder.files, index, made["sw.js"], shipped().clinic.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=ROOT / "dist" / "static", help="the folder that is written")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        files = site(baked(Path(work)))
    part = asked.into.with_name(f".{asked.into.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for address, content in files.items():
        (part / address).parent.mkdir(parents=True, exist_ok=True)
        (part / address).write_bytes(content)
    shutil.rmtree(asked.into, ignore_errors=True)
    part.rename(asked.into)
    print(f"{asked.into}: {sum(map(len, files.values())) / 1e6:.1f} MB in {len(files)} files")


if __name__ == "__main__":
    main()
