"""Large games of one weight: two games of rounded weights with the true one between them.

Weights are rounded to multiples of a unit, which makes the table of polynomials so many times smaller. Rounding adds to a
coalition's weight no more than all that was rounded up, and takes from it no more than all that was rounded down; with the quota
raised by the one there is a game in which no more coalitions win, lowered by the other one in which no fewer do. Every
number of winning coalitions lies between the two, with certainty and not by chance.
"""

from comity.procedure.analysis import polynomials
from comity.procedure.analysis.by_size import BySize
from comity.procedure.analysis.survey import Survey

#: Microseconds of work, about, up to which the unit is made as small as possible.
PATIENCE = 3_000_000


def rounded(game: BySize, unit: int) -> tuple[BySize, BySize]:
    """A game in which no more coalitions win, and one in which no fewer do; its weights are in units."""
    weights = tuple((weight + unit // 2) // unit for weight in game.weights)
    over = [weight - unit * units for weight, units in zip(game.weights, weights, strict=True)]
    least, most = sum(rest for rest in over if rest < 0), sum(rest for rest in over if rest > 0)
    never = sum(weights) + 1

    def threshold(rest: int) -> tuple[int, ...]:
        return tuple(
            0 if at == 0 else never if at == game.never else min(max(-((rest - at) // unit), 0), never) for at in game.threshold
        )

    return BySize(game.order, weights, threshold(least)), BySize(game.order, weights, threshold(most))


def unit(game: BySize) -> int:
    """The smallest power of two as unit with which the work stays within bounds."""
    size = 1
    while size < game.never and max(map(polynomials.work, rounded(game, size))) > PATIENCE:
        size *= 2
    return size


def surveys(game: BySize) -> tuple[Survey, Survey]:
    """Winning coalitions by size and member: no more of them, and no fewer, than there are."""
    low, high = rounded(game, unit(game))
    return polynomials.survey(low), polynomials.survey(high)
