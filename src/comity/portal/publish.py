"""The public register as plain files: pages, JSON, CSV, feeds, tiles, for any web server, or none (`comity.portal.copy`).

Every page is asked for as a reader would ask, in each language, from the first pages on to whatever they lead to; of the
record every act, tile and public part. Where there is much to write, as many processes write as there are cores.
"""

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from comity.portal.copy import LEFT_OUT, Copy, Done
from comity.portal.settings import configure
from comity.portal.static import address, assets
from comity.record.store import StoreError
from comity.record.tiles import HEIGHT, WIDTH, path_of
from comity.registry import Registry
from comity.text import LANGUAGES

#: The file by which an earlier copy is known: only such a folder is replaced.
MARK = "comity-published.txt"
#: Addresses that a process takes at once; fewer in all than this are not worth another process.
AT_ONCE, FEW = 32, 300


class Published(NamedTuple):
    """What was written: pages of people, other files, and where."""

    pages: int
    files: int
    folder: Path


class _Kept:
    """The entries of a record in memory: processes beside this one read them here, for none may use another's database."""

    def __init__(self, entries: list[bytes]) -> None:
        self._entries = entries

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """As of any store."""
        return iter(self._entries[start:stop])


def publish(registry: Registry, folder: Path, where: str = "", told: Callable[[int], None] | None = None) -> Published:
    """Writes the copy into a folder: a new one, or in the place of an earlier copy. `where` is the register's own address.

    Raises `StoreError` where the folder holds anything else. The earlier copy stands until the new one is whole.
    """
    configure()
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise StoreError("publish.not_ours", folder=str(folder), mark=MARK)
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for rest in (new, old):
        shutil.rmtree(rest, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        done = _write(Copy(registry, new, where), told)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError as fault:
        raise StoreError("publish.cannot_write", folder=str(folder), why=str(fault.strerror)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    names = set(done.names)
    return Published(sum(name.endswith(".html") for name in names) - 1, len(names), folder)  # the first page only names the languages


def _write(copy: Copy, told: Callable[[int], None] | None) -> Done:
    """All files: the first pages and what they lead to in this process, which then knows the names of everything; the rest, where
    there is much of it, in as many processes as there are cores.
    """
    every, seen = Done([], []), set[str]()
    registry = copy.registry
    asked = _new(_begin(registry), seen)
    beside = _beside()
    for turn in range(len(LANGUAGES) + 1):  # the first pages; what they lead to
        for one in asked:
            copy.write(one, every)
        asked, every = _new(every.links, seen), every._replace(links=[])
        if turn and beside > 1:
            break
    asked = [*asked, *_new(_whole(registry), seen)]
    with contextlib.ExitStack() as stack:
        pool = _pool(copy, beside) if beside > 1 and len(asked) > FEW else None
        if pool is not None:
            stack.callback(pool.shutdown, cancel_futures=True)
        while asked:
            parts = [asked[i : i + AT_ONCE] for i in range(0, len(asked), AT_ONCE)]
            links: list[str] = []
            for done in pool.map(_some, parts) if pool is not None else map(copy.some, parts):
                every.names.extend(done.names)
                links += done.links
                if told is not None:
                    told(len(every.names))
            asked = _new(links, seen)
    for name, asset in assets().items():
        copy.put(f"static/{name}", asset.data, every)
    copy.put("index.html", _front(), every)
    copy.put(MARK, f"{registry.origin}\n{registry.standing.size}\n".encode(), every)
    return every


def _begin(registry: Registry) -> list[str]:
    """Where a reader begins, and what machines follow."""
    return [*(f"/{lang}{path}" for lang in LANGUAGES for path in ("", "/calendar.ics", "/changes.atom")), "/record/checkpoint"]


def _whole(registry: Registry) -> Iterator[str]:
    """Every act, tile and public part, whether or not a page leads there."""
    yield from (f"/{lang}/acts/{number}" for number in range(1, registry.standing.size + 1) for lang in LANGUAGES)
    yield from (f"/record/{path}" for path in (*_tiles(registry.log.published), *(f"parts/{one}" for one in sorted(registry.public_parts()))))


def _new(links: Iterable[str], seen: set[str]) -> list[str]:
    """Those of the addresses that were not asked for yet: from now on they were."""
    found = [one for one in dict.fromkeys(links) if one not in seen and not LEFT_OUT.search(one)]
    seen.update(found)
    return found


def _beside() -> int:
    """How many processes write: one for each core, where the system can divide a process; else this one alone."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(copy: Copy, processes: int) -> ProcessPoolExecutor:
    kept = _Kept(list(copy.registry.log.store.entries(0, copy.registry.log.size)))
    return ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _divided, (copy, kept))


_here: list[Copy] = []


def _divided(copy: Copy, kept: _Kept) -> None:
    """A process beside the first begins: it has everything that the first one knew, and leaves its database alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    gc.freeze()  # what is shared stays as it is
    copy.registry.log.store = kept  # type: ignore[assignment]
    _here.append(copy)


def _some(asked: list[str]) -> Done:
    return _here[0].some(asked)


def _tiles(size: int) -> Iterator[str]:
    """The paths of every tile and entry bundle of a tree of this size (C2SP tlog-tiles)."""
    level, count = 0, size
    while count:
        for kind in (level, None) if level == 0 else (level,):
            full, width = divmod(count, WIDTH)
            yield from (path_of(kind, n) for n in range(full))
            if width:
                yield path_of(kind, full, width)
        level, count = level + 1, count >> HEIGHT


def _front() -> bytes:
    """The first page: the languages."""
    links = "".join(f'<li><a href="{lang}.html" lang="{lang}">{name}</a></li>' for lang, name in (("en", "English"), ("ru", "Русский")))
    head = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    icon = f'<link rel="icon" type="image/svg+xml" href="{address("icon.svg").removeprefix("/")}">'
    return f"{head}<title>Register · Реестр</title>{icon}</head><body><main><h1>Register · Реестр</h1><ul>{links}</ul></main></body></html>\n".encode()
