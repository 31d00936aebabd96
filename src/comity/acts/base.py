"""What every act says of itself: who makes it, which of that signer's acts it is, what the signer had seen.

An act is the one JSON line of an entry (`comity.record.entry`). Its values are frozen and hold no rule:
what an act *does* is said in `comity.organisation`. Members of the JSON object that all acts share:

    act          the act's name, `<room>.<verb>`; the same in record, module, address, documents and tests
    by           who speaks: a member (and in which body), or an office of the organisation
    n, prev      the credential's own sequence number, from 1, and the identity of its previous act
    seen         size and root of the record that the signer looked at
    effective    the day from which it has effect, where that is not the day of entry
    transcribed  for history and for paper: from which sources, with what confidence, under which claim

Golden bytes of every act stand in `tests/acts/golden/`. New members are optional, meanings never change.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from comity.day import DayStr
from comity.text import Text

# A pattern ends in `$(?!\n)`: `$` alone would let a line end pass.
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)")]
StateId = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z0-9-]{1,15}$(?!\n)")]
Office = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z-]{0,31}$(?!\n)")]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{43}$(?!\n)")]
RefStr = Annotated[str, msgspec.Meta(pattern=r"^[a-z]+(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,4}$(?!\n)")]
Instant = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$(?!\n)")]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$(?!\n)")]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Words = Annotated[Text, msgspec.Meta(min_length=1)]
Confidence = Literal["high", "medium", "low"]
#: Who is no member and yet holds a status or a relation: a state, an organisation, a parliament.
HolderId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$(?!\n)")]
#: An amount of money, exact: at most 18 digits before the point and 6 after it.
Amount = Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?$(?!\n)")]
#: A currency (ISO 4217).
Currency = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$(?!\n)")]
#: Per cent of a whole, exact.
Percent = Annotated[str, msgspec.Meta(pattern=r"^(100|[1-9]?[0-9](\.[0-9]{1,6})?)$(?!\n)")]


class Value(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A part of an act: unknown members are refused, what stands at its default is not written."""


class By(Value, frozen=True):
    """Who speaks: exactly one of `member` and `office`; `body` names the body in which a member speaks."""

    member: StateId = ""
    office: Office = ""
    body: Slug = ""

    def __post_init__(self) -> None:
        if bool(self.member) == bool(self.office):
            raise ValueError("`by` names either a member or an office")


class Seen(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Size and root of the record that the signer looked at (record.md, section 1)."""

    root: Hash
    size: Count


class Claim(Value, frozen=True):
    """Which contested question this answers, and whether it is the preferred answer, with the reason for that."""

    key: Slug
    preferred: bool = False
    reason: Text = ()


class Transcribed(Value, frozen=True):
    """Entered from a source by the registrar; never a member's signature."""

    confidence: Confidence
    source: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    claim: Claim | UnsetType = UNSET
    note: Text = ()


class On(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What an act points at: its ref *and* the identity of the act whose text the signer saw."""

    commit: Hash
    ref: RefStr


class Part(Value, frozen=True):
    """A part of an entry (record.md, section 5): named by its commitment, kept beside the record."""

    commit: Hash
    media: str
    size: Count
    distribution: str = msgspec.field(default="public", name="class")


class Version(Value, frozen=True):
    """One language version of a text, kept as a part."""

    lang: Language
    part: Part


class Decided(Value, frozen=True):
    """What a body decided, named by body and day until the decision itself stands in the record (`ref`)."""

    body: Slug
    day: DayStr
    ref: RefStr | UnsetType = UNSET


class Basis(Value, frozen=True, kw_only=True):
    """On what something rests: an article of an instrument, what a body decided, both, or words where neither is known."""

    article: Annotated[str, msgspec.Meta(max_length=32)] = ""
    decided: Decided | UnsetType = UNSET
    instrument: Slug | UnsetType = UNSET
    words: Text = ()

    def __post_init__(self) -> None:
        if self.decided is UNSET and self.instrument is UNSET and not self.words:
            raise ValueError("a basis names an instrument, a decision, or says in words what it is")
        if self.article and self.instrument is UNSET:
            raise ValueError("an article is one of an instrument: name it")


class Act(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="act",
    gc=False,
):
    """An act. Concrete acts add what they say; the tag is the act's name."""

    by: By
    n: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    seen: Seen
    prev: Hash | UnsetType = UNSET
    effective: DayStr | UnsetType = UNSET
    transcribed: Transcribed | UnsetType = UNSET

    @classmethod
    def name(cls) -> str:
        """The act's name, e.g. `instrument.sign`."""
        return str(cls.__struct_config__.tag)
