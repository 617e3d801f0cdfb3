"""Whose clinic it is: the overlay's name, colours and logo."""

from pathlib import Path

from workbook.library.reader import Reader
from workbook.library.reading import text_file
from workbook.library.reading.contents import IMAGES
from workbook.library.reading.faults import did_you_mean
from workbook.library.records import Clinic

_FILE = "clinic.yaml"


def of(reader: Reader) -> tuple[Clinic, bytes | None]:
    """The overlay's clinic and its logo; an empty one without an overlay."""
    root = reader.overlay
    if root is None or not reader.has(_FILE, root):
        return Clinic(), None
    clinic = reader.single(Clinic, _FILE) or Clinic()
    return clinic, None if clinic.logo is None else _logo(reader, root, clinic.logo)


def _logo(reader: Reader, root: Path, name: str) -> bytes | None:
    """The logo's bytes; None, and a fault, where it cannot be read. It is no file that nobody reads."""
    if not reader.has(name, root):
        images = [one for one in reader.contents[root].names if one.lower().endswith(IMAGES)]
        meant = did_you_mean(name, images) if images else "there is no picture beside it"
        reader.blame(_FILE, ("logo",), f"found {name!r}; {meant}")
        return None
    reader.unread = [one for one in reader.unread if one != reader.name(name, root)]
    try:
        return text_file.content(root / name)
    except text_file.Unreadable as error:
        reader.blame(_FILE, ("logo",), f"{name} {error.says}")
        return None
