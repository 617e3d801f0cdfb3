"""Typesetting: plain values set by a Typst template as a PDF, whatever letters are in them."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

_BOX = "□"
_BREAKS = "\n\t"
_ASCII = re.compile(r"[^\n\x20-\x7e]+")
_PROBE = b"""#set document(title: "letters")
#set text(font: "Libertinus Serif")
#for letter in json(bytes(sys.inputs.letters)) [#box(letter) ]"""
_PICTURE = b"""#set document(title: "picture")
#let picture = json(bytes(sys.inputs.picture))
#image(bytes(picture.bytes), format: picture.kind, height: 16mm, alt: "picture")"""
_BLAMED = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)+)"`')
_MOST_NAMES = 8

Mend = Callable[[str], str]


def _compiled(source: bytes, name: str, said: Any) -> bytes:
    """A PDF that can be read out in order. Raises TypstError, with all that is wrong."""
    import typst  # 25 MB that only who prints needs

    inputs = {name: json.dumps(said)}
    return bytes(typst.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"]))


def shows(picture: bytes, kind: str) -> bool:
    """Whether a picture, of the kind svg, png or jpg, can be a part of such a PDF."""
    from typst import TypstError

    try:
        return bool(_compiled(_PICTURE, "picture", {"bytes": list(picture), "kind": kind}))
    except TypstError:
        return False


def unprintable(text: str) -> set[str]:
    """The characters of a text that no font of this computer has, or that a PDF must not hold. Takes about 10 ms."""
    from typst import TypstError

    never = {letter for letter in text if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufeff\ufffe"}
    never -= set(_BREAKS)
    letters = sorted({letter for letter in text if not letter.isascii()} - never)
    try:
        if letters:
            _compiled(_PROBE, "letters", letters)
    except TypstError as error:
        blamed = "".join(map(_unescaped, _BLAMED.findall(error.diagnostic)))
        return never | (set(blamed) & set(letters))
    return never


def in_words(letters: Iterable[str]) -> str:
    """Letters by their names in Unicode, for where they cannot be shown; marks and controls, which nobody sees, not."""
    seen = sorted(letter for letter in set(letters) if unicodedata.category(letter)[0] not in "MC")
    names = [unicodedata.name(letter, f"U+{ord(letter):04X}").lower() for letter in seen[:_MOST_NAMES]]
    return "; ".join([*names, f"{len(seen) - len(names)} more"] if len(seen) > len(names) else names)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _stand_in(letter: str) -> str:
    """A box for a letter, a figure or a sign that means something; nothing for a picture, a mark or a control."""
    kind = unicodedata.category(letter)
    return "" if kind[0] in "MC" or kind in ("So", "Sk") else _BOX


def _replaced(text: str, missing: Iterable[str]) -> str:
    """A text without what is missing; one of which nothing is left is a box, because a heading must say something."""
    found = text.translate({ord(letter): _stand_in(letter) for letter in missing})
    return text if found == text else re.sub(r" {2,}", " ", found).strip() or _BOX


def _unmarked(text: str) -> str:
    """Letters by themselves: a mark may be there in no font that has the letter which it stands on."""
    whole = unicodedata.normalize("NFC", text)
    kept = (letter for letter in whole if letter in _BREAKS or unicodedata.category(letter)[0] not in "MC")
    return text if text.isascii() else "".join(kept) or _BOX


def _each(value: Any, mend: Mend) -> Any:
    """Plain values with every text in them mended."""
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, Mapping):
        return {key: _each(item, mend) for key, item in value.items()}
    return [_each(item, mend) for item in value] if isinstance(value, list | tuple) else value


def _letters(value: Any) -> set[str]:
    """Every character of all texts in plain values."""
    if isinstance(value, str):
        return set(value)
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return set().union(*map(_letters, inside))


def _told(gone: Iterable[str]) -> str:
    words = in_words(gone)
    return f"No font of the computer that made this has: {words}. □ stands where a letter is missing." if words else ""


def pdf(template: Path, name: str, said: Mapping[str, Any]) -> bytes:
    """The template's PDF of plain values, which it reads from `sys.inputs` under `name`.

    No letter makes it fail: what cannot be printed is left out or stands as □, and `unprinted` says which.
    """
    from typst import TypstError

    source = template.read_bytes()
    try:
        return _compiled(source, name, {**said, "unprinted": ""})
    except TypstError:
        letters = _letters(said)
        missing = unprintable("".join(letters))
        try:
            return _mended(source, name, said, lambda text: _replaced(text, missing))
        except TypstError:
            missing |= unprintable("".join(_letters(_each(said, _unmarked))))
        try:
            return _mended(source, name, said, lambda text: _replaced(_unmarked(text), missing))
        except TypstError:
            return _mended(source, name, said, lambda text: _ASCII.sub(_BOX, text))


def _mended(source: bytes, name: str, said: Mapping[str, Any], mend: Mend) -> bytes:
    found = _each(said, mend)
    return _compiled(source, name, {**found, "unprinted": _told(_letters(said) - _letters(found))})
