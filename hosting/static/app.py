"""What makes the page an app on a home screen: its manifest and icons, and the worker that keeps its files."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

from hosting.front.baked import TOKENS

_ICONS = Path(__file__).resolve().parent / "icons"
ICONS = tuple(_ICONS / name for name in ("180.png", "192.png", "512.png", "maskable.png"))
"""That of 180 is for iPhones, which cut out their own shape as others do with the maskable one. All are drawn from the
page's own icon by `python -m tests.commands.icons`."""
NAME = "Strength Guide for Runners"
WANTED_LATER = "rest"
"""In the address of what is fetched and kept only when somebody wants it."""


def fingerprint(content: bytes) -> str:
    """What tells contents apart."""
    return hashlib.sha256(content).hexdigest()[:16]


def manifest(clinic: str | None) -> bytes:
    """What a browser asks of an app. It has no id: that would be read from the host's root, so that two guides of one
    host would be one app; without it, each is known by its own address."""
    found = re.search(r"--paper: (#\w+);", TOKENS.read_text(encoding="utf-8"))
    assert found
    told = {
        "name": f"{NAME} – {clinic}" if clinic else NAME,
        "short_name": clinic or "Strength Guide",
        "description": "A glute-strength programme for runners, built on the push and pull of your stride.",
        "lang": "en-GB",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": found[1],
        "background_color": found[1],
        "icons": [
            {"src": "icons/192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "icons/512.png", "sizes": "512x512", "type": "image/png"},
            {"src": "icons/maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def site(files: dict[str, bytes], index: Callable[..., bytes], worker: bytes, clinic: str | None) -> dict[str, bytes]:
    """The whole site: files whose addresses name what is in them, and with them the page, of which `index` writes one
    that names its version, and all that belongs to an app. The version is another one if anything at all is."""
    beside = {"manifest.webmanifest": manifest(clinic), **{f"icons/{path.name}": path.read_bytes() for path in ICONS}}
    version = fingerprint(b"".join([*(name.encode() for name in files), *beside.values(), index(version=""), worker]))
    wanted = [name for name in files if f"/{WANTED_LATER}-" in name]
    release = {
        "version": version,
        "page": ["", *beside],
        "files": [name for name in files if name not in wanted],
        "wanted": wanted,
    }
    told = f"self.release={json.dumps(release, separators=(',', ':'))};\n".encode()
    return {**files, **beside, "index.html": index(version=version), "sw.js": told + worker}
