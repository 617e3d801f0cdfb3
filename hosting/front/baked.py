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
AT_ONCE = ("root", "told", "scripts", "first")
"""What the page itself carries of what an engine made; the rest is fetched once the first step is seen."""


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


def _json(value: Any) -> str:
    """As it can stand between a page's tags, too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def baked(made: dict[str, Any], base_url: str) -> Baked:
    """The page of an engine that made it (`made.Page`), for a server whose addresses begin with `base_url`.

    Raises FileNotFoundError where the front end was not built.
    """
    scripts = {name: (STATIC / name).read_bytes() for name in ("front.js", "plotly-basic.min.js")}
    files = {name: Sent.of(content, "text/javascript; charset=utf-8") for name, content in scripts.items()}
    parts = {"steps": made["steps"], **{f"exercise/{name}": each for name, each in made["exercises"].items()}}
    for name, states in parts.items():
        files[f"{name}.json"] = Sent.of(_json(states).encode(), "application/json")
    version = hashlib.sha256(b"".join([made["told"].encode(), *scripts.values()])).hexdigest()[:16]
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    html = pages.get_template("baked.html.j2").render(
        base=base_url,
        more=f"{base_url}front/{version}/",
        tokens=Markup(TOKENS.read_text(encoding="utf-8")),
        style=Markup((STATIC / "front.css").read_text(encoding="utf-8")),
        baked=Markup(_json({name: made[name] for name in AT_ONCE})),
    )
    return Baked(made["told"], version, Sent.of(html.encode(), "text/html; charset=utf-8"), files)
