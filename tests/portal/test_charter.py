"""The page of provisions: each with source, confidence, days, and who cites it; and how one is cited elsewhere."""

import csv
import io

import pytest

from tests.portal.sites import Site


def test_charter_says_how_many_provisions_are_in_force_and_how_many_are_uncertain(whole: Site, lang: str) -> None:
    page = whole.page(f"/{lang}/charter")
    now = [p for p in whole.registry.standing.law.provisions() if p.in_force.on(whole.registry.standing.day_of(whole.registry.now()))]
    low = [p for p in now if p.confidence == "low"]
    assert str(len(now)) in page.lede and str(len(low)) in page.lede


def test_every_provision_stands_under_its_own_address(whole: Site) -> None:
    page = whole.page("/en/charter")
    for one in {p.id for p in whole.registry.standing.law.provisions()}:
        assert page.main.every(id=one.replace("/", "-")), one


def test_a_provision_shows_its_source_confidence_days_and_doubt_about_its_number(whole: Site) -> None:
    page = whole.page("/en/charter")
    found = page.main.first("div", id="charter-2002-25").text
    assert "Article 25" in found and "number not verified" in found
    assert "two years of arrears" in found and "high confidence" in found
    assert "In force from 18 September 2003, where nothing else is said." in page.main.text, "said once for a text"
    assert "from 18 September 2003" not in found and "from 19 December 2012" in page.main.first("div", id="charter-2002-11").text
    assert found[:40].replace("Article 25 number not verified ", "")[:1].isupper(), "each is a sentence"


def test_a_provision_has_the_version_of_the_day_first_and_the_others_after_it(whole: Site) -> None:
    before = whole.page("/en/charter?on=2012-01-01").main.first("div", id="charter-2002-11").text
    after = whole.page("/en/charter?on=2013-01-01").main.first("div", id="charter-2002-11").text
    assert before.index("working body: the Secretariat") < before.index("and the Permanent Council")
    assert after.index("and the Permanent Council") < after.index("working body: the Secretariat")
    assert "from 18 September 2003, until 19 December 2012" in after


def test_a_provision_that_is_not_in_force_on_the_day_says_so(whole: Site) -> None:
    found = whole.page("/en/charter?on=2001-01-01").main.first("div", id="charter-2002-19").text
    assert "not in force on this day" in found


def test_a_provision_names_the_clauses_findings_bodies_and_rules_that_cite_it(whole: Site) -> None:
    page = whole.page("/en/charter")
    assert "entry into force: Charter of the Collective Security Treaty Organization" in page.main.first("div", id="charter-2002-26").text
    assert "rules of membership" in page.main.first("div", id="charter-2002-19").text
    assert "Collective Security Council" in page.main.first("div", id="charter-2002-13").text.split("Cited by:")[1]
    findings = {f.reason.provision for f in whole.registry.standing.findings.values() if hasattr(f, "reason")}
    cited = next(p for p in findings if p.startswith("vclt-1969/"))
    assert "finding on entry" in page.main.first("div", id=cited.replace("/", "-")).text


def test_general_treaty_law_practices_and_samples_are_told_apart(whole: Site) -> None:
    data = whole.get("/en/charter.json").json["data"]["groups"]
    kinds = [group["kind"] for group in data]
    assert kinds == sorted(kinds, key=["instrument", "practice", "demonstration", "treaty_law"].index)
    assert {"instrument", "demonstration", "treaty_law"} <= set(kinds)
    titles = [h.text for h in whole.page("/en/charter").main.every("h2")]
    assert "Vienna Convention on the Law of Treaties" in titles and "Sample rules of the exercise" in titles
    assert [a.text for a in whole.page("/en/charter").main.classed("note")[0].every("a")] == titles[: len(data)], "what is on the page is listed above it"


def test_csv_has_every_version_of_every_provision(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get("/en/charter.csv").body)))
    assert len(rows) == len(whole.registry.standing.law.provisions())
    assert {row["in_force"] for row in rows if row["id"] == "charter-2002/11"} == {"yes", "no"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Charter of the Collective Security Treaty Organization, article 26"), ("ru", "Устав Организации Договора о коллективной безопасности, статья 26")],
)
def test_a_citation_names_text_and_article_and_leads_to_the_provision(whole: Site, lang: str, words: str) -> None:
    page = whole.page(f"/{lang}/instruments/charter-2002?on=2010-01-01")
    link = page.main.first("a", href=f"/{lang}/charter?on=2010-01-01#charter-2002-26")
    assert link.text == words


def test_a_charter_without_provisions_says_what_would_stand_here(big: Site, lang: str) -> None:
    page = big.page(f"/{lang}/charter")
    assert page.main.classed("empty")
    assert page.lede == {"en": "No provision is recorded yet.", "ru": "Положений пока не внесено."}[lang]


def test_provisions_are_asked_after_on_the_days_on_which_they_changed(whole: Site, lang: str) -> None:
    asked = [a["href"] for a in whole.page(f"/{lang}/charter").main.every("a") if "/charter?on=" in a["href"]]
    assert [address.split("on=")[1] for address in asked][-2:] == ["2012-12-19", "2021-01-19"]
    for address in asked:
        assert whole.page(address).status == 200
