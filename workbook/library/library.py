"""The library: all that is known, from `data/` and a clinic's overlay.

What reads and checks the files is loaded when there are files to read: a browser gets the library ready-made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbook.library.protocol import Protocol
from workbook.library.questions import Questionnaire
from workbook.library.reading import setting
from workbook.library.reading.overlay import Change
from workbook.library.records import (
    Clinic,
    Equipment,
    Exercise,
    Finding,
    Injury,
    Preset,
    RedFlag,
    Reference,
    Rule,
    Term,
)
from workbook.library.stride import Stride

DATA = setting.HOUSE / "data"


@dataclass(frozen=True)
class Library:
    """All that is known, by id and in the order of the files."""

    exercises: Mapping[str, Exercise]
    injuries: Mapping[str, Injury]
    equipment: Mapping[str, Equipment]
    presets: Mapping[str, Preset]
    rules: Mapping[str, Rule]
    red_flags: Mapping[str, RedFlag]
    references: Mapping[str, Reference]
    protocol: Protocol
    check_in: Questionnaire
    emg: tuple[Finding, ...]
    stride: Stride
    glossary: Mapping[str, Term]
    clinic: Clinic
    logo: bytes | None
    changes: tuple[Change, ...]
    """What an overlay made other than it is without it."""
    gone: Mapping[str, str]
    """Id to the name of what an overlay hides, for diaries that still speak of it."""
    brought: frozenset[str] = frozenset()
    """Ids of exercises that came with a prescription: nobody here has checked what they demand."""
    unread: tuple[str, ...] = ()
    """Files in these folders that nobody reads, and need not."""

    @classmethod
    def read(cls, folder: Path | str = DATA, overlay: Path | str | None = None) -> "Library":
        """The library in a folder, with a clinic's overlay over it. Raises LibraryError with every fault at once.

        A relative overlay stands in the working folder, or else in the project's; `~` and `$HOME` are filled in.
        """
        return load(Path(folder), None if overlay is None else setting.folder(overlay))


def load(folder: Path = DATA, overlay: Path | None = None) -> Library:
    """The library in `folder`. Raises LibraryError with every fault found, not only the first."""
    from workbook.library import loading

    return Library(**loading.parts(folder, overlay))


@cache
def shipped() -> Library:
    """The library that comes with the project, with the environment's overlay over it, read once a process."""
    overlay = setting.overlay()
    if overlay is not None:
        from workbook.library import loading

        loading.look_into(overlay)
    return Library.read(overlay=overlay)
