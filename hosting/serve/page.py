"""The page itself: its first words at once, the rest in turn, and a kind answer when it is full."""

import asyncio
import time

from hosting.serve import metrics
from hosting.serve.handlers import Handler
from hosting.serve.visitors import Visitors

SIGN_OF_LIFE = 10
"""Seconds after which a waiting page is sent a comment: proxies give up on silence."""
AGAIN_S = 60


class Page(Handler):
    """One visitor's page."""

    gone = False

    @property
    def visitors(self) -> Visitors:
        """Everybody's kernels."""
        return self.settings["kernel_manager"]

    def on_connection_close(self) -> None:
        """The visitor did not wait."""
        self.gone = True

    def head(self) -> None:
        """What a preview of a link asks for; it costs no kernel."""
        self.set_header("Content-Type", "text/html; charset=utf-8")

    async def get(self) -> None:
        """The page, or that it is full. The query, if there is one, means nothing."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if self.visitors.full:
            metrics.REFUSED.inc()
            self.set_status(503)
            self.set_header("Retry-After", str(AGAIN_S))
            self.finish(self.settings["printable"].full)
            return
        begun = time.monotonic()
        with self.visitors.one_more():
            sent = self.visitors.head
            if sent:
                self.write(sent)
                await self.flush()
            html, kernel_id = await self._in_turn()
        if kernel_id:
            self.visitors.give(kernel_id)
        if self.gone and kernel_id:
            await self.visitors.end(kernel_id, "not awaited")
        elif kernel_id:
            self.finish(html.removeprefix(sent))
            metrics.PAGE.observe(time.monotonic() - begun)
        else:
            self.finish("<script>guide_failed()</script>")

    async def _in_turn(self) -> tuple[str, str]:
        making = asyncio.ensure_future(self._made())
        while not (await asyncio.wait({making}, timeout=SIGN_OF_LIFE))[0]:
            if not self.gone and self.visitors.head:
                self.write("<!-- still getting ready -->\n")
                self.flush()
        return making.result()

    async def _made(self) -> tuple[str, str]:
        async with self.visitors.turns:
            if self.gone:
                return "", ""
            try:
                return await self.visitors.page()
            except RuntimeError:
                metrics.FAILED.inc()
                return "", ""
