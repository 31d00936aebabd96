"""YAML read with the line of every key, so that a complaint can say where."""

from typing import Any

import yaml

#: Where each value stands: path (`states[2].short.ru`) to line number, from 1.
Lines = dict[str, int]


class YamlFault(ValueError):
    """A file that is no YAML, or uses more of YAML than a charter does."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(found)
        self.line = line


def read(data: bytes) -> tuple[Any, Lines]:
    """The plain value that a file writes, and the line of each of its parts; raises `YamlFault`."""
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        raise YamlFault(data[: fault.start].count(b"\n") + 1, "bytes that are not UTF-8") from None
    try:
        node = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        raise YamlFault(mark.line + 1 if mark else 1, fault.problem or "broken YAML") from None
    except yaml.YAMLError as fault:
        raise YamlFault(1, str(fault).splitlines()[0]) from None
    lines: Lines = {}
    return (None if node is None else _value(node, "", lines, 0)), lines


def _value(node: yaml.Node, path: str, lines: Lines, depth: int) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if depth > 12:
        raise YamlFault(line, "nested deeper than twelve levels")
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value
            where = f"{path}.{name}" if path else str(name)
            if name in out:
                raise YamlFault(key.start_mark.line + 1, f"the key {name!r} stands twice")
            lines[where] = key.start_mark.line + 1
            out[name] = _value(value, where, lines, depth + 1)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, f"{path}[{i}]", lines, depth + 1) for i, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    match node.tag:
        case "tag:yaml.org,2002:int":
            return int(node.value)
        case "tag:yaml.org,2002:bool":
            return node.value.lower() in ("true", "yes", "on")
        case "tag:yaml.org,2002:null":
            return None
    return node.value
