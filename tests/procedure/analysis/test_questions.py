"""Who blocks, who decides alone, on whom it never depends; proper and strong; chance, tolerance, the effect of a change."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.procedure.analysis import (
    All,
    Game,
    TooLarge,
    Weighted,
    chance_of_passing,
    compare,
    diagram,
    dictator,
    dual,
    dummies,
    met,
    power,
    proper,
    strong,
    tolerance,
    veto_players,
    wins,
)
from comity.procedure.analysis import gap as gaps
from tests.procedure.analysis.enumeration import Enumerated
from tests.procedure.analysis.games import (
    council_of_1958,
    count,
    games,
    general_assembly,
    lisbon,
    population,
    security_council,
)

HALF = Fraction(1, 2)
CHANCES = st.fractions(0, 1, max_denominator=12)


@given(games(8))
def test_members_and_the_body_are_what_the_definitions_say(game: Game) -> None:
    oracle, names = Enumerated(game), game.members
    assert veto_players(game) == tuple(m for i, m in enumerate(names) if not oracle.wins[oracle.others(1 << i)])
    assert dummies(game) == tuple(m for i, m in enumerate(names) if not oracle.swings(i))
    alone = [m for i, m in enumerate(names) if all(oracle.wins[s] == bool(s >> i & 1) for s in oracle.all)]
    assert dictator(game) == (alone[0] if alone else None)
    assert proper(game) == (not any(oracle.wins[s] and oracle.wins[oracle.others(s)] for s in oracle.all))
    assert strong(game) == all(oracle.wins[s] or oracle.wins[oracle.others(s)] for s in oracle.all)


@given(games(8))
def test_a_coalition_blocks_where_the_others_do_not_win(game: Game) -> None:
    oracle, blocking = Enumerated(game), dual(game)
    for coalition in oracle.all:
        assert met(blocking.condition, oracle.inside(coalition)) is not oracle.wins[oracle.others(coalition)]


@pytest.mark.parametrize(
    ("game", "is_proper", "is_strong"),
    [(Game(tuple("abc"), count(3, 2)), True, True), (Game(tuple("abcd"), count(4, 2)), False, True), (security_council(), True, False)],
)
def test_majorities_of_odd_and_even_bodies(game: Game, is_proper: bool, is_strong: bool) -> None:
    assert (proper(game), strong(game)) == (is_proper, is_strong)


@given(games(7), st.data())
def test_the_chance_is_the_sum_over_all_coalitions(game: Game, data: st.DataObject) -> None:
    yes = {member: data.draw(CHANCES) for member in game.members}
    oracle, expected = Enumerated(game), Fraction(0)
    for coalition in oracle.all:
        if oracle.wins[coalition]:
            part = Fraction(1)
            for i, member in enumerate(game.members):
                part *= yes[member] if coalition >> i & 1 else 1 - yes[member]
            expected += part
    assert chance_of_passing(game, yes) == expected


@given(games())
def test_at_one_half_the_chance_is_the_power_to_act(game: Game) -> None:
    assert (chance_of_passing(game),) == power(game).to_act.of
    assert chance_of_passing(game) == chance_of_passing(game, {}) == chance_of_passing(game, HALF)


def test_in_the_union_the_chance_is_the_same_by_two_methods() -> None:
    game, likely = lisbon(), Fraction(9, 10)
    assert chance_of_passing(game, likely) == Fraction(diagram.favourable(game, ((9, 1),) * 27), 10**27) > likely
    assert chance_of_passing(game, {"DE": Fraction(0)}) < chance_of_passing(game) < chance_of_passing(game, {"DE": Fraction(1)})


@pytest.mark.parametrize("yes", [Fraction(3, 2), Fraction(-1, 2), {"CHN": Fraction(2)}, {"nobody": HALF}])
def test_what_is_no_probability_is_refused(yes: Fraction | dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match=r"no probability|no members"):
        chance_of_passing(security_council(), yes)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8).map(tuple), st.integers(0, 200), st.booleans())
def test_the_gap_is_between_the_sums_next_to_the_quota(weights: tuple[int, ...], quota: int, small: bool) -> None:
    sums = [sum(w for i, w in enumerate(weights) if s >> i & 1) for s in range(1 << len(weights))]
    losing, winning = [v for v in sums if v < quota], [v for v in sums if v >= quota]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gaps, "BITS", gaps.BITS if small else 0)
        found = tolerance(Weighted(weights, quota))
    if not losing or not winning:
        assert found is None
    else:
        assert found is not None
        assert (found.losing, found.winning) == (max(losing), min(winning))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6).map(tuple), st.data())
def test_within_the_tolerance_no_decision_changes(weights: tuple[int, ...], data: st.DataObject) -> None:
    if not sum(weights):
        return
    condition = Weighted(weights, data.draw(st.integers(1, sum(weights))))
    found = tolerance(condition)
    assert found is not None
    middle = Fraction(found.losing + found.winning, 2)
    off = [found.share * data.draw(st.fractions(-1, 1, max_denominator=50)) * Fraction(99, 100) for _ in range(len(weights) + 1)]
    for coalition in range(1 << len(weights)):
        inside = [i for i in range(len(weights)) if coalition >> i & 1]
        have = sum(weights[i] * (1 + off[i]) for i in inside)
        assert (have >= middle * (1 + off[-1])) == met(condition, inside)


def test_the_populations_of_the_union_lie_close() -> None:
    """Five persons of 446 million are between the weightiest losing coalition and the lightest winning one."""
    found = tolerance(population(65))
    assert found is not None
    assert (found.losing, found.winning) == (290_207_420, 290_207_425)


def test_a_tolerance_that_is_too_large_to_find_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "BITS", 0)
    monkeypatch.setattr(gaps, "SUMS", 4)
    with pytest.raises(TooLarge):
        tolerance(Weighted((1, 2, 4, 8, 16, 32, 64), 50))


def test_the_effect_of_a_member_that_leaves_and_of_another_threshold() -> None:
    before = council_of_1958()
    without = Game(before.members[:-1], Weighted((4, 4, 4, 2, 2), 12))
    found = compare(before, without)
    assert [change.member for change in found.changes] == list(before.members)
    luxembourg = found.changes[-1]
    assert luxembourg.banzhaf == (Fraction(0), None)
    assert found.changes[0].shapley_shubik == (Fraction(7, 30), Fraction(7, 30))
    assert found.exact
    unanimous = compare(before, Game(before.members, All(tuple(Weighted(tuple(int(i == j) for j in range(6)), 1) for i in range(6)))))
    assert [change.can_block for change in unanimous.changes] == [(False, True)] * 6
    assert unanimous.to_act == (Fraction(14, 64), Fraction(1, 64))


def test_who_joins_stands_behind_those_who_were_there() -> None:
    found = compare(Game(("b", "c"), count(2, 2)), Game(("a", "b", "c"), count(3, 2)))
    assert [(change.member, change.penrose) for change in found.changes] == [
        ("b", (HALF, HALF)), ("c", (HALF, HALF)), ("a", (None, HALF)),
    ]  # fmt: skip


def test_a_game_is_asked_by_name() -> None:
    assert wins(general_assembly(1), ["member 7"])
    with pytest.raises(ValueError, match="no members: Atlantis"):
        wins(security_council(), ["Atlantis"])


@pytest.mark.parametrize(
    ("members", "weights", "said"),
    [(("a", "a"), (1, 1), "twice"), (("a", "b"), (1,), "1 weights for 2 members"), (("a",), (-1,), "negative")],
)
def test_a_game_that_is_none_is_refused(members: tuple[str, ...], weights: tuple[int, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Game(members, Weighted(weights, 1))
