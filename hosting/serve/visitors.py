"""Visitors: their kernels, of which there is a pool and a ceiling, and which end when nobody uses them."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import Any

import psutil
from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Bool, Integer

from hosting.front.baked import Baked, baked
from hosting.front.data_files import stamp
from hosting.serve.begun import MAKES, Begun, PageError, asked
from hosting.serve.metrics import ENDED

TRIES = 3
QUIET = ["--IPKernelApp.log_level=CRITICAL"]
"""A kernel would log every odd message that a stranger sends it."""
_LOG = logging.getLogger("voila")


class Visitors(AsyncMappingKernelManager):
    """Jupyter's kernels, counted, with some that wait for whoever comes next."""

    ceiling = Integer(20, config=True, help="Visitors at once.")
    pool = Integer(2, config=True, help="Kernels that wait, beside the visitors'; as many are made at a time.")
    watches = Bool(False, config=True, help="Whether the page is made anew when a file of its data has changed.")
    gone_timeout = Integer(120, config=True, help="Seconds until a kernel ends that no page is connected to.")
    most_mb = Integer(1024, config=True, help="Data that a kernel may hold.")

    def __init__(self, **kwargs: Any) -> None:
        self.given: set[str] = set()
        """Kernels that a visitor has."""
        self.waiting = 0
        """Visitors who do not have theirs yet."""
        self.baked: Baked | None = None
        """The page, as the kernels that are made now make it."""
        self.fault = ""
        """Why there is no page, where the files of its data are watched and one of them is wrong."""
        self._ends = False
        self._stamp = 0
        self._pool: list[asyncio.Task[Begun]] = []
        super().__init__(**kwargs)
        self._turns = asyncio.Semaphore(max(1, self.pool))

    @property
    def here(self) -> int:
        """Visitors now."""
        return len(self.given) + self.waiting

    @property
    def full(self) -> bool:
        """Whether the next visitor is one too many."""
        return self.here >= self.ceiling

    @property
    def waiting_kernels(self) -> int:
        """Kernels that wait and are ready to be given."""
        return sum(map(self._waits, self._pool))

    def _waits(self, task: asyncio.Task[Begun]) -> bool:
        """Whether a kernel was made, and has not ended since."""
        return _succeeded(task) and task.result().id in self

    @property
    def _makes(self) -> bool:
        """Whether kernels are made: not while a file is wrong, nor once the server is stopped."""
        return not (self.fault or self._ends)

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Counts a visitor who waits for a kernel."""
        self.waiting += 1
        try:
            yield
        finally:
            self.waiting -= 1

    def fill(self) -> None:
        """Has kernels made until as many wait, or are being made, as should."""
        self._pool = [task for task in self._pool if not task.done() or self._waits(task)]
        while len(self._pool) < self.pool and self._makes:
            self._pool.append(self._one())

    def _one(self) -> asyncio.Task[Begun]:
        making = asyncio.ensure_future(self._begun())
        making.add_done_callback(self._noticed)
        return making

    async def made(self) -> Baked | None:
        """The page; at first that of the first kernel, which may take a while. None where it could not be made."""
        if self.watches:
            self._look()
        for _ in range(TRIES):
            if self.baked or not self._makes:
                break
            self.fill()
            self._pool = self._pool or [self._one()]  # of no pool at all, one is wanted now
            await asyncio.wait(self._pool, return_when=asyncio.FIRST_COMPLETED)
        return self.baked

    def _look(self) -> None:
        """Forgets the page, and the kernels that have made it, where a file has changed since."""
        now = stamp()
        if now == self._stamp:
            return
        old, self._pool = self._pool, []
        self._stamp, self.baked, self.fault = now, None, ""
        for making in old:
            making.add_done_callback(lambda task: _succeeded(task) and asyncio.ensure_future(self._unwanted(task)))

    async def _unwanted(self, task: asyncio.Task[Begun]) -> None:
        await self.end(task.result().id, "older data")

    async def take(self) -> Begun | None:
        """A kernel nobody has seen, from the pool, which is filled again. None where none could be made."""
        for _ in range(len(self._pool) + TRIES):  # all that wait may have died, or have made an older page
            self._pool.sort(key=lambda task: not _succeeded(task))  # those that are ready come first
            if not self._makes:
                break
            making = self._pool.pop(0) if self._pool else self._one()
            self.fill()
            with suppress(Exception):  # a kernel can fail to start in any way; the next may not
                begun = await making
                if await self.lives(begun.id) and self.baked and begun.told == self.baked.told:
                    return begun
                await self.end(begun.id, "broken")
        return None

    async def _begun(self) -> Begun:
        """Starts a kernel in its turn, has it make the page, and takes that over where it is another than before."""
        async with self._turns:
            kernel_id = await self.start_kernel(kernel_name=self.default_kernel_name)
            client = self.get_kernel(kernel_id).client()
            client.start_channels(iopub=False, stdin=False, hb=False, control=False)
            try:
                lives = partial(self.lives, kernel_id)
                told = (await asked(client, MAKES, "made.begin()", lives))["told"]
                if self.baked is None or told != self.baked.told:
                    page = await asked(client, MAKES, "made.page()", lives)
                    self.baked = baked(page, self.parent.base_url, alone=bool(self.parent.alone))
            except BaseException as error:
                if self.watches and isinstance(error, PageError):
                    self.fault = str(error)
                await self.end(kernel_id, "broken")
                raise
            finally:
                client.stop_channels()
        return Begun(kernel_id, told)

    def _noticed(self, task: asyncio.Task[Begun]) -> None:
        if not task.cancelled() and (error := task.exception()) and not self._ends:
            known = isinstance(error, PageError)
            why = f": {error}" if known else "."
            _LOG.error("A kernel could not be made%s", why, exc_info=None if known else error)

    def give(self, kernel_id: str) -> None:
        """From now on it is a visitor's, and not somebody's who waits."""
        self.touch(kernel_id)
        self.given.add(kernel_id)

    async def end(self, kernel_id: str, why: str) -> None:
        """Ends a kernel, if it is still there."""
        if kernel_id in self:
            ENDED.labels(why).inc()
            await ensure_async(self.shutdown_kernel(kernel_id))

    async def shutdown_all(self, now: bool = True) -> None:
        """Ends every kernel, with those that are being started: each as soon as it is there."""
        self._ends = True
        for _ in range(TRIES):
            started = (ensure_async(self.shutdown_kernel(each, now=now)) for each in self.list_kernel_ids())
            await asyncio.gather(*started, return_exceptions=True)
            making = [task for task in self._pool if not task.done()]
            if not making:
                return
            await asyncio.wait(making, timeout=2)

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
        self.fill()

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
