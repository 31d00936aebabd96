"""Problems as JSON (RFC 9457): what machines get where a person gets a page."""

import msgspec
from django.http import HttpResponse


def problem(status: int, code: str, title: str, detail: str) -> HttpResponse:
    """A problem: `code` is the phrase, `detail` its sentence in the reader's language."""
    body = {"type": f"urn:comity:problem:{code}", "title": title, "status": status, "detail": detail, "code": code}
    response = HttpResponse(msgspec.json.encode(body), content_type="application/problem+json; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
