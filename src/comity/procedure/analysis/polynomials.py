"""One weight of moderate size: generating functions, as polynomials in whole numbers of any length.

The coefficient of x^v y^s in the product of (1 + y x^w), taken over the members, is the number of coalitions of weight v and size s (Mann &
Shapley 1962 after Cantor; Bilbao, Fernández, Jiménez Losada & López 2002). All sizes of one weight are packed into one
whole number, so that multiplying by y is a shift. Only weights below the quota are needed, and of a game and its dual
the one with the smaller quota: both have the same indices (at 85 % the table is 5.7 times smaller).
"""

from itertools import accumulate
from math import comb

from comity.procedure.analysis.by_size import BySize
from comity.procedure.analysis.survey import Survey, total, unpack, width


def work(game: BySize) -> int:
    """About how many microseconds a survey takes."""
    reach = min(game.reach, game.dual().reach)
    return reach * game.n * (150 + game.n * game.n // 50) // 1000


def survey(game: BySize) -> Survey:
    """Winning coalitions by size and member."""
    other = game.dual()
    return _survey(other).of_dual() if other.reach < game.reach else _survey(game)


def _survey(game: BySize) -> Survey:
    n, bits = game.n, width(1 << game.n)
    #: below[v]: coalitions of weight up to v, packed by size
    below = list(accumulate(_table(game, bits)))
    quotas = sorted({game.threshold[size] for size in game.open})
    losing = _pick(game, {q: unpack(below[q - 1], bits, n) for q in quotas}, n)
    joined_by_weight: dict[int, tuple[int, ...]] = {}
    for weight in dict.fromkeys(game.weights):
        without = {}
        for q in quotas:
            # The product without one member is the whole one divided by (1 + y x^w), a series of alternating signs.
            packed = below[q - 1]
            for times, v in enumerate(range(q - 1 - weight, -1, -weight) if weight else [q - 1] * n, 1):
                packed += -(below[v] << times * bits) if times % 2 else below[v] << times * bits
            if not weight:
                packed &= (1 << n * bits) - 1
            without[q] = unpack(packed & ((1 << (n + 1) * bits) - 1), bits, n)
        lost = _pick(game, without, n - 1)
        joined_by_weight[weight] = tuple(comb(n - 1, s - 1) - losing[s] + lost[s] if s else 0 for s in range(n + 1))
    winning = tuple(comb(n, s) - losing[s] for s in range(n + 1))
    # With the member: all that size with it, less those that lose with it.
    by_member = dict(zip(game.order, (joined_by_weight[weight] for weight in game.weights), strict=True))
    return Survey(winning, tuple(by_member[member] for member in range(n)))


def _pick(game: BySize, losing: dict[int, list[int]], n: int) -> list[int]:
    """Losing coalitions among n members by size: each size by its own threshold."""
    return [
        0 if threshold == 0 else comb(n, size) if threshold == game.never else losing[threshold][size]
        for size, threshold in enumerate(game.threshold)
    ]


def _table(game: BySize, bits: int) -> list[int]:
    """How many coalitions have weight v, packed by size, for each v below the largest threshold."""
    table = [1] + [0] * (game.reach - 1)
    for weight in game.weights:
        _join(table, weight, bits)
    return table


def _join(table: list[int], weight: int, bits: int) -> None:
    """One more member: times (1 + y x^w)."""
    if weight < len(table):
        table[weight:] = [stays + (joins << bits) for stays, joins in zip(table[weight:], table, strict=False)]


def minimal(game: BySize) -> int:
    """How many coalitions win and lose by any one's leaving.

    Whether the lightest leaves decides it. So each is a losing coalition of weightier members which the lightest makes win;
    and the complement of each is a largest losing coalition of the dual game: all that are lighter than the weightiest..
    """
    other = game.dual()
    return _largest_losing(other) if other.reach < game.reach else _smallest_winning(game)


def _smallest_winning(game: BySize) -> int:
    """A losing coalition of members before k, and k makes it win."""
    t = game.threshold
    return _windows(game, lambda k, weight, size, lighter: (t[size + 1] - weight, t[size]))


def _largest_losing(game: BySize) -> int:
    raise AssertionError


def favourable(game: BySize, odds: tuple[tuple[int, int], ...]) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times."""
    everybody = total(odds)
    raise AssertionError(everybody)
