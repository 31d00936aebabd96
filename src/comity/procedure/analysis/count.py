"""The counts behind every figure, each by the quickest method that suits the game.

    profiles      few classes of interchangeable members
    polynomials   a count and one weight of moderate size
    halves        a count and one weight of any size, up to some 34 members
    diagram       several weights
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from comity.procedure.analysis import diagram, halves, polynomials, profiles
from comity.procedure.analysis.by_size import BySize, by_size
from comity.procedure.analysis.game import Game, TooLarge, dual
from comity.procedure.analysis.survey import Odds, Survey

#: Profiles that are walked through at once, before anything else is thought of; and those that are as a last resort.
FEW, MANY = 2_000, 500_000
#: Microseconds of work, about, beyond which a game of one weight is too large.
PATIENCE = 60_000_000


class Method(NamedTuple):
    """One way of counting.

    survey      winning coalitions by size and member
    minimal     how many win and lose by any one's leaving
    favourable  the weight of all winning coalitions, by the odds
    """

    name: str
    survey: Callable[[], Survey]
    minimal: Callable[[], int]
    favourable: Callable[[Odds], int]


def method(game: Game, odds: Odds = ()) -> Method:
    """The quickest exact method. Raises TooLarge where one weight is too large for any; a diagram finds out on its way."""
    number = profiles.number(game, odds)
    one = by_size(game)
    if number <= FEW or (one is None and number <= MANY and len(game.members) > 64):
        return _profiles(game)
    if one is None:
        return Method("diagram", lambda: diagram.survey(game), lambda: diagram.minimal(game), lambda o: diagram.favourable(game, o))
    work, module = min((polynomials.work(one), polynomials), (halves.work(one), halves), key=lambda two: two[0])
    if work <= PATIENCE:
        return _one_weight(one, module is halves)
    if number <= MANY:
        return _profiles(game)
    raise TooLarge(f"{one.n} members, {number} profiles, weights up to a threshold of {one.reach}")


def _profiles(game: Game) -> Method:
    return Method("profiles", lambda: profiles.survey(game), lambda: profiles.minimal(game), lambda o: profiles.favourable(game, o))


def _one_weight(one: BySize, in_halves: bool) -> Method:
    if in_halves:
        return Method("halves", lambda: halves.survey(one), lambda: halves.minimal(one), lambda o: halves.favourable(one, o))
    return Method(
        "polynomials", lambda: polynomials.survey(one), lambda: polynomials.minimal(one), lambda o: polynomials.favourable(one, o)
    )


@lru_cache(maxsize=16)
def survey(game: Game) -> Survey:
    """Winning coalitions by size and member; kept, for several questions are answered from it. Raises TooLarge."""
    return method(game).survey()


def winning(game: Game) -> int:
    """How many coalitions win. Raises TooLarge."""
    return sum(survey(game).winning)


def minimal_winning(game: Game) -> int:
    """How many coalitions win and lose by any one's leaving. Raises TooLarge."""
    return method(game).minimal()


def minimal_blocking(game: Game) -> int:
    """How many coalitions can block, and cannot without any one of theirs. Raises TooLarge."""
    return minimal_winning(dual(game))


def favourable(game: Game, odds: Odds) -> int:
    """The weight of all winning coalitions, each member in favour `yes` times and not in favour `no` times. Raises TooLarge."""
    return method(game, odds).favourable(odds)
