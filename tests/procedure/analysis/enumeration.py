"""The same questions answered by looking at every coalition: the definitions themselves, slow and plain."""

from fractions import Fraction
from functools import cached_property
from itertools import permutations
from math import factorial, prod

from comity.procedure.analysis import Game, met
from comity.procedure.analysis.survey import Odds, Survey


class Enumerated:
    """A game by all its coalitions; bit i of a coalition is set where member i is in it."""

    def __init__(self, game: Game) -> None:
        self.game, self.n = game, len(game.members)
        self.all = range(1 << self.n)
        self.wins = [met(game.condition, self.inside(coalition)) for coalition in self.all]

    def inside(self, coalition: int) -> list[int]:
        """The numbers of the members of a coalition."""
        return [i for i in range(self.n) if coalition >> i & 1]

    def names(self, coalitions: list[int]) -> set[tuple[str, ...]]:
        """Coalitions by name."""
        return {tuple(self.game.members[i] for i in self.inside(coalition)) for coalition in coalitions}

    def others(self, coalition: int) -> int:
        """Everybody else."""
        return coalition ^ (len(self.all) - 1)

    @cached_property
    def survey(self) -> Survey:
        """Winning coalitions by size and member."""
        winning = [0] * (self.n + 1)
        joined = [[0] * (self.n + 1) for _ in range(self.n)]
        for coalition in self.all:
            if self.wins[coalition]:
                members = self.inside(coalition)
                winning[len(members)] += 1
                for i in members:
                    joined[i][len(members)] += 1
        return Survey(tuple(winning), tuple(map(tuple, joined)))

    @cached_property
    def minimal_winning(self) -> list[int]:
        """Coalitions that win, and lose by any one's leaving."""
        return [s for s in self.all if self.wins[s] and not any(self.wins[s ^ 1 << i] for i in self.inside(s))]

    @cached_property
    def minimal_blocking(self) -> list[int]:
        """Coalitions without which the others do not win, and do with any one of theirs."""
        blocks = [not self.wins[self.others(s)] for s in self.all]
        return [s for s in self.all if blocks[s] and not any(blocks[s ^ 1 << i] for i in self.inside(s))]

    def favourable(self, odds: Odds) -> int:
        """The weight of all winning coalitions."""
        return sum(prod(odds[i][not s >> i & 1] for i in range(self.n)) for s in self.all if self.wins[s])

    def swings(self, i: int) -> list[int]:
        """The coalitions that win with a member and lose without it."""
        return [s for s in self.all if s >> i & 1 and self.wins[s] and not self.wins[s ^ 1 << i]]

    def shapley_shubik(self, i: int) -> Fraction:
        """In how many of all orders a coalition begins to win with the member: one after another up to 6 members."""
        if self.n <= 6:
            turned = 0
            for order in permutations(range(self.n)):
                before = sum(1 << j for j in order[: order.index(i)])
                turned += self.wins[before | 1 << i] and not self.wins[before]
            return Fraction(turned, factorial(self.n))
        orders = sum(factorial(s.bit_count() - 1) * factorial(self.n - s.bit_count()) for s in self.swings(i))
        return Fraction(orders, factorial(self.n))
