"""Texts as the part of an address after the `#`, which browsers send to nobody, and as a picture to scan."""

import base64
import binascii
import re
import zlib
from urllib.parse import unquote

_TURNS = 3
"""How often each letter can have been written as % and two digits, by one program after the other."""


class CutError(ValueError):
    """Letters that do not unfold: damaged, or cut short."""


class HugeError(ValueError):
    """Letters that unfold into more than was allowed."""


def folded(text: str) -> str:
    """A text as letters, digits, `-` and `_`: deflated, in base64.

    It ends in a letter or digit: programs that find links in a text often leave another last sign out.
    """
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    return packed if packed[-1].isalnum() else f"{packed}A"


def mended(text: str) -> str:
    """What was folded, out of a link, or its part from the # on, that mail programs have mangled.

    They wrap lines (with `=` at the end, or `>` at the beginning), write signs as % or = and two digits, add `=`, take
    what stands behind a link into it, and add words of their own after an `&`. What follows the folded text and
    cannot be told from it stays: `unfolded` finds the end.
    """
    for _ in range(_TURNS):
        text = unquote(text, errors="replace")
    text = re.sub(r"[\r\n][>\s]*|\s|[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)
    text = re.sub(r"^[^a-z0-9]*(?:(?:diary|prescription)[^a-z0-9]*)?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:3D)*(?=e)|=", "", text)
    return re.sub(r"[^A-Za-z0-9_-].*", "", text, flags=re.DOTALL)


def unfolded(packed: str, most: int) -> str:
    """The text in a link, however mangled, of at most so many letters. Raises CutError, HugeError."""
    unfold = zlib.decompressobj()
    try:
        if len(packed) > most:
            raise ValueError
        letters = mended(packed)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters  # no byte ends there: it is not the text's
        deflated = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        text = unfold.decompress(deflated, 4 * most).decode()
    except (ValueError, binascii.Error, zlib.error):
        raise CutError from None
    if unfold.unconsumed_tail:
        raise HugeError
    if not unfold.eof:
        raise CutError
    return text


def qr_code(link: str) -> str | None:
    """SVG of a code that a phone's camera reads; None where the link is too long for one (2,953 letters)."""
    import segno  # half of what a page needs to start would wait for it

    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    return str(code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None))
