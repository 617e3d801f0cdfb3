"""A diary as the part of an address after the `#`."""

from workbook.diary import diary_file
from workbook.diary.diary import Diary
from workbook.diary.diary_file import DiaryError
from workbook.diary.prescribed import packed

FRAGMENT = "diary="
"""What stands before the packed diary."""

_DAMAGED = "This link is damaged or was cut short, so nothing was opened. Ask for it again, or for a file."


def pack(diary: Diary) -> str:
    """The diary as letters, digits, `-` and `_`."""
    return packed.folded(diary_file.write(diary, indent=None))


def text_in(link: str) -> str:
    """The text that a link carries, however mangled. Raises DiaryError with a sentence that a runner can act on."""
    try:
        return packed.unfolded(link, diary_file.LARGEST)
    except packed.HugeError:
        raise DiaryError("This link is too large, so nothing was opened.") from None
    except packed.CutError:
        raise DiaryError(_DAMAGED) from None


def unpack(link: str) -> Diary:
    """The diary in a link, however mangled. Raises DiaryError with a sentence that a runner can act on."""
    return diary_file.read(text_in(link))
