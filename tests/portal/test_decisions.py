"""The pages of decisions: by body, class, outcome and year; one decision's life, its positions, what is contested, what came of it."""

import csv
import io

import pytest

from tests.cast import words
from tests.organisations.persons import named_in
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed

AT = "?on=2026-01-29"


def rows(page: Element) -> list[list[str]]:
    """The rows of the first table of a page."""
    return [[cell.text for cell in tr.every("th", "td")] for tr in page.first("table").first("tbody").every("tr")]


def steps(site: Site, name: str, query: str = AT) -> dict[str, str]:
    """The steps in a decision's life and their state."""
    return {one["key"]: one["state"] for one in site.get(f"/en/decisions/{name}.json{query}").json["data"]["steps"]}


# All decisions


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-29", "Of the time up to 29 January 2026 sources name 97 decisions: 92 adopted, 2 sent back for reworking, 2 put off, 1 not adopted. The validity of 1 of them is contested."),
        ("2009-06-13", "Of the time up to 13 June 2009 sources name 22 decisions: 22 adopted."),
        ("1990-01-01", "By 1 January 1990 no decision had been taken, as far as the register tells."),
    ],
)
def test_the_first_sentence_counts_what_came_of_them(whole: Site, day: str, said: str) -> None:
    assert whole.page(f"/en/decisions?on={day}").lede == said


def test_russian_counts_with_its_own_plural(whole: Site) -> None:
    assert whole.page(f"/ru/decisions{AT}").lede.startswith("По состоянию на 29 января 2026 года источники называют 97 решений: принято 92, возвращено на доработку 2, отложено 2, не принято 1.")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("outcome=returned", 2), ("kind=protocol_decision", 2), ("kind=treaty", 7), ("body=cfm", 3), ("year=2025", 11), ("outcome=deferred", 2),
        ("outcome=not_adopted", 1), ("body=csc&kind=declaration&year=2018", 1),
    ],
)  # fmt: skip
def test_a_choice_is_a_plain_address(whole: Site, asked: str, count: int) -> None:
    page = whole.page(f"/en/decisions{AT}&{asked}")
    assert page.lede == f"{count} of 97 decisions fit the choice."
    assert len(rows(page.main)) == count


@pytest.mark.parametrize("asked", ["outcome=odd", "kind=resolution", "body=nobody", "year=0"])
def test_a_choice_of_nothing_is_one_clear_sentence(whole: Site, asked: str, lang: str) -> None:
    answer = whole.get(f"/{lang}/decisions?{asked}")
    assert answer.status == 400
    assert ("Nothing here is chosen by" if lang == "en" else "здесь ничего не выбрать") in answer.main.text


def test_what_each_class_of_text_binds_stands_with_its_provisions_and_days(whole: Site) -> None:
    classes = {(one["body"], kind): one for one in whole.get(f"/en/decisions.json{AT}").json["data"]["classes"] for kind in one["kinds"]}
    assert classes["csc", "decision"]["binds"] == "members" and "charter-2002/2" in classes["csc", "decision"]["provisions"]
    assert classes["csc", "protocol_decision"]["binds"] == "not_known" == classes["csc", "declaration"]["binds"]
    assert classes["csc", "treaty"]["binds"] == "parties"
    assert whole.get("/en/decisions.json?on=2003-09-17").json["data"]["classes"] == []
    assert "say nothing of classes of texts" in whole.page("/en/decisions?on=2003-09-17").main.text


def test_the_picture_says_each_year_in_words(whole: Site, lang: str) -> None:
    told = whole.page(f"/{lang}/decisions{AT}").main.first("svg", role="img").first("desc").text
    assert ("2022: 9, of which adopted 7" if lang == "en" else "2022: 9, из них принято 7") in told


