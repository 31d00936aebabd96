"""Sessions and decisions of the CSTO as its files tell of them: every row that was collected, and the vectors that concern them.

`facts-sessions.yaml` beside this file has the rows; each text that a row lists is a decision in the record, or is told with
the session where it is only counted.
"""

from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from comity.charter import find
from comity.day import Truth
from comity.organisation import decisions, sessions
from comity.organisation.decisions import DecisionOn
from comity.organisation.sessions import SessionOn
from comity.text import said
from tests.organisations.history import FOLDER, Entered, enter_history
from tests.organisations.persons import named_in

FACTS: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / "facts-sessions.yaml").read_text("utf-8"))
TODAY = "2026-01-29"
LATER = "2026-11-25"


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("sessions") / "csto", "csto")


def session(csto: Entered, name: str, on: str = TODAY) -> SessionOn:
    return sessions.session_on(csto.standing.sessions.get(f"session/{name}"), on)


def decision(csto: Entered, name: str, on: str = TODAY) -> DecisionOn:
    return decisions.decision_on(csto.standing.decisions.get(f"decision/{name}"), on)


def act(fact: Any) -> Any:
    return cast(Any, fact.act)


def by_id(value: dict[str, Any]) -> str:
    return str(value.get("id", value.get("day", "")))


# Sessions


def test_the_44_rows_are_of_several_kinds() -> None:
    kinds = Counter(row["kind"] if row["status"] == "held" else row["status"] for row in FACTS["sessions"])
    assert len(FACTS["sessions"]) == 44
    assert (kinds["informal"], kinds["signing"], kinds["between_sessions"], kinds["planned"]) == (8, 1, 1, 1)
    assert sum(kinds[kind] for kind in ("regular", "additional", "extraordinary", "jubilee")) == 33


@pytest.mark.parametrize("row", FACTS["sessions"], ids=by_id)
def test_a_session_is_recorded_as_collected(csto: Entered, row: dict[str, Any]) -> None:
    found = session(csto, row["id"])
    assert found.opened is not None
    assert (found.word, found.day, found.kind) == (row["status"], row["day"], row["kind"])
    assert found.opened.confidence == row["confidence"]
    assert set(found.opened.sources) & set(row["source"])
    place = said(act(found.opened).place, "en")
    if row["place"] == "videoconference":
        assert (act(found.opened).form, place) == ("videoconference", "")
    else:
        assert place.replace("Saint", "St") == row["place"]
    presided = sessions.who_presided(csto.standing.sessions[f"session/{row['id']}"], TODAY)
    assert list(presided) == ([row["chair"]] if "chair" in row else [])
    attends = {act(fact).state: act(fact).attendance for fact in found.attends}
    assert attends == {**dict.fromkeys(row.get("absent", ()), "absent"), **dict.fromkeys(row.get("represented", ()), "represented")}


@pytest.mark.parametrize("row", [row for row in FACTS["sessions"] if row.get("texts")], ids=by_id)
def test_every_text_that_a_session_lists_is_a_decision_or_told_with_it(csto: Entered, row: dict[str, Any]) -> None:
    found = session(csto, row["id"])
    there = {one.id for one in decisions.at_session(csto.standing.decisions, row["id"], TODAY)}
    named = {name for _, *names in row["texts"] for name in names}
    beyond = {"d-2005-06-23-wg-afg", "d-2005-06-23-ksopn", "d-2022-11-23-chair"}  # known from other rows, and from what created a body
    assert named - {"account"} == there - beyond
    if "account" in named:
        assert found.accounts
    assert not any(len(names) == 1 for names in row["texts"])


def test_a_ceremony_and_a_summit_of_another_organisation_are_no_sessions_of_the_council(csto: Entered) -> None:
    for name, signed in (("sign-2002-10-07", ("charter-2002", "legal-status-2002")), ("sochi-2006-08-16", ("uz-prot-2006",))):
        found = session(csto, name)
        assert found.body == "" and not sessions.in_session(found)
        assert {one for fact in found.accounts for one in act(fact).instruments} == set(signed) <= set(csto.standing.instruments.by_id)


def test_five_extraordinary_sessions_were_counted_in_2022_and_three_are_known(csto: Entered) -> None:
    known = [one.id for one in sessions.sessions_on(csto.standing.sessions, TODAY) if one.kind == "extraordinary" and one.day.startswith("2022")]
    assert known == ["csc-2022-01-10", "csc-2022-09-13", "csc-2022-10-28"]
    assert any("five extraordinary sessions" in said(act(fact).text, "en") for fact in session(csto, "csc-2022-10-28").accounts)
    assert "three are known" in csto.standing.law.not_known["extraordinary-2022"].text["en"]


def test_the_session_of_november_2026_stays_planned_and_its_outcome_is_not_known(csto: Entered) -> None:
    assert session(csto, "csc-2026-11-11", "2025-11-26").word == "none"
    assert session(csto, "csc-2026-11-11", TODAY).word == "planned"
    assert session(csto, "csc-2026-11-11", "2026-11-11").word == "planned"
    assert session(csto, "csc-2026-11-11", LATER).word == "not_known"
    assert decisions.at_session(csto.standing.decisions, "csc-2026-11-11", LATER) == ()


