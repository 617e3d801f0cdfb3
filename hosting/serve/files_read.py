"""Whether the files that the page is made of have changed, for whoever edits them while it is served."""

from workbook.library.reading import setting


def stamp() -> int:
    """A number that is another once a file of the data, or of the overlay, is: by name, time and size."""
    folders = filter(None, (setting.HOUSE / "data", setting.overlay()))
    found = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return hash(tuple((str(path), (seen := path.stat()).st_mtime_ns, seen.st_size) for path in found))
