"""The page that goes on alone, its Python in the visitor's browser: files of a folder, beside the page of this server.

They are read once, at the start, and looked up in a list: no address leads out of the folder.
"""

import asyncio
import gzip
import hashlib
import re
from functools import partial
from pathlib import Path

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from hosting.front.data_files import mark
from hosting.front.policy import FRAMED, written
from hosting.serve.files import ASK, YEAR
from hosting.serve.handlers import Handler

INDEX = "index.html"
PACKED = {".gz": "application/gzip", ".whl": "application/zip", ".zip": "application/zip", ".png": "image/png"}
PLAIN = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
}
"""Media types: of what is small already, and of what is compressed where the browser can read that."""
FINGERPRINT = re.compile(r"-[0-9a-f]{8,}\.[^/]*$|(^|/)[0-9a-f]{8,}/")
"""In the address of a file that never changes."""
PIECE = 65_536
RULES = {
    "default-src": "'self' blob: data:",
    "script-src": "'self' 'unsafe-inline' blob: 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "worker-src": "'self' blob:",
}
POLICY = written(RULES, FRAMED)
"""What the page may load. Its own inline scripts are named one by one in a policy that it brings itself."""


class AloneFile:
    """One of the files, in memory; compressed when it is first asked for so."""

    def __init__(self, name: str, content: bytes) -> None:
        kind = Path(name).suffix.lower()
        self.packs = kind in PLAIN
        self.kind = PLAIN.get(kind) or PACKED.get(kind, "application/octet-stream")
        self.keep = YEAR if FINGERPRINT.search(name) else ASK
        self.plain = content
        self.tag = hashlib.sha256(content).hexdigest()[:32]
        self._zipping: asyncio.Task[bytes] | None = None

    async def zipped(self) -> bytes:
        """Compressed in a thread, once: megabytes take a second, in which others are answered."""
        self._zipping = self._zipping or asyncio.create_task(asyncio.to_thread(partial(gzip.compress, self.plain, 6)))
        return await self._zipping


def of_this_data(folder: Path) -> bool:
    """Whether the page there was made of the data, and with the overlay, of this server; true where it does not say."""
    told = re.search(r'data-of="([0-9a-f]+)"', (folder / INDEX).read_text(encoding="utf-8", errors="replace"))
    return told is None or told[1] == mark()


def files_of(folder: Path) -> dict[str, AloneFile]:
    """The files in the folder by their names there; no hidden ones, and none that a link brings in from elsewhere."""
    root = folder.resolve()
    found = {path.relative_to(root): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): AloneFile(name.as_posix(), path.read_bytes())
        for name, path in found.items()
        if path.resolve().is_relative_to(root) and not any(part.startswith(".") for part in name.parts)
    }


class Alone(Handler):
    """Answers with one of them. It costs no kernel."""

    def initialize(self, files: dict[str, AloneFile]) -> None:
        """Takes the files."""
        self.files = files
        self.tag: str | None = None

    def set_default_headers(self) -> None:
        """Those of every answer, but for what Python in a browser needs."""
        super().set_default_headers()
        self.set_header("Content-Security-Policy", POLICY)

    async def get(self, name: str) -> None:
        """The file; to a browser that has it already, only that it is still the same."""
        file = self.files.get(name or INDEX)
        if file is None:
            raise HTTPError(404)
        zips = file.packs and "gzip" in self.request.headers.get("Accept-Encoding", "")
        self.set_header("Cache-Control", file.keep)
        self.tag = f'"{file.tag}{"-gzip" if zips else ""}"'
        self.set_etag_header()
        if self.check_etag_header():
            self.set_status(304)
            return
        content = await file.zipped() if zips else file.plain
        self.set_header("Content-Type", file.kind)
        self.set_header("Content-Length", len(content))
        if zips:
            self.set_header("Content-Encoding", "gzip")
        if self.request.method == "GET":
            await self._send(content)

    head = get

    def compute_etag(self) -> str | None:
        """What tells the file from another of its name."""
        return self.tag

    async def _send(self, content: bytes) -> None:
        """Piece by piece, as fast as the visitor's line takes it."""
        try:
            for begin in range(0, len(content), PIECE):
                self.write(content[begin : begin + PIECE])
                await self.flush()
        except StreamClosedError:
            return  # the visitor has left


class ToAlone(Handler):
    """Sends a browser there, with nothing of a query; what stands behind a # it keeps by itself."""

    def initialize(self, to: str) -> None:
        """Takes the address."""
        self.to = to

    def get(self) -> None:
        """For now: a host may change their mind."""
        self.set_header("Cache-Control", "no-store")
        self.redirect(self.to)

    head = get
