"""Every way in which positions may change, in every electorate at once, tried: what `needs` has to agree with.

Naive on purpose: whoever may move is moved to each position, alone and with all others, and `decide` is asked. A member of a
roll call moves alone; of a tally each vote does (each half, where votes are parted), and they are alike.

    piles     who is alike: a member, or the votes of a tally in one position
    outcomes  with how many moves which outcome comes about: `{"adopted": 2, "not_adopted": 0}`
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import comb, lcm, prod
from typing import NamedTuple

import msgspec

from comity.procedure import POSITIONS, Ballot, decide
from tests.procedure.strategies import Case, ballot_of, electorate_of, rule_of, rules_of, voters


class Pile(NamedTuple):
    """So many votes (each a `unit`) of an electorate in one position (empty: none is stated), of this member or of a tally."""

    where: str
    member: str
    n: int
    held: str
    unit: Fraction = Fraction(1)


class Tried:
    """A case of which everything is tried."""

    def __init__(self, case: Case) -> None:
        self.rule, self.rules, self.electorate = rule_of(case.rule), rules_of(case.rules), electorate_of(case.electorate)
        self.ballot = ballot_of(case.ballot)
        said = f"{case.rule} {case.rules}"
        self.piles = list(_piles("", self.ballot, case.electorate["members"], len(voters(case.rule, case.electorate))))
        for name, other in self.ballot.others.items():
            if f"'in': '{name}'" in said:  # nobody else is asked
                self.piles += _piles(name, other, case.electorate["others"][name]["members"], self.electorate.others[name].seats)
        # Every position that the rule spells, those that some of its words mean, and one more that stands for all others.
        spelled = [one for one in POSITIONS if re.search(rf"\b{one}\b", said)]
        others = [one for one in POSITIONS if one not in ("for", "against", "absent", "not_participating", *spelled)]
        self.positions = tuple(dict.fromkeys(("for", "against", "absent", "not_participating", *spelled, *others[:1])))

    def ways(self, free: Callable[[Pile], bool]) -> int:
        """How many ways there are, if these are free."""
        return prod(comb(pile.n + len(self.positions) - 1, pile.n) for pile in self.piles if free(pile))

    def outcomes(self, free: Callable[[Pile], bool], positions: tuple[str, ...] = (), stay: bool = True) -> dict[str, int]:
        """The outcomes that those who are free can bring about, each with the fewest moves; `stay`: whoever likes moves not."""
        found: dict[str, int] = {}
        each = []
        for pile in self.piles:
            where_to = tuple(dict.fromkeys([*(positions or self.positions), *([pile.held] if stay else [])]))
            each.append(list(combinations_with_replacement(where_to, pile.n)) if free(pile) else [(pile.held,) * pile.n])
        for way in product(*each):
            moved = sum(position != pile.held for pile, given in zip(self.piles, way, strict=True) for position in given)
            outcome = decide(self.rule, self.electorate, self._ballot(way), self.rules).outcome
            found[outcome] = min(moved, found.get(outcome, moved))
        return found

    def _ballot(self, way: tuple[tuple[str, ...], ...]) -> Ballot:
        given = list(zip(self.piles, way, strict=True))
        others = dict(self.ballot.others)
        for name, other in others.items():
            if any(pile.where == name for pile in self.piles):
                others[name] = _given(other, [one for one in given if one[0].where == name])
        return msgspec.structs.replace(_given(self.ballot, [one for one in given if not one[0].where]), others=others)


def _piles(where: str, ballot: Ballot, members: list[str], seats: int) -> Iterator[Pile]:
    if ballot.positions is not None:
        for member in members:
            if member not in ballot.late:
                yield Pile(where, member, 1, ballot.positions.get(member, ""))
        return
    numbers = {**(ballot.tally or {})}
    numbers[""] = seats - sum(numbers.values())
    parts = lcm(*(Fraction(n).denominator for n in numbers.values()))
    for held, n in numbers.items():
        yield Pile(where, "", int(n * parts), held, Fraction(1, parts))


def _given(ballot: Ballot, given: list[tuple[Pile, tuple[str, ...]]]) -> Ballot:
    if ballot.positions is not None:
        stated = {pile.member: position for pile, (position,) in given if position}
        late = {member: position for member, position in ballot.positions.items() if member in ballot.late}
        return msgspec.structs.replace(ballot, positions=stated | late)
    tally: dict[str, int | Fraction] = dict.fromkeys(ballot.tally or {}, 0)
    for pile, positions in given:
        for position in positions:
            if position:
                votes = tally.get(position, 0) + pile.unit
                tally[position] = int(votes) if votes.denominator == 1 else votes
    return msgspec.structs.replace(ballot, tally=tally)
