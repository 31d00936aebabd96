"""The public register as plain files: pages, JSON, CSV, feeds, tiles, for any web server, or none.

Every page is asked for as a reader would ask, in each language, and written under the name of its address (`en/members.html`,
`en/members.json`); its links become relative, so that the copy may lie anywhere. What needs a server (another day or entry,
search, *what if*) is left out where it stands, and each page says of which moment it is a copy and where the register
itself is. Nothing is written that an address does not give to anybody.
"""

import contextlib
import gc
import multiprocessing
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from markupsafe import escape

from comity import day as days
from comity.phrases import param, say
from comity.portal.edges import first_day
from comity.portal.faults import Fault
from comity.portal.markup import fill
from comity.portal.pages.calendar import AHEAD
from comity.portal.reading import Reading
from comity.portal.render import Page, html, json, table
from comity.portal.settings import configure
from comity.portal.static import assets
from comity.portal.urls import PAGES
from comity.record.store import StoreError
from comity.record.tiles import HEIGHT, WIDTH, path_of
from comity.registry import Registry
from comity.text import LANGUAGES

#: The file by which an earlier copy is known: only such a folder is replaced.
MARK = "comity-published.txt"
#: Addresses that are no part of the record, or answer only with a question: not followed.
_LEFT_OUT = re.compile(r"/(?:en|ru)/(?:search|specimen|rules/[^/]+/.+)$|/(?:en|ru)/(?:search|specimen)\.|/openapi\.json|/healthz")
_HREF = re.compile(r'(<(?:a|link|use|script|image)\b[^>]*?\b(?:href|src)=")([^"]*)(")')
_ANCHOR = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)
#: The queries that a copy answers: another page of a list, another year of the calendar.
_PAGES = re.compile(r"(?:(?:from=[0-9]{1,8}|year=[0-9]{4}))?")
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_YEARS = re.compile(r'<nav class="years".*?</nav>', re.DOTALL)  # every year of it is another day
_MAIN = re.compile(r'<main id="matter">')
#: Addresses that a process takes at once; fewer in all than this are not worth another process.
AT_ONCE, FEW = 32, 300


class Published(NamedTuple):
    """What was written: pages of people, other files, and where."""

    pages: int
    files: int
    folder: Path


class Done(NamedTuple):
    """What came of some addresses: the files that were written, and the addresses to which their pages lead."""

    names: list[str]
    links: list[str]


class _Kept:
    """The entries of a record in memory: processes beside this one read them here, for none may use another's database."""

    def __init__(self, entries: list[bytes]) -> None:
        self._entries = entries

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """As of any store."""
        return iter(self._entries[start:stop])


class _Asked(HttpRequest):
    """A request that nobody sent, under a scheme: feeds name the register's own address."""

    def __init__(self, scheme: str) -> None:
        super().__init__()
        self._named = scheme

    def _get_scheme(self) -> str:
        return self._named


