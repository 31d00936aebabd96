"""The page of the chairmanship: who presides on a day and why, who is next and by which steps, every claim, on a day, at an entry."""

import csv
import io

import pytest

from tests.cast import words
from tests.portal.sites import Site, transcribed

PAGE = "/en/chairmanship"
DECIDED = {"decided": {"body": "csc", "day": "2026-02-01"}}


def test_today_one_state_presides_by_a_decision_and_the_next_is_an_expectation(whole: Site, lang: str) -> None:
    said = {
        "en": (
            "Russia holds the chairmanship. It took over on 1 January 2026 by the decision of 27 November 2025 (Collective Security Council). "
            "The term ends on 31 December 2026. To be expected next, from 1 January 2027, in the order of states: Tajikistan; no decision is recorded."
        ),
        "ru": (
            "В Организации председательствует Россия. Председательство принято 1 января 2026 года по решению от 27 ноября 2025 года "
            "(Совет коллективной безопасности). Срок — по 31 декабря 2026 года включительно. Следующее государство в порядке очерёдности, "
            "с 1 января 2027 года: Таджикистан. Это ожидание: решения не внесено."
        ),
    }
    assert whole.page(f"/{lang}/chairmanship").lede == said[lang]


@pytest.mark.parametrize(
    ("day", "en", "ru"),
    [
        ("2003-04-27", "On 27 April 2003 nobody held the chairmanship yet: the first that is recorded began on 28 April 2003.", "По состоянию на 27 апреля 2003 года председательства ещё не было: первое из внесённых начинается 28 апреля 2003 года."),
        ("2007-10-10", "Who held the chairmanship on 10 October 2007 is contested: Kyrgyzstan and Tajikistan. The register gives both answers and prefers none.", "О том, кто председательствует по состоянию на 10 октября 2007 года, сведения расходятся: Кыргызстан и Таджикистан. Реестр приводит оба ответа и не отдаёт предпочтения ни одному."),
        ("2009-07-01", "On 1 July 2009 Russia held the chairmanship. It took over on 14 June 2009 in the place of another state, whose turn it was: Belarus. To be expected next: Belarus, whose turn it still is, while Russia presides in its place.", "По состоянию на 1 июля 2009 года председательствует Россия. Председательство принято 14 июня 2009 года вместо государства, чья была очередь: Беларусь. Следующее государство, за которым остаётся его очередь: Беларусь; пока вместо него председательствует Россия."),
        ("2012-12-19", "On 19 December 2012 Kyrgyzstan held the chairmanship. That day it passed from Kazakhstan to Kyrgyzstan. It took over on 19 December 2012, being next in the order of states. To be expected next, in the order of states: Russia; no decision is recorded.", "По состоянию на 19 декабря 2012 года председательствует Кыргызстан. В этот день председательство перешло от Казахстана к Кыргызстану. Председательство принято 19 декабря 2012 года в порядке очерёдности. Следующее государство в порядке очерёдности: Россия. Это ожидание: решения не внесено."),
        ("2011-12-20", "On 20 December 2011 Kazakhstan held the chairmanship. That day it passed from Belarus to Kazakhstan. It took over on 20 December 2011, being next in the order of states. Another claim, which is not preferred, has on this day: Belarus. To be expected next, in the order of states: Kyrgyzstan; no decision is recorded.", "По другому утверждению, не признанному предпочтительным, в этот день: Беларусь."),
        ("2004-12-19", "On 19 December 2004 Kazakhstan held the chairmanship. It took over on 18 June 2004 as the host of the regular session. This is known with low confidence. Next, by the rule of that time, is whichever state hosts the next regular session.", "на правах принимающего очередную сессию государства"),
        ("2023-12-15", "Next, by decision: Kazakhstan, from 1 January 2024.", "Следующее государство, по принятому решению: Казахстан, с 1 января 2024 года."),
        ("2028-01-01", "Who holds the chairmanship on 1 January 2028 is not known: the last term that is recorded ends on 31 December 2026.", "Кто председательствует по состоянию на 1 января 2028 года, неизвестно: последний из внесённых сроков заканчивается 31 декабря 2026 года."),
    ],
)  # fmt: skip
def test_on_any_day_the_answer_is_in_the_first_sentence(whole: Site, day: str, en: str, ru: str) -> None:
    assert en in whole.page(f"/en/chairmanship?on={day}").lede
    assert ru in whole.page(f"/ru/chairmanship?on={day}").lede


