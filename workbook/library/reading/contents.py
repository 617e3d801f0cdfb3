"""The contents of a folder of data: what is read of it, what looks as if it should be read, and the rest."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from workbook.library.reading import leavings
from workbook.library.reading.faults import did_you_mean

FILES = ("clinic", "injuries", "equipment", "rules", "red_flags", "references", "check_in", "stride", "glossary")
"""Files of a folder, besides `emg.csv` and the folders of exercises and protocols."""
FOLDERS = ("exercises", "protocols")
_PLACES = [*(f"{name}.yaml" for name in FILES), "emg.csv", *(f"{name}/" for name in FOLDERS)]
_KNOWN = {name.partition(".")[0]: name for name in _PLACES if not name.endswith("/")}
BESIDE = ("README.md", "LICENSE.md", "scenarios.yaml", "samples", "schemas", "history.json")
"""What lies beside the data that comes with the guide, and is read by others or by people."""

_DATA = re.compile(r"\.(ya?ml|csv)\b", re.IGNORECASE)
_KEPT = re.compile(r"\.(bak|old|orig|save)\d*$", re.IGNORECASE)
"""Endings of a copy that was put aside on purpose."""
IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_COPIED = re.compile(r"^copy of |[ _-]*(\(.*\)|copy.*|\d+)$")
"""What systems and shared drives add to the name of a copy."""


def _stem(name: str) -> str:
    """What a thing is called, without endings, capitals and what was added to a copy."""
    first = name.lower().strip("./").partition(".")[0]
    return re.sub(r"[\s-]+", "_", _COPIED.sub("", first).strip())


class Contents:
    """The names in a folder as the folder writes them: `Rules.yaml` is not `rules.yaml`, whatever the system thinks."""

    def __init__(self, folder: Path, known: Iterable[str] = (), beside: Collection[str] = ()) -> None:
        """`known`: files that are read elsewhere, and so may be meant here; `beside`: what is none of ours."""
        self.folder = folder
        self.read: list[str] = []
        """Files that are read, seen from the folder."""
        self.unread: list[str] = []
        """Names of what is not read, and need not be."""
        self.faults: list[tuple[str, str]] = []
        """Names of what is not read and looks as if it should be, and how it gets read."""
        self._known = {**{Path(file).stem: file for file in known}, **_KNOWN}
        self.names = frozenset(self._listed(beside))
        """What lies in the folder and in those that are read; folders end in a slash."""
        for name in sorted(self.names - {f"{under}/" for under in FOLDERS}):
            if name in _PLACES or re.fullmatch(rf"({'|'.join(FOLDERS)})/[a-z][a-z0-9_]*\.yaml", name):
                self.read.append(name)
            else:
                self._aside(name)

    def _listed(self, beside: Collection[str], under: str = "") -> Iterator[str]:
        try:
            found = leavings.entries(self.folder / under)
        except OSError as error:
            self.faults.append((under, f"cannot be read: {error.strerror}"))
            return
        for one in found:
            name = f"{under}{one.name}" + "/" * one.is_dir()
            if one.name not in beside:
                yield name
            if name in _PLACES and name.endswith("/"):
                yield from self._listed((), name)

    def _aside(self, name: str) -> None:
        """Sorts what is not read."""
        meant = [one for one in leavings.files(self.folder / name) if self._meant(one)] if name.endswith("/") else []
        if meant:
            holds = f"is not read, and holds {', '.join(meant[:3])}"
            home = name.partition("/")[0]
            right = f"let it lie in {home}/ itself" if home in FOLDERS else did_you_mean(name, _PLACES)
            self.faults.append((name, f"{holds}; {right}"))
        elif not name.endswith("/") and self._meant(name):
            self.faults.append((name, self._right(name)))
        else:
            self.unread.append(name)

    def _meant(self, name: str) -> bool:
        """Whether a file's name looks like that of a file of data."""
        if _KEPT.search(name) or name.lower().endswith((*IMAGES, ".pdf")):
            return False
        name = name.rpartition("/")[2]
        return bool(_DATA.search(name)) or _stem(name) in self._known

    def _right(self, name: str) -> str:
        """How a file gets read whose name is nearly right."""
        under, _, last = name.rpartition("/")
        stem = _stem(last)
        right = f"{under}/{stem}.yaml" if under and re.fullmatch(r"[a-z][a-z0-9_]*", stem) else self._known.get(stem)
        if right is None:
            return f"is not read from here; {did_you_mean(name, _PLACES)}"
        if right in self.names:
            return f"is not read, as {right} is there too: take over what you need of it, and put it elsewhere"
        return f"is not read: it must be text, and its name {right}"
