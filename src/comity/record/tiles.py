"""Tiles and entry bundles (C2SP `tlog-tiles`): the record as static files that any client of the format reads.

    checkpoint                 the signed head
    tile/<L>/<N>[.p/<W>]       256 hashes (or W) of level 8·L
    tile/entries/<N>[.p/<W>]   256 entries (or W), each with its length in two bytes, big-endian

`N` is written in groups of three digits, all but the last with an x: 1234067 is `x001/x234/067`. Full tiles never
change; partial ones are rendered from the store and never kept.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from comity.record import checkpoint
from comity.record.checkpoint import Checkpoint
from comity.record.keys import Key
from comity.record.note import MAX_NOTE
from comity.record.tree import SIZE, Tree

WIDTH = 256
HEIGHT = 8
_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
#: Fetches a path below the log's address; what it gives is not to be trusted.
Fetch = Callable[[str], bytes]


class TileError(ValueError):
    """A path that names no tile, or a tile that does not hold what it should: the message says which."""


class TilePath(NamedTuple):
    """Which tile: `level` none for entry bundles; `width` 256 for full ones."""

    level: int | None
    number: int
    width: int


def path_of(level: int | None, index: int, width: int = WIDTH) -> str:
    """The path of a tile."""
    digits = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        digits = f"x{index % 1000:03}/{digits}"
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{'entries' if level is None else level}/{digits}{partial}"


def read_path(path: str) -> TilePath:
    """Which tile a path names, strictly: one path for each tile."""
    found = _PATH.fullmatch(path)
    if not found:
        raise TileError(f"{path[:80]!r} names no tile")
    level = None if found[1] == "entries" else int(found[1])
    tile = TilePath(level, int(found[2].replace("x", "").replace("/", "")), int(found[3] or WIDTH))
    if path_of(*tile) != path or tile.width > WIDTH:
        raise TileError(f"{path[:80]!r} is not the path of a tile; expected {path_of(*tile)!r}")
    return tile


def hash_tile(tree: Tree, level: int, index: int, width: int) -> bytes | None:
    """The hashes of a tile, or none where the tree is not that large."""
    k = HEIGHT * level
    if k >= len(tree.levels):
        return None
    start = index * WIDTH * SIZE
    part = bytes(tree.levels[k][start : start + width * SIZE])
    return part if len(part) == width * SIZE else None


def bundle(entries: list[bytes]) -> bytes:
    """An entry bundle; raises `TileError` for an entry whose length two bytes cannot say."""
    if any(len(entry) > MAX_NOTE for entry in entries):
        raise TileError(f"an entry of a bundle has at most {MAX_NOTE} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def read_bundle(data: bytes) -> list[bytes]:
    """The entries of a bundle, strictly; raises `TileError`."""
    entries = []
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 2], "big")
        entry = data[at + 2 : at + 2 + size]
        if len(data) - at < 2 or len(entry) != size:
            raise TileError(f"the bundle is cut short at byte {at}")
        entries.append(entry)
        at += 2 + size
    return entries


def bundle_paths(size: int) -> Iterator[tuple[str, int]]:
    """The paths of the bundles that hold `size` entries, each with how many it holds."""
    for index in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - index * WIDTH)
        yield path_of(None, index, width), width


def read_log(fetch: Fetch, key: Key) -> tuple[Checkpoint, Iterator[bytes]]:
    """The head of a log, signed by `key`, and its entries, which are handed on only once they make up its root.

    Nothing that `fetch` gives is believed: entries are hashed, and the root that they lead to is compared first.
    """
    head = checkpoint.read(fetch("checkpoint"), key)
    tree = Tree()
    bundles = []
    for path, width in bundle_paths(head.size):
        entries = read_bundle(fetch(path))
        if len(entries) != width:
            raise TileError(f"{path} holds {len(entries)} entries, expected {width}")
        tree.extend_entries(entries)
        bundles.append(entries)
    if tree.root() != head.root:
        raise TileError(f"the {head.size} entries lead to the root {tree.root().hex()[:16]}…, the head says {head.root.hex()[:16]}…")
    return head, (entry for entries in bundles for entry in entries)