def test_what_was_planned_is_shown_as_planned_until_it_was_held(csto: Entered) -> None:
    before = session(csto, "csc-2023-11-23", "2023-06-01")
    assert (before.word, before.day) == ("planned", "2023")
    assert session(csto, "csc-2023-11-23", "2023-11-23").word == "held"
    everything = sessions.sessions_on(csto.standing.sessions, "2023-06-01", "csc")
    planned = sessions.next_planned(everything)
    assert planned is not None and planned.id == "csc-2023-11-23"
    last = sessions.last_held(everything)
    assert last is not None and last.id == "csc-2022-11-23"


@pytest.mark.parametrize(("name", "count"), [("csc-2023-11-23", 2), ("csc-2025-11-27", 3)])
def test_numbers_of_documents_stand_as_claims_beside_each_other(csto: Entered, name: str, count: int) -> None:
    claimed = [fact for fact in session(csto, name).accounts if fact.claim is not None]
    assert len(claimed) == count and not any(fact.claim and fact.claim.preferred for fact in claimed)
    assert len({fact.sources for fact in claimed}) == count


@pytest.mark.parametrize("row", FACTS["working_group"], ids=by_id)
def test_a_meeting_of_the_working_group_on_afghanistan_is_recorded(csto: Entered, row: dict[str, Any]) -> None:
    found = session(csto, f"wg-afg-{row['day']}")
    assert found.opened is not None and (found.word, found.body, found.kind) == ("held", "wg-afg", "meeting")
    assert (found.opened.confidence, list(found.opened.sources)) == (row["confidence"], row["source"])
    assert (act(found.opened).number or 0) == row["number"]


@pytest.mark.parametrize("row", FACTS["on_its_subject"], ids=by_id)
def test_what_came_of_its_subject_points_at_the_working_group_and_claims_no_more(csto: Entered, row: dict[str, Any]) -> None:
    (found,) = (one for one in decisions.following(csto.standing.decisions, "body/wg-afg", TODAY) if one.record and one.record.start == row["day"])
    assert found.record is not None and list(found.record.sources) == row["source"] and found.record.confidence == row["confidence"]
    assert "no source says" in said(act(found.record).transcribed.note, "en")


# Decisions


@pytest.mark.parametrize("row", FACTS["decisions"], ids=by_id)
def test_a_decision_is_recorded_as_collected(csto: Entered, row: dict[str, Any]) -> None:
    found = decision(csto, row["id"])
    assert found.record is not None and found.word == "adopted"
    assert (found.record.start, found.record.confidence) == (row["day"], row["confidence"])
    assert set(found.record.sources) & set(row["source"])
    assert act(found.record).kind == row["kind"]
    if "effective" in row:
        assert found.since == row["effective"]
    if "until" in row:
        assert found.until == row["until"]
    if "signed_by" in row:
        assert [s.state for s in found.positions if s.position == "signed"] == row["signed_by"]
    for earlier in row.get("follows", ()):
        assert row["id"] in [one.id for one in decisions.following(csto.standing.decisions, f"decision/{earlier}", TODAY)]


def test_c1_a_member_that_is_absent_and_does_not_object_leaves_the_decision_adopted_and_unsigned(csto: Entered) -> None:
    for name in ("d-2023-11-23-budget", "d-2024-11-28-programme"):
        found = decision(csto, name, "2024-12-01")
        assert found.record is not None and found.word == "adopted" and not found.contested
        absent = sessions.attended(csto.standing.sessions[f"session/{act(found.record).session}"], "AM", TODAY)
        assert absent is Truth.NO
        assert "AM" not in [s.state for s in found.positions if s.position == "signed"]


def test_c2_the_agreement_of_14_june_2009_is_adopted_and_contested_with_both_readings_and_no_verdict(csto: Entered) -> None:
    found = decision(csto, "d-2009-06-14-agreement")
    assert found.word == "adopted" and found.contested and len(found.upheld) == 2
    assert [s.state for s in found.positions if s.position == "contests"] == ["BY"]
    assert {s.state for s in found.positions if s.position == "upholds"} == {"RU"}
    rule = csto.standing.law.provision("rop-2004/14")
    assert rule is not None and rule.confidence == "medium"
    assert len(found.accounts) == 3 and not any(fact.claim and fact.claim.preferred for fact in found.accounts)
    signed = [sorted(act(fact).signed_by) for fact in found.accounts]
    assert signed == [["AM", "KG", "KZ", "RU", "TJ"], ["UZ"], ["AM", "KG", "KZ", "RU", "TJ", "UZ"]]


