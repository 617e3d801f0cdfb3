"""Packs: modules that are compiled already, imported from memory, and the files that belong to them."""

import gc
import importlib.abc
import importlib.util
import marshal
import sys
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from pyodide.ffi import JsException

ROOT = Path("/guide")
"""The folder in which modules say that they stand, and files do."""
_GZIP = b"\x1f\x8b"


class Module(importlib.abc.InspectLoader):
    """One module's loader."""

    def __init__(self, code: bytes, path: str) -> None:
        self.code = code
        self.path = path

    def get_code(self, fullname: str) -> CodeType:
        """What was compiled when the guide was built."""
        code, self.code = self.code, b""  # a module is run once
        return marshal.loads(code)

    def get_source(self, fullname: str) -> None:
        """It stayed where the guide was built."""

    def get_filename(self, fullname: str) -> str:
        """Where the module says that it stands."""
        return self.path

    def get_resource_reader(self, fullname: str) -> Any:
        """For the files beside the module."""
        from importlib.readers import FileReader

        return FileReader(self)


class Packs(importlib.abc.MetaPathFinder):
    """Finds the modules of all packs; one that is not here yet is fetched when one of its modules is wanted."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._modules: dict[str, tuple[bool, bytes]] = {}
        self._elsewhere: dict[str, str] = {}

    def take(self, pack: bytes) -> None:
        """Unpacks one, compressed or not: its modules, its files, and what stands in other packs."""
        found = marshal.loads(zlib.decompress(pack, 31) if pack.startswith(_GZIP) else pack)
        self._modules |= found["modules"]
        self._elsewhere |= found["elsewhere"]
        for name, content in found["files"].items():
            path = ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A module of a pack; None for any other. Raises ImportError where its pack cannot be had now."""
        if fullname in self._elsewhere:
            pack = self._elsewhere[fullname]
            self.take(self._fetch(pack))
            self._elsewhere = {name: each for name, each in self._elsewhere.items() if each != pack}
        if fullname not in self._modules:
            return None
        is_package, code = self._modules.pop(fullname)
        own = ROOT.joinpath(*fullname.split("."))
        file = own / "__init__.py" if is_package else own.with_suffix(".py")
        loader = Module(code, str(file))
        return importlib.util.spec_from_file_location(
            fullname, file, loader=loader, submodule_search_locations=[str(own)] if is_package else None
        )


def _fetched(fetch: Callable[[str], Any], name: str) -> bytes:
    """A pack. Raises ImportError without a connection, which a package may have reckoned with."""
    try:
        return fetch(name).to_bytes()
    except JsException as error:
        raise ImportError(f"the pack {name} cannot be had now") from error


def begin(fetch: Callable[[str], Any], pack: Any) -> None:
    """Makes the modules of a pack known, and of those that it names."""
    gc.disable()  # nothing of what is loaded at the start is ever garbage; the engine has it looked for from then on
    packs = Packs(partial(_fetched, fetch))
    packs.take(pack.to_bytes())
    sys.meta_path.insert(0, packs)
    sys.path.append(str(ROOT))  # for what is no Python
