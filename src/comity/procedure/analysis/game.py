"""Simple games: who wins with whom, apart from how a rule is written.

A *simple game* (von Neumann & Morgenstern 1944, chapter X) names the members and says of each coalition whether it wins,
that is, whether a proposal passes when its members are in favour and all others are not. It is *monotone*: whoever
joins a winning coalition does not make it lose. Here it is put together from weighted conditions,

    Weighted(weights, quota)    the weights of those in favour come to at least the quota
    All, AnyOf, AtLeastK        of several conditions

so "more than" is a quota that is greater by one, a veto is a weight of one for each member who has it, and their number as quota.
Weights and quotas are whole numbers: whoever has fractions multiplies by the common denominator first.
"""

from collections.abc import Collection, Iterable
from typing import TypeAlias, assert_never

from msgspec import Struct


class TooLarge(ValueError):
    """The game cannot be analysed exactly in reasonable time; the message says which question and why."""


class Weighted(Struct, frozen=True):
    """Met where the weights of those in favour come to at least the quota; one weight for each member, in their order.

    Raises ValueError for a negative weight: such a game would not be monotone.
    """

    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        if any(weight < 0 for weight in self.weights):
            raise ValueError("a weight is negative")


class All(Struct, frozen=True):
    """Met where all of these are; of none at all, always."""

    of: tuple["Condition", ...]


class AnyOf(Struct, frozen=True):
    """Met where any of these is; of none at all, never."""

    of: tuple["Condition", ...]


class AtLeastK(Struct, frozen=True):
    """Met where at least k of these are."""

    of: tuple["Condition", ...]
    k: int


Condition: TypeAlias = Weighted | All | AnyOf | AtLeastK


class Game(Struct, frozen=True):
    """Members by name, and the condition under which those in favour win.

    Raises ValueError where a name stands twice, or where a condition has not one weight for each member.
    """

    members: tuple[str, ...]
    condition: Condition

    def __post_init__(self) -> None:
        if len(set(self.members)) != len(self.members):
            raise ValueError("a member is named twice")
        for weighted in weighted_in(self.condition):
            if len(weighted.weights) != len(self.members):
                raise ValueError(f"{len(weighted.weights)} weights for {len(self.members)} members")


def weighted_in(condition: Condition) -> Iterable[Weighted]:
    """Every weighted condition inside, as often as it stands there."""
    if isinstance(condition, Weighted):
        yield condition
    else:
        for one in condition.of:
            yield from weighted_in(one)


def met(condition: Condition, favour: Collection[int]) -> bool:
    """Whether the condition is met where the members of these numbers (from 0) are in favour and nobody else is."""
    match condition:
        case Weighted(weights, quota):
            return sum(weights[member] for member in favour) >= quota
        case All(of):
            return all(met(one, favour) for one in of)
        case AnyOf(of):
            return any(met(one, favour) for one in of)
        case AtLeastK(of, k):
            return sum(met(one, favour) for one in of) >= k
        case _:
            assert_never(condition)


def wins(game: Game, favour: Iterable[str]) -> bool:
    """Whether this coalition wins. Raises ValueError for a name that no member bears."""
    named = set(favour)
    if not named.issubset(game.members):
        raise ValueError(f"no members: {', '.join(sorted(named.difference(game.members)))}")
    return met(game.condition, [number for number, member in enumerate(game.members) if member in named])


def dual(game: Game) -> Game:
    """The game of blocking: a coalition wins in it if and only if the others do not win in the first.

    Of a weighted condition it is the one with the *dual quota* W - q + 1; all and any change places.
    """
    return Game(game.members, _dual(game.condition))


def _dual(condition: Condition) -> Condition:
    match condition:
        case Weighted(weights, quota):
            return Weighted(weights, sum(weights) - quota + 1)
        case All(of):
            return AnyOf(tuple(map(_dual, of)))
        case AnyOf(of):
            return All(tuple(map(_dual, of)))
        case AtLeastK(of, k):
            return AtLeastK(tuple(map(_dual, of)), len(of) - k + 1)
        case _:
            assert_never(condition)
