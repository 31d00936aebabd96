"""Power indices: how often it depends on a member whether a proposal passes.

A *swing* of a member is a winning coalition that loses when the member leaves it.

    Banzhaf             the member's share of all swings (Banzhaf 1965)
    Penrose             the part of all coalitions of the others that the member's vote decides (Penrose 1946): the
                        absolute Banzhaf index; swings / 2^(n-1)
    Shapley-Shubik      the part of all orders of the members in which the member is the one with whom the coalition of
                        those before it begins to win (Shapley & Shubik 1954)
    Coleman             the body's power to act: the part of all coalitions that win; a member's power to prevent: its
                        swings as a part of the winning coalitions; to initiate: as a part of the losing ones
                        (Coleman 1971)

Everything is exact unless it says otherwise; then it carries a bound of its error, which is certain.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import factorial
from operator import mul

from msgspec import Struct

from comity.procedure.analysis import rounding
from comity.procedure.analysis.by_size import by_size
from comity.procedure.analysis.count import survey
from comity.procedure.analysis.game import Game, TooLarge
from comity.procedure.analysis.survey import Survey


class Measure(Struct, frozen=True):
    """One figure for each member, in the game's order.

    error   no figure is farther than this from the true one; 0 where they are exact
    """

    of: tuple[Fraction, ...]
    exact: bool = True
    error: Fraction = Fraction(0)


class Power(Struct, frozen=True):
    """The indices of a game; `to_act` has one figure, that of the body.

    winning   number of winning coalitions
    swings    for each member; these two are rounded to whole numbers where the measures are not exact
    """

    members: tuple[str, ...]
    winning: int
    swings: tuple[int, ...]
    banzhaf: Measure
    penrose: Measure
    shapley_shubik: Measure
    to_act: Measure
    to_prevent: Measure
    to_initiate: Measure

    @property
    def exact(self) -> bool:
        """Whether all of it is."""
        return self.penrose.exact


class Between(Struct, frozen=True):
    """A number known to lie between two."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """Half-way."""
        return self.low if self.low == self.high else (self.low + self.high) / 2


def power(game: Game) -> Power:
    """All indices. Where a game of one weight is too large, an approximation between two exact ones; else raises TooLarge."""
    try:
        low = high = survey(game)
    except TooLarge:
        one = by_size(game)
        if one is None:
            raise
        low, high = rounding.surveys(one)
    return indices(game.members, low, high)


def indices(members: tuple[str, ...], low: Survey, high: Survey) -> Power:
    """The indices of a game in which no fewer coalitions win than `low` says and no more than `high`.

    One and the same survey where the answer is exact.
    """
    pairs = list(zip(low.joined, high.joined, strict=True))
    # Interchangeable members have the same figures, which are made once.
    swings = {pair: _swings(low, high, *pair) for pair in dict.fromkeys(pairs)}
    shapley = {pair: _of_orders(low, high, *pair) for pair in swings}
    fewest, most = sum(swings[pair].low for pair in pairs), sum(swings[pair].high for pair in pairs)
    coalitions = 2 ** len(members)
    winning = Between(Fraction(sum(low.winning)), Fraction(sum(high.winning)))
    losing = Between(coalitions - winning.high, coalitions - winning.low)
    acts = Between(winning.low / coalitions, winning.high / coalitions)

    def measure(of: Iterable[Between]) -> Measure:
        figures = tuple(of)
        if low is high:
            return Measure(tuple(one.low for one in figures))
        error = max(((one.high - one.low) / 2 for one in figures), default=Fraction(0))
        return Measure(tuple(one.middle for one in figures), False, error)

    def each(figure: Callable[[Between], Between]) -> Measure:
        made = {pair: figure(one) for pair, one in swings.items()}
        return measure(made[pair] for pair in pairs)

    return Power(
        members=members,
        winning=round(winning.middle),
        swings=tuple(round(swings[pair].middle) for pair in pairs),
        banzhaf=each(lambda own: Between(_part(own.low, own.low + most - own.high), _part(own.high, own.high + fewest - own.low))),
        penrose=each(lambda own: Between(2 * own.low / coalitions, 2 * own.high / coalitions)),
        shapley_shubik=measure(shapley[pair] for pair in pairs),
        to_act=measure([acts]),
        to_prevent=each(lambda own: _of(own, winning)),
        to_initiate=each(lambda own: _of(own, losing)),
    )


def _of(some: Between, all_of_them: Between) -> Between:
    return Between(_part(some.low, all_of_them.high), min(_part(some.high, all_of_them.low), Fraction(1)))


def _part(some: Fraction, of: Fraction) -> Fraction:
    """Nothing of nothing is nothing: where no coalition wins, nobody has any power."""
    return some / of if of else Fraction(0)


def _by_size(low: Survey, high: Survey, joined_low: tuple[int, ...], joined_high: tuple[int, ...]) -> list[tuple[int, int]]:
    """For each size a member's swings: at least, at most.

    The game is monotone: the coalitions that win with the member and lose without it are as many as win with it, less
    those that win without it.
    """
    return [
        (
            max(joined_low[size] - (high.winning[size - 1] - joined_high[size - 1]), 0),
            joined_high[size] - (low.winning[size - 1] - joined_low[size - 1]),
        )
        for size in range(1, low.n + 1)
    ]


def _swings(low: Survey, high: Survey, joined_low: tuple[int, ...], joined_high: tuple[int, ...]) -> Between:
    fewest, most = zip(*_by_size(low, high, joined_low, joined_high), strict=True)
    return Between(Fraction(sum(fewest)), Fraction(sum(most)))


def _of_orders(low: Survey, high: Survey, joined_low: tuple[int, ...], joined_high: tuple[int, ...]) -> Between:
    """Shapley & Shubik: a swing of size s is a beginning of (s - 1)! (n - s)! of the n! orders."""
    n = low.n
    orders = [factorial(before) * factorial(n - 1 - before) for before in range(n)]
    fewest, most = zip(*_by_size(low, high, joined_low, joined_high), strict=True)
    return Between(*(Fraction(sum(map(mul, swings, orders)), factorial(n)) for swings in (fewest, most)))
