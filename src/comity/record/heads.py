"""The last signed head, kept outside the organisation's folder (record.md, section 3).

Whoever puts an older copy of the folder back does not put this back, so the registry sees at its start that the store
went back. It lies in the user's state directory under the SHA-256 of the opening entry, in two slots that take turns,
each written and synced before the head is published. It never goes down, and is never restored from a backup.
"""

import os
from hashlib import sha256
from pathlib import Path

from comity.record.checkpoint import Checkpoint, CheckpointError, read
from comity.record.keys import Key
from comity.record.store import StoreError

ENVIRONMENT = "COMITY_STATE"


def state_directory() -> Path:
    """`$COMITY_STATE`, else `$XDG_STATE_HOME/comity`, else `~/.local/state/comity`."""
    if given := os.environ.get(ENVIRONMENT):
        return Path(given)
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "comity"


class Heads:
    """The kept head of one record, in two slots."""

    def __init__(self, opening: bytes, key: Key, directory: Path | None = None) -> None:
        self.folder = (directory or state_directory()) / sha256(opening).hexdigest()
        self._key = key
        self._slots = (self.folder / "a", self.folder / "b")
        self._turn = 0

    def _read(self, slot: Path) -> tuple[Checkpoint, bytes] | None:
        """The head in a slot; a torn or foreign one counts as none."""
        try:
            data = slot.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise StoreError(f"{slot}: the kept head cannot be read ({fault.strerror})") from None
        digest, _, body = data.partition(b"\n")
        if digest != sha256(body).hexdigest().encode():
            return None
        try:
            return read(body, self._key), body
        except CheckpointError:
            return None

    def last(self) -> Checkpoint | None:
        """The highest head that was kept, or none."""
        found = [head[0] for slot in self._slots if (head := self._read(slot))]
        best = max(found, key=lambda head: head.size, default=None)
        if best is not None:
            first = self._read(self._slots[0])
            self._turn = 1 if first and first[0].size == best.size else 0
        return best

    def keep(self, signed: bytes) -> None:
        """Keeps a signed head, durably, in the slot that does not hold the last one."""
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, mode=0o700)
                _sync(self.folder.parent)
            slot = self._slots[self._turn]
            new = not slot.exists()
            handle = os.open(slot, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                data = sha256(signed).hexdigest().encode() + b"\n" + signed
                os.pwrite(handle, data, 0)
                os.ftruncate(handle, len(data))
                os.fdatasync(handle)
            finally:
                os.close(handle)
            if new:
                _sync(self.folder)
        except OSError as fault:
            raise StoreError(f"{self.folder}: the head cannot be kept ({fault.strerror}); make room or set {ENVIRONMENT}") from None
        self._turn ^= 1


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
