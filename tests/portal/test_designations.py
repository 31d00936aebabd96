"""The page of designations: what a name does not say, in which order states stand, which language is authentic."""

import csv
import io

from tests.portal.sites import Site


def test_the_first_sentence_says_that_names_imply_no_opinion(whole: Site, lang: str) -> None:
    said = whole.page(f"/{lang}/designations").lede
    assert ("imply no opinion whatsoever" if lang == "en" else "не означают выражения какого бы то ни было мнения") in said


def test_every_page_leads_to_it_from_its_foot(whole: Site, lang: str) -> None:
    foot = whole.page(f"/{lang}/members").page.first("footer")
    assert foot.every("a", href=f"/{lang}/designations")


def test_states_stand_in_the_order_of_the_russian_alphabet_and_the_page_says_so(whole: Site) -> None:
    main = whole.page("/en/designations").main
    assert "in the alphabet of this language: Russian" in main.text
    assert [th.text for th in main.first("tbody").every("th")][:2] == ["Azerbaijan", "Armenia"]


def test_an_order_that_follows_no_alphabet_is_not_said_to_follow_one(big: Site) -> None:
    assert "as its charter lists them" in big.page("/en/designations").main.text


def test_russian_is_said_to_be_official_and_authentic(whole: Site, lang: str) -> None:
    text = whole.page(f"/{lang}/designations").main.text
    if lang == "en":
        assert "The official language of the Organisation: Russian. Its texts are authentic in: Russian." in text
    else:
        assert "Официальный язык Организации: русский. Язык аутентичных текстов: русский." in text


def test_the_mark_of_an_exercise_is_explained_where_it_is_one_and_where_it_is_none(whole: Site, big: Site) -> None:
    assert "This organisation is a demonstration" in whole.page("/en/designations").main.text
    assert "Nothing in this register is an exercise" in big.page("/en/designations").main.text
    assert whole.page("/en/designations").main.classed("sample") and not big.page("/en/designations").main.classed("sample")


def test_designations_go_out_as_csv_in_both_languages(whole: Site) -> None:
    table = list(csv.DictReader(io.StringIO(whole.get("/ru/designations.csv").body)))
    assert table[6]["full_en"] == "Russian Federation" and table[6]["full_ru"] == "Российская Федерация"
