"""Every method of counting comes to what enumeration of all coalitions comes to, on every rule of up to 14 members."""

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.procedure.analysis import (
    All,
    AtLeastK,
    Game,
    TooLarge,
    Weighted,
    count,
    diagram,
    halves,
    met,
    polynomials,
    profiles,
)
from comity.procedure.analysis.by_size import by_size
from comity.procedure.analysis.survey import Odds
from tests.procedure.analysis.enumeration import Enumerated
from tests.procedure.analysis.games import games, games_of_one_weight, general_assembly, lisbon, nice, security_council


def all_odds(n: int) -> st.SearchStrategy[Odds]:
    """How many times each of n members is in favour, and is not."""
    return st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=n, max_size=n).map(tuple)


@pytest.mark.parametrize("method", [profiles, diagram], ids=["profiles", "diagram"])
@given(game=games(), data=st.data())
def test_a_method_for_any_game_counts_as_enumeration_does(method: ModuleType, game: Game, data: st.DataObject) -> None:
    oracle, odds = Enumerated(game), data.draw(all_odds(len(game.members)))
    assert method.survey(game) == oracle.survey
    assert method.minimal(game) == len(oracle.minimal_winning)
    assert method.favourable(game, odds) == oracle.favourable(odds)


@pytest.mark.parametrize("method", [polynomials, halves], ids=["polynomials", "halves"])
@given(game=games_of_one_weight(), data=st.data())
def test_a_method_for_one_weight_counts_as_enumeration_does(method: ModuleType, game: Game, data: st.DataObject) -> None:
    oracle, odds, one = Enumerated(game), data.draw(all_odds(len(game.members))), by_size(game)
    assert one is not None
    if method is polynomials and min(one.reach, one.dual().reach) > 10_000:
        return  # a table as long as that is not made here
    assert method.survey(one) == oracle.survey
    assert method.minimal(one) == len(oracle.minimal_winning)
    assert method.favourable(one, odds) == oracle.favourable(odds)


@given(game=games_of_one_weight(), data=st.data())
def test_a_game_and_its_dual_give_the_same_table(game: Game, data: st.DataObject) -> None:
    """Of two quotas the smaller is taken; here each."""
    one, odds = by_size(game), data.draw(all_odds(len(game.members)))
    assert one is not None
    if max(one.reach, one.dual().reach) <= 10_000 and one.threshold[0]:
        assert polynomials._survey(one) == polynomials.survey(one)
        assert polynomials._favourable(one, odds) == polynomials.favourable(one, odds)
        assert polynomials._smallest_winning(one) == polynomials._largest_losing(one.dual()) == polynomials.minimal(one)


@settings(max_examples=settings().max_examples // 5)
@given(game=games(14), data=st.data())
def test_whatever_method_is_chosen_counts_as_enumeration_does(game: Game, data: st.DataObject) -> None:
    oracle, odds = Enumerated(game), data.draw(all_odds(len(game.members)))
    assert count.survey(game) == oracle.survey
    assert count.winning(game) == sum(oracle.wins)
    assert count.minimal_winning(game) == len(oracle.minimal_winning)
    assert count.minimal_blocking(game) == len(oracle.minimal_blocking)
    assert count.favourable(game, odds) == oracle.favourable(odds)


@given(game=games())
def test_members_that_do_not_compare_are_looked_at_one_by_one(game: Game) -> None:
    assert diagram._minimal_unranked(game) == len(Enumerated(game).minimal_winning)


@given(game=games_of_one_weight(8))
def test_the_threshold_of_each_size_says_who_wins(game: Game) -> None:
    one = by_size(game)
    assert one is not None
    place = {member: at for at, member in enumerate(one.order)}
    for coalition in range(1 << one.n):
        inside = [i for i in range(one.n) if coalition >> i & 1]
        assert met(game.condition, inside) == (sum(one.weights[place[i]] for i in inside) >= one.threshold[len(inside)])


@pytest.mark.parametrize(
    ("game", "method"),
    [(security_council(), "profiles"), (general_assembly(), "profiles"), (nice(), "polynomials"), (lisbon(), "halves")],
    ids=["Security Council", "General Assembly", "Nice", "Lisbon"],
)
def test_the_method_suits_the_game(game: Game, method: str) -> None:
    assert count.method(game).name == method


def test_two_weights_are_a_diagram() -> None:
    weights = tuple(2**i for i in range(12)), tuple(3 * i + 1 for i in range(12))
    game = Game(tuple("abcdefghijkl"), All((Weighted(weights[0], 2000), Weighted(weights[1], 100))))
    assert count.method(game).name == "diagram"
    assert by_size(game) is None
    assert count.survey(game) == Enumerated(game).survey


def test_a_chamber_of_many_and_another_of_some_are_profiles() -> None:
    """435 representatives, 100 senators: 44,036 profiles."""
    chambers = Weighted((1,) * 435 + (0,) * 100, 218), Weighted((0,) * 435 + (1,) * 100, 51)
    game = Game(tuple(map(str, range(535))), All(chambers))
    alone = [count.winning(Game(tuple(map(str, range(n))), Weighted((1,) * n, quota))) for n, quota in ((435, 218), (100, 51))]
    assert count.method(game).name == "profiles"
    assert count.winning(game) == alone[0] * alone[1]


def test_a_condition_for_each_member_is_not_too_many() -> None:
    """Nine of twelve groups, each of them a member and its neighbour."""
    n = 12
    pairs = tuple(Weighted(tuple(int(i in (k, (k + 1) % n)) for i in range(n)), 2 - k % 2) for k in range(n))
    game = Game(tuple(map(str, range(n))), AtLeastK(pairs, 9))
    oracle = Enumerated(game)
    assert diagram.survey(game) == profiles.survey(game) == oracle.survey
    assert diagram.minimal(game) == len(oracle.minimal_winning)


def test_a_game_that_is_too_large_says_so() -> None:
    weights = tuple(10**9 + 7**i % 10**9 for i in range(80))
    game = Game(tuple(map(str, range(80))), Weighted(weights, sum(weights) // 2 + 1))
    with pytest.raises(TooLarge, match="80 members"):
        count.survey(game)


def test_a_diagram_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "NODES", 20)
    n = 12
    parts = Weighted(tuple(5**i for i in range(n)), 5**11), Weighted(tuple(7 * i % 12 for i in range(n)), 30)
    game = Game(tuple(map(str, range(n))), All(parts))
    with pytest.raises(TooLarge, match="20 nodes"):
        diagram.survey(game)
    with pytest.raises(TooLarge):
        diagram.minimal(game)
