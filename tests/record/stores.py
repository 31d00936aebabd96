"""The stores under test, and a disk that fails when it is told to.

A `Place` is where one store lies: it opens it, and can do to it what neither power failure nor hand should. The suite
(`test_store.py`, `test_store_faults.py`) knows nothing else; another store joins `PLACES` with a class of its own.
"""

import contextlib
import itertools
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal

import apsw

from comity.record.sqlite import FILE, SqliteStore
from comity.record.store import Store

Trouble = Literal["fails before", "fails after", "full before", "torn"]


class Disk:
    """Counts what is written and synced; at the operation `at` (from 1) it fails as `trouble` says."""

    def __init__(self) -> None:
        self.done = 0
        self.at = 0
        self.trouble: Trouble = "fails before"
        self.room: int | None = None  # bytes that still fit; none: any number
        self.synced: dict[str, bytes] = {}

    def fail(self, at: int, trouble: Trouble) -> None:
        """Fails at the operation `at` from now on, once."""
        self.done, self.at, self.trouble = 0, at, trouble

    @property
    def due(self) -> bool:
        """Whether the operation that comes now is the one that fails."""
        self.done += 1
        return self.done == self.at

    @property
    def failed(self) -> bool:
        """Whether it has failed."""
        return 0 < self.at <= self.done


class Place(ABC):
    """Where one store lies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = Disk()

    @abstractmethod
    def open(self, write: bool = True) -> Store:
        """Opens it, on a good disk."""

    @abstractmethod
    def open_on_disk(self) -> Store:
        """Opens it on `disk`, which may fail."""

    @abstractmethod
    def lose_entry(self, number: int) -> None:
        """Takes an entry (from 1) away, behind everybody's back."""

    @abstractmethod
    def alter_entry(self, number: int, data: bytes) -> None:
        """Changes an entry."""

    @abstractmethod
    def alter_head(self, size: int, root: bytes | None = None) -> None:
        """Changes what the store says of itself."""

    @abstractmethod
    def after_kill(self, to: Path) -> "Place":
        """The place as it is found when the process was killed now."""

    @abstractmethod
    def after_power_loss(self, to: Path) -> "Place":
        """The place as it is found when the power failed now: what was not synced is gone."""


_names = itertools.count(1)


class _File(apsw.VFSFile):
    """A file on the failing disk."""

    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._path = name if isinstance(name, str) else name.filename() if name is not None else ""

    def xWrite(self, data: bytes, offset: int) -> None:
        due = self._disk.due
        if self._disk.room is not None:
            self._disk.room -= len(data)
            if self._disk.room < 0:
                raise apsw.FullError("no room")
        if due and self._disk.trouble == "full before":
            raise apsw.FullError("no room")
        if due and self._disk.trouble == "fails before":
            raise apsw.IOError("injected")
        super().xWrite(data[: len(data) // 2] if due and self._disk.trouble == "torn" else data, offset)
        if due:
            raise apsw.IOError("injected")

    def xSync(self, flags: int) -> None:
        due = self._disk.due
        if due and self._disk.trouble != "fails after":
            raise apsw.IOError("injected")
        super().xSync(flags)
        with contextlib.suppress(FileNotFoundError):
            self._disk.synced[self._path] = Path(self._path).read_bytes()
        if due:
            raise apsw.IOError("injected")

    def xTruncate(self, size: int) -> None:
        due = self._disk.due
        if due and self._disk.trouble != "fails after":
            raise apsw.IOError("injected")
        super().xTruncate(size)
        if due:
            raise apsw.IOError("injected")


class _System(apsw.VFS):
    """SQLite's own file system, but for what the disk does."""

    def __init__(self, disk: Disk) -> None:
        self.name = f"failing-{next(_names)}"
        self._disk = disk
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        return _File(self._disk, name, flags)

    def excepthook(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """What fails on purpose is not printed."""
        return True


class SqlitePlace(Place):
    """A folder with a SQLite file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._system = _System(self.disk)
        folder.mkdir(exist_ok=True)

    def open(self, write: bool = True) -> SqliteStore:
        return SqliteStore(self.folder, write)

    def open_on_disk(self) -> SqliteStore:
        return SqliteStore(self.folder, vfs=self._system.name)

    @contextlib.contextmanager
    def _hand(self) -> Iterator[apsw.Connection]:
        db = apsw.Connection(str(self.folder / FILE))
        try:
            yield db
        finally:
            db.close()

    def lose_entry(self, number: int) -> None:
        with self._hand() as db:
            db.execute("DELETE FROM entry WHERE number = ?", (number,))

    def alter_entry(self, number: int, data: bytes) -> None:
        with self._hand() as db:
            db.execute("UPDATE entry SET data = ? WHERE number = ?", (data, number))

    def alter_head(self, size: int, root: bytes | None = None) -> None:
        with self._hand() as db:
            db.execute("UPDATE head SET size = ?, root = coalesce(?, root)", (size, root))

    def after_kill(self, to: Path) -> "SqlitePlace":
        found = SqlitePlace(to)
        for name in (FILE, f"{FILE}-wal", f"{FILE}-journal"):
            if (self.folder / name).exists():
                shutil.copyfile(self.folder / name, to / name)
        return found

    def after_power_loss(self, to: Path) -> "SqlitePlace":
        found = SqlitePlace(to)
        for path, data in self.disk.synced.items():
            if os.path.exists(path):
                (to / Path(path).name).write_bytes(data)
        return found


PLACES: list[type[Place]] = [SqlitePlace]
