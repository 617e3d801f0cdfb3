"""The page's scripts: a list that is made at the start, so that nothing else can be asked for."""

import gzip
import re
from collections.abc import Iterable
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from tornado.web import HTTPError
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.utils import get_page_config

from hosting.serve.handlers import Handler

HASHED = re.compile(r"\.[0-9a-f]{8,}\.js$")
YEAR, DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
KINDS = {".js", ".css", ".svg", ".txt", ".woff", ".woff2"}
TEXT = {".js", ".css", ".svg", ".txt"}


def below(address: str, folders: Iterable[Path]) -> dict[str, Path]:
    """Each file in the folders by its address; of two with the same name the first folder's counts."""
    return {
        f"{address}/{path.relative_to(folder).as_posix()}": path
        for folder in reversed(list(folders))
        for path in sorted(folder.rglob("*"))
        if path.suffix in KINDS and path.is_file()
    }


def scripts(server: Voila) -> dict[str, Any]:
    """The files that the page may ask for: Voila's, its template's, and of the extensions those that it loads."""
    configuration = server.voila_configuration
    asked = {"base_url": server.base_url, "settings": server.app.settings, "log": server.log}
    asked["voila_configuration"] = configuration
    config = configuration.page_config_hook(get_page_config(**asked), **asked)
    address = config["fullStaticUrl"].removeprefix(f"{server.base_url.rstrip('/')}/voila/")
    template = configuration.template
    listed = below(address, map(Path, collect_static_paths(["voila"], template)))
    listed |= below(
        f"templates/{template}/static", map(Path, collect_static_paths(["voila"], template, prune=True)[:1])
    )
    for extension in config["federated_extensions"]:
        own = (Path(folder) / extension["name"] for folder in server.labextensions_path)
        listed |= below(f"labextensions/{extension['name']}", own)
    return {"listed": listed, "lasting": address}


@cache
def read(path: Path, zipped: bool) -> bytes:
    """A file's content, from memory after the first time."""
    content = path.read_bytes()
    return gzip.compress(content, 9, mtime=0) if zipped else content


class Files(Handler):
    """Answers with a file of the list."""

    def initialize(self, listed: dict[str, Path], lasting: str) -> None:
        """Takes the list, and how the addresses begin under which a file never changes."""
        self.listed, self.lasting = listed, lasting

    def get(self, address: str) -> None:
        """The file, compressed if the browser can read that; only its name changed if it has it already."""
        path = self.listed.get(address)
        if path is None:
            raise HTTPError(404)
        zipped = path.suffix in TEXT and "gzip" in self.request.headers.get("Accept-Encoding", "")
        self.set_header("Content-Type", guess_type(path.name)[0] or "application/octet-stream")
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Cache-Control", YEAR if address.startswith(self.lasting) or HASHED.search(address) else DAY)
        if zipped:
            self.set_header("Content-Encoding", "gzip")
        self.finish(read(path, zipped))

    head = get
