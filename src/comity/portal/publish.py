"""The public register as plain files: pages, JSON, CSV, feeds, tiles, for any web server, or none.

Every page is asked for as a reader would ask, in each language, and written under the name of its address (`en/members.html`,
`en/members.json`); its links become relative, so that the copy may lie anywhere. What needs a server (another day or entry,
search, *what if*) is left out where it stands, and each page says of which moment it is a copy and where the register
itself is. Nothing is written that an address does not give to anybody.
"""

import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from markupsafe import escape

from comity import day as days
from comity.phrases import param, say
from comity.portal.edges import first_day
from comity.portal.markup import fill
from comity.portal.pages.calendar import AHEAD
from comity.portal.settings import configure
from comity.portal.static import assets
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
_MAIN = re.compile(r'<main id="matter">')


class Published(NamedTuple):
    """What was written: pages of people, other files, and where."""

    pages: int
    files: int
    folder: Path


class _Copy:
    """One copy on its way."""

    def __init__(self, registry: Registry, folder: Path, where: str) -> None:
        self.registry, self.folder, self.where = registry, folder, where
        self.seen: set[str] = set()
        self.queue: deque[str] = deque()
        self.pages = self.files = 0
        first = first_day(registry.standing)
        today = registry.standing.day_of(registry.now())
        self.years = (int(first[:4]) if first else int(today[:4]), int(today[:4]) + AHEAD)

    def ask(self, path: str) -> HttpResponse | None:
        """What the portal answers at a path; none where it has no such page."""
        request = HttpRequest()
        request.method = "GET"
        host, scheme = urlsplit(self.where).netloc or "localhost", urlsplit(self.where).scheme or "https"
        request.META = {
            "comity.registry": self.registry, "HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "443", "wsgi.url_scheme": scheme,
        }  # fmt: skip
        path, _, query = path.partition("?")
        request.path = request.path_info = path
        request.GET = QueryDict(query)
        try:
            match = resolve(path)
        except Resolver404:
            return None
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response if response.status_code == 200 else None

    def follow(self, path: str) -> None:
        """Puts a path among those to be written, once."""
        if path not in self.seen and path.startswith("/") and not path.startswith("//") and not _LEFT_OUT.search(path):
            self.seen.add(path)
            self.queue.append(path)

    def write(self, path: str) -> None:
        """Writes what is at a path, and follows where it leads."""
        response = self.ask(path)
        if response is None:
            return
        html = response.headers["Content-Type"].startswith("text/html")
        data = response.content
        if html:
            text = data.decode()
            for found in _HREF.finditer(text):
                if (asked := self.asked(found[2], path)) and self.written(asked):
                    self.follow(asked)
            data = self.still(text, path).encode()
            self.pages += 1
        self.put(file_of(path, html), data)

    def put(self, name: str, data: bytes) -> None:
        """Writes a file."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.files += 1

    def still(self, text: str, path: str) -> str:
        """A page that asks for nothing: no forms, no links to what only a server answers, the others relative."""
        lang = path.split("/")[1][:2]
        depth = file_of(path, True).count("/")
        text = _FORM.sub("", text)
        text = _ANCHOR.sub(lambda found: found[0] if self.kept(found[1], path) else f"<span>{found[2]}</span>", text)
        text = _HREF.sub(lambda found: found[1] + self.relative(found[2], path, depth) + found[3], text)
        return _MAIN.sub(lambda found: found[0] + self.notice(lang), text, count=1)

    def kept(self, href: str, path: str) -> bool:
        """Whether a link of the page at `path` leads to what the copy has, or to elsewhere."""
        asked = self.asked(href, path)
        return not asked or self.written(asked)

    def asked(self, href: str, path: str) -> str:
        """The address of the portal, with its query, to which a link on the page at `path` leads; empty for elsewhere and for here."""
        target = urlsplit(href.replace("&amp;", "&"))
        if target.scheme or target.netloc or not (target.path or target.query):
            return ""
        query = f"?{target.query}" if target.query else ""
        return (unquote(target.path) or path.partition("?")[0]) + query

    def written(self, asked: str) -> bool:
        """Whether the copy has what is at an address: of queries only the next pages of a list, and the years of a calendar."""
        if asked in self.seen:
            return True
        path, _, query = asked.partition("?")
        if not path.startswith("/") or _LEFT_OUT.search(path) or not _PAGES.fullmatch(query):
            return False
        if query.startswith("year=") and not self.years[0] <= int(query[5:]) <= self.years[1]:
            return False
        try:
            resolve(path)
        except Resolver404:
            return False
        return True

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
        copy = _Copy(registry, new, where)
        _write(copy, told)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError as fault:
        raise StoreError("publish.cannot_write", folder=str(folder), why=str(fault.strerror)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return Published(copy.pages, copy.files, folder)


def _write(copy: _Copy, told: Callable[[int], None] | None) -> None:
    for lang in LANGUAGES:
        for path in (f"/{lang}", f"/{lang}/calendar.ics", f"/{lang}/changes.atom"):
            copy.follow(path)
    copy.follow("/record/checkpoint")
    for number in range(1, copy.registry.standing.size + 1):
        for lang in LANGUAGES:
            copy.follow(f"/{lang}/acts/{number}")
    for path in (*_tiles(copy.registry.log.published), *(f"parts/{one}" for one in sorted(copy.registry.public_parts()))):
        copy.follow(f"/record/{path}")
    while copy.queue:
        copy.write(copy.queue.popleft())
        if told is not None and copy.files % 100 == 0:
            told(copy.files)
    for name, asset in assets().items():
        copy.put(f"static/{name}", asset.data)
    copy.put("index.html", _front())
    copy.put(MARK, f"{copy.registry.origin}\n{copy.registry.standing.size}\n".encode())


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
