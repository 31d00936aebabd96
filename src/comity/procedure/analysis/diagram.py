"""Several weights at once: the game as a decision diagram.

The members decide one after another, the weightiest first. What has been decided so far matters only through what each
condition still needs, and a need may be rounded up to the next sum that the members still to come can have; so a
great many coalitions share one node (quasi-reduced ordered binary decision diagrams; Bolus 2011). Numbers of
coalitions by size are packed into one whole number at each node: from the beginning to it, and from it to the end.
"""

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple, TypeAlias

from comity.procedure.analysis.formula import Formula, classes, formula, ranked
from comity.procedure.analysis.game import Game, TooLarge
from comity.procedure.analysis.survey import Odds, Survey, unpack, width

#: What each part of the formula still needs; 0 where it is met, -1 where it cannot be met or matters no more.
Needs: TypeAlias = tuple[int, ...]
#: A node by its number, or the outcome.
Next: TypeAlias = int | bool

#: Nodes, and bytes in them, beyond which a game is too large.
NODES, MEMORY = 1_000_000, 500_000_000
#: As long as the members still to come have no more sums than this, needs are rounded up to the next of them.
SUMS = 1 << 14


class Diagram(NamedTuple):
    """For each member in order its nodes; for each node what follows where the member is in favour, and where not.

    `True` and `False` in the place of a node's number are the outcome, however the others decide.
    """

    order: list[int]
    root: Next
    levels: list[list[tuple[Next, Next]]]


def nodes(game: Game, most: int) -> int | None:
    """How many nodes the diagram of a game has: the measure of the work; None where they are more than so many."""
    try:
        return sum(map(len, diagram(game, most).levels))
    except TooLarge:
        return None


def diagram(game: Game, most: int = 0) -> Diagram:
    """The diagram of a game. Raises TooLarge where it has too many nodes, or more than `most` where that is said."""
    least = formula(game)
    order = _order(game)
    ahead = _sums_ahead(least, order)
    known: dict[Needs, int] = {}
    root = _number(_settle(least, tuple(part.quota for part in least.parts), ahead[0]), known)
    levels: list[list[tuple[Next, Next]]] = []
    nodes = 0
    for k, member in enumerate(order):
        vector, coming, here = least.vector(member), ahead[k + 1], list(known)
        known, level = {}, []
        for needs in here:
            joins, stays = _settle(least, _joined(needs, vector), coming), _settle(least, needs, coming)
            level.append((_number(joins, known), _number(stays, known)))
        levels.append(level)
        nodes += len(level)
        _bear(game, nodes, most)
    return Diagram(order, root, levels)


def _order(game: Game) -> list[int]:
    return [member for one in classes(game) for member in one]


def _joined(needs: Needs, vector: tuple[int, ...]) -> Needs:
    return tuple(need if need <= 0 else max(need - weight, 0) for need, weight in zip(needs, vector, strict=True))


