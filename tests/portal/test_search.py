"""The page of search: the box on every page, what it finds, on which day, in pages of twenty; and silly questions."""

import re
from urllib.parse import quote

import pytest

from tests.portal.sites import Site


def refs(site: Site, q: str, lang: str = "en", more: str = "") -> list[str]:
    return [one["ref"] for one in site.get(f"/{lang}/search.json?q={quote(q)}{more}").json["data"]["results"]]


def test_the_box_stands_on_every_page_and_keeps_the_day(whole: Site, lang: str) -> None:
    form = next(form for form in whole.page(f"/{lang}/members?on=2012-06-28").page.every("form") if form["role"] == "search")
    assert form["action"] == f"/{lang}/search"
    assert {(field["name"], field["value"]) for field in form.every("input", type="hidden")} == {("on", "2012-06-28")}
    box = form.first("input", type="search")
    assert box["name"] == "q"
    assert box["aria-label"]


@pytest.mark.parametrize(
    ("q", "ref"),
    [
        ("Uzbekistan", "member/UZ"), ("Узбекистану", "member/UZ"), ("ODKB", "organisation"), ("СКБ", "body/csc"),
        ("Joint Headquarters", "body/joint-staff"), ("charter", "instrument/charter-2002"), ("Устава", "instrument/charter-2002"),
        ("приостановлено Узбекистан", "member/UZ"), ("суверенитет", "concern/"),
    ],
)  # fmt: skip
def test_a_thing_is_found_whatever_the_language_of_the_page(whole: Site, lang: str, q: str, ref: str) -> None:
    assert any(one.startswith(ref) for one in refs(whole, q, lang)), q


def test_every_result_leads_to_a_page_that_there_is(whole: Site, lang: str) -> None:
    for q in ("ODKB", "Узбекистан", "charter", "border", "press"):
        for one in whole.get(f"/{lang}/search.json?q={quote(q)}").json["data"]["results"]:
            assert one["name"] and one["words"]
            page = one["href"].partition("#")[0]
            assert whole.get(page).status == 200, one["href"]


def test_what_is_found_is_shown_marked_with_its_kind_day_and_entry(whole: Site) -> None:
    main = whole.page("/en/search?q=moratorium").main
    assert "moratorium" in [mark.text for mark in main.every("mark")]
    assert main.classed("results")[0].every("a", href="/en/members/uz")
    assert any("/en/acts/" in a["href"] for a in main.every("a"))


def test_the_day_and_the_entry_are_respected(whole: Site) -> None:
    assert "member/UZ" in refs(whole, "moratorium", more="&on=2006-06-23")
    # A source is the register's own: it is found on any day.
    assert [one for one in refs(whole, "moratorium", more="&on=2006-06-22") if not one.startswith("source/")] == []
    assert [one for one in refs(whole, "moratorium", more="&at=2") if not one.startswith("source/")] == []
    assert "22 June 2006" in whole.get("/en/search?q=moratorium&on=2006-06-22").lede


def test_nothing_asked_and_nothing_found_say_what_to_do(whole: Site, lang: str) -> None:
    asked = whole.get(f"/{lang}/search")
    assert asked.status == 200
    assert not asked.main.classed("results")
    none = whole.get(f"/{lang}/search?q=zzzzzz")
    assert none.status == 200
    assert "zzzzzz" in none.lede
    assert none.main.classed("empty")


@pytest.mark.parametrize("q", ['"', "AND", "NEAR(a b)", "a*", "-x", "<script>alert(1)</script>", "%00", "Ё" * 200, "и " * 100, "é́́́", "‮abc", "Ω漢字"])
def test_operators_marks_and_long_words_break_nothing(whole: Site, lang: str, q: str) -> None:
    answer = whole.get(f"/{lang}/search?q={quote(q)}")
    assert answer.status == 200
    assert "<script>alert" not in answer.body


