"""Power in a body: figures that the literature knows, what cannot be computed, and power through time."""

import csv
import io
from fractions import Fraction
from typing import Any

import pytest

from comity.charter.deciding import matters_of
from comity.portal.pages import power
from comity.portal.pages.rules import charter_of
from tests.portal.sites import Site
from tests.portal.test_rules import BODIES

COUNCIL = "/en/rules/unsc/security-council/power"
EU = "/en/rules/eu/council/power"


def data(site: Site, path: str) -> dict[str, Any]:
    value: dict[str, Any] = site.get(path).json["data"]
    return value


@pytest.mark.parametrize(("organisation", "body"), BODIES)
def test_every_deciding_body_has_a_page_of_power(whole: Site, lang: str, organisation: str, body: str) -> None:
    """For each of its matters: figures, or one sentence that says why there are none."""
    for matter in matters_of(charter_of(organisation), body) or ("",):
        answer = whole.page(f"/{lang}/rules/{organisation}/{body}/power?matter={matter}")
        assert answer.lede.endswith(".") and "analysis." not in answer.body and "power." not in answer.main.text
        value = data(whole, f"/{lang}/rules/{organisation}/{body}/power.json?matter={matter}")
        assert (value["found"] is None) == bool(value["not_a_game"]) == (value["through_time"] is None)


def test_the_point_is_said_first(whole: Site) -> None:
    said = whole.page(f"{COUNCIL}?on=2020-06-01").lede.replace("\u00a0", " ")
    assert said.startswith("5 of 15 members can block alone: China, France, Russian Federation, United Kingdom and United States of America.")
    assert "19.63% each (permanent members), the smallest 0.19%" in said
    assert said.endswith("2.59% of proposals would pass.")


def test_figures_are_exact(whole: Site) -> None:
    found = data(whole, f"{COUNCIL}.json?on=2020-06-01")["found"]
    assert found["exact"] is True
    assert {one["shapley_shubik"] for one in found["members"]} == {"421/2145", "4/2145"}
    assert {one["swings"] for one in found["members"]} == {"848", "84"}
    assert sum(Fraction(one["banzhaf"]) for one in found["members"]) == 1
    assert (found["winning"], found["minimal_winning"], found["minimal_blocking"]) == ("848", "210", "125")
    assert found["smallest_winning"][0]["words"] == "all 5 permanent members, and any 4 of 10 elected members"
    general = data(whole, "/en/rules/unga/general-assembly/power.json?on=2026-02-16&matter=important")["found"]
    assert general["coalitions"] == str(2**193) and {one["shapley_shubik"] for one in general["members"]} == {"1/193"}


def test_weights_and_how_far_they_may_be_off(whole: Site) -> None:
    found = data(whole, f"{EU}.json?on=1960-01-01")["found"]
    assert found["dummies"] == ["LU"] and found["tolerance"]["share"] == "1/57"
    assert {one["id"]: one["weights"]["votes"] for one in found["members"]} == {"BE": "2", "DE": "4", "FR": "4", "IT": "4", "LU": "1", "NL": "2"}
    assert "Luxembourg" in whole.page(f"{EU}?on=1960-01-01").lede


def test_the_table_as_csv_has_a_row_for_each_member(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get(f"{COUNCIL}.csv?on=2020-06-01").body)))
    assert len(rows) == 15 and set(power.COLUMNS) <= set(rows[0])
    china = next(row for row in rows if row["member"] == "CHN")
    assert (china["can_block"], china["shapley_shubik"], china["swings"]) == ("yes", "0.19627039627", "848")


def test_through_time_groups_stand_for_their_members(whole: Site) -> None:
    """Members came and went every year; what a permanent and an elected seat means changed once, and while a seat was vacant."""
    times = data(whole, f"{COUNCIL}.json?on=2020-06-01")["through_time"]
    assert [(one["day"], one["members"]) for one in times["points"]] == [("1946-01-12", 11), ("1966-01-01", 15), ("1980-01-01", 14), ("1980-01-07", 15)]
    assert {one["name"]: one["shapley_shubik"] for one in times["lines"]} == {
        "permanent members": ["76/385", "421/2145", "139/715", "421/2145"], "elected members": ["1/462", "4/2145", "4/1287", "4/2145"],
    }  # fmt: skip
    assert "CHN" in times["lines"][0]["members"] and times["left_out"] == []


