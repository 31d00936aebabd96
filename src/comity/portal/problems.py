"""Problems as JSON (RFC 9457): what machines get where a person gets a page."""

import msgspec
from django.http import HttpResponse


class Problem(msgspec.Struct, frozen=True):
    """A problem as JSON: `code` is the phrase of the register, `detail` its sentence in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def problem(status: int, code: str, title: str, detail: str) -> HttpResponse:
    """The response that says a problem."""
    body = Problem(f"urn:comity:problem:{code}", title, status, detail, code)
    response = HttpResponse(msgspec.json.encode(body), content_type="application/problem+json; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
