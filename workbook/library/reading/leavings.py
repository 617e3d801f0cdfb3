"""Leavings: what programs leave in a folder beside a person's own files, passed over wherever a folder is read."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_LEFT = re.compile(
    r"""
    \.(?!.*\.icloud$).*             # hidden, as .DS_Store, ._x, .git, .x.swp and .ipynb_checkpoints; but what iCloud
                                    # keeps elsewhere stands as .x.icloud, and is a person's own
    | __macosx | __pycache__ | \$recycle\.bin | \#recycle | @eadir | system\ volume\ information
    | thumbs\.db | ehthumbs(_vista)?\.db | desktop\.ini | icon\r
    | .*~ | \#.*\# | 4913           # Emacs, Vim and others, while a file is edited
    | .*\.sw[a-p] | .*___jb_(tmp|old)___
    | ~\$.* | .*\.tmp               # Word and others
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
DEEPEST = 3
"""Folders inside each other that are looked into."""


def left(name: str) -> bool:
    """Whether a program left a file or a folder of this name."""
    return _LEFT.fullmatch(name) is not None


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, without what was left there, by name. Raises OSError."""
    with os.scandir(folder) as found:
        return sorted((one for one in found if not left(one.name)), key=lambda one: one.name)


def files(folder: Path, deepest: int = DEEPEST) -> Iterator[str]:
    """Names of the files in a folder and in those inside it, seen from it. A folder that cannot be read is empty."""
    try:
        found = entries(folder)
    except OSError:
        return
    for one in found:
        if not one.is_dir():
            yield one.name
        elif deepest > 1:
            yield from (f"{one.name}/{inside}" for inside in files(folder / one.name, deepest - 1))
