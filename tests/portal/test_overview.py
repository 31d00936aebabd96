"""The overview: what the organisation is in three sentences, on what it rests, and the three days of its creation."""

import pytest

from comity.portal.pages.overview import next_round
from comity.portal.pictures.overview import APART, lanes
from tests.cast import words
from tests.portal.sites import Site


def test_four_sentences_say_what_the_organisation_is_who_presides_and_when_it_meets(whole: Site) -> None:
    said = whole.page("/en").lede
    assert said == (
        "A regional international organisation of a defensive nature, open to new members committed to its goals and principles. "
        "The Organisation has six member states. Russia presides. Last session: 27 November 2025, Bishkek; next: 11 November 2026, Moscow."
    )
    assert whole.page("/ru").lede.endswith("Председательствует Россия. Последняя сессия — 27 ноября 2025 года, Бишкек; следующая — 11 ноября 2026 года, Москва.")
    assert whole.page("/en?on=2002-12-01").lede.endswith("Last session: 14 May 2002, Moscow.")


def test_the_first_sentences_stay_short_on_every_day(whole: Site, lang: str) -> None:
    for day in ("1990-01-01", "1995-06-01", "2004-06-01", "2007-12-01", "2012-06-28", "2021-09-16", "2026-02-16", "2030-01-01"):
        said = whole.page(f"/{lang}?on={day}").lede
        assert len(said) <= 360, f"{day}: {len(said)}"


def test_before_there_was_an_organisation_it_is_said_so_and_not_what_it_is(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}?on=1990-01-01")
    assert page.lede == ("On 1 January 1990 there was no Organisation yet." if lang == "en" else "По состоянию на 1 января 1990 года Организации ещё не было.")
    empty = [one.text for one in page.main.classed("empty")]
    assert any("1 January 1990" in one or "1 января 1990 года" in one for one in empty)
    assert not any("is in the register" in one or "В реестре нет ни одной" in one or "entered yet" in one for one in empty), "the register has many of each"


def test_on_what_the_organisation_rests_stands_with_the_entry_of_each(whole: Site) -> None:
    [row] = [div for div in whole.page("/en").main.every("div") if div.every("dt") and div.first("dt").text == "On what it rests"]
    assert "Collective Security Treaty, in force since 20 April 1994" in row.text and "Charter of the CSTO, in force since 18 September 2003" in row.text
    assert len([a for a in row.every("a") if "/acts/" in a["href"]]) == 2
    assert "Charter of the CSTO, of 7 October 2002" in whole.page("/en?on=2002-12-01").main.text


def test_seat_and_official_language_stand_with_their_source(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}").main
    heads = ("Seat", "Official", "Местопребывание", "Официальн")
    seat, language = [div for dl in main.classed("facts") for div in dl.every("div") if div.first("dt").text.startswith(heads)]
    assert seat.text.startswith("Seat Moscow" if lang == "en" else "Местопребывание Москва")
    assert language.text.startswith("Official language Russian" if lang == "en" else "Официальный язык русский")
    low, high = ("medium confidence", "high confidence") if lang == "en" else ("достоверность средняя", "достоверность высокая")
    for one, known in ((seat, low), (language, high)):
        assert known in one.text.lower() and one.every("a"), "each with its own source and confidence"


def test_the_three_days_of_the_creation_are_shown_as_what_each_is(whole: Site, lang: str) -> None:
    section = whole.page(f"/{lang}").main.classed("contested")[0]
    days = [b.text for b in section.every("b")]
    assert days == (
        ["14 May 2002", "7 October 2002", "18 September 2003"] if lang == "en" else ["14 мая 2002 года", "7 октября 2002 года", "18 сентября 2003 года"]
    )
    for claim in section.every("li"):
        assert claim.classed("conf") and claim.every("a"), "each with its source and confidence"
    assert ("the register prefers none" if lang == "en" else "не отдаёт предпочтения") in section.text


