"""Rules of decision: the list of bodies, a body's rules in words, and what would happen if."""

import pytest

from comity.charter.deciding import deciding_bodies, electorate_on, matters_of, rule_for
from comity.charter.load import shipped
from comity.portal.citing import cited
from comity.portal.pages.rules import charter_of
from tests.portal.document import Element, complaints
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


def test_what_cannot_be_read_loses_nothing_of_the_rest(whole: Site, lang: str) -> None:
    """A misspelled position, a member of another year, a code of nobody: one sentence each, the others set, a way on."""
    answer = whole.get(f"/{lang}/rules/unsc/security-council?{DAY}&matter=procedural&everybody=for&CHN=agains&IND=against&XX=for&hours=x&suspended=FRA,YY")
    assert answer.status == 400 and complaints(answer.page, lang) == []
    said = answer.main.text
    for one in ("agains", "IND", "XX", "«x»" if lang == "ru" else "“x”", "YY"):
        assert one in said
    assert chosen(answer.main)["USA"] == "for" and answer.main.first("input", id="suspended")["value"] == "FRA"
    way = next(a["href"] for a in answer.main.every("a") if "button" in a["class"])
    on = whole.get(way)
    assert on.status == 200 and whole.get(way.replace("?", ".json?")).json["data"]["case"]["numbers"]["for"] == 14
    assert "matter=procedural" in way and "suspended=FRA" in way


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("IND", "“IND” (India) is no member of this body on 1 June 2020: it has a seat from 1 January 2021."),
        ("XYZ", "“XYZ” is no member of this body on 1 June 2020."),
        ("CAN", "“CAN” (Canada) is no member of this body on 1 June 2020: its seat ended on 1 January 2001."),
        ("ISR", "“ISR” (Israel) has never been a member of this body."),
    ],
)
def test_who_has_no_seat_on_the_day_is_told_when_it_had_one(whole: Site, code: str, words: str) -> None:
    assert whole.get(f"{COUNCIL}?{DAY}&{code}=for").lede.startswith(words)


def test_machines_get_a_problem_where_a_case_cannot_be_read(whole: Site) -> None:
    for fmt in ("json", "csv"):
        answer = whole.get(f"{COUNCIL}.{fmt}?{DAY}&CHN=yes")
        assert answer.status == 400 and answer.headers["Content-Type"].startswith("application/problem+json")
        assert answer.json["code"] == "rules.no_position"


def test_a_rule_that_is_not_known_makes_up_nothing(whole: Site, lang: str) -> None:
    """No margin, nobody bound, and never that it can no longer be adopted."""
    for organisation, body in BODIES:
        charter = charter_of(organisation)
        for matter in matters_of(charter, body):
            rule = rule_for(charter, body, matter, "2026-02-16")
            if rule is None or rule.adopted_when != "not_known":
                continue
            answer = whole.get(f"/{lang}/rules/{organisation}/{body}?matter={matter}&everybody=against")
            assert answer.status == 200 and complaints(answer.page, lang) == []
            said = answer.main.first("div", id="outcome").text
            assert said.startswith("Cannot be computed: rule not known" if lang == "en" else "Не вычисляется: правило не известно")
            assert not answer.main.every("table", class_="fold tests") and "no longer" not in said and "уже не может" not in said


def test_whom_it_binds_is_said_by_name_where_it_is_not_everybody(whole: Site) -> None:
    page = "/en/rules/eu/council?on=2020-03-01&matter=unanimity-foreign-policy&everybody=for&DE=abstain"
    said = whole.page(page).main.first("div", id="outcome").text
    assert "It binds 26 members: Belgium, Bulgaria" in said and "Germany" not in said.partition("It binds")[2].partition(".")[0]
    assert "It binds all 15 members." in whole.page(f"{COUNCIL}?{DAY}&everybody=for").main.first("div", id="outcome").text
    assert "Nobody" in whole.page(f"{COUNCIL}?{DAY}&everybody=against").main.first("div", id="outcome").text


def test_the_address_of_a_case_is_short_names_its_day_and_says_the_same(whole: Site) -> None:
    main = whole.page("/en/rules/unga/general-assembly?matter=important&" + "&".join(f"{m}=for" for m in ("FRA", "USA"))).main
    assert main.first("p", id="address").first("a")["href"] == "/en/rules/unga/general-assembly?on=2026-02-16&matter=important&FRA=for&USA=for"
    answer = whole.get("/en/rules/unga/general-assembly?matter=important&everybody=for&FRA=against&USA=abstain")
    short = answer.main.first("p", id="address").first("a")["href"]
    assert short == "/en/rules/unga/general-assembly?on=2026-02-16&matter=important&everybody=for&FRA=against&USA=abstain"
    assert whole.get(short).lede == answer.lede


def test_members_stand_in_protocol_order_within_their_group(whole: Site) -> None:
    seats = [m["id"] for m in whole.get("/en/rules/unga/general-assembly.json").json["data"]["members"]]
    assert seats == [state for state in charter_of("unga").states if state in seats]
    council = whole.get(f"{COUNCIL}.json?{DAY}").json["data"]["members"]
    assert [m["groups"][0] for m in council] == ["permanent"] * 5 + ["elected"] * 10


