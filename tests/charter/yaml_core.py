"""YAML as an editor reads it: the core schema of YAML 1.2, in which a day and the words yes and no are words."""

import re
from typing import Any

import yaml

_FORMS = {
    "bool": ("true|True|TRUE|false|False|FALSE", "tTfF"), "null": ("~|null|Null|NULL|", ["~", "n", "N", ""]),
    "int": (r"[-+]?[0-9]+", "-+0123456789"), "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
}  # fmt: skip


class _Core(yaml.SafeLoader):
    """Knows the forms below and no others."""


_Core.yaml_implicit_resolvers = {}
for _kind, (_form, _first) in _FORMS.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"^(?:{_form})$"), list(_first))


def read(text: str) -> Any:
    """The value that a file writes."""
    return yaml.load(text, _Core)
