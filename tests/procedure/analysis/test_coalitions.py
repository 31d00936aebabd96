"""Minimal coalitions one by one."""

from itertools import combinations, islice

from hypothesis import given

from comity.procedure.analysis import (
    All,
    Game,
    Weighted,
    minimal_blocking,
    minimal_winning,
    minimal_winning_kinds,
    wins,
)
from tests.procedure.analysis.enumeration import Enumerated
from tests.procedure.analysis.games import count, games, general_assembly, lisbon


@given(games())
def test_they_are_those_that_enumeration_finds_each_once_and_the_smallest_first(game: Game) -> None:
    oracle = Enumerated(game)
    for found, expected in (
        (list(minimal_winning(game)), oracle.names(oracle.minimal_winning)),
        (list(minimal_blocking(game)), oracle.names(oracle.minimal_blocking)),
    ):
        assert set(found) == expected
        assert len(found) == len(expected)
        assert [len(one) for one in found] == sorted(len(one) for one in found)


@given(games())
def test_kinds_say_how_many_they_stand_for(game: Game) -> None:
    kinds = list(minimal_winning_kinds(game))
    assert sum(kind.number for kind in kinds) == len(Enumerated(game).minimal_winning)
    assert all(0 < j <= len(members) for kind in kinds for j, members in kind.parts)


def test_interchangeable_members_are_one_kind() -> None:
    game = Game(tuple("abcdef"), All((Weighted((1, 1, 0, 0, 0, 0), 1), count(6, 4))))
    (least,) = (kind for kind in minimal_winning_kinds(game) if kind.parts[0] == (1, ("a", "b")))
    assert least.parts == ((1, ("a", "b")), (3, ("c", "d", "e", "f")))
    assert least.number == 8


def test_the_first_come_without_making_all() -> None:
    """There are more than 10^52 in the General Assembly."""
    game = general_assembly()
    assert list(islice(minimal_winning(game), 3)) == list(islice(combinations(game.members, 129), 3))


def test_every_one_of_the_union_is_minimal() -> None:
    game = lisbon()
    for coalition in islice(minimal_winning(game), 500):
        assert wins(game, coalition)
        assert not any(wins(game, set(coalition) - {member}) for member in coalition)


def test_where_nobody_is_needed_nobody_is_the_coalition() -> None:
    assert list(minimal_winning(Game(("a", "b"), Weighted((1, 1), 0)))) == [()]
    assert list(minimal_winning(Game(("a", "b"), Weighted((1, 1), 3)))) == []
