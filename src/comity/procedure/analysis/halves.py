"""One weight of any size and a count, up to some 34 members: meet in the middle.

The members are parted in two halves (Horowitz & Sahni 1974; for power indices Klinz & Woeginger 2005), the coalitions of
each half put in order of their weight, by size. A coalition of the lighter half then needs one look into the weightier
half to know all with which it wins. That one look serves every member at once: each half keeps beside its coalitions, in
one whole number of many fields, their count and how many of them each member is in, summed up from the weightiest on.
"""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate, repeat
from math import comb
from operator import mul
from typing import NamedTuple

from comity.procedure.analysis.by_size import BySize
from comity.procedure.analysis.survey import Odds, Survey, total, width

#: Members beyond which the tables of the halves would not fit: for 40 they take two thirds of a gigabyte.
MOST = 40


class Side(NamedTuple):
    """The coalitions of a half of one size, in the order of their weight.

    weights   each weight once, ascending
    packed    beside it: in the lowest field how many coalitions have it, then how many of these have each member
    """

    weights: list[int]
    packed: list[int]


def work(game: BySize) -> int:
    """About how many microseconds a survey takes."""
    return (game.n << game.n // 2) // 4 if game.n <= MOST else 1 << 60


def survey(game: BySize) -> Survey:
    """Winning coalitions by size and member."""
    n, bits = game.n, width(1 << game.n)
    weighty, light = _halves(game)
    first, second = _sides(game, weighty, bits), _sides(game, light, bits)
    inside = (1 << bits) - 1
    sums = [list(accumulate(reversed(side.packed), initial=0))[::-1] for side in first]
    counts = [[packed & inside for packed in one] for one in sums]
    single = [[packed & inside for packed in side.packed] for side in second]
    open_sizes = set(game.open)
    found_first, found_second = [0] * (n + 1), [0] * (n + 1)
    for b, side in enumerate(second):
        once = len(side.weights) == comb(len(light), b)
        for a, other in enumerate(first):
            if a + b not in open_sizes:
                continue
            threshold = game.threshold[a + b]
            at = list(map(bisect_left, repeat(other.weights), [threshold - weight for weight in side.weights]))
            with_first = map(sums[a].__getitem__, at)
            found_first[a + b] += sum(with_first if once else map(mul, with_first, single[b]))
            found_second[a + b] += sum(map(mul, side.packed, map(counts[a].__getitem__, at)))
    joined = {}
    for half, found in ((weighty, found_first), (light, found_second)):
        for field, k in enumerate(half, 1):
            joined[game.order[k]] = tuple(
                (found[size] >> field * bits) & inside
                if size in open_sizes
                else comb(n - 1, size - 1) if size and not threshold else 0
                for size, threshold in enumerate(game.threshold)
            )
    winning = tuple(
        found_first[size] & inside if size in open_sizes else 0 if threshold else comb(n, size)
        for size, threshold in enumerate(game.threshold)
    )
    return Survey(winning, tuple(joined[member] for member in range(n)))


def _halves(game: BySize) -> tuple[range, range]:
    """The weightier half and the lighter, which is walked through and so the smaller."""
    return range(game.n - game.n // 2), range(game.n - game.n // 2, game.n)


def _sides(game: BySize, half: Iterable[int], bits: int) -> list[Side]:
    """The coalitions of a half, by size."""
    tables: list[dict[int, int]] = [{0: 1}]
    inside = (1 << bits) - 1
    for field, k in enumerate(half, 1):
        weight, shift = game.weights[k], field * bits
        tables.append({})
        for smaller, table in zip(tables[-2::-1], tables[:0:-1], strict=True):
            for v, packed in smaller.items():
                table[v + weight] = table.get(v + weight, 0) + packed + ((packed & inside) << shift)
    sides = []
    for table in tables:
        weights = sorted(table)
        sides.append(Side(weights, list(map(table.__getitem__, weights))))
    return sides


def minimal(game: BySize) -> int:
    """How many coalitions win and lose by any one's leaving.

    Where the lightest member's leaving makes a coalition lose, any one's does. So for each member k: losing coalitions
    of weightier ones which win with k.
    """
    weighty, light = _halves(game)
    t, count = game.threshold, int(game.threshold[0] == 0)
    tables: list[dict[int, int]] = [{0: 1}]
    for k in weighty:
        weight = game.weights[k]
        count += sum(
            times for size, table in enumerate(tables) for v, times in table.items() if v < t[size] and v + weight >= t[size + 1]
        )
        _add(tables, weight, 1, 1)
    first = [sorted(table) for table in tables]
    below = [list(accumulate(map(table.__getitem__, one), initial=0)) for table, one in zip(tables, first, strict=True)]
    tables = [{0: 1}]
    for k in light:
        weight = game.weights[k]
        for b, table in enumerate(tables):
            for a, weights in enumerate(first):
                least, end = t[a + b + 1] - weight, t[a + b]
                if least < end:
                    upper = map(bisect_left, repeat(weights), [end - v for v in table])
                    lower = map(bisect_left, repeat(weights), [least - v for v in table])
                    up = sum(map(mul, map(below[a].__getitem__, upper), table.values()))
                    count += up - sum(map(mul, map(below[a].__getitem__, lower), table.values()))
        _add(tables, weight, 1, 1)
    return count


def _add(tables: list[dict[int, int]], weight: int, yes: int, no: int) -> None:
    """One more member in the tables of weights and their counts, by size."""
    tables.append({})
    for size in range(len(tables) - 1, -1, -1):
        table = {v: no * times for v, times in tables[size].items()} if no != 1 else tables[size]
        if size:
            for v, times in tables[size - 1].items():
                table[v + weight] = table.get(v + weight, 0) + yes * times
        tables[size] = table


def favourable(game: BySize, odds: Odds) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times."""
    first, second = (_weighed(game, half, odds) for half in _halves(game))
    ordered = [sorted(table) for table in first]
    above = [
        list(accumulate(map(table.__getitem__, reversed(one)), initial=0))[::-1]
        for table, one in zip(first, ordered, strict=True)
    ]
    count = 0
    for b, table in enumerate(second):
        for a, weights in enumerate(ordered):
            threshold = game.threshold[a + b]
            if threshold != game.never:
                at = map(bisect_left, repeat(weights), [threshold - v for v in table])
                count += sum(map(mul, map(above[a].__getitem__, at), table.values()))
    assert count <= total(odds)
    return count


def _weighed(game: BySize, half: Iterable[int], odds: Odds) -> list[dict[int, int]]:
    tables: list[dict[int, int]] = [{0: 1}]
    for k in half:
        yes, no = odds[game.order[k]]
        _add(tables, game.weights[k], yes, no)
    return tables
