"""Who of an electorate counts under a rule, and how their positions are counted: of a roll call exactly, of a tally between the
least and the most that it can be. Numbers are whole or fractions; nothing is rounded.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from comity.procedure.electorate import POSITIONS, BallotError, Electorate, Fault, Number, positions_of
from comity.procedure.found import Range
from comity.procedure.rule import Rule

ALL = frozenset(POSITIONS)
OUT = frozenset(("not_participating",))
_VOTING = frozenset(("for", "against"))
_PRESENT = positions_of("present_at_all")
#: So many members without a weight are named.
_NAMED = 12


class Roll(NamedTuple):
    """A roll call as the tests ask it: positions of those who count, the same as a list, other electorates' ballots."""

    held: Mapping[str, str]
    said: list[str]
    others: Mapping[str, "Roll | Tally"] = {}


class Tally(NamedTuple):
    """Numbers by position, those that stated none among the absent (where the seats are known); none at all: not known."""

    numbers: Mapping[str, Number]
    seats: int
    others: Mapping[str, "Roll | Tally"] = {}


class Who:
    """Who of an electorate counts under a rule, and how positions of theirs are counted.

    second  a casting vote, `for` or `against`: it is counted where votes are, and is nobody more who is there (`second_in`)
    where   the electorate's name, empty for the body itself
    """

    def __init__(self, rule: Rule, electorate: Electorate, second: str = "", where: str = "") -> None:
        asked = rule.electorate
        self.second, self.where = second, where
        out = {
            *(electorate.suspended if "suspended" in asked.without else ()),
            *(electorate.concerned if "concerned" in asked.without else ()),
        }
        body = [m for m in electorate.members if not asked.only or m in electorate.groups.get(asked.only, ())]
        self.electorate = electorate
        self.order = tuple(m for m in body if m not in out)
        self.entitled = frozenset(self.order)
        self.members = electorate.known
        self.size = len(self.order) if electorate.members else max(0, electorate.seats - len(out))
        self.all_seats = len(electorate.members) or electorate.seats
        self.without_out = "not_participating" in asked.without
        self.base_is_members = asked.base == "members"
        self.cast = frozenset(rule.cast)

    def grain(self, weight: str) -> int:
        """Into how many parts one of a weight is parted: 2 where there are halves."""
        return lcm(*(Fraction(one).denominator for one in self.electorate.weights.get(weight, {}).values())) if weight else 1

    def weights(self, weight: str, members: Iterable[str]) -> Mapping[str, Number]:
        """What each weighs. Raises `BallotError` where that is not said of these members, or no members are named."""
        values = self.electorate.weights.get(weight, {})
        missing = [m for m in members if m not in values]
        if missing or not self.electorate.members:
            some = ", ".join(sorted(missing)[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
            code = "procedure.unweighed" if missing else "procedure.nobody_weighed"
            raise BallotError([Fault(code, {"weight": weight, "electorate": self.where, "members": some})])
        return values

    def second_in(self, positions: frozenset[str]) -> int:
        """What a casting vote adds to a number: it is one more vote, but nobody more is present, entitled or takes part."""
        return int(self.second in positions and not positions >= _PRESENT)

    def group(self, name: str) -> tuple[str, ...]:
        """The entitled members of a group, in the electorate's order."""
        if name in ("", "entitled"):
            return self.order
        return tuple(m for m in self.order if m in self.electorate.groups.get(name, ()))

    def counter(self, wanted: frozenset[str], name: str) -> Callable[[Roll], Number]:
        """How many of the entitled (or of a group) hold one of the positions; who states none is absent."""
        count = self._counter(wanted, name)
        more = self.second_in(wanted) if name in ("", "entitled") else 0
        return (lambda roll: count(roll) + more) if more else count

    def _counter(self, wanted: frozenset[str], name: str) -> Callable[[Roll], Number]:
        if self.without_out:
            wanted = wanted - OUT
        inside = "absent" not in wanted
        asked = wanted if inside else ALL - wanted - {"absent"}
        whole = name in ("", "entitled")
        members = self.group(name)
        one = next(iter(asked)) if len(asked) == 1 else ""
        size = self.size if whole else len(members)
        # Those who do not participate do not count as absent where the rule leaves them out.
        leave = self.without_out and not inside
        if whole:
            if inside:
                return (lambda roll: roll.said.count(one)) if one else (lambda roll: sum(map(asked.__contains__, roll.said)))
            more = asked | OUT if leave else asked
            return lambda roll: size - sum(map(more.__contains__, roll.said))
        if inside:
            if one:
                return lambda roll: [roll.held.get(m) for m in members].count(one)
            return lambda roll: sum(roll.held.get(m) in asked for m in members)
        more = asked | OUT if leave else asked
        return lambda roll: size - sum(roll.held.get(m) in more for m in members)

    def weigher(self, weight: str, wanted: frozenset[str], name: str = "") -> Callable[[Roll], Number]:
        """The weights of the entitled (or of a group) that hold one of the positions."""
        members = self.group(name)
        weights = self.weights(weight, members)
        if self.without_out:
            wanted = wanted - OUT
        if "absent" not in wanted:
            return lambda roll: sum(weights[m] for m in members if roll.held.get(m) in wanted)
        out = OUT if self.without_out else frozenset()
        others = (ALL - wanted) | out
        return lambda roll: sum(weights[m] for m in members if roll.held.get(m, "absent") not in others)

    def base_positions(self, base: str) -> frozenset[str] | None:
        """The positions that a base takes in; None for all the members, suspended ones too."""
        match base:
            case "members":
                return None
            case "entitled":
                return None if self.base_is_members else ALL
            case "present":
                return positions_of("present_at_all")
            case "voting":
                return _VOTING
            case "cast":
                return self.cast
            case "participants":
                return ALL - OUT
        raise ValueError(f"no base is called {base!r}")

    def base(self, base: str, weight: str = "") -> Callable[[Roll], Number]:
        """Of how many, or of how much, a share is taken."""
        wanted = self.base_positions(base)
        if wanted is None:
            weights = self.weights(weight, self.members) if weight else {}
            whole: Number = sum(weights[m] for m in self.members) if weight else self.all_seats
            return lambda roll: whole
        return self.weigher(weight, wanted) if weight else self.counter(wanted, "")

    # The same of a tally: the least and the most that it can be

    def tallied(self, wanted: frozenset[str], name: str, tally: Tally) -> Range:
        """How many hold one of the positions, as far as a tally says; one without any numbers says nothing."""
        least, most = self.holders(wanted, name, tally)
        more = self.second_in(wanted) if name in ("", "entitled") else 0
        return least + more, most + more

    def holders(self, wanted: frozenset[str], name: str, tally: Tally) -> Range:
        """The same of members: a casting vote is nobody more."""
        if not tally.numbers:
            return 0, len(self.group(name)) if name not in ("", "entitled") else self.size
        if self.without_out:
            wanted = wanted - OUT
        n = sum((tally.numbers.get(p, 0) for p in wanted), start=0)
        if name in ("", "entitled"):
            return n, n
        inside, outside = len(self.group(name)), self.size - len(self.group(name))
        return max(0, n - outside), min(n, inside)

    def weighed(self, weight: str, wanted: frozenset[str], name: str, tally: Tally) -> Range:
        """The weights of those who hold one of the positions, as far as a tally says."""
        weights = self.weights(weight, self.group(name))
        least, most = self.holders(wanted, name, tally)
        every = sorted(Fraction(weights[m]) for m in self.group(name))
        low = sum(every[: int(least)], start=Fraction(0))
        high = sum(every[len(every) - int(most) :], start=Fraction(0)) if most else Fraction(0)
        return low, high


__all__ = ["ALL", "OUT", "Roll", "Tally", "Who"]
