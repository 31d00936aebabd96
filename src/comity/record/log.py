"""The log of one record: entries, tree, signed head, and the check at every start.

At start every entry is hashed again; the root must be the store's, and the store must not be behind the head that was
kept outside the folder, nor differ from it. Else the log refuses to open and says why and what to do.

One thread appends; any number read meanwhile. What readers see (`size`, `tree`, `serve`) is durable, always.

Trust: the store and its folder are believed in nothing; the kept head and the keys are.
"""

import threading
from collections.abc import Callable
from typing import NamedTuple

from comity.record import checkpoint, tiles
from comity.record.checkpoint import Checkpoint
from comity.record.heads import Heads
from comity.record.keys import Signer
from comity.record.store import Store, StoreError
from comity.record.tree import Tree, leaf_hash

#: Heads are published at most this often (seconds).
INTERVAL = 0.2
_BATCH = 512


class LogError(StoreError):
    """A log that must not be served: it went back, or was altered; one sentence with the remedy."""


class Published(NamedTuple):
    """The head that everybody sees: its signed bytes, and how many entries it covers."""

    signed: bytes
    size: int


class Log:
    """The log: `load` reads what is there, `append` makes entries durable, `publish` signs the head over them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tree = Tree()
        self.origin = ""
        self._signer: Signer | None = None
        self._heads: Heads | None = None
        self._head = Published(b"", 0)
        self._mutex = threading.Lock()

    def load(self, seen: Callable[[bytes], object] | None = None) -> None:
        """Hashes every entry again and compares with the store's own head; `seen` is called with each, in order."""
        size, root = self.store.head()
        batch: list[bytes] = []
        for entry in self.store.entries():
            batch.append(entry)
            if len(batch) == _BATCH:
                self.tree.extend_entries(batch)
                batch.clear()
            if seen is not None:
                seen(entry)
        self.tree.extend_entries(batch)
        if self.tree.size != size:
            raise LogError("log.other_size", found=self.tree.size, size=size)
        if size and self.tree.root() != root:
            raise LogError("log.other_root", size=size, found=_short(self.tree.root()), root=_short(root))

    @property
    def size(self) -> int:
        """How many entries are durable."""
        return self.tree.size

    def sign_with(self, signer: Signer, heads: Heads, accept: str = "") -> None:
        """Takes up the log's key and the kept head; refuses a store that went back.

        `accept` is `SIZE:ROOT` as an operator states it for a folder that was moved to another machine. It stands in
        for a kept head that is not there; against one that is there it changes nothing, for a record never forks.
        """
        self._signer, self._heads, self.origin = signer, heads, signer.key.name
        self._agrees(heads.last(), heads, accept)
        self.publish()

    def read_with(self, signer: Signer, heads: Heads, kept: Checkpoint | None) -> None:
        """Takes up the log's key to show the head of what was read, and keeps nothing: whoever serves the record does.

        `kept` is the head that was kept before the record was read, for who serves it may have kept a later one since.
        """
        self._agrees(kept, heads, "")
        self.origin, size = signer.key.name, self.tree.size
        self._head = Published(checkpoint.sign(Checkpoint(self.origin, size, self.tree.root(size)), signer), size)

    def _agrees(self, kept: Checkpoint | None, heads: Heads, accept: str) -> None:
        here = f"{self.size}:{self.tree.root().hex()}"
        if kept is not None:
            self._not_behind(kept)
        elif accept and accept != here:
            raise LogError("log.accepts_another", accept=accept[:90], here=here)
        elif self.size > 1 and not accept:
            raise LogError("log.head_damaged" if heads.damaged else "log.no_head", here=here, folder=str(heads.folder))

    def _not_behind(self, kept: Checkpoint) -> None:
        if kept.size > self.size:
            raise LogError("log.went_back", size=self.size, kept=kept.size)
        if self.tree.root(kept.size) != kept.root:
            raise LogError("log.another_history", kept=kept.size)

    def append(self, entries: list[bytes]) -> None:
        """Makes entries durable, all in one commit, and only then lets readers see them.

        After `CommitFailed` the process should end: what was committed is known only once it is read back.
        """
        leaves = [leaf_hash(entry) for entry in entries]
        self.store.append(self.tree.size, entries, self.tree.root_with(leaves))
        self.tree.extend(leaves)

    def publish(self) -> bytes:
        """Signs the head over all durable entries, keeps it outside the folder, then shows it."""
        with self._mutex:
            size = self.tree.size
            if self._head.signed and size == self._head.size:
                return self._head.signed
            assert self._signer is not None and self._heads is not None
            signed = checkpoint.sign(Checkpoint(self.origin, size, self.tree.root(size)), self._signer)
            self._heads.keep(signed)
            self._head = Published(signed, size)
            return signed

    @property
    def published(self) -> int:
        """How many entries the published head covers."""
        return self._head.size

    def checkpoint(self) -> bytes:
        """The published head, signed."""
        return self._head.signed

    def entry(self, index: int) -> bytes | None:
        """The entry at this index (from 0), or none."""
        if not 0 <= index < self.size:
            return None
        return next(iter(self.store.entries(index, index + 1)), None)

    def serve(self, path: str) -> bytes | None:
        """What stands at a C2SP path below the log's address, or none: only what the published head covers."""
        signed, size = self._head
        if path == "checkpoint":
            return signed
        try:
            tile = tiles.read_path(path)
        except tiles.TileError:
            return None
        if tile.level is not None:
            if tile.number * tiles.WIDTH + tile.width > size >> (tiles.HEIGHT * tile.level):
                return None
            return tiles.hash_tile(self.tree, tile.level, tile.number, tile.width)
        start = tile.number * tiles.WIDTH
        if start + tile.width > size:
            return None
        return tiles.bundle(list(self.store.entries(start, start + tile.width)))


def _short(root: bytes) -> str:
    return root.hex()[:16]


__all__ = ["INTERVAL", "Log", "LogError", "Published"]
