"""The server's side of the warm process: starts it, asks it for kernels, replaces it when it has died."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from hosting.kernels.linux import adopt_orphans

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 60


class Kernel:
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
        self._control: socket.socket | None = None
        self._lock = threading.Lock()

    def _command(self, control: int) -> list[str]:
        return [sys.executable, "-m", "hosting.kernels.warm", str(control), str(os.getpid())]

    def _start(self) -> None:
        adopt_orphans()
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

    async def kernel(self, arguments: list[str], env: dict[str, str], cwd: str) -> Kernel:
        """A new kernel. OSError if none came: the next request gets a new warm process."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            asked = self._ask(theirs)
            theirs.close()
            reader, writer = await asyncio.open_connection(sock=ours)
            try:
                writer.write(json.dumps({"arguments": arguments, "env": env, "cwd": cwd}).encode() + b"\n")
                pid = await asyncio.wait_for(reader.readline(), PATIENCE_S)
                if not pid:
                    raise ConnectionError("the warm process forked nothing")
                # Whoever does not hear this ends: no kernel is left behind without somebody who knows it.
                writer.write(b"go\n")
                return Kernel(int(pid))
            except OSError:  # TimeoutError is one
                self._replace(asked)
                raise
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()
