"""Serves the runner's page as `make guide` does, for the tests and the benchmark that need it served."""

import inspect
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from itertools import count
from pathlib import Path

import psutil

from hosting.kernels.warm import KERNEL, WARM
from tests import ROOT

OFF = (
    # What the address bar's popups are drawn by, which no test sees: two pages of their own for each window.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    # Playwright's own, said again because the last list alone counts.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "AimEnabled"),
    *("NetworkTimeServiceQuerying", "PreconnectToSearch"),
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
]


PORTS = range(20_000, 32_000)
"""Below those that systems give to connections: one of these could be taken between its choice and its use."""
_TURNS = count(os.getpid() * 1009)


def free_port() -> int:
    """A port that nobody listens at, and another one each time; each process of a run begins elsewhere."""
    while True:
        port = PORTS[next(_TURNS) % len(PORTS)]
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("", port))
            return port


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


@dataclass(frozen=True)
class Answer:
    """What a server said to a request."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def answer(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Whatever a server says, errors too."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, named, method=method), timeout=60) as given:
            return Answer(given.status, given.headers, given.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.headers, refusal.read())


def wait_for(happened: Callable[[], bool], seconds: float = 60, every: float = 0.05) -> None:
    """Returns when it has happened; fails if that takes too long. Looks again after so many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {seconds} s: {inspect.getsource(happened).strip()}")
        time.sleep(every)


class Server:
    """A Voila that serves a notebook, and can be stopped, started again at the same address, and robbed of a kernel."""

    def __init__(self, notebook: Path, log: Path, *options: str, preheat: bool = True) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}/"
        self.log = log
        self._environment = {**os.environ, "PREHEAT": str(int(preheat))}
        self._command = [sys.executable, "-m", "voila", *options, "--no-browser", f"--port={self.port}", str(notebook)]
        self._cwd = ROOT
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("a") as out:
            self._process = subprocess.Popen(
                self._command, cwd=self._cwd, env=self._environment, stdout=out, stderr=out
            )
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

    def kill(self) -> None:
        """As a crash would, or the machine's loss."""
        self._process.kill()
        self._process.wait(timeout=30)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kernels(self) -> list[int]:
        """Process ids of its kernels: those that the warm process forked, and those that started by themselves."""
        return [pid for pid, name, command in self._children() if name == KERNEL or "ipykernel_launcher" in command]

    def warm(self) -> int:
        """The process id of the warm process that its kernels are forked from."""
        return next(pid for pid, name, _ in self._children() if name == WARM)

    def _children(self) -> Iterator[tuple[int, str, list[str]]]:
        for child in psutil.Process(self.pid).children():
            with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                yield child.pid, child.name(), child.cmdline()

    def kill_kernels(self) -> None:
        for pid in self.kernels():
            os.kill(pid, signal.SIGKILL)


class Crowded(Server):
    """The page as `make serve` serves it, with settings of its configuration."""

    def __init__(self, log: Path, **settings: int | str) -> None:
        super().__init__(ROOT, log)
        self._command = [sys.executable, "-m", "hosting.serve"]
        self.pool = int(settings.get("POOL", 4))
        # With no page that goes on alone, though somebody may have made one, unless a test brings its own.
        given = {"ALONE": "", "PORT": self.port, **settings}
        self._environment = {**os.environ, **{key: str(each) for key, each in given.items()}}

    def start(self) -> None:
        """Until the first page has been made."""
        super().start()
        wait_for(lambda: answer(f"{self.url}readyz").status == 200, 120)

    def rest(self, seconds: float = 60) -> None:
        """Until everybody has left or was ended, and the pool is full again."""

        def rests() -> bool:
            here, kernels, pool = (self.number(f"guide_{name}") for name in ("visitors", "kernels", "pool"))
            return here == 0 and kernels == pool == self.pool

        wait_for(rests, seconds)

    def number(self, name: str) -> float:
        """One of the server's numbers."""
        told = answer(f"{self.url}metrics").text
        return sum(float(line.split()[-1]) for line in told.splitlines() if line.split("{")[0].split()[0] == name)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, started, and stopped at the end."""
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def served(notebook: Path, log: Path, *options: str, preheat: bool = True) -> Iterator[str]:
    """The address of a Voila that serves `notebook`; its output goes to `log`."""
    with running(Server(notebook, log, *options, preheat=preheat)) as server:
        yield server.url


def guide_server(log: Path, **settings: int | str) -> Crowded:
    """The runner's page as `make guide` serves it: kernels that each start by themselves."""
    return Crowded(log, **{"KERNELS": "stock", "POOL": 2, **settings})


@contextmanager
def guide(log: Path, *, preheat: bool = True) -> Iterator[str]:
    """The address of the runner's page, served."""
    with running(guide_server(log, POOL=2 if preheat else 0)) as server:
        yield server.url
