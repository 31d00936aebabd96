"""Russian forms of names: written down here once more, by declension; and which of them sentences use.

Glossary: after «Республика» the name stays in the nominative. A name that has no form of its own for a case would stand in the
nominative where a sentence asks for another: so every case that a sentence asks of a name is one that is tried here.
"""

import re
from pathlib import Path

import pytest

from comity import phrases
from comity.charter import load
from comity.text import Name
from tests.portal.sites import Site

CASES = ("nom", "gen", "dat", "acc", "ins", "prep")
#: Short names, by case.
SHORT = {
    "AZ": "Азербайджан Азербайджана Азербайджану Азербайджан Азербайджаном Азербайджане", "AM": "Армения Армении Армении Армению Арменией Армении",
    "BY": "Беларусь Беларуси Беларуси Беларусь Беларусью Беларуси", "GE": "Грузия Грузии Грузии Грузию Грузией Грузии",
    "KZ": "Казахстан Казахстана Казахстану Казахстан Казахстаном Казахстане", "KG": "Кыргызстан Кыргызстана Кыргызстану Кыргызстан Кыргызстаном Кыргызстане",
    "RU": "Россия России России Россию Россией России", "TJ": "Таджикистан Таджикистана Таджикистану Таджикистан Таджикистаном Таджикистане",
    "UZ": "Узбекистан Узбекистана Узбекистану Узбекистан Узбекистаном Узбекистане",
}  # fmt: skip
REPUBLIC = ("Республика", "Республики", "Республике", "Республику", "Республикой", "Республике")
#: Full names that are no «Республика …»: the adjective declines as well.
FULL = {
    "AZ": tuple(f"Азербайджанск{end} {word}" for end, word in zip(("ая", "ой", "ой", "ую", "ой", "ой"), REPUBLIC, strict=True)),
    "KG": tuple(f"Кыргызск{end} {word}" for end, word in zip(("ая", "ой", "ой", "ую", "ой", "ой"), REPUBLIC, strict=True)),
    "RU": tuple(f"Российск{a} Федераци{b}" for a, b in zip(("ая", "ой", "ой", "ую", "ой", "ой"), ("я", "и", "и", "ю", "ей", "и"), strict=True)),
    "GE": tuple(SHORT["GE"].split()),
}
#: The bodies of which a sentence asks another case than the nominative: those that have bodies of their own.
BODIES = {
    "csc": ("Совета коллективной безопасности", "Советом коллективной безопасности"),
    "cfm": ("Совета министров иностранных дел", "Советом министров иностранных дел"),
    "cdm": ("Совета министров обороны", "Советом министров обороны"),
    "cssc": ("Комитета секретарей советов безопасности", "Комитетом секретарей советов безопасности"),
    "pc": ("Постоянного совета", "Постоянным советом"), "secretariat": ("Секретариата", "Секретариатом"),
    "joint-staff": ("Объединённого штаба", "Объединённым штабом"), "pa": ("Парламентской ассамблеи ОДКБ", "Парламентской ассамблеей ОДКБ"),
}  # fmt: skip


def forms(name: Name | str) -> tuple[str, ...]:
    """A name in the six cases."""
    assert isinstance(name, Name)
    return tuple(str(name.said("ru", case)) for case in CASES)


@pytest.mark.parametrize("state", SHORT)
def test_a_state_is_declined(state: str) -> None:
    law = load("csto")
    assert forms(law.name("state", state)) == tuple(SHORT[state].split())
    full = FULL.get(state) or tuple(f"{word} {SHORT[state].split()[0]}" for word in REPUBLIC)
    assert forms(law.name("full", state)) == full


def test_the_organisation_is_declined() -> None:
    law = load("csto")
    assert forms(law.name("organisation", "short")) == ("Организация", "Организации", "Организации", "Организацию", "Организацией", "Организации")
    endings = ("я", "и", "и", "ю", "ей", "и")
    assert forms(law.name("organisation", "full")) == tuple(f"Организаци{end} Договора о коллективной безопасности" for end in endings)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_declined(body: str) -> None:
    name = load("csto").name("body", body)
    assert isinstance(name, Name)
    assert (str(name.said("ru", "gen")), str(name.said("ru", "ins"))) == BODIES[body]


def test_sentences_ask_of_names_no_case_that_is_not_tried_here() -> None:
    """Days aside: of a state the genitive and the dative, of a body the genitive. A new one has to be tried with its sentence."""
    asked = set()
    for path in (Path(phrases.__file__).parent / "catalogue").glob("*.yaml"):
        for line in path.read_text("utf-8").split("\n"):
            found = re.findall(r"\{([a-z_]+)\.(gen|dat|acc|ins|prep)\}", line)
            asked |= {(parameter, case) for parameter, case in found if parameter not in DAYS}
    assert asked == {("other", "gen"), ("state", "dat"), ("state", "gen"), ("treaty", "gen"), ("weight", "gen")}


@pytest.mark.parametrize("state", ["AM", "BY", "KZ", "KG", "RU", "TJ", "UZ"])
def test_for_whom_a_treaty_is_in_force_is_said_in_the_genitive(whole: Site, state: str) -> None:
    said = whole.page(f"/ru/members/{state.lower()}").lede.replace("\u00a0", " ")
    assert f"Учредительный договор действует для {SHORT[state].split()[1]} с " in said
    assert f"Для {SHORT[state].split()[1]} действу" in said


#: Parameters that are days.
DAYS = {"day", "start", "since", "until", "last", "first", "decided", "asked", "end", "on"}


def test_whose_a_body_is_is_said_in_the_genitive(whole: Site) -> None:
    standing = whole.registry.standing
    for life in standing.bodies.values():
        parents = {parent for fact in life.facts for parent in getattr(fact.act, "parents", ())}
        assert parents - {"organisation"} <= set(BODIES), life.id
    for body, parent in (("wg-afg", "cfm"), ("milcom", "cdm"), ("wg-terror", "cssc"), ("ksopn", "csc"), ("joint-staff", "cdm")):
        assert BODIES[parent][0] in whole.page(f"/ru/bodies/{body}").lede.replace("\u00a0", " ")


def test_from_whom_to_whom_the_chair_passed_is_said_in_genitive_and_dative(whole: Site) -> None:
    for day, giver, taker in (("2012-12-19", "KZ", "KG"), ("2013-09-23", "KG", "RU"), ("2014-12-23", "RU", "TJ"), ("2015-09-15", "TJ", "AM"), ("2016-10-14", "AM", "BY"), ("2017-11-30", "BY", "KZ")):
        lede = whole.page(f"/ru/chairmanship?on={day}").lede.replace("\u00a0", " ")
        assert f"перешло от {SHORT[giver].split()[1]} к {SHORT[taker].split()[2]}." in lede, lede


def test_nothing_is_transcribed_where_russian_has_its_own_word(whole: Site) -> None:
    """Names of places and things as Russian writes them; no letter of one alphabet in a word of the other."""
    mixed = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])[A-Za-zА-Яа-яЁё]+\b")
    for address in ("/ru", "/ru/bodies", "/ru/sessions", "/ru/decisions", "/ru/chairmanship", "/ru/concerns", "/ru/members/tj", "/ru/budget", "/ru/relations", "/ru/assembly"):
        text = whole.page(address).main.text
        assert mixed.findall(text) == [], address
        for wrong in ("Киргизия", "Белоруссия", "Алма-Ата", "имплементац", "Таджикистана Республик", "Республики Таджикистана", "Республики Казахстана"):
            assert wrong not in text, (address, wrong)