def test_the_table_goes_out_as_csv(whole: Site) -> None:
    table = {one["decision"]: one for one in csv.DictReader(io.StringIO(whole.get(f"/en/decisions.csv{AT}").body))}
    assert len(table) == 97
    assert table["d-2023-11-23-budget"]["declined"] == "AM" and table["d-2009-06-14-agreement"]["contested"] == "yes"
    assert table["d-2003-04-28-regulations"]["since"] == "2003-09-18" and table["d-2014-12-23-js"]["effect"] == "not_known"


def test_a_register_without_decisions_says_what_would_stand_there(empty: Site, lang: str) -> None:
    page = empty.page(f"/{lang}/decisions")
    assert page.lede == ("No decision is in the register yet." if lang == "en" else "Решений в реестре пока нет.")
    assert page.main.classed("empty")
    assert empty.get(f"/{lang}/decisions/1").status == 404
    assert empty.get("/en/decisions.json").json["data"]["decisions"] == []


# One decision


def test_a_decision_has_a_number_for_ever_and_is_found_by_it_and_by_its_id(whole: Site) -> None:
    by_id = whole.get(f"/en/decisions/d-2013-09-23.json{AT}").json["data"]
    assert whole.get(f"/en/decisions/{by_id['number']}.json{AT}").json["data"] == by_id
    first = whole.get("/en/decisions/1.json").json["data"]
    assert (first["decision"], first["number"]) == ("d-2002-05-14-status", 1)
    entry = first["line"]["entry"]
    assert whole.get(f"/en/decisions/1.json?at={entry}").json["data"]["number"] == 1, "as the record stood when it was entered"
    assert whole.get(f"/en/decisions/1?at={entry - 1}").status == 404


@pytest.mark.parametrize("name", ["0", "98", "999999", "nothing", "d-2013-09-2"])
def test_a_decision_that_is_not_there_is_one_clear_sentence(whole: Site, name: str, lang: str) -> None:
    answer = whole.get(f"/{lang}/decisions/{name}")
    assert answer.status == 404
    assert ("has the number or the name" if lang == "en" else "с номером или обозначением") in answer.main.text


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("d-2003-04-28-regulations", "2003-09-17", "adopted on 28 April 2003 (Collective Security Council). It has effect on a condition that is not known to be met: Deposit of the last ratification of the Charter."),
        ("d-2003-04-28-regulations", "2003-09-18", "adopted on 28 April 2003 (Collective Security Council). It has effect since 18 September 2003."),
        ("d-2023-11-23-chair", "2023-12-31", "adopted on 23 November 2023 (Collective Security Council). It has effect from 1 January 2024 on."),
        ("d-2025-11-27-sg", "2026-01-29", "adopted on 27 November 2025 (Collective Security Council). It has effect from 1 January 2026 to 31 December 2028 inclusive."),
        ("d-2017-04-14-sg", "2018-11-02", "adopted on 14 April 2017 (Collective Security Council). It ceased to have effect on 2 November 2018."),
        ("d-2022-11-23-returned-1", "2026-01-29", "sent back for reworking on 23 November 2022 (Collective Security Council). Armenia has declared that it does not join it."),
        ("d-2016-10-14-sg", "2026-01-29", "put off on 14 October 2016 (Collective Security Council)."),
        ("d-2016-12-26-sg", "2026-01-29", "not adopted on 26 December 2016 (Collective Security Council)."),
        ("d-2014-12-23-js", "2026-01-29", "adopted on 23 December 2014 (Collective Security Council). From when it has effect no source says."),
    ],
)
def test_the_first_sentence_says_what_came_of_it_and_from_when_it_has_effect(whole: Site, name: str, day: str, said: str) -> None:
    lede = whole.page(f"/en/decisions/{name}?on={day}").lede
    assert lede.split(" of the register: ", 1)[1] == said