def test_members_stand_in_protocol_order_with_what_is_unusual(whole: Site) -> None:
    members = next(one for one in whole.page("/en").main.every("section") if one["aria-labelledby"] == "members")
    assert [li.text for li in members.classed("pair")] == [
        "Armenia declares its participation frozen", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia presides", "Tajikistan", "Uzbekistan membership suspended",
    ]  # fmt: skip


def test_what_the_last_session_decided_stands_beside_the_members_with_what_came_of_each(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}.json").json["data"]
    assert len(data["decided"]) == 11 and {one["session"] for one in data["decided"]} == {"csc-2025-11-27"}
    section = next(one for one in whole.page(f"/{lang}").main.every("section") if one["aria-labelledby"] == "sessions")
    assert [a["href"] for li in section.classed("pair") for a in li.every("a")] == [f"/{lang}/decisions/{one['number']}" for one in data["decided"][:6]]
    assert ("5 more decisions" if lang == "en" else "Ещё 5 решений") in section.text and section.every("a", href=f"/{lang}/sessions/csc-2025-11-27#decided")
    assert whole.get(f"/{lang}.json?on=1999-01-01").json["data"]["decided"] == []


def test_the_months_around_the_day_show_sessions_by_place_and_who_presides(whole: Site, lang: str) -> None:
    svg = next(one for one in whole.page(f"/{lang}").main.every("svg", role="img") if one["aria-labelledby"].startswith("days-"))
    words = [text.text for text in svg.every("text")]
    wanted = {"en": ["Bishkek", "Moscow", "Kyrgyzstan", "Russia", "today"], "ru": ["Бишкек", "Москва", "Кыргызстан", "Россия", "сегодня"]}[lang]
    assert [one for one in wanted if one not in words] == []
    for edge in ("0001-01-01", "9999-12-31"):
        assert whole.page(f"/{lang}?on={edge}").status == 200


def test_the_line_of_time_marks_founding_and_amending_instruments_and_lists_them(whole: Site) -> None:
    main = whole.page("/en").main
    listed = [li.text for li in main.classed("numbered")[0].every("li")]
    assert listed[0].startswith("15 May 1992 Text adopted: Collective Security Treaty")
    assert any(one.startswith("18 September 2003 In force: Charter of the") for one in listed)
    assert any(one.startswith("19 December 2012 In force: Protocol amending the Charter") for one in listed)
    svg = next(one for one in main.every("svg", role="img") if one["aria-labelledby"].startswith("line-"))
    numbers = [text.text for text in svg.every("text") if text.text.isdigit() and len(text.text) < 3]
    assert numbers == [str(i) for i in range(1, len(listed) + 1)]


@pytest.mark.parametrize("xs", [[0.0, 1.0, 2.0, 50.0, 51.0, 99.0], [10.0] * 7, [], [0.0, 6.99, 14.0]])
def test_no_mark_covers_another(xs: list[float]) -> None:
    placed = list(zip(xs, lanes(xs), strict=True))
    for i, (x, lane) in enumerate(placed):
        assert all(other != lane or abs(y - x) >= APART for y, other in placed[:i])


@pytest.mark.parametrize(
    ("day", "on", "years"),
    [("1992-05-15", "2022-01-01", 30), ("2002-10-07", "2022-10-07", 20), ("2002-10-07", "2022-10-08", 25), ("2003-09-18", "2003-09-18", 5), ("2004-02-29", "2009-03-01", 10), ("2002-10-07", "9997-10-07", 7995), ("2002-10-07", "9997-10-08", 0)],
)  # fmt: skip
def test_a_round_anniversary_is_computed_from_the_day(day: str, on: str, years: int) -> None:
    assert next_round(day, on) == years


def test_in_2022_the_treaty_is_thirty_and_the_charter_twenty(whole: Site) -> None:
    found = whole.get("/en.json?on=2022-01-01").json["data"]["anniversaries"]
    assert [(one["day"], one["years"], one["instrument"]) for one in found[:2]] == [("2022-05-15", 30, "cst-1992"), ("2022-10-07", 20, "charter-2002")]


