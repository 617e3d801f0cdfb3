"""Writes one zip with which a room of laptops runs the guide without internet: `make bundle`.

In it: the repository's files and the scripts built from them, a wheel of everything they need for each kind of laptop
and each Python, and start.py, which installs from those wheels alone and opens the page or the notebooks.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from hosting.bundle.lock import LAPTOPS, ROOT, Laptop, Pin, for_laptop, for_the_room

HERE = Path(__file__).resolve().parent
PLACES = ("widgets/controls/built/[!.]*", "hosting/voila/templates/guide/static/front.*")
BUILT = tuple(path for place in PLACES for path in sorted(ROOT.glob(place)))
"""What is built and git does not track; a laptop without internet cannot build it."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def download(chosen: tuple[Pin, ...], laptop: Laptop, python: str, wheels: Path) -> None:
    """Put the wheels that this kind of laptop installs into a folder; each one's hash is in the lock."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text("\n".join(map(str, for_laptop(chosen, laptop, python))), encoding="utf-8", newline="\n")
        options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation=cp"]
        options += [f"--python-version={python}.9"]
        options += [f"--abi={abi}" for abi in (f"cp{python.replace('.', '')}", "abi3", "none")]
        options += [f"--platform={tag}" for tag in laptop.tags]
        command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", *options]
        subprocess.run([*command, "-r", wanted, "-d", wheels], check=True)


def pack(into: Path, chosen: tuple[Pin, ...], wheels: Path, laptops: Iterable[str], pythons: Iterable[str]) -> Path:
    """Write the zip into a folder, from wheels that are there already."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = f"strength-guide-{project['version']}"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    read_me = (HERE / "read_me_first.txt").read_text(encoding="utf-8")
    with ZipFile(into / f"{name}.zip", "w", ZIP_DEFLATED) as bundle:
        bundle.writestr(
            f"{name}/READ ME FIRST.txt",
            read_me.format(laptops=", ".join(laptops), pythons=", ".join(pythons)).replace("\n", "\r\n"),
        )
        bundle.writestr(f"{name}/requirements.lock", "\n".join(map(str, chosen)) + "\n")
        for script in ("start.py", "start.sh", "start.bat"):
            bundle.write(HERE / script, f"{name}/{script}")
        for path in filter(None, tracked.split("\0")):
            bundle.write(ROOT / path, f"{name}/guide/{path}")
        for path in BUILT:
            bundle.write(path, f"{name}/guide/{path.relative_to(ROOT).as_posix()}")
        for wheel in sorted(wheels.glob("*.whl")):
            bundle.write(wheel, f"{name}/wheels/{wheel.name}", ZIP_STORED)
    return into / f"{name}.zip"


def main() -> None:
    sys.stdout.reconfigure(errors="replace")  # Windows' in a pipe has not every letter of a path
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--laptops", nargs="+", choices=LAPTOPS, default=list(LAPTOPS), help="kinds of laptop")
    parser.add_argument("--pythons", nargs="+", choices=PYTHONS, default=list(PYTHONS), help="versions of Python")
    parser.add_argument("--into", type=Path, default=ROOT, help="the folder that the zip is written into")
    asked = parser.parse_args()
    chosen = for_the_room()
    with tempfile.TemporaryDirectory() as folder:
        for laptop in asked.laptops:
            for python in asked.pythons:
                print(f"Fetching what {laptop} with Python {python} needs…", flush=True)
                download(chosen, LAPTOPS[laptop], python, Path(folder))
        written = pack(asked.into, chosen, Path(folder), asked.laptops, asked.pythons)
    print(f"{written}: {written.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