class _Copy:
    """What is written, and how: for one copy, in this process and in those beside it."""

    def __init__(self, registry: Registry, folder: Path, where: str) -> None:
        self.registry, self.folder, self.where = registry, folder, where
        self.led: set[str] = set()
        first = first_day(registry.standing)
        today = registry.standing.day_of(registry.now())
        self.years = (int(first[:4]) if first else int(today[:4]), int(today[:4]) + AHEAD)
        self._views = {page.name: page.view for page in PAGES}
        self._matches: dict[str, ResolverMatch | None] = {}
        self._targets: dict[str, str] = {}
        self._written: dict[str, bool] = {}
        self._folders: set[Path] = set()

    def match(self, path: str) -> ResolverMatch | None:
        """What answers at a path, without its query; none where nothing does."""
        if path not in self._matches:
            try:
                self._matches[path] = resolve(path)
            except Resolver404:
                self._matches[path] = None
        return self._matches[path]

    def write(self, asked: str, done: Done) -> None:
        """Writes what is at an address; of a page its JSON and CSV with it, where it leads to them, for all are of one reading."""
        path, _, query = asked.partition("?")
        match = self.match(path)
        if match is None:
            return
        if match.url_name not in self._views:
            if (response := self.ask(match, path, query)) is not None:
                self.put(file_of(asked, False), response.content, done)
            return
        lang, fmt = match.kwargs["lang"], match.kwargs.get("fmt")
        plain = path.removesuffix(f".{fmt}") if fmt else path
        try:
            reading = Reading(self.registry, lang, plain[len(lang) + 1 :], QueryDict(query).dict())
            page = self._views[match.url_name](reading, **{k: v for k, v in match.kwargs.items() if k not in ("lang", "fmt")})
        except Fault:
            return
        if page.status != 200:
            return
        if fmt:
            self.form(asked, fmt, reading, page, done)
            return
        text = html(reading, page)
        links = dict.fromkeys(there for found in _HREF.finditer(text) if (there := self.asked(found[2], asked)) and self.written(there))
        self.put(file_of(asked, True), self.still(text, asked).encode(), done)
        forms = {form_of(asked, fmt): fmt for fmt in ("json", "csv")}
        for link in links:
            if link in forms:
                self.form(link, forms[link], reading, page, done)
            elif link not in self.led:
                self.led.add(link)
                done.links.append(link)

    def some(self, asked: list[str]) -> Done:
        """Writes what is at these addresses."""
        done = Done([], [])
        for one in asked:
            self.write(one, done)
        return done

    def form(self, asked: str, fmt: str, reading: Reading, page: Page, done: Done) -> None:
        """Writes a page in another form than HTML, if it has it."""
        if fmt == "json":
            self.put(file_of(asked, False), json(reading, page), done)
        elif page.table is not None:
            self.put(file_of(asked, False), table(reading, page).encode(), done)

    def ask(self, match: ResolverMatch, path: str, query: str) -> HttpResponse | None:
        """What the portal answers where no page is; none where it has nothing there."""
        host, scheme = urlsplit(self.where).netloc or "localhost", urlsplit(self.where).scheme or "https"
        request = _Asked(scheme)
        request.method = "GET"
        request.META = {"comity.registry": self.registry, "HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "443"}
        request.path = request.path_info = path
        request.GET = QueryDict(query)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response if response.status_code == 200 else None

    def put(self, name: str, data: bytes, done: Done) -> None:
        """Writes a file."""
        place = self.folder / name
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        place.write_bytes(data)
        done.names.append(name)

    def still(self, text: str, path: str) -> str:
        """A page that asks for nothing: no forms, no links to what only a server answers, the others relative."""
        lang = path.split("/")[1][:2]
        depth = file_of(path, True).count("/")
        text = _YEARS.sub("", _FORM.sub("", text))
        text = _ANCHOR.sub(lambda found: found[0] if self.kept(found[1], path) else f"<span>{found[2]}</span>", text)
        text = _HREF.sub(lambda found: found[1] + self.relative(found[2], path, depth) + found[3], text)
        return _MAIN.sub(lambda found: found[0] + self.notice(lang), text, count=1)

    def kept(self, href: str, path: str) -> bool:
        """Whether a link of the page at `path` leads to what the copy has, or to elsewhere."""
        asked = self.asked(href, path)
        return not asked or self.written(asked)

    def asked(self, href: str, path: str) -> str:
        """The address of the portal, with its query, to which a link on the page at `path` leads; empty for elsewhere and for here."""
        if href not in self._targets:
            target = urlsplit(href.replace("&amp;", "&"))
            query = f"?{target.query}" if target.query else ""
            self._targets[href] = "" if target.scheme or target.netloc or not (target.path or target.query) else unquote(target.path) + query
        found = self._targets[href]
        return path.partition("?")[0] + found if found[:1] == "?" else found

    def written(self, asked: str) -> bool:
        """Whether the copy has what is at an address: of queries only the next pages of a list, and the years of a calendar."""
        if asked not in self._written:
            self._written[asked] = self._leads(asked)
        return self._written[asked]

    def _leads(self, asked: str) -> bool:
        path, _, query = asked.partition("?")
        if not path.startswith("/") or _LEFT_OUT.search(path) or not _PAGES.fullmatch(query):
            return False
        if query.startswith("year=") and not self.years[0] <= int(query[5:]) <= self.years[1]:
            return False
        return self.match(path) is not None

    def relative(self, href: str, path: str, depth: int) -> str:
        """A link of the page at `path`, as it is reached from a file so deep; one to elsewhere or within the page as it is."""
        asked = self.asked(href, path)
        if not asked:
            return href
        fragment = urlsplit(href).fragment
        return "../" * depth + file_of(asked, None) + (f"#{fragment}" if fragment else "")

    def notice(self, lang: str) -> str:
        """Of which moment this is a copy, and where the register itself is."""
        standing = self.registry.standing
        params = [param("entry", "number", standing.size), param("moment", "text", days.moment_in_words(standing.last, lang))]
        said = say("publish.copy", params, lang, lambda kind, value: value)
        link = fill(' <a href="{}">{}</a>', self.where, self.where) if self.where else ""
        return f'<p class="note">{escape(said)}{link}</p>'


def file_of(path: str, html: bool | None) -> str:
    """The file of an address: `/en` is `en.html`; what has an ending already keeps its name; a query is part of the name."""
    path, _, query = path.partition("?")
    name = path.strip("/") or "index"
    if query:
        stem, dot, fmt = name.partition(".")
        name = f"{stem},{query}{dot}{fmt}"
    ending = re.search(r"\.(?:json|csv|ics|atom|css|js|svg|woff2|txt|xml)$", name)
    plain = name.startswith(("static/", "record/")) or ending is not None
    return name if plain and html is not True else f"{name}.html"


def form_of(asked: str, fmt: str) -> str:
    """The address of a page in another form."""
    path, mark, query = asked.partition("?")
    return f"{path}.{fmt}{mark}{query}"


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
        done = _write(_Copy(registry, new, where), told)
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


def _write(copy: _Copy, told: Callable[[int], None] | None) -> Done:
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
    found = [one for one in dict.fromkeys(links) if one not in seen and not _LEFT_OUT.search(one)]
    seen.update(found)
    return found


def _beside() -> int:
    """How many processes write: one for each core, where the system can divide a process; else this one alone."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(copy: _Copy, processes: int) -> ProcessPoolExecutor:
    kept = _Kept(list(copy.registry.log.store.entries(0, copy.registry.log.size)))
    return ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _divided, (copy, kept))


_here: list[_Copy] = []


def _divided(copy: _Copy, kept: _Kept) -> None:
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
    return f"{head}<title>Register · Реестр</title></head><body><main><h1>Register · Реестр</h1><ul>{links}</ul></main></body></html>\n".encode()
