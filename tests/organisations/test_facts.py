"""Every fact of the two rooms that was collected is in the record, or there is a reason why it is not.

`facts.yaml` beside this file has a row for each: what it says, with its sources; which act says it in the record, or why
it is left out.
"""

from typing import Any, cast

import pytest
import yaml

from comity.charter import load
from comity.text import said
from tests.organisations.history import FOLDER, Entered, enter_history

FACTS: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / "facts.yaml").read_text("utf-8"))


def row(value: dict[str, Any]) -> str:
    """How a row is called in a report."""
    return " ".join(str(value.get(k, "")) for k in ("state", "day", "event", "instrument", "id", "what", "who", "about")).strip()


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Entered:
    return enter_history(tmp_path_factory.mktemp("facts") / "csto", "csto")


def test_every_row_is_covered_or_left_out_for_a_reason() -> None:
    left_out = [r for rows in FACTS.values() for r in rows if "left_out" in r]
    assert all(len(r["left_out"]) > 10 and "act" not in r for r in left_out)
    assert {name: len(rows) for name, rows in FACTS.items()} == {
        "instruments": 16, "events": 69, "absences": 6, "statuses": 8, "external": 7, "corrections": 16,
    }  # fmt: skip
    assert len(left_out) == 6


@pytest.mark.parametrize("fact", FACTS["instruments"], ids=row)
def test_an_instrument_is_recorded_as_collected(csto: Entered, fact: dict[str, Any]) -> None:
    for name in fact.get("ids", [fact["id"]]):
        instrument = csto.standing.instruments.by_id[name]
        assert instrument.adopted.start == fact["day"]
        assert instrument.adopted.confidence == fact["confidence"]
        assert set(instrument.adopted.sources) <= set(fact["source"])
        if fact["place"]:
            assert said(instrument.adopt.place, "en") == fact["place"]
        if fact["signatories"]:
            assert sorted(instrument.adopt.signatories) == sorted(fact["signatories"])
        assert [span.start for span in instrument.force] == ([fact["in_force"]] if fact["in_force"] else [])
        first_word = fact["ru"].split(" ")[0]
        assert said(instrument.adopt.title, "ru").startswith(first_word)


@pytest.mark.parametrize("fact", [e for e in FACTS["events"] if "act" in e], ids=row)
def test_an_event_is_recorded_as_collected(csto: Entered, fact: dict[str, Any]) -> None:
    found = [
        f
        for name, whose, f in csto.facts()
        if name == fact["act"]
        and whose in (fact.get("instrument", whose), f"member/{fact['state']}")
        and fact["state"] in (getattr(f.act, "state", ""), *getattr(f.act, "states", ()), whose.removeprefix("member/"))
        and fact["day"].startswith(f.start if fact.get("said_by") != "made_public" else str(cast(Any, f.act).made_public))
    ]
    assert found, row(fact)
    assert {source for f in found for source in f.sources} & set(fact["source"])
    if fact.get("said_by") != "made_public":
        assert {f.confidence for f in found} == {fact["confidence"]}


@pytest.mark.parametrize("fact", FACTS["absences"], ids=row)
def test_an_absence_stands_with_its_session_and_changes_nothing(csto: Entered, fact: dict[str, Any]) -> None:
    member = csto.standing.member(fact["state"])
    (absent,) = (
        f for name, _, f in csto.facts()
        if name == "session.attend" and f.start == fact["day"] and cast(Any, f.act).state == fact["state"]
    )  # fmt: skip
    assert cast(Any, absent.act).attendance == "absent"
    assert set(fact["source"]) <= set(absent.sources)
    assert absent.entry not in {entry for period in member.periods for entry in (period.entry, period.ended_by)}


def test_only_what_a_state_said_itself_of_its_absence_stands_with_its_membership(csto: Entered) -> None:
    said_so = [(m.state, f.start) for m in csto.standing.members.values() for f in m.facts if getattr(f.act, "stance", "") == "absent"]
    assert said_so == [("BY", "2009-06-14")]


@pytest.mark.parametrize("fact", [e for e in FACTS["external"] if "act" in e], ids=row)
def test_a_registration_is_recorded_as_collected(csto: Entered, fact: dict[str, Any]) -> None:
    assert fact["day"] in [f.start for name, _, f in csto.facts() if name == fact["act"]]


def test_the_request_of_the_cis_stands_as_what_was_said_of_it(csto: Entered) -> None:
    assert [f.start for f in csto.standing.remarks_on("associate/observer/CIS")] == ["2022-05-16", "2022-10-14"]


@pytest.mark.parametrize("state", ["AM", "AZ", "BY", "GE", "KG", "KZ", "RU", "TJ", "UZ"])
def test_a_state_bears_the_names_that_the_facts_give(state: str) -> None:
    names = {
        "AM": ("Republic of Armenia", "Республика Армения"), "AZ": ("Republic of Azerbaijan", "Азербайджанская Республика"),
        "BY": ("Republic of Belarus", "Республика Беларусь"), "GE": ("Georgia", "Грузия"),
        "KG": ("Kyrgyz Republic", "Кыргызская Республика"), "KZ": ("Republic of Kazakhstan", "Республика Казахстан"),
        "RU": ("Russian Federation", "Российская Федерация"), "TJ": ("Republic of Tajikistan", "Республика Таджикистан"),
        "UZ": ("Republic of Uzbekistan", "Республика Узбекистан"),
    }  # fmt: skip
    full = load("csto").name("full", state)
    assert not isinstance(full, str)
    assert (str(full.said("en")), str(full.said("ru"))) == names[state]


def test_the_charter_keeps_the_bodies_apart_as_the_corrections_ask() -> None:
    charter = load("csto")
    assert "pa" in charter.bodies and not charter.bodies["pa"].provision
    article = charter.on("2012-12-19").provision("charter-2002/11")
    before = charter.on("2012-12-18").provision("charter-2002/11")
    assert article and before and "Joint Staff" in article.text["en"] and "Joint Staff" not in before.text["en"]
    assert charter.bodies["joint-staff"].parents == ("organisation", "cdm")
    rule = charter.provision("rop-2004/14")
    assert rule and rule.confidence == "medium" and rule.note
    assert charter.confidence("charter-2002/12.vote") == "low" and charter.principles["equality"].source == ("SEED",)
    assert charter.organisation.horizon == "2026-01-29"


@pytest.mark.parametrize("fact", [s for s in FACTS["statuses"] if "act" in s], ids=row)
def test_a_status_of_the_parliamentary_assembly_is_recorded_as_one_of_its_own(csto: Entered, fact: dict[str, Any]) -> None:
    assert fact["act"] in {name for name, whose, _ in csto.facts() if whose.startswith("assembly/")}
    assert not csto.standing.associates
