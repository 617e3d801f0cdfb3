"""The page as files alone, built once for a whole run of the tests, and a plain server of files that may go away."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.helpers.serving import wait_for


def built_once(shared: Path) -> Path:
    """The folder of the site in a folder that all processes of the run share; the first that asks builds it."""
    folder, done = shared / "static", shared / "static.done"
    try:
        (shared / "static.begun").mkdir()
    except FileExistsError:
        wait_for(done.exists, 240, 0.2)
    else:
        run = subprocess.run(
            [sys.executable, "-m", "hosting.static.write", "--into", folder], cwd=ROOT, capture_output=True, text=True
        )
        done.write_text(run.stderr, encoding="utf-8")
    assert (folder / "index.html").exists(), done.read_text(encoding="utf-8")
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


class FileServer(ThreadingHTTPServer):
    """What any host of files does, and no more."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that was closed takes no more."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), partial(_Quiet, directory=folder))

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}/"


@contextmanager
def files_served(folder: Path, port: int = 0) -> Iterator[FileServer]:
    """Serves a folder until the end of the block."""
    with FileServer(folder, port) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
