"""Settings of the environment, read as they were meant; else the server ends with a sentence on what is allowed."""

import os
import socket
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from workbook.library.reading import setting


def refuse(name: str, must: str) -> NoReturn:
    """Ends the server with a sentence: the setting, what it is, and what it must be."""
    raise SystemExit(f"{name} is {os.environ.get(name, '')[:200]!r}, but must be {must}.")


def text(name: str, default: str) -> str:
    """A setting without blanks and quotes around it."""
    return setting.bare(os.environ.get(name, "")) or default


def whole(name: str, default: int, least: int = 1, most: int = 1_000_000) -> int:
    """A whole number."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or len(value) > 9 or not least <= int(value) <= most:
        refuse(name, f"a whole number of at least {least}" + (f" and at most {most}" if most < 1_000_000 else ""))
    return int(value)


def one_of(name: str, allowed: tuple[str, ...]) -> str:
    """One of some words, the first where nothing is set."""
    value = text(name, allowed[0]).lower()
    if value not in allowed:
        refuse(name, f"{', '.join(allowed[:-1])} or {allowed[-1]}")
    return value


def switch(name: str) -> bool:
    """Whether something that is on unless somebody says otherwise stays on."""
    value = text(name, "1").lower()
    if value not in (on := ("1", "true", "yes", "on")) + (off := ("0", "false", "no", "off")):
        refuse(name, f"{on[0]} or {off[0]}")
    return value in on


def address(name: str, default: str) -> str:
    """A name or an address at which this machine can listen."""
    value = text(name, default)
    try:
        [*_, (family, *_, where)] = socket.getaddrinfo(value, 0, type=socket.SOCK_STREAM)
        with socket.socket(family) as tried:
            tried.bind(where)
    except (OSError, UnicodeError):
        refuse(name, "a name or an address of this machine, as localhost, or 0.0.0.0 for everybody who can reach it")
    return value


def web_address(name: str) -> str:
    """Where a page can be reached in the web; nothing where it is not set."""
    value = text(name, "")
    must = "an address that begins with https:// or http://, without ?, # or a password, as https://example.org/guide/"
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if value and (not whole or set(value) & set("?#@\"'<>\\ ") or not value.isascii() or not value.isprintable()):
        refuse(name, must)
    return value


def page_folder(name: str, default: Path) -> Path | None:
    """A folder with a page in it; None where it is set to nothing, or is not set and the default is not there."""
    value = os.environ.get(name)
    if value is None:
        return default if (default / "index.html").is_file() else None
    if not setting.bare(value):
        return None
    found = setting.folder(value)
    if not (found / "index.html").is_file():
        refuse(name, "a folder with an index.html in it, as `make static` writes one, or nothing")
    return found


def check_overlay() -> None:
    """Looks whether a clinic's folder is there if one is set."""
    try:
        setting.overlay()
    except setting.NoFolderError as error:
        raise SystemExit(str(error)) from None
