"""The frame of every page: time control, band, foot, languages, faults in one clear sentence, headers."""

import gzip
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from comity.portal.edges import edge_of
from comity.portal.facts import every_fact
from comity.portal.reading import Reading
from comity.text import Name
from tests.portal.document import Element, complaints
from tests.portal.sites import Site, empty_site

PAGES = ("", "/members", "/members/tj", "/sources", "/designations", "/specimen")


def links(page: Element) -> list[str]:
    """Addresses of pages of this site that a page links to."""
    found = [a["href"] for a in page.every("a") if a["href"].startswith(("/en", "/ru"))]
    return [one for one in found if not one.startswith("/record")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_in_both_languages_and_its_links_answer(whole: Site, lang: str, path: str) -> None:
    answer = whole.page(f"/{lang}{path}")
    assert answer.headers["Content-Language"] == lang
    name = whole.registry.standing.law.name("organisation", "full")
    assert isinstance(name, Name) and answer.page.first("title").text.endswith(str(name.said(lang)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_value_as_json_with_where_it_is_from(whole: Site, lang: str, path: str) -> None:
    about = whole.get(f"/{lang}{path}.json?on=2012-06-28").json["about"]
    assert about["day"] == "2012-06-28" and about["language"] == lang and about["exercise"] is True
    assert about["entry"] == whole.registry.standing.size and about["sentence"]


# Time


@pytest.mark.parametrize("path", PAGES)
def test_one_plain_form_asks_for_day_and_entry_and_needs_no_script(whole: Site, path: str) -> None:
    page = whole.page(f"/en{path}").page
    form = page.classed("when")[0]
    assert form["action"] == f"/en{path}" and not form["method"]
    assert [i["name"] for i in form.every("input")] == ["on", "at"]
    assert form.every("button") and all(one["src"].startswith("/static/") and "defer" in one.attributes and not one.text for one in page.every("script"))


def test_the_form_keeps_day_and_entry_and_what_else_was_asked(whole: Site) -> None:
    form = whole.page("/en/members?on=2012-06-28&at=100").page.classed("when")[0]
    asked = {i["name"]: i["value"] for i in form.every("input")}
    assert asked == {"on": "28 June 2012", "at": "100"}
    again = whole.get("/en/members?on=28%20June%202012&at=100")
    assert again.status == 200 and "as the record stood at entry 100" in again.main.text
    more = whole.get("/en/members?on=2012-06-28&kind=x").page.classed("when")[0]
    assert more.first("input", name="kind")["type"] == "hidden"


def test_an_empty_entry_is_none(whole: Site) -> None:
    assert whole.get("/en/members?on=2012-06-28&at=").main.text == whole.get("/en/members?on=2012-06-28").main.text


@pytest.mark.parametrize("written", ["2012-06-28", "28 June 2012", "28 июня 2012 года", "28.06.2012", "June 28, 2012", "28  jun 2012"])
def test_a_day_is_read_as_people_write_it(whole: Site, written: str) -> None:
    assert whole.get(f"/en/members?on={quote(written)}").lede.startswith("On 28 June 2012")


def test_away_from_today_a_band_says_so_and_leads_back(whole: Site, lang: str) -> None:
    form = whole.page(f"/{lang}/members?on=2012-06-28").page.classed("when")[0]
    assert "past" in form["class"]
    assert ("You are reading 28 June 2012." if lang == "en" else "по состоянию на 28 июня 2012 года") in form.text
    assert form.first("a")["href"] == f"/{lang}/members"


def test_today_there_is_no_band(whole: Site, lang: str) -> None:
    form = whole.page(f"/{lang}/members").page.classed("when")[0]
    assert "past" not in form["class"] and form.every("a") == []
    assert whole.page(f"/{lang}/members?on=2026-02-16").page.classed("past") == []


def test_every_link_keeps_day_and_entry(whole: Site) -> None:
    page = whole.page("/en/members?on=2012-06-28&at=150").page
    back = {"/en/members"}
    years = {a["href"] for a in page.first("main").classed("years")[0].every("a")}
    asked_there = {a["href"] for ul in page.every("ul", **{"aria-labelledby": "questions"}) for a in ul.every("a")}
    assert all(parse_qs(urlsplit(one).query)["at"] == ["150"] for one in years | asked_there), "another day, the same entry"
    for one in links(page):
        if one in back | years | asked_there:
            continue
        asked = parse_qs(urlsplit(one).query)
        assert asked == {"on": ["2012-06-28"], "at": ["150"]}, one


def test_another_language_is_the_same_page_on_the_same_day(whole: Site) -> None:
    page = whole.page("/en/members/tj?on=2012-06-28").page
    assert page.first("a", hreflang="ru")["href"] == "/ru/members/tj?on=2012-06-28"
    assert {one["hreflang"]: one["href"] for one in page.every("link", rel="alternate") if one["hreflang"]} == {
        "en": "/en/members/tj?on=2012-06-28", "ru": "/ru/members/tj?on=2012-06-28",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "word", "said"),
    [
        ("1980-01-01", "before", "The first day of which this register knows anything is"),
        ("2026-02-01", "after", "What was entered from sources ends on 29 January 2026"),
        ("2030-01-01", "future", "This day has not come: today is 16 February 2026."),
        ("2012-06-28", "", ""),
    ],
)
def test_a_day_beyond_what_can_be_known_says_so(whole: Site, day: str, word: str, said: str) -> None:
    edge = edge_of(Reading(whole.registry, "en", "/members", {"on": day}))
    assert (edge.word if edge else "") == word
    form = whole.page(f"/en/members?on={day}").page.classed("when")[0]
    found = form.classed("edge")
    assert any(said in one.text for one in found) if said else found == []


# Faults


@pytest.mark.parametrize("bad", ["kk", "31 June 2012", "2012-13-01", "0000-01-01", "2012", "June 2012", "<b>x</b>", "2012-06-28'--", "\u202e2012", "9" * 400])
def test_a_day_that_cannot_be_read_gets_one_sentence_and_keeps_what_was_typed(whole: Site, lang: str, bad: str) -> None:
    answer = whole.get(f"/{lang}/members?on={quote(bad)}&at=100")
    assert answer.status == 400
    assert complaints(answer.page, lang) == []
    field = answer.page.first("input", id="on")
    assert field["value"] == bad[:120] and field["aria-invalid"] == "true" and field["aria-describedby"] == "why"
    assert answer.page.first("input", id="at")["value"] == "100"
    assert answer.page.classed("when")[0]["action"] == f"/{lang}/members", "asking again asks the same page"
    assert "2012-06-28" in answer.lede, "it says what to write"
    assert lang == "en" or not any(word in answer.lede for word in ("write", "expected", "is no"))


@pytest.mark.parametrize("bad", ["0", "-1", "9999", "x", "1e3", "99999999999999999999"])
def test_an_entry_that_is_none_gets_one_sentence_and_keeps_what_was_typed(whole: Site, lang: str, bad: str) -> None:
    answer = whole.get(f"/{lang}/members?on=2012-06-28&at={quote(bad)}")
    assert answer.status == 400
    assert str(whole.registry.standing.size) in answer.lede
    assert answer.page.first("input", id="at")["value"] == bad[:16]
    assert answer.page.first("input", id="on")["value"] == "2012-06-28"


def test_back_to_today_keeps_what_was_chosen(whole: Site, lang: str) -> None:
    for chosen in ("decisions?outcome=returned", "search?q=csto", "calendar?year=2012"):
        page = whole.page(f"/{lang}/{chosen}&on=2023-06-30")
        assert page.page.classed("when")[0].every("a", href=f"/{lang}/{chosen}"), chosen


def test_an_address_that_names_nothing_gets_a_page_in_its_language(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/nothing-here")
    assert answer.status == 404 and complaints(answer.page, lang) == []
    assert answer.main.first("h1").text == ("There is nothing at this address" if lang == "en" else "По этому адресу ничего нет")
    assert list(whole.dead(answer.page)) == []


def test_machines_get_a_problem_where_people_get_a_page(whole: Site) -> None:
    answer = whole.get("/en/members/xx.json")
    assert answer.status == 404 and answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json["code"] == "members.unknown" and "XX" in answer.json["detail"]
    assert whole.get("/en/members.json?on=kk").json["status"] == 400


def test_a_format_that_a_page_does_not_have_is_said_to_be_none(whole: Site) -> None:
    answer = whole.get("/en/specimen.csv")
    assert answer.status == 404 and "CSV" in answer.json["detail"]


def test_pages_are_only_read(whole: Site) -> None:
    response = whole.client.post("/en/members")
    assert response.status_code == 405 and response.headers["Allow"] == "GET, HEAD"
    assert whole.client.head("/en/members").status_code == 200


def test_a_slash_too_many_leads_to_the_page(whole: Site) -> None:
    assert whole.get("/en/members/?on=2012-06-28").headers["Location"] == "/en/members?on=2012-06-28"


@pytest.mark.parametrize("query", ["on=%00", "on=2012-06-28&on=x", "at=1&at=2", "a=" + "x" * 5000, "%ff=%fe", "on[]=1", "on=%E2%80%8B"])
def test_a_hostile_query_breaks_nothing(whole: Site, query: str) -> None:
    answer = whole.get(f"/en/members?{query}")
    assert answer.status in (200, 400)
    assert complaints(answer.page, "en") == []


# Foot and head


def test_the_foot_says_which_record_this_is(whole: Site, lang: str) -> None:
    foot = whole.page(f"/{lang}/members").page.first("footer")
    size = whole.registry.standing.size
    root = whole.registry.log.tree.root(size).hex()
    assert str(size) in foot.text and f"{root[:4]} {root[4:8]} {root[8:12]}" in foot.text
    assert foot.every("a", href=f"/{lang}/record") and foot.every("a", href=f"/{lang}/members.json") and foot.every("a", href=f"/{lang}/members.csv")


def test_the_foot_of_an_earlier_entry_names_that_entry_and_its_root(whole: Site) -> None:
    foot = whole.page("/en/members?at=10").page.first("footer")
    root = whole.registry.log.tree.root(10).hex()
    assert "entry 10," in foot.text and root[:4] in foot.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_a_table_offers_no_table(whole: Site, path: str) -> None:
    offered = {a.text for a in whole.page(f"/en{path}").page.first("footer").every("a")}
    for fmt in ("JSON", "CSV"):
        assert (fmt in offered) == (whole.get(f"/en{path}.{fmt.lower()}").status == 200)


def test_the_first_link_skips_to_the_matter(whole: Site) -> None:
    page = whole.page("/en/members").page
    first = page.first("body").first("a")
    assert first["class"] == "skip" and page.first("main")["id"] == first["href"].removeprefix("#")


def test_there_are_no_controls_that_do_nothing(whole: Site) -> None:
    page = whole.page("/en/members").page
    assert [form["action"] for form in page.every("form")] == ["/en/search", "/en/members"]
    assert all(b.within("form") for b in page.every("button"))


def test_an_exercise_is_marked_on_every_page_and_another_organisation_is_not(whole: Site, big: Site) -> None:
    for path in PAGES:
        assert "Exercise." in whole.page(f"/en{path}").main.classed("sample")[0].text
    assert "Exercise." not in big.page("/en").main.text


def test_the_room_is_marked_in_the_list_of_rooms(whole: Site) -> None:
    nav = next(nav for nav in whole.page("/en/members/tj").page.every("nav") if "rooms" in nav["class"].split())
    assert [a["href"] for a in nav.every("a") if a["aria-current"] == "page"] == ["/en/members"]


# Headers, formats


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_remembered(whole: Site) -> None:
    answer = whole.get("/en/members", **{"Accept-Encoding": "identity"})
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "Set-Cookie" not in answer.headers
    loaded = [e["href"] for e in answer.page.every("link") if e["rel"] in ("stylesheet", "icon")]
    assert loaded and all(one.startswith("/static/") for one in loaded), "static"
    for one in loaded:
        asset = whole.get(one)
        assert asset.status == 200 and "immutable" in asset.headers["Cache-Control"]


def test_a_page_that_is_unchanged_is_not_sent_again(whole: Site) -> None:
    tag = whole.get("/en/members").headers["ETag"]
    assert whole.client.get("/en/members", headers={"If-None-Match": tag}).status_code == 304
    assert whole.get("/ru/members").headers["ETag"] != tag
    assert whole.get("/en/members?on=2012-06-28").headers["ETag"] != tag


def test_a_page_changes_its_tag_when_something_is_entered(site: Site) -> None:
    tag = site.get("/en/members").headers["ETag"]
    site.enter("clock.step", to="2026-02-17T09:00:00Z")
    assert site.client.get("/en/members", headers={"If-None-Match": tag}).status_code == 200
    assert "17 February 2026" in site.page("/en/members").page.first("input", id="on")["value"]


def test_a_page_is_packed_where_the_reader_takes_it(whole: Site) -> None:
    packed = whole.client.get("/en/members", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == whole.get("/en/members").body


def test_the_first_visit_is_small(whole: Site) -> None:
    page = whole.client.get("/en", headers={"Accept-Encoding": "gzip"}).content
    assets = [e["href"] for e in whole.get("/en").page.every("link") if e["href"].startswith("/static/")]
    sent = sum(len(whole.client.get(one, headers={"Accept-Encoding": "gzip"}).content) for one in assets)
    fonts = sum(len(whole.client.get(f"/static/{name}").content) for name in _fonts())
    assert len(page) + sent + fonts <= 150 * 1024


def _fonts() -> list[str]:
    from comity.portal import static

    return [name for name in static.assets() if name.endswith(".woff2") and "latin" in name]


def test_the_day_shown_stands_in_the_title_of_the_window(whole: Site) -> None:
    assert whole.page("/en/members?on=2012-06-28").page.first("title").text.startswith("Members (28 June 2012) | ")


def test_what_is_derived_from_one_record_is_never_shown_of_another(tmp_path: Path) -> None:
    """Two records of one organisation, the same act at the same entry: each shows the days and keys of its own."""
    with empty_site(tmp_path / "a") as a, empty_site(tmp_path / "b") as b:
        for site in (a, b):
            site.enter("membership.declare", "TJ/mission/1", state="TJ", stance="other", text=[{"lang": "en", "text": "A statement."}])
        assert every_fact(a.registry.standing)[0].identity != every_fact(b.registry.standing)[0].identity
