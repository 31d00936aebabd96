"""What an organisation's folder holds beside its entries, and whether it belongs to them.

    record.sqlite   its own head; the last head kept on this machine lies outside the folder
    keys/           the registry's key files are those that the opening entry names; other keys are of credentials
    parts/          each file is named by some entry; what no entry names is harmless if it is what its name says
    lock, and what a start of the registry or an interrupted write leaves, says nothing and is passed over
"""

from pathlib import Path

from comity.mirror.rebuild import check_part
from comity.mirror.report import Fault, altered, note
from comity.mirror.walk import Keys, Walk
from comity.organisation.finding import Reason
from comity.organisation.names import credential_of
from comity.record.checkpoint import Checkpoint
from comity.record.heads import Heads
from comity.record.keys import Key, KeyFault, read_key_file
from comity.record.parts import PartError
from comity.record.sqlite import FILE, LOCK, SqliteStore
from comity.record.store import StoreError

#: What a server keeps beside the record to find things by words: it can be made anew at any time.
_OF_SEARCH = frozenset({"search.sqlite", "search.sqlite-wal", "search.sqlite-shm"})
_OF_STORE = frozenset({FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", LOCK})
_OWN_KEYS = ("log", "receipts", "registry-acts-1")


class StoreHead:
    """The head that the store says; `faults` where it says none that can be."""

    def __init__(self, store: SqliteStore, folder: Path) -> None:
        self._store = store
        self.size, self.root = 0, b""
        self.faults: list[Fault] = []
        self.read()

    def read(self) -> None:
        """Reads it again: its registry may have entered more meanwhile."""
        self.faults = []
        try:
            self.size, self.root = self._store.head()
        except StoreError as fault:
            self.faults.append(Fault("altered", 0, fault.code, fault.params, FILE))
            self.size = self._count()

    def _count(self) -> int:
        """How many entries can be counted although the head is of no use."""
        count = 0
        try:
            for _ in self._store.entries():
                count += 1
        except (StoreError, ValueError, TypeError):
            pass
        return count


def opening_of(store: SqliteStore) -> bytes | None:
    """The first entry, or none where it cannot be read."""
    try:
        return next(iter(store.entries(0, 1)), None)
    except (StoreError, ValueError, TypeError):
        return None


def kept_head(opening: bytes, key: Key) -> tuple[Checkpoint | None, list[Fault]]:
    """The last head that was kept on this machine, or none, and what is to be said of that."""
    try:
        kept = Heads(opening, key).last()
    except StoreError as fault:
        return None, [Fault("note", 0, "mirror.head_unreadable", (), "", Reason(fault.code, fault.params))]
    return kept, [] if kept is not None else [note("mirror.no_kept_head")]


def key_files(folder: Path, keys: Keys, walk: Walk, first: int) -> list[Fault]:
    """The key files are those of the record: log, receipts and the registry's own are there, and each fits.

    `first` is the first altered entry (0 where none is): what it and those after it say of keys proves nothing.
    """
    expected: dict[str, Key] = {"log.key": keys.log, "receipts.key": keys.receipts, "registry-acts-1.key": keys.acts}
    faults = []
    for path in sorted((folder / "keys").glob("*.key")):
        file = f"keys/{path.name}"
        try:
            key = read_key_file(path).key
        except KeyFault as fault:
            if fault.code != "key.needs_passphrase":
                faults.append(Fault("altered", 0, "mirror.key_file", (), file, Reason(fault.code, fault.params)))
            continue
        name = credential_of(walk.origin, key.name)
        if first and (first == 1 or walk.since(name) >= first):
            continue
        wanted = expected.get(path.name) or walk.key_of(name)
        if path.name not in expected and path.stem != name.replace("/", "-"):
            wanted = None
        if wanted != key:
            faults.append(altered(0, "mirror.key_other", file))
    missing = (f"keys/{name}.key" for name in _OWN_KEYS if not (folder / "keys" / f"{name}.key").exists())
    return [*faults, *(altered(0, "mirror.key_missing", file) for file in missing)]


def other_files(folder: Path, named: set[str]) -> tuple[list[Fault], list[Fault]]:
    """Parts that no entry names, and files that are not of the record: faults, and notes."""
    faults: list[Fault] = []
    notes: list[Fault] = []
    if (folder / "parts").is_dir():
        for path in sorted((folder / "parts").iterdir()):
            if path.name in named or path.name.startswith("."):
                continue
            file = f"parts/{path.name}"
            try:
                check_part(path.read_bytes(), path.name)
                notes.append(note("mirror.part_unnamed", file))
            except (PartError, OSError):
                faults.append(altered(0, "mirror.part_stray", file))
    strange = sorted(path.name for path in folder.iterdir() if path.name not in (*_OF_STORE, *_OF_SEARCH, "keys", "parts"))
    return faults, [*notes, *(note("mirror.file_unknown", name) for name in strange)]
