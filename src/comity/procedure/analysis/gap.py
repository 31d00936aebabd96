"""How far a quota and weights can be off without any decision being another one.

It is defined of one weighted condition. Between the weightiest losing coalition and the lightest winning one there is a
gap; the quota may lie anywhere in it. In threshold logic the part by which everything may be off at once, each weight and
the quota, is called the tolerance (Hu 1965, *Threshold Logic*).
"""

from bisect import bisect_left
from fractions import Fraction

from msgspec import Struct

from comity.procedure.analysis.game import TooLarge, Weighted

#: Bits of a set of sums, and sums in half of it, beyond which a condition is too large.
BITS, SUMS = 1 << 26, 1 << 20


class Tolerance(Struct, frozen=True):
    """The gap in which the quota lies.

    losing   the greatest weight that is not enough, of those that a coalition can have
    winning  the smallest that is enough: every quota above `losing` up to it means the same
    share    with the quota in the middle of the gap, each weight and the quota may be off by less than this part of itself,
             all at once, whichever way
    """

    losing: int
    winning: int
    share: Fraction


def tolerance(condition: Weighted) -> Tolerance | None:
    """None where every coalition wins, or none. Raises TooLarge."""
    everything = sum(condition.weights)
    if not 0 < condition.quota <= everything:
        return None
    losing, winning = _around(condition)
    # Everything off by a part t moves a coalition of weight v by t (v + quota) at most: less than half the gap, and v <= W.
    return Tolerance(losing, winning, Fraction(winning - losing, 2 * everything + losing + winning))


def _around(condition: Weighted) -> tuple[int, int]:
    """The weights of coalitions next to the quota, below it and from it on."""
    if sum(condition.weights) < BITS:
        sums = 1  # bit v is set where a coalition has weight v
        for weight in condition.weights:
            sums |= sums << weight
        below = (sums & ((1 << condition.quota) - 1)).bit_length() - 1
        above = sums >> condition.quota
        return below, condition.quota + (above & -above).bit_length() - 1
    half = len(condition.weights) // 2
    first, second = sorted(_sums(condition.weights[:half])), _sums(condition.weights[half:])
    below, least = 0, sum(condition.weights)
    for more in second:
        at = bisect_left(first, condition.quota - more)
        if at:
            below = max(below, first[at - 1] + more)
        if at < len(first):
            least = min(least, first[at] + more)
    return below, least


def _sums(weights: tuple[int, ...]) -> set[int]:
    sums = {0}
    for weight in weights:
        sums |= {weight + v for v in sums}
        if len(sums) > SUMS:
            raise TooLarge(f"more than {SUMS} different weights of half the members' coalitions")
    return sums
