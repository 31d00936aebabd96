"""The chance that a proposal passes, where each member is in favour with a probability of its own, whatever others do.

It is Owen's multilinear extension of the game at these probabilities (Owen 1972), in fractions. At one half for each it
is Coleman's power of the body to act.
"""

from collections.abc import Mapping
from fractions import Fraction

from comity.procedure.analysis.count import favourable
from comity.procedure.analysis.game import Game
from comity.procedure.analysis.survey import total

HALF = Fraction(1, 2)


def chance_of_passing(game: Game, yes: Fraction | Mapping[str, Fraction] = HALF) -> Fraction:
    """Exactly; `yes` for all alike, or by member (one half for whoever is not named).

    Raises ValueError for a probability below 0 or above 1 and for a name that no member bears; TooLarge where it cannot
    be computed.
    """
    if isinstance(yes, Fraction):
        by_member = dict.fromkeys(game.members, yes)
    elif unknown := sorted(set(yes).difference(game.members)):
        raise ValueError(f"no members: {', '.join(unknown)}")
    else:
        by_member = {member: yes.get(member, HALF) for member in game.members}
    for member, probability in by_member.items():
        if not 0 <= probability <= 1:
            raise ValueError(f"{member}: {probability} is no probability")
    odds = tuple((p.numerator, p.denominator - p.numerator) for p in by_member.values())
    return Fraction(favourable(game, odds), total(odds))
