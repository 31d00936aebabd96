"""The page of members: who was one on a day, what happened that day, what is contested, what cannot be known."""

import csv
import io

import pytest

from comity.portal.pictures.members import bars_of
from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed

SEVEN = ["Republic of Armenia", "Republic of Belarus", "Republic of Kazakhstan", "Kyrgyz Republic", "Russian Federation", "Republic of Tajikistan", "Republic of Uzbekistan"]


def rows(page: Element, caption: str = "") -> list[list[str]]:
    """The rows of the first table of a page."""
    table = page.first("table")
    return [[cell.text for cell in tr.every("th", "td")] for tr in table.first("tbody").every("tr")]


def test_the_roster_of_28_june_2012_is_that_of_seven(whole: Site) -> None:
    answer = whole.page("/en/members?on=2012-06-28")
    assert answer.lede == (
        "On 28 June 2012 the Organisation had seven member states. "
        "That day it became known: Uzbekistan asks for suspension of its membership. Kazakhstan presided."
    )
    assert [row[0] for row in rows(answer.main)] == SEVEN
    assert rows(answer.main)[0][1:4:2] == ["18 September 2003", "20 April 1994"]


def test_the_roster_of_today_is_that_of_six_and_names_who_is_suspended(whole: Site) -> None:
    answer = whole.page("/en/members")
    assert answer.lede.startswith("The Organisation has six member states. The membership of Uzbekistan is suspended.")
    assert "Armenia declares its participation frozen" in answer.lede
    data = whole.get("/en/members.json").json["data"]
    assert data["count"] == 6
    assert {one["state"]: one["status"] for one in data["members"]}["UZ"] == "suspended"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1991-01-01", "On 1 January 1991 the Organisation had no member state."),
        ("1995-01-01", "On 1 January 1995 there was no Organisation yet; its founding treaty was in force for nine states."),
        ("2002-01-01", "On 1 January 2002 there was no Organisation yet; its founding treaty was in force for six states."),
        ("2003-09-18", "On 18 September 2003 the Organisation had six member states. That day: Founding membership"),
        ("2006-07-01", "On 1 July 2006 the Organisation had six member states. Whether Uzbekistan was a member on that day is contested."),
        ("2012-12-19", "On 19 December 2012 the Organisation had six member states. The membership of Uzbekistan was suspended."),
        ("2024-02-22", "On 22 February 2024 the Organisation had six member states."),
    ],
)
def test_the_first_sentence_says_how_it_stood_on_a_day(whole: Site, day: str, said: str) -> None:
    assert whole.page(f"/en/members?on={day}").lede.startswith(said)


def test_russian_numbers_go_with_the_neuter_noun(whole: Site) -> None:
    assert whole.page("/ru/members?on=2012-06-28").lede.startswith("По состоянию на 28 июня 2012 года в Организации было семь государств-членов.")
    assert whole.page("/ru/members").lede.startswith("В Организации шесть государств-членов. Членство Узбекистана приостановлено.")


def test_both_claims_stand_side_by_side_each_with_its_source(whole: Site) -> None:
    main = whole.page("/en/members?on=2012-06-28").main
    section = main.classed("contested")[0]
    assert [b.text for b in section.every("b")] == ["23 June 2006", "16 August 2006"]
    assert all(li.every("a") for li in section.every("li"))
    assert "The register prefers none of them" in section.text
    assert main.every("a", href="#claims-uz"), "the roster leads to the claims"


def test_what_was_contested_later_is_not_shown_for_an_earlier_day(whole: Site) -> None:
    assert whole.page("/en/members?on=1995-01-01").main.classed("contested") == []


def test_a_contested_day_is_never_chosen_in_silence(whole: Site) -> None:
    last = rows(whole.page("/en/members?on=2012-06-28").main)[-1]
    assert last[1] == "2006, day contested"


def test_what_a_state_did_around_the_day_is_told_in_order_and_what_came_after_is_marked(whole: Site) -> None:
    main = whole.page("/en/members?on=2012-06-28").main
    ledger = main.classed("facts")[0]
    days = [dt.text for dt in ledger.every("dt")]
    assert days[-3:] == ["20 June 2012", "4 July 2012 after the day shown", "19 December 2012 after the day shown"]
    assert "became known on 28 June 2012" in ledger.text
    assert "The spokesman of the Secretariat:" in ledger.text, "a remark is shown as its author’s"


