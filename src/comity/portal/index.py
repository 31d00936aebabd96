"""Entries by the kind of their act: an index that follows the record, and is what a new one would be."""

import re
import threading
from bisect import bisect_right
from weakref import WeakKeyDictionary

from comity.registry import Registry

#: The act's name in an entry: a string of the JSON cannot hold it, for its quotation marks would be escaped.
_NAME = re.compile(rb'[{,]"act":"([a-z_]+\.[a-z_]+)"')


class Kinds:
    """Which entries are of which kind, as far as they were looked at; whoever asks brings it up to date."""

    def __init__(self) -> None:
        self._entries: dict[str, list[int]] = {}
        self._size = 0
        self._mutex = threading.Lock()

    def of(self, registry: Registry, size: int) -> dict[str, tuple[int, ...]]:
        """The entries of each kind among the first `size`, oldest first."""
        with self._mutex:
            for data in registry.log.store.entries(self._size, max(size, self._size)):
                self._size += 1
                name = _NAME.search(data)
                assert name is not None
                self._entries.setdefault(name[1].decode(), []).append(self._size)
            found = ((name, tuple(numbers[: bisect_right(numbers, size)])) for name, numbers in self._entries.items())
            return {name: numbers for name, numbers in found if numbers}


_kept: "WeakKeyDictionary[Registry, Kinds]" = WeakKeyDictionary()


def by_kind(registry: Registry, size: int) -> dict[str, tuple[int, ...]]:
    """The entries of each kind of act as the record stood at an entry, oldest first."""
    return _kept.setdefault(registry, Kinds()).of(registry, size)
