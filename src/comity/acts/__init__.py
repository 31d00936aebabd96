"""Every act as a frozen value: what can stand in an entry of the record, and nothing else.

`read` is strict: what it returns, `write` turns back into the very same bytes (RFC 8785 on the profile of
`comity.canon`). Acts hold no rule; `comity.organisation` says what each does.

Trust: given any bytes, `read` returns a typed act or raises `ActError` naming the place of the fault.
"""

from typing import TYPE_CHECKING, Any, Union

import msgspec

from comity import canon
from comity.acts import (
    assembly,
    base,
    bodies,
    budget,
    chairmanship,
    concerns,
    credentials,
    decisions,
    instruments,
    membership,
    posts,
    programmes,
    record,
    relations,
    sessions,
    texts,
)

MODULES = (
    assembly, bodies, budget, chairmanship, concerns, credentials, decisions, instruments, membership, posts, programmes,
    record, relations, sessions,
)  # fmt: skip


def _collect() -> dict[str, type[base.Act]]:
    found: dict[str, type[base.Act]] = {}
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, base.Act) and "." in str(value.__struct_config__.tag):
                found[value.name()] = value
    return dict(sorted(found.items()))


#: Every act by its name, in alphabetical order.
ACTS: dict[str, type[base.Act]] = _collect()
ROOM_OF: dict[str, str] = {name: cls.__module__.rsplit(".", 1)[1] for name, cls in ACTS.items()}

#: The verb of each act: `sign` of `instrument.sign`.
VERB_OF: dict[type[base.Act], str] = {cls: name.split(".")[1] for name, cls in ACTS.items()}

if TYPE_CHECKING:
    AnyAct = base.Act
else:
    #: Any act, told apart by its name: what a page's value may hold.
    AnyAct = Union[tuple(ACTS.values())]  # noqa: UP007 (made from a list)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyAct)
_encoder = msgspec.json.Encoder(order="sorted")


class ActError(ValueError):
    """Bytes that are no act: the message names the place and what is wrong there."""


def write(act: base.Act) -> bytes:
    """The act's canonical JSON, one line without its line end."""
    return _encoder.encode(act)


def read(data: bytes) -> base.Act:
    """The act that `data` writes, or `ActError`.

    Decoded by the act's type, encoded again and compared byte for byte, which also finds duplicate
    members, superfluous white space and other spellings of the same value (record.md, section 1).
    """
    try:
        act: base.Act = _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
        raise ActError(_explain(data, fault)) from None
    if _encoder.encode(act) != data:
        try:
            canon.decode(data)  # names the place
        except canon.CanonError as fault:
            raise ActError(str(fault)) from None
        raise ActError("not canonical: a member stands at its default value and must be left out")
    if wrong := texts.fault(act):
        raise ActError(wrong)
    return act


def _explain(data: bytes, fault: Exception) -> str:
    """The profile's own complaint where there is one: it names the place more exactly than a type does."""
    try:
        canon.decode(data)
    except canon.CanonError as finer:
        return str(finer)
    except RecursionError:
        return "nested too deeply"
    return str(fault) if "$" in str(fault) else f"$: {fault}"


def fill(name: str, fields: dict[str, Any]) -> base.Act:
    """An act from plain values (as of JSON or YAML), checked by its type; raises `ActError`."""
    if name not in ACTS:
        raise ActError(f"no act is called {name!r}; acts are called as in {', '.join(list(ACTS)[:3])}, …")
    try:
        act = msgspec.convert({**fields, "act": name}, ACTS[name], strict=True)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise ActError(f"{name}: {fault}") from None
    if wrong := texts.fault(act):
        raise ActError(f"{name}: {wrong}")
    return act
