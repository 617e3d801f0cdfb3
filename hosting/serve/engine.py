"""A visitor's engine: a kernel, for the first answer that needs one; or a word that the place is full."""

import time

from tornado.web import HTTPError

from hosting.serve import metrics
from hosting.serve.handlers import Handler
from hosting.serve.visitors import Visitors

AGAIN_S = 30


class Engine(Handler):
    """POST: one kernel, which has made the page already."""

    gone = False

    @property
    def visitors(self) -> Visitors:
        """Everybody's kernels."""
        return self.settings["kernel_manager"]

    def on_connection_close(self) -> None:
        """The visitor did not wait."""
        self.gone = True

    async def post(self) -> None:
        """Its id, and what it tells of the page that it made; 503 when there is none to be had now."""
        self.set_header("Cache-Control", "no-store")
        if not self.from_here():
            metrics.BLOCKED.labels("origin").inc()
            raise HTTPError(403)
        if self.visitors.full:
            metrics.REFUSED.inc()
            self._not_now()
            return
        begun = time.monotonic()
        with self.visitors.one_more():
            kernel = await self.visitors.take()
            if kernel:
                self.visitors.give(kernel.id)
        if kernel and self.gone:
            await self.visitors.end(kernel.id, "not awaited")
        elif kernel:
            metrics.ENGINE.observe(time.monotonic() - begun)
            self.finish({"kernel": kernel.id, "told": kernel.told})
        elif not self.gone:
            metrics.FAILED.inc()
            raise HTTPError(500)

    def _not_now(self) -> None:
        self.set_status(503)
        self.set_header("Retry-After", str(AGAIN_S))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("Full just now\n")
