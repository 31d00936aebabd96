"""Decisions counted again: a union of a test's own, then every decision and roll call that comes with Comity."""

import json
from collections import Counter
from typing import Any

import pytest

from comity.charter import load
from comity.exchange.replay import Replay
from comity.exchange.replay_lines import BadLine, Said, read, write
from comity.exchange.votes import votes_of
from tests.exchange.union import founded

THREE = {"AA": "for", "BB": "for", "CC": "for"}
VETO = {**THREE, "AA": "against", "DD": "for"}


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    return Replay(load(founded(tmp_path_factory.mktemp("replay"))))


def said(replay: Replay, **line: Any) -> Said:
    """What the rules say of a line; what is not given is a decision of the council on a matter of substance."""
    whole = {"id": "A", "date": "1990-05-04", "body": "council", "matter": "substantive", **line}
    return replay(read(json.dumps({k: v for k, v in whole.items() if v is not ...}).encode()))


def refused(replay: Replay, **line: Any) -> list[str]:
    """Why a line is none of this organisation, by code; each reason is said in both languages."""
    with pytest.raises(BadLine) as bad:
        said(replay, **line)
    for fault in bad.value.faults:
        for lang in ("en", "ru"):
            assert fault.code not in fault.said(lang) and "…" not in fault.said(lang)
    return [fault.code for fault in bad.value.faults]


@pytest.mark.parametrize(
    ("line", "outcome", "agrees"),
    [
        ({"positions": THREE, "official": "adopted"}, "adopted", True),
        ({"positions": THREE, "official": "not_adopted"}, "adopted", False),
        ({"positions": THREE}, "adopted", None),
        ({"positions": VETO, "official": "vetoed"}, "vetoed", True),
        ({"positions": VETO, "matter": "procedural", "official": "adopted"}, "adopted", True),
        ({"positions": {"AA": "against", "BB": "for"}, "official": "vetoed"}, "not_adopted", False),
        ({"tally": {"council": {"for": 2, "against": 3}}, "official": "not_adopted"}, "not_adopted", True),
        ({"tally": {"council": {"for": 3}}, "official": "adopted"}, "adopted", True),
        ({"tally": {"members": {"for": 3}}, "official": "adopted"}, "adopted", True),
        ({"tally": {"entitled": {"for": 3}}, "official": "adopted"}, "adopted", True),
        ({"tally": {"council": {"for": "5/2"}}, "matter": "procedural"}, "not_adopted", None),
        ({"tally": {"council": {"for": 4, "against": 1}}, "official": "adopted"}, "not_computable", None),  # whose is the one?
        ({"positions": {}, "tally": {"council": {"for": 3}}}, "adopted", None),
        ({"official": "vetoed"}, "not_computable", None),
        ({"official": "adopted"}, "not_computable", None),
        ({"official": "adopted_without_vote"}, "adopted_without_vote", None),
        ({"positions": {}, "official": "adopted"}, "adopted_without_vote", None),
        ({"positions": {}, "official": "vetoed"}, "adopted_without_vote", False),
        ({"positions": THREE, "official": "adopted_without_vote"}, "adopted", False),
        ({"positions": THREE, "matter": "unread", "official": "adopted"}, "not_computable", None),
        ({"positions": THREE, "tally": {"council": {"for": 3, "against": 0}}}, "adopted", True),
        ({"positions": THREE, "tally": {"council": {"for": 4}}}, "adopted", False),
        ({"positions": THREE, "tally": {"council": {"for": 4}}, "official": "adopted"}, "adopted", False),
    ],
)  # fmt: skip
def test_what_was_counted_is_held_against_what_is_recorded(union: Replay, line: dict[str, Any], outcome: str, agrees: bool | None) -> None:
    found = said(union, **line)
    assert (found.outcome, found.agrees, found.official) == (outcome, agrees, line.get("official"))


@pytest.mark.parametrize("official", [None, "adopted", "not_adopted", "vetoed", "no_quorum", "withdrawn"])
def test_what_is_recorded_changes_nothing_of_what_is_counted(union: Replay, official: str | None) -> None:
    counted = said(union, positions=VETO)
    found = said(union, positions=VETO, official=official)
    assert (found.outcome, found.numbers, found.margins, found.bound) == (counted.outcome, counted.numbers, counted.margins, counted.bound)


