"""Readable names of things: `member/TJ`, `instrument/charter-2002/412`, `credential/TJ/mission/3`.

A ref is a kind and one to four parts. It is what an act points at, what a change names, and what an address is made of.
"""

import re
from typing import NewType

Ref = NewType("Ref", str)

_KIND = re.compile(r"[a-z]+(-[a-z]+)*")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
MAX_PARTS = 4


class RefError(ValueError):
    """A string that is no ref: the message says what was found and what is expected."""


def ref(kind: str, *parts: str | int) -> Ref:
    """The ref of this kind and parts; raises `RefError` where it would not be one."""
    text = "/".join((kind, *map(str, parts)))
    read(text)
    return Ref(text)


def read(text: str) -> tuple[str, ...]:
    """Kind and parts of a ref, strictly; raises `RefError`."""
    head, *parts = text.split("/")
    if not _KIND.fullmatch(head):
        raise RefError(f"{text!r} is no ref: the kind {head!r} should be lower-case words, as in 'member/TJ'")
    if not 1 <= len(parts) <= MAX_PARTS:
        raise RefError(f"{text!r} is no ref: {len(parts)} parts found, one to {MAX_PARTS} expected")
    for part in parts:
        if not _PART.fullmatch(part):
            raise RefError(f"{text!r} is no ref: {part!r} should be letters, digits, '.', '_' or '-', at most 64")
    return (head, *parts)


def kind(name: Ref) -> str:
    """`member` of `member/TJ`."""
    return name.split("/", 1)[0]


def name(name: Ref) -> str:
    """`TJ` of `member/TJ`; all parts after the kind."""
    return name.split("/", 1)[1]
