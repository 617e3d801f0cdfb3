"""Writes the page whose Python runs in the browser: as files for any host of files (`make static`), or as one file that
opens from a disk, and the workshop as another (`make one-file`). `GUIDE_ADDRESS` is where private links lead."""

import argparse
import shutil
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

DIST = ROOT / "dist"


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Puts files into a folder in place of what was there."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for address, content in files.items():
        (part / address).parent.mkdir(parents=True, exist_ok=True)
        (part / address).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    print(f"{folder}: {sum(map(len, files.values())) / 1e6:.1f} MB in {len(files)} files")


def write_file(file: Path, content: bytes) -> None:
    """Writes one file, in place of what was there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    print(f"{file}: {len(content) / 1e6:.1f} MB")


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
    if asked.into or not asked.one_file:
        write_folder(asked.into or DIST / "static", site(found, address))
    if asked.one_file:
        write_file(asked.one_file / "strength-guide.html", one_file.guide(found, address))
        write_file(asked.one_file / "strength-guide-workshop.html", one_file.workshop(found))


if __name__ == "__main__":
    main()
