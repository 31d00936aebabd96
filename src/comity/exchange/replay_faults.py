"""What is wrong with a line that is no decision: everything, each thing once, with what may have been meant.

A line that was read needs none of this; one that was not is read a second time here, slowly and forgivingly.

Trust: whatever a line says is shown only as far as one wants to read it, and never as control characters of a terminal.
"""

import json
from collections.abc import Collection, Iterable
from typing import Annotated, Any, get_args

import msgspec

from comity.day import is_day
from comity.phrases import Fault
from comity.procedure.rule import Outcome, Position

_FRACTION = r"^[0-9]{1,18}/[1-9][0-9]{0,17}$(?!\n)"
#: A number of votes: whole, or a fraction `"n/d"`; never one with a point.
Number = Annotated[int, msgspec.Meta(ge=0, le=10**18)] | Annotated[str, msgspec.Meta(pattern=_FRACTION)]

_POSITIONS: tuple[str, ...] = get_args(Position)
_OUTCOMES: tuple[str, ...] = get_args(Outcome)
#: How positions are written elsewhere.
_ELSEWHERE = {
    "y": "for", "yes": "for", "in favour": "for", "за": "for", "n": "against", "no": "against", "против": "against", "a": "abstain",
    "воздержался": "abstain",
}  # fmt: skip
#: Of so many words of a line it is asked what may have been meant.
GUESSES = 10
#: How much of a word is shown (characters), and of how many members.
_WORD, _MEMBERS = 80, 5
_WHOLE_DAY = 10


class _Digits(str):
    """A whole number of more digits than anybody needs."""


def is_whole_day(date: str) -> bool:
    """Whether it names a day of the calendar, and not only its year or month."""
    return len(date) == _WHOLE_DAY and is_day(date)


def shown(value: Any) -> str:
    """What stands there, as far as one wants to read it, on one line and in print."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    cut = text[:_WORD] + ("…" if len(text) > _WORD else "")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def near(word: str, among: Iterable[str]) -> str:
    """Which of these words may have been meant; empty where none is near."""
    from difflib import get_close_matches  # for bad lines only

    known = {one.casefold(): one for one in reversed(list(among))}
    found = get_close_matches(word[:_WORD].casefold().strip().replace(" ", "_"), known, n=1, cutoff=0.65)
    return known[found[0]] if found else ""


def keys_twice(data: bytes) -> list[str]:
    """The keys that stand twice in one object of a line."""
    twice: list[str] = []
    _plain(data, twice)
    return twice


def faults_of(data: bytes, keys: Collection[str], why: str = "") -> list[Fault]:
    """Everything that is wrong with a line whose keys may be these; `why` is what the strict reader said of it."""
    twice: list[str] = []
    try:
        value = _plain(data, twice)
    except UnicodeDecodeError as fault:
        return [Fault("replay.not_utf8", byte=fault.start + 1)]
    except RecursionError:
        return [Fault("replay.too_deep")]
    except json.JSONDecodeError as fault:
        if "truncated" in why:
            return [Fault("replay.ends_early")]
        return [Fault("replay.not_json", place=fault.pos + 1)]
    if not isinstance(value, dict):
        return [Fault("replay.not_an_object")]
    found = [Fault("replay.twice", key=shown(key)) for key in dict.fromkeys(twice)]
    known = ", ".join(keys)
    for n, key in enumerate(key for key in value if key not in keys):
        found.append(Fault("replay.unknown_key", key=shown(key), near=near(key, keys) if n < GUESSES else "", known=known))
    found += [Fault("replay.missing", key=key) for key in ("id", "date", "body") if key not in value]
    found += _of_words(value)
    found += _of_positions(value.get("positions"))
    found += _of_tally(value.get("tally"))
    return found or [Fault("replay.odd")]


def _plain(data: bytes, twice: list[str]) -> Any:
    """The value of a line; keys that stand twice in the same object are added to `twice`."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                twice.append(key)
            found[key] = value
        return found

    return json.loads(data, object_pairs_hook=once, parse_int=lambda n: int(n) if len(n) < _WORD else _Digits(n))


def _of_words(value: dict[str, Any]) -> list[Fault]:
    found: list[Fault] = []
    if "id" in value and (not isinstance(value["id"], str | int) or isinstance(value["id"], bool | _Digits)):
        found.append(Fault("replay.not_an_id"))
    if "date" in value and not (isinstance(value["date"], str) and is_whole_day(value["date"])):
        found.append(Fault("replay.not_a_day", value=shown(value["date"])))
    if "body" in value and not isinstance(value["body"], str):
        found.append(Fault("replay.not_a_word", key="body", value=shown(value["body"])))
    if not isinstance(value.get("matter"), str | None):
        found.append(Fault("replay.not_a_word", key="matter", value=shown(value["matter"])))
    official = value.get("official")
    if official is not None and official not in _OUTCOMES:
        meant = near(official, _OUTCOMES) if isinstance(official, str) else ""
        found.append(Fault("replay.not_an_outcome", value=shown(official), near=meant, known=", ".join(_OUTCOMES)))
    return found


def _of_positions(positions: Any) -> list[Fault]:
    if positions is None:
        return []
    if not isinstance(positions, dict):
        return [Fault("replay.not_positions")]
    holders: dict[str, list[str]] = {}
    meant: dict[str, Any] = {}
    for member, position in positions.items():
        if position not in _POSITIONS:
            holders.setdefault(shown(position), []).append(shown(member))
            meant[shown(position)] = position
    return [_no_position(meant[value], n, _several(members)) for n, (value, members) in enumerate(holders.items())]


def _no_position(position: Any, n: int, member: str = "") -> Fault:
    """What is no position, the `n`th of its line from 0."""
    meant = ""
    if isinstance(position, str) and n < GUESSES:
        meant = _ELSEWHERE.get(position.casefold().strip()) or near(position, _POSITIONS)
    return Fault("replay.not_a_position", member=member, value=shown(position), near=meant, known=", ".join(_POSITIONS))


def _several(members: list[str]) -> str:
    """Members by name, as many as one wants to read."""
    if len(members) <= _MEMBERS:
        return ", ".join(members)
    return f"{', '.join(members[:_MEMBERS])}, … ({len(members)})"


def _of_tally(tally: Any) -> list[Fault]:
    if tally is None:
        return []
    if not isinstance(tally, dict) or not all(isinstance(of, dict) for of in tally.values()):
        return [Fault("replay.not_a_tally")]
    found: list[Fault] = []
    for of in tally.values():
        for position, written in of.items():
            if position not in _POSITIONS:
                found.append(_no_position(position, len(found)))
            try:
                msgspec.convert(written, Number)
            except msgspec.ValidationError:
                quoted = f'"{shown(written)}"' if isinstance(written, str) and not isinstance(written, _Digits) else shown(written)
                found.append(Fault("replay.not_a_number", key=shown(position), value=quoted))
    return found
