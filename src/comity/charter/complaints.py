"""What is wrong in a file that people write: where, what was found, what is expected, in the reader's language.

A complaint is data (codes and parameters); its words stand in `comity.phrases`, so that both languages are whole.
What a type says of a value (`Expected `str`, got `int` - at `$.states[2].id``) is turned into such words here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from comity.charter.yaml_lines import Lines, YamlFault
from comity.phrases import Param, param, say

#: How much of what was found is repeated (characters).
LONGEST = 400


class Saying(NamedTuple):
    """Words by code: `Saying("charter.missing", (("key", "id"),))`."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    def said(self, lang: str) -> str:
        """The words in this language; a parameter that is itself a code is said too."""
        return say(self.code, [_param(name, value, lang) for name, value in self.params], lang, _as_is)


def _param(name: str, value: str, lang: str) -> Param:
    return param(name, "text", saying(value).said(lang) if value.startswith("charter.") else value)


def _as_is(_kind: str, value: str) -> str:
    return value


def saying(code: str, **params: str | int) -> Saying:
    """Words by code and parameters."""
    said = tuple((name, str(value)[:LONGEST]) for name, value in sorted(params.items()))
    return Saying(f"charter.{code.removeprefix('charter.')}", said)


class Complaint(NamedTuple):
    """What is wrong in a file: where (file, line from 1, key), what was found, what is expected. Line 0: there is no such file."""

    file: str
    line: int
    key: str
    found: Saying
    expected: Saying

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: str) -> str:
        """One sentence."""
        found, expected = self.found.said(lang), self.expected.said(lang)
        if not self.line:
            return f"{self.file}: {found}; {saying('expected').said(lang)}: {expected}"
        key = self.key or saying("whole_file").said(lang)
        if lang == "ru":
            return f"{self.file}, строка {self.line}, {key}: {found}; ожидается: {expected}"
        return f"{self.file}, line {self.line}, {key}: {found}; expected: {expected}"


class CharterError(ValueError):
    """A charter that cannot be used; `complaints` says everything that is wrong with it."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        super().__init__("\n".join(str(c) for c in complaints))
        self.complaints = tuple(complaints)

    def said(self, lang: str) -> str:
        """Every complaint, one a line."""
        return "\n".join(c.said(lang) for c in self.complaints)


def of_yaml(file: str, fault: YamlFault) -> Complaint:
    """A complaint about a file that is no YAML, or uses more of it than is allowed."""
    return Complaint(file, fault.line, "", saying(fault.code, **fault.params), saying("plain_yaml"))


def line_of(lines: Lines, where: str) -> int:
    """The line of a key, or of the nearest thing around it that has one."""
    while where and where not in lines:
        where = max(where.rpartition(".")[0], where.rpartition("[")[0], key=len)
    return lines.get(where, 1)


_TYPES = {
    "str": "words", "int": "whole_number", "bool": "yes_or_no", "array": "list", "object": "mapping", "null": "nothing",
    "float": "number",
}  # fmt: skip
_DAY = "^[0-9]{4}(-(0[1-9]"
#: How a form begins that is shown by examples, and its words.
_FORMS = {"^(>=|>) ": "share_form", "^[0-9]{1,18}(/": "number_form"}


def _type(name: str) -> str:
    """`str | null` as a code; what has no words of its own stays as it is."""
    parts = [p.strip(" `") for p in name.split("|")]
    return f"charter.{_TYPES[parts[0]]}" if parts[0] in _TYPES else name.strip(" `")


def of_type(
    file: str, fault: str, lines: Lines, base: str = "", kind: Any = None, options: Sequence[str] = ()
) -> Complaint:
    """A complaint from a type's own.

    `base` is the key of the thing that was checked and `kind` the type that it should have, from which the values that
    may stand at a place are read; `options` are the keys that may stand in it.
    """
    said, _, place = fault.partition(" - at ")
    inner = place.removeprefix("`key` in ").strip("`").removeprefix("$").replace("[...]", "")
    key = (base + inner).removeprefix(".")
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", said):
        where = f"{key}.{unknown[1]}".strip(".")
        found_key = saying("unknown_key", key=unknown[1])
        return Complaint(file, line_of(lines, where), key, found_key, _one_of("known_key", options))
    if missing := re.fullmatch(r"Object missing required field `(.*)`", said):
        return Complaint(file, line_of(lines, key), key, saying("missing", key=missing[1]), saying("required_keys"))
    line = line_of(lines, key)
    if odd := re.fullmatch(r"Invalid enum value (.*)", said):
        may = _one_of("listed_value", _values(kind, place))
        return Complaint(file, line, key, saying("value", value=odd[1].strip("'\"")), may)
    if regex := re.fullmatch(r"Expected `str` matching regex (.*)", said):
        if _DAY in regex[1]:
            return Complaint(file, line, key, saying("no_day_at_all"), saying("day_form"))
        known = next((saying(code) for start, code in _FORMS.items() if start in regex[1]), None)
        return Complaint(file, line, key, saying("other_form"), known or saying("form", form=_form(regex[1])))
    if bound := re.fullmatch(r"Expected `(.*)` (?:of length )?([<>]=? ?\d+)", said):
        within = saying("bound", bound=bound[2], what=_type(bound[1]))
        return Complaint(file, line, key, saying("out_of_bounds"), within)
    expected, _, found = said.partition(", got ")
    if not found:
        return Complaint(file, line, key, saying("other_form"), saying("listed_value"))
    return Complaint(
        file, line, key, saying("type_found", what=_type(found)),
        saying("type_expected", what=_type(expected.removeprefix("Expected "))),
    )  # fmt: skip


def _form(regex: str) -> str:
    """A regular expression as it is shown: without its quotes and anchors."""
    return regex.strip("'\"`").replace("(?!\\n)", "").replace("(?!\\\\n)", "").removeprefix("^").removesuffix("$")


def _values(kind: Any, place: str) -> list[str]:
    """The values that a type lists for a place in it (`$.bodies[2].kind`), where it lists any."""
    if kind is None:
        return []
    schema = msgspec.json.schema(kind)
    here = list(_alternatives(schema, schema))
    for step in re.findall(r"\.([A-Za-z_]+)|(\[[^\]]*\])", place):
        inner = [
            at.get("properties", {}).get(step[0]) if step[0] else at.get("items") or at.get("additionalProperties")
            for at in here
        ]
        here = [found for at in inner if isinstance(at, dict) for found in _alternatives(schema, at)]
    return [str(value) for at in here for value in at.get("enum", ()) if value]


def _alternatives(schema: dict[str, Any], at: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a place may be, each definition that it refers to by itself."""
    if "$ref" in at:
        yield from _alternatives(schema, schema["$defs"][at["$ref"].rpartition("/")[2]])
    elif "anyOf" in at:
        for one in at["anyOf"]:
            yield from _alternatives(schema, one)
    else:
        yield at


def _one_of(code: str, options: Sequence[str]) -> Saying:
    return saying("one_of", options=", ".join(options)) if options else saying(code)
