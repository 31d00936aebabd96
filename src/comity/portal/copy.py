"""One copy of the register as plain files: what stands in it, under which names, and where its links lead.

A page is written under the name of its address (`en/members.html`, `en/members.json`); its links become relative, so that the
copy may lie anywhere. What needs a server (another day or entry, search, *what if*) is left out where it stands, and each page
says of which moment it is a copy and where the register itself is. Nothing is written that an address does not give to anybody.
"""

import re
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
from comity.portal.urls import PAGES
from comity.registry import Registry

#: Addresses that are no part of the record, or answer only with a question: not followed.
LEFT_OUT = re.compile(r"/(?:en|ru)/(?:search|specimen|rules/[^/]+/.+)$|/(?:en|ru)/(?:search|specimen)\.|/openapi\.json|/healthz")
_HREF = re.compile(r'(<(?:a|link|use|script|image)\b[^>]*?\b(?:href|src)=")([^"]*)(")')
_ANCHOR = re.compile(r"<a\b[^>]*?\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", re.DOTALL)
#: The queries that a copy answers: another page of a list, another year of the calendar.
_PAGES = re.compile(r"(?:(?:from=[0-9]{1,8}|year=[0-9]{4}))?")
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_YEARS = re.compile(r'<nav class="years".*?</nav>', re.DOTALL)  # every year of it is another day
#: Questions in words: those that only a server answers are left out, and their heading where none stays.
_ASKED = re.compile(r'<h2 id="(?:asked|questions)">.*?</h2>\s*<ul class="list"[^>]*>(.*?)</ul>', re.DOTALL)
_UNANSWERED = re.compile(r"<li><span>.*?</span></li>\s*", re.DOTALL)
_MAIN = re.compile(r'<main id="matter">')


class Done(NamedTuple):
    """What came of some addresses: the files that were written, and the addresses to which their pages lead."""

    names: list[str]
    links: list[str]


class _Asked(HttpRequest):
    """A request that nobody sent, under a scheme: feeds name the register's own address."""

    def __init__(self, scheme: str) -> None:
        super().__init__()
        self._named = scheme

    def _get_scheme(self) -> str:
        return self._named


class Copy:
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
        text = _ASKED.sub(_answered, text)
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
        if not path.startswith("/") or LEFT_OUT.search(path) or not _PAGES.fullmatch(query):
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


def _answered(asked: re.Match[str]) -> str:
    """A part of questions with those that the copy answers; nothing where it answers none."""
    kept = _UNANSWERED.sub("", asked[0])
    return kept if "<li>" in kept else ""


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
