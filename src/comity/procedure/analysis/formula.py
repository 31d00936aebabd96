"""A game brought to its simplest terms: a formula over distinct weighted conditions, and who is interchangeable.

Weights are divided by their common divisor; what is always or never met is put aside. What remains is asked for a
great many coalitions, so its answers are kept: a condition that is not decided yet is `None`, as in Kleene's logic.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise, product
from math import gcd
from typing import NamedTuple, TypeAlias, assert_never

from comity.procedure.analysis.game import All, AnyOf, AtLeastK, Condition, Game, Weighted, met

Truth: TypeAlias = bool | None
#: A condition with the number of a weighted condition where that stood.
Shape: TypeAlias = tuple[int, tuple["Shape", ...]] | int

#: Open parts of which every combination of answers is tried.
MANY = 8


class Formula(NamedTuple):
    """What is left of a game: the distinct weighted conditions that are neither always nor never met, and how they combine.

    parts   weights without a common divisor, 1 <= quota <= sum of the weights
    truth   from the parts' answers (yes, no, not decided) to that of the game
    bears   from the same to: which parts that are not decided can still turn the game (of many, all are taken to)
    """

    n: int
    parts: tuple[Weighted, ...]
    truth: Callable[[tuple[Truth, ...]], Truth]
    bears: Callable[[tuple[Truth, ...]], tuple[bool, ...]]

    def vector(self, member: int) -> tuple[int, ...]:
        """The member's weight in each part."""
        return tuple(part.weights[member] for part in self.parts)

    def wins(self, sums: tuple[int, ...]) -> bool:
        """Whether a coalition wins whose weights in the parts come to these sums."""
        return bool(self.truth(tuple(have >= part.quota for have, part in zip(sums, self.parts, strict=True))))


@lru_cache(maxsize=64)
def formula(game: Game) -> Formula:
    """The game in its simplest terms."""
    parts: list[Weighted] = []
    shape = _shape(_plain(game.condition, len(game.members)), parts)

    @cache
    def truth(answers: tuple[Truth, ...]) -> Truth:
        return _truth(shape, answers)

    @cache
    def bears(answers: tuple[Truth, ...]) -> tuple[bool, ...]:
        if answers.count(None) > MANY:
            return tuple(answer is None for answer in answers)
        return tuple(answer is None and _turns(truth, answers, i) for i, answer in enumerate(answers))

    return Formula(len(game.members), tuple(parts), truth, bears)


ALWAYS: Shape = (0, ())
NEVER: Shape = (1, ())


def _plain(condition: Condition, n: int) -> Condition:
    """The same without what says nothing: beside a condition that only everybody together meets, or that anybody alone does,
    the others make no difference, and members whom nothing else tells apart are interchangeable.
    """
    if isinstance(condition, Weighted):
        return condition
    of = tuple(_plain(one, n) for one in condition.of)
    match condition:
        case All():
            found = next((one for one in of if isinstance(one, Weighted) and _all_needed(one)), None)
            return All(of) if found is None or not all(met(one, range(n)) for one in of) else Weighted((1,) * n, n)
        case AnyOf():
            found = next((one for one in of if isinstance(one, Weighted) and _one_suffices(one)), None)
            return AnyOf(of) if found is None or any(met(one, ()) for one in of) else Weighted((1,) * n, 1)
        case AtLeastK(_, k):
            return AtLeastK(of, k)
        case _:
            assert_never(condition)


def _all_needed(one: Weighted) -> bool:
    return bool(one.weights) and sum(one.weights) - min(one.weights) < one.quota <= sum(one.weights)


def _one_suffices(one: Weighted) -> bool:
    return bool(one.weights) and 0 < one.quota <= min(one.weights)


def _shape(condition: Condition, parts: list[Weighted]) -> Shape:
    match condition:
        case Weighted(weights, quota):
            divisor = gcd(*weights) or 1
            part = Weighted(tuple(weight // divisor for weight in weights), -(-quota // divisor))
            if part.quota <= 0:
                return ALWAYS
            if part.quota > sum(part.weights):
                return NEVER
            if part not in parts:
                parts.append(part)
            return parts.index(part)
        case All(of):
            return len(of), tuple(_shape(one, parts) for one in of)
        case AnyOf(of):
            return 1, tuple(_shape(one, parts) for one in of)
        case AtLeastK(of, k):
            return k, tuple(_shape(one, parts) for one in of)
        case _:
            assert_never(condition)


def _truth(shape: Shape, answers: tuple[Truth, ...]) -> Truth:
    if isinstance(shape, int):
        return answers[shape]
    k, inside = shape
    found = [_truth(one, answers) for one in inside]
    if found.count(True) >= k:
        return True
    return None if len(found) - found.count(False) >= k else False


def _turns(truth: Callable[[tuple[Truth, ...]], Truth], answers: tuple[Truth, ...], turned: int) -> bool:
    """Whether some answers to the other open parts leave the game to this one."""
    others = [(False, True) if answer is None and i != turned else (answer,) for i, answer in enumerate(answers)]
    return any(
        truth((*rest[:turned], False, *rest[turned + 1 :])) != truth((*rest[:turned], True, *rest[turned + 1 :]))
        for rest in product(*others)
    )


def classes(game: Game, odds: tuple[object, ...] = ()) -> list[tuple[int, ...]]:
    """The members in classes of interchangeable ones (the same weights in every part, and the same odds where they are
    given), the weightier classes first.
    """
    least = formula(game)
    found: dict[object, list[int]] = defaultdict(list)
    for member in range(least.n):
        found[least.vector(member), odds[member] if odds else None].append(member)
    return sorted(map(tuple, found.values()), key=lambda one: least.vector(one[0]), reverse=True)


def ranked(game: Game) -> list[int] | None:
    """The members in the order of their desirability, where any two compare: the first has at least the weight of the
    second in every part, and so on (a *complete* simple game; Carreras & Freixas 1996). None where two do not compare.
    """
    least = formula(game)
    order = [member for one in classes(game) for member in one]
    for first, second in pairwise(order):
        if any(a < b for a, b in zip(least.vector(first), least.vector(second), strict=True)):
            return None
    return order
