"""How a body decides, as tables: rule, positions, outcome. A lawyer should be able to read each row aloud."""

from fractions import Fraction
from typing import Any, Literal

import msgspec
import pytest

from comity.charter.choosing import candidates
from comity.procedure import Ballot, BallotError, Electorate, Rule, decide
from comity.procedure.said import because

FIFTEEN = ("P1", "P2", "P3", "P4", "P5", *(f"E{i}" for i in range(1, 11)))
COUNCIL = Electorate(FIFTEEN, {"permanent": frozenset(FIFTEEN[:5])})
SIX = Electorate(("A", "B", "C", "D", "E", "F"), weights={"units": {"A": 10, "B": 5, "C": 3, "D": Fraction(1, 2), "E": 1, "F": 1}})
NINE_AND_NO_VETO = {"all": [{"count": "for", "at_least": 9}, {"none_of": "permanent", "is": "against", "veto": True}]}
CONSENSUS = {"none_of": "entitled", "is": "object"}


def rule(adopted_when: Any = "", **said: Any) -> Rule:
    """A rule as a charter file would say it."""
    if adopted_when:
        said["adopted_when"] = adopted_when
    return msgspec.convert({"id": "rule", **said}, Rule)


def held(electorate: Electorate, said: str) -> dict[str, str]:
    """`9 for, P1 against, rest abstain`: so many of those not named yet, a member by name, the rest."""
    parts = [part.split() for part in said.split(",") if part.strip()]
    out = {who: position for who, position in parts if not who.isdigit() and who != "rest"}
    free = [m for m in reversed(electorate.members) if m not in out]  # those elected first, the permanent last
    for who, position in parts:
        for _ in range(int(who) if who.isdigit() else len(free) if who == "rest" else 0):
            out[free.pop(0)] = position
    return out


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("15 for", "adopted"),
        ("9 for, 6 abstain", "adopted"),
        ("10 for, rest abstain", "adopted"),
        ("8 for, 7 abstain", "not_adopted"),
        ("P1 against, 14 for", "vetoed"),
        ("P1 against, 8 for, rest abstain", "not_adopted"),
        ("P1 against, 3 for, rest abstain", "not_adopted"),
        ("E1 against, 14 for", "adopted"),
        ("9 for", "adopted"),
    ],
)
def test_enough_votes_and_no_veto(said: str, outcome: str) -> None:
    ballot = Ballot(positions=held(COUNCIL, said))
    made = decide(rule(NINE_AND_NO_VETO), COUNCIL, ballot)
    assert made.outcome == outcome
    assert sum(n for name, n in made.numbers.items() if name != "entitled") == made.numbers["entitled"] == 15


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        ({"for": 15}, "adopted"),
        ({"for": 9, "abstain": 6}, "adopted"),
        ({"for": 14, "against": 1}, "not_computable"),
        ({"for": 8, "against": 7}, "not_adopted"),
        ({"for": 9, "against": 6}, "not_computable"),  # are they of the ten elected, or is a permanent member among them?
    ],
)
def test_a_tally_decides_what_it_can(tally: dict[str, int], outcome: str) -> None:
    made = decide(rule(NINE_AND_NO_VETO), COUNCIL, Ballot(tally=tally))
    assert made.outcome == outcome


def test_a_tally_is_decided_where_every_way_to_spread_it_comes_to_the_same() -> None:
    of_permanent = [{"count": position, "of": "permanent", "at_least": 1} for position in ("for", "against")]
    either = {"all": [{"count": "for", "at_least": 3}, {"any": of_permanent}]}
    assert decide(rule(either), COUNCIL, Ballot(tally={"for": 8, "against": 7})).outcome == "adopted"


