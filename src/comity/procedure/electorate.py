"""Who may decide on a day, and what they did: an electorate, and a ballot by roll call or by tally.

Both are values that somebody else has put together; nothing here knows an organisation, a day or a file.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from comity.procedure.rule import Confidence

#: A number of votes or a weight: whole, or a fraction (half a vote).
Number = int | Fraction
#: Every position, in the order in which they are told.
POSITIONS = (
    "for", "against", "abstain", "present", "absent", "not_participating", "object", "object_to_procedure", "amend",
    "reserve",
)  # fmt: skip
_AWAY = frozenset(("absent", "not_participating"))
#: Positions that go by one name.
SEVERAL: dict[str, frozenset[str]] = {
    "not_for": frozenset(POSITIONS) - {"for"},
    "not_against": frozenset(POSITIONS) - {"against"},
    "present_at_all": frozenset(POSITIONS) - _AWAY,
}


def positions_of(wanted: str | tuple[str, ...]) -> frozenset[str]:
    """The positions that a test means: one, one of the names for several, or a list."""
    names = (wanted,) if isinstance(wanted, str) else wanted
    return frozenset().union(*(SEVERAL.get(name, frozenset((name,))) for name in names))


class Electorate:
    """The members of a body on a day, in its order.

    groups     named parts of it: `{"permanent": {"CHN", …}}`
    weights    named weights: `{"population": {"DE": 82850000, …}}`, each for every member
    suspended  members without a vote; `concerned` those whom the matter concerns, where a rule leaves them out
    others     other electorates that a rule may ask (`cantons` beside the people), by name
    sure       how sure a weight is, by its name: `{"population": "low"}`; high where nothing is said
    seats      of an electorate that is counted only by tally: how many there are, where that is known (0: not)
    """

    def __init__(
        self,
        members: tuple[str, ...] = (),
        groups: Mapping[str, frozenset[str]] | None = None,
        weights: Mapping[str, Mapping[str, Number]] | None = None,
        suspended: frozenset[str] = frozenset(),
        concerned: frozenset[str] = frozenset(),
        others: Mapping[str, "Electorate"] | None = None,
        seats: int = 0,
        sure: Mapping[str, Confidence] | None = None,
    ) -> None:
        self.members = tuple(members)
        self.groups = {name: frozenset(group) for name, group in (groups or {}).items()}
        self.weights = {name: dict(values) for name, values in (weights or {}).items()}
        self.suspended = frozenset(suspended)
        self.concerned = frozenset(concerned)
        self.others = dict(others or {})
        self.seats = seats or len(self.members)
        self.sure = dict(sure or {})

    @cached_property
    def known(self) -> frozenset[str]:
        """Every member's id."""
        return frozenset(self.members)

    def changed(self, **values: object) -> "Electorate":
        """The same with some of it otherwise."""
        kept = {
            "members": self.members, "groups": self.groups, "weights": self.weights, "suspended": self.suspended,
            "concerned": self.concerned, "others": self.others, "seats": 0, "sure": self.sure,
        }  # fmt: skip
        return Electorate(**{**kept, **values})  # type: ignore[arg-type]


class Ballot(Struct, frozen=True, kw_only=True):
    """What was put and what became of it.

    positions  of members, by id; who states none is absent. None where there is no roll call, empty where no vote was held
    tally      numbers by position, where only those are known (a referendum, an old record)
    others     the ballots of other electorates, by name
    hours      since the text was put, or since silence began; None where time does not matter
    late       members whose position came at the deadline or after it: noted, not counted
    corrected  members who stated something else after the result was announced, or after the deadline: that is noted, and the
               position that they held counts
    presiding  the member whose vote decides a tie where the rule says so
    casting    how the casting vote was used, where that is known: of a tally, or of a chair without a vote of its own
    question   the ballot on which rule applies, where a vote chooses it
    stage      the rule of the cascade that is tried; empty for the first
    certified  whether the chair has certified that silence was kept
    ended      what became of the text where it came to no decision: `withdrawn` by whoever proposed it, `not_considered`
    """

    positions: Mapping[str, str] | None = None
    tally: Mapping[str, Number] | None = None
    others: Mapping[str, "Ballot"] = {}
    hours: Number | None = None
    late: frozenset[str] = frozenset()
    corrected: frozenset[str] = frozenset()
    presiding: str = ""
    casting: Literal["", "for", "against"] = ""
    question: "Ballot | None" = None
    stage: str = ""
    certified: bool = False
    ended: Literal["", "withdrawn", "not_considered"] = ""


class Fault(NamedTuple):
    """What is wrong with a ballot: a code, and what it is about."""

    code: str
    values: dict[str, str]


class BallotError(ValueError):
    """A ballot that is none of this electorate: `faults` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} {fault.values}" for fault in faults))
        self.faults = faults


def faults_of(electorate: Electorate, ballot: Ballot) -> list[Fault]:
    """Positions of nobody's, positions that are none, a tally larger than the electorate."""
    found: list[Fault] = []
    for member, position in (ballot.positions or {}).items():
        if member not in electorate.known:
            found.append(Fault("procedure.not_a_member", {"member": member}))
        if position not in POSITIONS:
            found.append(Fault("procedure.no_position", {"member": member, "position": str(position)}))
    if ballot.tally is not None:
        found += _faults_of_tally(electorate, ballot.tally)
    for name, other in ballot.others.items():
        if name in electorate.others:
            found += faults_of(electorate.others[name], other)
        else:
            found.append(Fault("procedure.no_electorate", {"electorate": name}))
    return found


def _faults_of_tally(electorate: Electorate, tally: Mapping[str, Number]) -> list[Fault]:
    found = [Fault("procedure.no_position", {"member": "", "position": name}) for name in tally if name not in POSITIONS]
    found += [Fault("procedure.negative", {"position": name}) for name, n in tally.items() if n < 0]
    total = sum(tally.values())
    if electorate.seats and total > electorate.seats:
        found.append(Fault("procedure.tally_too_large", {"total": str(total), "seats": str(electorate.seats)}))
    return found
