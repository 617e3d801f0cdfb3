"""The server's side of the warm process: starts it, asks it for kernels, replaces it when it has died."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from hosting.kernels.linux import adopt_orphans
from hosting.kernels.warm import WARM

CHECKOUT = Path(__file__).parents[2]
WARMING_S, FORKING_S = 60, 15
"""Seconds that a kernel may take: the first of a warm process, which has to import the page, and each later one."""
REST_S = 60
"""Seconds without a warm process, when one and then a new one gave no kernel."""


class ForkedKernel:
    """What Jupyter uses of subprocess.Popen, for a child that another process forked and this one adopted."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def _reap(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def poll(self) -> int | None:
        return self._reap(os.WNOHANG)

    def wait(self) -> int | None:
        return self._reap(0)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Nursery:
    """Kernels on request, from a warm process that is started with the first."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._proven: subprocess.Popen[bytes] | None = None
        """The last warm process that gave a kernel."""
        self._rests_until = 0.0
        self._control: socket.socket | None = None
        self._lock = threading.Lock()

    def _command(self, control: int) -> list[str]:
        return [sys.executable, "-m", f"{__package__}.warm", str(control), str(os.getpid())]

    def _start(self) -> None:
        adopt_orphans()
        self._reap()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        with theirs:
            self.process = subprocess.Popen(
                self._command(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=CHECKOUT,
                start_new_session=True,
            )

    def _end(self) -> None:
        self._control.close()
        self.process.kill()
        self.process.wait()
        self.process = None

    def _reap(self) -> None:
        """Processes that a lost warm process was about to make kernels of were adopted too, and have ended by now."""
        for child in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):
                if child.name() == WARM and child.status() == psutil.STATUS_ZOMBIE:
                    os.waitpid(child.pid, 0)

    def _ask(self, link: socket.socket) -> subprocess.Popen[bytes]:
        with self._lock:
            if self.process is not None and self.process.poll() is not None:
                self._end()
            if self.process is None:
                self._start()
            asked = self.process
            # A process that is dying refuses what is sent; its link closes, which is noticed where an answer is due.
            with suppress(OSError):
                socket.send_fds(self._control, [b"k"], [link.fileno()])
            return asked

    def _replace(self, failed: subprocess.Popen[bytes]) -> None:
        """Ends a warm process that gave no kernel, unless another request has done so. Its kernels live on."""
        with self._lock:
            if self.process is failed:
                self._end()

    async def kernel(self, arguments: list[str], env: dict[str, str], cwd: str) -> ForkedKernel:
        """A new kernel. OSError if there is none to be had, at present."""
        if time.monotonic() < self._rests_until:
            raise ConnectionError("there is no warm process at present")
        launch = {"arguments": arguments, "env": env, "cwd": cwd}
        try:
            return await self._made(launch)
        except OSError:  # TimeoutError is one
            try:
                return await self._made(launch)
            except OSError:
                self._rests_until = time.monotonic() + REST_S
                raise

    async def _made(self, launch: dict[str, Any]) -> ForkedKernel:
        """To its end even if nobody waits any more, for only then it is known which process to end."""
        making = asyncio.ensure_future(self._making(launch))
        try:
            return await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(_end_unwanted)
            raise

    async def _making(self, launch: dict[str, Any]) -> ForkedKernel:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            asked = self._ask(theirs)
            theirs.close()
            reader, writer = await asyncio.open_connection(sock=ours)
            try:
                writer.write(json.dumps(launch).encode() + b"\n")
                pid = await asyncio.wait_for(reader.readline(), FORKING_S if asked is self._proven else WARMING_S)
                if not pid:
                    raise ConnectionError("the warm process forked nothing")
                # Whoever does not hear this ends: no kernel is left behind without somebody who knows it.
                writer.write(b"go\n")
                self._proven = asked
                return ForkedKernel(int(pid))
            except OSError:
                self._replace(asked)
                raise
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()


def _end_unwanted(making: asyncio.Future[ForkedKernel]) -> None:
    if not making.cancelled() and not making.exception():
        unwanted = making.result()
        unwanted.kill()
        unwanted.wait()
