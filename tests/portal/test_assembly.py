"""The page of the parliamentary assembly: its own observers, who was invited, what is not known, the practice of ratification."""

import csv
import io

from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed


def table(page: Element, part: str) -> list[list[str]]:
    """The rows of the first table after a heading."""
    every = page.every("table")
    return [[cell.text for cell in tr.every("th", "td")] for tr in next(t for t in every if part in t.first("thead").text).first("tbody").every("tr")]


def test_observers_invitations_and_the_status_that_nobody_holds(whole: Site, lang: str) -> None:
    said = {
        "en": (
            "The parliamentary assembly has two observers. Invited to observe were five parliaments; whether they do is not recorded. There is "
            "a status of partner since 1 July 2021; nobody is known to hold it. No recommendation of it is in the record."
        ),
        "ru": (
            "Наблюдателей при парламентской ассамблее: 2. Приглашено к наблюдению парламентов: 5; приняли ли они приглашение, не внесено. "
            "Статус партнёра введён 1 июля 2021 года; неизвестно, чтобы кто-либо его имел. Её рекомендаций в реестре нет."
        ),
    }
    assert whole.page(f"/{lang}/assembly").lede == said[lang]


def test_who_holds_what_on_a_day(whole: Site) -> None:
    def words_on(day: str) -> dict[str, str]:
        return {one["holder"]: one["word"] for one in whole.get(f"/en/assembly.json?on={day}").json["data"].get("holders", ())}

    assert words_on("2012-12-31") == {}
    assert set(words_on("2013-06-01").values()) == {"not_known"}
    assert words_on("2014-01-01") == {"rs-parliament": "observer", "af-wolesi-jirga": "observer", "pa-union-by-ru": "observer"}
    assert words_on("2014-11-06")["cn-parliament"] == "invited"
    assert words_on("2022-01-01")["af-wolesi-jirga"] == "ended"


def test_a_status_of_the_assembly_is_none_of_the_organisation_and_the_page_says_so(whole: Site) -> None:
    main = whole.page("/en/assembly").main
    assert "nobody is an observer or partner of the Organisation by them" in main.text and main.every("a", href="/en/relations#granted")
    assert "rs-parliament" not in whole.get("/en/members.json").body


def test_the_lapse_of_one_status_bears_its_low_confidence(whole: Site) -> None:
    row = next(row for row in table(whole.page("/en/assembly").main, "Granted") if "Wolesi Jirga" in row[0])
    assert "low confidence" in row[-1] and "No decision of the Assembly was found." in row[2]


def test_what_the_assembly_is_comes_from_the_bodies(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/assembly").main
    assert main.every("a", href=f"/{lang}/bodies/pa")
    assert ("Provisional Regulation of 30 March 2007" if lang == "en" else "Временное положение от 30 марта 2007 года") in main.text
    assert ("Commissions: defence and security" if lang == "en" else "Комиссии: по вопросам обороны и безопасности") in main.text
    assert ("The Assembly decides by consensus" if lang == "en" else "Решения Ассамблеи принимаются консенсусом") in main.text


def test_what_is_not_known_of_recommendations_is_said(whole: Site) -> None:
    text = whole.page("/en/assembly").main.text
    assert "No recommendation or model law of the Parliamentary Assembly" in text and "whether any parliament became a partner" in text


def test_the_practice_of_ratification_is_reckoned_from_the_treaties(whole: Site) -> None:
    rows = table(whole.page("/en/assembly").main, "Step of domestic law")
    charter = [row for row in rows if row[1] == "Kazakhstan" and row[3].startswith("1 July 2003")]
    assert [row[4] for row in charter] == ["267"], "from 7 October 2002 to 1 July 2003"
    data = whole.get("/en/assembly.json").json["data"]["practice"]
    assert {"charter-2002", "cst-1992"} <= {one["instrument"] for one in data}
    assert whole.get("/en/assembly.json?on=2003-06-30").json["data"]["practice"][-1]["day"] <= "2003-06-30"


def test_the_picture_is_told_in_words(whole: Site) -> None:
    told = whole.page("/en/assembly").main.first("svg", role="img").first("desc").text
    assert "National Assembly of Serbia: status of observer since 2013" in told
    assert "House of the People (Wolesi Jirga) of Afghanistan: status of observer from 2013 to August 2021" in told


def test_the_table_goes_out_as_csv(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get("/en/assembly.csv").body)))
    assert len(rows) == 8 and {row["on_that_day"] for row in rows} == {"observer", "invited", "ended"}


def test_the_record_at_an_entry_knows_nothing_later(whole: Site) -> None:
    assert "holders" not in whole.get("/en/assembly.json?at=1").json["data"]
    assert whole.page("/en/assembly?at=1").lede.startswith("By ")


def test_without_statuses_the_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/assembly").main
    assert len(main.classed("empty")) >= 3


def test_a_model_law_shows_what_members_did_with_it(site: Site, lang: str) -> None:
    said = transcribed("SEED")
    site.enter("assembly.recommend", recommendation="border-law", kind="model_law", title=words("On borders", "О границах"), effective="2020-01-01", transcribed=said)
    site.enter("assembly.follow", "TJ/mission/1", recommendation="border-law", state="TJ", text=words("Taken over", "Учтён"))
    site.enter("assembly.associate", holder="one-parliament", status="partner", title=words("Parliament", "Парламент"), effective="2020-01-01", transcribed=said)
    answer = site.page(f"/{lang}/assembly")
    assert ("In the record stands one of its recommendations." if lang == "en" else "Рекомендаций в реестре: 1.") in answer.lede
    (one,) = site.get(f"/{lang}/assembly.json").json["data"]["recommendations"]
    assert list(one["followed"]) == ["TJ"]


def test_what_the_search_leads_to_has_its_place_on_the_page(whole: Site) -> None:
    page = whole.page("/en/assembly").page
    assert page.every("tr", id="status-rs-parliament") and page.every("div", id="kind-partner")
    assert whole.page("/en/relations").page.every("h2", id="UN") and whole.page("/en/budget").page.every("section", id="AM")
