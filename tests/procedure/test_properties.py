"""What holds of every rule, electorate and ballot: the engine against the naive oracle, and against itself.

Bodies are small, so that *tried exhaustively* is meant literally.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from comity.procedure import POSITIONS, Ballot, BallotError, decide, decider, needs
from comity.procedure.rule import Rule
from comity.procedure.sound import possible, sound, sound_together, weights_of
from tests.procedure.oracle import Plain, outcome
from tests.procedure.strategies import (
    Case,
    asks_beside,
    ballot_of,
    ballots,
    broken_ballots,
    broken_rules,
    cases,
    electorate_of,
    electorates,
    monotone_cases,
    odd_rules,
    rule_of,
    rules_of,
    voters,
)


def decided(case: Case) -> str:
    """The engine's outcome."""
    rule, rules = rule_of(case.rule), rules_of(case.rules)
    return decide(rule, electorate_of(case.electorate), ballot_of(case.ballot), rules).outcome


def expected(case: Case) -> str:
    """The oracle's."""
    return outcome(case.rule, case.electorate, case.ballot, case.rules)


# --- Engine and oracle


@given(cases())
def test_a_roll_call_is_decided_as_the_oracle_decides_it(case: Case) -> None:
    assert decided(case) == expected(case)


@given(cases(by_tally=True, plain=True, alone=True))
def test_a_tally_is_decided_where_every_roll_call_behind_it_agrees_and_only_there(case: Case) -> None:
    assert decided(case) == expected(case)


FEW = ("for", "against", "abstain", "not_participating")
#: Rules are many and each is quickly tried.
MANY = settings(max_examples=5 * settings().max_examples)


@MANY
@given(cases(plain=True, most=3))
def test_every_roll_call_of_a_small_body_is_decided_as_the_oracle_decides_it(case: Case) -> None:
    rule, electorate, ballot = rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot)
    members = case.electorate["members"]
    found, wanted = {}, {}
    for held in product((*FEW, "object", "absent"), repeat=len(members)):
        positions = dict(zip(members, held, strict=True))
        found[held] = decide(rule, electorate, msgspec.structs.replace(ballot, positions=positions)).outcome
        wanted[held] = outcome(case.rule, case.electorate, case.ballot | {"positions": positions})
    assert found == wanted


@MANY
@given(cases(by_tally=True, plain=True, alone=True, most=3))
def test_every_tally_of_a_small_body_is_decided_where_the_roll_calls_behind_it_agree(case: Case) -> None:
    rule, electorate, ballot = rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot)
    seats = len(voters(case.rule, case.electorate))
    found, wanted = {}, {}
    for counted in product(range(seats + 1), repeat=len(FEW)):
        if sum(counted) <= seats:
            tally = dict(zip(FEW, counted, strict=True))
            found[counted] = decide(rule, electorate, msgspec.structs.replace(ballot, tally=tally)).outcome
            wanted[counted] = outcome(case.rule, case.electorate, case.ballot | {"tally": tally})
    assert found == wanted


@MANY
@given(cases(by_tally=True))
def test_of_several_rules_and_electorates_too_a_tally_decides_where_every_roll_call_behind_it_agrees(case: Case) -> None:
    assert decided(case) == expected(case)


