"""What is called impossible is never adopted, and what is not can be: `possible` against the engine itself.

The table of bad rules, each with its sentence, stands with the files in which they are written: `tests/charter/test_bad_rules.py`.
"""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from comity.procedure import Ballot, Electorate, Rule, Test, decide
from comity.procedure.rule import Entitled
from comity.procedure.sound import each_test, possible, sound, sound_together

MEMBERS = tuple("ABCDEFG")


@st.composite
def electorates(draw: st.DrawFn) -> Electorate:
    """Up to seven members, some of them in a group, each with a weight."""
    members = MEMBERS[: draw(st.integers(1, 7))]
    group = draw(st.sets(st.sampled_from(members), min_size=1))
    weights = {member: draw(st.integers(0, 5)) for member in members}
    return Electorate(members, {"some": frozenset(group)}, {"votes": weights})


TESTS = st.one_of(
    st.builds(lambda n, of: Test(count="for", at_least=n, of=of), st.integers(1, 9), st.sampled_from(["", "some"])),
    st.builds(lambda n: Test(count="for", more_than=n), st.integers(0, 9)),
    st.builds(lambda n, of: Test(weight="votes", at_least=n, of=of), st.integers(1, 40), st.sampled_from(["", "some"])),
)


@given(electorates(), TESTS, st.sampled_from(["", "some"]))
def test_what_is_impossible_is_what_is_not_adopted_if_all_agree(electorate: Electorate, test: Test, only: str) -> None:
    rule = Rule(id="rule", adopted_when=test, electorate=Entitled(only=only))
    assert sound(rule) == []
    outcome = decide(rule, electorate, Ballot(positions=dict.fromkeys(electorate.members, "for"))).outcome
    assert bool(possible(rule, electorate)) is (outcome != "adopted")


def test_of_an_unknown_membership_nothing_is_impossible() -> None:
    assert possible(Rule(id="rule", adopted_when=Test(count="for", at_least=400)), Electorate()) == []
    (flaw,) = possible(Rule(id="rule", adopted_when=Test(count="for", at_least=400)), Electorate(seats=193))
    assert (flaw.key, flaw.found.values) == ("adopted_when.at_least", {"number": "400", "most": "193"})


def test_every_test_of_a_rule_is_looked_at_with_its_electorate() -> None:
    inner = Test(any=(Test(count="for", at_least=1), Test(count="for", at_least=1, where="towns")), where="cantons")
    rule = Rule(id="rule", adopted_when=Test(all=(inner,)))
    assert [(asks.key, asks.where) for asks in each_test(rule)] == [
        ("adopted_when", ""), ("adopted_when.all[0]", "cantons"), ("adopted_when.all[0].any[0]", "cantons"),
        ("adopted_when.all[0].any[1]", "towns"),
    ]  # fmt: skip


def test_a_circle_elsewhere_does_not_go_on_for_ever() -> None:
    rules = {
        rule.id: rule
        for rule in msgspec.convert(
            [
                {"id": "a", "stages": [{"rule": "b"}]}, {"id": "b", "stages": [{"rule": "c"}]},
                {"id": "c", "stages": [{"rule": "b"}]}, {"id": "d", "stages": [{"rule": "d"}]},
            ],
            list[Rule],
        )
    }  # fmt: skip
    found = {name: [flaw.found.code for flaw in sound_together(rule, rules)] for name, rule in rules.items()}
    assert found == {"a": [], "b": ["leads_to_itself"], "c": ["leads_to_itself"], "d": ["leads_to_itself"]}
