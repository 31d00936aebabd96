"""Texts and names: which language is said, which case, what is missing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import text
from comity.text import CASES, LANGUAGES, In, Name, TextError, name_of, nbsp, said, text_of

MEMBER = text_of(ru="Член", en="Member")


def test_a_text_is_sorted_by_language() -> None:
    assert (In("en", "Member"), In("ru", "Член")) == MEMBER
    text.check(MEMBER)


SAID: list[tuple[str, dict[str, str], str, str, str]] = [
    ("the language asked for", {"en": "Member", "ru": "Член"}, "ru", "Член", "ru"),
    ("else English", {"en": "Member", "ru": "Член"}, "hy", "Member", "en"),
    ("else Russian", {"hy": "Անդամ", "ru": "Член"}, "en", "Член", "ru"),
    ("else whatever there is", {"hy": "Անդամ"}, "ru", "Անդամ", "hy"),
    ("nothing", {}, "ru", "", "ru"),
]


@pytest.mark.parametrize(("words", "lang", "expected", "used"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_a_text_says_in_which_language_it_speaks(words: dict[str, str], lang: str, expected: str, used: str) -> None:
    found = said(text_of(words), lang)
    assert (found, found.lang) == (expected, used)


def test_missing_languages_are_named() -> None:
    assert text.missing(MEMBER) == ()
    assert text.missing(text_of(ru="Член")) == ("en",)
    assert text.missing(MEMBER, ("en", "hy", "ru")) == ("hy",)


@pytest.mark.parametrize("words", ["", " ", "\n", "\u00a0"])
def test_empty_words_are_refused(words: str) -> None:
    with pytest.raises(TextError, match="the words in 'en' are empty; leave the language out instead"):
        text_of(en=words)


@pytest.mark.parametrize("langs", [("ru", "en"), ("en", "en")])
def test_languages_out_of_order_or_twice_are_refused(langs: tuple[str, str]) -> None:
    with pytest.raises(TextError, match="languages should be sorted and each occur once"):
        text.check(tuple(In(lang, "x") for lang in langs))


@given(st.dictionaries(st.from_regex(r"[a-z]{2,3}", fullmatch=True), st.text(min_size=1).filter(str.strip)))
def test_every_text_that_is_made_passes_the_check(words: dict[str, str]) -> None:
    made = text_of(words)
    text.check(made)
    assert {part.lang: part.text for part in made} == words


ARMENIA = name_of({
    "en": "Armenia",
    "ru": {"nom": "Армения", "gen": "Армении", "dat": "Армении", "acc": "Армению", "ins": "Арменией", "prep": "Армении", "gender": "f"},
})  # fmt: skip


def test_a_name_is_said_in_the_case_that_the_sentence_needs() -> None:
    assert [str(ARMENIA.said("ru", case)) for case in CASES] == [
        "Армения", "Армении", "Армении", "Армению", "Арменией", "Армении",
    ]  # fmt: skip
    assert {str(ARMENIA.said("en", case)) for case in CASES} == {"Armenia"}
    assert ARMENIA.form("ru").gender == "f"


def test_an_absent_case_falls_back_to_the_nominative() -> None:
    partial = name_of({"ru": {"nom": "Секретариат", "gen": "Секретариата"}})
    assert partial.said("ru", "gen") == "Секретариата"
    assert partial.said("ru", "dat") == "Секретариат"
    assert partial.missing_cases() == ("dat", "acc", "ins", "prep")
    assert partial.missing() == ("en",)


def test_a_name_falls_back_to_another_language() -> None:
    assert (ARMENIA.said("hy", "gen"), ARMENIA.said("hy", "gen").lang) == ("Armenia", "en")
    only = name_of({"hy": "Հայաստան"})
    assert (only.said("ru", "gen"), only.said("ru").lang) == ("Հայաստան", "hy")
    assert only.missing_cases() == CASES


def test_a_name_gives_its_nominatives_as_a_text() -> None:
    assert ARMENIA.text == text_of(en="Armenia", ru="Армения")


BAD_NAMES: list[tuple[str, Any, str]] = [
    ("no language", {}, "a name needs at least one language"),
    ("no nominative", {"ru": {"gen": "Армении"}}, "a name in 'ru' has 'nom' and may have gen, dat, acc, ins, prep; found ['gen']"),
    ("an unknown case", {"ru": {"nom": "Армения", "voc": "Армения"}},
     "a name in 'ru' has 'nom' and may have gen, dat, acc, ins, prep; found ['nom', 'voc']"),
    ("a number", {"ru": 5}, "a name in 'ru' is words, or words by case, none of them empty; found 5"),
    ("a number as a case", {"ru": {"nom": "А", "gen": 5}},
     "a name in 'ru' is words, or words by case, none of them empty; found {'nom': 'А', 'gen': 5}"),
    ("empty", {"ru": " "}, "a name in 'ru' is words, or words by case, none of them empty; found ' '"),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "message"), [row[1:] for row in BAD_NAMES], ids=[row[0] for row in BAD_NAMES])
def test_what_is_no_name_is_refused(mapping: Any, message: str) -> None:
    with pytest.raises(TextError) as refused:
        name_of(mapping)
    assert str(refused.value) == message


def test_an_equal_pair_is_found_unless_short_or_reviewed() -> None:
    texts = [
        ("a", text_of(en="CSTO", ru="CSTO")), ("b", text_of(en="UN", ru="UN")), ("c", text_of(en="1992", ru="1992")),
        ("d", text_of(en="Member", ru="Член")), ("e", text_of(en="Wi-Fi", ru="Wi-Fi")), ("f", text_of(ru="только")),
    ]  # fmt: skip
    assert list(text.equal_pairs(texts)) == [("a", "CSTO"), ("e", "Wi-Fi")]
    assert list(text.equal_pairs(texts, frozenset({"CSTO"}))) == [("e", "Wi-Fi")]


SET: list[tuple[str, str, str]] = [
    ("ru", "в силу с 28 ноября 2024 года", "в~силу с~28~ноября 2024~года"),
    ("ru", "статья 19 Устава, пункт 2, № 5", "статья~19 Устава, пункт~2, №~5"),
    ("ru", "по 10 % и 12,5 %", "по~10~% и~12,5~%"),
    ("ru", "Армения — член", "Армения~— член"),
    ("ru", "и не в то", "и~не~в~то"),
    ("ru", "по-за т-в а", "по-за т-в а"),
    ("en", "see article 19, entry 412 and rule 5", "see article~19, entry~412 and rule~5"),
    ("en", "on 28 November 2024", "on 28~November 2024"),
]


@pytest.mark.parametrize(("lang", "words", "expected"), SET)
def test_lines_do_not_end_where_they_must_not(lang: str, words: str, expected: str) -> None:
    assert nbsp(words, lang).replace("\u00a0", "~") == expected


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_break_spaces_change_nothing_else(words: str, lang: str) -> None:
    assert nbsp(words, lang).replace("\u00a0", " ") == words.replace("\u00a0", " ")
    assert nbsp(nbsp(words, lang), lang) == nbsp(words, lang)


def test_a_name_is_a_value() -> None:
    assert name_of({"en": "Armenia"}) == name_of({"en": {"nom": "Armenia"}})
    assert isinstance(ARMENIA, Name)
