"""Visitors in the same moment, without browsers: those would not run on the server's machine.

`make bench ONLY=crowd`: sixty who answer, and a hundred who only read.
"""

import gzip
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median, quantiles
from threading import Barrier

import psutil

from tests.commands.bench.columns import VISITORS, Column
from tests.commands.bench.kernels import memory_mb
from tests.helpers.serving import Crowded, Server, answer, running
from tests.helpers.strangers import Line, kernel_at, kernel_of

CROWD, READERS = 60, 100
POOL = 4


def _opened(server: Server) -> str:
    """Asks for all that a visitor of our page sees first, and gives the address of its other files."""
    page = gzip.decompress(answer(server.url, Accept_Encoding="gzip").body).decode()
    more = re.search(r'data-more="/([^"]+)"', page)[1]
    assert answer(f"{server.url}{more}front.js", Accept_Encoding="gzip").status == 200
    return more


def _visit(column: Column, gate: Barrier, staying: ExitStack) -> tuple[float, str] | None:
    """Seconds until a kernel has answered, and its id; None if the page came without any.

    Our page is there before, and asks for a kernel at the first answer; another one's kernel tells it its widgets.
    """
    gate.wait()
    begun = time.monotonic()
    page = answer(column.server.url)
    if page.status != 200:
        return None
    kernel = kernel_at(column.server.url) if column.ours else kernel_of(page.text)
    line = staying.enter_context(Line(column.server.url, kernel, options={"open_timeout": 60}))
    there = line.answered() if column.ours else line.widgets()
    return (time.monotonic() - begun, kernel) if there else None


def ten(column: Column) -> dict[str, float]:
    """How long they waited, and the memory of their kernels once nobody works any more."""
    column.rest()
    gate = Barrier(VISITORS)
    with ExitStack() as staying, ThreadPoolExecutor(VISITORS) as pool:
        visits = list(pool.map(lambda _: _visit(column, gate, staying), range(VISITORS)))
        column.rest(VISITORS)
        waits, kernels = zip(*filter(None, visits), strict=True)
        memory = [memory_mb(column.kernel(kernel)) for kernel in kernels]
    return {
        "ten_lost": VISITORS - len(waits),
        "ten_p50": median(waits),
        "ten_p95": quantiles(waits, n=20, method="inclusive")[-1],
        "unique_10": fmean(own for own, _ in memory),
        "proportional_10": fmean(shared for _, shared in memory),
    }


def _sixty(server: Server) -> list[tuple[float, float]]:
    """Seconds of each until they can answer, and until their kernel has answered one message."""
    gate = Barrier(CROWD)

    def come(_: int) -> tuple[float, float]:
        gate.wait()
        begun = time.monotonic()
        _opened(server)
        there = time.monotonic() - begun
        line = staying.enter_context(Line(server.url, kernel_at(server.url), options={"open_timeout": 60}))
        line.answered()
        return there, time.monotonic() - begun

    with ExitStack() as staying, ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(come, range(CROWD)))


def _read(server: Server, visits: int) -> None:
    """Visitors who only read, ten at a time: the page, its files, and a preview of its link."""

    def come(_: int) -> None:
        more = _opened(server)
        for path in ("", f"{more}places.json", f"{more}plotly-basic.min.js"):
            assert answer(server.url + path, "GET" if path else "HEAD", Accept_Encoding="gzip").status == 200

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(come, range(visits)))


def _spread(values: list[float]) -> str:
    return f"half {median(values):.1f} s, 95 in 100 {quantiles(values, n=20, method='inclusive')[-1]:.1f} s"


def crowd() -> None:
    """Prints what they waited for, and what readers cost."""
    print(f"{psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f} before")
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Crowded(Path(folder) / "log", CEILING=CROWD + 4, POOL=POOL, GONE_S=10)) as server,
    ):
        server.rest()
        _read(server, READERS)  # what the first ones bring with them stays
        kernels, before = set(server.kernels()), memory_mb(server.pid)[0]
        _read(server, READERS)
        grown = 1024 * (memory_mb(server.pid)[0] - before) / READERS
        print(f"{READERS} who only read: {len(set(server.kernels()) - kernels)} kernels started, ", end="")
        print(f"the server grew by {grown:.0f} kB for each")
        there, answered = map(list, zip(*_sixty(server), strict=True))
        print(f"{CROWD} in the same moment, until they can answer: {_spread(there)}")
        print(f"{CROWD} in the same moment, until their kernel has answered: {_spread(answered)}")
        server.rest(120)
