"""Every rule of up to 14 members, as it is written in a charter: the analysis comes to what deciding every vote comes to.

The engine of decision is asked for each of the 2^n ways of voting; from these answers alone the definitions are counted out.
"""

from fractions import Fraction

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from comity.procedure import Ballot, Electorate, Rule, decide
from comity.procedure.analysis import count, power, veto_players
from comity.procedure.as_game import game_of
from comity.procedure.decide import Decider
from comity.procedure.rule import Test as Condition
from tests.procedure.analysis.enumeration import Enumerated


def electorates(most: int) -> SearchStrategy[Electorate]:
    """Up to so many members, some of them in a group, some suspended, with a weight in whole numbers and one in halves."""

    @st.composite
    def drawn(draw: DrawFn) -> Electorate:
        n = draw(st.integers(2, most))
        members = tuple(f"M{i}" for i in range(n))
        largest = draw(st.sampled_from([3, 40, 10**7]))
        weighed = draw(st.lists(st.integers(1, largest), min_size=n, max_size=n))
        halves = draw(st.lists(st.integers(1, 9), min_size=n, max_size=n))
        return Electorate(
            members,
            {"permanent": frozenset(draw(st.lists(st.sampled_from(members), min_size=1, max_size=3)))},
            {
                "population": dict(zip(members, weighed, strict=True)),
                "half": {m: Fraction(h, 2) for m, h in zip(members, halves, strict=True)},
            },
            suspended=frozenset(draw(st.lists(st.sampled_from(members[1:]), max_size=1))),
        )

    return drawn()


SHARES = st.sampled_from(["> 1/2", ">= 2/3", ">= 55%", "> 62.5%", ">= 1/3", ">= 85%"])


def simple(electorate: Electorate) -> SearchStrategy[dict[str, object]]:
    """One test of those in favour or against."""
    n = len(electorate.members)
    numbers = st.integers(1, n)
    return st.one_of(
        st.builds(lambda k: {"count": "for", "at_least": k}, numbers),
        st.builds(lambda k: {"count": "for", "more_than": f"{2 * k - 1}/2", "of": "permanent"}, st.integers(1, 2)),
        st.builds(lambda k: {"count": "not_for", "below": k}, numbers),
        st.builds(lambda k: {"count": "against", "at_most": k}, numbers),
        st.builds(lambda share: {"count": "not_for", "fewest": "population", "for": share}, SHARES),
        st.builds(
            lambda weight, of, share: {"share": weight, "of": of, "for": share},
            st.sampled_from(["members", "population", "half"]),
            st.sampled_from(["members", "entitled", "voting", "cast", "present", "participants"]),
            SHARES,
        ),
        st.builds(lambda share, k: {"share": "population", "of": "entitled", "for": share, "at_least": k}, SHARES, numbers),
        st.builds(lambda share: {"share": "members", "is": "present_at_all", "of": "members", "for": share}, SHARES),
        st.builds(lambda k: {"weight": "population", "at_least": k}, st.integers(1, 10**7)),
        st.builds(lambda k: {"weight": "half", "more_than": f"{k}/2"}, st.integers(1, 60)),
        st.sampled_from([
            {"none_of": "permanent", "is": "against", "veto": True}, {"none_of": "entitled", "is": ["against", "absent"]},
            {"every": "permanent", "is": ["for", "abstain"]}, {"every": "entitled", "is": "for"},
            {"more": "for", "than": "against"}, {"more": "for", "than": "not_for", "by": "population"},
        ]),
    )  # fmt: skip


def conditions(electorate: Electorate) -> SearchStrategy[dict[str, object]]:
    """Tests within tests."""

    def around(inner: SearchStrategy[dict[str, object]]) -> SearchStrategy[dict[str, object]]:
        several = st.lists(inner, min_size=1, max_size=3)
        return st.one_of(
            several.map(lambda some: {"all": some}), several.map(lambda some: {"any": some}),
            several.flatmap(lambda some: st.integers(1, len(some)).map(lambda k: {"some": some, "at_least": k})),
        )  # fmt: skip

    return st.recursive(simple(electorate), around, max_leaves=5)


