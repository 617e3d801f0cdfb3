"""Overlays of one file, for what is told of it."""

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