def test_the_decision_of_14_june_2009_shows_both_readings_and_gives_no_verdict(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/decisions/d-2009-06-14-agreement{AT}")
    sides, accounts = page.main.classed("contested")
    assert len(sides.every("li")) == 3 and len(accounts.every("li")) == 3
    if lang == "en":
        assert page.lede.endswith("Belarus holds that it was not validly taken; the register gives no verdict.")
        assert "Belarus: contests it" in sides.text and "Russia: answers that it is valid" in sides.text
        assert "By Rule 14 of the Rules of Procedure" in sides.text and "An organ interprets its own rules." in sides.text
        assert "consensus: no official objection" in page.main.text and "nobody declares that it does not take part" in page.main.text
        assert "Five of seven states signed" in accounts.text and "Six states signed, all but Belarus." in accounts.text
    else:
        assert "Беларусь: оспаривает" in sides.text and "Реестр суждения не даёт." in sides.text
    assert page.main.every("a", href=f"/{lang}/charter{AT}#rop-2004-14")
    assert [one["rule"] for one in whole.get(f"/en/decisions/d-2009-06-14-agreement.json{AT}").json["data"]["readings"]] == ["no-official-objection", "consensus"]


def test_armenia_was_absent_and_declined_later_and_the_answer_stands_beside_it(whole: Site) -> None:
    page = whole.page(f"/en/decisions/d-2023-11-23-budget{AT}")
    data = whole.get(f"/en/decisions/d-2023-11-23-budget.json{AT}").json["data"]
    assert [(one["state"], one["position"]) for one in data["positions"] if one["position"] != "not_told"] == [("AM", "absent"), ("AM", "declined")]
    assert "The obligation to contribute stands." in page.main.text
    before = whole.get("/en/decisions/d-2023-11-23-budget.json?on=2024-05-07").json["data"]
    assert [one["position"] for one in before["positions"] if one["state"] == "AM"] == ["absent"]
    assert "That a state joined such a decision later is in no source" in page.main.text


def test_a_life_is_told_step_by_step_and_what_is_not_told_is_said_so(whole: Site) -> None:
    assert steps(whole, "d-2024-11-28-programme") == {
        "proposed": "not_known", "taken": "done", "signed": "not_known", "effect": "done", "joined": "not_known", "carried_on": "not_known",
    }  # fmt: skip
    assert steps(whole, "d-2019-11-28-sg")["proposed"] == "done"
    assert steps(whole, "d-2014-12-23-js")["signed"] == "done"
    assert steps(whole, "d-2013-09-23")["carried_on"] == "done"
    assert steps(whole, "d-2022-11-23-returned-1") == {"proposed": "not_known", "taken": "done", "taken_up": "not_known"}
    life = whole.page(f"/en/decisions/d-2013-09-23{AT}").main.classed("life")[0]
    assert [b.text for b in life.every("b")] == ["Proposed", "Adopted", "Signed", "In effect", "Joined or declined", "Carried on"]


def test_a_step_before_its_day_is_still_to_come(whole: Site) -> None:
    assert steps(whole, "d-2023-11-23-chair", "?on=2023-12-01")["effect"] == "open"
    assert steps(whole, "d-2003-04-28-regulations", "?on=2003-05-01")["effect"] == "open"


def test_the_border_programme_goes_back_to_2013_and_every_step_is_linked(whole: Site) -> None:
    first = whole.get(f"/en/decisions/d-2013-09-23.json{AT}").json["data"]
    assert [one["decision"] for one in first["followed"]] == ["d-2021-08-23-programme", "d-2024-11-28-programme"]
    last = whole.page(f"/en/decisions/d-2024-11-28-programme{AT}").main
    assert last.every("a", href=f"/en/programmes/csto-tajik-afghan-border{AT}")
    assert last.every("a", href=f"/en/decisions/d-2013-09-23{AT}")


def test_the_protocol_decision_of_2025_says_how_it_was_taken(whole: Site) -> None:
    page = whole.page(f"/en/decisions/d-2025-11-27-next{AT}")
    assert "recorded over the chair’s signature" in page.main.text
    assert page.main.every("a", href=f"/en/sessions/csc-2026-11-11{AT}")


def test_the_line_of_time_is_drawn_where_there_is_more_than_one_day_and_says_it_in_words(whole: Site, lang: str) -> None:
    told = whole.page(f"/{lang}/decisions/d-2023-11-23-budget{AT}").main.first("svg", role="img").first("desc").text
    assert ("Armenia: does not join" if lang == "en" else "Армения: неприсоединение") in told
    assert whole.page(f"/{lang}/decisions/d-2020-12-02-budget{AT}").main.every("svg", role="img") == []


def test_before_it_was_taken_the_page_says_so_and_leads_there(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/decisions/d-2024-11-28-programme?on=2020-01-01")
    assert ("had not been taken" if lang == "en" else "ещё не принято") in page.lede
    assert page.main.every("a", href=f"/{lang}/decisions/d-2024-11-28-programme?on=2024-11-28")
    data = whole.get("/en/decisions/d-2024-11-28-programme.json?on=2020-01-01").json["data"]
    assert set(data) == {"decision", "number", "day"}


def test_a_decision_whose_day_is_not_known_says_so(whole: Site) -> None:
    page = whole.page(f"/en/decisions/d-2022-01-consultation{AT}")
    assert "adopted in January 2022 (Collective Security Council)" in page.lede
    assert "принято: январь 2022 года" in whole.page(f"/ru/decisions/d-2022-01-consultation{AT}").lede
    assert "were not found" in page.main.text


def test_no_name_of_a_person_stands_on_the_page_of_an_appointment(whole: Site) -> None:
    for name in ("d-2003-04-28-sg", "d-2017-04-14-sg", "d-2022-11-23-sg", "d-2025-11-27-sg"):
        text = whole.page(f"/en/decisions/{name}{AT}").main.text
        assert "Secretary General" in text
        assert named_in(text) == [name for name in named_in(text) if f"{name}: " in text], "at most in the title of a source"


def test_one_decision_as_csv_is_its_positions(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en/decisions/d-2014-12-23-js.csv{AT}").body)))
    assert [one["position"] for one in table] == ["signed"] * 6


def test_whatever_else_is_told_of_a_decision_has_its_place(site: Site) -> None:
    said = transcribed("SEED", confidence="low")
    title = words("On a matter", "По вопросу")
    site.enter("decision.record", decision="one", body="csc", kind="decision", outcome="adopted", title=title, signed_by=["KZ"], effective="2004-01-01", transcribed=said)
    site.enter("decision.join", on="decision/one", state="KG", manner="with_special_opinion", text=words("We think so", "Мы считаем так"), effective="2004-02-01", transcribed=said)
    site.enter("decision.record", decision="two", body="csc", kind="recommendation", outcome="not_known", title=title, effective="2004-01-01", transcribed=said)
    page = site.page("/en/decisions/one?on=2004-03-01")
    assert "Kyrgyzstan joined it later." in page.lede
    assert "joined with a special opinion" in page.main.text and "low confidence" in page.main.text
    assert site.page("/en/decisions/2").lede.endswith("considered on 1 January 2004 (Collective Security Council), the outcome is not known.")
    site.enter("decision.record", decision="three", body="csc", kind="recommendation", outcome="adopted", title=title, effective="2004-01-01", transcribed=said)
    assert "Whom it binds is not known." in site.page("/en/decisions/3").main.text
    assert "Для кого оно обязательно, неизвестно." in site.page("/ru/decisions/three").main.text


def test_on_a_day_before_the_first_decision_it_is_not_said_that_the_register_has_none(whole: Site) -> None:
    empty = [one.text for one in whole.page("/en/decisions?on=1990-01-01").main.classed("empty")]
    assert empty[0] == "By 1 January 1990 no decision had been taken, as far as the register tells."