def test_a_line_out_has_the_names_that_the_help_gives_in_this_order(union: Replay) -> None:
    found = json.loads(write(said(union, positions=THREE, official="vetoed")))
    assert list(found) == ["id", "outcome", "contested", "rule", "because", "numbers", "margins", "bound", "official", "agrees"]
    assert list(found["because"]) == ["en", "ru"]
    assert "statute" in found["because"]["en"] and found["because"]["en"].endswith("Recorded otherwise: vetoed.")
    assert found["because"]["ru"].endswith("По официальным данным: наложено вето.")
    assert found["numbers"] == {"entitled": 5, "for": 3, "absent": 2}
    assert found["margins"] == {"count for": 0, "none_of permanent against": 0}
    assert found["bound"] == ["AA", "BB", "CC", "DD", "EE"]


def test_print_and_count_are_both_said_where_they_differ(union: Replay) -> None:
    because = said(union, positions=THREE, tally={"council": {"for": 4, "against": 0}}).because
    assert "4 in favour, not 3" in because["en"] and "за — 4, а не 3" in because["ru"]
    assert "against" not in because["en"].partition("The printed count")[2]


def test_members_go_by_any_of_their_codes(union: Replay) -> None:
    for names in (("AA", "BB", "CC"), ("AAA", "2", "CC"), ("1", "BBB", "CC")):
        found = said(union, positions=dict.fromkeys(names, "for"))
        assert (found.outcome, found.numbers["for"]) == ("adopted", 3)


def test_a_member_is_one_under_two_codes_where_it_is_absent_under_one(union: Replay) -> None:
    for held in ({"AA": "absent", "AAA": "for"}, {"AA": "for", "AAA": "absent"}, {"1": "absent", "AA": "for", "AAA": "absent"}):
        assert said(union, positions={**held, "BB": "for", "CC": "for"}).numbers == {"entitled": 5, "for": 3, "absent": 2}
    assert refused(union, positions={"AA": "for", "AAA": "for"}) == ["replay.twice"]
    assert refused(union, positions={"AA": "for", "AAA": "against"}) == ["replay.twice"]


def test_those_count_who_were_members_on_the_day(union: Replay) -> None:
    assert refused(union, positions={"FF": "for"}, date="1999-12-31") == ["replay.not_a_member"]
    assert refused(union, positions={"EE": "for"}, date="2000-01-01") == ["replay.not_a_member"]
    assert said(union, positions={"FF": "for"}, date="2000-01-01").numbers["for"] == 1


def test_a_state_without_a_seat_may_be_listed_as_absent(union: Replay) -> None:
    assert said(union, positions={**THREE, "FF": "absent"}).numbers == {"for": 3, "absent": 2, "entitled": 5}
    assert refused(union, positions={**THREE, "FF": "not_participating"}) == ["replay.not_a_member"]
    assert refused(union, positions={**THREE, "ZZ": "absent"}) == ["replay.no_state"]


def test_a_line_may_name_the_members_itself(union: Replay) -> None:
    found = said(union, positions=THREE, members=["AAA", "BB", "CC", "FF"])
    assert (found.outcome, found.numbers["entitled"], found.bound) == ("adopted", 4, ("AA", "BB", "CC", "FF"))
    assert said(union, positions=VETO, members=["AA", "BB", "CC", "DD"]).outcome == "vetoed"
    assert refused(union, positions={"EE": "for"}, members=["AA", "BB", "CC"]) == ["replay.not_a_member"]
    assert refused(union, positions=THREE, members=["AA", "ZZ", "YY"]) == ["replay.no_state", "replay.no_state"]


def test_weights_are_those_of_the_day(union: Replay) -> None:
    assert said(union, matter="weighed", positions={"AA": "for", "BB": "for"}).outcome == "adopted"
    assert said(union, matter="weighed", positions={"AA": "for", "CC": "for", "DD": "for", "EE": "for"}).margins == {"weight shares for": "-1/2"}
    assert said(union, matter="weighed", positions={"AA": "for", "BB": "for"}, members=["AA", "BB", "CC"]).outcome == "adopted"


def test_states_take_the_seats_that_no_source_names(union: Replay) -> None:
    found = said(union, body="silent", matter=..., positions={"AAA": "for", "BB": "for"})
    assert (found.outcome, found.numbers) == ("adopted", {"for": 2, "absent": 1, "entitled": 3})
    assert found.bound == ("AA", "BB", "seat-3")
    assert said(union, body="silent", matter=..., tally={"silent": {"for": 1, "against": 2}}).outcome == "not_adopted"


