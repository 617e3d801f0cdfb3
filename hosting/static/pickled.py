"""What the guide's data come to, for a Python that has no files of them: `python -m hosting.static.pickled FOLDER`."""

import pickle
import sys
from contextlib import suppress
from pathlib import Path

from hosting.static import notebook
from workbook.library import LibraryError, shipped
from workbook.workshop.cards import read


def write(folder: Path) -> None:
    """Writes the library, and what the workshop's page is made of: its cards, and the calls of its notebook.

    Cards that a clinic's data leaves without an answer make no workshop.
    """
    library = shipped()
    found = {"library": library}
    with suppress(LibraryError):
        found["workshop"] = (read(library), notebook.calls())
    for name, each in found.items():
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(each, 5))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
