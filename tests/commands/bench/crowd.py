"""Ten visitors in the same moment, without browsers: those would not run on the server's machine."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import fmean, median, quantiles
from threading import Barrier

from tests.commands.bench.columns import VISITORS, Column
from tests.commands.bench.kernels import memory_mb
from tests.helpers.serving import answer
from tests.helpers.strangers import Line, kernel_of

WIDGET = "application/vnd.jupyter.widget-view+json"


def _visit(column: Column, gate: Barrier, staying: ExitStack) -> tuple[float, str] | None:
    """Seconds until the page and all its widgets have come, and the kernel's id; None if the page came without any."""
    gate.wait()
    begun = time.monotonic()
    page = answer(column.server.url)
    if page.status != 200 or WIDGET not in page.text:
        return None
    kernel = kernel_of(page.text)
    line = staying.enter_context(Line(column.server.url, kernel, options={"open_timeout": 60}))
    return (time.monotonic() - begun, kernel) if line.widgets() else None


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
