"""YAML as nodes, which know the file and the line that they are from."""

import io
from functools import lru_cache
from typing import Any

import yaml

from workbook.faults import Path, repeated_keys, repeated_records

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Named(io.StringIO):
    """A text that knows the file it is from; every place in it bears the name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


@lru_cache(maxsize=512)
def composed(text: str, name: str) -> yaml.Node | None:
    """The YAML's nodes, which nobody changes. Raises yaml.YAMLError."""
    node: yaml.Node | None = _Loader(_Named(text, name)).get_single_node()
    return node


@lru_cache(maxsize=512)
def plain(node: yaml.Node | None) -> Any:
    """The nodes' plain value, which nobody changes. Raises yaml.YAMLError."""
    return {} if node is None else _Loader("").construct_document(node)


@lru_cache(maxsize=512)
def repeats(node: yaml.Node | None) -> tuple[tuple[Path, str], ...]:
    """Keys and ids that stand twice, and what to say of them."""
    keys = [(path, "is written twice; keep one") for path in repeated_keys(node)]
    return *keys, *((path, f"{known!r} stands twice; ids are unique") for path, known in repeated_records(node))
