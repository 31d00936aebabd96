"""Decisions counted again: a union of a test's own, then every decision and roll call that comes with Comity."""

import json
import re
from collections import Counter
from typing import Any, get_args

import pytest

from comity.charter import find, load
from comity.charter.deciding import electorate_on
from comity.exchange.replay import OWN, Replay
from comity.exchange.replay_lines import LONGEST, BadLine, Line, Said, read, write
from comity.exchange.votes import votes_of
from comity.procedure.rule import Outcome, Position
from tests.exchange.union import founded
from tests.house.tree import ROOT

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
        ({"tally": {"all": {"for": 3}}, "official": "adopted"}, "adopted", True),
        ({"tally": {}, "official": "adopted"}, "not_computable", None),
        ({"tally": {"council": {}}, "official": "adopted"}, "not_computable", None),
        ({"tally": {"council": {}}, "positions": {}}, "adopted_without_vote", None),
        ({"tally": {}, "positions": THREE, "official": "adopted"}, "adopted", True),
        ({"tally": {"entitled": {"for": 3}}, "official": "adopted"}, "adopted", True),
        ({"tally": {"council": {"for": "5/2"}}, "matter": "procedural"}, "not_adopted", None),
        ({"tally": {"council": {"for": 4, "against": 1}}, "official": "adopted"}, "not_computable", None),  # whose is the one?
        ({"positions": {}, "tally": {"council": {"for": 3}}}, "adopted", None),
        ({"official": "vetoed"}, "not_computable", None),
        ({"official": "adopted"}, "not_computable", None),
        ({"official": "adopted_without_vote"}, "adopted_without_vote", None),
        ({"official": "adopted_without_vote", "tally": {"council": {}}}, "adopted_without_vote", None),
        ({"official": "adopted_without_vote", "tally": {"council": {"for": 2, "against": 3}}}, "not_adopted", False),
        ({"official": "adopted_without_vote", "matter": "procedural"}, "not_computable", None),  # its rule knows no such thing
        ({"official": "adopted_without_vote", "matter": "unopposed", "positions": {}}, "adopted", True),  # by consensus nobody votes
        ({"official": "adopted_without_vote", "matter": "unopposed", "positions": THREE}, "adopted", False),
        ({"official": "adopted_without_vote", "matter": "unopposed"}, "not_computable", None),
        ({"positions": {}, "official": "adopted"}, "adopted_without_vote", None),
        ({"positions": {}, "official": "vetoed"}, "adopted_without_vote", False),
        ({"positions": THREE, "official": "adopted_without_vote"}, "adopted", False),
        ({"positions": THREE, "matter": "unread", "official": "adopted"}, "not_computable", None),
        ({"positions": THREE, "tally": {"council": {"for": 3, "against": 0}}}, "adopted", True),
        ({"positions": THREE, "tally": {"council": {"for": 4}}}, "adopted", False),
        ({"positions": THREE, "tally": {"council": {"for": 4}}, "official": "adopted"}, "adopted", False),
        ({"positions": THREE, "tally": {"council": {"for": 3, "absent": 2}}, "official": "adopted"}, "adopted", True),
        ({"positions": {**THREE, "DD": "absent"}, "tally": {"council": {"for": 3, "absent": 2}}}, "adopted", True),
        ({"positions": THREE, "tally": {"council": {"for": 3, "absent": 1}}, "official": "adopted"}, "adopted", False),
    ],
)  # fmt: skip
def test_what_was_counted_is_held_against_what_is_recorded(union: Replay, line: dict[str, Any], outcome: str, agrees: bool | None) -> None:
    found = said(union, **line)
    assert (found.outcome, found.agrees, found.official) == (outcome, agrees, line.get("official"))


COUNTED = ("outcome", "contested", "rule", "numbers", "margins", "bound")


@pytest.mark.parametrize("official", [None, *get_args(Outcome)])
@pytest.mark.parametrize(
    "line", [{"positions": VETO}, {"positions": {}}, {"tally": {"council": {"for": 3}}}, {"positions": THREE, "tally": {"council": {"for": 2}}}]
)  # fmt: skip
def test_what_is_recorded_changes_nothing_of_what_is_counted(union: Replay, line: dict[str, Any], official: str | None) -> None:
    counted, found = said(union, **line), said(union, **line, official=official)
    assert [getattr(found, name) for name in COUNTED] == [getattr(counted, name) for name in COUNTED]


@pytest.mark.parametrize("official", [one for one in get_args(Outcome) if one != "adopted_without_vote"])
def test_no_recorded_outcome_stands_in_for_a_vote(union: Replay, official: str) -> None:
    found = said(union, official=official)
    assert (found.outcome, found.agrees, found.numbers, found.bound) == ("not_computable", None, {}, ())


def test_that_there_was_no_vote_is_said_to_come_from_the_record_where_it_does(union: Replay) -> None:
    by_the_record = said(union, official="adopted_without_vote").because
    assert by_the_record["en"].endswith("; that there was no vote is what the record says.")
    assert by_the_record["ru"].endswith("; о том, что голосования не было, сообщают официальные данные.")
    by_the_roll_call = said(union, positions={}).because
    assert by_the_record["en"].startswith(by_the_roll_call["en"].removesuffix(".")) and "record" not in by_the_roll_call["en"]


