"""The index of words that this server keeps: one for each registry, brought up to it whenever somebody looks for something."""

import threading
from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

import apsw

from comity import acts
from comity.acts.base import Act
from comity.charter import Charter
from comity.organisation.saying import name_of, saying
from comity.organisation.standing import Standing
from comity.phrases import say
from comity.record import entry
from comity.registry import Registry
from comity.search import Found, Index, Query
from comity.search.index import FILE, Entry
from comity.text import LANGUAGES

_kept: "WeakKeyDictionary[Registry, Index]" = WeakKeyDictionary()
_mutex = threading.Lock()


def find(registry: Registry, query: Query, day: str, size: int) -> tuple[list[Found], bool, Callable[[Found], tuple[str, str]]]:
    """The things found on a day, as the record stood after `size` entries; whether there may be more; and what gives their words."""
    index = _of(registry)
    standing = registry.standing

    def read(begin: int, end: int) -> Iterator[Entry]:
        for number, data in enumerate(registry.log.store.entries(begin, end), begin + 1):
            found = entry.read_entry(data, registry.origin, registry.keys.receipts.key)
            act = acts.read(found.json)
            yield Entry(number, act, standing.day_of(found.time), _told(standing, act))

    def charter(number: int) -> Charter:
        return registry.standing_at(number).law

    index.follow(standing.opened.identity, standing.size, read, charter)
    found, more = index.find(query, day, size)
    return found, more, index.read


def _told(standing: Standing, act: Act) -> str:
    """What an act says, in each language."""
    found = saying(act)
    return " · ".join(say(found.code, found.params, lang, lambda kind, value: name_of(standing, kind, value)) for lang in LANGUAGES)


def _of(registry: Registry) -> Index:
    with _mutex:
        found = _kept.get(registry)
        if found is None:
            folder = registry.parts.folder.parent
            try:
                found = Index(folder / FILE)
            except apsw.Error:
                found = Index()
            _kept[registry] = found
        return found
