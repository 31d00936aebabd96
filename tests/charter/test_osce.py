"""The OSCE as its charter says it: 57 States, consensus, silence, and the two exceptions that leave out whom it concerns."""

import pytest

from comity.charter import load
from comity.charter.deciding import electorate_on, id_of, matters_of, rule_for, rules_of
from comity.procedure import Ballot, Decision, decide

OSCE = load("osce")
COUNCIL, MINISTERS = "permanent-council", "ministerial-council"
RANK = {"low": 0, "medium": 1, "high": 2}


def decided(
    positions: dict[str, str], matter: str = "substantive", body: str = COUNCIL, concerned: frozenset[str] = frozenset(),
    hours: int | None = None, late: frozenset[str] = frozenset(), stage: str = "", day: str = "2020-01-01",
) -> Decision:  # fmt: skip
    """What a body makes of these positions; who is not named is absent."""
    rule = rule_for(OSCE, body, matter, day)
    assert rule is not None
    ballot = Ballot(positions=positions, hours=hours, late=late, stage=stage)
    return decide(rule, electorate_on(OSCE, body, day, concerned=concerned), ballot, rules_of(OSCE, body, day))


@pytest.mark.parametrize("body", [COUNCIL, MINISTERS])
@pytest.mark.parametrize(
    ("day", "seats", "newest"),
    [
        ("1994-12-31", 0, ""), ("1995-01-01", 52, "SK"), ("1995-10-12", 53, "MK"), ("1996-04-25", 54, "AD"), ("2000-11-10", 55, "RS"),
        ("2006-06-22", 56, "ME"), ("2012-11-20", 56, "ME"), ("2012-11-21", 57, "MN"),
    ],
)  # fmt: skip
def test_the_participating_states_on_a_day(body: str, day: str, seats: int, newest: str) -> None:
    members = electorate_on(OSCE, body, day).members
    assert len(members) == len(set(members)) == seats and members[-1:] == ((newest,) if newest else ())


def test_every_state_sits_and_goes_by_its_codes() -> None:
    assert set(electorate_on(OSCE, COUNCIL, "2020-01-01").members) == set(OSCE.states)
    codes = [code for state in OSCE.states.values() for code in (state.id, *state.aliases)]
    assert len(codes) == len(set(codes)) and sum(code.isdigit() for code in codes) == 56  # the Holy See has no number of Correlates of War
    assert all(len(state.id) == 2 and len(state.aliases[0]) == 3 for state in OSCE.states.values())
    assert [id_of(OSCE, code) for code in ("NO", "NOR", "385", "2", "VAT", "nobody")] == ["NO", "NO", "NO", "US", "VA", None]


@pytest.mark.parametrize("body", [COUNCIL, MINISTERS])
@pytest.mark.parametrize("matter", ["substantive", "procedural"])
@pytest.mark.parametrize("day", ["1996-01-01", "2006-11-01", "2020-01-01"])
def test_consensus_is_the_absence_of_any_objection(body: str, matter: str, day: str) -> None:
    assert matter in matters_of(OSCE, body)
    assert decided({"DE": "for"}, matter, body, day=day).outcome == "adopted"
    for member in electorate_on(OSCE, body, day).members:
        assert decided({member: "object"}, matter, body, day=day).outcome == "not_adopted"


def test_a_reservation_or_an_interpretative_statement_is_attached() -> None:
    made = decided({"RU": "reserve", "US": "reserve"})
    assert made.outcome == "adopted" and len(made.bound) == 57 and "osce-practice/statements" in made.practice


@pytest.mark.parametrize(
    ("positions", "hours", "outcome"),
    [
        ({}, 23, "not_ripe"), ({}, 24, "adopted"), ({"MT": "object"}, 23, "not_adopted"), ({"MT": "amend"}, 23, "not_adopted"),
        ({"MT": "reserve"}, 24, "adopted"), ({"MT": "for"}, 23, "not_ripe"),
    ],
)  # fmt: skip
def test_silence(positions: dict[str, str], hours: int, outcome: str) -> None:
    assert decided(positions, "silence", hours=hours).outcome == outcome


def test_what_comes_after_the_deadline_is_noted_and_does_not_break_it() -> None:
    made = decided({"MT": "object"}, "silence", hours=24, late=frozenset({"MT"}))
    assert (made.outcome, made.noted) == ("adopted", ("MT",))


def test_silence_begins_only_where_nobody_objects_to_it() -> None:
    made = decided({"MT": "object_to_procedure"}, "silence", hours=24)
    assert (made.outcome, made.why, made.next_rule) == ("not_ripe", "unavailable", "consensus")
    assert decided({"MT": "for"}, "silence", stage="consensus").outcome == "adopted"


def test_an_amendment_that_broke_the_silence_is_not_adopted_by_consensus_behind_its_back() -> None:
    assert decided({"MT": "amend"}, "silence", hours=48).rule == "silence-running"


def test_there_is_no_silence_before_the_rules_of_2006_and_none_among_the_ministers() -> None:
    rule = rule_for(OSCE, COUNCIL, "silence", "2006-10-31")
    assert rule is not None and rule.silence is None and not rule.stages  # the general rule: consensus
    assert "silence" not in matters_of(OSCE, MINISTERS)


def test_consensus_minus_one_leaves_out_the_state_concerned_and_no_other() -> None:
    alone = decided({"AL": "object"}, "minus-one", MINISTERS, frozenset({"AL"}))
    assert (alone.outcome, alone.noted) == ("adopted", ("AL",))
    assert decided({"AL": "object", "MC": "object"}, "minus-one", MINISTERS, frozenset({"AL"})).outcome == "not_adopted"
    assert decided({"AL": "object"}, "minus-one", MINISTERS).outcome == "not_adopted"


def test_whether_the_permanent_council_may_act_minus_one_is_not_known() -> None:
    assert decided({"AL": "object"}, "minus-one", COUNCIL, frozenset({"AL"})).outcome == "not_computable"


def test_directed_conciliation_leaves_out_both_parties() -> None:
    both = frozenset({"AL", "MC"})
    assert decided(dict.fromkeys(both, "object"), "directed-conciliation", MINISTERS, both).outcome == "adopted"


def test_no_rule_is_surer_than_its_provision() -> None:
    for rule in OSCE.rules:
        assert RANK[rule.confidence] <= RANK[OSCE.confidence(rule.provision)], (rule.body, rule.id)


def test_that_the_hours_of_silence_are_no_provision_is_said() -> None:
    [rule] = [rule for rule in OSCE.rules if rule.silence is not None]
    assert rule.note is not None and "fix no length" in rule.note["en"] and "не установлен" in rule.note["ru"]
