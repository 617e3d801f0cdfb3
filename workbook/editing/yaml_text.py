"""YAML text as people write it: a block a field, and in one line what is short."""

from typing import Any

import yaml

_ONE_LINE = 64
"""Signs up to which a list or a mapping stands in one line."""


def _width(node: yaml.Node) -> int:
    """Signs that a node takes in one line."""
    if isinstance(node, yaml.MappingNode):
        return sum(_width(key) + _width(value) + 4 for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return sum(_width(item) + 2 for item in node.value)
    return len(node.value)


class _Readable(yaml.SafeDumper):
    def ignore_aliases(self, _: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, *_: bool, **__: bool) -> None:
        super().increase_indent(flow, False)  # lists stand further in than their field

    def represent(self, data: Any) -> None:
        """The whole value, of which every field begins a line."""
        node = self.represent_data(data)
        if isinstance(node, yaml.CollectionNode):
            node.flow_style = False
        self.serialize(node)

    def represent_data(self, data: Any) -> yaml.Node:
        node = super().represent_data(data)
        if isinstance(node, yaml.CollectionNode):
            node.flow_style = _width(node) <= _ONE_LINE
        return node


_Readable.add_multi_representer(dict, yaml.SafeDumper.represent_dict)
_Readable.add_multi_representer(list, yaml.SafeDumper.represent_list)


def yaml_text(value: Any) -> str:
    """A plain value as YAML, its fields in their own order."""
    text: str = yaml.dump(value, Dumper=_Readable, sort_keys=False, allow_unicode=True, width=110)
    return text
