"""A rehearsal: the whole way of an act through the real door, with a record in memory that ends with the process.

Nothing is written, no head is signed, nobody is asked to give the folder free. `enter --dry-run` shows with it what
would follow; founding an exercise asks it who the members will be.
"""

from collections.abc import Iterator
from pathlib import Path

from comity.record.keys import read_key_file
from comity.record.log import Log
from comity.record.parts import Parts
from comity.record.sqlite import SqliteStore
from comity.record.store import WrongSize
from comity.registry import REGISTRY_CREDENTIAL, Registry, key_path
from comity.registry.registry import Keys


class MemoryStore:
    """Entries in a list (`comity.record.store`)."""

    def __init__(self) -> None:
        self._entries: list[bytes] = []
        self._root = b""

    def head(self) -> tuple[int, bytes]:
        """How many entries there are, and the root over them."""
        return len(self._entries), self._root

    def append(self, expected: int, entries: list[bytes], root: bytes) -> None:
        """Adds entries, if the size is still `expected`."""
        if len(self._entries) != expected:
            raise WrongSize(f"the rehearsal has {len(self._entries)} entries, {expected} were expected")
        self._entries.extend(entries)
        self._root = root

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` up to, not including, `stop`."""
        return iter(self._entries[start:stop])

    def close(self) -> None:
        """Ends the use of the store."""


def rehearse(folder: Path) -> Registry:
    """A registry that has read the folder's record and keeps what it enters to itself; raises `StoreError`, `KeyFault`."""
    keys = Keys(
        read_key_file(key_path(folder, REGISTRY_CREDENTIAL)),
        read_key_file(folder / "keys" / "receipts.key"),
        read_key_file(folder / "keys" / "log.key"),
    )
    source = SqliteStore(folder, write=False)
    log = Log(MemoryStore())
    registry = Registry(log, Parts(folder / "parts"), keys)
    size, _ = source.head()
    entries = list(source.entries(0, size))
    log.append(entries)
    for data in entries:
        registry.take(data)
    return registry
