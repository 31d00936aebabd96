"""Entries in one SQLite file, by a SQLite of its own (apsw), write-ahead log, every commit on the disk.

One process writes: it holds a lock on the folder, and says who does where another asks. No file is ever opened both
by this library and by the interpreter's own SQLite.
"""

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import apsw

from comity.record.store import CommitFailed, StoreError, WrongSize

FILE = "record.sqlite"
LOCK = "lock"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
"""
_BATCH = 1024


def _sentence(fault: apsw.Error, path: Path) -> str:
    match fault:
        case apsw.FullError():
            return f"{path.name}: the disk is full; make room and start again, nothing acknowledged is lost"
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
            return f"{path.name}: cannot be written; give this user the right to write in its folder"
        case apsw.CorruptError() | apsw.NotADBError():
            return f"{path.name}: the file is damaged; put a copy of a mirror in its place"
        case apsw.IOError():
            return f"{path.name}: the disk gave an error ({fault}); check the disk before you go on"
    return f"{path.name}: {fault}"


class FolderLock:
    """The lock by which one process at a time serves a folder; holds who that is and where it answers."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        try:
            self._file: IO[str] = open(self._path, "a+")  # noqa: SIM115 (held as long as the folder is)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = holder(folder)
            where = f" at {said['address']}" if said.get("address") else ""
            raise StoreError(
                f"{folder}: process {said.get('pid', '?')} serves this organisation already{where}; stop it first"
            ) from None
        except OSError as fault:
            raise StoreError(f"{folder}: cannot be written ({fault.strerror}); choose another folder") from None
        self.say()

    def say(self, address: str = "") -> None:
        """Notes this process and the address at which it answers."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"pid": os.getpid(), "address": address}))
        self._file.flush()

    def release(self) -> None:
        """Gives the folder free."""
        self._file.close()


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


class SqliteStore:
    """The store of the embedded default; `write` false opens it for reading only."""

    def __init__(self, folder: Path, write: bool = True) -> None:
        self.path = folder / FILE
        self._write = write
        self._readers = threading.local()
        if not write and not self.path.exists():
            raise StoreError(f"{folder}: there is no record here; comity init makes one")
        try:
            self._writer = self._open(write)
            if write:
                self._writer.execute(_SCHEMA)
        except apsw.Error as fault:
            raise StoreError(_sentence(fault, self.path)) from None
        self._mutex = threading.Lock()

    def _open(self, write: bool) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE if write else apsw.SQLITE_OPEN_READONLY
        db = apsw.Connection(str(self.path), flags=flags)
        db.set_busy_timeout(10_000)
        if write:
            db.pragma("journal_mode", "wal")
            db.pragma("synchronous", "full")
        return db

    def _reader(self) -> apsw.Connection:
        if not hasattr(self._readers, "db"):
            self._readers.db = self._open(False)
        return self._readers.db  # type: ignore[no-any-return]

    def head(self) -> tuple[int, bytes]:
        """How many entries there are, and the root that was committed with the last; raises `StoreError`."""
        try:
            row = next(iter(self._reader().execute("SELECT size, root FROM head")), None)
            last = next(iter(self._reader().execute("SELECT coalesce(max(number), 0) FROM entry")))
        except apsw.Error as fault:
            raise StoreError(_sentence(fault, self.path)) from None
        size, root = (0, b"") if row is None else (int(row[0]), bytes(row[1]))
        if int(last[0]) != size:
            raise StoreError(f"{self.path.name}: holds {last[0]} entries where its head says {size}; it was altered")
        return size, root

    def append(self, expected: int, entries: list[bytes], root: bytes) -> None:
        """Adds entries and the new root, durably; `WrongSize` where somebody else wrote, `CommitFailed` on error."""
        with self._mutex:
            db = self._writer
            try:
                db.execute("BEGIN IMMEDIATE")
                row = next(iter(db.execute("SELECT size FROM head")), None)
                size = int(str(row[0])) if row else 0
                if size != expected:
                    db.execute("ROLLBACK")
                    raise WrongSize(f"{self.path.name}: has {size} entries, {expected} were expected; start again")
                db.executemany(
                    "INSERT INTO entry (number, data) VALUES (?, ?)", list(enumerate(entries, start=expected + 1))
                )
                db.execute(
                    "INSERT INTO head VALUES (1, ?1, ?2) ON CONFLICT DO UPDATE SET size = ?1, root = ?2",
                    (expected + len(entries), root),
                )
                db.execute("COMMIT")
            except apsw.Error as fault:
                raise CommitFailed(_sentence(fault, self.path)) from None

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The entries from `start` (from 0) up to, not including, `stop`; raises `StoreError`."""
        upto = 2**62 if stop is None else stop
        try:
            while start < upto:
                rows: list[tuple[int, bytes]] = self._reader().execute(  # type: ignore[assignment]
                    "SELECT number, data FROM entry WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
                    (start, upto, _BATCH),
                ).fetchall()  # fmt: skip
                for number, data in rows:
                    if number != start + 1:
                        raise StoreError(f"{self.path.name}: entry {start + 1} is missing; it was altered")
                    start = number
                    yield bytes(data)
                if len(rows) < _BATCH:
                    return
        except apsw.Error as fault:
            raise StoreError(_sentence(fault, self.path)) from None

    def close(self) -> None:
        """Ends the use of the store (readers of other threads end with their threads)."""
        self._writer.close()
        if hasattr(self._readers, "db"):
            self._readers.db.close()
