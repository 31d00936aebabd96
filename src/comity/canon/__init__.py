"""The JSON profile of the record: one value, one spelling (record.md, section 1).

RFC 8785 restricted so that every encoder agrees: no floats, no null, integers within ±(2^53-1), member names
`[a-z][a-z0-9_]*` (so no map keyed by data), no duplicates, at most 8 lists and objects deep, valid Unicode scalars. `decode` accepts
exactly what `encode` writes; every refusal names the place, as `$.by.member[2]`, and what was found there.
"""

import base64
import binascii
import json
import re
from typing import Any

Value = bool | int | str | list["Value"] | dict[str, "Value"]

MAX_INT = 2**53 - 1
MAX_DEPTH = 8
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_B64U = re.compile(r"[A-Za-z0-9_-]*")
_URLSAFE = bytes.maketrans(b"+/", b"-_")


class CanonError(ValueError):
    """A value or bytes outside the profile; `place` is where."""

    def __init__(self, place: str, found: str) -> None:
        super().__init__(f"{place}: {found}")
        self.place = place


def encode(value: Value) -> bytes:
    """The value's only spelling, UTF-8 without a line end."""
    check(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def check(value: object, place: str = "$", depth: int = 0) -> None:
    """Raises `CanonError` unless the value is within the profile."""
    match value:
        case bool():
            return
        case int():
            if abs(value) > MAX_INT:
                raise CanonError(place, f"the integer {value} is beyond 2^53-1")
        case str():
            _scalars(value, place)
        case list() | tuple() | dict() if depth == MAX_DEPTH:
            raise CanonError(place, f"nested deeper than {MAX_DEPTH}")
        case list() | tuple():
            for i, item in enumerate(value):
                check(item, f"{place}[{i}]", depth + 1)
        case dict():
            for name, item in value.items():
                if not isinstance(name, str) or not _NAME.fullmatch(name):
                    raise CanonError(place, f"the member name {name!r} is not [a-z][a-z0-9_]*")
                check(item, f"{place}.{name}", depth + 1)
        case None:
            raise CanonError(place, "null stands here; leave the member out instead")
        case float():
            raise CanonError(place, f"the number {value!r} is no integer; amounts are decimal strings")
        case _:
            raise CanonError(place, f"a {type(value).__name__} is no JSON value")


def _scalars(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        raise CanonError(place, f"a lone surrogate stands at character {fault.start}") from None


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written: the same name may stand twice."""


def _plain(value: Any, place: str = "$", depth: int = 0) -> Any:
    """The value with objects as dictionaries; a name that stands twice is refused at its place."""
    if isinstance(value, (list, _Pairs)) and depth == MAX_DEPTH:
        raise CanonError(place, f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, _Pairs):
        out: dict[str, Any] = {}
        for name, item in value:
            if name in out:
                raise CanonError(place, f"the member {name!r} occurs twice in one object")
            out[name] = _plain(item, f"{place}.{name}", depth + 1)
        return out
    if isinstance(value, list):
        return [_plain(item, f"{place}[{i}]", depth + 1) for i, item in enumerate(value)]
    return value


def decode(data: bytes) -> Value:
    """The value that `data` spells, strictly: any other spelling of it is refused with the place of the fault."""
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        raise CanonError(f"byte {fault.start}", "not UTF-8") from None
    try:
        value = _plain(json.loads(text, object_pairs_hook=_Pairs))
    except CanonError:
        raise
    except json.JSONDecodeError as fault:
        raise CanonError(f"character {fault.pos}", f"not JSON: {fault.msg}") from None
    except RecursionError:
        raise CanonError("$", f"nested deeper than {MAX_DEPTH}") from None
    except ValueError:
        raise CanonError("$", "an integer with thousands of digits is beyond 2^53-1") from None
    check(value)
    spelled = encode(value)
    if spelled != data:
        at = next((i for i, (a, b) in enumerate(zip(spelled, data, strict=False)) if a != b), min(len(spelled), len(data)))
        raise CanonError(f"byte {at}", "another spelling than the canonical one (order, white space or escapes)")
    return value  # type: ignore[no-any-return]


def b64u(data: bytes) -> str:
    """Unpadded base64url (RFC 4648, section 5)."""
    return binascii.b2a_base64(data, newline=False).translate(_URLSAFE, b"=").decode()


def unb64u(text: str) -> bytes:
    """The bytes of unpadded base64url, strictly: one spelling for each value."""
    if not _B64U.fullmatch(text):
        raise CanonError("$", "not base64url: letters, digits, '-' and '_' only, without padding")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise CanonError("$", f"not base64url: {len(text)} letters cannot be") from None
    if b64u(data) != text:
        raise CanonError("$", "not base64url: superfluous bits are set")
    return data
