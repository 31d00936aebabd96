"""The fewest members that have to move so that lines hold: exactly, by branch and bound.

    movers    alike members that may come to other positions: how many, and what each of these positions adds to each line
    found     how many of which come where; `exact` is false only where the search was given up

Each line alone says how many have to move at least: those who bring most, first. The search goes through the movers and
leaves a way as soon as one line (or all of them added up, each by its weight) can no longer be reached by those that remain.
Whole numbers throughout. (Dakin 1965 for integer programmes in general; nothing of a general solver is needed here.)
"""

from collections.abc import Sequence
from typing import NamedTuple

#: So many steps of the search are made for one question.
STEPS = 40_000


class Mover(NamedTuple):
    """So many alike members, and what each line gains where one of them comes to a position."""

    n: int
    ways: tuple[tuple[str, tuple[int, ...]], ...]


class Moved(NamedTuple):
    """How many of which mover (by its place) come to which position; None where nothing of it is a way."""

    moves: tuple[tuple[int, str, int], ...] | None
    exact: bool = True

    @property
    def n(self) -> int:
        """How many move."""
        return sum(n for _, _, n in self.moves or ())


def cheapest(needed: Sequence[int], movers: Sequence[Mover], most: int) -> Moved:
    """The fewest moves, at most so many, by which every line gains what it needs (a line that needs less than nothing has
    so much to lose).
    """
    search = _Search(needed, movers)
    return search.fewest(most)


def reachable(needed: Sequence[int], movers: Sequence[Mover]) -> tuple[bool, bool]:
    """Whether any moves at all reach it, and whether that is exact."""
    search = _Search(needed, movers)
    found = search.within(sum(one.n for one in movers))
    return found is not None, found is not None or not search.given_up


class _Search:
    def __init__(self, needed: Sequence[int], movers: Sequence[Mover]) -> None:
        # All lines that are wanting, added up, each by what it needs: no way reaches them all that does not reach this.
        wanting = [n for n in needed if n > 0]
        whole = max(wanting, default=1)
        self.times = [whole // n if n > 0 else 0 for n in needed]
        self.needed = (*needed, sum(t * n for t, n in zip(self.times, needed, strict=True)))
        self.steps, self.given_up = 0, False
        useful = [(at, self._useful(one)) for at, one in enumerate(movers)]
        self.movers = sorted(((at, one) for at, one in useful if one.ways and one.n), key=lambda two: -self._best(two[1]))
        lines = range(len(self.needed))
        #: Of the movers from each on: for every line how much one brings and how many such there are, the most useful first.
        self.reach: list[list[list[tuple[int, int]]]] = []
        for i in range(len(self.movers) + 1):
            self.reach.append([self._sums(line, self.movers[i:]) for line in lines])

    def _useful(self, mover: Mover) -> Mover:
        """Without positions that bring nothing more to any line than another one does."""
        ways = [(position, (*gain, sum(t * g for t, g in zip(self.times, gain, strict=True)))) for position, gain in mover.ways]
        kept: list[tuple[str, tuple[int, ...]]] = []
        for position, gain in ways:
            if max(gain) > 0 and not any(all(o >= g for o, g in zip(other, gain, strict=True)) for _, other in kept):
                kept = [one for one in kept if not all(g >= o for o, g in zip(one[1], gain, strict=True))]
                kept.append((position, gain))
        kept.sort(key=lambda one: -one[1][-1])
        return Mover(mover.n, tuple(kept))

    def _best(self, mover: Mover) -> int:
        return max(gain[-1] for _, gain in mover.ways)

    def _sums(self, line: int, movers: list[tuple[int, Mover]]) -> list[tuple[int, int]]:
        best = sorted(((max(gain[line] for _, gain in one.ways), one.n) for _, one in movers), reverse=True)
        return [(gain, n) for gain, n in best if gain > 0]

    def fewest(self, most: int) -> Moved:
        """The fewest moves."""
        k, exact = self._least(), True
        while k is not None and k <= most:
            found = self.within(k)
            if found is not None:
                return Moved(found, exact)
            exact = exact and not self.given_up
            k += 1 if exact else max(1, k // 8)
        return Moved(None, exact)

    def _least(self) -> int | None:
        """How many have to move at least, by each line alone; None where not even all are enough."""
        least = 0
        for need, sums in zip(self.needed, self.reach[0], strict=True):
            k = 0
            for gain, n in sums:
                if need <= 0:
                    break
                some = min(n, -(-need // gain))
                k, need = k + some, need - some * gain
            if need > 0:
                return None
            least = max(least, k)
        return least

    def within(self, k: int) -> tuple[tuple[int, str, int], ...] | None:
        """Some way with at most k moves."""
        self.steps = 0
        self.given_up = False
        found = self._from(0, 0, 0, k, self.needed)
        return None if found is None else tuple((self.movers[i][0], position, n) for i, position, n in found if n)

    def _from(
        self, i: int, way: int, taken: int, left: int, needed: tuple[int, ...]
    ) -> tuple[tuple[int, str, int], ...] | None:
        """From the i-th mover's given way on, some of whom have been taken already."""
        if max(needed) <= 0:
            return ()
        self.steps += 1
        if self.steps > STEPS:
            self.given_up = True
            return None
        if i == len(self.movers) or not left:
            return None
        for need, sums in zip(needed, self.reach[i], strict=True):
            if need > 0 and _most(sums, left) < need:
                return None
        ways = self.movers[i][1].ways
        position, gain = ways[way]
        on = (i, way + 1) if way + 1 < len(ways) else (i + 1, 0)
        for n in range(min(self.movers[i][1].n - taken, left), -1, -1):
            after = tuple([need - n * g for need, g in zip(needed, gain, strict=True)]) if n else needed
            rest = self._from(*on, taken + n if on[0] == i else 0, left - n, after)
            if rest is not None:
                return ((i, position, n), *rest)
            if self.given_up:
                return None
        return None


def _most(sums: list[tuple[int, int]], left: int) -> int:
    """What so many of the most useful bring."""
    have = 0
    for gain, n in sums:
        if n >= left:
            return have + gain * left
        have, left = have + gain * n, left - n
    return have


__all__ = ["STEPS", "Moved", "Mover", "cheapest", "reachable"]
