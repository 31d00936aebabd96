"""Between a request and a page: the reading that it asks for, and one clear sentence where that cannot be."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from comity.portal.faults import BadQuery, Fault, NotFound, mixed
from comity.portal.pages.faults import fault_page
from comity.portal.problems import problem
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.render import ROOMS, Page, answer, html, packed
from comity.portal.settings import MOST_FIELDS
from comity.registry import Registry

log = logging.getLogger("comity.portal")

View = Callable[..., HttpResponse]
#: More of a name that nothing has is not said again.
LONGEST_NAME = 60


def registry_of(request: HttpRequest) -> Registry:
    """The registry that this server serves."""
    found: Registry = request.META["comity.registry"]
    return found


def language_of(request: HttpRequest) -> str:
    """The language of the address, else the one that the reader's browser would rather have (RFC 9110, 12.5.4)."""
    first = request.path_info.lstrip("/").split("/")[0].split(".")[0]
    if first in LANGUAGES:
        return first
    wanted: list[tuple[float, str]] = []
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((float(quality or 1), tag[:2].lower()))
        except ValueError:
            continue
    for _, lang in sorted(wanted, key=lambda one: -one[0]):
        if lang in LANGUAGES:
            return lang
    return LANGUAGES[0]


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What a request asks, as far as it can be kept: nothing of one that has too many fields."""
    try:
        return dict(request.GET.dict())
    except TooManyFieldsSent:
        return {}


def home(request: HttpRequest) -> HttpResponse:
    """To the overview in the reader's language."""
    response = HttpResponseRedirect(f"/{language_of(request)}")
    response["Vary"] = "Accept-Language"
    return response


def page_view(make: Callable[..., Page], formats: tuple[str, ...]) -> View:
    """The view of a page in its formats."""

    def view(request: HttpRequest, lang: str, fmt: str | None = None, **parts: Any) -> HttpResponse:
        if fmt is not None and fmt not in formats:
            raise NotFound("address.no_such_format", format=fmt.upper())
        path = request.path_info[len(lang) + 1 :]
        path = path.removesuffix(f".{fmt}") if fmt else path
        reading = Reading(registry_of(request), lang, path, request.GET.dict())
        try:
            return answer(request, reading, fmt or "html", path, lambda: make(reading, **parts))
        except NotFound:
            if reading.at and _is_there(request, lang, path, make, parts):
                raise NotFound("address.later", entry=reading.at) from None
            raise

    return view


def _is_there(request: HttpRequest, lang: str, path: str, make: Callable[..., Page], parts: dict[str, Any]) -> bool:
    """Whether what was not there at an entry is there by now."""
    try:
        make(Reading(registry_of(request), lang, path, {name: value for name, value in request.GET.dict().items() if name != "at"}), **parts)
    except Fault:
        return False
    return True


def method_checked(view: View, methods: tuple[str, ...]) -> View:
    """The view, for these methods only; what cannot be answered becomes a page or a problem that says why."""

    def checked(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in methods:
            response = fault_response(request, Fault("address.method", method=str(request.method)[:10], methods=", ".join(methods)), 405)
            response["Allow"] = ", ".join(methods)
            return response
        try:
            return view(request, **parts)
        except Fault as fault:
            return fault_response(request, fault, fault.status)
        except TooManyFieldsSent:
            return fault_response(request, Fault("query.too_many", most=MOST_FIELDS), 400)
        except Exception as trouble:
            log.exception("a page failed: %s", type(trouble).__name__)
            return fault_response(request, Fault("address.broken"), 500)

    return checked


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that names nothing."""
    if request.path_info != "/" and request.path_info.endswith("/") and not request.path_info.startswith("//"):
        target = request.path_info.rstrip("/")
        if target.split("/")[1:2] and target.split("/")[1] in LANGUAGES:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(target + (f"?{query}" if query else ""))
    return fault_response(request, _in_no_language(request.path_info) or _no_such_thing(request.path_info), 404)


def _in_no_language(path: str) -> Fault | None:
    """What is wrong where only the language of an address is none of this register's."""
    code, slash, rest = path.removeprefix("/").partition("/")
    if code in LANGUAGES or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", code):
        return None
    found = {lang: f"/{lang}{slash}{rest}" for lang in LANGUAGES}
    try:
        resolve(found[LANGUAGES[0]])
    except Resolver404:
        return None
    return NotFound("address.language", text=code, **found)


#: What is said of a name that nothing in a room has: the phrase and the parameter that it takes.
NAMELESS = {
    "members": ("members.unknown", "state"), "bodies": ("bodies.unknown", "body"), "sessions": ("session.unknown", "session"),
    "decisions": ("decision.unknown", "decision"), "instruments": ("instruments.no_such", "instrument"), "programmes": ("programme.unknown", "name"),
    "guides": ("guides.unknown", "reader"), "acts": ("acts.no_kind", "act"),
}  # fmt: skip


def _no_such_thing(path: str) -> Fault:
    """What is wrong with an address that is none: a name that no thing in its room can have, letters of two alphabets, or all of it."""
    lang, _, rest = path.removeprefix("/").partition("/")
    room, _, name = rest.partition("/")
    if lang not in LANGUAGES or room not in NAMELESS or not name.strip() or "/" in name:
        return NotFound("address.unknown")
    if mixed(name):
        return NotFound("address.mixed", text=name[:LONGEST_NAME])
    code, what = NAMELESS[room]
    return NotFound(code, **{what: name[:LONGEST_NAME]})


def broken(request: HttpRequest) -> HttpResponse:
    """The page for what went wrong on our side."""
    return fault_response(request, Fault("address.broken"), 500)


def fault_response(request: HttpRequest, fault: Fault, status: int) -> HttpResponse:
    """One sentence, as a page or as a problem (RFC 9457), by what the address would have given."""
    asked = asked_of(request)
    reading = _as_far_as_read(request, asked, isinstance(fault, BadQuery))
    page = fault_page(reading, fault, status, asked)
    machine = request.path_info.startswith(("/acts", "/record/", "/openapi", "/healthz")) or request.path_info.endswith((".json", ".csv"))
    if machine:
        return problem(status, fault.code, page.title, page.lede)
    response = HttpResponse(html(reading, page), content_type="text/html; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = reading.lang
    return packed(request, response)


def _as_far_as_read(request: HttpRequest, asked: dict[str, str], is_page: bool) -> Reading:
    """The reading of a request that cannot be answered: day and entry where they can be read, and all else that was chosen.

    The address stays where it is that of a page, or of something in a room; of any other the overview is read instead.
    """
    lang = language_of(request)
    room = request.path_info.removeprefix(f"/{lang}/").partition("/")[0]
    path = request.path_info.removeprefix(f"/{lang}") if is_page or any(room in names for _, names in ROOMS) else ""
    for unread in ((), ("on",), ("at",), ("on", "at")):
        try:
            reading = Reading(registry_of(request), lang, path, {name: value for name, value in asked.items() if name not in unread})
        except BadQuery:
            continue
        reading.asked.update({name: asked[name] for name in unread if name in asked})
        return reading
    return Reading(registry_of(request), lang, path)