def test_a_line_out_has_the_names_that_the_help_gives_in_this_order(union: Replay) -> None:
    found = json.loads(write(said(union, positions=THREE, official="vetoed")))
    assert list(found) == ["id", "outcome", "contested", "rule", "because", "numbers", "margins", "bound", "official", "agrees"]
    assert list(found["because"]) == ["en", "ru"]
    assert "statute" in found["because"]["en"] and found["because"]["en"].endswith("; recorded otherwise: vetoed.")
    assert found["because"]["ru"].endswith("; по официальным данным — наложено вето.")
    assert found["numbers"] == {"entitled": 5, "for": 3, "absent": 2}
    assert found["margins"] == {"count for": 0, "none_of permanent against": 0}
    assert found["bound"] == ["AA", "BB", "CC", "DD", "EE"]


def test_print_and_count_are_both_said_where_they_differ(union: Replay) -> None:
    because = said(union, positions=THREE, tally={"council": {"for": 4, "against": 0}}).because
    assert "4 in favour, not 3" in because["en"] and "за — 4, а не 3" in because["ru"]
    assert "against" not in because["en"].partition("the printed count")[2]


def test_members_go_by_any_of_their_codes(union: Replay) -> None:
    for names in (("AA", "BB", "CC"), ("AAA", "2", "CC"), ("1", "BBB", "CC")):
        found = said(union, positions=dict.fromkeys(names, "for"))
        assert (found.outcome, found.numbers["for"]) == ("adopted", 3)


def test_a_member_is_one_under_two_codes_where_it_is_absent_under_one(union: Replay) -> None:
    for held in ({"AA": "absent", "AAA": "for"}, {"AA": "for", "AAA": "absent"}, {"1": "absent", "AA": "for", "AAA": "absent"}):
        assert said(union, positions={**held, "BB": "for", "CC": "for"}).numbers == {"entitled": 5, "for": 3, "absent": 2}
    assert refused(union, positions={"AA": "for", "AAA": "for"}) == ["replay.one_member"]
    assert refused(union, positions={"AA": "for", "AAA": "against"}) == ["replay.one_member"]
    assert refused(union, positions={"AA": "absent", "AAA": "against", "1": "for"}) == ["replay.one_member"]


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
    assert refused(union, positions={"EE": "for"}, members=["AA", "BB", "CC"]) == ["replay.not_listed"]
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
        ({"body": "silent", "matter": "substantive"}, ["replay.no_matters"]),
        ({"body": "silent", "matter": ..., "positions": dict.fromkeys(("AA", "BB", "CC", "DD"), "for")}, ["replay.not_a_member"]),
        ({"matter": "weighed", "members": ["AA", "BB", "FF"]}, ["replay.no_weight"]),
        ({"date": "1989-12-31"}, ["replay.no_rule"]),
        ({"matter": "closed", "date": "1995-01-01"}, ["replay.no_rule"]),
        ({"positions": {"ZZ": "for", "AA": "for", "YY": "for"}}, ["replay.no_state", "replay.no_state"]),
        ({"tally": {"council": {"for": 6}}}, ["replay.tally_too_large"]),
        ({"tally": {"council": {"for": 3, "against": "5/2"}}}, ["replay.tally_too_large"]),
        ({"tally": {"cantons": {"for": 3}}}, ["replay.no_electorate"]),
        ({"tally": {"council": {"for": 1}, "members": {"for": 1}}}, ["replay.tally_twice"]),
        ({"positions": THREE, "tally": {"council": {"for": 9}}}, ["replay.tally_too_large"]),
    ],
)
def test_what_does_not_fit_the_organisation_is_refused_with_its_reason(union: Replay, line: dict[str, Any], codes: list[str]) -> None:
    assert refused(union, **{"positions": ... if "tally" in line else THREE, **line}) == codes


