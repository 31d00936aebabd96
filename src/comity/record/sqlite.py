"""Entries in one SQLite file, by a SQLite of its own (apsw), write-ahead log, every commit on the disk.

One process writes: it holds a lock on the folder, and says who does where another asks. No file is ever opened both
by this library and by the interpreter's own SQLite.
"""

import contextlib
import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import apsw

from comity.record.disk import sync_folder
from comity.record.store import CommitFailed, StoreError, WrongSize

FILE = "record.sqlite"
LOCK = "lock"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
"""
#: One statement, so that all three are of one moment even while another connection commits.
_HEAD = """
SELECT (SELECT size FROM head), (SELECT CAST(root AS BLOB) FROM head), (SELECT coalesce(max(number), 0) FROM entry)
"""
_ENTRIES = "SELECT number, coalesce(CAST(data AS BLOB), x'') FROM entry WHERE number > ? AND number <= ? ORDER BY number LIMIT ?"
_BATCH = 1024
_ALL = 2**62


def _code(fault: Exception) -> str:
    """What to say of an error of the database: the code of the sentence."""
    match fault:
        case apsw.FullError():
            return "store.full"
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError() | apsw.AuthError():
            return "store.no_access"
        case apsw.BusyError() | apsw.LockedError():
            return "store.busy"
        case apsw.IOError():
            return "store.disk_error"
    return "store.damaged"


class FolderLock:
    """The lock by which one process at a time serves a folder; holds who that is and where it answers."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        try:
            self._file: IO[str] = open(self._path, "a+")  # noqa: SIM115 (held as long as the folder is)
        except OSError as fault:
            raise StoreError("store.folder_no_access", folder=str(folder), why=str(fault.strerror)) from None
        try:
            self._take()
            self.say()
        except OSError as fault:
            self._file.close()
            if isinstance(fault, BlockingIOError):
                raise _served_already(folder) from None
            raise StoreError("store.folder_no_access", folder=str(folder), why=str(fault.strerror)) from None

    def _take(self) -> None:
        """Takes the lock; who only asks whether it is held (`held`) has it for a blink, so it is tried for a moment."""
        for left in (4, 3, 2, 1, 0):
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(0.02)

    def say(self, address: str = "") -> None:
        """Notes this process and the address at which it answers."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"pid": os.getpid(), "address": address}))
        self._file.flush()

    def release(self) -> None:
        """Gives the folder free."""
        self._file.close()


def _served_already(folder: Path) -> StoreError:
    said = holder(folder)
    address = said.get("address", "")
    return StoreError("store.served_already", folder=str(folder), process=said.get("pid", "?"), address=address)


def holder(folder: Path) -> dict[str, str]:
    """Which process says that it serves the folder, and at which address; empty where none does."""
    try:
        said = json.loads((folder / LOCK).read_text() or "{}")
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}


def held(folder: Path) -> bool:
    """Whether a process holds the folder at present."""
    try:
        with open(folder / LOCK) as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def emptied(folder: Path) -> bool:
    """Whether the record's file holds nothing at all, as a copy that failed leaves it."""
    try:
        return (folder / FILE).stat().st_size == 0
    except OSError:
        return False


