"""A diary as the part of an address after the `#`, which browsers send to nobody, and as a picture to scan."""

import base64
import binascii
import re
import zlib
from urllib.parse import unquote

from workbook.diary import diary_file
from workbook.diary.diary import Diary
from workbook.diary.diary_file import DiaryError

FRAGMENT = "diary="
"""What stands before the packed diary."""


_DAMAGED = "This link is damaged or was cut short, so nothing was opened. Ask for it again, or for the diary as a file."
_TURNS = 3
"""How often each letter can have been written as % and two digits, by one program after the other."""


def pack(diary: Diary) -> str:
    """The diary as letters, digits, `-` and `_`: JSON, deflated, in base64.

    It ends in a letter or digit: programs that find links in a text often leave another last sign out.
    """
    plain = diary_file.write(diary, indent=None).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(plain, 9)).decode().rstrip("=")
    return packed if packed[-1].isalnum() else f"{packed}A"


def mended(text: str) -> str:
    """What was packed, out of a link, or its part from the # on, that mail programs have mangled.

    They wrap lines (with `=` at the end, or `>` at the beginning), write signs as % or = and two digits, add `=`, take
    what stands behind a link into it, and add words of their own after an `&`. What follows the packed diary and
    cannot be told from it stays: `unpack` finds the end.
    """
    for _ in range(_TURNS):
        text = unquote(text, errors="replace")
    text = re.sub(r"[\r\n][>\s]*|\s|[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)
    text = re.sub(r"^[^a-z0-9]*(?:diary[^a-z0-9]*)?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:3D)*(?=e)|=", "", text)
    return re.sub(r"[^A-Za-z0-9_-].*", "", text, flags=re.DOTALL)


def unpack(packed: str) -> Diary:
    """The diary in a link, however mangled. Raises DiaryError with a sentence that a runner can act on."""
    unfold = zlib.decompressobj()
    try:
        if len(packed) > diary_file.LARGEST:
            raise ValueError
        letters = mended(packed)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters  # no byte ends there: it is not the diary's
        deflated = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        text = unfold.decompress(deflated, 4 * diary_file.LARGEST).decode()
    except (ValueError, binascii.Error, zlib.error):
        raise DiaryError(_DAMAGED) from None
    if unfold.unconsumed_tail:
        raise DiaryError("This link is too large to be a diary, so nothing was opened.")
    if not unfold.eof:
        raise DiaryError(_DAMAGED)
    return diary_file.read(text)


def qr_code(link: str) -> str | None:
    """SVG of a code that a phone's camera reads; None where the link is too long for one (2,953 letters)."""
    import segno  # half of what a page needs to start would wait for it

    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    return str(code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None))
