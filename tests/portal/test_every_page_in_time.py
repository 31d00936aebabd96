"""As it stood on: every page offers it, keeps it in its links, and says so on a day before there was an organisation."""

from urllib.parse import parse_qs, urlsplit

import pytest

from comity.portal.urls import PAGES
from tests.portal.document import complaints
from tests.portal.sites import Site
from tests.portal.test_openapi import matches

#: One address of each page.
ADDRESSES = {
    "overview": "", "members": "/members", "member": "/members/tj", "bodies": "/bodies", "body": "/bodies/csc", "posts": "/posts",
    "chairmanship": "/chairmanship", "sessions": "/sessions", "session": "/sessions/csc-2024-11-28", "decisions": "/decisions",
    "decision": "/decisions/1", "instruments": "/instruments", "instrument": "/instruments/charter-2002", "programmes": "/programmes",
    "programme": "/programmes/csto-tajik-afghan-border", "budget": "/budget", "relations": "/relations", "assembly": "/assembly",
    "charter": "/charter", "rules": "/rules", "rules_of_body": "/rules/csto/csc", "power": "/rules/csto/csc/power",
    "election": "/rules/unga/general-assembly/election", "votes": "/rules/unsc/security-council/votes",
    "vote": "/rules/unsc/security-council/votes/3", "concerns": "/concerns", "record": "/record", "entry": "/record/20", "acts": "/acts",
    "kind": "/acts/instrument.sign", "act": "/acts/20", "calendar": "/calendar", "changes": "/changes", "glossary": "/glossary",
    "guides": "/guides", "guide": "/guides/press", "search": "/search", "sources": "/sources", "designations": "/designations",
    "specimen": "/specimen",
}  # fmt: skip
BEFORE = "1990-01-01"
SAYS = {
    "en": ("You are reading 1 January 1990.", "On this day there was no Organisation yet: the earliest day that is named as that of its creation is 14 May 2002."),
    "ru": ("1 января 1990 года", "В этот день Организации ещё не было: самая ранняя из дат, называемых датой её создания, — 14 мая 2002 года."),
}


def test_each_page_is_named_here() -> None:
    assert set(ADDRESSES) == {page.name for page in PAGES}
    for page in PAGES:
        assert matches(page.path, f"/en{ADDRESSES[page.name]}"), page.name


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_offers_a_day_and_an_entry_and_keeps_them_in_its_links(whole: Site, name: str) -> None:
    path = f"/en{ADDRESSES[name]}"
    answer = whole.get(f"{path}?on=2012-06-28&at=600")
    assert answer.status == 200
    page = answer.page
    form = page.classed("when")[0]
    assert form["action"] == path and not form["method"], "a plain form"
    assert {"on", "at"} <= {one["name"] for one in form.every("input")}
    assert all(one["id"] and form.every("label", **{"for": one["id"]}) for one in form.every("input") if one["type"] != "hidden"), "each field has its label"
    assert "past" in form["class"] and [a["href"] for a in form.every("a")] == [path]
    rooms = page.classed("rooms")[0].every("a")
    assert len(rooms) > 20
    for a in (*rooms, *page.every("a", hreflang="ru")):
        assert parse_qs(urlsplit(a["href"]).query) == {"on": ["2012-06-28"], "at": ["600"]}, a["href"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_before_there_was_an_organisation_every_page_says_so(whole: Site, lang: str, name: str) -> None:
    answer = whole.get(f"/{lang}{ADDRESSES[name]}?on={BEFORE}")
    assert answer.status == 200, answer.lede
    assert complaints(answer.page, lang) == []
    said = answer.page.classed("when")[0].text.replace("\xa0", " ")
    for words in SAYS[lang]:
        assert words in said, said


def test_an_organisation_whose_creation_is_not_told_says_nothing_of_it(big: Site) -> None:
    assert "no Organisation yet" not in big.get(f"/en/members?on={BEFORE}").body


def test_on_the_day_of_its_creation_nothing_is_said_of_it(whole: Site) -> None:
    assert whole.page("/en/members?on=2002-05-13").page.classed("edge")
    assert not whole.page("/en/members?on=2002-05-14").page.classed("edge")
