"""No fact about the CSTO that was collected is forgotten: each is tried by a test, or there is a reason why it is none.

`collected.yaml` beside this file names them all by their paths, each with its day and its sources. The list itself is made
by `enumerating` from the collection: with `COMITY_COLLECTED` naming a folder that holds it (facts.yaml, facts-supplement.yaml),
that the list is whole is tried too.
"""

import ast
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.acts import programmes as programme_acts
from comity.charter import load
from comity.day import Truth
from comity.organisation import bodies, instruments, lives, membership, programmes
from comity.text import said
from tests.organisations.enumerating import paths_of
from tests.organisations.history import FOLDER, Entered, enter_history

COLLECTED: dict[str, Any] = yaml.safe_load((FOLDER / "collected.yaml").read_text("utf-8"))
FACTS: list[dict[str, Any]] = COLLECTED["facts"]
DAYS = [row for row in FACTS if "day" in row and "tried" in row and row.get("source")]
#: What the collection keeps of other organisations, by the beginning of a source's id.
OTHERS = re.compile(r"(UN|EU|NATO|OSCE|COE|AU|IMF)_")
OWN = {"UNREG", "UNDECL"}


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("vectors") / "csto", "csto")


def by_path(row: dict[str, Any]) -> str:
    return str(row["path"])


# The list


def test_every_fact_has_a_path_of_its_own_and_is_tried_or_left_out_for_a_reason() -> None:
    assert len({row["path"] for row in FACTS}) == len(FACTS) == 373
    assert all(("tried" in row) != ("left_out" in row) for row in FACTS)
    assert all(len(row["left_out"]) > 20 for row in FACTS if "left_out" in row)
    assert len([row for row in FACTS if "left_out" in row]) == 8


def test_whatever_tries_a_fact_is_a_test_that_there_is() -> None:
    for name in {row["tried"] for row in FACTS if "tried" in row}:
        file, function = name.split("::")
        path = FOLDER.parent / f"{file}.py" if "/" in file else FOLDER / f"{file}.py"
        assert function in functions_in(path), name


