"""Whatever stands in a rule is either complained of at loading, or can be decided by: nothing falls in between."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.charter import Charter, CharterError, read_files
from comity.charter.deciding import electorate_on, intervals, rule_for, rules_of
from comity.charter.yaml_lines import read
from comity.procedure import POSITIONS, Ballot, decide
from tests.charter.deciding import DECIDING
from tests.charter.folders import well_said

PLAIN: dict[str, Any] = read(DECIDING.encode())[0]
WANTED = st.one_of(st.sampled_from([*POSITIONS, "not_for", "present_at_all"]), st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=3))
NUMBERS = st.sampled_from([1, 1, 1, 2, 2, "1/2", "3/2", 0, 3, -1, "40"])
GROUPS = st.sampled_from(["large", "entitled", "large", "entitled", "present", "participants", "small"])
WEIGHTS = st.sampled_from(["boats", "boats", "boats", "members", "ships"])
BASES = st.sampled_from(["members", "entitled", "present", "voting", "cast", "participants", "large"])
SHARES = st.sampled_from(["> 1/2", ">= 2/3", ">= 100%", "> 0%", ">= 55%", "> 100%", ">= 0%"])
ODD: dict[str, st.SearchStrategy[Any]] = {
    "at_least": NUMBERS, "of": GROUPS, "is": WANTED, "for": SHARES, "than": WANTED, "by": WEIGHTS, "in": st.sampled_from(["towns", "hamlets"]),
}  # fmt: skip
BESIDE = st.fixed_dictionaries({}, optional={"veto": st.booleans()})


@st.composite
def of_kind(draw: st.DrawFn, /, name: str, value: st.SearchStrategy[Any], **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    """A test of a kind with its keys; once in a while a key is left out, or one stands there that does not belong to it."""
    test = {name: draw(value), **draw(BESIDE), **{key: draw(found) for key, found in keys.items()}}
    match draw(st.integers(0, 19)):
        case 0 if keys:
            del test[draw(st.sampled_from(sorted(keys)))]
        case 1:
            odd = draw(st.sampled_from(sorted(ODD)))
            test[odd] = draw(ODD[odd])
    return test


@st.composite
def measure(draw: st.DrawFn, /, name: str, value: st.SearchStrategy[Any], **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    """A number or a weight against a number, of a group or of all."""
    test: dict[str, Any] = draw(of_kind(name, value, **keys))
    test[draw(st.sampled_from(["at_least", "more_than", "at_most", "below"]))] = draw(NUMBERS)
    return test | draw(st.fixed_dictionaries({}, optional={"of": GROUPS}))


def several(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """All, any or some of tests."""
    tests = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(of_kind("all", tests), of_kind("any", tests), of_kind("some", tests, at_least=st.integers(1, 2)))


TESTS = st.recursive(
    st.one_of(
        measure("count", WANTED),
        measure("weight", WEIGHTS, **{"is": WANTED}),
        of_kind("share", WEIGHTS, of=BASES, **{"is": WANTED, "for": SHARES}),
        of_kind("none_of", GROUPS, **{"is": WANTED}),
        of_kind("every", GROUPS, **{"is": WANTED}),
        of_kind("more", WANTED, than=WANTED),
        of_kind("more", WANTED, than=WANTED, by=WEIGHTS),
    ),
    several,
    max_leaves=4,
)
LEFT_OUT = st.lists(st.sampled_from(["suspended", "concerned", "not_participating"]), max_size=3)
USUAL: dict[str, st.SearchStrategy[Any]] = {
    "quorum": st.fixed_dictionaries({}, optional={"to_open": TESTS, "to_decide": TESTS, "cast": TESTS}),
    "electorate": st.fixed_dictionaries({}, optional={"only": GROUPS, "without": LEFT_OUT}),
    "silence": st.just({"hours": 24}), "tie": st.just("casting_vote"), "without_vote": st.booleans(),
    "cast": st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=3),
}  # fmt: skip
UNUSUAL: dict[str, st.SearchStrategy[Any]] = {
    "stages": st.just([{"rule": "by-boats"}, {"rule": "silence", "after": {"hours": 1}}]),
    "chosen_by": st.just({"question": "by-boats", "yes": "silence", "no": "nothing"}),
    "adopted_when": st.just("not_known"), "cast": st.just([]), "preferred": st.just(True),
}  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """A rule that may be sound."""
    rule: dict[str, Any] = {"adopted_when": draw(TESTS)}
    for key in draw(st.sets(st.sampled_from(sorted(USUAL)), max_size=2)):
        rule[key] = draw(USUAL[key])
    if not draw(st.integers(0, 9)):
        odd = draw(st.sampled_from(sorted(UNUSUAL)))
        rule[odd] = draw(UNUSUAL[odd])
    return rule


HELD = st.dictionaries(st.sampled_from(["AA", "BB"]), st.sampled_from(POSITIONS))


def charter(rule: dict[str, Any]) -> Charter:
    """The small organisation with another general rule; raises `CharterError`."""
    plain = deepcopy(PLAIN)
    plain["rules"][0] = {**{k: v for k, v in plain["rules"][0].items() if k != "adopted_when"}, **rule}
    return read_files([("league/charter/a.yaml", json.dumps(plain, ensure_ascii=False).encode())])


@settings(max_examples=150, deadline=None)
@given(rules(), HELD)
def test_a_rule_is_complained_of_or_can_be_decided_by(rule: dict[str, Any], held: dict[str, str]) -> None:
    try:
        found = charter(rule)
    except CharterError as fault:
        for one in fault.complaints:
            well_said(one)
            assert one.key.startswith("rules[0]") or "rules[" in one.key or one.key.startswith("weights"), one
        return
    for day in intervals(found, "assembly"):
        simple = rule_for(found, "assembly", "", day)
        assert simple is not None
        for tally in (None, {"for": 1, "against": 1}):
            ballot = Ballot(positions=None if tally else held, tally=tally)
            assert decide(simple, electorate_on(found, "assembly", day), ballot, rules_of(found, "assembly", day)).outcome
