"""What changed since an entry or a day, as a page and as an Atom feed."""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from comity import day as days
from comity.portal.facts import every_fact
from tests.portal.sites import Site

ATOM = "{http://www.w3.org/2005/Atom}"


def test_since_an_entry_the_acts_entered_after_it_newest_first(whole: Site, lang: str) -> None:
    size = whole.registry.standing.size
    data = whole.get(f"/{lang}/changes.json?since={size - 7}").json["data"]
    assert data["count"] == 7
    assert [one["entry"] for one in data["changes"]] == list(range(size, size - 7, -1))
    assert whole.get(f"/{lang}/changes.json?since={size}").json["data"]["changes"] == []
    assert whole.page(f"/{lang}/changes?since={size}").main.classed("empty")


def test_since_a_day_what_came_about_by_the_day_shown(whole: Site) -> None:
    data = whole.get("/en/changes.json?since=2012-06-01&on=2012-12-31").json["data"]
    expected = [f.entry for f in every_fact(whole.registry.standing) if "2012-06-01" < f.start <= "2012-12-31" and len(f.start) == 10]
    assert sorted(one["entry"] for one in data["changes"]) == sorted(expected) != []
    order = [one["day"] for one in data["changes"]]
    assert order == sorted(order, reverse=True)
    assert "suspended" in whole.get("/en/changes?since=2012-06-01&on=2012-12-31").body
    assert "suspended" not in whole.page("/en/changes?since=2012-06-01&on=2012-12-01").main.text


def test_on_an_earlier_day_nothing_that_came_later_is_told(whole: Site, lang: str) -> None:
    """Neither since an entry nor where nothing is asked: then the year before that day."""
    since = whole.get(f"/{lang}/changes.json?since=1&on=2003-09-18").json["data"]
    assert since["count"] == sum(f.entry > 1 and days.first(days.Day(f.start)) <= "2003-09-18" for f in every_fact(whole.registry.standing)) > 50
    entries = [one["entry"] for one in since["changes"]]
    assert entries == sorted(entries, reverse=True) and all(one["day"] <= "2003-09-18" for one in since["changes"])
    last = whole.get(f"/{lang}/changes.json?on=2003-09-18").json["data"]
    assert last["since_day"] == "2002-09-18" and {one["day"] for one in last["changes"]} >= {"2002-10-07", "2003-09-18"}
    assert whole.get("/en/changes?since=640&on=2003-09-18").lede.replace("\u00a0", " ").startswith("Nothing was entered since entry 640")
    for day in ("0001-01-01", "9999-12-31", "2004-02-29"):
        assert whole.get(f"/{lang}/changes?on={day}").status == 200


@pytest.mark.parametrize("words", ["28 June 2012", "2012-06-28", "28.06.2012", "2012"])
def test_a_day_may_be_written_as_people_write_it(whole: Site, words: str) -> None:
    assert whole.get(f"/en/changes.json?since={quote(words)}").json["data"]["since_day"].startswith("2012")


def test_a_long_list_comes_in_pages(whole: Site) -> None:
    size = whole.registry.standing.size
    first = whole.get("/en/changes.json?since=0").json["data"]
    assert (first["count"], len(first["changes"])) == (size, 100)
    page = whole.page("/en/changes?since=0")
    older = next(a["href"] for a in page.main.every("a") if a["rel"] == "next")
    second = whole.get(older.replace("/changes?", "/changes.json?") if older.startswith("/") else f"/en/changes.json{older}").json["data"]
    assert second["changes"][0]["entry"] == size - 100
    by_day = whole.get("/en/changes.json?since=1990&from=101").json["data"]
    assert by_day["first"] == 101


@pytest.mark.parametrize("since", ["nonsense", "99999999", "2012-02-30", "-1", "x" * 500])
def test_what_is_neither_entry_nor_day_is_told_so(whole: Site, lang: str, since: str) -> None:
    answer = whole.get(f"/{lang}/changes?since={since}")
    assert answer.status == 400
    assert answer.lede


def test_the_feed_is_atom_with_ids_that_stay(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/changes.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.body)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 50
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert ids[0].endswith(f":{whole.registry.standing.size}")
    assert len(set(ids)) == 50
    assert (root.findtext(f"{ATOM}title") or "").startswith("Exercise." if lang == "en" else "Учение.")
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert whole.get(link.attrib["href"].removeprefix("http://testserver")).status == 200


def test_on_a_new_register_nothing_changed_but_the_opening(empty: Site, lang: str) -> None:
    assert empty.page(f"/{lang}/changes").main
    assert ElementTree.fromstring(empty.get(f"/{lang}/changes.atom").body).findall(f"{ATOM}entry")


def test_the_feed_is_of_what_changed_since_an_entry_or_a_day_too(whole: Site, lang: str) -> None:
    size = whole.registry.standing.size

    def entries(query: str) -> list[int]:
        answer = whole.get(f"/{lang}/changes.atom{query}")
        assert answer.status == 200
        feed = ElementTree.fromstring(answer.body)
        links = {str(one.get("rel")): str(one.get("href")) for one in feed.findall(f"{ATOM}link")}
        assert links["self"].endswith(f"/changes.atom{query}") and links["alternate"].endswith(f"/changes{query}")
        assert all(one.find(f"{ATOM}{name}") is not None for one in feed.findall(f"{ATOM}entry") for name in ("id", "title", "updated", "link"))
        return [int(str(one.findtext(f"{ATOM}id")).rpartition(":")[2]) for one in feed.findall(f"{ATOM}entry")]

    assert entries(f"?since={size - 3}") == [size, size - 1, size - 2]
    assert entries(f"?since={size}") == []
    of_day = [one["entry"] for one in whole.get(f"/{lang}/changes.json?since=2026-01-01").json["data"]["changes"]]
    assert entries("?since=2026-01-01") == of_day[:50] != []
    page = whole.page(f"/{lang}/changes?since=2026-01-01").page
    assert page.every("a", href=f"/{lang}/changes.atom?since=2026-01-01")
    for bad in ("yesterday", "99999", "31 June 2012"):
        assert whole.get(f"/{lang}/changes.atom?since={bad}").status == 400
