"""The packages that a browser's Python needs, unpacked into a folder: the releases of the lock, by their hashes."""

import shutil
import tempfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

from hosting.bundle.lock import ROOT, Laptop, Pin, pins
from hosting.bundle.write import download

PYTHON = "3.14"
"""What npm's pyodide is, as package.json pins it."""
BROWSER = Laptop("emscripten", "Emscripten", "posix", ("pyemscripten_2026_0_wasm32",))
WHEELS = (
    "annotated-types", "anywidget", "comm", "icalendar", "ipywidgets", "jinja2", "psygnal", "pydantic", "pydantic-core",
    "python-dateutil", "segno", "six", "traitlets", "typing-extensions", "typing-inspection", "tzdata", "xlsxwriter",
)  # fmt: skip
HALVES = ("markupsafe",)
"""Packages without a wheel for browsers whose Python is enough: what of them is installed here is taken."""


def locked(names: Sequence[str] = WHEELS) -> tuple[Pin, ...]:
    """The releases of the lock that come as wheels. Raises KeyError where one is not locked."""
    found = {pin.name: pin for pin in pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))}
    return tuple(found[name] for name in names)


def unpack(site: Path, names: Sequence[str] = WHEELS, halves: Sequence[str] = HALVES) -> None:
    """Puts them all into a folder. Raises CalledProcessError where a wheel cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        download(locked(names), BROWSER, PYTHON, Path(folder))
        for wheel in Path(folder).glob("*.whl"):
            with ZipFile(wheel) as packed:
                packed.extractall(site)
    for name in halves:
        for file in distribution(name).files or ():
            if file.suffix == ".py" or ".dist-info" in file.parts[0]:
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.locate(), site / file)
