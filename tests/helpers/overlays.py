"""Overlays of a few files, for what is told of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from workbook.library import Library, LibraryError
from workbook.library.reading.faults import Fault


def only_fault(folder: Path, file: str, text: str) -> Fault:
    """The one fault of an overlay that holds this file and nothing else."""
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError) as raised:
        Library.read(overlay=folder)
    (fault,) = raised.value.faults
    return fault


def laid(folder: Path, files: Mapping[str, str]) -> Path:
    """A clinic's folder with these files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
