"""How many visitors the server lets in unless it is told: as many as fit into the memory that it may have."""

from pathlib import Path

import psutil
import pytest

from hosting.serve.ceiling import free_mb, that_fit

SECOND, FIRST = ("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes")


def container(folder: Path, names: tuple[str, str], most: str, used_mb: int = 200) -> Path:
    """Control groups as a container sees them."""
    group = folder / "memory" if names == FIRST else folder
    group.mkdir(exist_ok=True)
    for name, value in zip(names, (most, str(used_mb * 2**20)), strict=True):
        (group / name).write_text(f"{value}\n")
    return folder


@pytest.mark.parametrize("names", [SECOND, FIRST])
def test_a_containers_limit_counts(tmp_path, names):
    """1,024 MB of which 200 are used: four in five of the rest, at 40 MB each, less the four that wait."""
    inside = container(tmp_path, names, str(2**30))
    assert free_mb(inside) == 824
    assert that_fit(40, beside=4, groups=inside) == 12


@pytest.mark.parametrize(("names", "most"), [(SECOND, "max"), (FIRST, "9223372036854771712"), (("a", "b"), "1")])
def test_without_a_limit_the_machines_memory_counts(tmp_path, monkeypatch, names, most):
    """A container may have no limit, and a machine no containers."""
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("Memory", (), {"available": 4000 * 2**20}))
    assert free_mb(container(tmp_path, names, most)) == 4000


def test_a_full_container_still_lets_one_in(tmp_path):
    """It would otherwise refuse everybody in silence."""
    assert that_fit(40, beside=4, groups=container(tmp_path, SECOND, str(2**20))) == 1
