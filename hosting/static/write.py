"""Writes the page whose Python runs in the browser: as files for any host of files (`make static`), or as one file that
opens from a disk, and the workshop as another (`make one-file`). `GUIDE_ADDRESS` is where private links lead."""

import argparse
import sys
from pathlib import Path

from hosting import settings
from hosting.bundle.lock import ROOT
from hosting.static import one_file
from hosting.static.as_files import site
from hosting.static.licences import UnknownLicenceError
from hosting.static.made import Made, made
from workbook.library import LibraryError, shipped
from workbook.library.reading.setting import NoFolderError
from workbook.paper.files import put
from workbook.workshop.cards import read

DIST = ROOT / "dist"
LAST = {"index.html", "sw.js"}
OURS = ("front/", "icons/", "licences/", "python/")
"""Folders of which everything is a build's own."""


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Puts files into a folder in place of those of an earlier build. What somebody else has put there stays.

    The page comes last, so that what is there can be served all the while. Raises OSError.
    """
    if folder.exists() and not folder.is_dir():
        sys.exit(f"{folder} is there and is no folder; name another one with --into")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if there and not (LAST & there):
        sys.exit(f"{folder} holds other things than a page of ours; name an empty folder with --into, or a new one")
    for address in sorted(files, key=lambda each: (each in LAST, each)):
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        put(folder / address, files[address])
    for address in there - files.keys():
        if address.startswith(OURS):
            (folder / address).unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    print(f"{folder}: {sum(map(len, files.values())) / 1e6:.1f} MB in {len(files)} files")


def write_file(file: Path, content: bytes) -> None:
    """Writes one file, in place of what was there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, content)
    print(f"{file}: {len(content) / 1e6:.1f} MB")


def write_workshop(file: Path, found: Made) -> None:
    """Writes the workshop's page, or says why there is none."""
    try:
        read(shipped())
    except LibraryError as error:
        print(f"{file.name} was not written: its cards do not fit this data.\n{error}")
    else:
        write_file(file, one_file.workshop(found))


def made_or_told() -> Made:
    """All that the pages are made of. Ends the command with a sentence where that is for whoever started it to mend."""
    try:
        shipped()  # what is wrong with an overlay is told before anything is fetched
        return made()
    except (LibraryError, NoFolderError, UnknownLicenceError) as error:
        sys.exit(str(error))


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the page whose Python runs in the browser.")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="the folder that is written, of files to be hosted")
    parser.add_argument("--one-file", type=Path, metavar="FOLDER", help="the folder that gets the pages of one file")
    asked = parser.parse_args()
    address = settings.web_address("GUIDE_ADDRESS")
    found = made_or_told()
    try:
        if asked.into or not asked.one_file:
            write_folder((asked.into or DIST / "static").resolve(), site(found, address))
        if asked.one_file:
            write_file(asked.one_file / "strength-guide.html", one_file.guide(found, address))
            write_workshop(asked.one_file / "strength-guide-workshop.html", found)
    except OSError as error:
        sys.exit(f"{error.filename or 'A file'} cannot be written: {error.strerror}. What was there can still be used.")


if __name__ == "__main__":
    main()
