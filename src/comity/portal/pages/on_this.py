"""Pages on what somebody looks for: rooms by their names, questions of the guides by what answers them, a day and a year by themselves."""

import contextlib
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from comity import day as days
from comity.portal.pages.calendar import YEARS
from comity.portal.pages.guides import READERS, address
from comity.portal.reading import LANGUAGES, MAX_QUERY, Reading
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


def pages_on(reading: Reading, w: Words, query: Query, asked: str) -> tuple[PageFound, ...]:
    """The pages that have every word that is looked for: rooms first, then the questions of the guides; each page once.

    Where what was asked is a day, in either language: the organisation on that day, and the calendar of its year.
    """
    if day := _day(asked):
        on = [PageFound(w("overview.title_on", day=("day", day)), "", f"/{reading.lang}{reading.with_query(on=day, q='')}")] if len(day) == 10 else []
        return (*on, PageFound(w("calendar.title", year=("text", day[:4])), "", f"/{reading.lang}/calendar{reading.with_query(year=day[:4], q='')}"))
    if not query.stems or max(map(len, query.stems)) < SHORTEST:
        return ()
    found: dict[str, PageFound] = {}
    for one in _every():
        if set(query.stems) <= one.stems:
            where = address(reading, one.parts, one.query, one.place)
            found.setdefault(where.partition("#")[0], PageFound(w(one.code), w(one.says) if one.says else "", where))
    return tuple(found.values())[:MOST]


def _day(asked: str) -> str:
    """The day, month or year that was asked for, of those that the calendar has; empty where it is none."""
    for lang in LANGUAGES if len(asked) <= MAX_QUERY else ():
        with contextlib.suppress(days.DayError):
            day = days.parse(asked, lang)
            return day if YEARS[0] <= int(day[:4]) <= YEARS[1] else ""
    return ""


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
