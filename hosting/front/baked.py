"""What a browser gets of the page before it has an engine: the page itself, and files that never change."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from workbook.library.reading.setting import HOUSE

TEMPLATES = HOUSE / "hosting" / "voila" / "templates" / "guide"
STATIC = TEMPLATES / "static"
TOKENS = HOUSE / "widgets" / "tokens.css"
AT_ONCE = ("roots", "told", "scripts", "first")
"""What the page itself carries of what an engine made; the rest is fetched once the first place is seen."""


@dataclass(frozen=True)
class Sent:
    """A file as it is sent."""

    kind: str
    """Its media type."""
    plain: bytes
    zipped: bytes

    @classmethod
    def of(cls, content: bytes, kind: str) -> "Sent":
        """Compresses it, once."""
        return cls(kind, content, gzip.compress(content, 9, mtime=0))


@dataclass(frozen=True)
class Baked:
    """The page, and by their names the files that it asks for, all at addresses of one version."""

    told: str
    """What an engine that made the same page tells of itself."""
    version: str
    page: Sent
    files: dict[str, Sent]


def in_page(value: Any) -> str:
    """As it can stand between a page's tags, too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def files_of(made: dict[str, Any]) -> tuple[str, dict[str, tuple[bytes, str]]]:
    """The version of a page that an engine made (`page.Page`), and by their names the contents and media types of the
    files that it asks for. Raises FileNotFoundError where the front end was not built."""
    scripts = {name: (STATIC / name).read_bytes() for name in ("front.js", "plotly-basic.min.js")}
    files = {name: (content, "text/javascript; charset=utf-8") for name, content in scripts.items()}
    parts = {"places": made["places"], **{f"exercise/{name}": each for name, each in made["exercises"].items()}}
    files |= {f"{name}.json": (in_page(states).encode(), "application/json") for name, states in parts.items()}
    version = hashlib.sha256(b"".join([made["told"].encode(), *scripts.values()])).hexdigest()[:16]
    return version, files


def rendered(template: str, made: dict[str, Any], **more: Any) -> bytes:
    """The page itself, by one of the templates."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    parts = {
        "tokens": Markup(TOKENS.read_text(encoding="utf-8")),
        "style": Markup((STATIC / "front.css").read_text(encoding="utf-8")),
        "baked": Markup(in_page({name: made[name] for name in AT_ONCE})),
    }
    return pages.get_template(template).render(**parts, **more).encode()


def baked(made: dict[str, Any], base_url: str, alone: bool = False) -> Baked:
    """The page of an engine that made it, for a server whose addresses begin with `base_url`, and which has, or has
    not, the page that goes on alone."""
    version, files = files_of(made)
    page = rendered("baked.html.j2", made, base=base_url, alone=alone, more=f"{base_url}front/{version}/")
    sent = {name: Sent.of(*file) for name, file in files.items()}
    return Baked(made["told"], version, Sent.of(page, "text/html; charset=utf-8"), sent)
