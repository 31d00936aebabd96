"""Figures of bodies that exist: Security Council, Council of 1958, European Union by the populations of 2019, General Assembly."""

from fractions import Fraction
from itertools import islice
from math import comb

import pytest

from comity.procedure.analysis import (
    Game,
    count_minimal_blocking,
    count_minimal_winning,
    count_winning,
    diagram,
    dummies,
    minimal_blocking,
    minimal_blocking_kinds,
    minimal_winning,
    minimal_winning_kinds,
    power,
    veto_players,
)
from tests.procedure.analysis.games import (
    council_of_1958,
    general_assembly,
    lisbon,
    lisbon_otherwise,
    nice,
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
