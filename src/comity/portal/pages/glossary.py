"""The glossary: the words of this register in both languages, each with what it means here."""

from functools import cache
from importlib import resources

import msgspec
import yaml
from msgspec import Struct

from comity.portal.reading import Reading
from comity.portal.render import Page, Table
from comity.portal.words import Words
from comity.text import LANGUAGES

COLUMNS = ("id", "group", "en", "ru", "means_en", "means_ru")


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """A word, in both languages, and what it means here."""

    id: str
    en: str
    ru: str
    means: dict[str, str]

    def word(self, lang: str) -> str:
        """The word in a language."""
        return self.ru if lang == "ru" else self.en


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one matter."""

    group: str
    terms: tuple[Term, ...]


class Glossary(Struct, frozen=True):
    """Every group of words."""

    groups: tuple[Group, ...]


@cache
def groups() -> tuple[Group, ...]:
    """The groups as the file has them."""
    text = resources.files("comity.portal").joinpath("glossary.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), tuple[Group, ...])


def glossary(reading: Reading) -> Page:
    """The page of the glossary."""
    w = Words(reading)
    data = Glossary(groups())
    other = next(lang for lang in LANGUAGES if lang != reading.lang)
    rows = tuple((t.id, g.group, t.en, t.ru, t.means["en"], t.means["ru"]) for g in data.groups for t in g.terms)
    lede = w("glossary.lede", n=len(rows))
    return Page("glossary.html", "glossary", w("glossary.title"), lede, data, Table(COLUMNS, rows), {"other": other})
