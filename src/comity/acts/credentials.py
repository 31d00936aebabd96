"""Credentials: who may speak and sign for whom, with which key, from when to when."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import Act, By, Instant, On, Part, Slug, Value, Words
from comity.day import DayStr

Function = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z-]{0,31}$(?!\n)")]
#: What a credential may do: rooms of acts (`instruments`, `membership`, …), or one of these.
Permission = Literal[
    "root", "registry", "transcribe", "credentials", "instruments", "membership", "record", "clock", "depositary",
    "bodies", "posts", "chairmanship", "sessions", "decisions", "relations", "concerns", "assembly", "budget", "programmes",
]  # fmt: skip


class Enrolment(Value, frozen=True, kw_only=True):
    """A key enrolled for a holder: number `number` of those of this function.

    The line that it signs is named `<domain>/<holder>/<function>/<number>`; `key` is its C2SP verifier key.
    `quorum` > 1 asks that many lines of the same holder and function (k of n).
    """

    function: Function
    holder: By
    key: str
    may: Annotated[tuple[Permission, ...], msgspec.Meta(min_length=1)]
    number: Annotated[int, msgspec.Meta(ge=1, le=999_999)]
    body: Slug = ""
    origins: tuple[str, ...] = ()
    quorum: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1
    until: Instant | UnsetType = UNSET


class Letter(Value, frozen=True, kw_only=True):
    """A letter of a member's foreign ministry whose form the registrar has verified."""

    day: DayStr
    text: Words
    part: Part | UnsetType = UNSET


class Enrol(Act, frozen=True, kw_only=True, tag="credentials.enrol"):
    """Enrols a key: by a root or earlier key of the same holder, or by letter; always with proof of possession.

    `possession` is the new key's signature line over `possession_text(enrolment, origin)` (record.md, section 4).
    """

    enrolment: Enrolment
    possession: str
    letter: Letter | UnsetType = UNSET


class Revoke(Act, frozen=True, kw_only=True, tag="credentials.revoke"):
    """Revokes a credential from this entry on; `since` names an entry since which the key was in other hands."""

    credential: Annotated[str, msgspec.Meta(pattern=r"^credential/[A-Za-z0-9-]+/[a-z-]+/[0-9]+$(?!\n)")]
    reason: Words
    letter: Letter | UnsetType = UNSET
    since: Annotated[int, msgspec.Meta(ge=0)] | UnsetType = UNSET


class Confirm(Act, frozen=True, kw_only=True, tag="credentials.confirm"):
    """A state confirms an act that was done in its name: it has effect from its own day on (VCLT 8).

    That is: what a key did beyond its authority, what another state's key did, what was done with a key that is said
    to have been in other hands.
    """

    on: On


class Disavow(Act, frozen=True, kw_only=True, tag="credentials.disavow"):
    """A state disavows an act done in its name without authority: it is not its act and counts for nothing (VCLT 8).

    Only what was done with a key in other hands can be disavowed; of its own act a state rids itself by the law of
    treaties (denounce, withdraw, revoke), not by saying that it was none.
    """

    on: On
    reason: Words


def possession_text(enrolment: Enrolment, origin: str) -> bytes:
    """What a new key signs to show that its holder has it: never an act, never a head.

        comity/possession/v1
        record.csto.example/1
        {"function":"mission",…}        the enrolment, canonical
    """
    body = msgspec.json.encode(enrolment, order="sorted")
    return b"comity/possession/v1\n" + origin.encode() + b"\n" + body + b"\n"
