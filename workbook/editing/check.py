"""The check of a folder: every mistake in it, or every change beside what it was. `make check` runs it."""

import os
from pathlib import Path
from typing import Any

from workbook.editing import sense, upgrade
from workbook.editing.console import say
from workbook.library import DATA, Library, load
from workbook.library.reading import setting
from workbook.library.reading.contents import FILES, Contents
from workbook.library.reading.faults import LibraryError, as_table
from workbook.library.reading.setting import OVERLAY
from workbook.paper import logo, typeset
from workbook.workshop import cards


def check(folder: Path) -> tuple[str, bool]:
    """What is to be said of a folder, a whole library or an overlay, and whether it is in order."""
    files = {f"{name}.yaml" for name in FILES if name != "clinic"}
    there = Contents(folder).names
    whole = len(files & there) >= len(files) - 1 and "clinic.yaml" not in there
    try:
        found = load(folder) if whole else load(DATA, folder)
        if whole and cards.FILE in there:
            cards.read(found, folder / cards.FILE)
    except LibraryError as error:
        return as_table(error.faults), False
    kinds = ("exercises", "injuries", "rules", "red_flags", "references")
    counts = ", ".join(f"{len(getattr(found, kind))} {kind.replace('_', ' ')}" for kind in kinds)
    unread = [f"Not read: {name}" for name in found.unread]
    if not whole and not Contents(folder).read:
        unread.append("Nothing in this folder is read.")
    asked = [] if whole else [*map(str, sense.doubts(found, load(DATA))), *upgrade.told(found)]
    notes = [*asked, *_not_printed(found), *unread]
    return "\n".join([f"The data is in order: {counts}.", *map(str, found.changes), *notes]), True


def _not_printed(library: Library) -> list[str]:
    """What of an overlay the printed guide will leave out or show as a box, before a runner meets it."""
    texts = [(change, text) for change in library.changes for text in _texts(change.after)]
    found = []
    if typeset.unprintable(" ".join(text for _, text in texts)):
        for change, text in texts:
            if letters := typeset.in_words(typeset.unprintable(text)):
                where = ", ".join(filter(None, (change.file, change.field)))
                found.append(f"Not printed: {where}: no font here has {letters}.")
    unfit = logo.unfit(library.logo) if library.logo else ""
    return [*dict.fromkeys(found), *([f"Not printed: the logo {unfit}."] if unfit else [])]


def _texts(value: Any) -> list[str]:
    """Every text inside a plain value."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for part in inside for text in _texts(part)]


def main(folder: str) -> tuple[str, bool]:
    """What is to be said of a folder as somebody writes it; empty for the data that comes with the guide."""
    name = OVERLAY if folder == os.environ.get(OVERLAY) else "FOLDER"
    try:
        return check(setting.existing(name, folder) if setting.bare(folder) else DATA)
    except setting.NoFolderError as error:
        return str(error), False


def run(folder: str) -> int:
    """The command: says what there is to say, and whether something is wrong."""
    said, in_order = main(folder)
    say(said)
    return int(not in_order)
