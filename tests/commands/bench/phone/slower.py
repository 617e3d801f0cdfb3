"""Makes all renderers of a browser as slow as a phone's processor, whichever of their threads works.

DevTools slows a page's main thread and none of its workers: Python in one would start as fast as on a desk. So whole
processes are stopped three quarters of the time, by a process that nothing else keeps waiting: a loop takes about four
times as long, in a page as in a worker; less where others want the processors too, which hold up what is not stopped.
The servers, the line and the browser's own processes go on.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from tests import ROOT

TIMES = 4
"""How many times slower a phone's processor is than this one."""
RUNS_S = 0.005
"""How long they run at once."""
LOOKS = 5
"""After so many rounds it looks who they are: each time would itself take a tenth of a processor."""


def renderers(browser: int) -> Iterator[int]:
    """The processes below this one that draw pages, and run their scripts."""
    for task in Path(f"/proc/{browser}/task").iterdir():
        with suppress(OSError):  # it has ended meanwhile
            for child in map(int, (task / "children").read_text().split()):
                if b"--type=renderer" in Path(f"/proc/{child}/cmdline").read_bytes():
                    yield child
                else:
                    yield from renderers(child)


def _signal(processes: Iterable[int], what: signal.Signals) -> None:
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, what)


def _stands(process: int) -> bool:
    """Whether it has stopped, which takes a while where another process has the processor; or is no more."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "TZX"
    return True


def slow(browser: int) -> None:
    """Slows them until the browser ends. What a round was late by, the next one makes up for."""
    owed, since = 0.0, time.monotonic()
    for turn in count():
        if turn % LOOKS == 0:
            found = list(renderers(browser))
        try:
            time.sleep(RUNS_S)
            _signal(found, signal.SIGSTOP)
            while not all(map(_stands, found)):
                time.sleep(0.0001)
            stopped = time.monotonic()
            owed += (TIMES - 1) * (stopped - since)
            time.sleep(max(owed, 0))
        finally:
            since = time.monotonic()  # before: who goes on may take this process's turn
            _signal(found, signal.SIGCONT)
        owed -= since - stopped


@contextmanager
def slowed(browser: int) -> Iterator[None]:
    """Slows the renderers that a browser has or will have, until the end of the block."""
    command = [sys.executable, "-m", "tests.commands.bench.phone.slower", str(browser)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout.readline()  # it has begun
            yield
        finally:
            process.terminate()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    print("begun", flush=True)
    with suppress(FileNotFoundError):  # the browser has ended
        slow(int(sys.argv[1]))
