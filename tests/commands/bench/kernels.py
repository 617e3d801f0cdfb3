"""What a forked kernel costs beside a stock one: memory, processor time and waiting, in one run.

`make bench ONLY=kernels`, on Linux. Seconds depend on what else the machine does; processor time and ratios less.
"""

import os
import statistics
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from hosting.serve.begun import MAKES
from tests.helpers.serving import Crowded, running
from tests.helpers.strangers import kernel_at

PAGE = f"{MAKES}; made.begin()"
PROVISIONERS = {"forked": "forked", "stock": "local-provisioner"}
TURNS = 7
VISITORS = 16


@dataclass
class Cost:
    """Of one kernel: seconds until it answers, processor seconds, and memory in MB that no other process shares."""

    wait_s: float
    cpu_s: float
    unique_mb: float
    proportional_mb: float


def memory_mb(pid: int) -> tuple[float, float]:
    """Memory of a process that is its own, and its proportional memory: what it shares is divided among the sharers."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    kilobytes = {name.rstrip(":"): int(amount) for name, amount, _ in lines}
    return (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1024, kilobytes["Pss"] / 1024


def processor_s(pid: int) -> float:
    """Seconds that a process has taken of the processors."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(provisioner: str, code: str, folder: str) -> Cost:
    """One kernel, from the request until the code has run in it."""
    KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONERS[provisioner]
    manager = KernelManager(transport="ipc", connection_file=f"{folder}/{uuid.uuid4()}.json")
    begun = time.perf_counter()
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    client.kernel_info(reply=True, timeout=60)
    waited = time.perf_counter() - begun
    assert client.execute(code, reply=True, timeout=60)["content"]["status"] == "ok"
    pid = manager.provisioner.process.pid
    spent = Cost(waited, processor_s(pid), *memory_mb(pid))
    client.stop_channels()
    manager.shutdown_kernel()
    return spent


def burst(provisioner: str, folder: Path) -> list[float]:
    """Seconds until each of the visitors who came at once had a kernel, of which four waited."""
    log = folder / f"{provisioner}.log"
    with running(Crowded(log, KERNELS=provisioner, POOL=4, CEILING=VISITORS)) as server:
        server.rest()
        begun = time.perf_counter()

        def visit(_: int) -> float:
            kernel_at(server.url)
            return time.perf_counter() - begun

        with ThreadPoolExecutor(VISITORS) as pool:
            return list(pool.map(visit, range(VISITORS)))


def kernels() -> None:
    """Prints one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        kinds = [("forked", PAGE), ("stock", PAGE), ("stock", "import ipywidgets")]
        cost("forked", "", folder)  # the warm process starts
        turns = [[cost(*kind, folder) for kind in kinds] for _ in range(TURNS)]
        bursts = {name: statistics.median(burst(name, Path(folder))) for name in PROVISIONERS}

    def row(title: str, field: str, unit: str) -> str:
        forked, stock, bare = (statistics.median(getattr(turn[kind], field) for turn in turns) for kind in range(3))
        return (
            f"{title}: {forked:.2f} {unit} forked, {stock:.2f} stock ({forked / stock:.2f} times), "
            f"{bare:.2f} stock with ipywidgets and no page ({forked / bare:.2f} times)"
        )

    lines = [
        row("request to a kernel's first answer", "wait_s", "s"),
        row("a kernel's processor time, page included", "cpu_s", "s"),
        row("unique memory with the page", "unique_mb", "MB"),
        row("proportional memory with the page", "proportional_mb", "MB"),
        f"{VISITORS} visitors at once, median until each has a kernel: {bursts['forked']:.1f} s forked, "
        f"{bursts['stock']:.1f} stock ({bursts['forked'] / bursts['stock']:.2f} times)",
    ]
    print(*lines, sep="\n")