class Decided(Enumerated):
    """The definitions counted out from what was decided on each way of voting."""

    def __init__(self, rule: Rule, electorate: Electorate, rules: dict[str, Rule]) -> None:
        self.game = game_of(rule, electorate, rules)
        self.n = len(self.game.members)
        self.all = range(1 << self.n)
        decided = Decider(rule, electorate)
        self.wins = []
        for coalition in self.all:
            positions = {m: "for" if coalition >> i & 1 else "against" for i, m in enumerate(self.game.members)}
            outcome = decided.outcome(positions) if not rule.stages else decide(rule, electorate, Ballot(positions=positions), rules).outcome
            self.wins.append(outcome == "adopted")


def holds(oracle: Decided) -> None:
    """That the analysis of the oracle's game comes to what the oracle counted out."""
    game, n = oracle.game, oracle.n
    assert count.survey(game) == oracle.survey
    assert count.minimal_winning(game) == len(oracle.minimal_winning)
    assert count.minimal_blocking(game) == len(oracle.minimal_blocking)
    found, swings = power(game), [len(oracle.swings(i)) for i in range(n)]
    winning = sum(oracle.wins)
    assert found.exact and found.winning == winning and found.swings == tuple(swings)
    assert found.banzhaf.of == tuple(Fraction(one, sum(swings) or 1) for one in swings)
    assert found.shapley_shubik.of == tuple(oracle.shapley_shubik(i) for i in range(n))
    assert found.to_prevent.of == tuple(Fraction(one, winning or 1) for one in swings)
    assert found.to_initiate.of == tuple(Fraction(one, (1 << n) - winning or 1) for one in swings)
    assert veto_players(game) == tuple(m for i, m in enumerate(game.members) if not oracle.wins[oracle.others(1 << i)])


def rule(said: dict[str, object]) -> Rule:
    return msgspec.convert({"id": "rule", **said}, Rule)


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_any_rule_of_up_to_eight_members(data: st.DataObject) -> None:
    electorate = data.draw(electorates(8))
    holds(Decided(rule({"adopted_when": data.draw(conditions(electorate))}), electorate, {}))


@settings(max_examples=max(settings().max_examples // 10, 5))
@given(data=st.data())
def test_any_rule_of_up_to_fourteen_members(data: st.DataObject) -> None:
    electorate = data.draw(electorates(14))
    holds(Decided(rule({"adopted_when": data.draw(conditions(electorate))}), electorate, {}))


WHEN = st.sampled_from([["not_adopted"], ["not_adopted", "vetoed"], ["adopted"], ["adopted", "not_adopted", "vetoed"], ["no_quorum"]])


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_any_cascade_that_is_a_game_at_all(data: st.DataObject) -> None:
    """Stages of which the one counts fewer members than the other, after an adoption, or after nothing that can happen here."""
    electorate = data.draw(electorates(6))
    made = {
        name: msgspec.convert(
            {
                "id": name, "adopted_when": data.draw(conditions(electorate).filter(lambda test: not vetoes(test))),
                "electorate": {"only": data.draw(st.sampled_from(["", "permanent"]))},
            },
            Rule,
        )
        for name in ("first", "second")
    }  # fmt: skip
    if not all(set((one.electorate.only and electorate.groups["permanent"]) or electorate.members) - electorate.suspended for one in made.values()):
        return
    whole = rule({"stages": [{"rule": "first"}, {"rule": "second", "when": data.draw(WHEN)}]})
    holds(Decided(whole, electorate, made))


def vetoes(said: object) -> bool:
    """Whether a test has a veto inside: of it a later stage may not follow."""
    test = msgspec.convert(said, Condition)
    return test.veto or any(vetoes(msgspec.to_builtins(one)) for one in test.inner)
