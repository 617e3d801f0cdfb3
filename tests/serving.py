"""Serves the runner's page as `make guide` does, for the tests and the benchmark that need it served."""

import os
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


@contextmanager
def served(notebook: Path, log: Path, *options: str, preheat: bool = True) -> Iterator[str]:
    """The address of a Voila that serves `notebook`; its output goes to `log`."""
    port = _free_port()
    environment = {**os.environ, "PREHEAT": str(int(preheat))}
    command = [sys.executable, "-m", "voila", *options, "--no-browser", f"--port={port}", str(notebook)]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    url = f"http://localhost:{port}/"
    try:
        deadline = time.monotonic() + 90
        while True:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Voila did not come up:\n{log.read_text()}")
            try:
                with socket.create_connection(("localhost", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def guide(log: Path, *, preheat: bool = True):
    """The runner's page, with the configuration that the project ships."""
    options = ("--Voila.config_file_paths=hosting/voila",)
    return served(ROOT / "workbook" / "runner.ipynb", log, *options, preheat=preheat)