def test_through_time_each_member_where_weights_differ(whole: Site) -> None:
    """Luxembourg: nothing in 1958, something in 1973, although its part of the votes had fallen (Brams & Affuso 1976)."""
    times = data(whole, f"{EU}.json?on=2019-06-01")["through_time"]
    lines = {one["name"]: one["shapley_shubik"] for one in times["lines"]}
    assert lines["Luxembourg"][0] == "0/1" and Fraction(lines["Luxembourg"][1]) > 0
    assert lines["United Kingdom"][0] is None and lines["United Kingdom"][-1] is None
    for at in range(len(times["points"])):
        assert sum(Fraction(line[at]) for line in lines.values() if line[at]) == 1
    assert len(whole.page(f"{EU}?on=2019-06-01").main.classed("matrix")) == 1


def test_every_one_of_a_hundred_changes_is_reckoned_and_told_in_a_table_that_opens(whole: Site) -> None:
    times = data(whole, "/en/rules/unga/general-assembly/power.json?on=1961-11-01&matter=important")["through_time"]
    days = [one["day"] for one in times["points"]]
    assert len(days) == times["changes"] == 100 and times["left_out"] == []
    assert days[0] == "1945-10-24" and days[-1] == "2011-07-14" and "1961-10-27" in days, "the first, the last, and that of the day"
    page = whole.page("/en/rules/unga/general-assembly/power?on=1961-11-01&matter=important")
    table = next(one for one in page.main.every("details") if "Every change in figures: 100 rows" in one.text)
    assert len(table.every("tr")) == 101


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/en/rules/csto/csc/power?matter=procedural", "not_known", "What the rule takes is not known"),
        ("/en/rules/unga/general-assembly/power?matter=importance-in-question", "chosen_by_vote", "itself decided by a vote"),
        ("/en/rules/unsc/security-council/power?on=1900-01-01", "no_rule", "No rule is known for this on 1 January 1900"),
    ],
)
def test_where_there_is_no_power_to_measure_the_page_says_why(whole: Site, path: str, code: str, words: str) -> None:
    page = whole.page(path)
    assert words in page.lede.replace("\u00a0", " ") and page.main.classed("empty")
    address, _, asked = path.partition("?")
    assert data(whole, f"{address}.json?{asked}")["not_a_game"] == code
    assert whole.get(f"{address}.csv?{asked}").body.splitlines()[0].startswith("member,name")


def test_what_would_take_long_is_left_to_the_command(whole: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "PATIENCE", 1)
    page = whole.page(f"{EU}?on=2018-02-03")
    assert "takes longer than a page may" in page.lede and "comity analyse eu --body council" in page.main.text
    power._analysed.cache_clear()


@pytest.mark.parametrize(("lang", "line"), [("en", "0.2%"), ("ru", "0,2 %")])
def test_the_scale_of_the_picture_suits_its_figures(whole: Site, lang: str, line: str) -> None:
    """Of 193 equal members each has 0.52%."""
    texts = [text.text for text in whole.page(f"/{lang}/rules/unga/general-assembly/power?matter=important").main.every("text")]
    assert texts[0] == "0" and line in texts


def test_a_day_long_before_and_one_long_to_come_have_their_page(whole: Site) -> None:
    page = whole.page(f"{COUNCIL}?on=9000-01-01")
    years = [text.text for text in page.main.every("text") if text.text.isdigit() and len(text.text) == 4]
    assert len(years) < 12 and whole.page(f"{COUNCIL}?on=1000-01-01").main.classed("empty")


def test_what_is_asked_wrongly_or_of_nobody_is_told_so(whole: Site) -> None:
    assert whole.get(f"{COUNCIL}?matter=war").status == 400
    for path in ("/en/rules/nato/council/power", "/en/rules/unsc/secretariat/power"):
        assert whole.get(path).status == 404


def test_the_body_s_page_leads_here_with_its_matter(whole: Site) -> None:
    links = [a["href"] for a in whole.get("/en/rules/unsc/security-council?matter=procedural&on=2020-06-01").main.every("a")]
    assert "/en/rules/unsc/security-council/power?on=2020-06-01&matter=procedural" in links


def test_an_empty_organisation_has_the_same_page(empty: Site) -> None:
    assert "can block alone" in empty.page("/en/rules/csto/csc/power").lede.replace("\u00a0", " ")
