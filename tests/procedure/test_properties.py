"""What holds of every rule, electorate and ballot: the engine against the naive oracle, and against itself.

Bodies are small, so that *tried exhaustively* is meant literally.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from itertools import product
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from comity.procedure import Ballot, BallotError, Change, Needs, decide, decider, needs
from comity.procedure.sound import possible, sound, sound_together, unweighed
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
from tests.procedure.tried import Pile, Tried


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
    "a casting vote is of no group": (
        '{adopted_when: {all: [{more: for, than: against}, {count: for, of: large, at_least: 2}]}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "not_adopted",
    ),
    "a casting vote is nobody more who is present": (
        '{adopted_when: {all: [{more: for, than: against}, {count: present_at_all, at_least: 3}]}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "not_adopted",
    ),
    "nor is anybody less absent for it": (
        '{adopted_when: {all: [{more: for, than: against}, {count: absent, at_least: 4}]}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "adopted",
    ),
    "and who is not in favour is as many as before": (
        '{adopted_when: {all: [{more: for, than: against}, {count: not_for, at_most: 4}]}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "not_adopted",
    ),
    "of votes cast it is one": (
        '{adopted_when: {share: members, of: cast, for: ">= 2/3"}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "adopted",
    ),
    "of those present it is a vote and nobody more": (
        '{adopted_when: {share: members, of: present, for: "> 1/2"}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: A}",
        "adopted",
    ),
    "a casting vote is a position of no member": (
        '{adopted_when: {all: [{more: for, than: against}, {none_of: entitled, is: for}]}, tie: casting_vote}',
        "{positions: {A: abstain}, casting: for}",
        "adopted",
    ),
    "a casting vote against is a vote too": (
        '{adopted_when: {any: [{more: for, than: against}, {count: [for, against], at_least: 3}]}, tie: casting_vote}',
        "{positions: {A: for, D: against}, presiding: D}",
        "adopted",
    ),
    "a vote that came too late is not cast twice": (
        '{adopted_when: {more: for, than: against}, tie: casting_vote}',
        "{positions: {A: for, B: for, D: against}, presiding: A, late: [A]}",
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

#: Bodies of which every way is tried, in every electorate at once; and so many ways of one.
NEAR = cases(most=3, near=2) | cases(by_tally=True, most=3, near=2)
WAYS = 4_000


def _silent(pile: Pile) -> bool:
    return not pile.held


def _stated(pile: Pile) -> bool:
    return bool(pile.held)


def _needed(case: Case) -> Needs:
    return needs(rule_of(case.rule), electorate_of(case.electorate), ballot_of(case.ballot), rules_of(case.rules))


def _fewest(found: dict[str, int], wanted: Callable[[str], bool]) -> int | None:
    """How many have to move for an outcome that is wanted; None where none do."""
    return min((n for outcome, n in found.items() if wanted(outcome)), default=None)


def _moves(tried: Tried, changes: tuple[Change, ...]) -> int:
    """How many move: of a tally whose votes are parted each half."""
    units = {pile.where: pile.unit for pile in tried.piles}
    return int(sum(change.n / units[change.where] for change in changes))


@given(NEAR)
def test_what_is_possible_still_is_what_those_who_have_stated_nothing_can_bring_about(case: Case) -> None:
    said, tried = _needed(case), Tried(case)
    assume(tried.ways(lambda pile: True) <= WAYS)
    still = {said.now.outcome} if not any(pile.n for pile in tried.piles if _silent(pile)) else set(tried.outcomes(_silent, stay=False))
    once = set(tried.outcomes(lambda pile: True, stay=False))
    if said.exact:
        assert set(said.possible) == still
        assert set(said.no_longer) == (once - still if any(pile.n for pile in tried.piles if _stated(pile)) else set())
    else:
        assert set(said.possible) <= still | {said.now.outcome}
        assert set(said.no_longer) <= once


@given(NEAR)
def test_the_votes_that_are_missing_are_the_fewest_that_adopt(case: Case) -> None:
    said, tried = _needed(case), Tried(case)
    assume(tried.ways(_silent) <= WAYS)
    fewest = _fewest(tried.outcomes(_silent, ("for",)), lambda outcome: outcome == "adopted")
    if said.missing is not None:
        assert _turned(case, said.missing) == "adopted"
    if said.exact or said.missing is not None:
        found = None if said.missing is None else _moves(tried, said.missing)
        assert found == fewest if said.exact else fewest is not None and found is not None and found >= fewest


@given(NEAR)
def test_the_cheapest_change_turns_the_outcome_and_no_cheaper_one_does(case: Case) -> None:
    said, tried = _needed(case), Tried(case)
    assume(tried.ways(_stated) <= WAYS)
    adopted = said.now.outcome == "adopted"
    fewest = _fewest(tried.outcomes(_stated), lambda answer: (answer == "adopted") != adopted)
    found = _moves(tried, said.turn)
    assert found == (fewest or 0) if said.exact else not said.turn or (fewest is not None and found >= fewest)
    if said.turn:
        assert said.turns_to == _turned(case, said.turn)
        assert (said.turns_to == "adopted") != adopted


@given(cases(most=3, near=2) | cases(plain=True, alone=True, most=2))
def test_of_a_body_called_by_name_nothing_is_left_out(case: Case) -> None:
    said = f"{case.rule} {case.rules}"
    assume("'in': 'cantons'" not in said or "cantons" not in case.ballot.get("others", {}))  # a tally
    few = len(case.electorate["members"]) <= 2 and not case.rules and not asks_beside(case.rule)
    assume("fewest" not in said or few)  # who takes part is tried, and of some the ways are too many
    assert _needed(case).exact


def _turned(case: Case, changes: tuple[Any, ...]) -> str:
    """The outcome after these changes, made by whichever members come first."""
    ballot = deepcopy(case.ballot)
    for change in changes:
        there = ballot["others"][change.where] if change.where else ballot
        if "tally" in there:
            for position, n in ((change.was, -change.n), (change.becomes, change.n)):
                if position:
                    there["tally"][position] = str(Fraction(there["tally"].get(position, 0)) + n)
            continue
        movers = [member for member in change.of if there["positions"].get(member, "") == change.was][: int(change.n)]
        assert len(movers) == change.n
        there["positions"] |= dict.fromkeys(movers, change.becomes)
    return decided(case._replace(ballot=ballot))


# --- Broken rules and ballots


@given(broken_rules())
def test_a_rule_that_cannot_be_read_is_refused_as_such_and_in_no_other_way(rule: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        rule_of(rule)


@given(odd_rules(), st.data())
def test_whatever_is_found_sound_at_loading_decides_and_nothing_else_is_raised(plain: Plain, data: DataObject) -> None:
    rule = rule_of(plain)
    rules = rules_of({"odd": plain, "plain": {"id": "plain", "adopted_when": {"more": "for", "than": "against"}}})
    electorate = data.draw(electorates(weighed=data.draw(st.booleans())))
    if [*sound(rule), *sound_together(rule, rules), *possible(rule, electorate_of(electorate))]:
        return
    ballot = data.draw(ballots(plain, electorate) | ballots(plain, electorate, by_tally=True))
    missing = unweighed(rule, electorate_of(electorate))
    if not missing:
        decide(rule, electorate_of(electorate), ballot_of(ballot), rules)
        needs(rule, electorate_of(electorate), ballot_of(ballot), rules)
    # The rules to which one leads need not be asked, nor the weight of whoever is suspended for now.
    elif not rule.stages and not rule.chosen_by and any(one.where or set(one.members) - set(electorate["suspended"]) for one in missing):
        with pytest.raises(BallotError) as refused:
            decide(rule, electorate_of(electorate), ballot_of(ballot), rules)
        assert {fault.code for fault in refused.value.faults} <= {"procedure.unweighed", "procedure.nobody_weighed"}
        assert {fault.values["weight"] for fault in refused.value.faults} <= {one.weight for one in missing}


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
