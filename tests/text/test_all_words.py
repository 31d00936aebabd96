"""Every word that ships stands in English and in Russian: charters, histories, catalogues.

A pair that is equal in both languages and longer than three letters has been looked at by somebody who reads both, and
stands in `reviewed.txt`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity import charter, phrases
from comity.phrases.catalogue_of import Hole, Phrase
from comity.text import CASES, LANGUAGES, Name, Text, equal_pairs, name_of, text_of

REVIEWED = frozenset(Path(__file__).with_name("reviewed.txt").read_text("utf-8").splitlines())
SHIPPED = sorted(charter.shipped())
FILES = [file for one in SHIPPED for file in sorted(charter.find(one).rglob("*.yaml"))]


def is_worded(value: dict[Any, Any]) -> bool:
    """Whether a mapping of a file is a text or a name: its keys are languages."""
    return bool({"en", "ru"} & set(value)) and all(isinstance(key, str) and 2 <= len(key) <= 3 for key in value)


def worded(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text or name of a file with its place."""
    match value:
        case dict() if is_worded(value):
            yield where, value
        case [{"lang": str(), "text": str()}, *_]:
            yield where, {part["lang"]: part["text"] for part in value}
        case dict():
            for key, inner in value.items():
                yield from worded(inner, f"{where}.{key}")
        case list():
            for i, inner in enumerate(value):
                yield from worded(inner, f"{where}[{i}]")


def all_worded() -> list[tuple[str, dict[str, Any]]]:
    return [pair for file in FILES for pair in worded(yaml.safe_load(file.read_text("utf-8")), f"{file.parts[-3]}/{file.name}")]


def literal(phrase: Phrase) -> str:
    """What a phrase says itself, its holes left out."""
    return "".join(piece for piece in phrase if isinstance(piece, str))


def as_text(value: dict[str, Any]) -> Text:
    return text_of({lang: words if isinstance(words, str) else words["nom"] for lang, words in value.items()})


def test_something_ships() -> None:
    assert {"csto", "csto-demonstration"} <= set(SHIPPED)
    assert len(all_worded()) > 100


def test_every_word_of_an_organisation_is_in_both_languages() -> None:
    assert [(where, set(LANGUAGES) - set(value)) for where, value in all_worded() if not set(LANGUAGES) <= set(value)] == []


def test_every_word_of_the_catalogues_is_in_both_languages() -> None:
    assert [code for code, words in phrases.load().items() if set(words) != set(LANGUAGES)] == []


def test_equal_pairs_have_been_reviewed() -> None:
    files = [(where, as_text(value)) for where, value in all_worded()]
    catalogues = [
        (code, text_of({lang: said for lang in LANGUAGES if (said := literal(words[lang]).strip())}))
        for code, words in phrases.load().items()
        if not code.endswith((".examples", ".json"))  # to type, and what a program reads: the same in every language
    ]
    assert list(equal_pairs([*files, *catalogues], REVIEWED)) == []


def test_the_review_names_only_pairs_that_are_there() -> None:
    files = {as_text(value)[0].text for _, value in all_worded() if "en" in value}
    catalogues = {literal(words["en"]).strip() for words in phrases.load().values()}
    assert sorted(REVIEWED - files - catalogues) == []


@pytest.mark.parametrize("organisation", SHIPPED)
def test_states_and_the_organisation_have_every_case(organisation: str) -> None:
    found = charter.load(organisation)
    names = {(kind, state): found.name(kind, state) for state in found.states for kind in ("state", "full")}
    names["organisation", "full"] = found.name("organisation", "full")
    for where, name in names.items():
        assert isinstance(name, Name), where
        assert (where, name.missing(), name.missing_cases("ru")) == (where, (), ())
        assert name.form("ru").gender in ("m", "f", "n"), where


@pytest.mark.parametrize("organisation", SHIPPED)
def test_bodies_have_the_cases_that_sentences_need(organisation: str) -> None:
    needed = {
        piece.case
        for words in phrases.load().values()
        for piece in words["ru"]
        if isinstance(piece, Hole) and piece.name == "body" and piece.case
    }
    found = charter.load(organisation)
    for body in found.bodies:
        name = found.name("body", body)
        assert isinstance(name, Name)
        assert (body, needed & set(name.missing_cases("ru"))) == (body, set())


def test_given_cases_are_russian_words() -> None:
    for where, value in all_worded():
        name = name_of(value)
        form = next((one for one in name.forms if one.lang == "ru"), None)
        if form is None or isinstance(value["ru"], str):
            continue
        for case in CASES:
            said = getattr(form, case)
            assert not said or any("а" <= c.lower() <= "я" or c.lower() == "ё" for c in said), (where, case, said)
