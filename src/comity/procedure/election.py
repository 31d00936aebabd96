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

from msgspec import Struct

from comity.procedure.electorate import BallotError, Electorate, Fault
from comity.procedure.rule import Rule, Test
from comity.procedure.threshold import threshold


class Round(Struct, frozen=True):
    """One ballot: how many members cast a valid one, and the votes of each candidate."""

    valid: int
    votes: Mapping[str, int]


class Elected(Struct, frozen=True, kw_only=True):
    """What came of the ballots so far.

    outcome    `adopted` where every place is filled, `not_ripe` where another ballot is to be held, `not_adopted` where
               the last one is over, `not_computable` where the rule's majority is not known
    elected    in order; `standing` who may stand in the next ballot (empty: all), for `places` left
    majority   what was needed in the last ballot
    """

    outcome: str
    elected: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    places: int = 0
    majority: int = 0


def elect(rule: Rule, electorate: Electorate, rounds: Sequence[Round], places: int = 0) -> Elected:
    """Who is elected by these ballots; `places` where the rule does not say how many are filled.

    Raises `BallotError` for more valid ballots than members, more votes than the ballots can hold, or a candidate who may
    not stand.
    """
    share = _share(rule.adopted_when)
    terms = rule.election
    left = places or (terms.seats if terms is not None else 0) or 1
    most, series = (terms.rounds, terms.series) if terms is not None else (1, 0)
    if share is None:
        return Elected(outcome="not_computable", places=left)
    asked = threshold(share)
    elected: list[str] = []
    standing: tuple[str, ...] = ()
    majority = 0
    for number, one in enumerate(rounds, 1):
        _checked(one, electorate, left, standing)
        majority = asked.least(one.valid)
        order = sorted(one.votes, key=lambda name: (-one.votes[name], name))
        reached = [name for name in order if one.valid and one.votes[name] >= majority]
        won, tied = _placed(reached, one.votes, left)
        elected += won
        left -= len(won)
        if not left:
            return Elected(outcome="adopted", elected=tuple(elected), majority=majority)
        standing = tied or (() if is_open(number + 1, series) else _most(order, one.votes, won, 2 * left))
    outcome = "not_ripe" if not most or len(rounds) < most else "not_adopted"
    return Elected(outcome=outcome, elected=tuple(elected), standing=standing, places=left, majority=majority)


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
