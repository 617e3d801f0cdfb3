"""How many visitors fit into the memory of this machine, or of the container that it pretends to be."""

from pathlib import Path

import psutil

SPARE = 0.2
"""The part of the free memory that is left to the server, and to what else the machine does."""


def free_mb() -> int:
    """Megabytes that can be had: the machine's, or a container's if it has a limit."""
    free = psutil.virtual_memory().available
    group = Path("/sys/fs/cgroup")
    try:
        most, used = ((group / name).read_text().strip() for name in ("memory.max", "memory.current"))
    except OSError:
        return free // 2**20
    return (free if most == "max" else min(free, int(most) - int(used))) // 2**20


def that_fit(kernel_mb: int, beside: int) -> int:
    """Visitors that fit beside a pool of waiting kernels, each taking `kernel_mb`; at least one."""
    return max(1, int(free_mb() * (1 - SPARE)) // kernel_mb - beside)
