"""What a page may load, as a Content-Security-Policy writes it: the parts that all pages of ours have."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from hosting.front.baked import TEMPLATES

INLINE = re.findall(r"<script>(.*?)</script>", (TEMPLATES / "frame.html.j2").read_text(encoding="utf-8"), re.DOTALL)
"""The scripts that stand in the page itself."""
_ALWAYS = {"object-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
FRAMED = {"frame-ancestors": "'self'"}
"""Who may show the page within theirs, which only a header can say."""


def hashed(scripts: Iterable[str]) -> list[str]:
    """Scripts by their hashes."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def written(rules: Mapping[str, str], more: Mapping[str, str] | None = None) -> str:
    """Rules as one line, with those that hold always before `more`."""
    return "; ".join(f"{name} {value}" for name, value in {**rules, **_ALWAYS, **(more or {})}.items())
