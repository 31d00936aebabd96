"""A rehearsal: the whole way of an act through the real door, with a record in memory that ends with the process.

Nothing is written, no head is signed, nobody is asked to give the folder free. `enter --dry-run` shows with it what
would follow; founding an exercise asks it who the members will be.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path

from comity.canon import b64u
from comity.record.keys import read_key_file
from comity.record.log import Log
from comity.record.parts import SALT, Parts, StoredPart, commitment
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


class RehearsedParts(Parts):
    """The folder's parts, and those that a rehearsal adds: these only in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._added: dict[str, StoredPart] = {}

    def put(self, media: str, data: bytes, salt: bytes | None = None) -> str:
        """Keeps a part until the process ends."""
        part = StoredPart(secrets.token_bytes(SALT) if salt is None else salt, media, data)
        name = b64u(commitment(*part))
        self._added[name] = part
        return name

    def get(self, name: str) -> StoredPart:
        """The part of this commitment; raises `PartError`."""
        return self._added.get(name) or super().get(name)

    def has(self, name: str) -> bool:
        """Whether a part of this commitment is here."""
        return name in self._added or super().has(name)


def rehearse(folder: Path) -> Registry:
    """A registry that has read the folder's record and keeps what it enters to itself; raises `StoreError`, `KeyFault`."""
    keys = Keys(
        read_key_file(key_path(folder, REGISTRY_CREDENTIAL)),
        read_key_file(folder / "keys" / "receipts.key"),
        read_key_file(folder / "keys" / "log.key"),
    )
    source = SqliteStore(folder, write=False)
    log = Log(MemoryStore())
    registry = Registry(log, RehearsedParts(folder / "parts"), keys)
    size, _ = source.head()
    entries = list(source.entries(0, size))
    log.append(entries)
    for data in entries:
        registry.take(data)
    return registry
