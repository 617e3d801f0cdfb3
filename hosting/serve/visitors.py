"""Visitors: their kernels, of which there is a pool and a ceiling, and which end when nobody uses them."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psutil
from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Integer

from hosting.serve.metrics import ENDED

TRIES = 3
HEAD_ENDS = '<script id="jupyter-config-data"'
"""Up to here every visitor's page is the same."""
QUIET = ["--IPKernelApp.log_level=CRITICAL"]
"""A kernel would log every odd message that a stranger sends it."""
_LOG = logging.getLogger("voila")


class Visitors(AsyncMappingKernelManager):
    """Jupyter's kernels, counted. Voila derives the manager with its pool from this class."""

    ceiling = Integer(20, config=True, help="Visitors at once.")
    gone_timeout = Integer(120, config=True, help="Seconds until a kernel ends that no page is connected to.")
    most_mb = Integer(1024, config=True, help="Data that a kernel may hold.")

    def __init__(self, **kwargs: Any) -> None:
        self.given: set[str] = set()
        """Kernels that a visitor has."""
        self.waiting = 0
        """Visitors who do not have theirs yet."""
        self._head = ""
        self.turns = asyncio.Semaphore(kwargs["parent"].voila_configuration.default_pool_size)
        super().__init__(**kwargs)

    @property
    def here(self) -> int:
        """Visitors now."""
        return len(self.given) + self.waiting

    @property
    def full(self) -> bool:
        """Whether the next visitor is one too many."""
        return self.here >= self.ceiling

    @property
    def made(self) -> list[str]:
        """Pages of the pool that are ready to be given."""
        waiting = (task for pool in self._pools.values() for task in pool)
        begun = [task.result()["task"] for task in waiting if _succeeded(task)]
        return ["".join(task.result()[0]) for task in begun if _succeeded(task)]

    @property
    def head(self) -> str:
        """What every page begins with; empty until the first has been made."""
        if not self._head and self.made:
            self._head = self.made[0].partition(HEAD_ENDS)[0]
        return self._head

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Counts a visitor who waits for the page."""
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    async def page(self) -> tuple[str, str]:
        """A page nobody has seen, and the id of its kernel: from the pool, which is filled again."""
        for tried in range(1, TRIES + 1):
            kernel_id = None
            try:
                making, _, kernel_id = await self.get_rendered_notebook(self.notebook_path)
                begun, rest = await making
                html = "".join(begun) + "".join([part async for part, _ in rest])
                if await self.lives(kernel_id):
                    return html, kernel_id
                raise RuntimeError("the kernel of the page had died")
            except Exception:  # noqa: BLE001 - a kernel can fail to start in any way; the next may not
                _LOG.exception("A page could not be made (try %d of %d).", tried, TRIES)
                if kernel_id:
                    await self.end(kernel_id, "broken")
                self.fill_if_needed(notebook_name=self.notebook_path)
        raise RuntimeError("No page could be made.")

    def give(self, kernel_id: str) -> None:
        """From now on it is a visitor's, and not somebody's who waits."""
        self.touch(kernel_id)
        self.given.add(kernel_id)

    async def end(self, kernel_id: str, why: str) -> None:
        """Ends a kernel, if it is still there."""
        if kernel_id in self:
            ENDED.labels(why).inc()
            await ensure_async(self.shutdown_kernel(kernel_id))

    async def start_kernel(self, **kwargs: Any) -> str:
        """Starts a kernel that gives way to the server, keeps quiet, and cannot take all the memory."""
        kernel_id = await super().start_kernel(extra_arguments=QUIET, **kwargs)
        pid = getattr(self.get_kernel(kernel_id).provisioner, "pid", None)
        if pid:
            process = psutil.Process(pid)
            process.nice(max(process.nice(), 5))
            if psutil.LINUX:
                process.rlimit(psutil.RLIMIT_DATA, (self.most_mb * 2**20, self.most_mb * 2**20))
        return kernel_id

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forgets a kernel that has ended."""
        self.given.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """From now on its page counts as gone."""
        super().notify_disconnect(kernel_id)
        self.touch(kernel_id)

    async def cull_kernels(self) -> None:
        """Ends what died, what nobody is connected to and what nobody uses, all at once; then fills the pool."""
        await asyncio.gather(*map(self._look_after, list(self._kernels)))
        self.fill_if_needed(notebook_name=self.notebook_path)

    async def _look_after(self, kernel_id: str) -> None:
        try:
            if self._kernels[kernel_id].has_kernel and not await self.lives(kernel_id):
                await self.end(kernel_id, "died")
            else:
                await self.cull_kernel_if_idle(kernel_id)
        except (KeyError, RuntimeError, HTTPError):  # it ended by itself in the meantime
            _LOG.debug("A kernel was gone before it could be ended.")

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Ends a visitor's kernel that was not used for so long; sooner if no page is connected to it."""
        if kernel_id in self.given:
            connected = self._kernel_connections.get(kernel_id)
            patience = self.cull_idle_timeout if connected else self.gone_timeout
            if utcnow() - self._kernels[kernel_id].last_activity > timedelta(seconds=patience):
                await self.end(kernel_id, "idle" if connected else "gone")

    async def lives(self, kernel_id: str) -> bool:
        """Whether there is such a kernel, and it has not died."""
        return kernel_id in self and await ensure_async(self._kernels[kernel_id].is_alive())

    def touch(self, kernel_id: str) -> None:
        """Somebody has just used it."""
        if kernel_id in self:
            self._kernels[kernel_id].last_activity = utcnow()


def _succeeded(task: asyncio.Task) -> bool:
    return task.done() and not task.cancelled() and not task.exception()