def test_both_claims_of_2007_stand_side_by_side_with_their_sources(whole: Site) -> None:
    section = whole.page(f"{PAGE}?on=2007-10-10").main.first("section", **{"aria-labelledby": "claims-chairmanship-2007"})
    assert [b.text for b in section.every("b")] == ["Kyrgyzstan", "Tajikistan"]
    assert all(len(li.every("a")) >= 2 and "low confidence" in li.text for li in section.every("li"))
    assert "The register prefers neither" in section.text


def test_the_steps_of_the_expectation_are_shown(whole: Site) -> None:
    main = whole.page(PAGE).main
    steps = [li.text for ol in main.every("ol") for li in ol.every("li") if not li.every("a") and not li["id"]]
    assert steps == [
        "The turn is now that of: Russia.",
        "The members on that day in the order of states: Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia, Tajikistan",
        "The next in this order, and round again at its end: Tajikistan.",
    ]
    assert "it binds nobody, and the Council may decide otherwise" in main.text


def test_what_came_is_told_beside_what_was_to_be_expected(whole: Site) -> None:
    assert "What came: Russia, on 14 June 2009." in whole.page(f"{PAGE}?on=2009-01-01").main.text
    assert "What came" not in whole.page(PAGE).main.text


def test_three_rules_with_their_days_reasons_and_the_one_of_the_day(whole: Site) -> None:
    main = whole.page(f"{PAGE}?on=2015-01-01").main
    rules = [div for div in main.every("div") if div.every("dd") and div.every("b") and div.first("b").text[:1].isdigit()]
    assert [rule.first("b").text for rule in rules] == ["1 The host.", "2 The order of states.", "3 The decision."]
    assert ["on that day" in rule.text for rule in rules] == [False, True, False]
    assert "every regular session was held in Moscow or Sochi" in rules[1].text
    assert all("article 13" in rule.text for rule in rules)


def test_the_picture_tells_every_turn_and_marks_the_day(whole: Site, lang: str) -> None:
    svg = whole.page(f"/{lang}/chairmanship?on=2009-07-01").main.first("svg", role="img")
    told = svg.first("desc").text
    assert {"en": "Russia: from 23 June 2005 to 23 June 2006 (low confidence)", "ru": "Россия: с 23 июня 2005 года по 23 июня 2006 года (достоверность низкая)"}[lang] in told
    assert {"en": "(contested)", "ru": "(сведения расходятся)"}[lang] in told
    texts = [text.text for text in svg.every("text")]
    assert {"en": "for BY", "ru": "за BY"}[lang] in texts and {"en": "1 July 2009", "ru": "01.07.2009"}[lang] in texts


def test_the_table_has_every_term_and_claim_each_one_step_from_its_act(whole: Site) -> None:
    page = whole.page(PAGE)
    table = next(table for table in page.main.every("table") if "25 terms and claims" in table.text)
    rows = table.first("tbody").every("tr")
    assert len(rows) == 25
    assert all(any(a["href"].startswith("/en/acts/") for a in row.every("a")) for row in rows)
    assert rows[0].text.startswith("Russia") and "31 December 2026" in rows[0].text
    assert [row.first("th").text for row in rows if row.classed("now") or "now" in (row["class"] or "")] == ["Russia"]
    assert sum("contested" in row.first("th").text for row in rows) == 3 and sum("preferred claim" in row.first("th").text for row in rows) == 1


