"""The page of one state: its status and periods, its acts, its part in every instrument, who may sign for it."""

import csv
import io
import re

import pytest

from tests.cast import words
from tests.portal.sites import Site, transcribed


@pytest.mark.parametrize("state", ["az", "am", "by", "ge", "kz", "kg", "ru", "tj", "uz"])
def test_every_state_has_a_page_in_both_languages(whole: Site, lang: str, state: str) -> None:
    answer = whole.page(f"/{lang}/members/{state}")
    assert answer.main.classed("crumb")[0].first("a")["href"] == f"/{lang}/members"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/members/tj", "Tajikistan has been a member of the Organisation since 18 September 2003. The founding treaty has been in force for it since 20 April 1994. It has taken the chair three times. Of one more turn accounts differ."),
        ("/ru/members/tj", "Таджикистан — член Организации с 18 сентября 2003 года. Учредительный договор действует для Таджикистана с 20 апреля 1994 года. Сроков председательства — три. Ещё об одном сроке сведения расходятся."),
        ("/en/members/tj?on=2012-06-28", "On 28 June 2012 Tajikistan was a member of the Organisation, since 18 September 2003."),
        ("/en/members/tj?on=1995-01-01", "On 1 January 1995 there was no Organisation yet; Tajikistan had been a party to its founding treaty since 20 April 1994."),
        ("/en/members/tj?on=1990-01-01", "On 1 January 1990 nothing in the record makes Tajikistan a member of the Organisation."),
        ("/en/members/uz?on=2006-07-01", "Whether Uzbekistan was a member on 1 July 2006 is contested: its membership began on 23 June 2006 or later."),
        ("/en/members/uz?on=2012-06-28", "On 28 June 2012 Uzbekistan was a member of the Organisation, since 2006. Since which day is contested: 23 June 2006 or 16 August 2006."),
        ("/ru/members/uz?on=2012-06-28", "По состоянию на 28 июня 2012 года Узбекистан — член Организации с 2006 года. О дне сведения расходятся: 23 июня 2006 года или 16 августа 2006 года."),
        ("/en/members/ge", "Georgia was a party to the founding treaty from 20 April 1994 to 20 April 1999; of the Organisation it was never a member."),
        ("/en/members/am", "Armenia has been a member of the Organisation since 18 September 2003."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_what_the_state_is_to_the_organisation(whole: Site, address: str, said: str) -> None:
    assert whole.page(address).lede.startswith(said)


def test_what_a_state_says_of_itself_is_shown_as_its_own(whole: Site) -> None:
    main = whole.page("/en/members/am").main
    assert "It declares its participation frozen; so it said on 22 February 2024." in main.classed("lede")[0].text
    statements = main.first("h2", id="words")
    assert statements.text == "Statements"
    assert "neither the Organisation’s voice nor the register’s" in main.text
    assert "Ministry of Foreign Affairs of the Russian Federation:" in main.text


def test_its_part_in_each_treaty_is_shown_as_it_stood_on_the_day(whole: Site) -> None:
    then = {one["instrument"]: one["part"]["status"] for one in whole.get("/en/members/tj.json?on=2003-01-01").json["data"]["instruments"]}
    assert then == {"cst-1992": "in_force", "cst-prot-1999": "signed", "charter-2002": "signed"}
    now = {one["instrument"]: one["part"]["status"] for one in whole.get("/en/members/tj.json").json["data"]["instruments"]}
    assert now["charter-2002"] == "in_force" and now["charter-prot-1"] == "in_force"


def test_a_day_that_is_not_known_is_said_to_be_so(whole: Site) -> None:
    table = next(t for t in whole.page("/en/members/tj").main.every("table") if "Consent" in t.text)
    charter = next(tr for tr in table.every("tr") if "Charter of the Collective" in tr.text and "Protocol" not in tr.text)
    assert "day not known" in charter.text
    assert "18 September 2003" in charter.text


def test_a_domestic_law_is_no_consent(whole: Site) -> None:
    part = next(one["part"] for one in whole.get("/en/members/kz.json").json["data"]["instruments"] if one["instrument"] == "charter-2002")
    assert part["authorised"] and part.get("consent") is None and part["deposit"] == "not_known"


def test_what_is_signed_and_not_in_force_obliges_not_to_defeat_it(whole: Site) -> None:
    main = whole.page("/en/members/tj?on=2003-01-01").main
    obligations = next(div for div in main.classed("facts")[0].every("div") if div.first("dt").text == "Obligations")
    assert "obliged not to defeat their object and purpose" in obligations.text
    assert "Vienna Convention on the Law of Treaties, article 18" in obligations.text


def test_the_claims_stand_on_the_page_of_the_state_too(whole: Site) -> None:
    section = whole.page("/en/members/uz").main.classed("contested")[0]
    assert section.first("h3").text == "Since when was Uzbekistan a member again: two claims"


def test_keys_are_shown_by_their_public_half_and_name(whole: Site) -> None:
    keys = whole.get("/en/members/tj.json").json["data"]["credentials"]
    assert [key["credential"] for key in keys] == ["TJ/mission/1"]
    text = whole.page("/en/members/tj").main.text
    assert keys[0]["key"] in text
    secret = (whole.folder / "keys" / "TJ-mission-1.key").read_text().split("-----")[2].strip()
    assert len(secret) == 64
    assert secret[-40:] not in whole.get("/en/members/tj").body + whole.get("/en/members/tj.json").body


def test_without_a_key_the_page_says_who_may_enrol_one(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/members/uz").main
    assert ("Nobody may sign for this state yet" if lang == "en" else "За это государство пока никто подписывать не вправе") in main.text


def test_a_revoked_key_stays_on_the_page_as_ended(site: Site) -> None:
    site.enter("credentials.revoke", "TJ/mission/1", credential="credential/TJ/mission/1", reason=words("lost", "утрачен"))
    row = next(tr for tr in site.page("/en/members/tj").main.every("tr") if "TJ/mission/1" in tr.text)
    assert "revoked or run out" in row.text


def test_a_state_that_never_was_a_member_says_so(empty: Site, lang: str) -> None:
    answer = empty.page(f"/{lang}/members/tj")
    assert answer.lede.startswith("On 16 February 2026 nothing in the record" if lang == "en" else "По внесённым актам")
    assert len(answer.main.classed("empty")) >= 2


def test_a_state_that_the_register_does_not_name_has_no_page(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/members/xx")
    assert answer.status == 404
    assert "XX" in answer.lede


def test_the_address_is_the_same_in_capitals(whole: Site) -> None:
    assert whole.get("/en/members/TJ").status == 200


def test_its_treaties_go_out_as_csv(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get("/en/members/tj.csv").body)))
    assert table[0]["instrument"] == "cst-1992" and table[0]["in_force"] == "1994-04-20"


def test_a_reservation_and_what_it_rests_on_are_shown(site: Site) -> None:
    said = transcribed("SEED")
    site.enter(
        "instrument.adopt", instrument="cst-1992", kind="treaty", force={"rule": "unknown"}, effective="1992-05-15", transcribed=said,
        title=words("Collective Security Treaty", "Договор о коллективной безопасности"),
    )  # fmt: skip
    site.enter("instrument.sign", "TJ/mission/1", on="instrument/cst-1992", state="TJ")
    site.enter("instrument.reserve", "TJ/mission/1", on="instrument/cst-1992", state="TJ", text=words("not article 4", "кроме статьи 4"))
    main = site.page("/en/members/tj").main
    assert main.first("h2", id="reservations").text == "Reservations, declarations, objections"
    assert "Tajikistan formulates a reservation: Collective Security Treaty. not article 4" in main.text


def test_a_state_with_the_longest_names_has_a_page(big: Site, lang: str) -> None:
    assert len(big.page(f"/{lang}/members/s017").main.first("h1").text) == 120


def test_each_action_by_which_a_state_consented_is_said_in_words(whole: Site, lang: str) -> None:
    for state in ("tj", "am", "ru", "kg"):
        text = whole.page(f"/{lang}/members/{state}").main.text
        assert not re.search(r"\b(action|standing)\.", text)


def test_long_names_beside_bars_have_room_for_two_lines(whole: Site, one: Site) -> None:
    assert "r44" in whole.page("/en/members/tj").main.classed("plot")[0]["class"].split()
    assert "r44" not in whole.page("/en/members").main.classed("plot")[0]["class"].split()


def test_what_a_state_did_in_other_rooms_stands_on_its_page_by_the_day(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}/members/am.json?on=2026-01-29").json["data"]
    by_room = {one["room"]: one["acts"] for one in data["elsewhere"]}
    assert [one["day"] for one in by_room["sessions"] if one["act"] == "session.attend"] == ["2020-12-02", "2023-11-23", "2024-11-28", "2025-11-27"]
    assert [one["day"] for one in by_room["decisions"] if one["act"] == "decision.decline"] == ["2022-11-23", "2022-11-23", "2024-05-08"]
    text = whole.page(f"/{lang}/members/am?on=2026-01-29").main.text
    assert ("Armenia does not take part" if lang == "en" else "Армения не участвует") in text
    before = whole.get("/en/members/am.json?on=2002-01-01").json["data"].get("elsewhere", [])
    assert all(fact["day"] <= "2002-01-01" for one in before for fact in one["acts"])


def test_a_state_says_when_it_was_in_the_chair_and_a_contested_turn_is_marked(whole: Site) -> None:
    chaired = whole.get("/en/members/tj.json").json["data"]["chaired"]
    turns = [t for t in whole.get("/en/chairmanship.json").json["data"]["turns"] if t["state"] == "TJ"]
    assert [t["entry"] for t in chaired] == [t["entry"] for t in reversed(turns)]
    assert [(t["from"], t["to"]) for t in chaired] == [(t["from"], t["to"]) for t in reversed(turns)]
    assert [t["from"][:4] for t in chaired if t.get("contested")] == ["2007"]
    shown = next(table for table in whole.page("/en/members/tj").main.every("table") if "All chairmanships" in table.text)
    rows = shown.first("tbody").every("tr")
    assert [tr.first("th").text for tr in rows] == ["2 December 2020", "23 December 2014", "6 October 2007", "28 April 2003"], "latest first"
    assert shown.text.count("contested") == 1 and "order of states" in rows[0].text and "host of the session" in rows[3].text
    for tr in rows:
        assert tr.classed("conf") and any("/sources#" in a["href"] for a in tr.every("a")), "each with its source and confidence"


def test_membership_does_not_end_its_part_in_the_founding_treaty(whole: Site) -> None:
    def party(state: str) -> str:
        return next(div.text for div in whole.page(f"/en/members/{state}").main.every("div") if div.every("dt") and div.first("dt").text.lower() == "party to the treaty")

    assert "Since 20 April 1994" in party("tj") and "2003" not in party("tj")
    assert "From 20 April 1994 to 20 April 1999" in party("uz")
    early = whole.page("/en/members/tj?on=1990-01-01").main.classed("facts")[0].text
    assert early.count("after the day shown") == 2


def test_its_picture_shows_the_programme_it_answers_for_and_explains_what_it_draws_only(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/members/tj").main
    figure = main.every("figure")[0]
    assert figure.every("a", href=f"/{lang}/programmes/csto-tajik-afghan-border")
    key = main.classed("key")[0].text
    assert ("programme under way" if lang == "en" else "программа идёт") in key
    of_georgia = whole.page(f"/{lang}/members/ge").main.classed("key")[0].text
    assert ("in the chair" if lang == "en" else "председательство") not in of_georgia
    assert not whole.page(f"/{lang}/members/kz").main.every("figure")[0].every("a", href=f"/{lang}/programmes/csto-tajik-afghan-border")


def test_a_state_in_the_chair_once_for_which_nothing_is_in_force_is_told_in_words(whole: Site) -> None:
    assert "It has taken the chair once." in whole.page("/en/members/tj?on=2004-06-01").lede
    assert whole.page("/en/members/ge").lede.endswith("No treaty is in force for it on this day.")
    assert whole.page("/ru/members/am").lede.count("Армени") == 3, "no pronoun of the wrong gender"


def test_a_turn_that_was_not_over_on_the_day_has_no_end_and_a_later_one_is_not_told(whole: Site) -> None:
    chaired = whole.get("/en/members/tj.json?on=2015-01-01").json["data"]["chaired"]
    assert (chaired[-1]["from"], chaired[-1].get("to", "")) == ("2014-12-23", "")
    assert "From 23 December 2014" not in whole.page("/en/members/tj?on=2015-01-01").main.text
    assert "chaired" not in whole.get("/en/members/uz.json").json["data"]


def test_a_state_is_asked_after_on_the_days_on_which_its_status_changed(whole: Site, lang: str) -> None:
    asked = [a for a in whole.page(f"/{lang}/members/uz").main.every("a") if "/members/uz?on=" in a["href"]]
    assert [a["href"].split("on=")[1] for a in asked] == ["1994-04-20", "1999-04-20", "2006-06-23", "2012-12-19"]
    assert whole.page(asked[-1]["href"]).main.classed("past")
