"""The page as files alone and as one file, built once for a run of the tests, and a plain server of files."""

import re
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


def begin(shared: Path) -> None:
    """Begins to build what `built_once` gives, unless that was begun: nobody waits for it here."""
    try:
        (shared / "static.begun").mkdir()
    except FileExistsError:
        return
    command = [sys.executable, "-m", "tests.helpers.static_site", shared]
    subprocess.Popen(list(map(str, command)), cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)


def _build(shared: Path) -> None:
    folder = shared / "built"
    command = [sys.executable, "-m", "hosting.static.write", "--into", folder / "static", "--one-file", folder]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    (shared / "static.said").write_text(run.stderr, encoding="utf-8")
    (shared / "static.said").rename(shared / "static.done")


def built_once(shared: Path) -> Path:
    """A folder that all processes of the run share: the site in `static`, beside it the pages of one file. Whoever asks
    first has it built."""
    begin(shared)
    folder, done = shared / "built", shared / "static.done"
    wait_for(done.exists, 240, 0.2)
    assert (folder / "strength-guide.html").exists(), done.read_text(encoding="utf-8")
    return folder


def made_newer(folder: Path) -> None:
    """Puts a release that differs in a version, and in a file of Python's, in the place of the one that is there."""
    (later,) = (folder / "python").glob("later-*.gz")
    release = re.search(r'"version":"(\w+)"', (folder / "sw.js").read_text(encoding="utf-8"))
    assert release
    names = {later.name: f"later-{_turned(later.stem[6:])}.gz", release[1]: _turned(release[1])}
    later.rename(later.with_name(names[later.name]))
    for file in (folder / "index.html", folder / "sw.js"):
        text = file.read_text(encoding="utf-8")
        for before, after in names.items():
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")


def _turned(fingerprint: str) -> str:
    """Another one."""
    return fingerprint[1:] + fingerprint[0]


class _Counting(SimpleHTTPRequestHandler):
    server: "FileServer"

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Sends what a file holds, and counts it."""
        content = source.read()
        self.server.sent.append((self.path, len(content)))
        outputfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


class FileServer(ThreadingHTTPServer):
    """What any host of files does, and no more."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that was closed takes no more."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), partial(_Counting, directory=folder))
        self.sent: list[tuple[str, int]] = []
        """What was sent in answers that have something in them: for what, and how many bytes."""

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


if __name__ == "__main__":
    _build(Path(sys.argv[1]))
