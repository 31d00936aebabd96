"""From a page's value to what is sent: HTML by template, JSON, CSV; with an ETag that says what it depends on."""

import csv
import gzip
import io
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from msgspec import Struct

from comity.portal import static
from comity.portal.edges import edge_of, founded
from comity.portal.faults import NotFound
from comity.portal.problems import problem
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.subjects import subjects_elsewhere
from comity.portal.words import Words

RELEASE = version("comity")
_encoder = msgspec.json.Encoder(order="deterministic")
#: Nothing smaller is worth packing.
PACK_FROM = 1400


Rows = tuple[tuple[str, ...], ...]


class Table(Struct, frozen=True):
    """A page's table as CSV: column names (the same in every language) and rows, or what makes them when they are asked for."""

    columns: tuple[str, ...]
    rows: Rows | Callable[[], Rows]


class Page(Struct, frozen=True):
    """What stands at an address.

    template  the template that shows it       title   for the window and the first heading
    room      which room of the side list      lede    the point of the page in a sentence
    data      the value itself: sent as JSON    table   sent as CSV, where the page has one
    view      what only the template needs (pictures, ready words), never sent
    fault     the phrase that says what of the address could not be read, where `status` is not 200; machines get it as a problem
    """

    template: str
    room: str
    title: str
    lede: str
    data: Any
    table: Table | None = None
    view: dict[str, Any] = {}
    status: int = 200
    fault: str = ""


@cache
def environment() -> Environment:
    """The templates, compiled once; an unknown name in one is an error, never an empty place."""
    made = Environment(
        loader=PackageLoader("comity.portal"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(static=static.address, languages=LANGUAGES, rooms=ROOMS, language_names=NAMED, edge_of=edge_of, founded=founded, subjects=subjects_elsewhere)
    return made


#: The side list: heading, then rooms by the name of their address. A room that is not built yet is not listed.
ROOMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("overview", "calendar")),
    ("who", ("members", "bodies", "posts", "chairmanship")),
    ("decided", ("sessions", "decisions", "instruments", "programmes", "budget", "charter", "rules")),
    ("aims", ("concerns", "relations", "assembly")),
    ("known", ("changes", "record", "acts", "sources", "designations", "guides", "glossary")),
)
NAMED = {"en": "English", "ru": "Русский"}


def etag(reading: Reading, path: str, fmt: str) -> str:
    """Release, record and entry number, moments that came since, day, language, viewer (everybody sees the same here)."""
    record = (reading.head.opened.identity, reading.head.size, reading.head.digest.hex())
    parts = (RELEASE, record, reading.at, reading.ripened, reading.day, reading.today, reading.lang, "public", path, sorted(reading.asked.items()), fmt)
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """*Not modified*, where the reader has this already (RFC 9110, 13.1.2)."""
    asked = request.headers.get("If-None-Match", "")
    if asked.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in asked.split(",")]:
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": "no-cache"})
    return None


def html(reading: Reading, page: Page) -> str:
    """The page as HTML."""
    return environment().get_template(page.template).render(given(reading, page))


def given(reading: Reading, page: Page) -> dict[str, Any]:
    """What the page's template is given."""
    from comity.portal.asks import asks

    return {"r": reading, "w": Words(reading), "page": page, "d": page.data, "asked_of_all": asks(reading, page), **page.view}


class About(Struct, frozen=True):
    """Where a value is from: which organisation and record, on which day, at which entry, in which language."""

    organisation: str
    origin: str
    exercise: bool
    day: str
    entry: int
    language: str
    title: str
    sentence: str


def json(reading: Reading, page: Page) -> bytes:
    """The page's value as JSON, with where it is from."""
    about = About(
        organisation=reading.law.organisation.id,
        origin=reading.registry.origin,
        exercise=reading.exercise,
        day=reading.day,
        entry=reading.standing.size,
        language=reading.lang,
        title=page.title,
        sentence=page.lede,
    )
    return _encoder.encode({"about": about, "data": page.data})


def table(reading: Reading, page: Page) -> str:
    """The page's table as CSV (RFC 4180), UTF-8; an exercise says so in a column of each row."""
    assert page.table is not None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    marked, rows = reading.exercise, page.table.rows
    writer.writerow((*page.table.columns, *(("exercise",) if marked else ())))
    writer.writerows(
        (*(_plain(cell) for cell in row), *(("yes",) if marked else ())) for row in (rows() if callable(rows) else rows)
    )
    return out.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def answer(request: HttpRequest, reading: Reading, fmt: str, path: str, make: Callable[[], Page]) -> HttpResponse:
    """The response in the format asked for."""
    tag = etag(reading, path, fmt)
    if (same := unchanged(request, tag)) is not None:
        return same
    page = make()
    if page.status != 200 and fmt != "html":
        return problem(page.status, page.fault, page.title, page.lede)
    if fmt == "json":
        response = HttpResponse(json(reading, page), content_type="application/json; charset=utf-8")
    elif fmt == "csv":
        if page.table is None:
            raise NotFound("address.no_such_format", format="CSV")
        response = HttpResponse(table(reading, page), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{path.strip("/").replace("/", "-") or "overview"}.csv"'
    else:
        response = HttpResponse(html(reading, page), content_type="text/html; charset=utf-8")
    response.status_code = page.status
    if page.status == 200:
        response["ETag"] = tag
    response["Content-Language"] = reading.lang
    response["Cache-Control"] = "no-cache" if page.status == 200 else "no-store"
    return packed(request, response)


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Gzip where the reader takes it; nothing here is secret, so that its length may be seen."""
    response["Vary"] = "Accept-Encoding"
    if len(response.content) >= PACK_FROM and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 5, mtime=0)
        response["Content-Encoding"] = "gzip"
        if "ETag" in response:
            response["ETag"] = "W/" + response["ETag"]
    response["Content-Length"] = str(len(response.content))
    return response

