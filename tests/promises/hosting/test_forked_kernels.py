"""Kernels forked from the warm process are kernels like any other, and leave nothing behind."""

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_core.paths import jupyter_runtime_dir

from hosting.kernels.nursery import ForkedKernel, Nursery
from hosting.kernels.provisioner import NURSERY
from hosting.kernels.warm import KERNEL
from tests.helpers.serving import ROOT, Crowded, running, wait_for
from tests.helpers.strangers import kernel_at

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone"),
]

LIKE_ANY_OTHER = """
import ipywidgets, json, os, signal, sys, threading
print(json.dumps({
    "signals": [str(signal.getsignal(each)) for each in sorted(signal.valid_signals())],
    "masked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
    "leads": [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()],
    "parent": os.getppid(),
    "cwd": os.getcwd(),
    "path": sys.path,
    "arguments": sys.argv[1:2],
    "environment": {k: v for k, v in os.environ.items() if not k.startswith(("JPY_", "PYDEVD_"))},
    "widgets": sorted(get_ipython().kernel.comm_manager.targets),
    "main": sys.modules["__main__"].__dict__ is globals(),
}))
"""


def gone(pid: int) -> bool:
    """Whether a process has ended, and waits at most for its parent to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def kernel_manager() -> KernelManager:
    """A kernel's manager as the server makes it: with a connection file and sockets that are its own."""
    return KernelManager(transport="ipc", connection_file=f"{jupyter_runtime_dir()}/{uuid.uuid4()}.json")


class Visitor:
    """A kernel and a client that talks to it."""

    def __init__(self, **launch) -> None:
        self.manager = kernel_manager()
        self.manager.start_kernel(**launch)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    @property
    def kernel(self):
        return self.manager.provisioner.process

    def says(self, code: str) -> str:
        """What the code prints, or the name of the error that it raises."""
        heard = []
        answer = self.client.execute_interactive(
            code, timeout=30, output_hook=lambda message: heard.append(message["content"].get("text", ""))
        )
        return "".join(heard).strip() or answer["content"].get("ename", "")

    def leave(self, now: bool = True) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=now)


@pytest.fixture(autouse=True)
def files(monkeypatch):
    """The folder of the kernels' files: its path is short, for a socket's may have 107 letters."""
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def provisioner(monkeypatch):
    """Sets which provisioner starts kernels."""
    factory = KernelProvisionerFactory.instance()

    def choose(name: str) -> None:
        monkeypatch.setattr(factory, "default_provisioner_name", name)

    return choose


@pytest.fixture
def visit(provisioner):
    provisioner("forked")
    visitors = []

    def come(**launch) -> Visitor:
        visitors.append(Visitor(**launch))
        return visitors[-1]

    yield come
    for visitor in visitors:
        if visitor.manager.has_kernel:
            visitor.leave()


def test_a_forked_kernel_is_a_kernel_like_any_other(visit, provisioner, tmp_path):
    """Signals, session, parent, working folder, search path, environment and widgets are as in a stock kernel.

    Jupyter's word on who its parent is, and its debugger's settings, are the stock kernel's alone.
    """
    launch = {"cwd": str(tmp_path), "env": {**os.environ, "TZ": "Pacific/Auckland", "FOR_THIS_ONE": "grüezi"}}
    forked = visit(**launch)
    provisioner("local-provisioner")
    stock = visit(**launch)
    assert isinstance(forked.kernel, ForkedKernel)
    assert isinstance(stock.kernel, subprocess.Popen)
    ours, theirs = (json.loads(each.says(LIKE_ANY_OTHER)) for each in (forked, stock))
    assert {name: ours[name] for name in ours if ours[name] != theirs[name]} == {}
    assert ours["environment"]["FOR_THIS_ONE"] == "grüezi"
    hour = "import time; print(time.strftime('%Z'))"
    assert forked.says(hour) == stock.says(hour)


def test_two_visitors_share_nothing_that_changes(visit):
    """Neither modules' state nor the dice are shared."""
    one, other = visit(), visit()
    one.says("import widgets.dashboard, workbook.library as here; here.mark = 1; left_behind = 1")
    assert other.says("import workbook.library as here; print(hasattr(here, 'mark'), 'left_behind' in globals())") == (
        "False False"
    )
    dice = "import random, secrets, uuid; print(random.random(), secrets.token_hex(), uuid.uuid4(), uuid.uuid1())"
    assert not set(one.says(dice).split()) & set(other.says(dice).split())