def test_c9_the_next_session_is_a_protocol_decision_by_the_chair_alone(csto: Entered) -> None:
    found = decision(csto, "d-2025-11-27-next")
    assert found.record is not None and act(found.record).kind == "protocol_decision"
    assert "there were none" in said(act(found.record).method, "en") and act(found.record).signed_by == ()
    planned = session(csto, "csc-2026-11-11").planned[0]
    assert act(planned).basis.decided.ref == "decision/d-2025-11-27-next"


def test_c10_no_consensus_on_a_secretary_general_is_no_decision(csto: Entered) -> None:
    assert [decision(csto, one, "2017-01-01").word for one in ("d-2016-10-14-sg", "d-2016-12-26-sg")] == ["deferred", "not_adopted"]


def test_c13_of_seventeen_drafts_fifteen_were_adopted_and_two_sent_back(csto: Entered) -> None:
    at = decisions.at_session(csto.standing.decisions, "csc-2022-11-23", TODAY)
    assert [one.id for one in at if one.word == "returned"] == ["d-2022-11-23-returned-1", "d-2022-11-23-returned-2"]
    assert all([(s.state, s.position) for s in one.positions] == [("AM", "declined")] for one in at if one.word == "returned")
    assert any("fifteen were adopted and two sent back" in said(act(fact).text, "en") for fact in session(csto, "csc-2022-11-23").accounts)


def test_c14_the_regulations_of_2003_have_effect_from_the_entry_into_force_of_the_charter(csto: Entered) -> None:
    before, after = decision(csto, "d-2003-04-28-regulations", "2003-09-17"), decision(csto, "d-2003-04-28-regulations", "2003-09-18")
    assert (before.word, before.effect, before.pending) == ("adopted", Truth.NO, True)
    assert (after.effect, after.since, after.pending) == (Truth.YES, "2003-09-18", False)


def test_the_chairmanship_of_2024_was_decided_before_and_has_effect_from_its_first_day(csto: Entered) -> None:
    assert decision(csto, "d-2023-11-23-chair", "2023-12-31").effect is Truth.NO
    assert decision(csto, "d-2023-11-23-chair", "2024-01-01").effect is Truth.YES


def test_armenia_declined_the_budget_after_its_adoption_and_the_answer_stands_beside_it(csto: Entered) -> None:
    assert decision(csto, "d-2023-11-23-budget", "2024-05-07").positions == ()
    after = decision(csto, "d-2023-11-23-budget", "2024-05-08")
    assert [(s.state, s.position) for s in after.positions] == [("AM", "declined")] and after.word == "adopted"
    assert len(csto.standing.remarks_on("decision/d-2023-11-23-budget")) == 1


def test_that_a_decision_has_effect_from_its_adoption_is_not_supposed(csto: Entered) -> None:
    assert decision(csto, "d-2014-12-23-js").effect is Truth.NOT_KNOWN


def test_the_appointment_of_2017_ended_with_the_release_of_2018(csto: Entered) -> None:
    assert decision(csto, "d-2017-04-14-sg", "2018-11-01").effect is Truth.YES
    assert decision(csto, "d-2017-04-14-sg", "2018-11-02").effect is Truth.NO


def test_numbers_are_those_of_the_record_and_lead_to_the_same_thing_as_the_id(csto: Entered) -> None:
    every = csto.standing.decisions
    assert sorted(life.number for life in every.values()) == list(range(1, len(every) + 1))
    for life in every.values():
        assert decisions.found(every, str(life.number)) is life is decisions.found(every, life.id)
    assert decisions.found(every, "0") is None and decisions.found(every, str(len(every) + 1)) is None


def test_whatever_a_decision_carries_on_is_in_the_register(csto: Entered) -> None:
    standing = csto.standing
    there = {*standing.decisions, *standing.sessions, *standing.bodies, *standing.programmes, *standing.posts}
    there |= {f"instrument/{one}" for one in standing.instruments.by_id} | {f"member/{one}" for one in standing.members}
    there |= {f"body/{one}" for one in standing.law.bodies}
    for one in decisions.decisions_on(standing.decisions, TODAY):
        assert one.record is not None
        assert set(act(one.record).follows) <= there, one.id
        assert set(act(one.record).proposed_by) <= there


def test_what_a_class_of_text_binds_is_as_the_charter_says(csto: Entered) -> None:
    law = csto.standing.law
    decided = law.texts_of("csc", "decision", "2013-09-23")
    assert decided is not None and decided.binds == "members" and "charter-2002/2" in decided.provisions
    assert law.texts_of("csc", "decision", "2003-04-28") is None, "there was no Charter in force"
    protocol, declaration, treaty = (law.texts_of("csc", kind, TODAY) for kind in ("protocol_decision", "declaration", "treaty"))
    assert protocol and declaration and treaty
    assert (protocol.binds, declaration.binds, treaty.binds) == ("not_known", "not_known", "parties")


def test_no_name_of_a_person_stands_in_these_files() -> None:
    for file in ("09-sessions.yaml", "10-decisions.yaml"):
        text = (Path(find("csto")) / "record" / file).read_text("utf-8")
        assert named_in(text) == []
