"""The pages of sessions: what was held and planned on a day, by kind, body and year; one session with who was there; what is not known."""

import csv
import io
import re

import pytest

from comity.portal.pictures.sessions import KINDS
from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed

AT = "?on=2026-01-29"


def rows(page: Element) -> list[list[str]]:
    """The rows of the first table of a page."""
    return [[cell.text for cell in tr.every("th", "td")] for tr in page.first("table").first("tbody").every("tr")]


def of_one(page: Element, state: str, head: str) -> list[str]:
    """The cells of a state's row in the table whose heading is this part's."""
    for table in page.every("table"):
        for tr in table.first("tbody").every("tr"):
            cells = [cell.text for cell in tr.every("th", "td")]
            if cells[0] == state and head in table.first("thead").text:
                return cells
    raise AssertionError(f"no row of {state}")


# All sessions


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-29", "The last known session (Collective Security Council) was held on 27 November 2025 in Bishkek. The next is set for 11 November 2026 in Moscow."),
        ("2026-11-25", "The last known session (Collective Security Council) was held on 27 November 2025 in Bishkek. One was set for 11 November 2026 in Moscow; whether it was held is not known."),
        ("2021-09-01", "The last known session (Collective Security Council) was held on 23 August 2021 by videoconference."),
        ("2012-06-28", "The last known session (Collective Security Council) was held on 15 May 2012 in Moscow."),
        ("1990-01-01", "By 1 January 1990 no session was held or set, as far as the register tells."),
    ],
)
def test_the_first_sentence_says_which_session_was_the_last_and_which_is_next(whole: Site, day: str, said: str) -> None:
    assert whole.page(f"/en/sessions?on={day}").lede.startswith(said)


def test_russian_says_it_in_its_own_order(whole: Site) -> None:
    lede = whole.page(f"/ru/sessions{AT}").lede
    assert lede.startswith("Последняя известная сессия (Совет коллективной безопасности) состоялась 27 ноября 2025 года (Бишкек). Следующая назначена на 11 ноября 2026 года (Москва).")


def test_an_informal_meeting_is_not_called_the_last_session(whole: Site) -> None:
    assert "20 December 2011" in whole.page("/en/sessions?on=2012-01-01").lede
    assert "10 December 2010" in whole.page("/en/sessions?on=2011-09-01").lede, "not the informal meeting of August 2011"


def test_the_44_sessions_of_the_facts_and_the_meetings_of_other_bodies_are_there(whole: Site) -> None:
    data = whole.get(f"/en/sessions.json{AT}").json["data"]
    assert data["total"] == len(data["sessions"]) == 65
    kinds = [one["kind"] for one in data["sessions"]]
    assert {kind: kinds.count(kind) for kind in ("informal", "signing", "between_sessions", "joint", "meeting")} == {
        "informal": 8, "signing": 1, "between_sessions": 1, "joint": 5, "meeting": 16,
    }  # fmt: skip
    assert sum(one["state"] == "planned" for one in data["sessions"]) == 1
    assert (data["last"], data["next"]) == ("csc-2025-11-27", "csc-2026-11-11")
    assert data["sessions"][0]["session"] == "csc-2026-11-11"


@pytest.mark.parametrize(
    ("asked", "count", "first"),
    [
        ("kind=extraordinary", 5, "csc-2022-10-28"), ("kind=extraordinary&year=2022", 3, "csc-2022-10-28"), ("body=wg-afg", 8, "wg-afg-2025-12-03"),
        ("year=2003", 2, "cfm-2003-11-19"), ("kind=informal", 8, "csc-2017-04-14-informal"),
    ],
)  # fmt: skip
def test_a_choice_is_a_plain_address_and_leaves_its_rows(whole: Site, asked: str, count: int, first: str) -> None:
    path = f"/en/sessions{AT}&{asked}"
    page = whole.page(path)
    assert page.lede == f"{count} of 65 sessions and meetings fit the choice."
    assert len(rows(page.main)) == count
    assert whole.get(path.replace("/sessions", "/sessions.json")).json["data"]["sessions"][0]["session"] == first
    assert len(list(page.main.classed("facts")[0].every("b"))) == 3, "one in each row of choices"


def test_every_choice_that_is_offered_leads_to_as_many_rows_as_it_says(whole: Site) -> None:
    choices = whole.page(f"/en/sessions{AT}").main.classed("facts")[0]
    links = [a for a in choices.every("a") if not a.text.startswith("all")]
    assert len(links) > 20
    for a in links:
        said = re.search(re.escape(a.text) + r"\s+(\d+)", choices.text)
        assert said and "on=2026-01-29" in a["href"], "the day stays"
        assert len(whole.get(a["href"].replace("/sessions", "/sessions.json")).json["data"]["sessions"]) == int(said[1]), a.text


