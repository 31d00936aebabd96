"""Classes of interchangeable members: a coalition is how many of each class are in it, counted by binomials.

The Security Council's 2^15 coalitions are 6 x 11 such profiles, the General Assembly's 2^193 are 194.
"""

from collections.abc import Iterator
from itertools import product
from math import comb, prod
from operator import add

from comity.procedure.analysis.formula import classes, formula
from comity.procedure.analysis.game import Game
from comity.procedure.analysis.survey import Odds, Survey


def number(game: Game, odds: Odds = ()) -> int:
    """How many profiles there are: the measure of the work."""
    return prod(len(one) + 1 for one in classes(game, odds))


def survey(game: Game) -> Survey:
    """Winning coalitions by size and member."""
    found = classes(game)
    n = len(game.members)
    winning = [0] * (n + 1)
    joined = [[0] * (n + 1) for _ in found]
    choices = [[comb(len(one), j) for j in range(len(one) + 1)] for one in found]
    for profile in _winning(game, found):
        size = sum(profile)
        ways = prod(map(list.__getitem__, choices, profile))
        winning[size] += ways
        for at, j in enumerate(profile):
            if j:
                joined[at][size] += ways * j
    # Of a class with j of its m members present, each is in j/m of the coalitions.
    by_class = [tuple(ways // len(one) for ways in counts) for one, counts in zip(found, joined, strict=True)]
    by_member = {member: counts for one, counts in zip(found, by_class, strict=True) for member in one}
    return Survey(tuple(winning), tuple(by_member[member] for member in range(n)))


def minimal(game: Game) -> int:
    """How many coalitions win and lose by any one's leaving."""
    found = classes(game)
    least = formula(game)
    vectors = [least.vector(one[0]) for one in found]
    count = 0
    for profile in _winning(game, found):
        sums = [sum(j * vector[p] for j, vector in zip(profile, vectors, strict=True)) for p in range(len(least.parts))]
        if not any(
            j and least.wins(tuple(have - gone for have, gone in zip(sums, vector, strict=True)))
            for j, vector in zip(profile, vectors, strict=True)
        ):
            count += prod(comb(len(one), j) for one, j in zip(found, profile, strict=True))
    return count


def favourable(game: Game, odds: Odds) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times."""
    found = classes(game, odds)
    factors = [
        [comb(len(one), j) * odds[one[0]][0] ** j * odds[one[0]][1] ** (len(one) - j) for j in range(len(one) + 1)]
        for one in found
    ]
    return sum(prod(map(list.__getitem__, factors, profile)) for profile in _winning(game, found))


def _winning(game: Game, found: list[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """The profiles that win; the sums of the first classes are made once for all that follow."""
    least = formula(game)
    cut = max(range(len(found) + 1), key=lambda at: -abs(_ways(found[:at]) - _ways(found[at:])))
    tails = list(_sums(game, found[cut:]))
    for head, have in _sums(game, found[:cut]):
        for tail, more in tails:
            if least.wins(tuple(map(add, have, more))):
                yield head + tail


def _ways(found: list[tuple[int, ...]]) -> int:
    return prod(len(one) + 1 for one in found)


def _sums(game: Game, found: list[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    least = formula(game)
    vectors = [least.vector(one[0]) for one in found]
    for profile in product(*(range(len(one) + 1) for one in found)):
        yield profile, tuple(sum(j * vector[p] for j, vector in zip(profile, vectors, strict=True)) for p in range(len(least.parts)))
