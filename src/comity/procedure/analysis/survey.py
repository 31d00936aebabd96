"""What every index is made from: how many coalitions of each size win, and how many of those each member is in."""

from math import comb
from typing import NamedTuple, TypeAlias

#: For each member how many times it is in favour, and how many times it is not: (1, 1) where every coalition counts once.
Odds: TypeAlias = tuple[tuple[int, int], ...]


class Survey(NamedTuple):
    """All winning coalitions, counted.

    winning   by size, from nobody to all: how many coalitions of that size win
    joined    for each member, by size: to how many of these the member belongs
    """

    winning: tuple[int, ...]
    joined: tuple[tuple[int, ...], ...]

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.joined)

    def of_dual(self) -> "Survey":
        """The survey of the dual game: a coalition wins there if and only if all others do not win here."""
        n = self.n
        winning = tuple(comb(n, s) - self.winning[n - s] for s in range(n + 1))
        turned: dict[tuple[int, ...], tuple[int, ...]] = {}
        for joined in self.joined:
            if joined not in turned:
                without = [self.winning[n - s] - joined[n - s] for s in range(n + 1)]
                turned[joined] = (0, *(comb(n - 1, s - 1) - without[s] for s in range(1, n + 1)))
        return Survey(winning, tuple(turned[joined] for joined in self.joined))


def unpack(packed: int, width: int, n: int) -> list[int]:
    """The n + 1 fields of a packed polynomial, lowest power first; the width is in bits, a multiple of 8."""
    size = width // 8
    data = packed.to_bytes(size * (n + 1), "little")
    return [int.from_bytes(data[at : at + size], "little") for at in range(0, len(data), size)]


def width(largest: int) -> int:
    """The bits of a field that holds numbers up to this one, a multiple of 8."""
    return 8 * -(-(largest.bit_length() + 1) // 8)


def total(odds: Odds) -> int:
    """The weight of all coalitions together, where each member is in favour `yes` times and not in favour `no` times."""
    product = 1
    for yes, no in odds:
        product *= yes + no
    return product
