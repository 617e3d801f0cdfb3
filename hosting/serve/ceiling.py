"""How many visitors fit into the memory of this machine, or of the container that it pretends to be."""

from pathlib import Path

import psutil

SPARE = 0.2
"""The part of the free memory that is left to the server, and to what else the machine does."""
GROUPS = Path("/sys/fs/cgroup")
LIMITS = (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"))
"""Where Linux says what a container may have, and has: control groups in their second version, and in their first."""


def free_mb(groups: Path = GROUPS) -> int:
    """Megabytes that can be had: the machine's, or a container's if it has a limit."""
    free = psutil.virtual_memory().available
    for names in LIMITS:
        try:
            most, used = ((groups / name).read_text(encoding="ascii").strip() for name in names)
        except OSError:
            continue
        if most != "max":
            free = min(free, max(0, int(most) - int(used)))
    return free // 2**20


def that_fit(kernel_mb: int, beside: int, groups: Path = GROUPS) -> int:
    """Visitors that fit beside a pool of waiting kernels, each taking `kernel_mb`; at least one."""
    return max(1, int(free_mb(groups) * (1 - SPARE)) // kernel_mb - beside)
