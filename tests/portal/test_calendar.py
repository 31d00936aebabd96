"""The calendar of a year and its feed: sessions, terms, chairmanships, stages, treaties, anniversaries; nothing of a later day."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.organisation.calendar import events
from comity.portal import icalendar
from tests.cast import words
from tests.portal.sites import Site

TRANSCRIBED = {"confidence": "high", "source": ["SEED"]}


def held(site: Site, name: str, day: str, kind: str, **more: object) -> None:
    site.enter("session.hold", session=name, body="csc", kind=kind, effective=day, transcribed=TRANSCRIBED, **more)


def test_anniversaries_follow_from_the_founding_instruments_and_round_ones_are_marked(whole: Site, lang: str) -> None:
    for year, first, second, round_ in (("2022", 30, 20, True), ("2023", 31, 21, False)):
        found = [e for e in whole.get(f"/{lang}/calendar.json?year={year}").json["data"]["events"] if e["kind"] == "anniversary"]
        assert [(e["day"], e.get("round", False)) for e in found] == [(f"{year}-05-15", round_), (f"{year}-10-07", round_)]
        assert str(first) in found[0]["what"]
        assert str(second) in found[1]["what"]
    assert not [e for e in whole.get("/en/calendar.json?year=1992&on=1993-01-01").json["data"]["events"] if e["kind"] == "anniversary"]


def test_a_round_anniversary_is_tied_to_the_jubilee_session_held_near_it(site: Site) -> None:
    site.enter(
        "instrument.adopt", instrument="cst-1992", kind="treaty", title=words("Treaty"), force={"rule": "unknown"}, effective="1992-05-15",
        transcribed=TRANSCRIBED,
    )  # fmt: skip
    held(site, "csc-2022-05-16", "2022-05-16", "jubilee")
    held(site, "csc-2021-05-16", "2021-05-16", "jubilee")
    tied = {e.day: e.with_ for e in events(site.registry.standing, "2021-01-01", "2022-12-31", "2026-01-01") if e.kind == "anniversary"}
    assert tied == {"2021-05-15": "", "2022-05-15": "session/csc-2022-05-16"}
    assert "/en/sessions/csc-2022-05-16" in site.get("/en/calendar?year=2022").body


def test_both_round_anniversaries_of_2022_are_tied_to_the_jubilee_session_of_that_year(whole: Site, lang: str) -> None:
    """One session marked the thirtieth year of the Treaty and the twentieth of the Organisation."""
    found = [e for e in whole.get(f"/{lang}/calendar.json?year=2022").json["data"]["events"] if e["kind"] == "anniversary"]
    assert [(e["day"], e["round"], e["with_"], e["with_day"]) for e in found] == [
        ("2022-05-15", True, "session/csc-2022-05-16", "2022-05-16"), ("2022-10-07", True, "session/csc-2022-05-16", "2022-05-16"),
    ]  # fmt: skip
    said = whole.page(f"/{lang}/calendar?year=2022").main.text.replace("\xa0", " ")
    assert said.count({"en": "round anniversary, jubilee session of 16 May 2022", "ru": "круглая дата, юбилейная сессия 16 мая 2022 года"}[lang]) == 2
    assert not [e for e in whole.get(f"/{lang}/calendar.json?year=2022&on=2022-05-15").json["data"]["events"] if e.get("with_")], "not before it was held"


def test_who_takes_the_chair_is_in_the_calendar_and_in_its_picture(whole: Site) -> None:
    assert {"day": "2026-01-01", "what": "Russia assumes the chairmanship"}.items() <= next(
        e for e in whole.get("/en/calendar.json?year=2026").json["data"]["events"] if e["kind"] == "chair"
    ).items()
    svg = whole.page("/en/calendar?year=2025").main.first("svg", role="img")
    assert [text.text for text in svg.every("text") if text.text in ("Kazakhstan", "Kyrgyzstan", "Russia")] == ["Kyrgyzstan"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2000-02-29"])
def test_the_calendar_of_any_year_can_be_shown(whole: Site, day: str) -> None:
    assert whole.get(f"/en/calendar?on={day}").status == 200


def test_what_is_planned_is_planned_until_it_is_held_or_called_off(site: Site) -> None:
    for name in ("held", "off"):
        site.enter("session.schedule", session=name, body="csc", kind="regular", day="2025-11-27", effective="2024-11-28", transcribed=TRANSCRIBED)
    held(site, "held", "2025-11-28", "regular")
    site.enter("session.cancel", session="off", ground=words("called off"), effective="2025-11-01", transcribed=TRANSCRIBED)

    def kinds(on: str) -> list[tuple[str, str]]:
        return [(e.day, e.kind) for e in events(site.registry.standing, "2025-01-01", "2025-12-31", on) if e.ref.startswith("session/")]

    assert kinds("2024-11-27") == []
    assert kinds("2024-12-01") == [("2025-11-27", "planned"), ("2025-11-27", "planned")]
    assert kinds("2025-11-15") == [("2025-11-27", "planned")]
    assert kinds("2025-12-01") == [("2025-11-28", "session")]


def test_terms_chairmanships_and_stages_have_their_days(site: Site) -> None:
    basis = {"basis": {"words": words("Decision")}}
    site.enter("post.create", post="sg", title=words("Secretary General"), effective="2003-04-28", transcribed=TRANSCRIBED, **basis)
    site.enter("post.appoint", post="sg", state="KG", until="2028-12-31", effective="2026-01-01", transcribed=TRANSCRIBED, **basis)
    site.enter("chairmanship.assume", state="KG", regime="decision", until="2025-12-31", effective="2025-01-01", transcribed=TRANSCRIBED)
    site.enter("chairmanship.assume", state="RU", regime="decision", until="2026-12-31", effective="2026-01-01", transcribed=TRANSCRIBED)
    site.enter("programme.mandate", programme="p", text=words("x"), effective="2013-09-23", transcribed=TRANSCRIBED, **basis)
    site.enter("programme.plan", programme="p", stage=1, start="2025-01-01", until="2025-12-31", text=words("x"), effective="2024-12-04", transcribed=TRANSCRIBED)
    found = [(e.day, e.code) for e in events(site.registry.standing, "2025-01-01", "2028-12-31", "2026-02-01")]
    assert found == [
        ("2025-01-01", "chair_begins"), ("2025-01-01", "stage_begins"), ("2025-12-31", "stage_ends"), ("2026-01-01", "chair_begins"),
        ("2026-01-01", "term_begins"), ("2026-12-31", "chair_ends"), ("2028-12-31", "term_ends"),
    ]  # fmt: skip
    assert site.page("/ru/calendar?year=2025").main.first("table")


def test_the_sentence_says_how_many_and_what_comes_next(whole: Site) -> None:
    assert re.match(r"In 2026 the calendar of the Organisation has \d+ dates?\. Next, on ", whole.get("/en/calendar").lede)
    assert "Next" not in whole.get("/en/calendar?year=1999").lede


def test_a_year_without_anything_says_what_would_stand_there(empty: Site, lang: str) -> None:
    assert empty.page(f"/{lang}/calendar?year=1950").main.classed("empty")


@pytest.mark.parametrize("year", ["abcd", "12", "99999", "1899", "2201", "-2024", "２０２４"])
def test_a_year_that_is_none_is_told_so(whole: Site, lang: str, year: str) -> None:
    answer = whole.get(f"/{lang}/calendar?year={year}")
    assert answer.status == 400
    assert "1900" in answer.lede


def test_years_lie_side_by_side_and_keep_the_day(whole: Site) -> None:
    links = {a["rel"]: a["href"] for a in whole.page("/en/calendar?year=2012&on=2013-01-01").main.every("a") if a["rel"] in ("prev", "next")}
    assert links == {"prev": "/en/calendar?on=2013-01-01&year=2011", "next": "/en/calendar?on=2013-01-01&year=2013"}


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_the_feed_is_icalendar(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/calendar.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert all(len(line.encode()) <= icalendar.OCTETS for line in answer.body.split("\r\n"))
    rows = unfolded(answer.body)
    assert (rows[0], rows[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert rows.count("BEGIN:VEVENT") == rows.count("END:VEVENT") > 0
    uids = [row for row in rows if row.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert all(re.fullmatch(r"DT(START|END);VALUE=DATE:\d{8}", row) for row in rows if row.startswith(("DTSTART", "DTEND")))
    summaries = [row for row in rows if row.startswith("SUMMARY")]
    assert summaries and all(("Exercise." if lang == "en" else "Учение.") in row for row in summaries), "an exercise says so in its feed"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folded_lines_unfold_to_what_they_were(text: str) -> None:
    folded = icalendar.fold(text)
    assert all(len(line.encode()) <= icalendar.OCTETS for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_the_years_of_round_anniversaries_are_a_link_away(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/calendar").main
    years = [a.text for note in page.classed("note") for a in note.every("a") if a["rel"] == "" and a.text.isdigit()]
    assert years == ["1997", "2002", "2007", "2012", "2017", "2022", "2027"]
    for year in years:
        events_of = whole.get(f"/{lang}/calendar.json?year={year}").json["data"]["events"]
        assert [e for e in events_of if e.get("round")], year
    assert "1997" not in whole.page(f"/{lang}/calendar?on=1991-06-01").main.text
