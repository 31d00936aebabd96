"""Rules of decision: the list of bodies, a body's rules in words, and what would happen if."""

import pytest

from comity.charter.deciding import deciding_bodies, electorate_on
from comity.charter.load import shipped
from comity.portal.pages.rules import charter_of
from tests.portal.sites import Site

BODIES = [(organisation, body) for organisation in shipped() for body in deciding_bodies(charter_of(organisation))]
COUNCIL = "/en/rules/unsc/security-council"
DAY = "on=2020-06-01"


def test_every_deciding_body_of_every_shipped_organisation_is_listed(whole: Site, lang: str) -> None:
    links = [a["href"] for a in whole.page(f"/{lang}/rules").main.every("a")]
    assert {f"/{lang}/rules/{organisation}/{body}" for organisation, body in BODIES} <= set(links)
    assert whole.page(f"/{lang}/rules").main.classed("lede")


@pytest.mark.parametrize(("organisation", "body"), BODIES)
def test_every_deciding_body_has_a_page_that_says_how_it_decides(whole: Site, lang: str, organisation: str, body: str) -> None:
    answer = whole.get(f"/{lang}/rules/{organisation}/{body}")
    assert answer.status == 200
    assert answer.lede
    data = whole.get(f"/{lang}/rules/{organisation}/{body}.json").json["data"]
    assert data["case"] is None or data["case"]["outcome"] == "not_computable"
    assert [rule["matter_name"] for rule in data["rules"]]


@pytest.mark.parametrize(("organisation", "body"), BODIES)
def test_what_if_works_for_every_deciding_body(whole: Site, lang: str, organisation: str, body: str) -> None:
    """Also where the answer is that the rule is not known."""
    seats = electorate_on(charter_of(organisation), body, "2026-02-16").members
    for position in ("for", "against") if seats else ():
        case = whole.get(f"/{lang}/rules/{organisation}/{body}.json?everybody={position}").json["data"]["case"]
        assert case is None or case["sentence"].endswith(".")
        if case is not None and position == "for":
            assert case["outcome"] in ("adopted", "not_ripe", "not_computable")


def test_one_permanent_member_against_is_a_veto(whole: Site) -> None:
    case = whole.get(f"{COUNCIL}.json?{DAY}&matter=substantive&everybody=for&CHN=against").json["data"]["case"]
    assert case["outcome"] == "vetoed"
    assert case["sentence"].startswith("Vetoed: 14 of 15 in favour")
    assert [(t["said_margin"], t["met"]) for t in case["tests"]] == [("+5", True), ("\u22121", False)]
    assert case["turns_to"] == "adopted" and case["turn"][0]["members"] == ["CHN"]


def test_on_procedure_there_is_no_veto(whole: Site) -> None:
    case = whole.get(f"{COUNCIL}.json?{DAY}&matter=procedural&everybody=for&CHN=against").json["data"]["case"]
    assert case["outcome"] == "adopted"


def test_members_may_be_named_by_any_of_their_codes(whole: Site) -> None:
    for code in ("CHN", "CN", "710"):
        assert whole.get(f"{COUNCIL}.json?{DAY}&{code}=against").json["data"]["case"]["numbers"]["against"] == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("XYZ=for", "“XYZ” is no member of this body"),
        ("CHN=yes", "“yes” of CHN is no position"),
        ("CHN=for&CN=against", "named twice"),
        ("matter=war", "“war” is no kind of question"),
        ("hours=-3", "“-3” is no number of hours"),
        ("everybody=nobody", "is no position"),
        ("stage=third", "“third” is no step of this rule"),
        ("question=maybe", "“maybe” is no answer to the question"),
        ("concerned=XYZ", "“XYZ” is no member of this body"),
    ],
)
def test_what_cannot_be_a_case_gets_one_sentence(whole: Site, asked: str, words: str) -> None:
    answer = whole.get(f"{COUNCIL}?{DAY}&{asked}")
    assert answer.status == 400
    assert words in answer.page.first("main").text.replace("\u00a0", " ")


def test_a_body_that_is_none_is_not_found(whole: Site) -> None:
    for path in ("/en/rules/nato/council", "/en/rules/unsc/secretariat"):
        assert whole.get(path).status == 404


def test_the_form_carries_the_whole_case_without_a_script(whole: Site) -> None:
    main = whole.page(f"{COUNCIL}?{DAY}&matter=procedural&CHN=against&FRA=for").main
    radios = [i for i in main.every("input") if i.attributes.get("type") == "radio"]
    chosen = {i["name"]: i["value"] for i in radios if "checked" in i.attributes}
    assert chosen["CHN"] == "against" and chosen["FRA"] == "for" and chosen["USA"] == ""
    assert len(chosen) == 15


def test_nothing_of_it_enters_the_record(whole: Site) -> None:
    before = whole.registry.standing.size
    page = whole.page(f"{COUNCIL}?{DAY}&everybody=for")
    assert "nothing is entered in the record" in page.main.text.replace("\u00a0", " ")
    assert whole.registry.standing.size == before


def test_who_is_concerned_does_not_vote(whole: Site) -> None:
    case = whole.get(f"{COUNCIL}.json?{DAY}&matter=substantive&everybody=for&CHN=against&concerned=CHN").json["data"]["case"]
    assert case["outcome"] == "adopted" and case["numbers"]["entitled"] == 14


def test_the_question_which_rule_applies(whole: Site) -> None:
    """A permanent member against: a veto, unless the matter is found to be procedural."""
    address = f"{COUNCIL}.json?{DAY}&matter=procedure-in-question&everybody=for&CHN=against"
    outcomes = [whole.get(address + more).json["data"]["case"]["outcome"] for more in ("", "&question=yes", "&question=no")]
    assert outcomes == ["not_ripe", "adopted", "vetoed"]


def test_silence_runs_until_its_hour(whole: Site) -> None:
    council = "/en/rules/osce/permanent-council.json?matter=silence"
    outcomes = [whole.get(council + more).json["data"]["case"]["outcome"] for more in ("&hours=3", "&hours=24", "&hours=3&MT=object")]
    assert outcomes == ["not_ripe", "adopted", "not_adopted"]
