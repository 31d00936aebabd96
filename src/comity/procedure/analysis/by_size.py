"""Rules of a count of members and one weight: for each size of coalition, the weight at which it wins.

Whatever is made of conditions on the number of members and on one named weight (fifteen members and 65 % of the population, or
all but three members) comes to this: a coalition of s members wins if and only if its weight is at least threshold[s].
"""

from itertools import accumulate
from typing import NamedTuple

from comity.procedure.analysis.formula import formula
from comity.procedure.analysis.game import Game


class BySize(NamedTuple):
    """A coalition of s members wins if and only if its weight is at least `threshold[s]`.

    order       the members, the weightiest first
    weights     their weights, in that order
    threshold   for each size; 0 where every coalition of the size wins, W + 1 where none does
    """

    order: tuple[int, ...]
    weights: tuple[int, ...]
    threshold: tuple[int, ...]

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.weights)

    @property
    def never(self) -> int:
        """W + 1, the threshold that nobody reaches; W is the weight of all."""
        return sum(self.weights) + 1

    @property
    def open(self) -> list[int]:
        """The sizes at which some coalitions win and some do not."""
        return [size for size, threshold in enumerate(self.threshold) if 0 < threshold < self.never]

    @property
    def reach(self) -> int:
        """The largest threshold of an open size."""
        return max((self.threshold[size] for size in self.open), default=0)

    def dual(self) -> "BySize":
        """The game of blocking: the dual quota W - q + 1, at the size of the others."""
        return BySize(self.order, self.weights, tuple(self.never - threshold for threshold in reversed(self.threshold)))


def by_size(game: Game) -> BySize | None:
    """The game in this form; None where it rests on two weights or more."""
    least = formula(game)
    counts = [len(set(part.weights)) == 1 for part in least.parts]
    measures = {part.weights for part, count in zip(least.parts, counts, strict=True) if not count}
    if len(measures) > 1:
        return None
    given = measures.pop() if measures else (1,) * least.n
    order = sorted(range(least.n), key=lambda member: -given[member])
    weights = tuple(given[member] for member in order)
    heaviest = list(accumulate(weights, initial=0))
    lightest = list(accumulate(reversed(weights), initial=0))
    never = heaviest[-1] + 1
    steps = sorted({0, *(part.quota for part, count in zip(least.parts, counts, strict=True) if not count)})
    threshold = []
    for size in range(least.n + 1):
        at = next(
            (
                step
                for step in steps
                if least.truth(tuple((size if count else step) >= part.quota for part, count in zip(least.parts, counts, strict=True)))
            ),
            never,
        )
        threshold.append(0 if at <= lightest[size] else never if at > heaviest[size] else at)
    return BySize(tuple(order), weights, tuple(threshold))