@pytest.mark.parametrize("asked", ["kind=odd", "year=1066", "body=nobody", "kind=%3Cscript%3E", "year=" + "9" * 300])
def test_a_choice_of_nothing_is_one_clear_sentence(whole: Site, asked: str, lang: str) -> None:
    answer = whole.get(f"/{lang}/sessions?{asked}")
    assert answer.status == 400
    assert ("Nothing here is chosen by" if lang == "en" else "здесь ничего не выбрать") in answer.main.text
    assert whole.get(f"/en/sessions.json?{asked}").json["title"]


def test_five_extraordinary_sessions_were_counted_in_2022_and_the_gap_is_stated(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/sessions{AT}&year=2022&kind=extraordinary").main.text
    assert ("five extraordinary sessions in 2022; three are known" if lang == "en" else "пять внеочередных сессий; известны три") in text
    assert "five extraordinary sessions" in whole.page(f"/en/sessions/csc-2022-10-28{AT}").main.text


def test_the_meetings_on_afghanistan_and_what_came_of_the_subject_stand_together(whole: Site, lang: str) -> None:
    path = f"/{lang}/sessions{AT}&body=wg-afg"
    page = whole.page(path)
    data = whole.get(path.replace("/sessions", "/sessions.json")).json["data"]
    assert [one["number"] for one in data["sessions"] if "number" in one] == [42, 38, 37, 35, 8]
    assert data["on_subject"] == ["d-2005-06-23-wg-afg", "d-2021-09-15-afghanistan", "d-2023-06-20-afghanistan"]
    part = page.main.first("h2", id="subject").text
    assert ("Working Group on Afghanistan" if lang == "en" else "Рабочая группа по Афганистану") in part
    assert ("that it rests on a proposal of the group no source says" if lang == "en" else "источники не говорят") in page.main.text
    assert ("what it proposed is not published" if lang == "en" else "её предложения не опубликованы") in page.main.text


def test_the_picture_has_a_row_for_each_kind_and_says_its_days(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/sessions{AT}")
    plot = page.main.classed("plot")[0]
    assert len(plot.first("ol").every("li")) == len(KINDS)
    told = plot.first("svg", role="img").first("desc").text
    assert ("extraordinary: 4 February 2009" if lang == "en" else "внеочередные: 04.02.2009") in told


def test_the_table_goes_out_as_csv(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en/sessions.csv{AT}").body)))
    assert len(table) == 65
    row = next(one for one in table if one["session"] == "csc-2020-12-02")
    assert (row["form"], row["represented"], row["presided"], row["place"]) == ("videoconference", "AM KG", "RU", "")
    assert next(one for one in table if one["session"] == "csc-2008-12-informal")["day"] == "2008-12"


def test_what_was_entered_later_is_not_there_at_an_earlier_entry(whole: Site) -> None:
    first = min(one["entry"] for one in whole.get("/en/sessions.json").json["data"]["sessions"])
    before = whole.page(f"/en/sessions?at={first - 1}")
    assert before.lede == "No session is in the register yet."
    assert "the registrar enters it" in before.main.text


def test_a_register_without_sessions_says_what_would_stand_there(empty: Site, lang: str) -> None:
    page = empty.page(f"/{lang}/sessions")
    assert page.lede == ("No session is in the register yet." if lang == "en" else "Сессий в реестре пока нет.")
    assert page.main.classed("empty") and page.main.classed("plot") == []
    assert empty.get("/en/sessions.json").json["data"] == {"day": empty.get("/en/sessions.json").json["about"]["day"], "total": 0, "sessions": [], "last": "", "next": "", "on_subject": [], "not_known": []}
    assert empty.get(f"/{lang}/sessions/csc-2022-11-23").status == 404


# One session


def test_a_session_says_when_where_under_whom_and_without_whom(whole: Site) -> None:
    page = whole.page(f"/en/sessions/csc-2023-11-23{AT}")
    assert page.lede == "Regular session, held on 23 November 2023 in Minsk. Belarus presided. Armenia did not take part. 5 adopted texts are known."
    assert whole.page(f"/ru/sessions/csc-2023-11-23{AT}").lede.startswith("Очередная сессия — 23 ноября 2023 года (Минск). Председательство: Беларусь. Не участвует: Армения.")


def test_presence_is_told_where_a_source_tells_it_and_nowhere_else(whole: Site) -> None:
    main = whole.page(f"/en/sessions/csc-2020-12-02{AT}").main
    assert of_one(main, "Kyrgyz Republic", "Presence")[1:3] == ["represented by another office", "By the Acting President."]
    assert of_one(main, "Republic of Tajikistan", "Presence")[1] == "not stated"
    data = whole.get(f"/en/sessions/csc-2020-12-02.json{AT}").json["data"]["presence"]
    assert [one["attendance"] for one in data] == ["represented", "not_told", "not_told", "represented", "not_told", "not_told"]


def test_the_members_asked_about_are_those_of_that_day(whole: Site) -> None:
    states = [one["state"] for one in whole.get(f"/en/sessions/csc-2009-06-14.json{AT}").json["data"]["presence"]]
    assert states == ["AM", "BY", "KZ", "KG", "RU", "TJ", "UZ"], "seven in 2009"


def test_what_was_said_of_an_absence_is_quoted_with_its_source(whole: Site) -> None:
    row = of_one(whole.page(f"/en/sessions/csc-2024-11-28{AT}").main, "Republic of Armenia", "Presence")
    assert row[1] == "absent"
    assert row[2].startswith("Does not object to the adoption of all documents, even in a limited format.")
    assert "entry" in row[3]


def test_guests_are_named_by_office(whole: Site) -> None:
    data = whole.get(f"/en/sessions/csc-2024-11-28.json{AT}").json["data"]
    assert len(data["guests"]) == 2
    assert "Shanghai Cooperation Organisation" in whole.page(f"/en/sessions/csc-2024-11-28{AT}").main.text
    assert "Nobody is named as a guest." in whole.page(f"/en/sessions/csc-2025-11-27{AT}").main.text


@pytest.mark.parametrize(("name", "count"), [("csc-2023-11-23", 2), ("csc-2025-11-27", 3)])
def test_numbers_of_documents_stand_side_by_side_and_none_is_preferred(whole: Site, name: str, count: int) -> None:
    section = whole.page(f"/en/sessions/{name}{AT}").main.classed("contested")[0]
    assert len(section.every("li")) == count
    assert all("entry" in li.text for li in section.every("li"))
    assert "The register prefers none of them." in section.text


def test_fifteen_adopted_and_two_sent_back_are_both_shown(whole: Site) -> None:
    page = whole.page(f"/en/sessions/csc-2022-11-23{AT}")
    assert "Sent back for reworking: 2." in page.lede
    assert "Of seventeen drafts fifteen were adopted and two sent back for reworking." in page.main.text
    outcomes = [one["outcome"] for one in whole.get(f"/en/sessions/csc-2022-11-23.json{AT}").json["data"]["decisions"]]
    assert sorted(outcomes) == ["adopted", "adopted", "adopted", "adopted", "returned", "returned"]


def test_the_session_of_2009_says_that_its_validity_is_contested(whole: Site) -> None:
    assert whole.page(f"/en/sessions/csc-2009-06-14{AT}").lede.endswith("Whether what was decided there was validly taken is contested.")


def test_a_session_that_is_planned_is_planned_and_its_outcome_is_not_known(whole: Site) -> None:
    page = whole.page(f"/en/sessions/csc-2026-11-11{AT}")
    assert page.lede == "Planned for 11 November 2026 in Moscow: regular session."
    assert "Next session on 11 November 2026 in the Russian Federation" in page.main.text, "by which decision"
    later = whole.page("/en/sessions/csc-2026-11-11?on=2026-12-01")
    assert later.lede.endswith("Whether it was held, and what came of it, is not known.")
    assert "the facts end on 29 January 2026" in later.main.text


def test_before_it_was_heard_of_the_page_says_so_and_leads_there(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/sessions/csc-2022-11-23?on=2012-01-01")
    assert ("nothing was known of this session" if lang == "en" else "ничего не известно") in page.lede
    assert page.main.every("a", href=f"/{lang}/sessions/csc-2022-11-23?on=2022-11-23")
    assert whole.get("/en/sessions/csc-2022-11-23.json?on=2012-01-01").json["data"] == {"session": "csc-2022-11-23", "day": "2012-01-01"}


def test_a_ceremony_names_what_was_signed_there(whole: Site) -> None:
    page = whole.page(f"/en/sessions/sign-2002-10-07{AT}")
    assert page.main.every("a", href=f"/en/instruments/charter-2002{AT}")
    assert "not a session of the Council" in page.main.text


def test_a_decision_between_sessions_is_no_meeting_and_has_no_attendance(whole: Site) -> None:
    page = whole.page(f"/en/sessions/csc-2018-11-02-decision{AT}")
    assert page.lede.startswith("Decided on 2 November 2018 without a meeting, between sessions.")
    assert "Who was there" not in page.main.text


def test_each_fact_of_a_session_is_one_step_from_its_act_and_source(whole: Site) -> None:
    main = whole.page(f"/en/sessions/csc-2024-11-28{AT}").main
    told = [div for facts in main.classed("facts") for div in facts.every("div") if "entry" in div.text]
    assert len(told) > 8 and all(div.every("a") for div in told)


def test_a_session_known_by_its_month_is_said_to_be_in_it(whole: Site) -> None:
    assert whole.page(f"/en/sessions/csc-2008-12-informal{AT}").lede == "Informal meeting, held in December 2008 in Borovoye."
    assert whole.page(f"/ru/sessions/csc-2008-12-informal{AT}").lede == "Неформальная встреча — декабрь 2008 года (Боровое)."


def test_a_low_confidence_is_marked_by_a_word(whole: Site) -> None:
    assert "low confidence" in whole.page(f"/en/sessions/csc-2013-05-28-informal{AT}").main.text
    assert "General knowledge" in whole.page(f"/en/sessions/csc-2013-05-28-informal{AT}").main.text


def test_questions_about_the_day_are_plain_addresses(whole: Site) -> None:
    main = whole.page(f"/en/sessions/csc-2012-12-19{AT}").main
    assert main.every("a", href="/en/members?on=2012-12-19") and main.every("a", href="/en/charter?on=2012-12-19")


@pytest.mark.parametrize("name", ["nowhere", "csc-1900-01-01", "x" * 64])
def test_a_session_that_is_not_there_is_one_clear_sentence(whole: Site, name: str, lang: str) -> None:
    answer = whole.get(f"/{lang}/sessions/{name}")
    assert answer.status == 404
    assert ("No session in the register is called" if lang == "en" else "в реестре нет") in answer.main.text


def test_one_session_as_csv_is_who_was_there(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en/sessions/csc-2013-09-23.csv{AT}").body)))
    assert [(one["state"], one["attendance"]) for one in table if one["attendance"] != "not_told"] == [("KZ", "represented")]


def test_whatever_else_is_told_of_a_session_has_its_place(site: Site) -> None:
    said = transcribed("SEED", confidence="medium")
    place = words("Minsk", "Минск")
    site.enter("session.schedule", session="spring", body="csc", kind="regular", day="2003-05-01", place=place, effective="2003-01-01", transcribed=said)
    assert site.page("/en/sessions/spring?on=2003-02-01").lede == "Planned for 1 May 2003 in Minsk: regular session."
    assert site.page("/en/sessions?on=2003-02-01").lede.startswith("The next is set for 1 May 2003 in Minsk.")
    site.enter("session.hold", session="spring", body="csc", kind="regular", place=place, until="2003-05-02", effective="2003-05-01", transcribed=said)
    site.enter("session.preside", session="spring", state="TJ", in_place_of="BY", effective="2003-05-01", transcribed=said)
    site.enter("session.attend", session="spring", state="KG", attendance="present", effective="2003-05-01", transcribed=said)
    page = site.page("/en/sessions/spring")
    assert page.lede == "Regular session, held from 1 May 2003 to 2 May 2003 in Minsk. Tajikistan presided."
    assert "in place of Belarus" in page.main.text and "present" in page.main.text
    chair = transcribed("SEED", confidence="low", claim={"key": "chair"})
    site.enter("session.hold", session="autumn", body="csc", kind="regular", effective="2003-09-01", transcribed=said)
    site.enter("session.preside", session="autumn", state="KG", effective="2003-09-01", transcribed=chair)
    site.enter("session.preside", session="autumn", state="TJ", effective="2003-09-01", transcribed=chair)
    contested = site.page("/en/sessions/autumn")
    assert contested.lede.endswith("Who presided is contested: Kyrgyzstan and Tajikistan.")
    assert len(contested.main.classed("contested")[0].every("li")) == 2
    site.enter("session.schedule", session="winter", body="csc", kind="regular", day="2003-12-01", effective="2003-09-01", transcribed=said)
    site.enter("session.cancel", session="winter", ground=words("By agreement", "По договорённости"), effective="2003-10-01", transcribed=said)
    assert site.page("/en/sessions/winter").lede == "It was planned for 1 December 2003 and cancelled: regular session."
    assert site.page("/ru/sessions/winter").lede.startswith("Назначена на 1 декабря 2003 года и отменена")


def test_on_a_day_before_the_first_session_it_is_not_said_that_the_register_has_none(whole: Site, lang: str) -> None:
    [empty] = [one.text for one in whole.page(f"/{lang}/sessions?on=1990-01-01").main.classed("empty")][:1]
    assert ("1 January 1990" if lang == "en" else "1 января 1990 года") in empty
