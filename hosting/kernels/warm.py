"""The warm process: it has made the page, and forks a kernel each time the server asks for one.

`python -m hosting.kernels.warm CONTROL SERVER`: the file descriptor on which the server asks, and the server's
process id. Each request is one end of a socket, which the new kernel talks to the server with; the warm process
reads nothing else. Until it forks there is no thread, no ZeroMQ context and no event loop in it, and no signal's
handling is changed, so that a kernel begins as it would in a process of its own.

Kernels share how strings are hashed and where libraries lie in memory: whoever runs code in one could learn both.
The page runs no visitor's code.
"""

import atexit
import gc
import json
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from hosting.kernels.linux import be_called, die_with_parent

WARM, KERNEL = "guide-warm", "guide-kernel"
"""What `ps` and `top` call the warm process, and the kernels."""

# What a kernel would import by itself as it starts.
ITS_MODULES = (
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "psutil",
    "tornado.locks",
    "tornado.platform.asyncio",
    "tornado.queues",
)


def warm_up() -> None:
    """Imports all that a kernel needs, reads the library and makes the page."""
    sys.modules["debugpy"] = None  # nobody debugs a visitor's kernel: the debugger would be memory and a door
    for module in ITS_MODULES:
        with suppress(ImportError):  # a newer release may have no such module, and kernels start without it
            import_module(module)
    from hosting.front import made  # noqa: F401 - every kernel has the page made in it from its first moment


def _fork_apart(server: int) -> bool:
    """Forks, twice, a process that the server adopts: True in that process, False in this one."""
    between = os.fork()
    if between:
        os.waitpid(between, 0)
        return False
    between = os.getpid()
    try:
        if os.fork():
            os._exit(0)
        while os.getppid() == between:
            time.sleep(0.001)
        die_with_parent()
    except OSError:
        os._exit(1)
    if os.getppid() != server:
        os._exit(1)
    return True


def wait_to_be_a_kernel(control: socket.socket, server: int) -> socket.socket | None:
    """In each kernel, the socket on which its server waits; in the warm process None, when the server has ended."""
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return None
        link = socket.socket(fileno=descriptors[0])
        try:
            if _fork_apart(server):
                return link
        except OSError:
            pass  # no memory, or too many processes: the server sees the link close
        link.close()


def launched(link: socket.socket) -> dict[str, Any] | None:
    """What to launch, once the server has taken charge of this process; None if it no longer wants to."""
    with link, link.makefile("rw", encoding="utf-8") as talk:
        launch = json.loads(talk.readline() or "null")
        if launch is None:
            return None
        os.setsid()  # as Jupyter starts kernels: an interrupt reaches the whole group
        print(os.getpid(), file=talk, flush=True)
        return launch if talk.readline() else None


def run(launch: dict[str, Any]) -> None:
    """Is a kernel until it is shut down."""
    import ipywidgets
    from ipykernel.kernelapp import IPKernelApp

    be_called(KERNEL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ipykernel does so a moment later: no interrupt ends a start
    os.environ.clear()
    os.environ.update(launch["env"])
    time.tzset()
    os.chdir(launch["cwd"])
    sys.argv = ["ipykernel_launcher", *launch["arguments"]]
    gc.enable()
    # 1 stands for a parent that never ends: Linux watches it, and no thread has to.
    app = IPKernelApp.instance(parent_handle=1)
    app.initialize([*launch["arguments"], "--HistoryManager.enabled=False"])
    ipywidgets.register_comm_target()  # it does so when imported, if there is a kernel by then
    try:
        app.start()
    finally:
        # The last answer is still being sent; the exit functions take away what it is sent with.
        app.control_thread.stop()
        app.control_thread.join()


def main() -> None:
    control, server = int(sys.argv[1]), int(sys.argv[2])
    be_called(WARM)
    del sys.path[0]  # the folder that -m runs in: IPython adds the one that the kernel works in
    gc.disable()
    warm_up()
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        sys.exit("The warm process has a thread, which no fork would copy.")
    gc.collect()
    gc.freeze()  # the collector writes into what it looks at, and would undo the sharing
    with socket.socket(fileno=control) as asked:
        link = wait_to_be_a_kernel(asked, server)
    launch = launched(link) if link else None
    if launch:
        run(launch)
        # The interpreter's own end would write into every shared page once more.
        atexit._run_exitfuncs()
        os._exit(0)


if __name__ == "__main__":
    main()
