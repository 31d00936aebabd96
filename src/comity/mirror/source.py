"""Where a record to be verified comes from: an organisation's folder, a folder of published files, or an address.

Trust: none. A source may give anything, too much of it, late, or never; whoever asks has limits and proves what it got.
"""

import http.client
import ssl
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from comity.phrases import Fault as Trouble
from comity.record import tiles
from comity.record.parts import MAX_PART, SALT
from comity.record.sqlite import SqliteStore
from comity.record.store import StoreError
from comity.record.tiles import TileError

#: Entries handed on together.
BATCH = 1024
#: The longest answer that is taken: a part with its salt and media type.
MOST = MAX_PART + SALT + 1024
#: Seconds that an address may take to connect, and between two pieces of an answer.
PATIENCE = 30.0
REDIRECTIONS = 3


class Unreachable(Trouble):
    """The record cannot be had at all: one sentence that says why and what to do."""


class Gap(Exception):
    """The entry at this index (from 0), and what follows, cannot be read."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class Source(Protocol):
    """Gives entries in order and parts by their commitment."""

    def size(self) -> int:
        """How many entries there are, as the source says."""

    def batches(self, size: int) -> Iterator[list[bytes]]:
        """The first `size` entries in order; raises `Gap` where one cannot be read."""

    def part(self, commit: str) -> bytes:
        """A part as it is stored (salt, media type, zero byte, bytes); raises `FileNotFoundError`."""


class FolderSource:
    """An organisation's folder, read only; its registry may write meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = SqliteStore(folder, write=False)

    def size(self) -> int:
        """What the store's own head says; raises `StoreError`."""
        return self.store.head()[0]

    def batches(self, size: int) -> Iterator[list[bytes]]:
        """Read in batches; where one cannot be, entry by entry up to the one that is the trouble."""
        at = 0
        while at < size:
            upto = min(at + BATCH, size)
            try:
                batch = list(self.store.entries(at, upto))
            except (StoreError, ValueError, TypeError):
                batch = self._singly(at, upto)
            yield batch
            at += len(batch)
            if at < upto:
                raise Gap(at)

    def _singly(self, at: int, upto: int) -> list[bytes]:
        out: list[bytes] = []
        for index in range(at, upto):
            try:
                out += list(self.store.entries(index, index + 1))
            except (StoreError, ValueError, TypeError):
                break
            if len(out) != index + 1 - at:
                break
        return out

    def part(self, commit: str) -> bytes:
        """The file of this name."""
        path = self.folder / "parts" / commit
        if path.stat().st_size > MOST:
            return b""
        return path.read_bytes()

    def close(self) -> None:
        """Ends the reading."""
        self.store.close()


class PublishedSource:
    """Published files (C2SP `tlog-tiles`) by whatever fetches them."""

    def __init__(self, fetch: Callable[[str], bytes], size: int) -> None:
        self._fetch, self._size = fetch, size

    def size(self) -> int:
        """What the head says."""
        return self._size

    def batches(self, size: int) -> Iterator[list[bytes]]:
        """Bundle by bundle."""
        at = 0
        for path, width in tiles.bundle_paths(size):
            try:
                entries = tiles.read_bundle(self._fetch(path))
            except (TileError, FileNotFoundError):
                raise Gap(at) from None
            if len(entries) != width:
                raise Gap(at + min(len(entries), width))
            yield entries
            at += width

    def part(self, commit: str) -> bytes:
        """At its address."""
        return self._fetch(f"parts/{commit}")


def files_below(folder: Path) -> Callable[[str], bytes]:
    """Fetches published files from a folder."""

    def fetch(path: str) -> bytes:
        target = folder / path
        if target.is_file() and target.stat().st_size > MOST:
            raise Unreachable("mirror.too_long", where=path, limit=MOST)
        try:
            return target.read_bytes()
        except IsADirectoryError:
            raise FileNotFoundError(path) from None

    return fetch


class Web:
    """Fetches below an address over HTTP, on one connection, with limits on time, length and redirections."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        self._base = address.rstrip("/") + "/"
        self._patience = patience
        self._open: tuple[str, http.client.HTTPConnection] | None = None

    def __call__(self, path: str) -> bytes:
        """The body at `path`; raises `FileNotFoundError` where there is none, `Unreachable` where nothing can be had."""
        url = self._base + path
        for _ in range(REDIRECTIONS + 1):
            answer = self._get(url)
            if isinstance(answer, bytes):
                return answer
            url = answer
        raise Unreachable("mirror.redirections", where=url)

    def _get(self, url: str) -> bytes | str:
        """The body, or the address to which it moved."""
        for attempt in (1, 2):
            kept = self._open is not None
            try:
                return self._ask(url)
            except (OSError, http.client.HTTPException, ValueError) as fault:
                self.close()
                if isinstance(fault, FileNotFoundError):
                    raise
                # a connection that was kept open may have been closed at the other end meanwhile
                if attempt == 1 and kept and isinstance(fault, (http.client.RemoteDisconnected, ConnectionError)):
                    continue
                raise Unreachable("mirror.unreachable", where=url, why=_why(fault)) from None
        raise AssertionError

    def _ask(self, url: str) -> bytes | str:
        parts = urllib.parse.urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = self._connection(parts)
        connection.request("GET", target, headers={"User-Agent": "comity-mirror/1", "Accept": "*/*"})
        with connection.getresponse() as answer:
            if answer.status in (301, 302, 303, 307, 308):
                answer.read(MOST)
                return urllib.parse.urljoin(url, answer.headers.get("Location", ""))
            body = answer.read(MOST + 1)
            if len(body) > MOST:
                self.close()
                raise Unreachable("mirror.too_long", where=url, limit=MOST)
            if answer.status == 404:
                raise FileNotFoundError(url)
            if answer.status != 200:
                raise Unreachable("mirror.status", where=url, status=str(answer.status))
            if answer.length:
                raise Unreachable("mirror.cut_short", where=url)
            return body

    def _connection(self, parts: urllib.parse.SplitResult) -> http.client.HTTPConnection:
        where = f"{parts.scheme}://{parts.netloc}"
        if self._open is not None:
            if self._open[0] == where:
                return self._open[1]
            self.close()
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable("mirror.no_address", where=where)
        connection: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=self._patience, context=context)
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=self._patience)
        self._open = (where, connection)
        return connection

    def close(self) -> None:
        """Ends the connection."""
        if self._open is not None:
            self._open[1].close()
            self._open = None


def _why(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "timeout"
    words = getattr(fault, "strerror", "") or str(fault) or type(fault).__name__
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:200]
