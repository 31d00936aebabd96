"""The page of contributions: the scale, what each side states as its own, what may follow and only by whose decision."""

import csv
import io

from tests.cast import words
from tests.portal.sites import Site, transcribed


def test_who_bears_which_share_and_that_nothing_follows_by_itself(whole: Site, lang: str) -> None:
    said = {
        "en": (
            "By the scale recorded, Russia bears 50%; Armenia, Belarus, Kazakhstan, Kyrgyzstan and Tajikistan bear 10% each. It is stated by "
            "others that Armenia owes its contribution for 2024; the register finds nothing of its own. Its own declaration of 8 May 2024 is "
            "that it does not contribute. What may follow from arrears follows only by decision of a body (Collective Security Council); none "
            "is recorded."
        ),
        "ru": (
            "По внесённой шкале: Россия — 50 %; Армения, Беларусь, Казахстан, Кыргызстан и Таджикистан — по 10 %. Другие заявляют о "
            "задолженности по взносам (Армения) за 2024 год; собственного вывода реестр не делает. Собственное заявление этого государства от "
            "8 мая 2024 года — что оно не участвует в финансировании. Последствия задолженности наступают только по решению, его принимает "
            "Совет коллективной безопасности; такое решение не внесено."
        ),
    }
    assert whole.page(f"/{lang}/budget").lede == said[lang]


def test_the_shares_are_drawn_and_told(whole: Site) -> None:
    main = whole.page("/en/budget").main
    svg = main.first("svg", role="img")
    assert svg.first("desc").text == "Armenia: 10%; Belarus: 10%; Kazakhstan: 10%; Kyrgyzstan: 10%; Russia: 50%; Tajikistan: 10%"
    assert len([r for r in svg.every("rect") if r["class"] == "fa"]) == 6
    assert "The shares come to 100% of the whole." in main.text


def test_of_a_day_in_the_year_that_is_all_one_knows_the_scale_is_in_doubt(whole: Site) -> None:
    answer = whole.page("/en/budget?on=2024-07-01")
    assert "whether it held on that day is not known" in answer.lede
    assert not [r for r in answer.main.first("svg", role="img").every("rect") if r["class"] == "fa"]
    assert whole.get("/en/budget.json?on=2024-07-01").json["data"]["holds"] == "not known"


def test_before_that_no_scale_is_known_and_the_page_says_so(whole: Site) -> None:
    answer = whole.page("/en/budget?on=2010-01-01")
    assert answer.lede == "What share each member bore on 1 January 2010 is not known."
    assert not answer.main.every("svg", role="img") and "with seven members, until December 2012, it cannot have been the same" in answer.main.text


def test_what_each_side_states_stands_as_that_side_s_with_source_and_confidence(whole: Site) -> None:
    section = whole.page("/en/budget").main.first("section", **{"aria-labelledby": "am-2024"})
    assert [b.text for b in section.every("b")] == [
        "Armenia", "An official, as quoted by the press", "Ministry of Foreign Affairs of the Russian Federation",
    ]  # fmt: skip
    assert all(li.every("a") and "confidence" in li.text for li in section.every("li"))
    assert "53,220,000 roubles" in section.text and "no payment is recorded; it is not said that none was made" in section.text


def test_what_may_follow_is_shown_with_its_article_and_needs_a_decision(whole: Site) -> None:
    data = whole.get("/en/budget.json").json["data"]
    assert {(one["id"], one["effect"], one["body"], one["provision"]) for one in data["may_follow"]} == {
        ("quota-posts", "by_decision", "csc", "charter-2002/25"), ("loss-of-vote", "by_decision", "csc", "charter-2002/25"),
    }  # fmt: skip
    text = whole.page("/en/budget").main.text
    assert "arrears alone have no effect: until the body decides, the member votes and is counted" in text
    assert whole.get("/en/budget.json?on=2003-09-17").json["data"].get("may_follow", []) == []


def test_general_statements_are_told_and_marked_when_they_came_after_the_day(whole: Site) -> None:
    assert "may be suspended and the vote withdrawn until payment in full" in whole.page("/en/budget").main.text
    assert "11 December 2025 after the day shown" in whole.page("/en/budget?on=2025-06-01").main.text


def test_the_table_goes_out_as_csv_with_every_state(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get("/en/budget.csv").body)))
    assert [(row["state"], row["percent"], row["year"], row["assessed"]) for row in table] == [
        ("AM", "10", "2024", "53220000"), ("BY", "10", "", ""), ("KZ", "10", "", ""), ("KG", "10", "", ""), ("RU", "50", "", ""), ("TJ", "10", "", ""),
    ]  # fmt: skip
    assert table[0]["declared"] == "2024-05-08" and table[0]["paid_in_full"] == "not known" and table[0]["stated"] == "2"


def test_the_record_at_an_entry_knows_nothing_later(whole: Site) -> None:
    assert whole.page("/en/budget?at=1").lede == "At entry 1 nothing of contributions had been entered."


def test_without_contributions_the_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/budget").main
    assert len(main.classed("empty")) >= 2
    assert main.classed("lede")[0].text == ("Nothing of contributions is in the record yet." if lang == "en" else "О долевых взносах в реестре пока ничего нет.")


def test_a_payment_is_shown_and_what_was_assessed_is_then_paid(site: Site, lang: str) -> None:
    said = transcribed("SEED")
    site.enter("budget.assess", state="TJ", year=2026, amount="1000.50", currency="RUB", transcribed=said)
    site.enter("budget.pay", state="TJ", year=2026, amount="1000.50", currency="RUB", transcribed=said)
    site.enter("budget.claim", state="TJ", year=2026, said_by=words("Somebody", "Кто-то"), text=words("It owes nothing", "Долга нет"), owed=False, transcribed=said)
    text = site.page(f"/{lang}/budget").main.text
    assert ("1,000.50 roubles" if lang == "en" else "1000,50 российских рублей") in text
    (year,) = site.get("/en/budget.json").json["data"]["contributions"]
    assert year["paid_in_full"] == "yes" and "owes its contribution" not in site.page("/en/budget").lede


def test_a_state_s_page_says_what_it_bears_with_its_source(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}/members/tj.json").json["data"]
    assert (data["share"], data["share_holds"]) == ("10", "yes")
    assert whole.page(f"/{lang}/members/tj").main.every("a", href=f"/{lang}/budget")
    assert whole.get(f"/{lang}/members/tj.json?on=2024-06-01").json["data"]["share_holds"] == "not known"
    assert "share" not in whole.get(f"/{lang}/members/uz.json").json["data"]
