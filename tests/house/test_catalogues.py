"""Every sentence that a person may see stands in both languages, says the same things in both, and is used."""

import re

import pytest

from comity.charter import check, shipped
from comity.phrases import Phrase, load
from comity.phrases.catalogue_of import Hole
from comity.text import EQUAL_LENGTH, LANGUAGES
from tests.house.tree import below, strings

#: Equal in English and Russian, and rightly so: reviewed one by one.
REVIEWED = frozenset({"cli.word.manner.ad_referendum"})


def test_every_phrase_stands_in_every_language() -> None:
    assert {code: sorted(words) for code, words in load().items() if set(words) != set(LANGUAGES)} == {}


def test_every_phrase_says_the_same_parameters_in_every_language() -> None:
    """What is said; by which parameter a form of words is chosen may differ, as plurals and genders do."""

    def said(phrase: Phrase) -> list[str]:
        return sorted({piece.name for piece in phrase if isinstance(piece, Hole) and not piece.forms and not piece.given})

    unlike = {code: words for code, words in load().items() if said(words["en"]) != said(words["ru"])}
    assert sorted(unlike) == []


def words_of(phrase: Phrase) -> str:
    """A phrase without its parameters; lines that show a command are in no language."""
    text = "".join(piece for piece in phrase if isinstance(piece, str))
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("comity ")).strip()


def test_no_phrase_was_left_untranslated() -> None:
    pairs = {code: (words_of(words["en"]), words_of(words["ru"])) for code, words in load().items() if code not in REVIEWED}
    assert [code for code, (en, ru) in pairs.items() if en == ru and len(en) > EQUAL_LENGTH] == []


def test_russian_phrases_are_in_cyrillic() -> None:
    def latin(text: str) -> bool:
        return len(re.findall(r"[A-Za-z]", text)) > 3 * len(re.findall(r"[А-Яа-яЁё]", text)) + 12

    assert [code for code, words in load().items() if code not in REVIEWED and latin(words_of(words["ru"]))] == []


def test_every_code_that_the_rules_give_has_words() -> None:
    """A code is the first argument of `refused`, `without_effect`, `warning` or `Reason` in the rules."""
    call = re.compile(r"\b(?:without_effect|warning|Reason)\(\s*\"([a-z_.0-9]+)\"|\brefused\(\s*\"[a-z]+\",\s*\"([a-z_.0-9]+)\"")
    used = {
        code
        for path in below("src/comity", suffix=".py")
        for pair in call.findall(path.read_text("utf-8"))
        for code in pair
        if code
    }
    assert len(used) > 30
    assert sorted(used - set(load())) == []


def test_every_code_in_the_catalogue_is_used() -> None:
    """A code is used where it stands as a string of the source, whole or as a beginning that a value completes."""
    used = {text for path in below("src/comity", suffix=".py") for text in strings(path)}
    used |= {code for path in below("src/comity/portal/templates") for code in _in_template(path.read_text("utf-8"))}
    begun = tuple({text for text in used if re.fullmatch(r"[a-z_]+(\.[a-z_]+)*[._]", text)})
    assert sorted(code for code in load() if code not in used and not (begun and code.startswith(begun))) == []



def _in_template(text: str) -> list[str]:
    """Codes that a template says."""
    return re.findall(r"[\"']([a-z_]+(?:\.[a-z0-9_]+)*[._]?)[\"']", text)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_charter_of_a_shipped_organisation_has_no_complaint(name: str) -> None:
    assert [str(complaint) for complaint in check(shipped()[name])] == []