def test_a_running_loop_is_interrupted(visit):
    """Jupyter's interrupt stops what runs, and the kernel goes on."""
    visitor = visit()
    visitor.client.execute("print('begun')\nwhile True: pass", stop_on_error=False)  # else what follows is dropped
    while visitor.client.get_iopub_msg(timeout=10)["msg_type"] != "stream":
        pass
    visitor.manager.interrupt_kernel()
    assert visitor.client.get_shell_msg(timeout=10)["content"]["ename"] == "KeyboardInterrupt"
    assert visitor.says("print(6 * 7)") == "42"


def test_a_kernel_restarts_and_shuts_down(visit):
    """A restart forgets all; a shutdown is followed at once, and has exit status 0."""
    visitor = visit()
    visitor.says("kept = 1")
    first = visitor.kernel.pid
    visitor.manager.restart_kernel()
    visitor.client.wait_for_ready(timeout=30)
    assert visitor.says("print('kept' in globals())") == "False"
    second = visitor.kernel
    visitor.leave(now=False)
    assert second.pid != first
    assert second.returncode == 0
    assert gone(first)


@pytest.mark.parametrize(("ending", "status"), [("os.kill(os.getpid(), 9)", -9), ("os._exit(3)", 3)])
def test_a_kernel_that_ends_is_noticed(visit, ending, status):
    """Jupyter learns that a kernel is dead, and how it ended."""
    visitor = visit()
    kernel = visitor.kernel
    visitor.client.execute(f"import os; {ending}")
    wait_for(lambda: not visitor.manager.is_alive(), 10)
    assert kernel.poll() == status


def test_kernels_outlive_the_warm_process(visit):
    """When the warm process is killed, visitors go on, and the next one gets a new warm process."""
    before = visit()
    warm = NURSERY.process.pid
    os.kill(warm, signal.SIGKILL)
    after = visit()
    assert isinstance(after.kernel, ForkedKernel)
    assert NURSERY.process.pid != warm
    assert before.says("print(1)") == after.says("print(1)") == "1"


def test_without_a_warm_process_kernels_start_by_themselves(visit, monkeypatch):
    """A visitor waits a little longer and gets a stock kernel; nobody waits for another try until it has rested."""
    unable = Nursery()
    healthy, broken = unable._command, [sys.executable, "-c", "raise SystemExit(1)"]
    commands = [broken, broken]
    monkeypatch.setattr(unable, "_command", lambda control: commands.pop() if commands else healthy(control))
    monkeypatch.setattr("hosting.kernels.provisioner.NURSERY", unable)
    for _ in range(2):
        visitor = visit()
        assert commands == []
        assert isinstance(visitor.kernel, subprocess.Popen)
        assert visitor.says("print(1)") == "1"
    unable._rests_until = time.monotonic()
    assert isinstance(visit().kernel, ForkedKernel)
    unable._end()


def test_a_warm_process_that_hangs_is_replaced(visit, monkeypatch):
    """It is waited for a while, and then ended; its kernels go on."""
    before = visit()
    warm = NURSERY.process.pid
    os.kill(warm, signal.SIGSTOP)
    monkeypatch.setattr("hosting.kernels.nursery.FORKING_S", 0.5)
    after = visit()
    assert isinstance(after.kernel, ForkedKernel)
    assert gone(warm)
    assert before.says("print(1)") == after.says("print(1)") == "1"


@pytest.mark.parametrize("first", [1, 2])
def test_a_fork_that_fails_is_tried_by_a_new_warm_process(visit, monkeypatch, first):
    """A fork of the warm process, or the fork of that fork, for want of memory or of process ids."""
    unlucky = Nursery()
    healthy = unlucky._command
    commands = [lambda control: [sys.executable, "-c", UNLUCKY, *healthy(control)[3:], str(first)], healthy]
    monkeypatch.setattr(unlucky, "_command", lambda control: commands.pop(0)(control))
    monkeypatch.setattr("hosting.kernels.provisioner.NURSERY", unlucky)
    visitor = visit()
    assert commands == []
    assert isinstance(visitor.kernel, ForkedKernel)
    assert visitor.says("print(1)") == "1"
    unlucky._end()