def test_what_a_tally_leaves_open_is_decided_where_it_makes_no_difference() -> None:
    # Whoever the one against was, the others weigh more: of 20 1/2 units nobody holds more than 10.
    weighed = rule({"all": [{"more": "for", "than": "against"}, {"more": "for", "than": "against", "by": "units"}]}, binds="for")
    made = decide(weighed, SIX, Ballot(tally={"for": 5, "against": 1}))
    assert (made.outcome, made.bound) == ("adopted", ())
    made = decide(weighed, SIX, Ballot(tally={"for": 4, "against": 2}))
    assert (made.outcome, made.why) == ("not_computable", "tests")
    of_permanent = [{"count": position, "of": "permanent", "at_least": 1} for position in ("for", "against")]
    made = decide(rule({"any": of_permanent}), COUNCIL, Ballot(tally={"for": 8, "against": 7}))
    assert (made.outcome, made.why, len(made.bound)) == ("adopted", "every_way", 15)


def test_a_cascade_by_tally_is_decided_where_both_ways_lead_to_the_same() -> None:
    # Whether the one against is permanent is not recorded: vetoed, and then the vote; or adopted at once.
    rules = {
        "first": msgspec.convert({"id": "first", "adopted_when": NINE_AND_NO_VETO}, Rule),
        "second": msgspec.convert({"id": "second", "adopted_when": {"count": "for", "at_least": 12}}, Rule),
    }
    whole = rule(stages=[{"rule": "first"}, {"rule": "second", "when": ["vetoed"]}])
    assert decide(whole, COUNCIL, Ballot(tally={"for": 14, "against": 1}), rules).outcome == "adopted"
    assert decide(whole, COUNCIL, Ballot(tally={"for": 11, "against": 4}), rules).outcome == "not_computable"


def test_whether_a_stage_is_available_may_be_open_too() -> None:
    rules = {name: msgspec.convert({"id": name, "adopted_when": CONSENSUS}, Rule) for name in ("limited", "all-of-them")}
    whole = rule(stages=[{"rule": "limited", "unless": {"count": "object_to_procedure", "of": "permanent", "at_least": 1}}, {"rule": "all-of-them"}])
    assert decide(whole, COUNCIL, Ballot(tally={"for": 14, "object_to_procedure": 1}), rules).outcome == "not_computable"
    made = decide(whole, COUNCIL, Ballot(tally={"for": 4, "object_to_procedure": 11}), rules)
    assert (made.outcome, made.next_rule) == ("not_ripe", "all-of-them")


@pytest.mark.parametrize(
    ("test", "said", "outcome"),
    [
        (CONSENSUS, "", "adopted"),
        (CONSENSUS, "A object, 5 for", "not_adopted"),
        (CONSENSUS, "6 abstain", "adopted"),
        ({"every": "entitled", "is": "for"}, "5 for", "not_adopted"),
        ({"every": "present", "is": "for"}, "5 for", "adopted"),
        ({"share": "members", "of": "voting", "for": "> 1/2"}, "3 for, 3 against", "not_adopted"),
        ({"share": "members", "of": "voting", "for": "> 1/2"}, "1 for, 5 abstain", "adopted"),
        ({"share": "members", "of": "voting", "for": ">= 2/3"}, "4 for, 2 against", "adopted"),
        ({"share": "members", "of": "entitled", "for": ">= 2/3"}, "3 for", "not_adopted"),
        ({"share": "members", "of": "voting", "for": "> 1/2"}, "6 abstain", "not_adopted"),
        ({"share": "units", "of": "entitled", "for": ">= 75%"}, "A for, B for, D for", "adopted"),
        ({"share": "units", "of": "entitled", "for": ">= 75%"}, "A for, B for", "not_adopted"),
        ({"weight": "units", "at_least": "31/2"}, "A for, B for, D for", "adopted"),
        ({"weight": "units", "more_than": "31/2"}, "A for, B for, D for", "not_adopted"),
        ({"count": "not_for", "below": 4}, "3 for, 3 against", "adopted"),
        ({"count": "not_for", "below": 4}, "2 for, 3 against", "not_adopted"),
        ({"more": "for", "than": "against"}, "2 for, 1 against, 3 abstain", "adopted"),
    ],
)
def test_each_kind_of_test(test: dict[str, Any], said: str, outcome: str) -> None:
    positions = held(SIX, said)
    assert decide(rule(test), SIX, Ballot(positions=positions)).outcome == outcome


