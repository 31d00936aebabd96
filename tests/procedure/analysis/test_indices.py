"""Indices by their definitions, and what must hold of them in every game."""

from fractions import Fraction

import pytest
from hypothesis import given
from msgspec.structs import replace

from comity.procedure.analysis import (
    All,
    Condition,
    Game,
    TooLarge,
    Weighted,
    count,
    dual,
    polynomials,
    power,
    rounding,
)
from comity.procedure.analysis.by_size import by_size
from tests.procedure.analysis.enumeration import Enumerated
from tests.procedure.analysis.games import games, games_of_one_weight

NONE = Fraction(0)


@given(games(8))
def test_every_index_is_what_its_definition_says(game: Game) -> None:
    oracle, found, n = Enumerated(game), power(game), len(game.members)
    swings = [len(oracle.swings(i)) for i in range(n)]
    winning, losing = sum(oracle.wins), 2**n - sum(oracle.wins)
    assert found.swings == tuple(swings)
    assert found.winning == winning
    assert found.banzhaf.of == tuple(Fraction(one, sum(swings) or 1) for one in swings)
    assert found.penrose.of == tuple(Fraction(one, 2 ** (n - 1)) for one in swings)
    assert found.shapley_shubik.of == tuple(oracle.shapley_shubik(i) for i in range(n))
    assert found.to_act.of == (Fraction(winning, 2**n),)
    assert found.to_prevent.of == tuple(Fraction(one, winning or 1) for one in swings)
    assert found.to_initiate.of == tuple(Fraction(one, losing or 1) for one in swings)
    assert found.exact
    assert found.penrose.error == 0


@given(games())
def test_a_game_and_that_of_blocking_give_everybody_the_same_power(game: Game) -> None:
    one, other = power(game), power(dual(game))
    assert one.banzhaf == other.banzhaf
    assert one.shapley_shubik == other.shapley_shubik
    assert one.to_prevent == other.to_initiate


def _turned(condition: Condition) -> Condition:
    """The same with all members in the opposite order."""
    if isinstance(condition, Weighted):
        return Weighted(condition.weights[::-1], condition.quota)
    return replace(condition, of=tuple(map(_turned, condition.of)))


@given(games())
def test_names_and_order_do_not_matter(game: Game) -> None:
    other = power(Game(tuple(f"other {name}" for name in game.members), _turned(game.condition)))
    assert other.shapley_shubik.of == power(game).shapley_shubik.of[::-1]
    assert other.swings == power(game).swings[::-1]


@given(games_of_one_weight())
def test_between_two_rounded_games_lies_the_true_one(game: Game) -> None:
    one, true = by_size(game), Enumerated(game).survey
    assert one is not None
    for unit in (1, 2, 3, 10, max(one.weights) // 50 + 1):
        low, high = rounding.rounded(one, unit)
        if max(low.reach, high.reach) > 10_000:
            continue
        few, many = polynomials.survey(low), polynomials.survey(high)
        for a, b, c in zip(few.winning, true.winning, many.winning, strict=True):
            assert a <= b <= c
        if unit == 1:
            assert few == true == many


@given(games_of_one_weight())
def test_an_approximation_keeps_within_the_error_that_it_carries(game: Game) -> None:
    exact = power(game)
    with pytest.MonkeyPatch.context() as patch:
        count.survey.cache_clear()
        patch.setattr(count, "FEW", 0)
        patch.setattr(count, "MANY", 0)
        patch.setattr(count, "PATIENCE", -1)
        patch.setattr(rounding, "PATIENCE", 50)
        about = power(game)
    assert not about.exact
    for name in ("banzhaf", "penrose", "shapley_shubik", "to_act", "to_prevent", "to_initiate"):
        measure, true = getattr(about, name), getattr(exact, name)
        assert not measure.exact
        assert all(abs(a - b) <= measure.error for a, b in zip(measure.of, true.of, strict=True)), name
        assert measure.error <= 1


def test_190_members_with_large_weights_are_an_approximation_with_a_small_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights fall off as those of a fund do; the quota is 85 %."""
    monkeypatch.setattr(rounding, "PATIENCE", 500_000)
    weights = tuple(831_000 * 100 // (100 + 13 * i) + 1_463 + i * i % 97 for i in range(190))
    about = power(Game(tuple(map(str, range(190))), Weighted(weights, -(-85 * sum(weights) // 100))))
    assert not about.exact
    assert 0 < about.shapley_shubik.error < Fraction(1, 200)
    assert about.shapley_shubik.of[0] == max(about.shapley_shubik.of)


def test_what_is_too_large_and_has_two_weights_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.procedure.analysis.diagram.NODES", 20)
    count.survey.cache_clear()
    n = 12
    parts = Weighted(tuple(5**i for i in range(n)), 5**11), Weighted(tuple(7 * i % 12 for i in range(n)), 30)
    with pytest.raises(TooLarge):
        power(Game(tuple(map(str, range(n))), All(parts)))


def test_where_nobody_wins_nobody_has_power() -> None:
    found = power(Game(("a", "b"), Weighted((1, 1), 3)))
    assert found.banzhaf.of == found.to_prevent.of == (NONE, NONE)
    assert found.to_act.of == (NONE,)


def test_a_body_of_nobody_has_no_figures() -> None:
    found = power(Game((), All(())))
    assert (found.winning, found.swings, found.to_act.of) == (1, (), (Fraction(1),))
