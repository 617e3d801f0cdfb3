"""Serves the runner's page as `make guide` does, for the tests and the benchmark that need it served."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


class Server:
    """A Voila that serves a notebook, and can be stopped, started again at the same address, and robbed of a kernel."""

    def __init__(self, notebook: Path, log: Path, *options: str, preheat: bool = True) -> None:
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}/"
        self.log = log
        self._environment = {**os.environ, "PREHEAT": str(int(preheat))}
        self._command = [sys.executable, "-m", "voila", *options, "--no-browser", f"--port={self.port}", str(notebook)]
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("a") as out:
            self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stdout=out, stderr=out)
        deadline = time.monotonic() + 90
        while True:
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Voila did not come up:\n{self.log.read_text()}")
            try:
                with socket.create_connection(("localhost", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)

    def kernels(self) -> list[int]:
        """Process ids of its kernels."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"ipykernel" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def kill_kernels(self) -> None:
        for pid in self.kernels():
            os.kill(pid, signal.SIGKILL)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, started, and stopped at the end."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def served(notebook: Path, log: Path, *options: str, preheat: bool = True) -> Iterator[str]:
    """The address of a Voila that serves `notebook`; its output goes to `log`."""
    with running(Server(notebook, log, *options, preheat=preheat)) as server:
        yield server.url


def guide_server(log: Path, *options: str, preheat: bool = True) -> Server:
    """The runner's page, with the configuration that the project ships."""
    configured = "--Voila.config_file_paths=hosting/voila"
    return Server(ROOT / "workbook" / "runner.ipynb", log, configured, *options, preheat=preheat)


@contextmanager
def guide(log: Path, *, preheat: bool = True) -> Iterator[str]:
    """The address of the runner's page, served."""
    with running(guide_server(log, preheat=preheat)) as server:
        yield server.url