#: Where engine and oracle once read the contract in different ways: why, then rule, ballot and what the contract says.
DISAGREEMENTS: dict[str, tuple[str, str, str]] = {
    "a casting vote overcomes a veto": (
        "{adopted_when: {all: [{more: for, than: against}, {none_of: large, is: against, veto: true}]}, tie: casting_vote}",
        "{positions: {A: against, D: for}, presiding: D}",
        "vetoed",
    ),
    "a casting vote makes up for votes that are wanting": (
        "{adopted_when: {all: [{more: for, than: against}, {count: for, at_least: 4}]}, tie: casting_vote}",
        "{positions: {A: against, D: for}, presiding: D}",
        "not_adopted",
    ),
    "a casting vote makes two thirds of one half": (
        '{adopted_when: {share: members, of: voting, for: ">= 2/3"}, tie: casting_vote}',
        "{positions: {A: against, B: against, D: for, E: for}, presiding: D}",
        "not_adopted",
    ),
    "of a tally nobody knows how the presiding member voted": (
        "{adopted_when: {more: for, than: against}, tie: casting_vote}",
        "{tally: {for: 3, against: 3}, presiding: D}",
        "not_computable",
    ),
    "where nobody voted the presiding member did not either": (
        "{adopted_when: {more: for, than: against}, tie: casting_vote}",
        "{tally: {abstain: 4}, presiding: D}",
        "not_adopted",
    ),
    "of a tally too no casting vote makes two thirds of one half": (
        '{adopted_when: {share: members, of: voting, for: ">= 2/3"}, tie: casting_vote}',
        "{tally: {for: 2, against: 2}, presiding: D}",
        "not_adopted",
    ),
    "whoever has no vote has no casting vote": (
        "{electorate: {without: [concerned]}, adopted_when: {more: for, than: against}, tie: casting_vote}",
        "{tally: {for: 2, against: 2}, presiding: F}",
        "not_adopted",
    ),
    "members are all of the body, whoever may vote": (
        '{electorate: {only: large}, adopted_when: {share: members, of: members, for: "> 1/2"}}',
        "{positions: {A: for, B: for, C: for}}",
        "not_adopted",
    ),
    "whoever has no vote cannot object to the procedure": (
        "{electorate: {without: [concerned]}, stages: [{rule: majority, unless: {count: object_to_procedure, at_least: 1}}, {rule: majority}]}",
        "{positions: {A: for, F: object_to_procedure}}",
        "adopted",
    ),
    "the first stage too waits for its time": (
        "{stages: [{rule: majority, after: {hours: 24}}]}",
        "{positions: {A: for}, hours: 3}",
        "not_ripe",
    ),
    "a stage that is tried waits for its time": (
        "{stages: [{rule: unanimity}, {rule: majority, after: {hours: 24}}]}",
        "{positions: {A: for}, hours: 3, stage: majority}",
        "not_ripe",
    ),
    "a number between two limits may lie within them": (
        "{adopted_when: {count: for, at_least: 1, at_most: 2, of: large}}",
        "{tally: {for: 3, against: 3}}",
        "not_computable",
    ),
}
SIX: Plain = {"members": list("ABCDEF"), "groups": {"large": ["A", "B", "C"]}, "suspended": [], "concerned": ["F"]}
NAMED: dict[str, Plain] = {
    "majority": {
        "id": "majority",
        "electorate": {"without": ["concerned"]},
        "adopted_when": {"more": "for", "than": "against"},
    },
    "unanimity": {"id": "unanimity", "adopted_when": {"every": "entitled", "is": "for"}},
}


@pytest.mark.parametrize("reason", DISAGREEMENTS)
def test_where_engine_and_oracle_once_disagreed_both_follow_the_contract(reason: str) -> None:
    rule, ballot, by_contract = DISAGREEMENTS[reason]
    case = Case({"id": "rule", **yaml.safe_load(rule)}, NAMED, SIX, yaml.safe_load(ballot))
    assert (expected(case), decided(case)) == (by_contract, by_contract)


@MANY
@given(cases(plain=True, most=3))
def test_the_quick_way_comes_to_the_same_outcome(case: Case) -> None:
    assume(not asks_beside(case.rule))  # it is asked of positions alone, where there is one electorate
    rule, electorate = rule_of(case.rule), electorate_of(case.electorate | {"others": {}})
    members = case.electorate["members"]
    for held in product(FEW, repeat=len(members)):
        positions = dict(zip(members, held, strict=True))
        quick = decider(rule, electorate).outcome(positions)
        assert quick == decide(rule, electorate, Ballot(positions=positions)).outcome


#: Of a number between two limits only the margin to the lower one is told.
TWO_LIMITS = re.compile(r"'(at_least|more_than)': [^,{}]+, '(at_most|below)'")


@given(cases(plain=True))
def test_a_test_is_met_exactly_where_its_margin_is_not_below_nothing(case: Case) -> None:
    made = decide(rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot))
    within = [found for found in (made.found, made.quorum) if found is not None]
    while within:
        found = within.pop()
        within += found.inner
        if found.kind == "share" and (not found.base or found.base != int(found.base) or found.have != int(found.have)):
            continue  # a share of nothing; a share of fractions of votes is told in whole votes
        if found.kind in ("count", "weight", "more", "share") and not TWO_LIMITS.search(str(case.rule)):
            assert found.met == (found.margin >= 0), found


# --- Order and names


@given(cases() | cases(by_tally=True), st.data())
def test_neither_the_order_of_members_nor_their_names_matter(case: Case, data: DataObject) -> None:
    members = case.electorate["members"]
    others = dict(zip(members, data.draw(st.permutations([f"state-{name}" for name in members])), strict=True))
    renamed = Case(case.rule, case.rules, _renamed(case.electorate, others), _renamed(case.ballot, others))
    renamed.electorate["members"] = data.draw(st.permutations(renamed.electorate["members"]))
    before, after = (
        decide(rule_of(one.rule), electorate_of(one.electorate), ballot_of(one.ballot), rules_of(one.rules))
        for one in (case, renamed)
    )
    assert after.outcome == before.outcome
    assert sorted(after.bound) == sorted(others[member] for member in before.bound)


