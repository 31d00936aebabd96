"""The one door over HTTP: `POST /acts/prepare` composes the exact text, `POST /acts` receives the signed note.

    Content-Type: text/plain            the note
    Content-Type: application/json      {"note": the note, "parts": [{"salt": …, "media": …, "data": …}]}

Parts that an act names (names of persons, say) travel so beside its note: salt and bytes in base64url. They are kept
only once the note was found authentic and names them (`comity.registry.travelling`).

No cookie and no password is read here: an act is authentic by its signature or not at all. The answer to a submission
is its receipt; a refusal is a problem (RFC 9457) that says why and what to do, in the reader's language.
"""

from typing import Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse

from comity import acts
from comity.canon import b64u, unb64u
from comity.day import moment_text
from comity.organisation.finding import Finding, Refused, WithoutEffect
from comity.phrases import say
from comity.portal.faults import Fault
from comity.portal.problems import problem
from comity.portal.reading import LANGUAGES, Reading
from comity.portal.views import language_of, registry_of
from comity.portal.words import Words
from comity.record.entry import MAX_SUBMISSION
from comity.record.note import identity
from comity.record.parts import StoredPart
from comity.record.store import StoreError
from comity.registry import MAX_TRAVELLING, ClockFault, Receipt

#: The statuses of the five grounds of refusal.
STATUS = {"form": 400, "authenticity": 403, "sequence": 409, "limit": 413, "procedure": 422}
MAX_BODY = 4 * MAX_SUBMISSION
#: A note and its parts: base64url takes four bytes for three, a note in JSON at most six for one.
MAX_WITH_PARTS = 6 * MAX_SUBMISSION + 2 * MAX_TRAVELLING


class Ask(msgspec.Struct, forbid_unknown_fields=True):
    """What `prepare` asks for: the act's name, the credential that will sign, and the act's own fields."""

    act: str
    credential: str
    fields: dict[str, Any]


class TravellingPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part with the salt of its commitment, both bytes in base64url."""

    salt: str
    media: str
    data: str


class Submitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed note and the parts that it names."""

    note: str
    parts: tuple[TravellingPart, ...] = ()


class Prepared(msgspec.Struct, frozen=True):
    """The exact text to sign, its identity, and what would follow from it now: as data, and said in each language."""

    text: str
    identity: str
    finding: Finding
    said: dict[str, list[str]]


class ReceiptView(msgspec.Struct, frozen=True):
    """A receipt: the entry, the hour of receipt, the finding; `state` is `entered` (durable) until a head covers it."""

    entry: int
    time: str
    identity: str
    finding: Finding
    said: dict[str, list[str]]
    state: Literal["entered", "published"]
    exercise: bool


def prepare(request: HttpRequest) -> HttpResponse:
    """The exact text of an act, ready to be signed, and what would follow from it now."""
    try:
        ask = msgspec.json.decode(_body(request), type=Ask)
    except msgspec.MsgspecError as fault:
        return _problem(request, 400, "api.malformed", why=str(fault))
    registry = registry_of(request)
    try:
        prepared = registry.prepare(ask.act, ask.fields, ask.credential)
    except acts.ActError as fault:
        return _problem(request, 400, "record.malformed", why=str(fault))
    body = Prepared(prepared.text.decode(), b64u(identity(prepared.text)), prepared.finding, _said(request, prepared.finding))
    return _json(body, 200)


def submit(request: HttpRequest) -> HttpResponse:
    """Receives a signed note with its parts: 201 with the receipt, 200 where it had been entered before, else a problem."""
    try:
        data, parts = _handed_in(request)
    except (msgspec.MsgspecError, ValueError) as fault:
        return _problem(request, 400, "api.malformed", why=str(fault))
    registry = registry_of(request)
    before = registry.standing.size
    try:
        outcome = registry.receive(data, parts)
    except (StoreError, ClockFault) as trouble:
        lang = language_of(request)
        return problem(503, trouble.code, Words(_reading(request))("api.unavailable"), trouble.said(lang))
    if isinstance(outcome, Refused):
        reason = outcome.reason
        sentence = say(reason.code, reason.params, language_of(request), _reading(request).name)
        return problem(STATUS[outcome.kind], reason.code, Words(_reading(request))(f"api.refused.{outcome.kind}"), sentence)
    return _json(_receipt(request, outcome), 201 if outcome.entry > before else 200)


def _handed_in(request: HttpRequest) -> tuple[bytes, tuple[StoredPart, ...]]:
    """The note, and the parts beside it; raises `MsgspecError` or `ValueError` where the JSON is none of that."""
    if request.content_type != "application/json":
        return _body(request), ()
    said = msgspec.json.decode(_body(request, MAX_WITH_PARTS), type=Submitted)
    return said.note.encode(), tuple(StoredPart(unb64u(one.salt), one.media, unb64u(one.data)) for one in said.parts)


def _receipt(request: HttpRequest, receipt: Receipt) -> ReceiptView:
    registry = registry_of(request)
    return ReceiptView(
        entry=receipt.entry,
        time=moment_text(receipt.time),
        identity=receipt.identity,
        finding=receipt.finding,
        said=_said(request, receipt.finding),
        state="published" if registry.log.published >= receipt.entry else "entered",
        exercise=registry.standing.exercise,
    )


def _reading(request: HttpRequest, lang: str = "") -> Reading:
    return Reading(registry_of(request), lang or language_of(request))


def _said(request: HttpRequest, finding: Finding) -> dict[str, list[str]]:
    """What the finding says, in each language."""
    reasons = (finding.reason,) if isinstance(finding, (Refused, WithoutEffect)) else finding.warnings
    return {lang: [Words(_reading(request, lang)).reason(one) for one in reasons] for lang in LANGUAGES}


def _body(request: HttpRequest, most: int = MAX_BODY) -> bytes:
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > most:
        raise TooLarge(int(length))
    data = request.read(most + 1)
    if len(data) > most:
        raise TooLarge(len(data))
    return data


class TooLarge(Fault):
    """More than the door takes."""

    status = 413

    def __init__(self, size: int) -> None:
        super().__init__("record.too_large", size=size, limit=MAX_SUBMISSION)


def _problem(request: HttpRequest, status: int, code: str, **values: str) -> HttpResponse:
    w = Words(_reading(request))
    return problem(status, code, w("api.refused.form"), w(code, **values))


def _json(body: Any, status: int) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(body, order="deterministic"), content_type="application/json; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of these addresses (OpenAPI 3.1), from the acts' own types."""
    from comity.portal.openapi import document

    return _json(document(), 200)