def test_the_register_does_not_say_that_uzbekistan_withdrew(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/members").main.text
    assert ("No notice of withdrawal of Uzbekistan under Article 19" if lang == "en" else "не говорит, что Узбекистан вышел") in text
    assert whole.page("/en/members/uz").lede.startswith("The membership of Uzbekistan has been suspended since 19 December 2012.")


def test_who_was_a_party_to_the_treaty_only_is_no_former_member(whole: Site) -> None:
    data = whole.get("/en/members.json").json["data"]
    assert {one["state"]: one["status"] for one in data["others"]} == {"AZ": "former_party", "GE": "former_party"}
    assert "former party to the treaty from 20 April 1994 to 20 April 1999" in whole.page("/en/members").main.text


def test_states_stand_in_protocol_order_in_table_and_picture(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/members").main
    named = [li.text for li in main.classed("plot")[0].first("ol").every("li")]
    russian = ["Азербайджан", "Армения", "Беларусь", "Грузия", "Казахстан", "Кыргызстан", "Россия", "Таджикистан", "Узбекистан"]
    english = ["Azerbaijan", "Armenia", "Belarus", "Georgia", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"]
    assert named == (english if lang == "en" else russian)


def test_the_picture_says_in_words_what_it_draws(whole: Site) -> None:
    svg = whole.page("/en/members?on=2012-06-28").main.first("svg", role="img")
    told = svg.first("desc").text
    assert "Georgia: signed or acceded on 9 December 1993" in told
    assert "Uzbekistan:" in told and "membership suspended from 19 December 2012 on" in told
    assert "Armenia:" in told and "declares its participation frozen from 22 February 2024 on" in told
    assert any(text.text == "28 June 2012" for text in svg.every("text")), "the day shown is marked"


def test_what_came_after_the_day_is_paler_only_away_from_today(whole: Site) -> None:
    assert "paler: after the day shown" in whole.page("/en/members?on=2012-06-28").main.text
    assert "paler: after the day shown" not in whole.page("/en/members").main.text


def test_observers_and_partners_stand_with_their_status_on_the_day(whole: Site) -> None:
    before = whole.get("/en/members.json?on=2012-06-28").json["data"]["associates"]
    assert {one["word"] for one in before} <= {"not_yet"}
    today = {one["status"]: one["word"] for one in whole.get("/en/members.json").json["data"]["associates"]}
    assert today == {"observer": "held", "partner": "ended"}


def test_the_table_goes_out_as_csv_with_every_state(whole: Site) -> None:
    answer = whole.get("/en/members.csv?on=2012-06-28")
    table = list(csv.DictReader(io.StringIO(answer.body)))
    assert [row["state"] for row in table] == ["AM", "BY", "KZ", "KG", "RU", "TJ", "UZ", "AZ", "GE"]
    assert {row["exercise"] for row in table} == {"yes"}
    assert table[6]["since"] == "2006-06-23" and table[6]["since_latest"] == "2006-08-16"


def test_the_record_as_it_stood_at_an_entry_knows_nothing_later(whole: Site) -> None:
    data = whole.get("/en/members.json?at=1").json["data"]
    assert (data["count"], data["members"], data["others"]) == (0, [], [])
    assert "as the record stood at entry 1" in whole.page("/en/members?at=1").main.text


def test_without_members_the_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/members").main
    assert len(main.classed("empty")) == 3
    assert ("The Organisation has no member state yet." if lang == "en" else "Государств-членов в Организации пока нет.") == main.classed("lede")[0].text


def test_one_member_makes_a_page(one: Site, lang: str) -> None:
    answer = one.page(f"/{lang}/members")
    assert answer.lede == ("The Organisation has one member state." if lang == "en" else "В Организации одно государство-член.")
    assert len(rows(answer.main)) == 1


def test_three_hundred_members_with_long_names_make_a_page(big: Site, lang: str) -> None:
    answer = big.page(f"/{lang}/members")
    states = [cell for cell in answer.main.every("th") if cell["scope"] == "row"]
    assert len(states) == 300 and {len(cell.every("a")[0].text) for cell in states} == {120}
    # The picture's own name for it, which it may have to cut, stands whole beside it.
    assert {len(cell.every("small")[0].text) for cell in states} == {60}


def test_a_suspension_without_effect_is_shown_in_words_with_its_provision(site: Site) -> None:
    said = transcribed("SEED")
    site.enter("membership.found", state="TJ", ground=words("founded", "учреждение"), effective="2003-09-18", transcribed=said)
    site.enter("membership.declare", "TJ/mission/1", state="TJ", stance="freezes", text=words("frozen", "заморожено"))
    main = site.page("/en/members").main
    assert "Tajikistan declares its participation frozen" in main.text
    assert "the charter as recorded gives it no effect on membership" in main.text
    assert "Signed by TJ/mission/1" in main.text


def test_what_is_known_by_its_year_only_is_drawn_as_doubt_over_the_whole_year(whole: Site) -> None:
    standing = whole.registry.standing
    treaty = standing.instrument("cst-1992")
    bars = bars_of(standing.member("UZ"), treaty, "2026-02-16")
    assert [(bar.kind, bar.start, bar.until) for bar in bars] == [
        ("signed", "1992-05-15", "1994-04-20"),
        ("party", "1994-04-20", "1999-04-20"),
        ("doubt", "2006-01-01", "2006-06-23"),
        ("doubt", "2006-06-23", "2006-08-16"),
        ("member", "2006-08-16", "2012-12-19"),
        ("suspended", "2012-12-19", "2026-02-16"),
    ]


def test_a_freeze_that_is_taken_back_ends_where_it_is(site: Site) -> None:
    said = transcribed("SEED")
    site.enter("membership.found", state="TJ", ground=words("founded", "учреждение"), effective="2003-09-18", transcribed=said)
    for stance, day in (("freezes", "2010-01-01"), ("resumes", "2011-01-01"), ("freezes", "2020-01-01")):
        site.enter("membership.declare", state="TJ", stance=stance, text=words("so", "так"), effective=day, transcribed=said)
    bars = bars_of(site.registry.standing.member("TJ"), None, "2026-02-16")
    assert [(bar.start, bar.until, bar.open) for bar in bars if bar.kind == "declared"] == [
        ("2010-01-01", "2011-01-01", False), ("2020-01-01", "2026-02-16", True),
    ]  # fmt: skip


def test_of_a_day_to_come_it_says_what_is_recorded_today(whole: Site, lang: str) -> None:
    lede = whole.page(f"/{lang}/members?on=2999-12-31").lede
    said = "By what is recorded today the Organisation has six member states" if lang == "en" else "По тому, что внесено на сегодня"
    assert lede.startswith(said)


def test_the_roster_is_asked_after_on_the_days_on_which_it_changed(whole: Site, lang: str) -> None:
    asked = [a for a in whole.page(f"/{lang}/members").main.every("li") if "?" in a.text]
    assert [a.first("a")["href"].split("on=")[1] for a in asked] == ["1994-04-20", "1999-04-20", "2003-09-18", "2006-06-23", "2012-12-19"]
