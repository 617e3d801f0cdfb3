"""The files that a page is made of: whether they have changed, and what tells theirs from those of another page."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from workbook.library.reading import setting

NOT_READ = ("samples", "schemas")
"""Folders of `data/` that no page is made of."""


def _files() -> Iterator[tuple[str, Path]]:
    """Each file, and how it is called in its folder, of the data and of the overlay, the hidden ones left out."""
    for folder in filter(None, (setting.HOUSE / "data", setting.overlay())):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if (
                path.is_file()
                and name.parts[0] not in NOT_READ
                and not any(part.startswith(".") for part in name.parts)
            ):
                yield name.as_posix(), path


def stamp() -> int:
    """A number that is another once a file is: by name, time and size."""
    return hash(tuple((name, (seen := path.stat()).st_mtime_ns, seen.st_size) for name, path in _files()))


def mark() -> str:
    """What tells the same data, with the same overlay, on whichever machine."""
    seen = hashlib.sha256()
    for name, path in _files():
        seen.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return seen.hexdigest()[:16]
