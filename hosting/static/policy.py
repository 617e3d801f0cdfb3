"""What a page that brings its own policy may load: whoever hosts files may not be able to send one."""

import base64
import hashlib
import re

from hosting.front.baked import TEMPLATES

INLINE = re.findall(r"<script>(.*?)</script>", (TEMPLATES / "frame.html.j2").read_text(encoding="utf-8"), re.DOTALL)
"""The template's own scripts."""
ALWAYS = {"object-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def _scripts(*more: str, own: list[str]) -> str:
    """Those of the page by their hashes, widgets' as blobs, and WebAssembly."""
    hashes = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in own)
    return " ".join([*more, "blob:", "'wasm-unsafe-eval'", *(f"'sha256-{each}'" for each in hashes)])


def _written(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in {**rules, **ALWAYS}.items())


def of_files() -> str:
    """The page as files: its own ones."""
    rules = {"default-src": "'self'", "script-src": _scripts("'self'", own=INLINE)}
    return _written({**rules, "style-src": "'self' 'unsafe-inline'", "img-src": "'self' blob: data:"})


def of_one_file(script: str) -> str:
    """The page as one file: nothing from anywhere, but what it holds itself, its front end's script among it."""
    rules = {"default-src": "'none'", "script-src": _scripts(own=[*INLINE, script]), "worker-src": "blob:"}
    return _written(
        {**rules, "connect-src": "blob: data:", "style-src": "'unsafe-inline'", "img-src": "blob: data:"},
    )
