"""The last signed head, kept outside the organisation's folder (record.md, section 3).

Whoever puts an older copy of the folder back does not put this back, so the registry sees at its start that the store
went back. It lies in the user's state directory under the SHA-256 of the opening entry, in two slots that take turns:

    1f5a…   SHA-256 of what follows, in hexadecimal        a slot that was torn while it was written counts as none,
    record.csto.example/1                                  and the other one still holds the head before
    419
    n2dB1+BrVZ6Gz1q6dJ2sL0j0r1i0e3r4h5j6k7l8m9o=
    …

Each is written and synced before the head is published. The kept head never goes down, and is never restored from a
backup.
"""

import contextlib
import os
from hashlib import sha256
from pathlib import Path

from comity.record.checkpoint import Checkpoint, CheckpointError, read
from comity.record.disk import sync_folder, write_durably
from comity.record.keys import Key
from comity.record.store import StoreError

ENVIRONMENT = "COMITY_STATE"


def state_directory() -> Path:
    """`$COMITY_STATE`, else `$XDG_STATE_HOME/comity`, else `~/.local/state/comity`."""
    if given := os.environ.get(ENVIRONMENT):
        return Path(given)
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "comity"


def read_slot(slot: Path, key: Key) -> Checkpoint | None:
    """The head in a slot; a torn or foreign one counts as none."""
    try:
        data = slot.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise StoreError("heads.unreadable", slot=str(slot), why=str(fault.strerror), name=ENVIRONMENT) from None
    digest, _, body = data.partition(b"\n")
    if digest != sha256(body).hexdigest().encode():
        return None
    try:
        return read(body, key)
    except CheckpointError:
        return None


def kept_of(key: Key, directory: Path | None = None) -> Checkpoint | None:
    """The highest head that this machine keeps of any record whose log has this key, or none.

    It is asked where no opening entry is left that would say in which folder to look.
    """
    found = []
    for slot in (directory or state_directory()).glob("*/[ab]"):
        with contextlib.suppress(StoreError):
            found.append(read_slot(slot, key))
    return max((head for head in found if head is not None), key=lambda head: head.size, default=None)


class Heads:
    """The kept head of one record, in two slots."""

    def __init__(self, opening: bytes, key: Key, directory: Path | None = None) -> None:
        self.folder = (directory or state_directory()) / sha256(opening).hexdigest()
        self._key = key
        self.slots = (self.folder / "a", self.folder / "b")

    def _highest(self) -> tuple[Checkpoint | None, int]:
        """The highest head that was kept, or none, and the slot whose turn it is: never the one that holds it."""
        a, b = (read_slot(slot, self._key) for slot in self.slots)
        if a is None or (b is not None and b.size > a.size):
            return b, 0
        return a, 1

    def last(self) -> Checkpoint | None:
        """The highest head that was kept, or none."""
        return self._highest()[0]

    @property
    def damaged(self) -> bool:
        """Whether heads were kept here of which none can be read."""
        return self.last() is None and any(slot.exists() for slot in self.slots)

    def keep(self, signed: bytes) -> None:
        """Keeps a signed head, durably; raises `StoreError` where a higher one or another history was kept already."""
        head = read(signed, self._key)
        kept, turn = self._highest()
        if kept is not None and (head.size < kept.size or (head.size == kept.size and head.root != kept.root)):
            raise StoreError("heads.backwards", folder=str(self.folder), kept=kept.size, size=head.size)
        slot = self.slots[turn]
        try:
            self._make_folder()
            handle = os.open(slot, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                write_durably(handle, sha256(signed).hexdigest().encode() + b"\n" + signed)
            finally:
                os.close(handle)
            sync_folder(self.folder)
        except OSError as fault:
            raise StoreError("heads.not_kept", folder=str(self.folder), why=str(fault.strerror), name=ENVIRONMENT) from None

    def _make_folder(self) -> None:
        """Makes the folder and those above it that are missing, each durable in the one above."""
        missing = [folder for folder in (self.folder, *self.folder.parents) if not folder.is_dir()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(folder.parent)
