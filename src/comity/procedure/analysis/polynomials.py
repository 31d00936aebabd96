"""One weight of moderate size: generating functions, as polynomials in whole numbers of any length.

The coefficient of x^v y^s in the product of (1 + y x^w), taken over the members, is the number of coalitions of weight v
and size s (Mann & Shapley 1962, after Cantor; Bilbao, Fernández, Jiménez & López 2002). All sizes of one weight are
packed into one whole number, so that multiplying by y is a shift. Only weights below the quota are needed, and of a game
and its dual the one with the smaller quota: both have the same indices (at 85 % the table is 5.7 times smaller).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from math import comb

from comity.procedure.analysis.by_size import BySize
from comity.procedure.analysis.survey import Odds, Survey, total, unpack, width


def work(game: BySize) -> int:
    """About how many microseconds a survey takes."""
    reach = min(game.reach, game.dual().reach)
    return reach * game.n * (150 + game.n * game.n // 50) // 1000


def survey(game: BySize) -> Survey:
    """Winning coalitions by size and member."""
    other = game.dual()
    return _survey(other).of_dual() if other.reach < game.reach else _survey(game)


def minimal(game: BySize) -> int:
    """How many coalitions win and lose by any one's leaving."""
    if game.threshold[0] == 0:
        return 1  # nobody: the coalition that needs no one
    other = game.dual()
    return _largest_losing(other) if other.reach < game.reach else _smallest_winning(game)


def favourable(game: BySize, odds: Odds) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times."""
    other = game.dual()
    if other.reach < game.reach:
        return total(odds) - _favourable(other, tuple((no, yes) for yes, no in odds))
    return _favourable(game, odds)


def _bits(game: BySize) -> int:
    """The bits of a field: coalitions of one size are at most so many. None below the quota has more members than fit below it."""
    most = bisect_right(list(accumulate(reversed(game.weights))), game.reach - 1)
    return width(comb(game.n, min(most, game.n // 2)))


def _survey(game: BySize) -> Survey:
    n, bits = game.n, _bits(game)
    table = [1] + [0] * (game.reach - 1)
    for weight in game.weights:
        _join(table, weight, 1, 1, bits)
    below = list(accumulate(table))  # [v]: coalitions of weight v at most, packed by size
    quotas = sorted({game.threshold[size] for size in game.open})
    losing = _losing(game, n, {quota: unpack(below[quota - 1], bits, n) for quota in quotas})
    joined: dict[int, tuple[int, ...]] = {}
    for weight in dict.fromkeys(game.weights):
        without = {quota: unpack(_divided(below, quota - 1, weight, n, bits), bits, n) for quota in quotas}
        lost = _losing(game, n - 1, without)
        joined[weight] = tuple(comb(n - 1, s - 1) - (losing[s] - lost[s]) if s else 0 for s in range(n + 1))
    by_member = {member: joined[weight] for member, weight in zip(game.order, game.weights, strict=True)}
    return Survey(tuple(comb(n, s) - losing[s] for s in range(n + 1)), tuple(by_member[member] for member in range(n)))


def _join(table: list[int], weight: int, yes: int, no: int, bits: int) -> None:
    """One more member: the table times (no + yes x^w y)."""
    if yes == no == 1:
        table[weight:] = [stays + (joins << bits) for stays, joins in zip(table[weight:], table, strict=False)]
    else:
        joined = [yes * joins << bits for joins in table[: max(len(table) - weight, 0)]]
        table[:] = [no * stays for stays in table]
        table[weight:] = [stays + joins for stays, joins in zip(table[weight:], joined, strict=True)]


def _divided(below: list[int], v: int, weight: int, n: int, bits: int) -> int:
    """Coalitions of weight v at most without a member of this weight, packed by size.

    The polynomial divided by (1 + x^w y), which is its product with 1 - x^w y + x^2w y^2 - ...: one term for each time that the
    weight fits into v.
    """
    packed = 0
    for times in range(min(n, v // weight if weight else n) + 1):
        term = below[v - times * weight] << times * bits
        packed += -term if times % 2 else term
    return packed & ((1 << (n + 1) * bits) - 1)


def _losing(game: BySize, n: int, below: dict[int, list[int]]) -> list[int]:
    """Losing coalitions among n members by size, each size by its own threshold."""
    return [
        0 if threshold == 0 else comb(n, size) if threshold == game.never else below[threshold][size]
        for size, threshold in enumerate(game.threshold)
    ]


def _smallest_winning(game: BySize) -> int:
    """Where the lightest member's leaving makes a coalition lose, any one's does.

    So each is a losing coalition of members weightier than k which wins with k.
    """
    t = game.threshold
    return _count(game, lambda k, size: None if t[size + 1] == game.never else (t[size + 1] - game.weights[k], t[size]))


def _largest_losing(game: BySize) -> int:
    """The complements of the smallest winning coalitions of the dual game.

    Where the lightest absent member's joining makes a coalition win, any one's does: all lighter than k are in it, and
    some weightier ones.
    """
    t = game.threshold
    lighter = list(accumulate(reversed(game.weights), initial=0))[::-1][1:]

    def window(k: int, size: int) -> tuple[int, int] | None:
        full = size + game.n - 1 - k
        if t[full + 1] == game.never:
            return None
        return t[full + 1] - lighter[k] - game.weights[k], game.never if t[full] == game.never else t[full] - lighter[k]

    return _count(game, window)


def _count(game: BySize, window: Callable[[int, int], tuple[int, int] | None]) -> int:
    """For each member k and size: how many coalitions of that size among the weightier members lie in the window
    (from its first weight, below its second).
    """
    count, bits = 0, _bits(game)
    table = [1] + [0] * (game.reach - 1)
    for k, weight in enumerate(game.weights):
        sizes = defaultdict(list)
        for size in range(k + 1):
            found = window(k, size)
            if found and max(found[0], 0) < found[1]:
                sizes[max(found[0], 0), found[1]].append(size)
        for (first, end), those in sizes.items():
            inside = unpack(sum(table[:first] if end == game.never else table[first:end]), bits, game.n)
            count += sum(comb(k, size) - inside[size] if end == game.never else inside[size] for size in those)
        _join(table, weight, 1, 1, bits)
    return count


def _favourable(game: BySize, odds: Odds) -> int:
    bits = width(total(odds))
    table, sizes = [1] + [0] * (game.reach - 1), [1]
    for member, weight in zip(game.order, game.weights, strict=True):
        yes, no = odds[member]
        _join(table, weight, yes, no, bits)
        _join(sizes, 0, yes, no, bits)
    everybody = unpack(sizes[0], bits, game.n)
    below = {threshold: unpack(sum(table[:threshold]), bits, game.n) for threshold in {game.threshold[size] for size in game.open}}
    return sum(
        everybody[size] - (below[threshold][size] if threshold else 0)
        for size, threshold in enumerate(game.threshold)
        if threshold != game.never
    )