MAJORITY = {"share": "members", "of": "voting", "for": "> 1/2"}
QUORUM = {"to_decide": {"share": "members", "of": "entitled", "is": "present_at_all", "for": "> 1/2"}}


def test_without_a_quorum_nothing_is_decided() -> None:
    assert decide(rule(MAJORITY, quorum=QUORUM), SIX, Ballot(positions=held(SIX, "3 for"))).outcome == "no_quorum"
    assert decide(rule(MAJORITY, quorum=QUORUM), SIX, Ballot(positions=held(SIX, "1 for, 3 abstain"))).outcome == "adopted"


@pytest.mark.parametrize(("key", "said", "outcome"), [
    ("to_open", "3 for", "no_quorum"), ("to_open", "3 for, 1 present", "adopted"),
    ("to_decide", "3 for", "no_quorum"), ("to_decide", "3 for, 1 present", "adopted"),
    ("cast", "2 for, 4 present", "no_quorum"), ("cast", "3 for, 1 against", "adopted"),
])  # fmt: skip
def test_each_quorum_is_asked(key: str, said: str, outcome: str) -> None:
    asked = {"count": ["for", "against"] if key == "cast" else "present_at_all", "at_least": 4}
    assert decide(rule(MAJORITY, quorum={key: asked}), SIX, Ballot(positions=held(SIX, said))).outcome == outcome


def test_a_tie_is_decided_by_who_presides_where_the_rule_says_so() -> None:
    tied = held(SIX, "A for, 2 for, 3 against")
    assert decide(rule(MAJORITY), SIX, Ballot(positions=tied, presiding="A")).outcome == "not_adopted"
    casting = rule(MAJORITY, tie="casting_vote")
    assert decide(casting, SIX, Ballot(positions=tied, presiding="A")).outcome == "adopted"
    assert decide(casting, SIX, Ballot(positions=held(SIX, "A against, 2 against, 3 for"), presiding="A")).outcome == "not_adopted"
    assert decide(casting, SIX, Ballot(positions=tied)).outcome == "not_adopted"


def test_a_casting_vote_that_is_known_decides_a_tie_of_a_tally_too() -> None:
    casting = rule(MAJORITY, tie="casting_vote")
    tied = Ballot(tally={"for": 3, "against": 3}, presiding="A")
    assert decide(casting, SIX, tied).outcome == "not_computable"
    used: list[tuple[Literal["for", "against"], str]] = [("for", "adopted"), ("against", "not_adopted")]
    for casts, outcome in used:
        assert decide(casting, SIX, msgspec.structs.replace(tied, casting=casts)).outcome == outcome
        # A chair without a vote of its own: how it used the casting vote is recorded apart from the positions.
        chair = Ballot(positions=held(SIX, "3 for, 3 against"), casting=casts)
        assert decide(casting, SIX, chair).outcome == outcome
    assert decide(casting, SIX, Ballot(tally={"for": 4, "against": 2}, casting="against")).outcome == "adopted"


def test_suspended_members_do_not_count_and_their_position_is_noted() -> None:
    five = SIX.changed(suspended=frozenset("F"))
    made = decide(rule({"every": "entitled", "is": "for"}), five, Ballot(positions=held(SIX, "5 for, A against") | {"A": "for", "F": "against"}))
    assert (made.outcome, made.noted, made.numbers["entitled"]) == ("adopted", ("F",), 5)


@pytest.mark.parametrize(
    ("hours", "positions", "late", "outcome"),
    [
        (71, {}, (), "not_ripe"), (72, {}, (), "adopted"), (71, {"A": "object"}, (), "not_adopted"),
        (72, {"A": "object"}, ("A",), "adopted"), (10, {"A": "amend"}, (), "not_adopted"), (80, {"A": "abstain"}, (), "adopted"),
    ],
)  # fmt: skip
def test_silence(hours: int, positions: dict[str, str], late: tuple[str, ...], outcome: str) -> None:
    silence = rule(silence={"hours": 72, "broken_by": ["object", "amend"]})
    made = decide(silence, SIX, Ballot(positions=positions, hours=hours, late=frozenset(late)))
    assert made.outcome == outcome
    assert made.noted == late