def test_the_rule_by_date_and_who_sat_lead_to_their_day(whole: Site) -> None:
    main = whole.page(f"{COUNCIL}?{DAY}&matter=substantive").main
    links = [a["href"] for a in main.every("a")]
    assert f"{COUNCIL}?on=1946-01-12&matter=substantive" in links and f"{COUNCIL}?on=1966-01-01&matter=substantive" in links
    assert f"{COUNCIL}?on=2019-01-01&matter=substantive" in links and f"{COUNCIL}?on=2021-01-01&matter=substantive" in links
    assert "These 15 members sit from 1 January 2020 to 31 December 2020." in main.text
    then = whole.page(f"{COUNCIL}?on=1960-01-01&matter=substantive").main
    assert "at least 7 in favour" in then.text and len(chosen(then)) == 11


def test_provisions_are_told_with_their_sources(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/rules/unsc/security-council?{DAY}").main
    said = " ".join(one.text for one in main.every("details") if one.within("dl"))
    assert ("does not thereby bar a decision" if lang == "en" else "не препятствует принятию решения") in said
    sources = charter_of("unsc").sources
    assert any(cited(sources[one], lang).title.replace("\u00a0", " ") in said.replace("\u00a0", " ") for one in ("ICJ_NAMIBIA", "UNSC_DECISIONS"))


def test_weights_stand_beside_the_members(whole: Site) -> None:
    page = whole.page("/en/rules/eu/council?on=2020-03-01").main
    row = next(tr for tr in page.every("tr") if tr.text.startswith("Germany"))
    assert row.every("td")[0].text == "82,850,000"


def test_a_contested_rule_says_what_either_reading_makes_of_it(whole: Site, lang: str) -> None:
    """Who declares not to take part prevents nothing by the one reading, and prevents by the other."""
    path = "rules/csto/csc.json?matter=substantive&everybody=for&AM=not_participating"
    case = whole.get(f"/{lang}/{path}").json["data"]["case"]
    assert case["outcome"] == "adopted" and case["contested"]
    rivals = [one.replace("\u00a0", " ") for one in case["rivals"]]
    assert [one.startswith("Not adopted" if lang == "en" else "Не принято") for one in rivals] == [True]
    said = whole.page(f"/{lang}/{path.replace('.json', '')}").main.first("div", id="outcome").text
    assert rivals[0] in said


def test_a_line_shows_what_is_needed_where_votes_in_favour_are_counted(whole: Site) -> None:
    outcome = whole.page(f"{COUNCIL}?{DAY}&everybody=for&CHN=against").main.first("div", id="outcome")
    assert outcome.first("desc").text == "14 of 15 in favour; 9 needed."
    assembly = whole.page("/en/rules/unga/general-assembly?matter=important&everybody=for&FRA=abstain").main.first("div", id="outcome")
    assert assembly.first("desc").text == "192 of 192 in favour; 128 needed."
    assert not whole.page("/en/rules/csto/csc?everybody=for").main.first("div", id="outcome").every("desc")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("unsc/security-council?on=2020-06-01&everybody=for&CHN=against", "Security Council. What if: 14 in favour, 1 against"),
        ("osce/permanent-council?matter=silence&hours=24", "Permanent Council. What if: 24 hours passed"),
        ("osce/permanent-council?matter=silence&hours=1&MT=object", "Permanent Council. What if: 1 objecting; 1 hour passed"),
        ("osce/permanent-council", "How it decides: Permanent Council"),
    ],
)
def test_the_title_says_what_was_set(whole: Site, path: str, title: str) -> None:
    assert whole.page(f"/en/rules/{path}").main.first("h1").text == title


def test_the_picture_says_every_position_that_is_held(whole: Site) -> None:
    main = whole.page("/en/rules/csto/csc?everybody=for&KZ=object").main
    assert main.first("div", id="plan").first("desc").text == "6 seats: 5 in favour, 1 objecting."
    assert whole.page("/en/rules/csto/csc").main.first("div", id="plan").first("desc").text == "6 seats: no position stated."


def test_a_position_that_is_held_is_offered(whole: Site) -> None:
    main = whole.page(f"{COUNCIL}?{DAY}&matter=procedural&CHN=reserve").main
    assert chosen(main)["CHN"] == "reserve"


def chosen(main: Element) -> dict[str, str]:
    """The positions that the form has set."""
    return {i["name"]: i["value"] for i in main.every("input", type="radio") if "checked" in i.attributes}


def test_an_outcome_that_turns_on_a_doubtful_seat_is_no_surer_than_it(whole: Site) -> None:
    address = "/en/rules/unga/general-assembly{}?on=1970-01-01&matter=other&everybody=abstain&YUG=for"
    assert "medium" in whole.page(address.format("")).lede
    assert whole.get(address.format(".json")).json["data"]["case"]["confidence"] == "medium"
    assert whole.get(address.format(".json") + "&FRA=for").json["data"]["case"]["confidence"] == "high"
