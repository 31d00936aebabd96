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

What the rule says of it:

    {"id": "A", "outcome": "not_adopted", "contested": false, "rule": "substantive", "because": {"en": "…", "ru": "…"},
     "numbers": {"for": 1, "against": 1, "entitled": 2}, "margins": {"count for": -1}, "bound": [], "official": "adopted", "agrees": false}

Trust: a file may be anybody's and of any size. It is read line by line; a line that is no decision is said to be so, by its number
and with everything that is wrong with it, and the next one is read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import IO, Annotated, Any, NamedTuple, get_args

import msgspec
from msgspec import Struct

from comity.day import is_day
from comity.phrases import Fault
from comity.procedure.rule import Outcome, Position

#: The longest line that is read (bytes): a thousand times a decision of two hundred members.
LONGEST = 4_000_000
_WHOLE_DAY = 10
_POSITIONS: tuple[str, ...] = get_args(Position)
_OUTCOMES: tuple[str, ...] = get_args(Outcome)
_FRACTION = r"^[0-9]{1,18}/[1-9][0-9]{0,17}$(?!\n)"
Number = Annotated[int, msgspec.Meta(ge=0, le=10**18)] | Annotated[str, msgspec.Meta(pattern=_FRACTION)]
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
        elif not data.isspace():
            yield Numbered(number, data, None if _whole(data) else Fault("replay.cut"))


def _whole(data: bytes) -> bool:
    """Whether a last line without an end is all there: nothing but an object that was closed."""
    try:
        msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def read(data: bytes) -> Line:
    """The decision of a line; raises `BadLine`."""
    try:
        line = _decode(data)
    except UnicodeDecodeError:
        raise BadLine([Fault("replay.not_utf8")]) from None
    except (msgspec.DecodeError, RecursionError) as fault:
        raise BadLine(_faults(data) or [Fault("replay.odd", what=str(fault)[:200])]) from None
    if not is_whole_day(line.date) or (data.count(b":") != _keys(line) and _twice(data)):
        raise BadLine(_faults(data))
    return line


def is_whole_day(date: str) -> bool:
    """Whether it names a day of the calendar, and not only its year or month."""
    return len(date) == _WHOLE_DAY and is_day(date)


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
        raise BadLine([Fault("replay.twice", key=_shown(name)) for name, n in Counter(found).items() if n > 1])
    return tuple(found)


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


def _twice(data: bytes) -> list[str]:
    twice: list[str] = []
    _plain(data, twice)
    return twice


def _plain(data: bytes, twice: list[str]) -> Any:
    """The value of a line; keys that stand twice in the same object are added to `twice`."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                twice.append(key)
            found[key] = value
        return found

    return json.loads(data, object_pairs_hook=once)


def _faults(data: bytes) -> list[Fault]:
    """Everything that is wrong with a line that could not be read."""
    twice: list[str] = []
    try:
        value = _plain(data, twice)
    except UnicodeDecodeError:
        return [Fault("replay.not_utf8")]
    except (ValueError, RecursionError):
        return [Fault("replay.not_json")]
    if not isinstance(value, dict):
        return [Fault("replay.not_an_object")]
    found = [Fault("replay.twice", key=_shown(key)) for key in dict.fromkeys(twice)]
    for key in value:
        if key not in Line.__struct_fields__:
            found.append(Fault("replay.unknown_key", key=_shown(key), known=", ".join(Line.__struct_fields__)))
    for key in ("id", "date", "body"):
        if key not in value:
            found.append(Fault("replay.missing", key=key))
    found += _faults_of_words(value)
    found += _faults_of_positions(value.get("positions"))
    found += _faults_of_tally(value.get("tally"))
    return found


def _faults_of_words(value: dict[str, Any]) -> list[Fault]:
    found: list[Fault] = []
    if "id" in value and (not isinstance(value["id"], str | int) or isinstance(value["id"], bool)):
        found.append(Fault("replay.not_an_id"))
    if "date" in value and not (isinstance(value["date"], str) and is_whole_day(value["date"])):
        found.append(Fault("replay.not_a_day", value=_shown(value["date"])))
    if "body" in value and not isinstance(value["body"], str):
        found.append(Fault("replay.not_a_word", key="body", value=_shown(value["body"])))
    if not isinstance(value.get("matter"), str | None):
        found.append(Fault("replay.not_a_word", key="matter", value=_shown(value["matter"])))
    if value.get("official") not in (None, *_OUTCOMES):
        found.append(Fault("replay.not_an_outcome", value=_shown(value["official"]), known=", ".join(_OUTCOMES)))
    return found


def _faults_of_positions(positions: Any) -> list[Fault]:
    if positions is None:
        return []
    if not isinstance(positions, dict):
        return [Fault("replay.not_positions")]
    return [
        Fault("replay.not_a_position", member=_shown(member), value=_shown(position), known=", ".join(_POSITIONS))
        for member, position in positions.items()
        if position not in _POSITIONS
    ]


def _faults_of_tally(tally: Any) -> list[Fault]:
    if tally is None:
        return []
    if not isinstance(tally, dict) or not all(isinstance(of, dict) for of in tally.values()):
        return [Fault("replay.not_a_tally")]
    found: list[Fault] = []
    for of in tally.values():
        for position, written in of.items():
            if position not in _POSITIONS:
                found.append(Fault("replay.not_a_position", member="", value=_shown(position), known=", ".join(_POSITIONS)))
            try:
                msgspec.convert(written, Number)
            except msgspec.ValidationError:
                found.append(Fault("replay.not_a_number", key=_shown(position), value=_shown(written)))
    return found


def _shown(value: Any) -> str:
    """What stands there, as far as one wants to read it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text[:80].encode("utf-8", "replace").decode().split())