def test_consensus_then_deferral_then_a_vote() -> None:
    rules = {
        "consensus": msgspec.convert({"id": "consensus", "adopted_when": {"none_of": "entitled", "is": ["object", "against"]}}, Rule),
        "vote": msgspec.convert({"id": "vote", "adopted_when": {"share": "members", "of": "voting", "for": ">= 2/3"}}, Rule),
    }
    whole = rule(stages=[{"rule": "consensus"}, {"rule": "vote", "after": {"hours": 24}}])
    against = held(SIX, "5 for, 1 against")
    early = decide(whole, SIX, Ballot(positions=against, hours=3), rules)
    assert (early.outcome, early.why, early.next_rule, early.hours) == ("not_ripe", "deferral", "vote", 21)
    late = decide(whole, SIX, Ballot(positions=against, hours=24), rules)
    assert (late.outcome, late.rule) == ("adopted", "vote")
    assert decide(whole, SIX, Ballot(positions=held(SIX, "6 for")), rules).rule == "consensus"


def test_a_vote_says_which_rule_decides() -> None:
    rules = {
        "question": msgspec.convert({"id": "question", "adopted_when": MAJORITY}, Rule),
        "two-thirds": msgspec.convert({"id": "two-thirds", "adopted_when": {"share": "members", "of": "voting", "for": ">= 2/3"}}, Rule),
        "simple": msgspec.convert({"id": "simple", "adopted_when": MAJORITY}, Rule),
    }
    whole = rule(chosen_by={"question": "question", "yes": "two-thirds", "no": "simple"})
    lost, won = Ballot(positions=held(SIX, "2 for, 4 against")), Ballot(positions=held(SIX, "4 for, 2 against"))
    matter = held(SIX, "A for, B for, C for, rest against") | {"D": "abstain"}
    assert decide(whole, SIX, Ballot(positions=matter, question=lost), rules).outcome == "adopted"
    assert decide(whole, SIX, Ballot(positions=matter, question=won), rules).outcome == "not_adopted"
    assert decide(whole, SIX, Ballot(positions=matter), rules).outcome == "not_ripe"


def test_people_and_cantons() -> None:
    both = rule({"all": [{"in": "people", "share": "members", "of": "voting", "for": "> 1/2"}, {"in": "cantons", "share": "members", "of": "voting", "for": "> 1/2"}]})
    electorate = Electorate(others={"people": Electorate(), "cantons": Electorate(seats=22)})
    for cantons, outcome in (({"for": Fraction(23, 2), "against": Fraction(21, 2)}, "adopted"), ({"for": 11, "against": 11}, "not_adopted")):
        ballot = Ballot(others={"people": Ballot(tally={"for": 500, "against": 400}), "cantons": Ballot(tally=cantons)})
        assert decide(both, electorate, ballot).outcome == outcome
    assert decide(both, electorate, Ballot(others={"cantons": Ballot(tally={"for": 12, "against": 10})})).outcome == "not_computable"


def test_what_nobody_knows_cannot_be_computed() -> None:
    assert decide(rule("not_known"), SIX, Ballot(positions=held(SIX, "6 for"))).outcome == "not_computable"
    assert decide(rule(CONSENSUS), SIX, Ballot()).outcome == "not_computable"
    assert decide(rule(CONSENSUS, without_vote=True), SIX, Ballot(positions={})).outcome == "adopted_without_vote"


def test_a_text_that_is_withdrawn_or_not_considered_comes_to_no_decision() -> None:
    for ended in ("withdrawn", "not_considered"):
        made = decide(rule(CONSENSUS), SIX, Ballot(positions=held(SIX, "6 for"), ended=ended))
        assert (made.outcome, made.bound, made.found) == (ended, (), None)


