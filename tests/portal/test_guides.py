"""Guides for each kind of reader and the glossary: every question leads to a page, every word stands in both languages."""

import pytest

from comity.phrases import load
from comity.portal.pages.glossary import groups
from comity.portal.pages.guides import READERS
from tests.portal.sites import Site


def test_every_kind_of_reader_has_a_guide(whole: Site, lang: str) -> None:
    main = whole.page(f"/{lang}/guides").main
    links = [a["href"] for a in main.every("a")]
    assert [f"/{lang}/guides/{reader}" for reader in READERS] == [href for href in links if "/guides/" in href]
    assert set(READERS) == {"press", "researcher", "delegation", "secretariat"}


@pytest.mark.parametrize("reader", READERS)
def test_every_question_leads_to_where_it_is_answered(whole: Site, lang: str, reader: str) -> None:
    assert whole.page(f"/{lang}/guides/{reader}").main
    data = whole.get(f"/{lang}/guides/{reader}.json").json["data"]
    assert len(data["questions"]) >= 8
    for one in data["questions"]:
        assert one["question"].endswith("?")
        assert one["says"]
        path, _, place = one["address"].partition("#")
        answer = whole.get(path)
        assert answer.status == 200, one["address"]
        assert not place or f'id="{place}"' in answer.body, one["address"]


def test_questions_are_asked_in_words_of_the_catalogue() -> None:
    for asked in READERS.values():
        for code, _, _, _ in asked:
            assert f"guides.q.{code}" in load()
            assert f"guides.a.{code}" in load()


def test_a_guide_that_there_is_not_is_told_so(whole: Site, lang: str) -> None:
    answer = whole.get(f"/{lang}/guides/sailors")
    assert answer.status == 404
    assert "sailors" in answer.lede


def test_guides_keep_the_day(whole: Site) -> None:
    links = [a["href"] for a in whole.page("/en/guides/press?on=2013-05-05").main.classed("results")[0].every("a")]
    assert all("on=2013-05-05" in href for href in links)


def test_every_word_stands_once_in_both_languages_with_what_it_means(whole: Site, lang: str) -> None:
    terms = [term for group in groups() for term in group.terms]
    assert len({term.id for term in terms}) == len(terms) > 40
    for term in terms:
        assert set(term.means) == {"en", "ru"}
        assert all(words.endswith(".") for words in term.means.values()), term.id
        assert any("а" <= c <= "я" for c in term.ru) and not any("а" <= c <= "я" for c in term.en)
    main = whole.page(f"/{lang}/glossary").main
    for term in terms:
        row = main.first("div", id=term.id)
        assert term.en in row.text.replace("\xa0", " ")
        assert term.ru in row.text.replace("\xa0", " ")
        assert term.means[lang].split()[0] in row.text


def test_the_glossary_is_a_table_too(whole: Site) -> None:
    assert whole.get("/en/glossary.csv").body.splitlines()[0].startswith("id,group,en,ru,means_en,means_ru")
