"""How much may come out of one file that was handed over, whatever lies inside what: a bomb ends here."""

from dataclasses import dataclass

from workbook.diary.diary_file import LARGEST, DiaryError

LARGEST_FILE = 4 * LARGEST
"""Bytes: as many as the characters of the largest diary can take."""
LARGEST_BUNDLE = 100_000_000
"""Bytes of an archive, a mail or a mailbox: thousands of diaries."""
MOST_BYTES, MOST_FILES = 500_000_000, 20_000
"""Of all that comes out of one of them."""
DEEPEST = 4
"""Archives and mails inside each other."""
BUNDLES = (".zip", ".eml", ".emlx", ".mbox", ".tar", ".tar.gz", ".tgz")
KINDS = (".json", ".txt", *BUNDLES)
"""Endings of what is opened."""
_OUTLOOK = (
    "This is in the form in which Outlook keeps mails, which is not read here. Open the mail in Outlook and save what "
    "was sent with it into this folder; or save the mail as .eml in the new Outlook or in the one on the web, or drag "
    "it into this folder on a Mac."
)
_PACKED = "It is packed in a way that is not read here. Unpack it in this folder, or pack what is in it anew as .zip."
UNREAD = {
    ".partial.emlx": "Mail on a Mac keeps apart what was sent with this mail, so it was not opened. Open the mail in "
    "Mail and save what was sent with it into this folder.",
    **dict.fromkeys((".msg", ".pst", ".ost", ".olm"), _OUTLOOK),
    **dict.fromkeys((".7z", ".rar", ".gz", ".bz2", ".tbz2", ".xz", ".txz", ".zst"), _PACKED),
}
"""Endings of what may well hold diaries and is not opened, and how to come to them all the same."""
_ENDINGS = (".json", ".partial.emlx", *KINDS, *UNREAD)


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


def _ending(name: str) -> str:
    last = name.lower().rpartition("/")[2]
    if last == "mbox":  # Mail on a Mac exports a mailbox as a folder of its name, with this file in it
        return ".mbox"
    return next((ending for ending in _ENDINGS if last.endswith(ending)), "")


def kind_of(name: str) -> str:
    """How a name ends, if it is one of the endings that are opened; else nothing."""
    ending = _ending(name)
    return ending if ending in KINDS else ""


def why_unread(name: str) -> str:
    """Why a file of another kind is not opened, and what to do where that may be a pity."""
    return UNREAD.get(_ending(name), "This is not a diary, whose name ends in .json, so it was not opened.")


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_BUNDLE if kind_of(name) in BUNDLES else LARGEST_FILE


def too_large(name: str) -> DiaryError:
    """What is said of a file that has more of them."""
    if kind_of(name) not in BUNDLES:
        return DiaryError("This file is too large to be a diary, so it was not opened.")
    most = f"It holds more than {LARGEST_BUNDLE // 1_000_000} million bytes, so it was not opened."
    return DiaryError(f"{most} Put what runners sent you into smaller ones, without other files and mails.")
