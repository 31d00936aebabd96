"""The log of one record: entries, tree, signed head, and the check at every start.

At start every entry is hashed again; the root must be the store's, and the store must not be behind the head that was
kept outside the folder, nor differ from it. Else the log refuses to open and says why and what to do.

Trust: the store and its folder are believed in nothing; the kept head and the keys are.
"""

import threading
from collections.abc import Callable, Iterable

from comity.record import checkpoint, tiles
from comity.record.checkpoint import Checkpoint
from comity.record.heads import Heads
from comity.record.keys import Key, Signer
from comity.record.store import CommitFailed, Store, StoreError
from comity.record.tree import EMPTY_ROOT, Tree, leaf_hash

#: Heads are published at most this often (seconds).
INTERVAL = 0.2
_BATCH = 4096


class LogError(StoreError):
    """A log that must not be served: it went back, or was altered; one sentence with the remedy."""


class Log:
    """The log: `load` reads what is there, `append` makes entries durable, `publish` signs the head over them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tree = Tree()
        self.origin = ""
        self._signer: Signer | None = None
        self._heads: Heads | None = None
        self._signed = b""
        self._published = 0
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
            raise LogError(f"the store holds {self.tree.size} entries where its head says {size}; it was altered")
        if size and self.tree.root() != root:
            raise LogError(
                f"the {size} entries lead to the root {self.tree.root().hex()[:16]}…, the store says {root.hex()[:16]}…: "
                "an entry was altered; run comity verify to learn which, and restore from a mirror"
            )

    @property
    def size(self) -> int:
        """How many entries are durable."""
        return self.tree.size

    def sign_with(self, signer: Signer, heads: Heads, accept: str = "") -> None:
        """Takes up the log's key and the kept head; refuses a store that went back.

        `accept` is `SIZE:ROOT` as an operator states it for a folder that was moved to another machine.
        """
        self._signer, self._heads, self.origin = signer, heads, signer.key.name
        kept = heads.last()
        if kept is None and self.size > 1 and accept != f"{self.size}:{self.tree.root().hex()}":
            raise LogError(
                f"no head of this record is kept on this machine; if you moved the folder here and trust it, start with "
                f"--accept-head {self.size}:{self.tree.root().hex()}"
            )
        if kept is not None and accept != f"{self.size}:{self.tree.root().hex()}":
            self._not_behind(kept)
        self.publish()

    def _not_behind(self, kept: Checkpoint) -> None:
        if kept.size > self.size:
            raise LogError(
                f"the store went back: it holds {self.size} entries, {kept.size} were signed on this machine; an older copy "
                "was put back or the end was cut off. Restore the newer folder, or fetch the missing entries from a mirror"
            )
        if kept.size and self.tree.root(kept.size) != kept.root:
            raise LogError(
                f"the store differs from what was signed on this machine: another history of the first {kept.size} entries. "
                "Restore the folder that belongs to this head, or compare both with a mirror"
            )

    def append(self, entries: list[bytes]) -> None:
        """Makes entries durable, all in one commit; after `CommitFailed` the process should end."""
        before = self.tree.size
        self.tree.extend([leaf_hash(entry) for entry in entries])
        try:
            self.store.append(before, entries, self.tree.root())
        except (CommitFailed, StoreError):
            self.tree.truncate(before)
            raise

    def publish(self) -> bytes:
        """Signs the head over all durable entries, keeps it outside the folder, then shows it."""
        with self._mutex:
            assert self._signer is not None and self._heads is not None
            size = self.tree.size
            if self._signed and size == self._published:
                return self._signed
            signed = checkpoint.sign(Checkpoint(self.origin, size, self.tree.root(size)), self._signer)
            self._heads.keep(signed)
            self._signed, self._published = signed, size
            return signed

    @property
    def published(self) -> int:
        """How many entries the published head covers."""
        return self._published

    def checkpoint(self) -> bytes:
        """The published head, signed."""
        return self._signed

    def entry(self, index: int) -> bytes | None:
        """The entry at this index (from 0), or none."""
        if not 0 <= index < self.size:
            return None
        return next(iter(self.store.entries(index, index + 1)), None)

    def serve(self, path: str) -> bytes | None:
        """What stands at a C2SP path below the log's address, or none: only what the published head covers."""
        if path == "checkpoint":
            return self._signed
        try:
            tile = tiles.read_path(path)
        except tiles.TileError:
            return None
        if tile.level is not None:
            covers = self._published >> (tiles.HEIGHT * tile.level)
            if tile.number * tiles.WIDTH + tile.width > covers:
                return None
            return tiles.hash_tile(self.tree, tile.level, tile.number, tile.width)
        start = tile.number * tiles.WIDTH
        if start + tile.width > self._published:
            return None
        return tiles.bundle(list(self.store.entries(start, start + tile.width)))


def root_of(entries: Iterable[bytes]) -> bytes:
    """The root over entries."""
    tree = Tree()
    tree.extend_entries(list(entries))
    return tree.root() if tree.size else EMPTY_ROOT


__all__ = ["INTERVAL", "Key", "Log", "LogError", "root_of"]
