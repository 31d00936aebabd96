"""The effect of a change: one more member, one less, another threshold, other weights. It is the difference of two games."""

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from comity.procedure.analysis.game import Game
from comity.procedure.analysis.indices import Measure, Power, power
from comity.procedure.analysis.properties import veto_players


class Change(Struct, frozen=True):
    """One member's indices before and after; none where it is not a member."""

    member: str
    banzhaf: tuple[Fraction | None, Fraction | None]
    penrose: tuple[Fraction | None, Fraction | None]
    shapley_shubik: tuple[Fraction | None, Fraction | None]
    can_block: tuple[bool, bool]


class Comparison(Struct, frozen=True):
    """Two games, member by member: those of the first in its order, then those who joined.

    to_act  of all coalitions the part that wins, before and after
    exact   whether all figures are
    """

    changes: tuple[Change, ...]
    to_act: tuple[Fraction, Fraction]
    exact: bool


def compare(before: Game, after: Game, powers: Callable[[Game], Power] = power) -> Comparison:
    """What the second game makes different; `powers` where somebody has the indices of some games already. Raises TooLarge."""
    first, second = powers(before), powers(after)
    vetoes = veto_players(before), veto_players(after)

    def pair(figures: tuple[Measure, Measure], member: str) -> tuple[Fraction | None, Fraction | None]:
        return _of(first, figures[0], member), _of(second, figures[1], member)

    return Comparison(
        changes=tuple(
            Change(
                member,
                banzhaf=pair((first.banzhaf, second.banzhaf), member),
                penrose=pair((first.penrose, second.penrose), member),
                shapley_shubik=pair((first.shapley_shubik, second.shapley_shubik), member),
                can_block=(member in vetoes[0], member in vetoes[1]),
            )
            for member in dict.fromkeys((*before.members, *after.members))
        ),
        to_act=(first.to_act.of[0], second.to_act.of[0]),
        exact=first.exact and second.exact,
    )


def _of(found: Power, measure: Measure, member: str) -> Fraction | None:
    return measure.of[found.members.index(member)] if member in found.members else None
