"""Pages that are about what somebody looks for: rooms by their names, and the questions of the guides with what answers them."""

from functools import cache
from typing import NamedTuple

from msgspec import Struct

from comity.portal.pages.guides import READERS, address
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.render import ROOMS
from comity.portal.words import Words, plain
from comity.search import Query, parse

#: So many pages are shown above what is found.
MOST = 3
#: A shorter word is in too many sentences to say what a page is about.
SHORTEST = 3


class PageFound(Struct, frozen=True):
    """A page: what it is called or which question it answers, what it says of itself, its address."""

    name: str
    says: str
    address: str


class _About(NamedTuple):
    """What a page is found by: the stems of its name or question, and those of its answer, in every language."""

    stems: frozenset[str]
    code: str
    says: str
    parts: tuple[str, ...]
    query: str
    place: str


def pages_on(reading: Reading, w: Words, query: Query) -> tuple[PageFound, ...]:
    """The pages that have every word that is looked for: rooms first, then the questions of the guides; each page once."""
    if not query.stems or max(map(len, query.stems)) < SHORTEST:
        return ()
    found: dict[str, PageFound] = {}
    for one in _every():
        if set(query.stems) <= one.stems:
            where = address(reading, one.parts, one.query, one.place)
            found.setdefault(where.partition("#")[0], PageFound(w(one.code), w(one.says) if one.says else "", where))
    return tuple(found.values())[:MOST]


@cache
def _every() -> tuple[_About, ...]:
    """The rooms by their names, then every question of the guides."""
    questions = {question[0]: question for asked in READERS.values() for question in asked}
    says = {parts: f"guides.a.{code}" for code, parts, *_ in reversed(questions.values())}
    rooms = [(f"rooms.of.{room}", says.get((room,), ""), (() if room == "overview" else (room,))) for _, names in ROOMS for room in names]
    return (
        *(_About(_stems(code), code, answer, parts, "", "") for code, answer, parts in rooms),
        *(
            _About(_stems(f"guides.q.{code}", f"guides.a.{code}"), f"guides.q.{code}", f"guides.a.{code}", parts, query, place)
            for code, parts, query, place in questions.values()
        ),
    )


def _stems(*codes: str) -> frozenset[str]:
    """The stems of these phrases in every language."""
    words = " ".join(plain(code, lang) for code in codes for lang in LANGUAGES).split()
    return frozenset(stem for word in words for stem in parse(word).stems)
