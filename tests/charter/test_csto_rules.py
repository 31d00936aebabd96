"""How the CSTO decides as its charter says it: two readings of consensus, what nobody could read, the exercise's sample rules."""

from itertools import product

import pytest

from comity.charter import Charter, load
from comity.charter.deciding import deciding_bodies, electorate_on, matters_of, readings_for, rule_for, rules_of
from comity.procedure import Ballot, Decision, decide

CSTO, EXERCISE = load("csto"), load("csto-demonstration")
SIX = ("AM", "BY", "KZ", "KG", "RU", "TJ")
MINISTERS = ("cfm", "cdm", "cssc")
RANK = {"low": 0, "medium": 1, "high": 2}


def decided(
    positions: dict[str, str], matter: str = "substantive", body: str = "csc", day: str = "2020-01-01",
    suspended: frozenset[str] = frozenset(), charter: Charter = CSTO, stage: str = "", hours: int | None = None,
) -> Decision:  # fmt: skip
    """What a body makes of these positions; who is not named is in favour."""
    who = electorate_on(charter, body, day, suspended)
    rule = rule_for(charter, body, matter, day)
    assert rule is not None
    held = {member: positions.get(member, "for") for member in who.members}
    return decide(rule, who, Ballot(positions=held, stage=stage, hours=hours), rules_of(charter, body, day))


@pytest.mark.parametrize("body", ["csc", *MINISTERS, "pc"])
@pytest.mark.parametrize(
    ("day", "seats"),
    [
        ("2003-09-17", 0), ("2003-09-18", 6), ("2006-08-15", 6), ("2006-08-16", 7), ("2010-12-10", 7), ("2012-12-18", 7),
        ("2012-12-19", 6), ("2012-12-20", 6), ("2026-01-29", 6),
    ],
)  # fmt: skip
def test_who_is_counted_on_a_day(body: str, day: str, seats: int) -> None:
    members = electorate_on(CSTO, body, day).members
    assert len(members) == seats and members[:6] == SIX[: min(seats, 6)] and ("UZ" in members) is (seats == 7)


def test_the_assembly_has_six_parliaments() -> None:
    assert [len(electorate_on(CSTO, "pa", day).members) for day in ("2006-11-15", "2006-11-16", "2010-12-10", "2020-01-01")] == [0, 6, 6, 6]


def test_every_deciding_body_has_a_rule_for_each_of_its_matters() -> None:
    assert deciding_bodies(CSTO) == ("csc", *MINISTERS, "pc", "pa")
    for body in deciding_bodies(CSTO):
        assert matters_of(CSTO, body)[:2] == ("substantive", "procedural")
        for matter in matters_of(CSTO, body):
            rule = rule_for(CSTO, body, matter, "2026-01-29")
            assert rule is not None and matter in rule.matters, (body, matter)


@pytest.mark.parametrize("body", ["csc", *MINISTERS])
def test_consensus_has_two_readings_since_the_rules_of_procedure(body: str) -> None:
    assert [r.id for r in readings_for(CSTO, body, "substantive", "2004-06-17")] == ["consensus"]
    preferred, other = readings_for(CSTO, body, "substantive", "2004-06-18")
    assert (preferred.provision, preferred.confidence) == ("rop-2004/14", "medium")
    assert (other.provision, other.confidence) == ("charter-2002/12", "medium")


def test_the_readings_differ_over_who_declares_that_it_does_not_take_part_and_over_nothing_else() -> None:
    rules = readings_for(CSTO, "csc", "substantive", "2009-06-14")
    who = electorate_on(CSTO, "csc", "2020-01-01")
    for said in product(("for", "absent", "not_participating", "object"), repeat=6):
        ballot = Ballot(positions=dict(zip(SIX, said, strict=True)))
        by_rule_14, by_the_note = (decide(rule, who, ballot) for rule in rules)
        assert by_rule_14.contested and by_the_note.contested
        assert (by_rule_14.outcome == "adopted") is ("object" not in said)
        assert (by_rule_14.outcome != by_the_note.outcome) is ("not_participating" in said and "object" not in said)


@pytest.mark.parametrize("body", ["csc", *MINISTERS, "pc", "pa"])
@pytest.mark.parametrize("member", SIX)
@pytest.mark.parametrize("position", ["object", "against"])
def test_any_one_member_may_prevent(body: str, member: str, position: str) -> None:
    made = decided({member: position}, body=body)
    assert made.outcome == "not_adopted" and made.found is not None and made.found.who == (member,)


@pytest.mark.parametrize("position", ["abstain", "absent", "present", "reserve"])
def test_who_does_not_object_does_not_prevent(position: str) -> None:
    made = decided({"AM": position})
    assert (made.outcome, made.contested, made.bound) == ("adopted", True, SIX)


def test_a_member_without_a_vote_is_noted_and_not_counted() -> None:
    assert decided({"AM": "object"}).outcome == "not_adopted"
    made = decided({"AM": "object"}, suspended=frozenset({"AM"}))
    assert made.outcome == "adopted" and made.noted == ("AM",)


