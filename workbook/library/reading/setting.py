"""Settings: what somebody writes for a folder, on a command line or into the environment, read as it was meant."""

import os
from importlib.resources import files
from pathlib import Path

OVERLAY = "STRENGTH_GUIDE_OVERLAY"
"""The environment's name for the overlay's folder: absolute, or seen from the working folder or the checkout's."""
HOUSE = Path(str(files(__name__.rpartition(".library.")[0]))).resolve().parent
"""The folder that holds workbook/, widgets/, hosting/ and data/: the checkout's, or the installed package's."""
CHECKOUT = HOUSE if (HOUSE / "pyproject.toml").is_file() else None
"""The checkout, where this is one; None in an installed copy."""
_QUOTES = ("''", '""', "“”", "‘’")


class NoFolderError(ValueError):
    """There is no folder of the name that was given."""


def bare(value: str) -> str:
    """A value without blanks and quotes around it, which files of settings keep."""
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] + value[-1] in _QUOTES else value


def folder(value: Path | str) -> Path:
    """The folder that is meant, its `~` and `$HOME` filled in; where it is not here, the checkout's of that name."""
    written = bare(str(value))
    path = _filled(written)
    if "\\" in written and not path.exists():
        path = _filled(written.replace("\\", "/"))
    found = path if path.is_dir() else (CHECKOUT or Path()) / path
    return Path(os.path.normpath(found.absolute()))  # a link is not followed


def _filled(written: str) -> Path:
    path = Path(os.path.expandvars(written))
    try:
        return path.expanduser()
    except RuntimeError:  # the `~` of somebody whom this system does not know
        return path


def existing(name: str, value: Path | str) -> Path:
    """The same. Raises NoFolderError with a sentence that begins with the setting's name where it is no folder."""
    path = folder(value)
    if not path.is_dir():
        found = f"{path} is a file" if path.exists() else f"there is no {path}"
        raise NoFolderError(f"{name} is {str(value)!r}, but must be a folder with a clinic's files: {found}.")
    return path


def overlay() -> Path | None:
    """The overlay's folder in the environment; None where none is set. Raises NoFolderError."""
    value = bare(os.environ.get(OVERLAY, ""))
    return existing(OVERLAY, value) if value else None
