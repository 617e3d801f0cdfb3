"""What is known, read and checked: the data's records, and the folders that they are read from."""

from workbook.library.library import DATA, Library, load, shipped
from workbook.library.reading.faults import LibraryError
from workbook.library.reading.setting import OVERLAY

__all__ = ["DATA", "OVERLAY", "Library", "LibraryError", "load", "shipped"]