def _renamed(value: Any, others: dict[str, str]) -> Any:
    """The same with other names of members; positions, groups and numbers are what they were."""
    match value:
        case dict():
            return {others.get(key, key): _renamed(inner, others) for key, inner in value.items()}
        case list():
            return [_renamed(inner, others) for inner in value]
        case str():
            return others.get(value, value)
    return value


# --- More in favour is never worse


@given(monotone_cases(), st.data())
def test_whoever_comes_from_against_to_for_never_undoes_an_adoption(case: Case, data: DataObject) -> None:
    positions = case.ballot["positions"]
    against = [member for member, position in positions.items() if position == "against"]
    assume(against)
    mover = data.draw(st.sampled_from(against))
    before, after = (
        decided(case),
        decided(case._replace(ballot=case.ballot | {"positions": positions | {mover: "for"}})),
    )
    assert before != "adopted" or after == "adopted"
    assert expected(case) != "adopted" or after == "adopted"


# --- What is needed


def _answers(
    case: Case, members: tuple[str, ...], positions: tuple[str, ...] = POSITIONS
) -> Iterator[tuple[Plain, str]]:
    """Every way in which these members may come to these positions, with its outcome."""
    rule, rules, electorate = rule_of(case.rule), rules_of(case.rules), electorate_of(case.electorate)
    ballot = ballot_of(case.ballot)
    for given_ in product(positions, repeat=len(members)):
        moved = dict(zip(members, given_, strict=True))
        held = {**(ballot.positions or {}), **moved}
        yield moved, decide(rule, electorate, msgspec.structs.replace(ballot, positions=held), rules).outcome


def _fewest(case: Case, among: list[str], positions: tuple[str, ...], wanted: Callable[[str], bool]) -> int | None:
    """How many of these members have to come to other positions for an outcome that is wanted; None where none do."""
    for k in range(len(among) + 1):
        for chosen in combinations(among, k):
            if any(wanted(answer) for _, answer in _answers(case, chosen, positions)):
                return k
    return None


@given(cases(most=3))
def test_what_is_possible_still_is_what_those_who_have_stated_nothing_can_bring_about(case: Case) -> None:
    case.ballot["late"] = []
    said = needs(rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot), rules_of(case.rules))
    assert said.exact
    assert set(said.possible) == {answer for _, answer in _answers(case, said.pending)}


@given(cases(most=3))
def test_the_votes_that_are_missing_are_the_fewest_that_adopt(case: Case) -> None:
    case.ballot["late"] = []
    said = needs(rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot), rules_of(case.rules))
    fewest = _fewest(case, list(said.pending), ("for",), lambda answer: answer == "adopted")
    if said.missing is None:
        assert fewest is None
    else:
        assert sum(change.n for change in said.missing) == fewest
        assert _turned(case, said.missing) == "adopted"


@given(cases(most=3))
def test_the_cheapest_change_turns_the_outcome_and_no_cheaper_one_does(case: Case) -> None:
    case.ballot["late"] = []
    said = needs(rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot), rules_of(case.rules))
    stated = [member for member in case.ballot["positions"] if member not in said.pending and _counts(case, member)]
    adopted = said.now.outcome == "adopted"
    fewest = _fewest(case, stated, POSITIONS, lambda answer: (answer == "adopted") != adopted)
    votes = sum(change.n for change in said.turn)
    if any(change.where for change in said.turn):  # elsewhere: tried here are the body's own votes only
        assert votes > 0 and (fewest is None or votes <= fewest)
    elif "fewest" in f"{case.rule} {case.rules}":  # who takes part may be taken as settled (`Needs`)
        there = [member for member in stated if case.ballot["positions"][member] != "not_participating"]
        among = tuple(position for position in POSITIONS if position != "not_participating")
        assert votes in (fewest or 0, _fewest(case, there, among, lambda answer: (answer == "adopted") != adopted) or 0)
    else:
        assert votes == (fewest or 0)
    if said.turn:
        assert said.turns_to == _turned(case, said.turn)
        assert (said.turns_to == "adopted") != adopted