def test_more_than_can_be_read_is_told_so(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/search?q={'a' * 401}")
    assert answer.status == 400
    assert "400" in answer.lede


def test_hundreds_of_results_come_in_pages_of_twenty(big: Site) -> None:
    whole_lot = big.get("/en/search.json?q=state").json["data"]
    assert whole_lot["count"] >= 300
    assert len(whole_lot["results"]) == 20
    second = big.get("/en/search.json?q=state&from=21").json["data"]
    assert second["first"] == 21
    assert not {one["ref"] for one in second["results"]} & {one["ref"] for one in whole_lot["results"]}
    main = big.page("/en/search?q=state&from=21").main
    assert main.first("ol", start="21")
    pages = main.classed("pages")[0]
    assert [b["aria-current"] for b in pages.every("b")] == ["page"]
    assert len(pages.every("a")) == -(-whole_lot["count"] // 20) - 1
    assert big.get("/en/search.json?q=state&from=99999").json["data"]["first"] == 1


def test_what_was_voided_is_not_found_by_its_words(site: Site) -> None:
    from tests.cast import words

    transcribed = {"confidence": "high", "source": ["SEED"]}
    group = {"kind": "subsidiary", "title": words("Quincunx"), "basis": {"words": words("x")}}
    entered = site.enter("body.establish", body="wg-five", effective="2020-01-01", transcribed=transcribed, **group)
    assert refs(site, "quincunx") == ["body/wg-five"]
    ref = f"body/wg-five/{entered.entry}"
    site.enter("record.correct", on=ref, field="void", value="yes", reason=words("a slip"))
    assert refs(site, "quincunx") == []


def test_results_are_a_table_too(whole: Site) -> None:
    rows = whole.get("/en/search.csv?q=charter").body.splitlines()
    assert rows[0].startswith("ref,name,kind,day,entry")
    assert len(rows) > 1


@pytest.mark.parametrize(
    ("lang", "words", "address"),
    [
        ("en", "members", "/en/members"), ("ru", "календарь", "/ru/calendar"), ("en", "anniversaries", "/en/calendar"),
        ("ru", "годовщины", "/ru/calendar"), ("ru", "who presides", "/ru/chairmanship"), ("en", "долевые взносы", "/en/budget"),
    ],
)  # fmt: skip
def test_a_page_is_found_by_its_name_and_by_the_question_that_it_answers(whole: Site, lang: str, words: str, address: str) -> None:
    path = f"/{lang}/search?q={quote(words)}"
    assert address in [one["address"] for one in whole.get(path.replace("search?", "search.json?")).json["data"]["pages"]]
    assert address in [a["href"] for a in whole.page(path).main.every("a")]


def test_pages_are_few_stand_before_what_is_found_and_keep_the_day(whole: Site) -> None:
    data = whole.get("/en/search.json?q=sessions&on=2012-06-28").json["data"]
    assert 1 <= len(data["pages"]) <= 3
    assert data["pages"][0]["address"] == "/en/sessions?on=2012-06-28"
    assert "pages" not in whole.get("/en/search.json?q=%20").json["data"] or whole.get("/en/search.json?q=a").json["data"]["pages"] == []
    assert whole.get("/en/search.json?q=sessions&from=21").json["data"]["pages"] == []


@pytest.mark.parametrize(("words", "ref"), [("Joint Staff", "body/joint-staff"), ("Объединённый штаб", "body/joint-staff"), ("Permanent Council", "body/pc"), ("Secretary General", "post/secretary-general"), ("working group Afghanistan", "body/wg-afg"), ("SMID", "body/")])
def test_a_lasting_thing_stands_before_decisions_and_sessions_that_bear_its_name(whole: Site, words: str, ref: str) -> None:
    found = [one["ref"] for one in whole.get(f"/en/search.json?q={quote(words)}").json["data"]["results"]]
    assert found[0].startswith(ref) or (ref in found and all(one.startswith(("body/", "post/")) for one in found[: found.index(ref)]))


def test_where_only_a_page_is_about_it_the_first_sentence_says_so(whole: Site) -> None:
    assert whole.page(f"/ru/search?q={quote('годовщины')}").lede.replace("\u00a0", " ").endswith("в записях слов «годовщины» нет; об этом есть страница реестра.")
    assert whole.page("/en/search?q=quagga").lede.startswith("By the words “quagga” nothing is found, as the register stood on ")


@pytest.mark.parametrize(("lang", "words"), [("en", "28 June 2012"), ("ru", "28 июня 2012 года"), ("ru", "28.06.2012"), ("en", "2012-06-28"), ("en", "28 июня 2012")])
def test_a_day_is_found_as_the_organisation_on_that_day_and_the_calendar_of_its_year(whole: Site, lang: str, words: str) -> None:
    pages = whole.get(f"/{lang}/search.json?q={quote(words)}").json["data"]["pages"]
    assert [one["address"] for one in pages] == [f"/{lang}?on=2012-06-28", f"/{lang}/calendar?year=2012"]
    assert whole.page(f"/{lang}/search?q={quote(words)}").status == 200


def test_a_year_is_found_as_its_calendar_and_what_is_no_day_is_none(whole: Site) -> None:
    assert [one["address"] for one in whole.get("/en/search.json?q=2022").json["data"]["pages"]] == ["/en/calendar?year=2022"]
    for nothing in ("0001-01-01", "31 June 2012", "9999", "2012-13-01"):
        assert not [one for one in whole.get(f"/en/search.json?q={quote(nothing)}").json["data"]["pages"] if "on=" in one["address"] or "year=" in one["address"]], nothing


def test_what_is_shown_of_a_thing_is_in_one_language(whole: Site) -> None:
    """The reader's, where the words are found there or nowhere; else that in which they are found: never both in a line."""
    for q, lang in (("border", "en"), ("границы", "ru")):
        for row in whole.get(f"/{lang}/search.json?q={quote(q)}").json["data"]["results"]:
            assert row["kind"] == "source" or bool(re.search("[а-яё]", row["words"])) is (lang == "ru"), row["words"]
    found = {row["ref"]: row["words"] for row in whole.get("/ru/search.json?q=csto").json["data"]["results"]}
    assert found["body/pa"] == "The body is established: CSTO Parliamentary Assembly", "what was looked for is shown where it stands"
    assert not re.search("[A-Za-z]", found["partner/SCO"]), "found by another name, and told in the reader's language"
