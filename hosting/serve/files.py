"""The page and its files: made once, held in memory, and sent compressed where the browser can read that."""

from typing import Any

from tornado.web import HTTPError

from hosting.front.baked import Baked, Sent
from hosting.serve.handlers import Handler
from hosting.serve.visitors import Visitors

YEAR, ASK = "public, max-age=31536000, immutable", "no-cache"


class Files(Handler):
    """What every visitor gets alike."""

    async def baked(self) -> Baked:
        """The page as it was made last. Raises HTTPError where none can be made."""
        visitors: Visitors = self.settings["kernel_manager"]
        made = await visitors.made()
        if made is None:
            raise HTTPError(503)
        return made

    def write_error(self, status_code: int, **more: Any) -> None:
        """With what is wrong, where somebody edits the data while it is served."""
        fault = self.settings["kernel_manager"].fault
        if status_code != 503 or not fault:
            super().write_error(status_code, **more)
            return
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"The guide cannot be shown: its data is not in order. Mend it, and reload.\n\n{fault}\n")

    def send(self, file: Sent, keep: str) -> None:
        """Sends it; to a browser that has it already, only that it is still the same."""
        zipped = "gzip" in self.request.headers.get("Accept-Encoding", "")
        self.set_header("Content-Type", file.kind)
        self.set_header("Cache-Control", keep)
        if zipped:
            self.set_header("Content-Encoding", "gzip")
        self.finish(file.zipped if zipped else file.plain)


class Page(Files):
    """The page. It costs no kernel, and the query, if there is one, means nothing."""

    async def get(self) -> None:
        """The same for everybody."""
        self.send((await self.baked()).page, ASK)

    head = get


class More(Files):
    """A file of the page, at an address of its version."""

    async def get(self, version: str, name: str) -> None:
        """The file; none of another version, whose page it would not fit."""
        made = await self.baked()
        if version != made.version or name not in made.files:
            raise HTTPError(404)
        self.send(made.files[name], YEAR)

    head = get
