"""How a source is cited to a reader: its title as published with a rendering in brackets, or what it is in the reader's words.

As in a bibliography (ISO 690): a title in another language stands as it was published, marked with its language, and the
reader's language has it in square brackets. A beginning of it is enough beside a fact; the page of sources has the whole.
"""

from functools import lru_cache

from msgspec import Struct

from comity.charter.charter import words
from comity.charter.model import Source
from comity.text import nbsp, said

#: A beginning longer than this is cut, between words where there are several.
SHORT = 60


class Cited(Struct, frozen=True):
    """A source for a reader.

    title     what it is, or its title, in the reader's language
    where     an address or a reference
    original  the title as published, where that is in another language than the reader's, and its language
    note      what of it was read
    """

    title: str
    where: str
    original: str = ""
    lang: str = ""
    note: str = ""


def cited(source: Source, lang: str) -> Cited:
    """A source as a reader of a language has it."""
    foreign = source.published not in ("", lang)
    return Cited(
        _in(source.title, lang),
        source.where if isinstance(source.where, str) else _in(source.where, lang),
        nbsp(source.title[source.published], source.published) if foreign else "",
        source.published if foreign else "",
        _in(source.note, lang) if source.note else "",
    )


def short(source: Source, lang: str) -> str:
    """The beginning of its title, up to the first colon or bracket: enough to know it by."""
    return _short(_in(source.title, lang))


@lru_cache(maxsize=4096)
def _short(title: str) -> str:
    beginning = title.split(" (")[0].split(": ")[0]
    if len(beginning) <= SHORT:
        return beginning
    cut = beginning[:SHORT]
    return (cut.rpartition(" ")[0] or cut[:-1]).rstrip(" ,;—") + "…"


def _in(mapping: dict[str, str], lang: str) -> str:
    found = said(words(mapping), lang)
    return nbsp(found, found.lang)