def _turned(case: Case, changes: tuple[Any, ...]) -> str:
    """The outcome after these changes, made by whichever members come first."""
    positions, others = dict(case.ballot["positions"]), deepcopy(case.ballot.get("others", {}))
    for change in changes:
        if change.where and "tally" in others[change.where]:
            tally = others[change.where]["tally"]
            for position, n in ((change.was, -change.n), (change.becomes, change.n)):
                tally[position] = str(Fraction(tally.get(position, 0)) + n)
            continue
        if change.where:
            others[change.where]["positions"] |= dict.fromkeys(change.of[: int(change.n)], change.becomes)
            continue
        movers = [member for member in change.of if positions.get(member, "") == change.was][: change.n]
        assert len(movers) == change.n
        positions |= dict.fromkeys(movers, change.becomes)
    return decided(case._replace(ballot=case.ballot | {"positions": positions} | ({"others": others} if others else {})))


def _counts(case: Case, member: str) -> bool:
    """Whether the member's position counts by the rule."""
    who = case.rule.get("electorate", {})
    out = [name for name in ("suspended", "concerned") if name in who.get("without", ["suspended"])]
    inside = "only" not in who or member in case.electorate["groups"][who["only"]]
    return inside and not any(member in case.electorate[name] for name in out)


# --- Broken rules and ballots


@given(broken_rules())
def test_a_rule_that_cannot_be_read_is_refused_as_such_and_in_no_other_way(rule: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        rule_of(rule)


def _unweighed(rule: Rule, electorate: Plain) -> bool:
    """Whether a rule asks a weight of another electorate that has none: a charter says so, a rule by itself cannot."""
    return any(name not in electorate["others"].get(asks.where, {}).get("weights", {}) for _, name, asks in weights_of(rule) if asks.where)


@given(odd_rules(), st.data())
def test_whatever_is_found_sound_at_loading_decides_and_nothing_else_is_raised(plain: Plain, data: DataObject) -> None:
    rule = rule_of(plain)
    rules = rules_of({"odd": plain, "plain": {"id": "plain", "adopted_when": {"more": "for", "than": "against"}}})
    electorate = data.draw(electorates())
    flaws = [*sound(rule), *sound_together(rule, rules), *possible(rule, electorate_of(electorate))]
    if flaws or _unweighed(rule, electorate):
        return
    ballot = data.draw(ballots(plain, electorate) | ballots(plain, electorate, by_tally=True))
    decide(rule, electorate_of(electorate), ballot_of(ballot), rules)
    needs(rule, electorate_of(electorate), ballot_of(ballot), rules)


@given(cases(plain=True), st.data())
def test_a_ballot_of_nobodys_is_refused_with_all_that_is_wrong(case: Case, data: DataObject) -> None:
    ballot, faults = data.draw(broken_ballots(case.electorate))
    whole = case.ballot | ballot
    with pytest.raises(BallotError) as refused:
        decided(case._replace(ballot={key: value for key, value in whole.items() if value is not None}))
    assert sorted(fault.code for fault in refused.value.faults) == sorted(faults)


@pytest.mark.parametrize("ballot", ["{tally: {for: 7}}", "{positions: {A: for}, others: {lords: {tally: {for: 1}}}}"])
@pytest.mark.parametrize(
    "rule",
    [
        "{stages: [{rule: majority, unless: {count: for, at_least: 1}}, {rule: unanimity}]}",
        "{stages: [{rule: majority, after: {hours: 24}}]}",
        '{chosen_by: {question: majority, "yes": majority, "no": unanimity}}',
    ],
)
def test_a_ballot_of_nobodys_is_refused_before_any_rule_is_asked(rule: str, ballot: str) -> None:
    case = Case({"id": "rule", **yaml.safe_load(rule)}, NAMED, SIX, yaml.safe_load(ballot))
    with pytest.raises(BallotError):
        decided(case)


def test_the_quick_way_too_refuses_a_position_that_is_none() -> None:
    electorate = electorate_of(SIX | {"others": {}})
    with pytest.raises(BallotError):
        decider(rule_of(NAMED["unanimity"]), electorate).outcome({"A": "For"})


def test_another_electorate_is_whole_where_only_a_group_of_the_body_decides() -> None:
    electorate = SIX | {"others": {"towns": {"members": ["X", "Y", "Z"]}}}
    test = {"more": "for", "than": "not_for", "in": "towns"}
    rule = {"id": "rule", "electorate": {"only": "large"}, "adopted_when": test}
    ballot = {"positions": {"A": "for"}, "others": {"towns": {"positions": {"X": "for", "Y": "against"}}}}
    case = Case(rule, {}, electorate, ballot)
    assert (expected(case), decided(case)) == ("not_adopted", "not_adopted")
