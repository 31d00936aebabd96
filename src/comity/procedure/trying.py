"""What can still come about, and the fewest changes that bring it about, by trying: for outcomes that are no matter of lines.

While the ways are few enough all are tried and the answer is exact; beyond that only changes to one position at a time
are, and the answer says so.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from math import comb, prod

from comity.procedure.changes import Cell, Move

#: The outcome after some moves.
Ask = Callable[[list[Move]], str]
Moves = list[Move]


def possible(ask: Ask, cells: Sequence[Cell], free: list[int], named: tuple[str, ...], most: int) -> tuple[set[str], bool]:
    """Every outcome that the members of these cells (by their places) can bring about, and whether all ways were tried."""
    if prod(comb(cells[at].n + len(named) - 1, len(named) - 1) for at in free) <= most:
        return {ask(list(moves)) for moves in _shared(cells, free, named)}, True
    found = {ask([])}
    for position in named:
        for i, at in enumerate(free):
            before = [(one, position, cells[one].n) for one in free[:i]]
            found.add(ask([*before, (at, position, cells[at].n)]))
            found |= {ask([*before, (at, position, cells[at].n - 1), (at, other, 1)]) for other in named}
    return found, False


def _shared(cells: Sequence[Cell], free: list[int], named: tuple[str, ...]) -> Iterator[Moves]:
    """Every way to give positions to the members of these cells that makes a difference."""
    each = []
    for at in free:
        some = []
        for given in combinations_with_replacement(named, cells[at].n):
            some.append([(at, position, given.count(position)) for position in dict.fromkeys(given)])
        each.append(some)
    for way in product(*each):
        yield [move for moves in way for move in moves]


def fewest(
    ask: Ask, cells: Sequence[Cell], free: list[int], named: tuple[str, ...], wanted: Callable[[str], bool], ranks: list[list[int]], most: int,
) -> tuple[Moves | None, bool]:  # fmt: skip
    """The fewest members of these cells that have to come to other positions for an outcome that is wanted.

    First to one position at a time, which is quick and mostly right, in each order of `ranks`; then whatever is cheaper,
    while it can be tried: at most so many ways.
    """
    best = _uniform(ask, cells, named, wanted, ranks)
    limit = sum(n for _, _, n in best) if best is not None else sum(cells[at].n for at in free) + 1
    moves = [(at, position) for at in free for position in named if position != cells[at].held]
    left = most
    for k in range(1, limit):
        left -= comb(len(moves) + k - 1, k)
        if left < 0:
            return best, False
        for chosen in _mixed(cells, moves, k):
            if wanted(ask(chosen)):
                return chosen, True
    return best, True


def cheaper(
    ask: Ask, cells: Sequence[Cell], free: list[int], named: tuple[str, ...], wanted: Callable[[str], bool], among: range, by: str, most: int,
) -> tuple[Moves | None, bool]:  # fmt: skip
    """The fewest moves, of so many as are `among`, for an outcome that is wanted, where somebody comes to or from the position `by`.

    None where there are none; false beside it where at most so many ways do not tell.
    """
    moves = [(at, position) for at in free for position in named if position != cells[at].held]
    others = [(at, position) for at, position in moves if by not in (position, cells[at].held)]
    for k in among:
        most -= comb(len(moves) + k - 1, k) - comb(len(others) + k - 1, k)
        if most < 0:
            return None, False
        for chosen in _mixed(cells, moves, k, others):
            if wanted(ask(chosen)):
                return chosen, True
    return None, True


def _uniform(ask: Ask, cells: Sequence[Cell], named: tuple[str, ...], wanted: Callable[[str], bool], ranks: list[list[int]]) -> Moves | None:
    """The fewest that come to one position: found by halving, for more never do less."""
    best: Moves | None = None
    least = sum(cell.n for cell in cells) + 1
    for rank in ranks:
        for position in named:
            pool = [at for at in rank if cells[at].held != position]
            low, high = 1, min(sum(cells[at].n for at in pool), least - 1)
            if high < 1 or not wanted(ask(_first(cells, pool, position, high))):
                continue
            while low < high:
                middle = (low + high) // 2
                if wanted(ask(_first(cells, pool, position, middle))):
                    high = middle
                else:
                    low = middle + 1
            least, best = low, _first(cells, pool, position, low)
    return best


def _first(cells: Sequence[Cell], pool: list[int], position: str, n: int) -> Moves:
    moves = []
    for at in pool:
        if n > 0:
            moves.append((at, position, min(n, cells[at].n)))
            n -= cells[at].n
    return moves


def _mixed(cells: Sequence[Cell], moves: list[tuple[int, str]], k: int, without: Sequence[tuple[int, str]] = ()) -> Iterator[Moves]:
    """Every way to move k members, that makes a difference; not all of them by the moves that are `without`."""
    left_out = set(without)
    first = sorted(moves, key=lambda move: move in left_out)
    start = len(moves) - len(left_out)
    ways = combinations_with_replacement(range(len(first)), k)
    for picked in ways if not left_out else (way for way in ways if way[0] < start):
        chosen = [(*first[at], picked.count(at)) for at in dict.fromkeys(picked)]
        given: dict[int, int] = {}
        for at, _, n in chosen:
            given[at] = given.get(at, 0) + n
        if all(n <= cells[at].n for at, n in given.items()):
            yield chosen


__all__ = ["Ask", "Moves", "cheaper", "fewest", "possible"]
