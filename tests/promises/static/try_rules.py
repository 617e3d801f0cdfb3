"""Runs in the Python of the page without a server: pytest, with tests of /house, on the page's own rules and library.

The folders: /house the project, /tools pytest and what it needs, /told what is asked and what came of it.
"""

import json
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path += ["/here", "/house", "/tools"]
sys.dont_write_bytecode = True

import begin

FOLDER = Path("/told")
AWAY = ("plotly", "psutil", "widgets.workshop", "workbook.caseload", "workbook.programme.what_if", "workbook.workshop")
"""What the page does not have: its tests import it, and what asks anything of it fails."""


class Away(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def asked(*_: Any, **__: Any) -> None:
            raise ImportError(f"the page has no {self.__name__}")

        return asked


class Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if fullname.startswith(AWAY) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Away(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


class Plugin:
    """Leaves out what it is told to, has Hypothesis try fewer examples, and notes how each test ended."""

    def __init__(self, left_out: Sequence[str], examples: int) -> None:
        self.left_out, self.examples = left_out, examples
        self.ended: dict[str, str] = {}
        self.left: list[str] = []

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        self.left = [item.nodeid for item in items if self._name(item.nodeid) in self.left_out]
        items[:] = [item for item in items if self._name(item.nodeid) not in self.left_out]
        for item in items:
            self._fewer(item)

    @staticmethod
    def _name(node: str) -> str:
        return node.rpartition("tests/promises/")[2].partition("[")[0]

    def _fewer(self, item: Any) -> None:
        from hypothesis import settings

        asked = "_hypothesis_internal_use_settings"
        for holder, name in ((item.obj, asked), (item.cls, "settings")):
            if isinstance(getattr(holder, name, None), settings):
                setattr(holder, name, settings(getattr(holder, name), max_examples=self.examples, database=None))

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.ended[report.nodeid.rpartition("tests/promises/")[2]] = report.outcome


def try_all(folders: Sequence[str], left_out: Sequence[str], examples: int) -> dict[str, Any]:
    library = begin.library()
    import without_ipython  # noqa: F401 - before the widgets

    import workbook
    import workbook.library.library

    for module in (workbook, workbook.library, workbook.library.library):
        module.shipped = lambda: library  # as the page has it, which reads no file
    sys.meta_path.insert(0, Finder())
    import pytest
    from _pytest._code.code import TracebackEntry

    # The page's modules know no lines, which pytest asks for where one of them is to blame.
    TracebackEntry.lineno = property(lambda entry: (entry._rawentry.tb_lineno or 1) - 1)
    plugin = Plugin(left_out, examples)
    options = ["-q", "--tb=native", "--capture=sys", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    status = pytest.main([*options, "--rootdir=/house", *(f"/house/{each}" for each in folders)], plugins=[plugin])
    return {"status": int(status), "ended": plugin.ended, "left": sorted({plugin._name(node) for node in plugin.left})}


asked = json.loads((FOLDER / "asked.json").read_text(encoding="utf-8"))
(FOLDER / "ended.json").write_text(json.dumps(try_all(**asked)), encoding="utf-8")