def test_objectives_principles_and_challenges_stand_with_their_articles(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}").main
    for name, count in (("objectives", 3), ("principles", 4), ("challenges", 6)):
        assert main.first("h2", id=name).text
        assert len(whole.get(f"/{lang}.json").json["data"][name]) == count
    article = "article 5" if lang == "en" else "статья 5"
    assert sum(article in li.text for li in main.every("li")) == 4


def test_the_latest_acts_are_told_newest_first_and_only_up_to_the_day(whole: Site) -> None:
    found = whole.get("/en.json?on=2012-12-31").json["data"]["latest"]
    days = [one["day"] for one in found]
    assert days == sorted(days, reverse=True) and days[0] == "2012-12-19"
    assert any("The membership of Uzbekistan is suspended" in one["says"] for one in found)


def test_samples_of_the_exercise_push_nothing_that_happened_out_of_sight(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}.json").json["data"]
    assert all("xercise" not in one["says"] and "чебн" not in one["says"] for one in data["latest"])
    assert data["counts"]["samples"] > 0 and str(data["counts"]["samples"]) in whole.page(f"/{lang}").main.text


def test_what_is_signed_in_the_exercise_is_among_the_latest(site: Site) -> None:
    site.enter("membership.declare", "TJ/mission/1", state="TJ", stance="other", text=words("A statement.", "Заявление."))
    site.enter("record.remark", about=["member/TJ"], text=words("Said today.", "Сказано сегодня."), said_by=words("A desk", "Отдел"))
    assert any("Said today." in one["says"] for one in site.get("/en.json").json["data"]["latest"])


def test_members_and_latest_come_before_the_dates_and_what_is_in_force(whole: Site) -> None:
    ids = [h["id"] for h in whole.page("/en").main.every("h2")]
    assert [name for name in ids if name in ("members", "latest", "created", "ways", "dates", "in-force")] == ["members", "latest", "created", "ways", "dates", "in-force"]


def test_the_same_act_of_several_states_is_told_once(whole: Site) -> None:
    found = whole.get("/en.json?on=2003-09-18").json["data"]["latest"]
    founding = next(one for one in found if one["says"].startswith("Founding membership"))
    assert len(founding["entries"]) == 6 and founding["says"]== "Founding membership: Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia and Tajikistan"


def test_instruments_in_force_are_those_of_the_day(whole: Site) -> None:
    def shown(day: str) -> list[str]:
        names = [one["instrument"] for one in whole.get(f"/en.json?on={day}").json["data"]["in_force"]]
        return [name for name in names if not name.startswith("sample")]

    bound = {one["instrument"]: one.get("parties") for one in whole.get("/en.json").json["data"]["in_force"]}
    assert (bound["charter-2002"], bound["cst-prot-1999"]) == (6, None), "of the Protocol of 1999 it is not known which five they were"
    assert shown("1993-01-01") == []
    assert shown("1999-01-01") == ["cst-1992"]
    assert shown("2003-09-18")[:3] == ["cst-1992", "cst-prot-1999", "charter-2002"]


@pytest.mark.parametrize("day", ["1992-01-01", "1994-04-20", "2003-09-18", "2012-06-28", "2021-01-19"])
def test_every_day_has_an_overview(whole: Site, lang: str, day: str) -> None:
    assert whole.page(f"/{lang}?on={day}").main.classed("past")


def test_an_organisation_without_members_and_instruments_has_a_decent_page(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}").main
    assert main.every("svg", role="img") == []
    assert len(main.classed("empty")) == 4


def test_one_row_and_three_hundred_make_a_page(one: Site, big: Site, lang: str) -> None:
    assert len(one.page(f"/{lang}").main.classed("pair")) == 1
    answer = big.page(f"/{lang}")
    assert len(answer.main.classed("pair")) == 300
    assert len(big.get(f"/{lang}.json").json["data"]["in_force"]) <= 12


def test_the_bare_address_leads_to_the_overview_in_the_readers_language(whole: Site) -> None:
    assert whole.get("/", **{"Accept-Language": "ru;q=0.9, en;q=0.8"}).headers["Location"] == "/ru", "home"
    assert whole.get("/", **{"Accept-Language": "de"}).headers["Location"] == "/en"


