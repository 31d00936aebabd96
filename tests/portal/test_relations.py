"""The page of relations: statuses held elsewhere, what was concluded, and three kinds of status kept apart."""

import csv
import io

from tests.cast import words
from tests.portal.sites import Site, transcribed


def test_the_status_in_the_general_assembly_comes_first_with_its_day(whole: Site, lang: str) -> None:
    lede = whole.page(f"/{lang}/relations").lede
    said = {
        "en": (
            "The Organisation holds the status of observer since 2 December 2004: General Assembly of the United Nations. It has relations "
            "with four partners that are named:"
        ),
        "ru": "Организация имеет статус наблюдателя с 2 декабря 2004 года: Генеральная Ассамблея ООН. Названные партнёры (4):",
    }
    assert lede.startswith(said[lang])


def test_the_instrument_and_the_sources_of_the_status_stand_in_its_row(whole: Site) -> None:
    row = whole.page("/en/relations").main.first("tbody").first("tr")
    assert [cell.text for cell in row.every("td")][:5] == ["General Assembly of the United Nations", "observer", "2 December 2004", "A/RES/59/50", "held"]
    (status,) = whole.get("/en/relations.json").json["data"]["held"]
    assert (status["partner"], status["holds"], status["document"]) == ("UN", "yes", "A/RES/59/50")


def test_the_day_before_it_held_no_status_anywhere(whole: Site) -> None:
    answer = whole.page("/en/relations?on=2004-12-01")
    assert answer.lede.startswith("By 1 December 2004 no relation with any other organisation is recorded.")
    assert "No status of the Organisation with another organisation is recorded for 1 December 2004." in answer.main.text
    assert "held" not in whole.get("/en/relations.json?on=2004-12-01").json["data"]


def test_what_was_concluded_is_told_with_title_and_by_whom(whole: Site) -> None:
    text = whole.page("/en/relations").main.text
    assert "Joint Declaration on co-operation between the Secretariats of the United Nations and of the CSTO; The Secretariats" in text
    assert "Memorandum between the Secretariats of the SCO and of the CSTO; The Secretariats; Dushanbe" in text


def test_registrations_are_read_from_the_lives_of_the_treaties(whole: Site) -> None:
    treaties = [one for one in whole.get("/en/relations.json").json["data"]["registered"] if not one["instrument"].startswith("sample")]
    assert [(one["instrument"], one["day"], one.get("number", "")) for one in treaties] == [("cst-1992", "1995-11-01", "32307"), ("charter-2002", "2003-12", "")]
    assert "I-39775" in whole.page("/en/relations").main.text, "what general knowledge adds stands as a note"
    assert len(whole.get("/en/relations.json?on=2000-01-01").json["data"]["registered"]) == 1


def test_three_kinds_of_status_are_kept_apart(whole: Site) -> None:
    data = whole.get("/en/relations.json").json["data"]
    assert data["of_the_assembly"] == 2
    assert not any("parliament" in one["holder"] for one in data.get("granted", ()))
    main = whole.page("/en/relations").main
    assert "By it nobody is an observer or partner of the Organisation." in main.text and main.every("a", href="/en/assembly")


def test_what_was_said_of_the_request_of_the_cis_stands_with_who_said_it(whole: Site) -> None:
    assert "The Prime Minister of Armenia: A decision on the request of the Commonwealth of Independent States" in whole.page("/en/relations").main.text


def test_the_picture_is_told_in_words(whole: Site) -> None:
    told = whole.page("/en/relations").main.first("svg", role="img").first("desc").text
    assert "United Nations: observer since 2 December 2004, declaration of 18 March 2010" in told and "memorandum of October 2007" in told


def test_questions_are_plain_addresses(whole: Site) -> None:
    assert whole.page("/en/relations").main.every("a", href="/en/relations?on=2004-12-02")


def test_the_table_goes_out_as_csv(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get("/en/relations.csv").body)))
    assert {row["partner"] for row in table} == {"UN", "SCO", "CIS", "OSCE"}
    (status,) = (row for row in table if row["kind"] == "status")
    assert (status["what"], status["number"], status["on_that_day"]) == ("observer", "A/RES/59/50", "yes")


def test_the_record_at_an_entry_knows_nothing_later(whole: Site) -> None:
    assert whole.page("/en/relations?at=1").lede == "At entry 1 nothing of the relations with others had been entered."


def test_without_relations_the_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/relations").main
    assert len(main.classed("empty")) >= 3
    assert main.classed("lede")[0].text.startswith("Nothing of the relations" if lang == "en" else "О международных связях")


def test_a_status_that_ended_is_shown_as_ended(site: Site, lang: str) -> None:
    said = transcribed("SEED")
    site.enter("relation.open", partner="CIS", title=words("Commonwealth", "Содружество"), effective="2010", transcribed=said)
    site.enter("relation.hold", partner="CIS", status="partner", where=words("Council", "Совет"), effective="2010", transcribed=said)
    site.enter("relation.cease", partner="CIS", ground=words("It ended", "Прекращён"), effective="2020-05-01", transcribed=said)
    assert site.get(f"/{lang}/relations.json").json["data"]["held"][0]["holds"] == "no"
    assert site.get(f"/{lang}/relations.json?on=2010-06-01").json["data"]["held"][0]["holds"] == "not known"
    assert site.page(f"/{lang}/relations?on=2010-06-01").status == 200
