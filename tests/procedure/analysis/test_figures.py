"""Figures of bodies that exist: Security Council, Council of 1958, European Union by the populations of 2019, General Assembly."""

from fractions import Fraction
from itertools import islice
from math import comb

import pytest

from comity.procedure.analysis import (
    All,
    AnyOf,
    Game,
    Weighted,
    count_minimal_blocking,
    count_minimal_winning,
    count_winning,
    diagram,
    dual,
    dummies,
    minimal_blocking,
    minimal_blocking_kinds,
    minimal_winning,
    minimal_winning_kinds,
    power,
    veto_players,
)
from comity.procedure.analysis.by_size import by_size
from comity.procedure.analysis.formula import classes
from tests.procedure.analysis.games import (
    NICE,
    POPULATION,
    council_of_1958,
    count,
    general_assembly,
    least,
    lisbon,
    lisbon_otherwise,
    nice,
    population,
    security_council,
)


def test_the_security_council() -> None:
    game = security_council()
    found = power(game)
    assert found.shapley_shubik.of == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10
    assert found.swings == (848,) * 5 + (84,) * 10
    assert found.banzhaf.of[0] == Fraction(848, 5 * 848 + 10 * 84)
    assert found.penrose.of[0] == Fraction(848, 2**14)
    assert found.to_act.of == (Fraction(848, 2**15),)
    assert found.to_prevent.of[0] == 1
    assert found.to_initiate.of[5] == Fraction(84, 2**15 - 848)
    assert (found.winning, count_minimal_winning(game), count_minimal_blocking(game)) == (848, 210, 125)
    assert veto_players(game) == ("CHN", "FRA", "RUS", "GBR", "USA")


def test_the_security_council_as_one_weighted_threshold() -> None:
    """Seven votes for a permanent member, one for another, 39 of 45: the same game, and by its dual quota 7 too."""
    weights = (7,) * 5 + (1,) * 10
    whole = power(security_council())
    for quota in (39, 7):
        found = power(Game(security_council().members, Weighted(weights, quota)))
        assert found.shapley_shubik == whole.shapley_shubik and found.banzhaf == whole.banzhaf and found.swings == whole.swings


@pytest.mark.parametrize("quota", [22, 30, 40])
def test_a_quota_and_its_dual_leave_both_indices_as_they_are(quota: int) -> None:
    game = Game(tuple(NICE), Weighted(tuple(NICE.values()), quota * 345 // 50))
    other = dual(game)
    assert isinstance(other.condition, Weighted) and other.condition.quota == 345 - quota * 345 // 50 + 1
    assert power(game).shapley_shubik == power(other).shapley_shubik and power(game).banzhaf == power(other).banzhaf


def test_at_85_per_cent_the_dual_quota_makes_the_table_nearly_six_times_smaller() -> None:
    whole = by_size(Game(tuple(POPULATION), population(85)))
    assert whole is not None and f"{whole.reach / whole.dual().reach:.1f}" == "5.7"


def test_populations_rounded_to_millions_are_another_game() -> None:
    """So weights are never rounded silently: somebody's Banzhaf index moves by more than a fortieth of itself."""

    def banzhaf(weights: tuple[int, ...]) -> tuple[Fraction, ...]:
        majority = All((count(27, 15), Weighted(weights, least(65, 100, sum(weights)))))
        return power(Game(tuple(POPULATION), AnyOf((majority, count(27, 24))))).banzhaf.of

    true, rough = banzhaf(tuple(POPULATION.values())), banzhaf(tuple(round(Fraction(n, 10**6)) for n in POPULATION.values()))
    assert true == power(lisbon()).banzhaf.of
    assert max(abs(a - b) / a for a, b in zip(true, rough, strict=True)) > Fraction(1, 40)


def test_unanimity_beside_a_majority_of_weight_leaves_nobody_apart_from_another() -> None:
    """Constructive abstention: who blocks alone is each of the 27, of one kind."""
    game = Game(tuple(POPULATION), All((Weighted((1,) * 27, 27), count(27, 1), AnyOf((count(27, 19), population(66))))))
    (kind,) = minimal_blocking_kinds(game)
    assert (kind.size, kind.number) == (1, 27) and len(classes(game)) == 1
    turned = dual(game)
    assert len(classes(turned)) == 1 and count_minimal_winning(turned) == 27


def test_the_coalitions_of_the_security_council() -> None:
    game = security_council()
    assert [(kind.size, kind.number) for kind in minimal_winning_kinds(game)] == [(9, comb(10, 4))]
    assert [(kind.size, kind.number) for kind in minimal_blocking_kinds(game)] == [(1, 5), (7, comb(10, 7))]
    assert len(set(minimal_winning(game))) == 210
    assert list(islice(minimal_blocking(game), 2)) == [("CHN",), ("FRA",)]


def test_the_council_of_1958() -> None:
    """Luxembourg had a vote and no power."""
    game = council_of_1958()
    found = power(game)
    assert found.shapley_shubik.of == (Fraction(7, 30),) * 3 + (Fraction(3, 20),) * 2 + (Fraction(0),)
    assert dummies(game) == ("LU",)
    assert list(minimal_winning(game)) == [
        ("DE", "FR", "IT"), ("DE", "FR", "BE", "NL"), ("DE", "IT", "BE", "NL"), ("FR", "IT", "BE", "NL"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("game", "winning", "minimal", "blocking"),
    [
        (lisbon(), 17_715_329, 4_343_697, 3_572_295),
        (lisbon(clause_of_four=False), 17_715_309, 4_343_677, 3_571_928),
        (lisbon_otherwise(), 1_046_150, 695_278, 1_538_765),
    ],
    ids=["on a proposal", "without the clause of four", "otherwise"],
)
def test_the_council_of_the_union_by_the_populations_of_2019(game: Game, winning: int, minimal: int, blocking: int) -> None:
    assert count_winning(game) == winning
    assert count_minimal_winning(game) == minimal
    assert count_minimal_blocking(game) == blocking


def test_germany_in_the_council_of_the_union() -> None:
    found = power(lisbon())
    germany = found.members.index("DE")
    assert f"{float(found.banzhaf.of[germany]):.5f}" == "0.12050"
    assert f"{float(found.shapley_shubik.of[germany]):.5f}" == "0.17610"
    assert sum(found.banzhaf.of) == sum(found.shapley_shubik.of) == 1
    assert found.exact


def test_four_are_the_fewest_who_can_block_in_the_union() -> None:
    assert len(next(minimal_blocking(lisbon()))) == 4
    assert next(minimal_blocking(lisbon(clause_of_four=False))) == ("DE", "FR", "IT")
    assert len(next(minimal_winning(lisbon()))) == 15


def test_the_treaty_of_nice_by_two_methods() -> None:
    game = nice()
    assert count_winning(game) == sum(diagram.survey(game).winning) == 2_718_758
    assert count_minimal_winning(game) == diagram.minimal(game) == 561_823
    assert power(game).exact


def test_the_general_assembly() -> None:
    game = general_assembly()
    found = power(game)
    assert found.winning == sum(comb(193, size) for size in range(129, 194))
    assert set(found.swings) == {comb(192, 128)}
    assert set(found.shapley_shubik.of) == {Fraction(1, 193)}
    assert count_minimal_winning(game) == comb(193, 129)
    assert count_minimal_blocking(game) == comb(193, 65)
    assert next(minimal_winning(game)) == game.members[:129]