def test_at_an_entry_before_any_membership_it_is_said_that_none_had_been_entered(whole: Site, lang: str) -> None:
    for page in ("", "/members"):
        said = whole.page(f"/{lang}{page}?at=50").lede
        assert ("At entry 50 nothing of the membership of any state had been entered." if lang == "en" else "На момент записи № 50 о членстве государств ещё ничего не было внесено.") in said
        said = whole.page(f"/{lang}{page}?at=100").lede
        assert ("At entry 100 no membership of the Organisation had been entered" if lang == "en" else "На момент записи № 100 о членстве в Организации ещё ничего не было внесено") in said
    title = whole.page(f"/{lang}/members?at=50").page.first("title").text
    assert ("entry 50" if lang == "en" else "запись № 50") in title


def test_a_day_to_come_is_not_told_as_past(whole: Site) -> None:
    said = whole.page("/en?on=2030-01-01").lede
    assert "By what is recorded today the Organisation has six member states on 1 January 2030." in said


def test_the_first_lines_say_who_presides_who_is_in_office_and_what_is_next(whole: Site, lang: str) -> None:
    found = {one["address"].split("/")[2].split("?")[0]: one["says"] for one in whole.get(f"/{lang}.json?on=2024-12-01").json["data"]["glances"]}
    assert set(found) == {"chairmanship", "posts", "calendar"}
    assert ("Kyrgyzstan" if lang == "en" else "Кыргызстан") in found["chairmanship"], "who is next has a line of its own"
    assert ("Kazakhstan" if lang == "en" else "Казахстан") in whole.get(f"/{lang}.json?on=2024-12-01").json["data"]["glances"][0]["says"]
    assert whole.page(f"/{lang}?on=2024-12-01").main.every("h2", id="glance")


def test_a_band_of_years_leads_to_the_same_page_on_the_same_day_of_each(whole: Site) -> None:
    for path in ("/en", "/en/members"):
        band = whole.page(f"{path}?on=2012-06-28").main.classed("years")[0]
        assert [b.text for b in band.every("b")] == ["2012"]
        links = {a.text: a["href"] for a in band.every("a")}
        assert links["1999"] == f"{path}?on=1999-06-28"
        assert "1992" in links and "2026" in links
        assert whole.get(links["2026"]).status == 200
    leap = whole.page("/en?on=2012-02-29").main.classed("years")[0]
    assert next(a["href"] for a in leap.every("a") if a.text == "2013") == "/en?on=2013-02-28"


def test_a_register_without_acts_has_neither(empty: Site) -> None:
    main = empty.page("/en").main
    assert not main.classed("years")
    assert not main.every("h2", id="glance")


def test_the_last_session_and_the_next_stand_on_the_first_page(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}?on=2026-01-29")
    data = whole.get(f"/{lang}.json?on=2026-01-29").json["data"]["sessions"]
    assert [(one["session"], one["state"]) for one in data] == [("csc-2025-11-27", "held"), ("csc-2026-11-11", "planned")]
    assert page.main.every("a", href=f"/{lang}/sessions/csc-2025-11-27?on=2026-01-29")
    assert page.main.every("a", href=f"/{lang}/decisions?on=2026-01-29")
    assert [one["state"] for one in whole.get(f"/{lang}.json?on=2026-12-01").json["data"]["sessions"]] == ["held", "not_known"]


def test_before_any_session_the_first_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    assert ("No session is in the register." if lang == "en" else "В реестре нет ни одной сессии.") in empty.page(f"/{lang}").main.text


def test_what_the_organisation_is_stands_with_its_source(whole: Site, lang: str) -> None:
    about = whole.registry.standing.law.organisation
    [row] = [div for div in whole.page(f"/{lang}").main.every("div") if div.every("dt") and div.first("dt").text in ("What it is", "Что это")]
    assert [f"/{lang}/sources#{one}" for one in about.source] == [a["href"] for a in row.every("a")]
    assert whole.get(f"/{lang}.json").json["data"]["described"] == {"source": list(about.source), "confidence": about.confidence}
