"""How much may come out of one file that was handed over, whatever lies inside what: a bomb ends here."""

from dataclasses import dataclass

from workbook.diary.diary_file import LARGEST, DiaryError

LARGEST_FILE = 4 * LARGEST
"""Bytes: as many as the characters of the largest diary can take."""
LARGEST_BUNDLE = 100_000_000
"""Bytes of an archive or a mail: thousands of diaries."""
MOST_BYTES, MOST_FILES = 500_000_000, 20_000
"""Of all that comes out of one of them."""
DEEPEST = 4
"""Archives and mails inside each other."""
BUNDLES = (".zip", ".eml")


class FullError(DiaryError):
    """No more is taken out of a file; what came before counts."""


@dataclass
class Room:
    """What is left of it."""

    space: int = MOST_BYTES
    files: int = MOST_FILES

    def take(self, size: int) -> None:
        """Counts one more file. Raises FullError."""
        self.space -= size
        self.files -= 1
        if self.space < 0 or self.files < 0:
            raise FullError("More comes out of this than a caseload can hold, so the rest of it was not opened.")


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_BUNDLE if name.lower().endswith(BUNDLES) else LARGEST_FILE
