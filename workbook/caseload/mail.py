"""What was sent with a mail, the mails of a mailbox, and diaries that a text holds as links."""

import codecs
import html
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import chain, islice, pairwise
from textwrap import shorten

from workbook.caseload.room import Room
from workbook.diary import diary_file
from workbook.diary.diary_file import LARGEST, DiaryError
from workbook.diary.link import unpack

TEXT = "text of the mail.txt"
"""The name that a mail's own text goes by."""
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What a mail can run into that is cut short, or was made to harm."""
_MOST_PARTS, _MOST_LINKS = 1000, 50
_LINK = re.compile(r"(?:#|%(?:25)*23)diary(?:=|%(?:25)*3D)", re.IGNORECASE)
_MAIL = re.compile(rb"(?:\A|\n\r?\n)From [^\n]*\n(?=[!-9;-~]+:)")
"""The line before each mail of a mailbox, and the head of that mail: a line of somebody's text has none behind it."""
_HEAD = re.compile(rb"\r?\n\r?\n")
_LONGEST_SUBJECT = 60
_DAMAGED = "This mail is damaged, so nothing in it was opened."


def parts(content: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """Name and content of all that was sent with a mail, and its text where a link is in it. Raises DiaryError."""
    try:
        found = list(islice(message_from_bytes(content).walk(), _MOST_PARTS + 1))
        if len(found) > _MOST_PARTS:
            raise DiaryError("This mail has more parts than anybody sends, so nothing in it was opened.")
        named = [(name, part) for part in found if not part.is_multipart() and (name := _name(part))]
        sent = [(name, _payload(part)) for name, part in named]
        texts = [_text(part) for part in found if not part.is_multipart() and not _name(part)]
    except DiaryError:
        raise
    except _BROKEN:
        raise DiaryError(_DAMAGED) from None
    links = next((text for text in texts if _LINK.search(text)), None)
    if not sent and links is None:
        raise DiaryError("Nothing was sent with this mail, and no link to a diary is in it.")
    for name, each in [*sent, *([(TEXT, links.encode(errors="replace"))] if links is not None else [])]:
        room.take(len(each))
        yield name, each


def of_mac(content: bytes) -> bytes:
    """The mail in a file of Mail on a Mac, which has its length before it and marks of that program behind it.

    Raises DiaryError.
    """
    length, _, rest = content.partition(b"\n")
    if not re.fullmatch(rb"\s*\d{1,12}\s*", length) or int(length) > len(rest):
        raise DiaryError(_DAMAGED)
    return rest[: int(length)]


def mails(content: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """Each mail of a mailbox, named by its number and what it is about. Raises DiaryError, FullError."""
    if not _MAIL.match(content):
        raise DiaryError("No mail is in this mailbox, or it is damaged, so nothing in it was opened.")
    ends = chain((found.span() for found in _MAIL.finditer(content)), [(len(content), len(content))])
    for number, ((_, here), (end, _)) in enumerate(pairwise(ends), start=1):
        room.take(end - here)
        one = content[here:end]
        yield f"{', '.join(filter(None, (f'mail {number}', _subject(one))))}.eml", one


def _subject(content: bytes) -> str:
    """What a mail is about, as a part of a name; empty where it does not say."""
    try:
        head = message_from_bytes(_HEAD.split(content, 1)[0])
        found = str(make_header(decode_header(head["Subject"] or "")))
    except _BROKEN:
        return ""
    return shorten(re.sub(r"[/\\]", " ", found), _LONGEST_SUBJECT, placeholder="…")


def _name(part: Message) -> str:
    """The name of what was sent; empty for the mail's own text."""
    name = part.get_filename() or ("diary.json" if part.get_content_type() == "application/json" else "")
    try:
        return str(make_header(decode_header(name)))
    except _BROKEN:
        return str(name)


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    """What a part says; that of a page without the signs of HTML."""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html"):
        return ""
    try:
        codec = codecs.lookup(part.get_content_charset() or "utf-8").name
    except LookupError:
        codec = "utf-8"
    text = _payload(part).decode(codec, errors="replace")
    return html.unescape(text) if kind == "text/html" else text


def linked(content: bytes) -> list[bytes]:
    """The diaries whose links are in a text, each once, as files. Raises DiaryError where there is none."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if marked else "utf-8-sig", errors="replace")
    starts = [found.start() for found in islice(_LINK.finditer(text), _MOST_LINKS)]
    if not starts:
        raise DiaryError("This is not a diary, and no link to one is in it, so nothing was opened.")
    found = [unpack(text[here : min(end, here + LARGEST)]) for here, end in pairwise([*starts, len(text)])]
    return list(dict.fromkeys(diary_file.write(diary, indent=None).encode() for diary in found))
