"""Styles and fonts: shipped with the program, named by their bytes, so that a browser asks for each once."""

import gzip
import mimetypes
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from comity.portal.faults import NotFound

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


class Asset(NamedTuple):
    """A file as it is sent."""

    media: str
    data: bytes
    packed: bytes


@cache
def assets() -> dict[str, Asset]:
    """Every asset under its versioned path: `<version>/components.css`."""
    folder = resources.files("comity.portal").joinpath("static")
    found = {f.name: f.read_bytes() for f in folder.iterdir() if f.name.endswith((".css", ".js", ".svg"))}
    found |= {f"fonts/{f.name}": f.read_bytes() for f in folder.joinpath("fonts").iterdir()}
    version = sha256(b"".join(name.encode() + data for name, data in sorted(found.items()))).hexdigest()[:12]
    out = {}
    for name, data in found.items():
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
        text = media.startswith("text/")
        out[f"{version}/{name}"] = Asset(media + ("; charset=utf-8" if text else ""), data, gzip.compress(data, 9, mtime=0) if text else b"")
    return out


@cache
def address(name: str) -> str:
    """Where an asset lies: `/static/3f2a…/components.css`."""
    return "/static/" + next(path for path in assets() if path.partition("/")[2] == name)


def asset(request: HttpRequest, path: str) -> HttpResponse:
    """An asset, to be kept for a year: its address changes with its bytes."""
    found = assets().get(path)
    if found is None:
        raise NotFound("address.unknown")
    packed = bool(found.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.data, content_type=found.media)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    return response
