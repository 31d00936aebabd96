"""A tally spread over the members: every roll call that comes to its numbers, one for each way that makes a difference.

Members that no group and no weight tells apart are interchangeable, so that the ways are few where a rule is simple: of
fifteen of whom five are permanent, eleven in favour and four against are five ways.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from math import prod

from msgspec.structs import replace

from comity.procedure.electorate import Ballot, Electorate, Number
from comity.procedure.rule import Entitled, Rule
from comity.procedure.sound import groups_of, weights_of
from comity.procedure.who import Who

#: So many ways are tried before a tally is left open.
WAYS = 4_000


def classes(order: tuple[str, ...], electorate: Electorate, rules: Iterable[Rule], apart: str = "") -> list[tuple[str, ...]]:
    """Members by what tells them apart under these rules: groups, weights, and whether it is the one who stands `apart`."""
    groups = {name for rule in rules for _, name in groups_of(rule)}
    weights = {name for rule in rules for _, name, _ in weights_of(rule)}
    found: dict[tuple[object, ...], list[str]] = {}
    for member in order:
        key = (
            tuple(member in group for name, group in electorate.groups.items() if name in groups),
            tuple(values.get(member) for name, values in electorate.weights.items() if name in weights),
            member == apart,
        )
        found.setdefault(key, []).append(member)
    return [tuple(members) for members in found.values()]


def roll_calls(ballot: Ballot, electorate: Electorate, order: tuple[str, ...], rules: tuple[Rule, ...]) -> Iterator[Ballot] | None:
    """The ballots by roll call that come to the tallies of this one; None where they cannot be told or are too many.

    order  the members whose votes are in the body's own tally; `rules` those by which they may be told apart
    Where the members of an electorate are not known its tally stays as it is, and so does a roll call.
    """
    spread: dict[str, list[dict[str, str]]] = {}
    tallies = [("", ballot, electorate, order, ballot.presiding)]
    for name, other in ballot.others.items():
        there = electorate.others[name]
        tallies.append((name, other, there, Who(Rule(id="all", electorate=Entitled()), there).order, ""))
    for name, one, whose, members, apart in tallies:
        if one.positions is None and one.tally and whose.members:
            ways = _ways(one.tally, classes(members, whose, rules, apart), len(members))
            if ways is None:
                return None
            spread[name] = ways
    if not spread or prod(map(len, spread.values())) > WAYS:
        return None
    return (_by_roll_call(ballot, dict(zip(spread, way, strict=True))) for way in product(*spread.values()))


def _by_roll_call(ballot: Ballot, held: Mapping[str, dict[str, str]]) -> Ballot:
    others = {n: replace(o, positions=held[n], tally=None) if n in held else o for n, o in ballot.others.items()}
    if "" in held:
        return replace(ballot, positions=held[""], tally=None, others=others)
    return replace(ballot, others=others)


def _ways(tally: Mapping[str, Number], parts: list[tuple[str, ...]], size: int) -> list[dict[str, str]] | None:
    """Every way to give a tally to these members; None where votes are parted, too many, or the ways are."""
    silent = size - sum(tally.values())
    if silent < 0 or any(int(n) != n for n in tally.values()):
        return None
    whole = {position: int(n) for position, n in tally.items()}
    whole["absent"] = whole.get("absent", 0) + int(silent)
    ways = list(_spread(parts, [(position, n) for position, n in whole.items() if n], WAYS))
    return ways if len(ways) <= WAYS else None


def _spread(parts: list[tuple[str, ...]], numbers: list[tuple[str, int]], most: int) -> Iterator[dict[str, str]]:
    """The ways to give so many of each position to the members; at most `most` + 1, to know that there are more."""

    def fill(position: int, left: list[int]) -> Iterator[list[tuple[int, ...]]]:
        if position == len(numbers):
            yield []
            return
        for part in _parted(numbers[position][1], left):
            rest = [have - take for have, take in zip(left, part, strict=True)]
            for tail in fill(position + 1, rest):
                yield [part, *tail]

    for way in islice(fill(0, [len(one) for one in parts]), most + 1):
        held: dict[str, str] = {}
        taken = [0] * len(parts)
        for (position, _), part in zip(numbers, way, strict=True):
            for c, n in enumerate(part):
                for member in parts[c][taken[c] : taken[c] + n]:
                    held[member] = position
                taken[c] += n
        yield held


def _parted(total: int, room: list[int]) -> Iterator[tuple[int, ...]]:
    """The ways to part a number over places with so much room each."""
    if not room:
        if not total:
            yield ()
        return
    for first in range(max(0, total - sum(room[1:])), min(total, room[0]) + 1):
        for rest in _parted(total - first, room[1:]):
            yield (first, *rest)


__all__ = ["WAYS", "classes", "roll_calls"]