def test_the_concept_is_shown_as_approved_at_home_and_what_of_it_is_missing(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/chairmanship").main.text
    assert {"en": "Approved by the state’s own authority: The President of the Republic of Tajikistan.", "ru": "Утверждена государством: Президент Республики Таджикистан."}[lang] in text
    assert {"en": "Its priorities are in no source that was found.", "ru": "Приоритеты ни в одном из найденных источников не названы."}[lang] in text


def test_questions_in_words_are_plain_addresses(whole: Site) -> None:
    links = {a.text: a["href"] for a in whole.page(PAGE).main.every("a")}
    assert links["Who presided on 10 October 2007?"] == "/en/chairmanship?on=2007-10-10"
    assert links["Who presided on 1 July 2009?"] == "/en/chairmanship?on=2009-07-01"
    assert links["Who is next, and why?"] == "#next"
    assert whole.page(f"{PAGE}?on=2009-07-01").main.text.count("Who presides today?") == 1


def test_acts_and_the_search_lead_here(whole: Site) -> None:
    found = whole.page("/en/search?q=host+of+the+session").main
    assert any(a["href"] == "/en/chairmanship#organisation" for a in found.every("a"))


def test_json_and_csv_say_the_same(whole: Site) -> None:
    data = whole.get("/en/chairmanship.json?on=2007-10-10").json["data"]
    assert (data["truth"], [one["state"] for one in data["presides"]]) == ("not known", ["KG", "TJ"])
    assert [(one["regime"], one["since"], one.get("until", "")) for one in data["rules"]] == [
        ("host", "2003-04-28", "2008-09-05"), ("rotation", "2008-09-05", "2024-01-01"), ("decision", "2024-01-01", ""),
    ]  # fmt: skip
    now = whole.get("/en/chairmanship.json").json["data"]
    assert (now["next"]["ground"], now["next"]["state"], now["next"]["order"]) == ("expected", "TJ", ["AM", "BY", "KZ", "KG", "RU", "TJ"])
    rows = list(csv.DictReader(io.StringIO(whole.get("/en/chairmanship.csv").body)))
    assert len(rows) == 25 and rows[0]["state"] == "RU" and rows[0]["exercise"] == "yes"
    assert [(r["state"], r["from"]) for r in rows if r["in_place_of"]] == [("RU", "2009-06-14")]


def test_nothing_recorded_says_what_would_stand_here(empty: Site, lang: str) -> None:
    answer = empty.page(f"/{lang}/chairmanship")
    assert answer.lede == {"en": "No chairmanship is recorded yet.", "ru": "Председательств пока не внесено."}[lang]
    assert {"en": "Each would stand here with its days and its ground", "ru": "Здесь будет указано каждое из них"}[lang] in answer.main.text
    assert empty.page(f"/{lang}/chairmanship?on=1900-01-01").status == 200


def test_at_an_entry_before_the_first_nothing_is_known_of_it(whole: Site) -> None:
    assert whole.page(f"{PAGE}?at=2").lede == "At entry 2 no chairmanship had been recorded."


def test_a_concept_with_priorities_and_a_report_is_shown(site: Site, lang: str) -> None:
    site.enter("chairmanship.assume", state="TJ", regime="decision", basis=DECIDED, until="2026-12-31", effective="2026-01-01", transcribed=transcribed("SEED"))
    priority = {"id": "borders", "text": words("Secure borders", "Безопасные границы")}
    site.enter("chairmanship.present", "TJ/mission/1", state="TJ", concept="tj-2026", title=words("The concept", "Концепция"), start="2026-01-01", priorities=[priority])
    site.enter("chairmanship.approve", "TJ/mission/1", state="TJ", concept="tj-2026", approved_by=words("The President", "Президент"))
    site.enter("chairmanship.report", "TJ/mission/1", state="TJ", text=words("All done", "Всё выполнено"), closing=True)
    text = site.page(f"/{lang}/chairmanship").main.text
    for said in {"en": ("Secure borders", "The President", "Closing report: All done"), "ru": ("Безопасные границы", "Президент", "Итоговый доклад: Всё выполнено")}[lang]:
        assert said in text
    assert "TJ/mission/1" in text or "Tajikistan" in text or "Таджикистан" in text


def test_an_unknown_address_below_it_is_none(whole: Site) -> None:
    assert whole.get("/en/chairmanship/2007").status == 404


def test_what_came_after_the_day_is_marked_and_a_concept_of_later_years_is_not_told(whole: Site) -> None:
    page = whole.page("/en/chairmanship?on=2012-06-28")
    assert page.main.first("h2", id="concepts")
    assert whole.get("/en/chairmanship.json?on=2012-06-28").json["data"]["concepts"] == []
    rows = page.main.first("table").first("tbody").every("tr")
    later = [row for row in rows if "after the day shown" in row.text]
    turns = whole.get("/en/chairmanship.json?on=2012-06-28").json["data"]["turns"]
    assert len(later) == sum(one["from"] > "2012-06-28" for one in turns) > 10
    assert "off" in later[0]["class"].split()
    concepts = [one["state"] for one in whole.get("/en/chairmanship.json?on=2021-01-01").json["data"]["concepts"]]
    assert concepts == ["TJ"]


def test_on_a_day_before_the_pictures_begin_all_of_them_is_paler(whole: Site) -> None:
    for path in ("/en/chairmanship", "/en/members", "/en/members/tj", "/en/posts"):
        early, now = (one.main.every("svg", role="img") for one in (whole.page(f"{path}?on=1990-01-01"), whole.page(path)))
        assert early and all(one.every("rect", opacity=".5", x="0.00%") for one in early), path
        assert not any(one.every("rect", opacity=".5") for one in now), path
