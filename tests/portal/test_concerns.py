"""The page of aims and challenges: what each is, what answers it on a day, what nothing answers."""

import csv
import io

import pytest

from tests.cast import words
from tests.portal.document import Element
from tests.portal.sites import Site, transcribed


def cells(main: Element, name: str) -> list[str]:
    """A concern's row: its name and what answers it, by column."""
    row = main.first("tr", id=f"concern-{name}")
    return [cell.text for cell in row.every("th", "td")]


def test_the_first_sentence_counts_what_is_answered_and_names_what_is_not(whole: Site, lang: str) -> None:
    said = {
        "en": (
            "The register names three objectives, four principles and seven challenges. Of the challenges five of seven are answered by a body, "
            "a decision or a programme that is recorded. Nothing that is recorded answers: illicit trafficking of weapons; transnational organised crime."
        ),
        "ru": (
            "В реестре названы 3 цели, 4 принципа и 7 вызовов и угроз. 5 из 7 вызовов и угроз соотнесены с органом, решением или программой. "
            "Не соотнесены ни с чем из внесённого: незаконный оборот оружия; транснациональная организованная преступность."
        ),
    }
    assert whole.page(f"/{lang}/concerns").lede.replace("\u00a0", " ") == said[lang]


def test_what_answers_a_challenge_leads_to_the_thing_and_to_the_act_that_says_so(whole: Site) -> None:
    main = whole.page("/en/concerns").main
    row = main.first("tr", id="concern-drugs")
    assert row.every("a", href="/en/bodies/ksopn") and row.every("a", href="/en/decisions/d-2025-11-27-anti-drug")
    assert any(a["href"].startswith("/en/acts/") for a in row.every("a"))
    assert "since 11 November 2009; medium confidence" in cells(main, "drugs")[1]
    afghanistan = main.first("tr", id="concern-afghanistan")
    assert afghanistan.every("a", href="/en/programmes/csto-tajik-afghan-border")


@pytest.mark.parametrize(("day", "answered"), [("2005-06-22", 0), ("2007-10-06", 4), ("2026-01-29", 5)])
def test_coverage_grows_with_the_days(whole: Site, day: str, answered: int) -> None:
    data = whole.get(f"/en/concerns.json?on={day}").json["data"]
    assert sum(bool(one.get("answers")) for one in data["challenges"]) == answered


def test_gaps_are_named_and_a_gap_says_that_nothing_is_recorded_not_that_nothing_is_done(whole: Site, lang: str) -> None:
    data = whole.get("/en/concerns.json").json["data"]
    assert data["gaps"] == ["weapons", "crime"]
    main = whole.page(f"/{lang}/concerns").main
    assert cells(main, "weapons")[1:] == ["nothing recorded answers it" if lang == "en" else "ответа не внесено"]
    assert ("not that nothing is done" if lang == "en" else "а не что ничего не делается") in main.text.replace("\u00a0", " ")


def test_the_area_of_responsibility_stands_as_defined_with_its_source(whole: Site, lang: str) -> None:
    div = whole.page(f"/{lang}/concerns").main.first("div", id="concern-area-of-responsibility")
    assert ("outer borders" if lang == "en" else "внешние границы") in div.text.replace("\u00a0", " ")
    assert "2010" in div.text and any(a["href"].endswith("#FORCES2010") for a in div.every("a"))
    assert not whole.page(f"/{lang}/concerns?on=2010-12-09").main.every("div", id="concern-area-of-responsibility")


def test_an_assessment_stands_as_its_makers(whole: Site) -> None:
    main = whole.page("/en/concerns").main
    assert "Ministry of Foreign Affairs of Tajikistan: The implementation of the programme for the Tajik-Afghan border will reduce" in main.text
    assert "Each stands as its maker’s, not as the register’s." in main.text
    assert "will reduce" not in whole.page("/en/concerns?on=2025-04-08").main.text


def test_before_the_charter_nothing_of_its_catalogue_is_named(whole: Site, lang: str) -> None:
    lede = whole.page(f"/{lang}/concerns?on=2003-09-17").lede
    assert ("there was no objective" if lang == "en" else "не было") in lede