@cache
def functions_in(path: Path) -> frozenset[str]:
    """The tests in a file."""
    return frozenset(one.name for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def test_the_list_is_whole() -> None:
    """By the collection itself where it is at hand, and by its numbers anywhere."""
    counted = {
        "instruments/": 27, "charter_articles/": 37, "bodies/": 21, "members/": 76, "chairmanships/list/": 23, "sessions/": 44, "decisions/": 8,
        "posts/": 10, "test_vectors/": 18, "later/": 32,
    }  # fmt: skip
    assert {start: sum(row["path"].startswith(start) for row in FACTS) for start in counted} == counted
    if folder := os.environ.get("COMITY_COLLECTED"):
        whole = yaml.safe_load((Path(folder) / "facts.yaml").read_text("utf-8"))
        later = yaml.safe_load((Path(folder) / "facts-supplement.yaml").read_text("utf-8"))
        (own,) = (one for one in whole["organisations"] if one["id"] == "csto")
        assert [one.path for one in paths_of(own, whole["test_vectors"]["csto"], later)] == [row["path"] for row in FACTS]
        besides = {f"organisations/{one['id']}" for one in whole["organisations"]} | {f"test_vectors/{one}" for one in whole["test_vectors"]}
        besides |= {f"not_found/{n}" for n in range(1, len(whole["not_found"]) + 1)} | {"meta", "status_model_dimensions"}
        assert besides - {"organisations/csto", "test_vectors/csto"} == {row["path"] for row in COLLECTED["besides"]}
        assert len(COLLECTED["sources"]) == len(whole["sources"]) + len(later["sources"])


def test_every_source_of_the_collection_is_one_of_the_register() -> None:
    theirs = {one for one in COLLECTED["sources"] if OTHERS.match(one) and one not in OWN}
    assert set(COLLECTED["sources"]) - theirs <= set(load("csto").sources)
    assert len(theirs) == 24 and not theirs & set(load("csto").sources)


def test_what_was_not_found_is_said_not_to_be_known() -> None:
    law = load("csto")
    rows = [row for row in COLLECTED["besides"] if row["path"].startswith("not_found/")]
    assert [row.get("not_known", "") in law.not_known or "left_out" in row for row in rows] == [True] * 10


# Its day and its sources


@pytest.mark.parametrize("row", DAYS, ids=by_path)
def test_a_fact_is_in_the_register_on_its_day_by_one_of_its_sources(csto: Entered, row: dict[str, Any]) -> None:
    found = [
        act for act in csto.acts
        if set(act.fields["transcribed"]["source"]) & set(row["source"]) and any(day.startswith(row["day"]) or (len(day) == 7 and row["day"].startswith(day)) for day in days_in(act.fields))
    ]  # fmt: skip
    assert found or row["day"] in {one.date for one in csto.standing.law.organisation.creation}


def days_in(value: Any) -> set[str]:
    """Every day that an act names."""
    if isinstance(value, str):
        return {value} if re.fullmatch(r"[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?", value) else set()
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return {day for one in inner for day in days_in(one)} if not isinstance(value, (int, float)) else {str(value)}


# What no other test tries


def test_what_the_organisation_is_called_and_where_it_sits(csto: Entered) -> None:
    about = csto.standing.law.organisation
    name, short = csto.standing.law.name("organisation", "full"), csto.standing.law.name("organisation", "abbreviation")
    assert not isinstance(name, str) and not isinstance(short, str)
    assert (about.id, str(name.said("en")), str(name.said("ru"))) == ("csto", "Collective Security Treaty Organization", "Организация Договора о коллективной безопасности")
    assert (str(short.said("en")), str(short.said("ru"))) == ("CSTO", "ОДКБ")
    assert about.seat_evidence and (about.seat_evidence.confidence, about.seat["en"]) == ("medium", "Moscow")
    assert about.languages_evidence and (about.official_languages, about.languages_evidence.source) == (("ru",), ("ROP2004", "S2014JS"))
    treaty = csto.standing.instruments.by_id["cst-1992"].adopt.title
    assert (said(treaty, "en"), said(treaty, "ru")) == ("Collective Security Treaty", "Договор о коллективной безопасности")


#: How sure each article is: by the collection, its words.
LOW = {"cst-1992": {"5", "10"}, "charter-2002": {"6", "10", "22", "23", "28", "29"}}
MEDIUM = {"cst-1992": {"6", "11"}, "charter-2002": {"7", "8", "9", "20", "24", "26", "27"}}
CLAUSES = {
    "consensus": ("charter-2002/12", "high"), "one_vote": ("charter-2002/12.vote", "low"), "rules": ("charter-2002/12.rules", "medium"),
    "binding": ("charter-2002/12.binding", "medium"), "limited_format_1": ("charter-2002/12.limited", "medium"),
    "limited_format_2": ("charter-2002/12.limited-effect", "low"),
}  # fmt: skip


@pytest.mark.parametrize("row", [row for row in FACTS if row.get("tried", "").endswith("an_article_is_as_sure_as_it_was_collected")], ids=by_path)
def test_an_article_is_as_sure_as_it_was_collected(csto: Entered, row: dict[str, Any]) -> None:
    """In its words; a number that is recalled is said to be so on the page of provisions."""
    law, path = csto.standing.law, row["path"].split("/")
    if path[-2] == "clauses":
        name, level = CLAUSES[path[-1]]
        assert law.confidence(name) == level
        return
    instrument = "cst-1992" if path[0] == "instruments" else "charter-2002"
    article = path[-1]
    expected = "low" if article in LOW[instrument] else "medium" if article in MEDIUM[instrument] else "high"
    versions = [one.confidence for one in law.provisions() if one.id == f"{instrument}/{article}"]
    assert versions and all(version in (expected, "medium", "low") for version in versions), "never surer than collected"
    assert expected in versions or article == "12"
    if row.get("source"):
        named = {source for one in law.provisions() if one.id == f"{instrument}/{article}" for source in one.source}
        assert named & set(row["source"])


def test_how_a_decision_is_followed_up_is_told_of_the_body_that_does_it(csto: Entered) -> None:
    """The plan of the Permanent Council, its way to the chair, its monitoring; the Secretary General's report."""
    one = bodies.body_on(csto.standing.bodies["body/pc"], csto.standing.law, "pc", "2026-01-29")
    assert one.mandate is not None and {"PC2017", "PC2019", "PC2024", "PC2026"} <= set(one.mandate.sources)
    words = said(one.mandate.act.text, "en")  # type: ignore[attr-defined]
    assert all(part in words for part in ("plan to implement the decisions", "priorities of the chairmanship", "chair of the Council for approval", "draft agendas"))
    told = [act.fields["text"][0]["text"] for act in csto.acts if act.act == "session.account" and "REP2017" in act.fields["transcribed"]["source"]]
    assert any("reported on the implementation" in text for text in told)
    assert "decision/d-2025-11-27-budget-report" in csto.standing.decisions


def test_what_is_reported_of_procedure_stands_where_it_belongs(csto: Entered) -> None:
    """Quorum and conciliation as a minister said; agendas and their filtering as practice; what a reservation does."""
    law = csto.standing.law
    assert law.confidence("csto-practice/absence-2023") == "medium" and law.confidence("csto-practice/reservation") == "medium"
    (told,) = (act for act in csto.acts if act.act == "session.account" and act.fields["transcribed"]["source"] == ["AM_2023Q"])
    assert all(part in told.fields["text"][0]["text"] for part in ("no quorum", "conciliation commission", "to join"))
    joint = bodies.body_on(csto.standing.bodies["body/joint-session"], law, "joint-session", "2026-01-29")
    assert joint.meets is not None and "S2018KZ" in joint.meets.sources and "fifteen of twenty-four" in said(joint.meets.act.text, "en")  # type: ignore[attr-defined]


def test_a_status_is_granted_by_the_council_by_consensus(csto: Entered) -> None:
    found = csto.standing.law.provision("charter-2002/21", "2021-01-19")
    assert found is not None and {"OBS_REG", "PART_REG"} & set(found.source)
    sources = {source for act in csto.acts for source in act.fields["transcribed"]["source"]} | {s for one in csto.standing.law.provisions() for s in one.source}
    assert "OBS_CONS" in sources


def test_both_lengths_of_the_first_stage_stand_beside_each_other(csto: Entered) -> None:
    border = csto.standing.programmes["programme/csto-tajik-afghan-border"]
    (claims,) = lives.claims(border, programme_acts.Plan).values()
    assert [(set(one.sources) & {"PROG_LIFE", "PROG_TIMESCA"}, bool(one.claim and one.claim.preferred)) for one in claims] == [({"PROG_LIFE"}, True), ({"PROG_TIMESCA"}, False)]
    assert programmes.programme_on(border, "2026-01-29").word == "begun"


def test_c8_an_amendment_was_in_force_when_all_that_were_then_counted_had_notified(csto: Entered) -> None:
    """Signed by seven; on the day on which the seventh was suspended it was in force for the six. The rule is an inference."""
    protocol = csto.standing.instruments.by_id["charter-prot-1"]
    assert len(protocol.adopt.signatories) == 7
    assert [instruments.instrument_word(protocol, day) for day in ("2012-12-18", "2012-12-19")] == ["adopted", "in_force"]
    assert instruments.parties_on(protocol, "2012-12-19") == ("AM", "BY", "KG", "KZ", "RU", "TJ")
    assert membership.status_on(csto.standing.member("UZ"), "2012-12-19").word == "suspended"


def test_c15_armenia_on_31_december_2025_dimension_by_dimension(csto: Entered) -> None:
    """A member by law; by its own statement not taking part; arrears are stated and disputed; counted for consensus."""
    day = "2025-12-31"
    status = membership.status_on(csto.standing.member("AM"), day)
    assert (status.word, status.truth) == ("member", Truth.YES)
    assert status.stance is not None and status.stance.start == "2024-02-22"
    owed = [act for act in csto.acts if act.act == "budget.claim" and act.fields["state"] == "AM"]
    assert owed and "AM" in membership.members_on(csto.standing.members, day)
    assert not [name for name, whose, _ in csto.facts() if whose == "member/AM" and name == "membership.suspend"]


def test_c16_uzbekistan_as_a_party_to_the_treaty_on_three_days(csto: Entered) -> None:
    """No on 1 January 2003, for it lapsed; yes on 1 January 2007; suspended on 1 January 2013."""
    treaty, member = csto.standing.instruments.by_id["cst-1992"], csto.standing.member("UZ")
    assert "UZ" not in instruments.parties_on(treaty, "2003-01-01") and "UZ" in instruments.parties_on(treaty, "2007-01-01")
    assert membership.status_on(member, "2013-01-01").word == "suspended"
    assert "UZ" not in membership.members_on(csto.standing.members, "2013-01-01")


def test_representatives_are_styled_permanent_and_plenipotentiary(csto: Entered) -> None:
    one = bodies.body_on(csto.standing.bodies["body/pc"], csto.standing.law, "pc", "2026-01-29")
    seats = one.composition.act.seats  # type: ignore[union-attr]
    assert "Permanent and Plenipotentiary Representatives" in said(seats, "en") and "Постоянные и Полномочные представители" in said(seats, "ru")
    assert not [ref for ref in csto.standing.posts if ref.startswith("representative/")]