@pytest.mark.parametrize(
    ("line", "english", "russian"),
    [
        ({"positions": {"AAB": "for"}}, "“AAB” is no member’s id or code (did you mean AA?)", "«AAB» — не обозначение и не код члена (возможно, имеется в виду AA)"),
        ({"positions": {"Aland": "for"}}, "“Aland” is no member’s id or code (did you mean AA?)", None),
        ({"positions": {"Беландия": "for"}}, "“Беландия” is no member’s id or code (did you mean BB?)", None),
        ({"positions": {"aa": "for"}}, "“aa” is no member’s id or code (did you mean AA?)", None),
        ({"positions": {"\x1b[31mQQ": "for"}}, "“\\x1b[31mQQ” is no member’s id or code", None),
        ({"positions": {"AAA": "for", "1": "for"}}, "“AAA” and “1” are one member, AA: one position each", "«AAA» и «1» — один и тот же член, AA: у каждого одна позиция"),
        ({"positions": {"FF": "for"}}, "FF was no member of council on 1990-05-04, but on the days 2000-01-01 –; where the day is not exact, let the line name the “members”", None),
        ({"positions": {"EE": "for"}, "date": "2026-01-01"}, "EE was no member of council on 2026-01-01, but on the days 1990-01-01 – 1999-12-31; where", "EE на дату 2026-01-01 не входит в состав council, а входит в дни 1990-01-01 – 1999-12-31; если дата неточная, назовите состав в ключе «members»"),
        ({"positions": {"BBB": "for"}, "members": ["AA"]}, "BBB (BB) is not among the members that the line names", "BBB (BB) нет среди членов, названных в строке"),
        ({"body": "cuoncil"}, "there is no body “cuoncil” (did you mean “council”?); bodies are council, silent, people", "органа «cuoncil» нет (возможно, имелся в виду «council»); есть council, silent, people"),
        ({"matter": "substantial"}, "council decides no matter “substantial” (did you mean “substantive”?);", None),
        ({"matter": "closed", "date": "1995-01-01"}, "no rule is known by which council decided “closed” on 1995-01-01; one is for the days 1990-01-01 – 1994-12-31", "неизвестно правило, по которому council принимал бы решения по вопросу «closed» на дату 1995-01-01; оно есть для дней 1990-01-01 – 1994-12-31"),
        ({"body": "people", "matter": ..., "positions": ..., "tally": {"canton": {"for": 1}}}, "there is no electorate “canton” (did you mean “cantons”?); there are people, cantons", None),
        ({"matter": "weighed", "members": ["AA", "BB", "FF"], "positions": {}}, "FF has no weight “shares” on 1990-05-04, and the rule “weighed” asks for everybody’s", "у FF на дату 1990-05-04 нет веса «shares», а правилу «weighed» он нужен для каждого члена"),
    ],
)  # fmt: skip
def test_what_may_have_been_meant_is_said(union: Replay, line: dict[str, Any], english: str, russian: str | None) -> None:
    with pytest.raises(BadLine) as bad:
        said(union, **{"positions": THREE, **line})
    (fault,) = bad.value.faults
    assert fault.said("en").replace("\u00a0", " ").startswith(english)
    assert russian is None or fault.said("ru").replace("\u00a0", " ").startswith(russian)


def test_what_other_electorates_did_stands_among_the_numbers(union: Replay) -> None:
    tally = {"people": {"for": 3, "against": 2}, "cantons": {"for": "23/2", "against": "21/2"}}
    found = json.loads(write(said(union, body="people", matter=..., tally=tally)))
    assert found["numbers"]["cantons"] == {"for": "23/2", "against": "21/2"} and found["numbers"]["for"] == 3
    assert found["margins"]["more for than against in cantons"] == "1/2"


def test_a_seat_that_was_held_more_than_once_is_told_by_the_days_around(union: Replay) -> None:
    replay = Replay(load("unsc"))
    with pytest.raises(BadLine) as bad:
        replay(read(b'{"id": 1, "date": "2000-06-01", "body": "security-council", "matter": "substantive", "positions": {"JPN": "for"}}'))
    assert "on the days 1997-01-01 – 1998-12-31, 2005-01-01 – 2006-12-31;" in bad.value.faults[0].said("en").replace("\u00a0", " ")


def test_the_document_is_true() -> None:
    """The line in `docs/replay.md` comes to the line out there; keys, positions, outcomes and the limit are those of the code."""
    text = (ROOT / "docs" / "replay.md").read_text("utf-8")
    given, came = map(json.loads, re.findall(r"^```json\n(.*)\n```", text, re.MULTILINE))
    found = json.loads(write(Replay(load("unsc"))(read(json.dumps(given).encode()))))
    assert {**found, "because": {"en": "…", "ru": "…"}} == came and list(found) == list(came)
    tables = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert tables == [*Line.__struct_fields__, *list(found)[1:]]
    words = set(re.findall(r"`(\w+)`", text))
    assert {*get_args(Outcome), *get_args(Position), *OWN} <= words and f"{LONGEST:,} bytes" in text


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
    assert otherwise["S/10768"].because["en"].endswith("; recorded otherwise: vetoed.")


def test_recounts_of_the_general_assembly_equal_the_official_totals_in_all_but_twenty() -> None:
    every = replayed("unga")
    assert len(every) == 6_203
    assert Counter(one.agrees for one in every) == {True: 5_409, False: 20, None: 774}
    assert all(one.because["en"] and one.because["ru"] for one in every)


def test_what_weights_rest_on_is_said_whoever_names_the_members() -> None:
    charter = load(find("eu"))
    votes: dict[str, Any] = {"id": "x", "date": "2021-03-01", "body": "council", "matter": "qualified-on-proposal"}
    votes["positions"] = positions = dict.fromkeys(electorate_on(charter, "council", "2021-03-01").members, "for")
    told = [Replay(charter)(read(json.dumps({**votes, **more}).encode())).because["en"] for more in ({}, {"members": list(positions)})]
    assert told[0] == told[1] and "confidence low" in told[0]