class SqliteStore:
    """The store of the embedded default; `write` false opens it for reading only, from a read-only medium too.

    `vfs` names another virtual file system of SQLite: tests inject the faults of a disk through it.
    """

    def __init__(self, folder: Path, write: bool = True, vfs: str | None = None) -> None:
        self.path = folder / FILE
        self._vfs = vfs
        self._readers = threading.local()
        self._mutex = threading.Lock()
        self._writer: apsw.Connection | None = None
        new = not self.path.exists()
        if not write:
            if new:
                raise StoreError("store.no_record", folder=str(folder))
            return
        try:
            self._writer = self._open()
            self._writer.execute(_SCHEMA)
            if new:
                sync_folder(folder)
        except apsw.Error as fault:
            raise self._trouble(StoreError, fault) from None
        except OSError as fault:
            raise StoreError("store.folder_no_access", folder=str(folder), why=str(fault.strerror)) from None

    def _trouble(self, kind: type[StoreError], fault: Exception) -> StoreError:
        return kind(_code(fault), file=self.path.name, folder=str(self.path.parent), why=str(fault))

    def _open(self) -> apsw.Connection:
        db = apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, vfs=self._vfs)
        db.set_busy_timeout(10_000)
        db.pragma("journal_mode", "wal")
        db.pragma("synchronous", "full")
        return db

    def _reader(self) -> apsw.Connection:
        if not hasattr(self._readers, "db"):
            self._readers.db = self._open_to_read()
        return self._readers.db  # type: ignore[no-any-return]

    def _open_to_read(self) -> apsw.Connection:
        name, flags = str(self.path), apsw.SQLITE_OPEN_READONLY
        if self._writer is None and self._at_rest():
            name, flags = f"{self.path.absolute().as_uri()}?immutable=1", flags | apsw.SQLITE_OPEN_URI
        db = apsw.Connection(name, flags=flags, vfs=self._vfs)
        db.set_busy_timeout(10_000)
        return db

    def _at_rest(self) -> bool:
        """Whether the folder cannot be written and no write-ahead log lies in it: nobody changes what is read."""
        return not self.path.with_name(f"{FILE}-wal").exists() and not _writable(self.path.parent)

    def head(self) -> tuple[int, bytes]:
        """How many entries there are, and the root that was committed with the last; raises `StoreError`."""
        try:
            ((size, root, last),) = self._reader().execute(_HEAD)
        except (apsw.Error, UnicodeDecodeError) as fault:
            if emptied(self.path.parent):
                raise StoreError("store.empty", file=self.path.name) from None
            raise self._trouble(StoreError, fault) from None
        if size is None and last == 0:
            return 0, b""
        if size != last:
            raise StoreError("store.other_size", file=self.path.name, found=str(last), size=str(size))
        return int(last), bytes(root or b"")

    def append(self, expected: int, entries: list[bytes], root: bytes) -> None:
        """Adds entries and the new root, durably; `WrongSize` where somebody else wrote, `CommitFailed` on error."""
        with self._mutex:
            db = self._writer
            if db is None:
                raise StoreError("store.no_access", file=self.path.name, folder=str(self.path.parent))
            kind: type[StoreError] = StoreError
            try:
                db.execute("BEGIN IMMEDIATE")
                size = next((int(str(row[0])) for row in db.execute("SELECT size FROM head")), 0)
                if size != expected:
                    raise WrongSize("store.wrong_size", file=self.path.name, found=size, expected=expected)
                db.executemany("INSERT INTO entry (number, data) VALUES (?, ?)", enumerate(entries, start=expected + 1))
                db.execute(
                    "INSERT INTO head VALUES (1, ?1, ?2) ON CONFLICT DO UPDATE SET size = ?1, root = ?2",
                    (expected + len(entries), root),
                )
                kind = CommitFailed
                db.execute("COMMIT")
            except apsw.Error as fault:
                raise self._trouble(kind, fault) from None
            finally:
                if db.in_transaction:  # an error has left it open
                    with contextlib.suppress(apsw.Error):
                        db.execute("ROLLBACK")

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` (from 0) up to, not including, `stop`; raises `StoreError`.

        Read in batches, each of which ends its reading before it is handed on.
        """
        upto = _ALL if stop is None else stop
        while start < upto:
            try:
                rows = self._reader().execute(_ENTRIES, (start, upto, _BATCH)).fetchall()
            except (apsw.Error, UnicodeDecodeError) as fault:
                raise self._trouble(StoreError, fault) from None
            for number, data in rows:
                if number != start + 1:
                    break
                start += 1
                yield bytes(data)  # type: ignore[arg-type]
            else:
                if len(rows) == _BATCH or start == upto:
                    continue
                if stop is None:
                    return
            raise StoreError("store.entry_missing", file=self.path.name, entry=str(start + 1))

    def close(self) -> None:
        """Ends the use of the store (readers of other threads end with their threads)."""
        if hasattr(self._readers, "db"):
            self._readers.db.close()
            del self._readers.db
        if self._writer is not None:
            with contextlib.suppress(apsw.Error):  # only tidies up; what it could not, the next opening does
                self._writer.close()


def _writable(folder: Path) -> bool:
    """Whether files can be made in the folder, whoever we are: a read-only mount refuses the superuser too."""
    return os.access(folder, os.W_OK) and not os.statvfs(folder).f_flag & os.ST_RDONLY


__all__ = ["FILE", "LOCK", "FolderLock", "SqliteStore", "emptied", "held", "holder"]
