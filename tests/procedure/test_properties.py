"""What holds of every rule, electorate and ballot: the engine against the naive oracle, and against itself.

Bodies are small, so that *tried exhaustively* is meant literally.
"""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from comity.procedure import POSITIONS, BallotError, decide, needs
from tests.procedure.oracle import Plain, outcome
from tests.procedure.strategies import (
    Case,
    ballot_of,
    broken_ballots,
    broken_rules,
    cases,
    electorate_of,
    monotone_cases,
    rule_of,
    rules_of,
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


@given(cases(by_tally=True))
def test_of_several_rules_and_electorates_a_tally_never_decides_what_it_cannot(case: Case) -> None:
    # Whoever decides each stage and each electorate for itself may leave open what follows from all together.
    assert decided(case) in (expected(case), "not_computable")


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
    assert sum(change.n for change in said.turn) == (fewest or 0)
    if said.turn:
        assert said.turns_to == _turned(case, said.turn)
        assert (said.turns_to == "adopted") != adopted


def _turned(case: Case, changes: tuple[Any, ...]) -> str:
    """The outcome after these changes, made by whichever members come first."""
    positions = dict(case.ballot["positions"])
    for change in changes:
        movers = [member for member in change.of if positions.get(member, "") == change.was][: change.n]
        assert len(movers) == change.n
        positions |= dict.fromkeys(movers, change.becomes)
    return decided(case._replace(ballot=case.ballot | {"positions": positions}))


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


@given(cases(), st.data())
def test_a_ballot_of_nobodys_is_refused_with_all_that_is_wrong(case: Case, data: DataObject) -> None:
    ballot, faults = data.draw(broken_ballots(case.electorate))
    whole = case.ballot | ballot
    with pytest.raises(BallotError) as refused:
        decided(case._replace(ballot={key: value for key, value in whole.items() if value is not None}))
    assert sorted(fault.code for fault in refused.value.faults) == sorted(faults)
