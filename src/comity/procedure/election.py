"""Elections by secret ballot, in rounds: who is elected, who may stand in the next, what is still to be filled.

    first     whoever reaches the majority is elected, those with most votes first, as far as there are places
    next      for the places left, by those with most votes, twice as many as places; whoever ties with the last stands too;
              after a series of such rounds as many are open to all, and so on, where the rule says so
    tie       of more who reach the majority than there are places, those with equal votes stand again among themselves

The majority is that of the rule's own test, of the members who cast a valid ballot (General Assembly, rules 92 to 94; other
bodies by their own rule). Who voted for whom is secret: only numbers are known, and a ballot names at most as many
candidates as there are places.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from comity.procedure.electorate import BallotError, Electorate, Fault
from comity.procedure.rule import Confidence, Rule, Test
from comity.procedure.threshold import threshold


class Round(Struct, frozen=True):
    """One ballot: how many members cast a valid one, and the votes of each candidate."""

    valid: int
    votes: Mapping[str, int]


class Won(NamedTuple):
    """Who got a place: with how many votes, in which ballot."""

    name: str
    votes: int
    ballot: int


class Elected(Struct, frozen=True, kw_only=True):
    """What came of the ballots so far; as one sentence: `comity.procedure.elected`.

    outcome    `adopted` where every place is filled, `not_ripe` where another ballot is to be held, `not_adopted` where
               the last one is over, `not_computable` where the rule's majority is not known
    won        who is elected, in order; `standing` who may stand in the next ballot (empty: all), for `places` left
    tied       those stand again who tie for the last place
    ballots    how many were held; `valid`, `votes`, `majority`: the valid ballots of the last, each candidate's, what was needed
    share      the majority as the rule has it: `>= 2/3`
    provision, confidence: of the rule
    """

    outcome: str
    won: tuple[Won, ...] = ()
    standing: tuple[str, ...] = ()
    tied: bool = False
    places: int = 0
    ballots: int = 0
    valid: int = 0
    votes: Mapping[str, int] = {}
    majority: int = 0
    share: str = ""
    rule: str = ""
    provision: str = ""
    confidence: Confidence = "high"

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected, by name."""
        return tuple(one.name for one in self.won)


def elect(rule: Rule, electorate: Electorate, rounds: Sequence[Round], places: int = 0) -> Elected:
    """Who is elected by these ballots; `places` where the rule does not say how many are filled.

    Raises `BallotError` for more valid ballots than members, more votes than the ballots can hold, or a candidate who may
    not stand.
    """
    share = _share(rule.adopted_when)
    terms = rule.election
    left = places or (terms.seats if terms is not None else 0) or 1
    most, series = (terms.rounds, terms.series) if terms is not None else (1, 0)
    said = {"rule": rule.id, "provision": rule.provision, "confidence": rule.confidence}
    if share is None:
        return Elected(outcome="not_computable", places=left, **said)  # type: ignore[arg-type]
    asked = threshold(share)
    made = Elected(outcome="not_ripe", places=left, share=share, **said)  # type: ignore[arg-type]
    for number, one in enumerate(rounds, 1):
        _checked(one, electorate, made.places, made.standing)
        majority = asked.least(one.valid)
        order = sorted(one.votes, key=lambda name: (-one.votes[name], name))
        reached = [name for name in order if one.valid and one.votes[name] >= majority]
        names, tied = _placed(reached, one.votes, made.places)
        left = made.places - len(names)
        standing = tied or (() if is_open(number + 1, series) else _most(order, one.votes, names, 2 * left))
        made = replace(
            made, won=(*made.won, *(Won(name, one.votes[name], number) for name in names)), places=left, ballots=number, valid=one.valid,
            votes=one.votes, majority=majority, standing=standing if left else (), tied=bool(tied),
        )  # fmt: skip
        if not left:
            return replace(made, outcome="adopted")
    return made if not most or len(rounds) < most else replace(made, outcome="not_adopted")


def is_open(number: int, series: int) -> bool:
    """Whether whoever may be elected may stand in the round of this number, from 1: in the first, and in every other series."""
    return number == 1 or (series > 0 and (number - 2) // series % 2 == 1)


def _share(test: Test | str) -> str | None:
    """The majority that a rule asks of those who cast a ballot, or none."""
    if isinstance(test, Test):
        if test.share == "members" and test.reaches and test.of in ("voting", "cast", "present"):
            return test.reaches
        if test.more == "for" and test.than == "against":
            return "> 1/2"
    return None


def _placed(reached: list[str], votes: Mapping[str, int], places: int) -> tuple[list[str], tuple[str, ...]]:
    """Those who get a place, and those who tie for the last one and stand again."""
    if len(reached) <= places:
        return reached, ()
    last = votes[reached[places - 1]]
    if votes[reached[places]] < last:
        return reached[:places], ()
    return [name for name in reached if votes[name] > last], tuple(name for name in reached if votes[name] == last)


def _most(order: list[str], votes: Mapping[str, int], won: list[str], n: int) -> tuple[str, ...]:
    """Of those who were not elected the n with most votes, and whoever has as many as the last of them."""
    rest = [name for name in order if name not in won]
    if len(rest) <= n:
        return tuple(rest)
    return tuple(name for name in rest if votes[name] >= votes[rest[n - 1]])


def _checked(one: Round, electorate: Electorate, places: int, standing: tuple[str, ...]) -> None:
    faults = []
    seats = electorate.seats - len(electorate.suspended)
    if electorate.seats and one.valid > seats:
        faults.append(Fault("procedure.tally_too_large", {"total": str(one.valid), "seats": str(seats)}))
    if sum(one.votes.values()) > one.valid * places:
        faults.append(Fault("election.votes_too_many", {"total": str(sum(one.votes.values())), "most": str(one.valid * places)}))
    for name, n in one.votes.items():
        if n < 0 or n > one.valid:
            faults.append(Fault("election.votes_of_one", {"candidate": name, "votes": str(n), "most": str(one.valid)}))
        if standing and name not in standing:
            faults.append(Fault("election.may_not_stand", {"candidate": name}))
    if faults:
        raise BallotError(faults)
