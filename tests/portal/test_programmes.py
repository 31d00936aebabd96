"""The pages of programmes: what was planned, what is reported, every reading of the end, on a day and at an entry."""

import csv
import io

import pytest

from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed

BORDER = "csto-tajik-afghan-border"
PAGE = f"/en/programmes/{BORDER}"
DECIDED = {"decided": {"body": "csc", "day": "2026-02-16"}}


def stages(page: Element) -> list[list[str]]:
    """Content, plan, report and state of each stage, as the table says them."""
    table = next(table for table in page.every("table") if table.every("tr", id="stage-1"))
    return [[cell.text for cell in tr.every("td")][:4] for tr in table.first("tbody").every("tr")]


def test_the_programme_of_today_is_told_with_its_plan_and_its_last_report(whole: Site, lang: str) -> None:
    answer = whole.page(f"/{lang}/programmes/{BORDER}")
    said = {
        "en": (
            "The programme was approved on 28 November 2024, 11 years after it was asked for on 23 September 2013. Its beginning was set "
            "for 1 January 2025, for five years in three stages. Stage 1, planned for 2025, was last reported on 29 January 2026, as under way."
        ),
        "ru": (
            "Программа утверждена 28 ноября 2024 года — через 11 лет после поручения от 23 сентября 2013 года. Начало было назначено на "
            "1 января 2025 года, срок — 5 лет, этапов: 3. Этап 1 (по плану — 2025): по последнему сообщению, от 29 января 2026 года, продолжается."
        ),
    }
    assert answer.lede == said[lang]


def test_planned_and_reported_stand_apart_and_nothing_runs_because_its_day_has_come(whole: Site) -> None:
    one, two, three = stages(whole.page(PAGE).main)
    assert one[1:] == ["2025", "reported as under way on 17 December 2025, and last on 29 January 2026", "past its planned end"]
    assert two[1:] == ["2026–2027", "nothing reported", "not reported"]
    assert three[1:] == ["2027 or 2028 to 2029 or 2030", "to come", "to come"]


def test_both_readings_of_the_end_stand_side_by_side_and_who_may_prolong(whole: Site) -> None:
    section = whole.page(PAGE).main.first("section", **{"aria-labelledby": "ends"})
    assert [b.text for b in section.every("b")] == ["31 December 2029", "Between 31 December 2029 and 31 December 2030"]
    assert all(li.every("a") for li in section.every("li"))
    assert "“Planned for 5 years (until 2030)”" in section.text and "The Council may prolong it if needed." in section.text
    assert "The register prefers none of them" in section.text


def test_the_length_of_the_first_stage_is_contested_and_the_preference_has_its_reason(whole: Site) -> None:
    section = whole.page(PAGE).main.first("section", **{"aria-labelledby": "claims-1"})
    assert [b.text for b in section.every("b")] == ["2025", "days not stated"]
    assert "low confidence" in section.text and "The register prefers the answer “2025”" in section.text


def test_the_picture_says_in_words_what_it_draws_and_marks_the_day_shown(whole: Site) -> None:
    svg = whole.page(f"{PAGE}?on=2025-12-20").main.first("svg", role="img")
    told = svg.first("desc").text
    assert "stage 1, planned for 2025: under way" in told and "stage 3, planned for 2027 or 2028 to 2029 or 2030: to come" in told
    assert "last day 31 December 2029" in told and "at the latest 31 December 2030" in told
    assert any(text.text == "20 December 2025" for text in svg.every("text"))
    today = whole.page(PAGE).main.first("svg", role="img")
    assert any(text.text == "today" for text in today.every("text"))


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [
        ("2013-09-22", "none", "By 22 September 2013 nobody had asked for this programme."),
        ("2013-09-23", "asked", "The programme has been asked for since 23 September 2013; it is not approved."),
        ("2024-11-27", "asked", "The programme was asked for on 23 September 2013 and, last, on 23 August 2021; it is not approved."),
        ("2024-12-01", "approved", "The programme was approved on 28 November 2024, 11 years after it was asked for on 23 September 2013. Its beginning is set"),
        ("2025-06-01", "begun", "The programme was approved on 28 November 2024"),
        ("2030-06-01", "not_known", "The programme was approved on 28 November 2024"),
        ("2031-01-01", "over", "The programme was approved on 28 November 2024"),
    ],
)  # fmt: skip
def test_it_stood_differently_on_other_days(whole: Site, day: str, status: str, said: str) -> None:
    assert whole.page(f"{PAGE}?on={day}").lede.startswith(said)
    assert whole.get(f"/en/programmes/{BORDER}.json?on={day}").json["data"]["line"]["status"] == status


def test_of_the_time_between_the_readings_it_says_that_it_is_not_known(whole: Site) -> None:
    assert whole.page(f"{PAGE}?on=2030-06-01").lede.endswith("is not known: the readings of its end differ.")


def test_what_came_after_the_day_is_marked_and_no_plan_is_shown_before_there_was_one(whole: Site) -> None:
    main = whole.page(f"{PAGE}?on=2020-01-01").main
    assert not main.every("svg", role="img") and "No stage was planned in anything recorded by 1 January 2020" in main.text
    days = [dt.text for ledger in main.classed("facts") for dt in ledger.every("dt")]
    assert "28 November 2024 after the day shown" in days


