"""The record's own addresses, in the forms of C2SP `tlog-tiles`: head, tiles, entry bundles, and public parts."""

import msgspec
from django.http import HttpRequest, HttpResponse

from comity.canon import b64u
from comity.portal.faults import NotFound
from comity.portal.views import registry_of
from comity.record.parts import PartError

FOREVER = "public, max-age=31536000, immutable"


def log(request: HttpRequest, path: str) -> HttpResponse:
    """The signed head, a tile or an entry bundle: only what the published head covers."""
    data = registry_of(request).log.serve(path)
    if data is None:
        raise NotFound("address.no_tile", path=path[:80])
    head = path == "checkpoint"
    response = HttpResponse(data, content_type="text/plain; charset=utf-8" if head else "application/octet-stream")
    response["Cache-Control"] = "no-cache" if head else FOREVER
    return response


def part(request: HttpRequest, commit: str) -> HttpResponse:
    """A public part with the salt of its commitment: salt ‖ media type ‖ 00 ‖ bytes (record.md, section 5)."""
    registry = registry_of(request)
    if commit not in registry.public_parts():
        raise NotFound("address.no_part")
    try:
        found = registry.parts.get(commit)
    except PartError:
        raise NotFound("address.no_part") from None
    response = HttpResponse(found.salt + found.media.encode() + b"\x00" + found.data, content_type="application/octet-stream")
    response["Cache-Control"] = FOREVER
    response["Content-Disposition"] = "attachment"
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """Whether acts can be entered, how many there are, and how many the published head covers."""
    registry = registry_of(request)
    fine = not registry.failed
    body = {
        "ok": fine,
        "origin": registry.origin,
        "entries": registry.standing.size,
        "published": registry.log.published,
        "root": b64u(registry.log.tree.root(registry.log.published)),
    }
    response = HttpResponse(msgspec.json.encode(body), content_type="application/json", status=200 if fine else 503)
    response["Cache-Control"] = "no-store"
    return response
