"""The pages that are compared, each with the server that serves it."""

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.commands.bench.table import COLUMNS
from tests.helpers.serving import ROOT, Crowded, Server, guide_server
from tests.helpers.static_site import built_once, files_served
from widgets.dashboard import Dashboard
from widgets.views.check import Check
from widgets.views.check_in import CheckInView
from widgets.views.programme import ProgrammeView

POOL = 2
PROGRAMME, CHECK, CHECK_IN = (f".view-{Dashboard.kinds.index(kind)}" for kind in (ProgrammeView, Check, CheckInView))
"""Where views of our page stand in it."""
BEGIN = ".guide-page:has(nav) .welcome button.primary"
"""What a first visit begins with. It is drawn some frames before the bar, with whose script it is heard."""
VISITORS = 10
LABEL = "import ipywidgets as ipw\nipw.Label('ready')"
_FOUND = f"import sys\nsys.path.insert(0, {str(ROOT)!r})"
STOCK = f"{_FOUND}\nfrom tests.commands.bench.stock_page import stock_page\nstock_page()"
PREHEATED = ("--preheat_kernel=True", f"--VoilaConfiguration.default_pool_size={POOL}")


def notebook(path: Path, source: str) -> Path:
    """A notebook of one cell."""
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": source}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


class Files(Server):
    """What `make static` writes, beside the log before the first start, served from this process as any host would."""

    def __init__(self, log: Path) -> None:
        super().__init__(ROOT, log)
        self._serving = ExitStack()

    def start(self) -> None:
        folder = built_once(self.log.parent) / "static"
        self.sent = self._serving.enter_context(files_served(folder, self.port)).sent

    def stop(self) -> None:
        self._serving.close()


@dataclass(frozen=True)
class Column:
    """A served page: what is seen once it is usable, what a choice is made with and where it shows.

    One that is `ours` is usable when a first visit can begin, and has places: a choice is made at one of them, a
    check-in at another. The one without `kernels` runs Python in the browser.
    """

    name: str
    server: Server
    ready: str
    box: str = ""
    shows: str = ""
    ours: bool = False
    kernels: bool = True

    def kernel(self, name: str) -> int:
        """The process id of the kernel with this id: a stock kernel is started with it, a forked one listens at it."""

        def bears(pid: int) -> bool:
            process = psutil.Process(pid)
            listens = (socket.laddr for socket in process.net_connections("unix"))
            return any(name in text for text in (*process.cmdline(), *listens))

        return next(pid for pid in self.server.kernels() if bears(pid))

    def rest(self, visitors: int = 0, seconds: float = 90) -> None:
        """Waits until the pool is full beside so many visitors' kernels, and none of its processes works."""
        if not self.kernels:
            return
        deadline, before = time.monotonic() + seconds, -1.0
        while time.monotonic() < deadline:
            here = self.server.kernels()
            spent = sum(processor(pid) for pid in (self.server.pid, *here))
            if len(here) == visitors + POOL and 0 <= spent - before < 0.03:
                return
            before = spent
            time.sleep(0.3)
        raise RuntimeError(
            f"{COLUMNS[self.name]}: {len(here)} kernels after {seconds} s, not {visitors + POOL} at rest"
        )


def processor(pid: int) -> float:
    """Seconds that a process has taken of the processors; none if it has ended."""
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system


def columns(folder: Path) -> list[Column]:
    """All that are compared, not yet started; their logs go to the folder."""
    label, stock = (notebook(folder / f"{name}.ipynb", code) for name, code in (("label", LABEL), ("stock", STOCK)))
    ours = {"ready": BEGIN, "box": "[data-item=equipment] input", "ours": True}
    ours["shows"] = f"{PROGRAMME} .summary"
    crowd = {"CEILING": VISITORS + POOL, "POOL": POOL}
    return [
        Column("empty", Server(label, folder / "empty.log", *PREHEATED), ".widget-label"),
        Column(
            "stock",
            Server(stock, folder / "stock.log", *PREHEATED),
            ".equipment input",
            ".equipment input",
            ".programme ul",
        ),
        Column("guide", guide_server(folder / "guide.log"), **ours),
        Column("serve", Crowded(folder / "serve.log", **crowd), **ours),
        Column("unforked", Crowded(folder / "unforked.log", KERNELS="stock", **crowd), **ours),
        Column("static", Files(folder / "static.log"), **ours, kernels=False),
    ]
