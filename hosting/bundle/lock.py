"""Which releases of requirements.lock the guide and its notebooks need, and which of those a laptop installs."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Laptop:
    """A kind of laptop: what Python says of it, and the wheels that it takes."""

    sys_platform: str
    platform_system: str
    os_name: str
    tags: tuple[str, ...]

    def environment(self, python: str) -> dict[str, str]:
        """What a requirement's marker is asked about."""
        return {
            "sys_platform": self.sys_platform,
            "platform_system": self.platform_system,
            "os_name": self.os_name,
            "python_version": python,
            "python_full_version": f"{python}.9",  # start.py asks for 3.11.5 or later
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


MANYLINUX = ("2_28", "2_17", "2_12", "2_5", "2014", "2010", "1")
LAPTOPS = {
    "windows": Laptop("win32", "Windows", "nt", ("win_amd64",)),
    "mac": Laptop("darwin", "Darwin", "posix", ("macosx_12_0_arm64",)),
    "linux": Laptop(
        "linux", "Linux", "posix", tuple(f"manylinux{'_' * ('_' in each)}{each}_x86_64" for each in MANYLINUX)
    ),
}


@dataclass(frozen=True)
class Pin:
    """One release in the lock: its line, and the lines of its files' hashes."""

    line: str
    hashes: str

    @cached_property
    def requirement(self) -> Requirement:
        return Requirement(self.line)

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    def __str__(self) -> str:
        return f"{self.line} \\\n{self.hashes}"


def pins(lock: str) -> tuple[Pin, ...]:
    """The releases in the text of a lock file, in its order."""
    blocks = re.findall(r"^(\S.*==.*) \\\n((?:    --hash=.*\n?)+)", lock, re.MULTILINE)
    return tuple(Pin(line, hashes.rstrip("\n")) for line, hashes in blocks)


def needed(locked: Iterable[Pin], wanted: Iterable[str]) -> tuple[Pin, ...]:
    """The releases that `wanted` leads to, by what is installed here; on whichever platform they are needed."""
    locked = tuple(locked)
    names = {pin.name for pin in locked}
    found: dict[str, set[str]] = {}
    waiting = [Requirement(each) for each in wanted]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in names or (name in found and requirement.extras <= found[name]):
            continue
        extras = found.setdefault(name, set())
        extras |= requirement.extras
        waiting += _requirements_of(name, extras)
    return tuple(pin for pin in locked if pin.name in found)


def _requirements_of(name: str, extras: set[str]) -> list[Requirement]:
    try:
        listed = [Requirement(each) for each in requires(name) or ()]
    except PackageNotFoundError:
        return []  # for another platform only; those (colorama, appnope, pywinpty) need nothing more
    return [
        each
        for each in listed
        if "extra" not in str(each.marker or "") or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def for_laptop(chosen: Iterable[Pin], laptop: Laptop, python: str) -> tuple[Pin, ...]:
    """Those that this kind of laptop installs, without the condition: it is met."""
    environment = laptop.environment(python)
    return tuple(
        Pin(pin.line.split(" ;")[0], pin.hashes)
        for pin in chosen
        if not pin.requirement.marker or pin.requirement.marker.evaluate(environment)
    )


def for_the_room() -> tuple[Pin, ...]:
    """What the page and the notebooks need, without what developing them needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["lab"]
    return needed(pins((ROOT / "requirements.lock").read_text(encoding="utf-8")), wanted)
