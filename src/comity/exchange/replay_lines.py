"""The lines of `comity replay`: decisions in, what a rule says of them out. JSON, UTF-8, one object a line.

A decision:

    {"id": "A", "date": "1990-05-04", "body": "council", "matter": "substantive",
     "positions": {"AA": "for", "BB": "against"}, "official": "adopted"}

id         any string or whole number, given back as it is
date       the day of the decision: whose rule, whose members
body       a body of the organisation; `matter` one of its matters (left out: the body's general rule)
positions  member to position; who is not named was absent. Left out or null: no roll call is known. Empty: it was put to no vote
tally      `{electorate: {position: number}}`, the body's own under its id; whole numbers or fractions `"n/d"`
members    who was a member, where that is not to be asked of the organisation
official   the outcome as recorded. It is compared with what the rule says, and never used to say it

That a text was put to no vote is no outcome of a count but a part of what happened. A line says it by empty `positions`; a line
that has neither positions nor numbers may say it by the word `adopted_without_vote` (`put_to_no_vote`).

What the rule says of it:

    {"id": "A", "outcome": "not_adopted", "contested": false, "rule": "substantive", "because": {"en": "…", "ru": "…"},
     "numbers": {"for": 1, "against": 1, "entitled": 2}, "margins": {"count for": -1}, "bound": [], "official": "adopted", "agrees": false}

What its words mean is told in `docs/replay.md`.

Trust: a file may be anybody's and of any size. It is read line by line; a line that is no decision is said to be so, by its number
and with everything that is wrong with it (`comity.exchange.replay_faults`), and the next one is read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import IO, Any, NamedTuple

import msgspec
from msgspec import Struct

from comity.exchange.replay_faults import Number, faults_of, is_whole_day, keys_twice, shown
from comity.phrases import Fault
from comity.procedure.rule import Outcome, Position

#: The longest line that is read (bytes): a thousand times a decision of two hundred members.
LONGEST = 4_000_000
Tally = dict[str, dict[Position, Number]]


class Line(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A decision as it stands in a file; `members` is kept as it was written, for it is mostly that of the line before."""

    id: str | int
    date: str
    body: str
    matter: str | None = None
    positions: dict[str, Position] | None = None
    tally: Tally | None = None
    members: msgspec.Raw = msgspec.Raw()
    official: Outcome | None = None


class Said(Struct, kw_only=True):
    """What a rule says of a decision, as a line.

    numbers  how many are entitled, and how many held each position
    margins  by how much each test is met (0: just met) or missed (below 0); None where that is open
    bound    whom it binds
    agrees   whether that is what is recorded; None where nothing can be compared
    """

    id: str | int
    outcome: str
    contested: bool
    rule: str
    because: dict[str, str]
    numbers: Mapping[str, Any]
    margins: Mapping[str, Any]
    bound: tuple[str, ...]
    official: str | None
    agrees: bool | None


class BadLine(Exception):
    """A line that is no decision: `faults` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


class Numbered(NamedTuple):
    """A line of a file with its number, from 1: `data` without its end, or the fault for which it was not read whole."""

    number: int
    data: bytes
    fault: Fault | None = None


_decode = msgspec.json.Decoder(Line).decode
_members = msgspec.json.Decoder(list[str]).decode
_encode = msgspec.json.Encoder(enc_hook=lambda value: f"{value.numerator}/{value.denominator}").encode


def lines_of(file: IO[bytes]) -> Iterator[Numbered]:
    """The lines of a file that say anything, one after another; a line that is too long is passed over, and said to be."""
    number = 0
    while data := file.readline(LONGEST + 1):
        number += 1
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if len(data) > LONGEST and not data.endswith(b"\n"):
            while (more := file.readline(LONGEST)) and not more.endswith(b"\n"):
                pass
            yield Numbered(number, b"", Fault("replay.too_long", limit=LONGEST))
        elif data.endswith(b"\n"):
            if data := data.strip():
                yield Numbered(number, data)
        elif data := data.strip():
            yield Numbered(number, data, Fault("replay.cut") if _is_cut(data) else None)


def _is_cut(data: bytes) -> bool:
    """Whether a last line without an end lacks something at its end, and nothing before."""
    try:
        msgspec.json.decode(data)
    except msgspec.DecodeError as fault:
        return "truncated" in str(fault)
    except (UnicodeDecodeError, RecursionError):
        return False
    return False


def read(data: bytes) -> Line:
    """The decision of a line; raises `BadLine`."""
    try:
        line = _decode(data)
    except UnicodeDecodeError:
        raise BadLine(faults_of(data, Line.__struct_fields__)) from None
    except (msgspec.DecodeError, RecursionError) as fault:
        raise BadLine(faults_of(data, Line.__struct_fields__, str(fault))) from None
    if not is_whole_day(line.date) or (data.count(b":") != _keys(line) and keys_twice(data)):
        raise BadLine(faults_of(data, Line.__struct_fields__))
    return line


def members_of(line: Line) -> tuple[str, ...] | None:
    """Who was a member, as the line says; None where it does not. Raises `BadLine`."""
    written = bytes(line.members)
    if written in (b"", b"null"):
        return None
    try:
        found = _members(written)
    except msgspec.ValidationError:
        raise BadLine([Fault("replay.not_members")]) from None
    if not found:
        raise BadLine([Fault("replay.no_members")])
    if len(set(found)) < len(found):
        raise BadLine([Fault("replay.twice", key=shown(name)) for name, n in Counter(found).items() if n > 1])
    return tuple(found)


def put_to_no_vote(line: Line) -> bool:
    """Whether a line says that there was no vote at all: by a roll call of nobody, or by the word for it where nothing is recorded."""
    if line.tally and any(line.tally.values()):
        return False
    return (line.positions is not None and not line.positions) or (line.positions is None and line.official == "adopted_without_vote")


def number(written: int | str) -> int | Fraction:
    """A number of a tally: whole where it comes to a whole number."""
    if isinstance(written, int):
        return written
    found = Fraction(written)
    return found.numerator if found.denominator == 1 else found


def write(line: Line | Said) -> bytes:
    """The line with its end."""
    return _encode(line) + b"\n"


def _keys(line: Line) -> int:
    """How many keys a line has at the least: where it has no more colons than these, none stands twice."""
    tally = line.tally
    return (
        3 + (line.matter is not None) + (line.positions is not None) + (tally is not None) + (line.official is not None)
        + bool(line.members) + len(line.positions or ()) + sum(1 + len(of) for of in (tally or {}).values())
    )  # fmt: skip