UNLUCKY = """
import errno, os, sys
from hosting.kernels import warm
fork, forks = os.fork, []
def unlucky():
    forks.append(1)
    if len(forks) >= int(sys.argv[3]):
        raise OSError(errno.EAGAIN, "no more processes")
    return fork()
os.fork = unlucky
warm.main()
"""


def test_a_kernel_that_nobody_waits_for_any_more_ends(files):
    """The server gave up on it while it was forked: it leaves neither a process nor a zombie."""
    nursery = Nursery()
    launch = ["-f", str(files / "connection.json")], dict(os.environ), str(files)

    def children() -> set[int]:
        return {each.pid for each in psutil.Process().children()}

    async def given_up() -> None:
        first = await nursery.kernel(*launch)
        first.kill()
        first.wait()
        os.kill(nursery.process.pid, signal.SIGSTOP)
        before = children()
        asking = asyncio.create_task(nursery.kernel(*launch))
        await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        os.kill(nursery.process.pid, signal.SIGCONT)
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
        assert children() == before

    asyncio.run(given_up())
    nursery._end()


def test_what_a_lost_warm_process_was_about_to_make_kernels_of_is_reaped():
    """The server adopts it as it adopts kernels, and has never heard of it: the next start sees to it."""
    name_it = "from hosting.kernels import linux, warm; linux.be_called(warm.WARM)"
    orphan = subprocess.Popen([sys.executable, "-c", name_it], cwd=ROOT)
    wait_for(lambda: gone(orphan.pid), 10)
    nursery = Nursery()
    nursery._start()
    assert not psutil.pid_exists(orphan.pid)
    nursery._end()
    orphan.wait()


def test_nothing_outlives_the_server(files):
    """When the server is killed, its kernels and its warm process end."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "forked", "JUPYTER_RUNTIME_DIR": str(files)},
    )  # fmt: skip
    pids = [int(pid) for pid in server.stdout.readline().split()]
    assert len(pids) == 3
    assert not any(map(gone, pids))
    server.kill()
    server.communicate()
    wait_for(lambda: all(map(gone, pids)), 10)


SERVER = """
from jupyter_client.manager import start_new_kernel
from hosting.kernels.provisioner import NURSERY
kernels = [start_new_kernel() for _ in range(2)]
print(NURSERY.process.pid, *(manager.provisioner.process.pid for manager, _ in kernels), flush=True)
input()
"""


def test_visitors_who_come_at_once_all_get_a_kernel(visit):
    """Sixteen kernels asked for at the same moment are sixteen kernels, and each answers."""
    with ThreadPoolExecutor(16) as pool:
        visitors = list(pool.map(lambda _: visit(), range(16)))
    assert {visitor.says("import os; print(os.getpid())") for visitor in visitors} == {
        str(visitor.kernel.pid) for visitor in visitors
    }


def test_fifty_visits_leave_nothing_behind(visit, files):
    """No process, zombie, file descriptor, socket or connection file is left."""

    def descriptors() -> dict[int, int]:
        gc.collect()
        return {pid: len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in (os.getpid(), NURSERY.process.pid)}

    def children() -> str:
        return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()

    visit().leave()
    before = descriptors(), children()
    for turn in range(50):
        manager = kernel_manager()
        manager.start_kernel()
        manager.shutdown_kernel(now=bool(turn % 10))
    assert (descriptors(), children()) == before
    assert list(files.iterdir()) == []


def test_the_warm_process_is_safe_to_fork():
    """What a fork would copy wrongly is not there: threads, event loops, ZeroMQ contexts, databases, open files."""
    code = """
import asyncio, gc, os, sqlite3, zmq
from hosting.kernels.warm import warm_up
before = len(os.listdir("/proc/self/fd"))
warm_up()
wrong = (asyncio.AbstractEventLoop, zmq.Context, sqlite3.Connection)
print(len(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd")) - before,
      [each for each in gc.get_objects() if isinstance(each, wrong)])
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "1 0 []"


def test_visitors_get_forked_kernels(tmp_path):
    """Those that waited in the pool, and those made for one visitor; none started by itself."""
    with running(Crowded(tmp_path / "log", CEILING=4, POOL=2)) as server:
        with ThreadPoolExecutor(4) as pool:
            kernels = set(pool.map(kernel_at, [server.url] * 4))
        assert len(kernels) == 4
        assert {psutil.Process(pid).name() for pid in server.kernels()} == {KERNEL}
