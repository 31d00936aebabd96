"""Questions in words: every page has some, each is a plain address that answers with a single click."""

from urllib.parse import urlsplit

import pytest

from comity.portal.asks import ASKS_ITSELF, QUESTIONS_ONLY
from tests.portal.document import Element
from tests.portal.sites import Site
from tests.portal.test_every_page_in_time import ADDRESSES

#: Where a page's questions stand: in a part of their own, or the page is nothing else.
PARTS = ("asked", "questions")


def questions(page: Element, name: str) -> list[Element]:
    """The links of a page's part of questions."""
    if name == "guide":
        return [a for a in page.first("main").every("a") if "?" in a.text]
    heads = [head for part in PARTS for head in page.every("h2", id=part)]
    assert len(heads) == 1, f"{len(heads)} parts of questions"
    parent = heads[0].parent
    assert parent is not None
    after = parent.inside[parent.inside.index(heads[0]) :]
    listed = next(one for one in after if isinstance(one, Element) and one.tag == "ul")
    return listed.every("a")


@pytest.mark.parametrize("name", ADDRESSES)
def test_each_page_asks_in_words_and_each_question_is_answered_by_one_click(whole: Site, lang: str, name: str) -> None:
    for query in ("", "?on=2012-06-28"):
        asked = questions(whole.get(f"/{lang}{ADDRESSES[name]}{query}").page, name)
        assert asked
        for a in asked:
            assert "?" in a.text or name == "specimen", a.text
            answer = whole.get(urlsplit(a["href"])._replace(fragment="").geturl() if a["href"][:1] == "/" else f"/{lang}{ADDRESSES[name]}")
            assert answer.status == 200, a["href"]
            assert not (place := urlsplit(a["href"]).fragment) or answer.page.every(id=place), f"{a['href']}: no such place"


@pytest.mark.parametrize("where", ["/bodies", "/instruments/wg-afg-reg-2005", "/decisions/d-2023-06-20-afghanistan", "/bodies/cdm", "/acts/17", "/budget"])
def test_a_page_that_asks_nothing_of_its_own_asks_of_the_day(whole: Site, where: str) -> None:
    assert questions(whole.page(f"/en{where}?on=2001-05-15").page, "")


def test_what_was_asked_is_kept_with_the_day(whole: Site) -> None:
    asked = {a.text: a["href"] for a in questions(whole.page("/en/glossary?on=2007-10-10").page, "glossary")}
    assert asked["Who presided on 10 October 2007?"] == "/en/chairmanship?on=2007-10-10"
    assert asked["Which treaties were in force on 10 October 2007?"] == "/en/instruments?on=2007-10-10"


def test_a_page_does_not_ask_what_it_answers(whole: Site) -> None:
    for where in ("/en/sources", "/en/instruments", "/en/calendar"):
        assert where not in [urlsplit(a["href"]).path for a in questions(whole.page(where).page, "") if not urlsplit(a["href"]).query]


def test_the_templates_that_ask_by_themselves_are_there(whole: Site) -> None:
    from comity.portal.render import environment

    assert {*ASKS_ITSELF, *QUESTIONS_ONLY} <= set(environment().list_templates())


def test_a_page_of_a_fault_asks_nothing(whole: Site) -> None:
    assert not whole.get("/en/members?on=yesterday").page.every(id="questions")


def test_an_organisation_without_history_asks_too(empty: Site) -> None:
    for path in ("", "/calendar", "/changes", "/budget", "/programmes", "/members"):
        assert questions(empty.page(f"/en{path}").page, "")