def _bear(game: Game, nodes: int, most: int = 0) -> None:
    """A node holds a polynomial of n numbers of n bits: for many members it is large."""
    n = len(game.members)
    limit = min(NODES, 8 * MEMORY // (n * n + 1), most or NODES)
    if nodes > limit:
        raise TooLarge(f"{n} members and more than {limit} nodes of a diagram")


def _sums_ahead(least: Formula, order: list[int]) -> list[list[tuple[int, Sequence[int] | None]]]:
    """For each place in the order and each part: the weight of all still to come, and the sums they can have, if few."""
    ahead: list[list[tuple[int, Sequence[int] | None]]] = [[(0, [0]) for _ in least.parts]]
    for member in reversed(order):
        level: list[tuple[int, Sequence[int] | None]] = []
        for part, (everything, sums) in zip(least.parts, ahead[-1], strict=True):
            weight = part.weights[member]
            more = sorted({*sums, *(weight + v for v in sums)}) if sums is not None and len(sums) <= SUMS else None
            level.append((everything + weight, more))
        ahead.append(level)
    return ahead[::-1]


def _settle(least: Formula, needs: Needs, coming: list[tuple[int, Sequence[int] | None]]) -> Needs | bool:
    """The outcome, or the needs in the one form in which all alike are written."""
    answers = tuple(
        True if need == 0 else False if need < 0 or need > everything else None
        for need, (everything, _) in zip(needs, coming, strict=True)
    )
    outcome = least.truth(answers)
    if outcome is not None:
        return outcome
    return tuple(
        (0 if answer else -1 if answer is False or not bears else need if sums is None else sums[bisect_left(sums, need)])
        for need, answer, bears, (_, sums) in zip(needs, answers, least.bears(answers), coming, strict=True)
    )


def _number(settled: Needs | bool, known: dict[Needs, int]) -> Next:
    return settled if isinstance(settled, bool) else known.setdefault(settled, len(known))


def _before(found: Diagram, shift: int) -> tuple[list[list[int]], list[int]]:
    """For each member's place the ways from the beginning, by the size of the coalition (in powers of 2^shift): to each node,
    and to the outcome that the coalition wins already.
    """
    ways = [[] if isinstance(found.root, bool) else [1]]
    won = [int(found.root is True)]
    for level, after in zip(found.levels, [*found.levels[1:], []], strict=True):
        following, done = [0] * len(after), won[-1] + (won[-1] << shift)
        for here, (joins, stays) in zip(ways[-1], level, strict=True):
            if not isinstance(joins, bool):
                following[joins] += here << shift
            elif joins:
                done += here << shift
            if not isinstance(stays, bool):
                following[stays] += here
            elif stays:
                done += here
        ways.append(following)
        won.append(done)
    return ways, won


def survey(game: Game) -> Survey:
    """Winning coalitions by size and member. Raises TooLarge."""
    found = diagram(game)
    n, bits = len(game.members), width(1 << len(game.members))
    before, won = _before(found, bits)
    first_of = {member: one[0] for one in classes(game) for member in one}
    joined: dict[int, tuple[int, ...]] = {}
    everybody, after = 1, list[int]()  # of those still to come: all coalitions, and for each node those that win
    for k in range(n - 1, -1, -1):
        level, member = found.levels[k], found.order[k]
        together = [_follow(joins, everybody, after) << bits for joins, _ in level]
        if member == first_of[member]:  # of interchangeable members one is enough
            ways = won[k] * (everybody << bits) + sum(map(mul, before[k], together))
            joined[member] = tuple(unpack(ways, bits, n))
        after = [there + _follow(stays, everybody, after) for there, (_, stays) in zip(together, level, strict=True)]
        everybody += everybody << bits
    winning = unpack(_follow(found.root, everybody, after), bits, n)
    return Survey(tuple(winning), tuple(joined[first_of[member]] for member in range(n)))


def _follow(following: Next, everybody: int, after: list[int]) -> int:
    if isinstance(following, bool):
        return everybody if following else 0
    return after[following]


def minimal(game: Game) -> int:
    """How many coalitions win and lose by any one's leaving. Raises TooLarge.

    Where members compare, the last one's leaving decides: so each is a way that is won by a member's joining.
    """
    if ranked(game) is None:
        return _minimal_unranked(game)
    found = diagram(game)
    before, won = _before(found, 0)
    return won[0] + sum(
        here
        for ways, level in zip(before, found.levels, strict=False)
        for here, (joins, _) in zip(ways, level, strict=True)
        if joins is True
    )


def _minimal_unranked(game: Game) -> int:
    """The same where any one's leaving has to be looked at: beside the needs of a coalition stand those that it would have
    without one of its members, the least of them.
    """
    least = formula(game)
    order = _order(game)
    ahead = _sums_ahead(least, order)
    root = _settle(least, tuple(part.quota for part in least.parts), ahead[0])
    if isinstance(root, bool):
        return int(root)
    count, seen, states = 0, 0, {(root, frozenset[Needs]()): 1}
    for member, coming in zip(order, ahead[1:], strict=True):
        vector, following = least.vector(member), defaultdict[tuple[Needs, frozenset[Needs]], int](int)
        for (needs, less), ways in states.items():
            stays = _settle(least, needs, coming)
            joins = _settle(least, _joined(needs, vector), coming)
            if not isinstance(stays, bool):
                following[stays, _least({_settle(least, one, coming) for one in less})] += ways
            without = {stays, *(_settle(least, _joined(one, vector), coming) for one in less)}
            if True in without or joins is False:
                continue
            if joins is True:
                count += ways
            else:
                following[joins, _least(without)] += ways
        states = following
        seen += len(states)
        _bear(game, 4 * seen)  # a state takes the time of several nodes
    return count


def _least(all_needs: set[Needs | bool]) -> frozenset[Needs]:
    """Of several needs those that are not greater than others in every part; what is lost anyhow is left out."""
    infinite = [tuple(need if need >= 0 else sys.maxsize for need in needs) for needs in all_needs if not isinstance(needs, bool)]
    return frozenset(
        tuple(need if need < sys.maxsize else -1 for need in one)
        for one in infinite
        if not any(other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in infinite)
    )


def favourable(game: Game, odds: Odds) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times. Raises TooLarge."""
    found = diagram(game)
    everybody, after = 1, list[int]()
    for level, member in zip(reversed(found.levels), reversed(found.order), strict=True):
        yes, no = odds[member]
        after = [yes * _follow(joins, everybody, after) + no * _follow(stays, everybody, after) for joins, stays in level]
        everybody *= yes + no
    return _follow(found.root, everybody, after)
