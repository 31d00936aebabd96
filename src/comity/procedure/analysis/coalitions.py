"""Minimal winning and minimal blocking coalitions one by one, the smallest first, without making all of them.

A coalition is *minimal* winning where it loses by any one's leaving. Those that differ only by interchangeable members are
one *kind*: the Security Council has 210 minimal winning coalitions of one kind, five permanent members and four elected ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from math import comb, prod

from msgspec import Struct

from comity.procedure.analysis.formula import classes, formula, ranked
from comity.procedure.analysis.game import Game, dual


class Kind(Struct, frozen=True):
    """Coalitions alike but for interchangeable members.

    parts   so many of these members (any of them), for each class that is in it
    """

    parts: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def size(self) -> int:
        """How many members such a coalition has."""
        return sum(j for j, _ in self.parts)

    @property
    def number(self) -> int:
        """How many coalitions are of this kind."""
        return prod(comb(len(members), j) for j, members in self.parts)


def minimal_winning_kinds(game: Game) -> Iterator[Kind]:
    """The kinds of minimal winning coalitions, the smallest first; within a size those with the weightiest members first."""
    found = classes(game)
    names = [tuple(game.members[member] for member in sorted(one)) for one in found]
    for profile in _Search(game, found):
        yield Kind(tuple((j, members) for j, members in zip(profile, names, strict=False) if j))


def minimal_blocking_kinds(game: Game) -> Iterator[Kind]:
    """The kinds of minimal coalitions that can block, the smallest first."""
    return minimal_winning_kinds(dual(game))


def minimal_winning(game: Game) -> Iterator[tuple[str, ...]]:
    """Minimal winning coalitions, the smallest first; the members of each in the game's order."""
    place = {member: at for at, member in enumerate(game.members)}
    for kind in minimal_winning_kinds(game):
        for coalition in _of_kind(kind.parts):
            yield tuple(sorted(coalition, key=place.__getitem__))


def minimal_blocking(game: Game) -> Iterator[tuple[str, ...]]:
    """Minimal coalitions that can block, the smallest first; the members of each in the game's order."""
    return minimal_winning(dual(game))


def _of_kind(parts: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    fixed = tuple(member for j, members in parts if j == len(members) for member in members)
    return _chosen([part for part in parts if part[0] < len(part[1])], fixed)


def _chosen(parts: Sequence[tuple[int, tuple[str, ...]]], fixed: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not parts:
        yield fixed
        return
    (j, members), *others = parts
    for some in combinations(members, j):
        yield from _chosen(others, fixed + some)


class _Search:
    """Profiles of minimal winning coalitions, size by size.

    Classes are taken one after another, from each as many as possible first. A beginning is given up where even the weightiest
    that may still join do not make it win, or where already without the last of the lightest that must join it wins.
    """

    def __init__(self, game: Game, found: list[tuple[int, ...]]) -> None:
        self.formula, self.ranked = formula(game), ranked(game) is not None
        self.sizes = [len(one) for one in found]
        self.vectors = [self.formula.vector(one[0]) for one in found]
        #: most[c][p][r]: the greatest weight in part p of r members of the classes from c on; least: the smallest
        self.most = [self._best(found[c:], True) for c in range(len(found) + 1)]
        self.least = [self._best(found[c:], False) for c in range(len(found) + 1)]

    def _best(self, found: Iterable[tuple[int, ...]], greatest: bool) -> list[list[int]]:
        members = [member for one in found for member in one]
        return [
            list(accumulate(sorted((part.weights[member] for member in members), reverse=greatest), initial=0))
            for part in self.formula.parts
        ]

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        for size in range(sum(self.sizes) + 1):
            yield from self._of_size(size)

    def _of_size(self, size: int) -> Iterator[tuple[int, ...]]:
        parts = range(len(self.formula.parts))
        todo: list[tuple[tuple[int, ...], tuple[int, ...], int]] = [((), (0,) * len(parts), size)]
        while todo:
            profile, sums, missing = todo.pop()
            at = len(profile)
            if missing == 0:
                if self._minimal(profile, sums):
                    yield profile
                continue
            if sum(self.sizes[at:]) < missing:
                continue
            most, least = self.most[at], self.least[at]
            if not self.formula.wins(tuple(sums[p] + most[p][missing] for p in parts)):
                continue
            if self.formula.wins(tuple(sums[p] + least[p][missing - 1] for p in parts)):
                continue
            vector = self.vectors[at]
            for j in range(min(self.sizes[at], missing) + 1):
                todo.append(((*profile, j), tuple(sums[p] + j * vector[p] for p in parts), missing - j))

    def _minimal(self, profile: tuple[int, ...], sums: tuple[int, ...]) -> bool:
        """Whether it wins and loses by any one's leaving; where members compare, by the last one's."""
        if not self.formula.wins(sums):
            return False
        present = [vector for j, vector in zip(profile, self.vectors, strict=False) if j]
        if self.ranked:
            present = present[-1:]
        return not any(self.formula.wins(tuple(map(int.__sub__, sums, vector))) for vector in present)