@pytest.mark.parametrize(
    ("people", "cantons", "outcome"),
    [
        ({"for": 3, "against": 2}, {"for": "23/2", "against": "21/2"}, "adopted"),
        ({"for": 3, "against": 2}, {"for": 11, "against": 11}, "not_adopted"),
        ({"for": 2, "against": 3}, {"for": 12, "against": 10}, "not_adopted"),
        ({"for": 3, "against": 2}, None, "not_computable"),
        (None, {"for": 12, "against": 10}, "not_computable"),
    ],
)
def test_an_electorate_beside_the_body_has_its_own_tally_in_half_votes_too(
    union: Replay, people: dict[str, Any] | None, cantons: dict[str, Any] | None, outcome: str
) -> None:
    tally = {name: of for name, of in (("people", people), ("cantons", cantons)) if of is not None}
    assert said(union, body="people", matter=..., tally=tally).outcome == outcome


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ({"body": "people", "matter": ..., "tally": {"cantons": {"for": 24}}}, ["replay.tally_too_large"]),
        ({"body": "senate"}, ["replay.no_body"]),
        ({"matter": "trifling"}, ["replay.no_matter"]),
        ({"matter": ...}, ["replay.matter_needed"]),
        ({"body": "silent", "matter": ..., "date": "1989-12-31"}, ["replay.no_rule"]),
        ({"body": "silent", "matter": "substantive"}, ["replay.no_matter"]),
        ({"body": "silent", "matter": ..., "positions": dict.fromkeys(("AA", "BB", "CC", "DD"), "for")}, ["replay.not_a_member"]),
        ({"matter": "weighed", "members": ["AA", "BB", "FF"]}, ["replay.no_weight"]),
        ({"date": "1989-12-31"}, ["replay.no_rule"]),
        ({"matter": "closed", "date": "1995-01-01"}, ["replay.no_rule"]),
        ({"positions": {"ZZ": "for", "AA": "for", "YY": "for"}}, ["replay.no_state", "replay.no_state"]),
        ({"tally": {"council": {"for": 6}}}, ["replay.tally_too_large"]),
        ({"tally": {"council": {"for": 3, "against": "5/2"}}}, ["replay.tally_too_large"]),
        ({"tally": {"cantons": {"for": 3}}}, ["replay.no_electorate"]),
        ({"tally": {"council": {"for": 1}, "members": {"for": 1}}}, ["replay.no_electorate"]),
        ({"positions": THREE, "tally": {"council": {"for": 9}}}, ["replay.tally_too_large"]),
    ],
)
def test_what_does_not_fit_the_organisation_is_refused_with_its_reason(union: Replay, line: dict[str, Any], codes: list[str]) -> None:
    assert refused(union, **{"positions": ... if "tally" in line else THREE, **line}) == codes


def replayed(organisation: str) -> list[Said]:
    """Every recorded vote of an organisation, written to a line and read from it again."""
    replay = Replay(load(organisation))
    return [replay(read(write(line).rstrip())) for line in votes_of(organisation)]


def test_of_571_decisions_of_the_security_council_559_are_reproduced() -> None:
    every = replayed("unsc")
    assert len(every) == 571
    assert Counter(one.agrees for one in every) == {True: 559, False: 2, None: 10}
    assert Counter(one.outcome for one in every if one.agrees is None) == {"adopted_without_vote": 4, "not_computable": 6}
    otherwise = {str(one.id).split("|")[1]: one for one in every if one.agrees is False}
    assert {symbol: (one.outcome, one.official) for symbol, one in otherwise.items()} == {
        "S/5095": ("adopted", "not_adopted"), "S/10768": ("not_adopted", "vetoed"),
    }  # fmt: skip
    assert otherwise["S/5095"].numbers == {"entitled": 11, "for": 7, "against": 2, "abstain": 1, "not_participating": 1}
    assert otherwise["S/10768"].numbers == {"entitled": 15, "for": 3, "against": 3, "abstain": 9}
    assert otherwise["S/10768"].because["en"].endswith("Recorded otherwise: vetoed.")


def test_recounts_of_the_general_assembly_equal_the_official_totals_in_all_but_twenty() -> None:
    every = replayed("unga")
    assert len(every) == 6_203
    assert Counter(one.agrees for one in every) == {True: 5_409, False: 20, None: 774}
    assert all(one.because["en"] and one.because["ru"] for one in every)