def test_the_picture_says_in_words_what_it_draws(whole: Site) -> None:
    svg = whole.page("/en/concerns?on=2010-01-01").main.first("svg", role="img")
    told = svg.first("desc").text
    assert "Illegal migration: 2 answers, the first from 6 October 2007" in told and "Transnational organised crime: nothing recorded" in told
    assert any(text.text == "1 January 2010" for text in svg.every("text"))


def test_the_table_goes_out_as_csv_a_row_for_each_answer(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get("/en/concerns.csv").body)))
    drugs = [row["answer"] for row in rows if row["concern"] == "drugs"]
    assert drugs == ["body/ksopn", "body/wg-afg", "body/narcologists", "decision/d-2025-11-27-anti-drug"]
    (weapons,) = (row for row in rows if row["concern"] == "weapons")
    assert (weapons["answered"], weapons["answer"]) == ("no", "")


@pytest.mark.parametrize("path", ["decisions/d-2025-11-27-anti-drug", "bodies/ksopn"])
def test_what_answers_a_challenge_says_so_on_its_own_page(whole: Site, path: str) -> None:
    assert whole.page(f"/en/{path}").main.every("a", href="/en/concerns#concern-drugs")
    assert whole.page("/en/programmes/csto-tajik-afghan-border").main.every("a", href="/en/concerns#concern-afghanistan")


def test_the_search_leads_to_a_concern_and_to_a_body_by_any_of_its_names(whole: Site) -> None:
    assert "/en/concerns#concern-area-of-responsibility" in {a["href"] for a in whole.page("/en/search?q=area+of+responsibility").main.every("a")}
    for name in ("Joint+Staff", "Joint+Headquarters", "ОШ"):
        assert "/en/bodies/joint-staff" in {a["href"] for a in whole.page(f"/en/search?q={name}").main.every("a")}, name


def test_questions_in_words_are_plain_addresses(whole: Site, lang: str) -> None:
    hrefs = {a["href"] for a in whole.page(f"/{lang}/concerns").main.every("a")}
    assert f"/{lang}/concerns?on=2025-11-27#concern-drugs" in hrefs


def test_at_an_entry_before_any_answer_the_catalogue_stands_alone(whole: Site) -> None:
    data = whole.get("/en/concerns.json?at=1").json["data"]
    assert (len(data["challenges"]), data["terms"], len(data["gaps"])) == (6, [], 9)
    whole.page("/en/concerns?at=1")


def test_without_acts_the_catalogue_of_the_charter_makes_the_page(empty: Site, lang: str) -> None:
    main = empty.page(f"/{lang}/concerns").main
    assert not main.every("figure") and len(main.every("table")) == 2


def test_without_a_catalogue_the_page_says_what_would_stand_there(big: Site, lang: str) -> None:
    answer = big.page(f"/{lang}/concerns")
    assert answer.lede == ("No objective, principle or challenge is recorded yet." if lang == "en" else "Целей, принципов, вызовов и угроз пока не внесено.")
    assert len(answer.main.classed("empty")) == 1


def test_a_challenge_defined_and_answered_by_acts_is_shown_with_its_act(site: Site) -> None:
    said = transcribed("SEED", confidence="low")
    site.enter("concern.define", concern="south", kind="challenge", title=words("The south", "Юг"), text=words("Threats from the south", "Угрозы с юга"), effective="2025-04-09", transcribed=said)
    site.enter("concern.answer", concern="south", by_what=["body/csc"], text=words("in general", "в целом"), effective="2025-04-10", transcribed=said)
    main = site.page("/en/concerns").main
    title, bodies, *_ = cells(main, "south")
    assert title.startswith("The south") and "Threats from the south" in title
    assert "in general" in bodies and "low confidence" in bodies


def test_what_the_charter_names_stands_with_its_source_beside_its_article(whole: Site, lang: str) -> None:
    main, law = whole.page(f"/{lang}/concerns").main, whole.registry.standing.law
    for one in (*law.objectives.values(), *law.challenges.values()):
        links = [a["href"] for a in main.first("tr", id=f"concern-{one.id}").first("th").every("a")]
        assert [f"/{lang}/charter#{p.replace('/', '-')}" in links for p in one.provisions] == [True] * len(one.provisions)
        assert [f"/{lang}/sources#{s}" in links for s in one.source] == [True] * len(one.source)
