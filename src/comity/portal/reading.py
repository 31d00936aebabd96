"""What one request reads: the organisation as it stood on a day, as the record stood at an entry, in a language.

    ?on=2012-06-28    as it stood on that day (also `28 June 2012`, `28 июня 2012 года`, `28.06.2012`)
    ?at=412           as the record stood at entry 412

Both together are the one asked of the other. Nothing here means "now" but `today`, which is the registry's clock.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from comity import day as days
from comity.acts.base import Version
from comity.charter import Charter
from comity.organisation.saying import name_of
from comity.organisation.standing import Standing
from comity.portal.faults import BadQuery
from comity.registry import ClockFault, Registry
from comity.text import LANGUAGES, Name, Said

T = TypeVar("T")

#: Addresses of pages about one day and entry are never longer than this.
MAX_QUERY = 120
#: So many names of one standing are kept.
MOST_NAMES = 10_000


class Reading:
    """One look at the organisation; every page and every question of a page gets it, and nothing else."""

    def __init__(self, registry: Registry, lang: str, path: str = "", asked: Mapping[str, str] | None = None) -> None:
        """`path` follows the language in the address; `asked` is the query as somebody wrote it.

        Raises `BadQuery` where `on` or `at` cannot be read; what else is asked is for the page.
        """
        self.registry, self.lang, self.path = registry, lang, path
        self.asked = dict(asked or {})
        on, at = self.asked.pop("on", ""), self.asked.pop("at", "")
        self.head = registry.standing
        self.at = _entry(at, self.head.size, lang) if at else 0
        self.standing: Standing = registry.standing_at(self.at) if self.at else self.head
        self.today = self.head.day_of(self._now)
        self.day = _day(on, lang) if on else self.today
        self._derived: dict[str, object] = {}
        self._links: dict[tuple[str | int, ...], str] = {}

    @cached_property
    def _now(self) -> int:
        try:
            return self.registry.now()
        except ClockFault:  # reading goes on with the last hour that the record knows
            return self.head.last

    @property
    def now(self) -> int:
        """The present moment of the registry's clock, seconds UTC."""
        return self._now

    @property
    def law(self) -> Charter:
        """The charter in force at that entry."""
        return self.standing.law

    @property
    def away(self) -> bool:
        """Whether this is another day than today, or not the head of the record."""
        return self.day != self.today or bool(self.at)

    @property
    def ripened(self) -> int:
        """How many moments have come that are not entered yet: part of what a page depends on."""
        return len(self.head.moments.come(self._now))

    @property
    def exercise(self) -> bool:
        """Whether everything here is an exercise."""
        return self.head.exercise

    @cached_property
    def query(self) -> str:
        """`?on=2012-06-28&at=412` where this is not today and not the head; every link carries it."""
        asked = {}
        if self.day != self.today:
            asked["on"] = self.day
        if self.at:
            asked["at"] = str(self.at)
        return "?" + urlencode(asked) if asked else ""

    def link(self, *parts: str | int) -> str:
        """The address of a page in this language on this day: `link("members", "TJ")`."""
        found = self._links.get(parts)
        if found is None:
            states = self.law.states
            found = self._links[parts] = "/".join(("", self.lang, *(str(p).lower() if p in states else str(p) for p in parts))) + self.query
        return found

    def elsewhere(self, lang: str) -> str:
        """This page in another language."""
        return f"/{lang}{self.path}{self.with_query()}"

    def form(self, fmt: str) -> str:
        """This page as JSON or CSV."""
        return f"/{self.lang}{self.path}.{fmt}{self.with_query()}"

    def with_query(self, **changed: str | int) -> str:
        """The query of this page with something changed: `?on=2012-06-28&from=101`; empty values leave it."""
        asked = {**dict(parse_qsl(self.query[1:])), **self.asked, **{k: str(v) for k, v in changed.items()}}
        asked = {k: v for k, v in asked.items() if v}
        return "?" + urlencode(asked) if asked else ""

    def name(self, kind: str, value: str) -> Name | str:
        """Names of states, bodies, instruments and provisions, for sentences."""
        found = self._names.get((kind, value))
        if found is None:
            found = name_of(self.standing, kind, value)
            if len(self._names) < MOST_NAMES:  # somebody may ask for names that nobody has
                self._names[kind, value] = found
        return found

    @cached_property
    def _names(self) -> dict[tuple[str, str], Name | str]:
        return index(self.standing, "names", dict)

    def person(self, versions: Sequence[Version]) -> Said | None:
        """The name of a person as it is kept beside the record, in the reader's language or else another; none where erased.

        It is read each time and kept nowhere: what is erased is gone from every page at once.
        """
        for version in sorted(versions, key=lambda v: v.lang != self.lang):
            if (data := self.registry.part(version.part.commit)) is not None:
                return Said(data.decode(errors="replace"), version.lang)
        return None

    def derived(self, what: str, make: Callable[[], T]) -> T:
        """A view derived from standing, day and language, made once for all readers of the same."""
        own = self._derived  # what this page asks twice
        if what not in own:
            own[what] = DERIVED.get((what, self.standing.opened.identity, self.standing.digest, self.standing.size, self.day, self.lang), make)
        return own[what]  # type: ignore[return-value]


class Derived:
    """Views by what they are derived from; the oldest leave when there are too many."""

    def __init__(self, limit: int = 512) -> None:
        self._kept: dict[tuple[object, ...], object] = {}
        self._limit = limit

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What is kept under the key, else what `make` makes of it."""
        kept = self._kept
        if key in kept:
            return kept[key]  # type: ignore[return-value]
        made = make()
        while len(kept) >= self._limit:
            try:
                kept.pop(next(iter(kept)), None)
            except (StopIteration, RuntimeError):  # another thread was quicker
                break
        kept[key] = made
        return made

    def clear(self) -> None:
        """Forgets everything: for measurements of pages without it."""
        self._kept.clear()


DERIVED = Derived()
#: What is derived from a standing alone, for every day and language: its facts in order, its names, its first day.
INDEXES = Derived(128)


def index(standing: Standing, what: str, make: Callable[[], T]) -> T:
    """What is derived from a standing alone, made once for it."""
    return INDEXES.get((what, standing.opened.identity, standing.digest, standing.size), make)  # an act of another record has the same digest


def _day(words: str, lang: str) -> str:
    if len(words) > MAX_QUERY:
        raise BadQuery("query.day_too_long", "on")
    try:
        found = days.parse(words, lang)
    except days.DayError:
        raise BadQuery("query.day", "on", text=words.strip()) from None
    if len(found) != 10:
        raise BadQuery("query.day_whole", "on", day=found)
    return found


def _entry(words: str, size: int, lang: str) -> int:
    digits = words.strip().lstrip("№").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15 or not 1 <= int(digits) <= size:
        raise BadQuery("query.entry", "at", text=words[:40], size=size)
    return 0 if int(digits) == size else int(digits)


__all__ = ["DERIVED", "INDEXES", "LANGUAGES", "Reading", "index"]
