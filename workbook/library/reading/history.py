"""The history of the data: its version, and what earlier versions had otherwise, so that an overlay outlives them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbook.library.reading.faults import did_you_mean

FILE = "history.json"
"""Beside the data; `make recorded` writes it."""


@dataclass(frozen=True)
class Step:
    """What one version of the data made other than it was in the version before."""

    was: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """File to field to what stood there before; None for nothing, and a long text is cut."""
    added: tuple[str, ...] = ()
    """Addresses of records that came, as “check_in.yaml, done.sleep”."""
    gone: tuple[str, ...] = ()
    """Ids of records that went."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Ids as they were to what they are."""


@dataclass(frozen=True)
class Versions:
    """Every version of the data, the newest last."""

    version: int = 1
    fingerprint: str = ""
    """What tells these data from all others."""
    steps: Mapping[int, Step] = field(default_factory=dict)

    def since(self, version: int) -> dict[int, Step]:
        """What came after a version, in order."""
        return {number: step for number, step in sorted(self.steps.items()) if number > version}


def address(file: str, path: Iterable[str | int] = ()) -> str:
    """Where a record or a value stands, as people read it."""
    return ", ".join(filter(None, (file, ".".join(map(str, path)))))


@lru_cache(maxsize=8)
def _parsed(text: str) -> Versions:
    told = json.loads(text)
    steps = {
        int(number): Step(step["was"], tuple(step["added"]), tuple(step["gone"]), step["renamed"])
        for number, step in told["steps"].items()
    }
    return Versions(told["version"], told["fingerprint"], steps)


def of(folder: Path) -> Versions:
    """The history that lies beside a folder's data; that of a first version where there is none."""
    path = folder / FILE
    return _parsed(path.read_text(encoding="utf-8")) if path.is_file() else Versions()


def meant(folder: Path, word: str, allowed: Iterable[str]) -> str:
    """What is said of an id that names nothing: its new name, that it went, or the nearest that is there."""
    there, now, renamed_in, went_in = set(allowed), word, 0, 0
    for number, step in of(folder).since(0).items():
        if now in step.renamed:
            now, renamed_in = step.renamed[now], number
        went_in = number if now in step.gone else went_in
    if now != word and now in there:
        return f"it is called {now!r} since version {renamed_in} of the guide's data"
    went = f"it is no longer there since version {went_in} of the guide's data; " if went_in else ""
    return went + did_you_mean(word, there)
