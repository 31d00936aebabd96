"""Power as it would be: another threshold, members more or less, set in an address; side by side with what is."""

import csv
import io
import json
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

import pytest

from comity.cli.ending import DONE
from comity.text.typography import NBSP
from tests.cli.shell import Shell
from tests.portal.document import complaints
from tests.portal.sites import Site

UNSC, EU, CSTO = ("/{}/rules/unsc/security-council/power", "/{}/rules/eu/council/power", "/{}/rules/csto/csc/power")
DAY = "2026-02-16"


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The command, somewhere."""
    return Shell(tmp_path_factory.mktemp("cli-state"), tmp_path_factory.mktemp("cli-home"))


def address(path: str, fmt: str = "", lang: str = "en", **asked: str) -> str:
    return f"{path.format(lang)}{fmt}?{urlencode({'on': DAY, **{key.replace('_', '.'): value for key, value in asked.items()}})}"


def asked(site: Site, path: str, joining: str = "", leaving: str = "", **more: str) -> dict[str, Any]:
    value: dict[str, Any] = site.get(address(path, ".json", **{"with": joining, "without": leaving, **more})).json["data"]["otherwise"]
    return value


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def test_two_thirds_in_the_place_of_consensus(whole: Site) -> None:
    """Of six members any four: 22 of 64 coalitions."""
    found = asked(whole, CSTO, threshold_members="2/3")
    assert found["thresholds"] == {"members": "2/3"} and found["can_block"] == []
    assert found["chance_of_passing"] == ["1/64", "11/32"]
    assert (found["minimal_winning"], found["minimal_blocking"]) == (["1", "15"], ["6", "20"])
    assert {tuple(one["can_block"]) for one in found["changes"]} == {(True, False)}


def test_an_eleventh_vote_leaves_the_veto_as_it_is(whole: Site) -> None:
    found = asked(whole, UNSC, threshold_members="11")
    assert len(found["can_block"]) == 5 and Fraction(found["chance_of_passing"][1]) < Fraction(found["chance_of_passing"][0])


def test_a_sixth_permanent_member_and_one_that_leaves(whole: Site) -> None:
    found = asked(whole, UNSC, "IN=permanent", "GBR")
    by = {one["id"]: one for one in found["changes"]}
    assert (found["joining"], found["leaving"], found["members"]) == (["IND"], ["GBR"], [15, 15])
    assert by["IND"]["can_block"] == [False, True] and by["IND"]["shapley_shubik"] == [None, "421/2145"]
    assert by["GBR"]["shapley_shubik"][1] is None and by["GBR"]["can_block"] == [True, False]


@pytest.mark.parametrize("joining", ["XX=85000000;YY=380000", "XX=85000000 YY=380000", "XX = 85000000 ;\n YY=population: 380000"])
@pytest.mark.parametrize("leaving", ["HU;CZ", "HU CZ", "Hungary, Czechia", "Чехия; венгрия"])
def test_states_are_written_by_code_or_name_however_they_are_parted(whole: Site, joining: str, leaving: str) -> None:
    found = asked(whole, EU, joining, leaving)
    assert (found["joining"], sorted(found["leaving"]), found["members"]) == (["XX", "YY"], ["CZ", "HU"], [27, 27])


def test_a_name_of_several_words_stands_whole(whole: Site) -> None:
    found = asked(whole, UNSC, "", "United Kingdom; United States of America")
    assert sorted(found["leaving"]) == ["GBR", "USA"]


def test_the_page_says_the_same_as_the_command(whole: Site, shell: Shell) -> None:
    found = asked(whole, EU, "XX=85000000", "HU", threshold_population="70%", threshold_blocking="5")
    said = shell("analyse", "eu", "--on", DAY, "--with", "XX=85000000", "--without", "HU", "--threshold", "population=70%", "--threshold", "blocking=5", "--json")
    effect = json.loads(said.out)["effect"]
    assert said.code == DONE and effect["chance_of_passing"] == found["chance_of_passing"]
    assert [one["shapley_shubik"] for one in effect["changes"]] == [one["shapley_shubik"] for one in found["changes"]]
    page = whole.page(address(EU, **{"with": "XX=85000000", "without": "HU", "threshold_population": "70%"}))
    assert f"comity analyse eu --body council --matter qualified-on-proposal --on {DAY} --with XX=85000000 --without HU --threshold population=70%" in page.main.text


def test_before_and_after_stand_side_by_side_in_picture_and_table(whole: Site, lang: str) -> None:
    page = whole.page(address(EU, lang=lang, **{"with": "XX=85000000", "without": "HU", "threshold_population": "70%"}))
    assert complaints(page.page, lang) == []
    first = plain(page.lede)
    assert first.startswith({"en": "With XX and without Hungary (27 members), by the rule with threshold population 70%:", "ru": "С новыми членами (XX) и без выбывших (Венгрия; всего членов — 27) при пороге «численность населения» 70 % было бы так. "}[lang])
    heads = [one["id"] for one in page.main.every("h2")]
    assert heads.index("otherwise") < heads.index("set") < heads.index("as-it-is") < heads.index("members")
    tables = page.main.every("table")
    assert [len(one.every("tr")) for one in tables[:2]] == [6, 29], "five figures; the members of either"
    described = plain(next(one.text for one in page.main.every("desc") if "XX" in one.text))
    assert {"en": "Hungary: 2.30%, then –", "ru": "Венгрия: 2,30 %, стало бы –"}[lang] in described


def test_the_form_keeps_what_was_asked_and_needs_no_script(whole: Site) -> None:
    page = whole.page(address(EU, **{"with": "XX=85000000", "without": "HU", "threshold_population": "70%"}))
    form = page.main.every("form")[-1]
    stands = {one["name"]: one["value"] for one in form.every("input")}
    assert stands["with"] == "XX=85000000" and stands["without"] == "HU" and stands["threshold.population"] == "70%"
    assert stands["threshold.members"] == stands["threshold.blocking"] == ""
    assert stands["matter"] == "qualified-on-proposal"
    labels = plain(" ".join(one.text for one in form.every("label")))
    assert "members in favour, now 55%" in labels and "population, now 65%" in labels and "members that suffice to block, now 4" in labels
    assert page.main.every("script") == []


def test_nothing_set_changes_nothing(whole: Site) -> None:
    """An empty form is the page as it is."""
    page = whole.page(address(EU, **{"with": "", "without": " ", "threshold_population": ""}))
    assert page.lede == whole.page(address(EU)).lede
    assert "otherwise" not in [one["id"] for one in page.main.every("h2")]


def test_the_table_as_csv_has_both(whole: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(whole.get(address(EU, ".csv", **{"with": "XX=85000000", "without": "HU"})).body)))
    by = {row["member"]: row for row in rows}
    assert len(rows) == 28 and by["HU"]["shapley_shubik_otherwise"] == "" and by["XX"]["shapley_shubik"] == ""
    assert float(by["DE"]["shapley_shubik_otherwise"]) < float(by["DE"]["shapley_shubik"])
    assert sum(float(row["shapley_shubik_otherwise"] or 0) for row in rows) == pytest.approx(1)


@pytest.mark.parametrize("written", ["72.5%", "72,5%", "72,5 %", f"72,5{NBSP}%"])
def test_a_share_is_read_as_either_language_writes_it(whole: Site, written: str) -> None:
    assert asked(whole, EU, threshold_population=written)["thresholds"]["population"].replace(" ", "") == "72.5%"


@pytest.mark.parametrize(
    ("path", "key", "value", "code", "words"),
    [
        (EU, "with", "XX", "weight_missing", "XX: the rule counts by a weight that is missing; write population:N."),
        (EU, "with", "XX=many", "no_weight", "XX: “many” is no weight and no group"),
        (EU, "with", "DE=1", "sits", "In the field “Joining”. DE sits there already."),
        (EU, "with", "TR=5;TR=6", "joins_twice", "In the field “Joining”. TR is named twice; leave one of them out."),
        (EU, "with", "Deutschland-über-alles", "no_id", "names no state"),
        (EU, "with", ";".join(f"X{n}=1" for n in range(101)), "too_many", "More than 100 states would join at once"),
        (EU, "with", ";".join(f"X{n}=1" for n in range(1000)), "too_long", "“Joining” has 6,889 letters; no more than 4,000 are read"),
        (UNSC, "with", ";".join(f"X{n}" for n in range(101)), "too_many", "More than 100 states"),
        (EU, "without", "US", "sits_not", "US does not sit there"),
        (EU, "without", "HU HU", "leaves_twice", "In the field “Leaving”. HU is named twice; leave one of them out."),
        (EU, "threshold.population", "most", "unread", "“most” is no threshold"),
        (EU, "threshold.population", "101%", "beyond", "out of reach"),
        (EU, "threshold.members", "0", "nothing", "asks for nothing"),
        (EU, "threshold.votes", "9", "unknown", "“votes” names no threshold of this rule; there are members, population, blocking."),
        (UNSC, "threshold.members", "16", "beyond", "all of it is 15"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_sentence_and_the_form_keeps_it(whole: Site, path: str, key: str, value: str, code: str, words: str) -> None:
    for lang in ("en", "ru"):
        page = whole.get(address(path, lang=lang, **{key: value}))
        assert page.status == 400 and complaints(page.page, lang) == []
        assert page.lede.count("..") == 0 and page.lede.endswith(".") and (lang == "ru" or words in plain(page.lede)), page.lede
        kept = {one["name"]: one["value"] for one in page.main.every("form")[-1].every("input")}
        assert key not in kept or kept[key] == value[:4000]
        assert page.main.every("figure"), "the figures as they are stay"
    for fmt in (".json", ".csv"):
        problem = whole.get(address(path, fmt, **{key: value}))
        assert problem.status == 400 and code in problem.body


def test_a_body_that_nobody_would_be_left_in(whole: Site) -> None:
    page = whole.get(address(CSTO, without="AM BY KZ KG RU TJ"))
    assert (page.status, page.lede) == (400, "In the field “Leaving”. Nobody would be left.")


def test_what_would_take_long_is_left_to_the_command(whole: Site) -> None:
    """Forty members of different weights."""
    joining = ";".join(f"X{n}={10**6 + 7 * n * n}" for n in range(10, 23))
    page = whole.page(address(EU, **{"with": joining}))
    assert "(40 members)" in plain(page.lede) and page.lede.endswith("takes longer than a page may.")
    assert "--with X22=1003388" in page.main.text and "otherwise" not in [one["id"] for one in page.main.every("h2")]
    assert asked(whole, EU, joining)["not_a_game"] == "takes_long"


def test_no_script_and_no_markup_comes_out_of_a_field(whole: Site) -> None:
    page = whole.get(address(EU, **{"with": "<script>x</script>=1", "threshold_members": "\"><b>"}))
    assert page.status == 400 and "<script>x" not in page.body and "<b>" not in page.body.split("<form", 2)[-1].split("</form")[0]


def test_a_hundred_and_ninety_three_that_are_alike_are_one_row(whole: Site) -> None:
    page = whole.page("/en/rules/unga/general-assembly/power?on=2026-02-16&matter=important&threshold.members=3/4&without=ROU")
    assert len(page.main.every("table")[1].every("tr")) == 3, "192, and the one that left"
    assert "three quarters" in page.main.text


def test_what_would_take_longer_than_a_page_may_is_said_and_not_begun(whole: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.portal.pages.power_otherwise.effect_of", None)  # nothing is computed: to call it would fail
    odd = ";".join(f"{state}={1_234_567 + 7_654_321 * i}" for i, state in enumerate(["US", "CA", "MX", "BR", "AR", "CL", "PE", "CO", "VE", "EC", "BO", "PY"]))
    page = whole.page(address(EU, **{"with": odd}))
    assert "takes longer than a page may" in plain(page.main.text) and page.status == 200