def test_who_has_which_part_and_that_it_is_not_known_of_armenia(whole: Site, lang: str) -> None:
    data = whole.get(f"/{lang}/programmes/{BORDER}.json").json["data"]
    assert {part.get("state") or part["body"]: part["role"] for part in data["parts"]} == {
        "TJ": "coordinator", "BY": "participant", "KZ": "participant", "KG": "participant", "RU": "participant", "AM": "uncertain",
        "secretariat": "assistant",
    }  # fmt: skip
    text = whole.page(f"/{lang}/programmes/{BORDER}").main.text
    assert ("Customer-co-ordinator" if lang == "en" else "Заказчик-координатор") in text


def test_what_the_source_hopes_of_it_stands_as_its_own(whole: Site) -> None:
    text = whole.page(PAGE).main.text
    assert "Ministry of Foreign Affairs of the Republic of Tajikistan: Its implementation will be a significant achievement" in text


def test_that_its_text_is_not_known_is_said_with_who_may_release_it(whole: Site) -> None:
    assert "The Council or the customer-co-ordinator may release them" in whole.page(PAGE).main.text


def test_questions_in_words_are_plain_addresses_of_the_page_on_other_days(whole: Site) -> None:
    links = {a.text: a["href"] for a in whole.page(PAGE).main.every("a") if "How did it stand" in a.text}
    assert links["How did it stand on 28 November 2024?"] == f"{PAGE}?on=2024-11-28"
    assert links["How did it stand on 31 December 2030?"] == f"{PAGE}?on=2030-12-31"


def test_the_list_leads_to_each_and_says_that_readings_of_the_end_differ(whole: Site) -> None:
    answer = whole.page("/en/programmes")
    assert answer.lede.startswith("The programme was approved on 28 November 2024")
    row = answer.main.first("tbody").first("tr")
    assert "readings differ" in row.text and row.every("a", href=PAGE)
    assert whole.get("/en/programmes.json").json["data"]["programmes"][0]["ends_latest"] == "2030-12-31"


def test_tables_go_out_as_csv(whole: Site) -> None:
    listed = list(csv.DictReader(io.StringIO(whole.get("/en/programmes.csv").body)))
    assert [row["programme"] for row in listed] == [BORDER] and listed[0]["begins"] == "2025-01-01"
    table = list(csv.DictReader(io.StringIO(whole.get(f"/en/programmes/{BORDER}.csv").body)))
    assert [(row["stage"], row["planned_from"], row["planned_until_latest"]) for row in table] == [("1", "2025-01-01", ""), ("2", "2026-01-01", ""), ("3", "2027", "2030")]


def test_the_record_as_it_stood_at_an_entry_knows_nothing_later(whole: Site) -> None:
    assert whole.page("/en/programmes?at=1").lede == "At entry 1 no programme had been entered."
    assert whole.get(f"{PAGE}?at=1").status == 404


def test_a_programme_that_there_is_not_is_said_to_be_none(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/programmes/no-such-programme")
    assert answer.status == 404 and "no-such-programme" in answer.body


def test_without_programmes_the_page_says_what_would_stand_there(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/programmes").main
    assert len(main.classed("empty")) >= 1
    assert main.classed("lede")[0].text == ("No programme of the Organisation is in the record yet." if lang == "en" else "Программ Организации в реестре пока нет.")


def test_a_programme_that_is_only_asked_for_and_two_programmes_make_pages(site: Site, lang: str) -> None:
    said = transcribed("SEED")
    site.enter("programme.mandate", programme="border", text=words("Develop it", "Разработать"), basis=DECIDED, transcribed=said)
    site.enter("programme.approve", programme="river", title=words("River", "Река"), start="2026-01-01", years=1, basis=DECIDED, transcribed=said)
    site.enter("programme.report", programme="river", progress="ended", text=words("It ended", "Прекращена"), transcribed=said)
    lede = site.page(f"/{lang}/programmes").lede
    assert lede == ("The Organisation has two programmes; 1 is approved." if lang == "en" else "Программ в Организации: 2, из них утверждено: 1.")
    assert "Nothing is recorded" in site.page("/en/programmes/border").main.text
    river = site.page(f"/{lang}/programmes/river")
    assert river.lede.endswith("By the last report it has ended." if lang == "en" else "По последнему сообщению, она прекращена.")
    assert site.get("/en/programmes/river.json").json["data"]["ends"][0]["ends"] == "2026-12-31"


def test_an_act_leads_to_the_programme_that_it_is_about(whole: Site) -> None:
    entry = whole.get("/en/programmes.json").json["data"]["programmes"][0]["entry"]
    assert whole.page(f"/en/acts/{entry}").main.every("a", href=PAGE)


@pytest.mark.parametrize(("start", "until"), [("2999-01-01", "2999-12-31"), ("1800-01-01", "1800-01-01"), ("2027-01-01", "2026-01-01"), ("2026", "2040-05")])
def test_days_at_the_edges_of_the_calendar_and_reversed_ones_make_a_page(site: Site, start: str, until: str) -> None:
    said = transcribed("SEED")
    site.enter("programme.approve", programme="far", title=words("Far", "Дальняя"), start=start, years=5, basis=DECIDED, transcribed=said)
    site.enter("programme.plan", programme="far", stage=1, text=words("One", "Первый"), start=start, until=until, transcribed=said)
    site.enter("programme.report", programme="far", stage=1, progress="running", text=words("So", "Так"), transcribed=said)
    for day in ("0001-01-01", "2026-02-16", "9999-12-31"):
        assert site.page(f"/en/programmes/far?on={day}").status == 200
    site.enter("programme.term", programme="far", point="ends", until=until, text=words("Then", "Тогда"), transcribed=said)
    assert site.page("/ru/programmes/far?on=9999-12-31").status == 200
