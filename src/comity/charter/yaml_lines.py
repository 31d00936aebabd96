"""YAML read with the line of every key, so that a complaint can say where.

Only plain YAML is read: mappings, lists and values. No anchors and aliases (a file of a few lines could unfold into
billions), no tags, no second document, twelve levels at the most, one megabyte at the most.
"""

from typing import Any

import yaml

#: Where each value stands: path (`states[2].short.ru`) to line number, from 1.
Lines = dict[str, int]
DEEPEST = 12
#: The largest file that is read (bytes).
LARGEST = 1_000_000

_PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)
#: Keys of days: a bare year is a day known by its year, not a number.
DAYS = frozenset(("date", "day", "effective", "from", "horizon", "made_public", "proposed", "since", "term", "until"))


class YamlFault(ValueError):
    """A file that is no YAML, or uses more of YAML than is read here; `code` and `params` say it in words."""

    def __init__(self, line: int, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.line, self.code, self.params = line, code, params


def read(data: bytes) -> tuple[Any, Lines]:
    """The plain value that a file writes, and the line of each of its parts; raises `YamlFault`."""
    if len(data) > LARGEST:
        raise YamlFault(1, "too_large", size=len(data), limit=LARGEST)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        raise YamlFault(data[: fault.start].count(b"\n") + 1, "not_utf8") from None
    try:
        _only_plain(text)
        node = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        if "nesting depth" in (fault.problem or ""):  # the parser looks ahead, and has a limit of its own
            raise YamlFault(line, "too_deep", levels=DEEPEST) from None
        raise YamlFault(line, "broken_yaml", why=fault.problem or "") from None
    except yaml.YAMLError as fault:  # a character that YAML does not allow
        at = getattr(fault, "position", 0)
        raise YamlFault(text[:at].count("\n") + 1, "broken_yaml", why=str(fault).splitlines()[0]) from None
    lines: Lines = {}
    return (None if node is None else _value(node, "", lines)), lines


def _only_plain(text: str) -> None:
    """Goes through the file once without building anything: no alias, no anchor, not too deep."""
    depth = documents = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(line, "alias")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise YamlFault(line, "too_deep", levels=DEEPEST)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlFault(line, "second_document")


def _value(node: yaml.Node, path: str, lines: Lines) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if node.tag not in _PLAIN:
        raise YamlFault(line, "tag", tag=node.tag)
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlFault(at, "odd_key")
            name = key.value
            where = f"{path}.{name}" if path else str(name)
            if name in out:
                raise YamlFault(at, "key_twice", key=name)
            lines[where] = at
            found = _value(value, where, lines)
            out[name] = value.value if name in DAYS and isinstance(found, int) else found
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, f"{path}[{i}]", lines) for i, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    match node.tag.rpartition(":")[2]:
        case "int" if node.value.lstrip("+-").isdecimal():
            return int(node.value)
        case "bool":
            return node.value.lower() in ("true", "yes", "on")
        case "null":
            return None
    return node.value
