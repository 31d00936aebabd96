"""Acts about the record itself: how it was opened, corrected, remarked upon, and how its time passes."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from comity.acts.base import (
    Act,
    Confidence,
    Count,
    Instant,
    On,
    Part,
    RefStr,
    Slug,
    Value,
    Words,
)
from comity.acts.credentials import Enrolment
from comity.day import DayStr
from comity.text import Text


class CharterFile(Value, frozen=True, kw_only=True):
    """One file of the charter, a public part under its path in the organisation's folder."""

    part: Part
    path: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+(/[a-z0-9][a-z0-9._-]*)+$(?!\n)", max_length=200)]


class RecordKeys(Value, frozen=True, kw_only=True):
    """The record's own keys, as C2SP verifier keys: heads (`log`), receipts, and the registry's own acts."""

    acts: str
    log: str
    receipts: str


class Clock(Value, frozen=True, kw_only=True):
    """How the registry tells the time: the machine's clock, or the simulated clock of a demonstration."""

    kind: Literal["system", "simulated"]
    start: Instant | UnsetType = UNSET


class Policy(Value, frozen=True, kw_only=True):
    """How many mirrors attest a head before it is shown as attested; 0 while there are none."""

    mirrors: Count = 0


class Open(Act, frozen=True, kw_only=True, tag="record.open"):
    """The opening entry: which organisation's record this is, its charter, its first keys. Its identity is what a member pins."""

    clock: Clock
    edition: Annotated[int, msgspec.Meta(ge=1)]
    enrolled: tuple[Enrolment, ...]
    generation: Annotated[int, msgspec.Meta(ge=1)]
    keys: RecordKeys
    manifest: Annotated[tuple[CharterFile, ...], msgspec.Meta(min_length=1)]
    organisation: Slug
    policy: Policy
    exercise: bool = False
    roots: tuple[Enrolment, ...] = ()


class Amend(Act, frozen=True, kw_only=True, tag="charter.amend"):
    """Puts another charter in force from here on: the whole manifest, and what brought it about."""

    ground: Words
    manifest: Annotated[tuple[CharterFile, ...], msgspec.Meta(min_length=1)]


class Adopt(Act, frozen=True, kw_only=True, tag="edition.adopt"):
    """Puts an edition of the rules in force from here on; mirrors judge older acts by the older edition."""

    edition: Annotated[int, msgspec.Meta(ge=1)]


class Correct(Act, frozen=True, kw_only=True, tag="record.correct"):
    """Replaces one field of an earlier act by a new claim, from this entry on; nothing is overwritten."""

    field: Literal["effective", "until", "confidence", "void"]
    on: On
    reason: Words
    value: str


class Remark(Act, frozen=True, kw_only=True, tag="record.remark"):
    """What somebody said about something on a day, as theirs: neither the organisation's voice nor the register's."""

    about: Annotated[tuple[RefStr, ...], msgspec.Meta(min_length=1)]
    said_by: Words
    text: Words


class Step(Act, frozen=True, kw_only=True, tag="clock.step"):
    """Moves the simulated clock of a demonstration to an instant; refused where the clock is not simulated."""

    to: Instant


class Ripen(Act, frozen=True, kw_only=True, tag="clock.ripen"):
    """A moment has come. Kind, subject and instant together occur once in a record."""

    instant: Instant
    kind: Literal[
        "denunciation", "dissociation", "entry_into_force", "lapse", "reinstatement", "tacit_acceptance", "withdrawal"
    ]  # fmt: skip
    subject: RefStr


__all__ = [
    "Adopt", "Amend", "CharterFile", "Clock", "Confidence", "Correct", "DayStr", "Open",
    "Policy", "RecordKeys", "Remark", "Ripen", "Step", "Text",
]  # fmt: skip
