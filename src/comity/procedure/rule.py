"""A rule of decision, as a charter file writes it (docs/rules-of-decision.md): values only, nothing decides here.

What a value may be is said by its type; whether a rule makes sense (no threshold of nobody, no unknown key of a group)
is said by `comity.procedure.sound`.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Struct

from comity.day.in_force import InForce

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)")]
Words = dict[Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$(?!\n)")], Annotated[str, msgspec.Meta(min_length=1)]]
Confidence = Literal["high", "medium", "low"]
#: What a member does with a text that is put to it.
Position = Literal[
    "for", "against", "abstain", "present", "absent", "not_participating", "object", "object_to_procedure", "amend",
    "reserve",
]  # fmt: skip
#: A position, or several of them by one name: everything but one, or whoever is there at all.
Wanted = Position | Literal["not_for", "not_against", "present_at_all"]
#: Of what a share is a share.
Base = Literal["members", "entitled", "present", "voting", "cast", "participants"]
#: A whole number, or a fraction as `n/d`.
Number = int | Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,18}(/[1-9][0-9]{0,17})?$(?!\n)")]
#: At least or more than a share: `>= 2/3`, `> 1/2`, `>= 55%`, `>= 72.5%`.
Share = Annotated[str, msgspec.Meta(pattern=r"^(>=|>) (0|[1-9][0-9]{0,8})(/[1-9][0-9]{0,8}|(\.[0-9]{1,6})?%)$(?!\n)")]
Outcome = Literal[
    "adopted", "not_adopted", "vetoed", "no_quorum", "not_ripe", "not_computable", "adopted_without_vote", "withdrawn",
    "not_considered",
]  # fmt: skip


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A part of a rule: unknown keys are refused."""


class Test(Value, frozen=True, kw_only=True):
    """A condition: exactly one of `all`, `any`, `some`, `count`, `share`, `weight`, `none_of`, `every`, `more`."""

    __test__ = False  # no test of pytest

    all: tuple["Test", ...] = ()
    any: tuple["Test", ...] = ()
    some: tuple["Test", ...] = ()
    count: Wanted | tuple[Wanted, ...] = ()
    share: str = ""
    weight: str = ""
    none_of: str = ""
    every: str = ""
    more: Wanted | tuple[Wanted, ...] = ()
    held: Wanted | tuple[Wanted, ...] = msgspec.field(default=(), name="is")
    than: Wanted | tuple[Wanted, ...] = ()
    by: str = ""
    of: str = ""
    reaches: Share | Literal[""] = msgspec.field(default="", name="for")
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    fewest: str = ""
    where: str = msgspec.field(default="", name="in")
    veto: bool = False

    @property
    def kind(self) -> str:
        """Which test it is; empty where it says none or several."""
        found = [kind for kind in KINDS if getattr(self, kind)]
        return found[0] if len(found) == 1 else ""

    @property
    def inner(self) -> tuple["Test", ...]:
        """The tests inside it."""
        return self.all or self.any or self.some


KINDS = ("all", "any", "some", "count", "share", "weight", "none_of", "every", "more")


class Entitled(Value, frozen=True, kw_only=True):
    """Who of the members counts: without some, only a group; `base: members` keeps the suspended in the base."""

    without: tuple[Literal["suspended", "concerned", "not_participating"], ...] = ("suspended",)
    only: str = ""
    base: Literal["entitled", "members"] = "entitled"


class Quorum(Value, frozen=True, kw_only=True):
    """Who must be there to open, to decide; how many votes must be cast."""

    to_open: Test | None = None
    to_decide: Test | None = None
    cast: Test | None = None


class After(Value, frozen=True, kw_only=True):
    """So much time since the text was put."""

    hours: Annotated[int, msgspec.Meta(ge=1)]


class Stage(Value, frozen=True, kw_only=True):
    """One step of a cascade: a rule by id; after which outcomes of the step before, after how long, unless what."""

    rule: Id
    when: tuple[Outcome, ...] = ("not_adopted",)
    after: After | None = None
    unless: Test | None = None


class Choice(Value, frozen=True, kw_only=True):
    """A vote by the rule `question` says which of two rules decides: `yes` where it is adopted."""

    question: Id
    yes: Id
    no: Id


class Silence(Value, frozen=True, kw_only=True):
    """A silence procedure: how long, what breaks it and into what, and whether it adopts at the hour or when certified."""

    hours: Annotated[int, msgspec.Meta(ge=1)]
    broken_by: tuple[Position, ...] = ("object",)
    on_breaking: Outcome = "not_adopted"
    adopts: Literal["at_the_hour", "on_certification"] = "at_the_hour"


class Election(Value, frozen=True, kw_only=True):
    """A secret ballot.

    rounds  how many there may be (0: until every seat is filled)
    seats   how many are filled (0: as many as are vacant)
    series  after the first round so many in which only those with most votes stand, then as many open to all, and so on
            (0: in every later round only those with most votes)
    """

    rounds: Annotated[int, msgspec.Meta(ge=0)] = 1
    seats: Annotated[int, msgspec.Meta(ge=0)] = 0
    series: Annotated[int, msgspec.Meta(ge=0)] = 0


class Rule(Value, frozen=True, kw_only=True):
    """A rule of decision of a body; docs/rules-of-decision.md says what each key means."""

    id: Id
    body: str = ""
    matters: tuple[Id, ...] = ()
    name: Words | None = None
    provision: str = ""
    practice: tuple[str, ...] = ()
    confidence: Confidence = "high"
    in_force: InForce = InForce()
    applied: InForce = InForce()
    exception_to: str = ""
    electorate: Entitled = Entitled()
    quorum: Quorum = Quorum()
    adopted_when: Test | Literal["not_known", ""] = ""
    cast: tuple[Position, ...] = ("for", "against")
    tie: Literal["not_adopted", "casting_vote"] = "not_adopted"
    stages: tuple[Stage, ...] = ()
    chosen_by: Choice | None = None
    silence: Silence | None = None
    election: Election | None = None
    binds: Literal["all", "for", "present", "participants", "not_abstaining", "nobody"] = "all"
    reading_of: str = ""
    preferred: bool = False
    without_vote: bool = False
    note: Words | None = None

    @property
    def counted(self) -> InForce:
        """The days whose votes are counted by it: first applied may be later than in force."""
        return InForce(start=self.applied.start or self.in_force.start, until=self.applied.until or self.in_force.until)

    def counted_on(self, day: str) -> bool:
        """Whether votes of that day are counted by it."""
        return self.counted.on(day)
