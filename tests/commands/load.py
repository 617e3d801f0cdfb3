"""A crowd on this machine: visitors to the ceiling and three times past it, then an evening of them. `make load`.

Nothing here is a test; it prints what it saw. Each visitor loads the page over HTTP, asks for a kernel, opens the
websocket, gives an answer of their own, and reads it back. In the environment, CEILING and ROUNDS change how many come
at once and how often, EVENING how many then come and go as fast as kernels can be made, and KERNELS of which kind those
are.
"""

import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import psutil

from tests.commands.bench.kernels import memory_mb
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.strangers import Line, baked, leave

CEILING = int(os.environ.get("CEILING") or 10)
ROUNDS = int(os.environ.get("ROUNDS") or 4)
EVENING = int(os.environ.get("EVENING") or 500)
POOL = 4
GONE_S = 10


@dataclass(frozen=True)
class Visit:
    """What one visitor saw; seconds from their request."""

    status: int
    page: float
    """Until the page was there, which can be read and answered from then on."""
    engine: float
    """Until they had a kernel, or were told that there is none."""
    usable: float = 0.0
    """Until the kernel had taken their first answer."""
    round_trip: float = 0.0
    """Of a later one."""
    kernel: str = ""
    own: bool = False


def visit(server: Crowded, number: int, staying: ExitStack) -> Visit:
    """The page, a kernel, and an answer that comes back as it was given: nobody else's."""
    begun = time.monotonic()

    def since() -> float:
        return time.monotonic() - begun

    first = baked(answer(server.url).text)["first"]
    page = since()
    given = answer(f"{server.url}engine", "POST", b"")
    engine = since()
    if given.status != 200:
        return Visit(given.status, page, engine)
    kernel = json.loads(given.text)["kernel"]
    line = staying.enter_context(Line(server.url, kernel, options={"open_timeout": 120}))
    bar = next(name for name, each in first.items() if each["state"].get("_anywidget_id", "").endswith(".Places"))
    places = first[bar]["state"]["places"]

    def say(**state: object) -> None:
        data = {"method": "update", "state": state, "buffer_paths": []}
        line.heard_until(line.send("comm_msg", {"comm_id": bar, "data": data}))

    say(place=places[number % len(places)]["id"])
    usable = since()
    say(places=[*places, {"id": f"visitor-{number}"}])
    round_trip = since() - usable
    own = line.widgets()[bar]["state"]["places"][-1] == {"id": f"visitor-{number}"}
    return Visit(200, page, engine, usable, round_trip, kernel, own)


def crowd(server: Crowded, size: int, staying: ExitStack) -> list[Visit]:
    """So many visitors in the same moment."""
    gate = Barrier(size)

    def come(number: int) -> Visit:
        gate.wait()
        return visit(server, number, staying)

    with ThreadPoolExecutor(size) as pool:
        return list(pool.map(come, range(size)))


def evening(server: Crowded) -> None:
    """Visitors who come and go, as many at a time as kernels are made; what is left of them after each fifth."""

    def come_and_go(number: int) -> Visit:
        with ExitStack() as staying:
            seen = visit(server, number, staying)
            if seen.kernel:
                leave(server.url, seen.kernel)
        return seen

    begun, served = time.monotonic(), 0
    for part in range(1, 6):
        with ThreadPoolExecutor(POOL) as pool:
            visits = list(pool.map(come_and_go, range(EVENING // 5)))
        served += sum(each.status == 200 and each.own for each in visits)
        minutes = (time.monotonic() - begun) / 60
        print(
            f"evening, {part} of 5: {served} of {part * (EVENING // 5)} served, each their own, in {minutes:.1f} min; "
            f"first answer taken: {spread([each.usable for each in visits], 's')}; then {rested(server)}"
        )


def spread(values: list[float], unit: str, digits: int = 1) -> str:
    if not values:
        return "none"
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered):.{digits}f} {unit} (95 in 100: {p95:.{digits}f})"


def told(title: str, visits: list[Visit]) -> None:
    let_in = [each for each in visits if each.status == 200]
    refused = [each for each in visits if each.status == 503]
    print(
        f"{title}: {len(visits)} at once, {len(let_in)} let in, {len(refused)} told that it is full, "
        f"{len(visits) - len(let_in) - len(refused)} otherwise"
    )
    print(
        f"  kernels, all different: {len({each.kernel for each in let_in}) == len(let_in)}; "
        f"each read back their own answer: {all(each.own for each in let_in)}"
    )
    print(
        f"  the page: {spread([each.page for each in visits], 's')}; then a kernel: "
        f"{spread([each.engine for each in let_in], 's')}; first answer taken: "
        f"{spread([each.usable for each in let_in], 's')}"
    )
    print(
        f"  an answer's round trip, while others still start: {spread([e.round_trip * 1000 for e in let_in], 'ms', 0)}"
    )
    if refused:
        print(
            f"  'full', once asked: {spread([each.engine - each.page for each in refused], 's', 2)}, at most "
            f"{max(each.engine - each.page for each in refused):.2f} s"
        )


def rested(server: Crowded) -> str:
    """Waits until only the pool is left; what the server holds then."""
    server.rest(300)
    process = psutil.Process(server.pid)
    return (
        f"server {memory_mb(server.pid)[0]:.0f} MB, {process.num_fds()} files open, {process.num_threads()} threads, "
        f"{len(process.children())} child processes"
    )


def main() -> None:
    log = Path(tempfile.mkdtemp()) / "log"
    print(f"{psutil.cpu_count()} cores; ceiling {CEILING}; load of the machine before: {psutil.getloadavg()[0]:.1f}")
    with running(Crowded(log, CEILING=CEILING, GONE_S=GONE_S, POOL=POOL)) as server:
        print(f"at rest: {rested(server)}")
        with ExitStack() as staying:
            told("to the ceiling", crowd(server, CEILING, staying))
            unique, shared = map(list, zip(*map(memory_mb, server.kernels()), strict=True))
            print(
                f"  memory a kernel: unique {spread(unique, 'MB', 0)}; proportional {spread(shared, 'MB', 0)}; "
                f"all {sum(shared):.0f} MB"
            )
            told("past it", crowd(server, CEILING * 2, staying))
        begun = time.monotonic()
        rested(server)
        print(f"gone: only the pool is left {time.monotonic() - begun:.0f} s after the last left (limit {GONE_S} s)")
        for number in range(1, ROUNDS + 1):
            with ExitStack() as staying:
                visits = crowd(server, CEILING * 3, staying)
            let_in = sum(each.status == 200 for each in visits)
            print(
                f"round {number}: {let_in} of {len(visits)} let in, all with their own: "
                f"{all(each.own for each in visits if each.status == 200)}; then {rested(server)}"
            )
        evening(server)
        print(f"kernels that failed: {server.number('guide_failures_total'):.0f}; log: {log.stat().st_size} bytes")


if __name__ == "__main__":
    main()
