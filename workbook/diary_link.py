"""A diary as the part of an address after the `#`, which browsers send to nobody, and as a picture to scan."""

import base64
import binascii
import zlib

from workbook import diary as diaries
from workbook.diary import Diary, DiaryError

FRAGMENT = "diary="
"""What stands before the packed diary."""


def pack(diary: Diary) -> str:
    """The diary as letters, digits, `-` and `_`: JSON, deflated, in base64."""
    plain = diaries.write(diary, indent=None).encode()
    return base64.urlsafe_b64encode(zlib.compress(plain, 9)).decode().rstrip("=")


def unpack(packed: str) -> Diary:
    """The diary in a link. Raises DiaryError with a sentence that a runner can act on."""
    unfold = zlib.decompressobj()
    try:
        if len(packed) > diaries.LARGEST:
            raise ValueError
        deflated = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        text = unfold.decompress(deflated, 4 * diaries.LARGEST).decode()
    except (ValueError, binascii.Error, zlib.error):
        raise DiaryError("This link is damaged or was cut short, so nothing was opened.") from None
    if not unfold.eof:
        raise DiaryError("This link is damaged or too large to be a diary, so nothing was opened.")
    return diaries.read(text)


def qr_code(link: str) -> str | None:
    """SVG of a code that a phone's camera reads; None where the link is too long for one (2,953 letters)."""
    import segno  # half of what a page needs to start would wait for it

    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    return str(code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None))
