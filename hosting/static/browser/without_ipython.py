"""All that ipywidgets asks of IPython, where there is none: to be imported before ipywidgets is."""

import sys
from types import ModuleType
from typing import Any


def _nothing(*_: Any, **__: Any) -> None:
    """There is no shell, and nothing is displayed."""


ASKED: dict[str, dict[str, Any]] = {
    "IPython": {"get_ipython": _nothing},
    "IPython.core": {},
    "IPython.core.interactiveshell": {"InteractiveShell": object},
    "IPython.display": {"clear_output": _nothing, "display": _nothing},
}

for _name, _parts in ASKED.items():
    _module = ModuleType(_name)
    _module.__dict__.update(_parts)
    sys.modules[_name] = _module
