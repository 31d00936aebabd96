"""What a rule of decision means for those under it: who can block, which coalitions win, how power is shared.

It speaks of a *simple game* (`game`), whatever text the rule was written in. Counting is exact, in whole numbers and
fractions, by the method that suits the game (`count`); what is too large for any says so (`TooLarge`), or is an
approximation that carries a certain bound of its error (`rounding`). Nothing here enumerates all coalitions.

    game, formula           who wins with whom; the same in its simplest terms
    by_size, survey         a count and one weight as thresholds; the counts from which the indices are made
    count                   choice of the method: profiles, polynomials, halves, diagram
    indices, chance         power indices; probability that a proposal passes
    coalitions, properties  minimal coalitions one by one; who blocks, dummies, dictator; proper, strong
    gap, comparison         how far weights may be off; one game beside another
"""

from comity.procedure.analysis.chance import chance_of_passing
from comity.procedure.analysis.coalitions import (
    Kind,
    minimal_blocking,
    minimal_blocking_kinds,
    minimal_winning,
    minimal_winning_kinds,
)
from comity.procedure.analysis.comparison import Change, Comparison, compare
from comity.procedure.analysis.count import minimal_blocking as count_minimal_blocking
from comity.procedure.analysis.count import minimal_winning as count_minimal_winning
from comity.procedure.analysis.count import winning as count_winning
from comity.procedure.analysis.game import All, AnyOf, AtLeastK, Condition, Game, TooLarge, Weighted, dual, met, wins
from comity.procedure.analysis.gap import Tolerance, tolerance
from comity.procedure.analysis.indices import Measure, Power, power
from comity.procedure.analysis.properties import dictator, dummies, proper, strong, veto_players

__all__ = [
    "All", "AnyOf", "AtLeastK", "Change", "Comparison", "Condition", "Game", "Kind", "Measure", "Power", "Tolerance",
    "TooLarge", "Weighted", "chance_of_passing", "compare", "count_minimal_blocking", "count_minimal_winning",
    "count_winning", "dictator", "dual", "dummies", "met", "minimal_blocking", "minimal_blocking_kinds", "minimal_winning",
    "minimal_winning_kinds", "power", "proper", "strong", "tolerance", "veto_players", "wins",
]  # fmt: skip