def test_in_a_limited_format_it_binds_those_who_voted_for_it() -> None:
    made = decided({"AM": "not_participating", "BY": "not_participating"}, "limited-format")
    assert (made.outcome, made.bound, made.confidence) == ("adopted", ("KZ", "KG", "RU", "TJ"), "medium")
    assert decided({"AM": "object", "BY": "not_participating"}, "limited-format").outcome == "not_adopted"


def test_an_objection_to_the_limited_format_leaves_ordinary_consensus() -> None:
    positions = {"AM": "not_participating", "BY": "object_to_procedure"}
    made = decided(positions, "limited-format")
    assert (made.outcome, made.why, made.next_rule) == ("not_ripe", "unavailable", "no-official-objection")
    assert decided(positions, "limited-format", stage=made.next_rule).outcome == "adopted"
    assert decided(positions | {"AM": "object"}, "limited-format", stage=made.next_rule).outcome == "not_adopted"


def test_there_was_no_limited_format_before_the_amendment_of_the_charter() -> None:
    assert rule_for(CSTO, "csc", "limited-format", "2012-12-18") is None


@pytest.mark.parametrize(
    ("body", "matter"),
    [
        *((body, "procedural") for body in ("csc", *MINISTERS, "pc", "pa")),
        ("csc", "between-sessions"), ("csc", "withdrawal-of-vote"),
    ],
)  # fmt: skip
def test_what_nobody_could_read_is_not_computed(body: str, matter: str) -> None:
    made = decided({}, matter, body)
    assert (made.outcome, made.why, made.confidence) == ("not_computable", "not_known", "low")


def test_a_member_that_is_to_be_suspended_does_not_count_as_is_known_with_low_confidence() -> None:
    who = electorate_on(CSTO, "csc", "2020-01-01", concerned=frozenset({"KG"}))
    rule = rule_for(CSTO, "csc", "suspension-or-exclusion", "2020-01-01")
    assert rule is not None
    made = decide(rule, who, Ballot(positions=dict.fromkeys(SIX, "for") | {"KG": "object"}))
    assert (made.outcome, made.confidence, made.noted) == ("adopted", "low", ("KG",))
    assert decide(rule, who, Ballot(positions=dict.fromkeys(SIX, "for") | {"TJ": "object"})).outcome == "not_adopted"


def test_all_other_members_must_agree_to_infrastructure_of_a_third_state() -> None:
    who = electorate_on(CSTO, "csc", "2020-01-01", concerned=frozenset({"KG"}))
    rule = rule_for(CSTO, "csc", "third-state-infrastructure", "2020-01-01")
    assert rule is not None
    others = {member: "for" for member in SIX if member != "KG"}
    assert decide(rule, who, Ballot(positions=others)).outcome == "adopted"
    assert decide(rule, who, Ballot(positions=others | {"TJ": "absent"})).outcome == "not_adopted"


@pytest.mark.parametrize("charter", [CSTO, EXERCISE], ids=["csto", "csto-demonstration"])
def test_no_rule_is_surer_than_its_provision(charter: Charter) -> None:
    for rule in charter.rules:
        assert RANK[rule.confidence] <= RANK[charter.confidence(rule.provision)], (rule.body, rule.id)


def test_no_quorum_and_no_silence_is_supposed() -> None:
    assert [rule.id for rule in CSTO.rules if rule.silence or rule.quorum.to_open or rule.quorum.to_decide or rule.quorum.cast] == []


def test_what_the_exercise_adds_rests_on_sample_provisions() -> None:
    known = {(rule.body, rule.id) for rule in CSTO.rules}
    added = [rule for rule in EXERCISE.rules if (rule.body, rule.id) not in known]
    assert len(added) == 10
    for rule in added:
        provision = EXERCISE.provision(rule.provision)
        assert provision is not None and provision.kind == "demonstration"
        assert rule.name is not None and "sample rule" in rule.name["en"] and "учебное правило" in rule.name["ru"]


@pytest.mark.parametrize(
    ("positions", "hours", "outcome"),
    [({}, 71, "not_ripe"), ({}, 72, "adopted"), ({"KZ": "object"}, 1, "not_adopted"), ({"KZ": "amend"}, 71, "not_adopted")],
)
def test_silence_in_the_exercise(positions: dict[str, str], hours: int, outcome: str) -> None:
    everybody = dict.fromkeys(SIX, "absent") | positions
    assert decided(everybody, "silence", "pc", charter=EXERCISE, hours=hours).outcome == outcome


@pytest.mark.parametrize(
    ("against", "absent", "outcome"), [(0, 2, "adopted"), (0, 3, "no_quorum"), (3, 0, "not_adopted"), (2, 0, "adopted"), (2, 2, "not_adopted")]
)
def test_matters_of_procedure_in_the_exercise(against: int, absent: int, outcome: str) -> None:
    said = ["against"] * against + ["absent"] * absent
    assert decided(dict(zip(SIX, said, strict=False)), "procedural", charter=EXERCISE).outcome == outcome