def test_whom_it_binds() -> None:
    positions = held(SIX, "A abstain, B not_participating, rest for")
    bound = {
        binds: decide(rule({"count": "for", "at_least": 4}, binds=binds), SIX, Ballot(positions=positions)).bound
        for binds in BINDS
    }
    assert bound == {
        "all": tuple("ABCDEF"), "for": tuple("CDEF"), "present": tuple("ACDEF"), "participants": tuple("ACDEF"),
        "not_abstaining": tuple("BCDEF"), "nobody": (),
    }  # fmt: skip


BINDS = ("all", "for", "present", "participants", "not_abstaining", "nobody")


def test_an_absent_member_takes_part_in_what_it_belongs_to_and_not_in_what_it_did_not_come_to() -> None:
    # Of an enhanced cooperation every participating state is bound, also one that was away (TEU 20(4)); a limited format may
    # bind those only who were there.
    away = Ballot(positions=held(SIX, "A absent, B not_participating, rest for"))
    bound = {binds: decide(rule(CONSENSUS, binds=binds), SIX, away).bound for binds in ("participants", "present", "for")}
    assert bound == {"participants": tuple("ACDEF"), "present": tuple("CDEF"), "for": tuple("CDEF")}
    silent = Ballot(positions=held(SIX, "5 for"))  # who states nothing is absent
    assert len(decide(rule(CONSENSUS, binds="present"), SIX, silent).bound) == 5


def test_by_a_tally_nobody_is_said_to_be_bound_of_whom_it_is_not_certain() -> None:
    def bound(binds: str, **tally: int) -> int:
        return len(decide(rule({"count": "for", "at_least": 4}, binds=binds), SIX, Ballot(tally=tally)).bound)

    assert [bound(binds, **{"for": 6}) for binds in BINDS] == [6, 6, 6, 6, 6, 0]
    assert [bound(binds, **{"for": 5, "against": 1}) for binds in BINDS] == [6, 0, 6, 6, 6, 0]
    assert [bound(binds, **{"for": 5}) for binds in BINDS] == [6, 0, 0, 6, 6, 0]
    assert [bound(binds, **{"for": 5, "abstain": 1}) for binds in BINDS] == [6, 0, 6, 6, 0, 0]
    assert [bound(binds, **{"for": 5, "not_participating": 1}) for binds in BINDS] == [6, 0, 0, 0, 6, 0]


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (Ballot(positions={"X": "for"}), "procedure.not_a_member"),
        (Ballot(positions={"A": "yes"}), "procedure.no_position"),
        (Ballot(tally={"for": 4, "against": 3}), "procedure.tally_too_large"),
        (Ballot(tally={"for": -1}), "procedure.negative"),
        (Ballot(tally={"yes": 1}), "procedure.no_position"),
        (Ballot(others={"cantons": Ballot(positions={})}), "procedure.no_electorate"),
    ],
)
def test_a_ballot_of_somebody_elses_is_refused(ballot: Ballot, code: str) -> None:
    with pytest.raises(BallotError) as fault:
        decide(rule(CONSENSUS), SIX, ballot)
    assert code in [one.code for one in fault.value.faults]


def test_an_exception_goes_before_the_general_rule_and_is_what_is_cited() -> None:
    general = rule(MAJORITY, matters=["budget"], provision="pact/1", confidence="high")
    exception = msgspec.structs.replace(rule(CONSENSUS, exception_to="rule", provision="pact/2", confidence="medium"), id="exception")
    rules = {one.id: one for one in (general, exception)}
    ballot = Ballot(positions=held(SIX, "5 for, 1 object"))
    [applies] = candidates(rules, "budget")
    made = decide(applies, SIX, ballot, rules)
    assert (made.outcome, made.rule, made.provision, made.confidence) == ("not_adopted", "exception", "pact/2", "medium")
    assert because(made, "en", lambda kind, value: value).endswith("(pact/2; confidence medium).")
    [without] = candidates({"rule": general}, "budget")
    assert (decide(without, SIX, ballot, rules).outcome, decide(without, SIX, ballot, rules).provision) == ("adopted", "pact/1")
