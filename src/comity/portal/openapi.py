"""OpenAPI 3.1 of the portal's machine addresses, from the acts' and the pages' own types: nothing is declared twice."""

import re
from functools import cache
from typing import Any

import msgspec

from comity import acts
from comity.organisation.finding import Finding
from comity.portal.door import Ask, Prepared, ReceiptView, Submitted
from comity.portal.problems import Problem
from comity.portal.reading import MAX_QUERY
from comity.portal.render import RELEASE, About
from comity.text import LANGUAGES

_REF = "#/components/schemas/{name}"
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()\[\]\\]|\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))*)\)")
#: Any way of writing a day that `comity.day.parse` reads; what it does not read is told so (400).
_DAY = {"type": "string", "examples": ["2012-06-28", "28 June 2012", "28 июня 2012 года"], "minLength": 1, "maxLength": MAX_QUERY}


@cache
def document() -> dict[str, Any]:
    """The whole description."""
    from comity.portal.urls import PAGES

    values = [page.value for page in PAGES if page.value is not None]
    types = [*acts.ACTS.values(), Finding, Ask, Prepared, ReceiptView, Submitted, Problem, About, *values]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    of: dict[Any, dict[str, Any]] = dict(zip(map(id, types), schemas, strict=True))
    paths: dict[str, Any] = {
        "/acts": {"post": _submit(of)},
        "/acts/prepare": {"post": _prepare(of)},
        "/healthz": {"get": _plain("healthz", "Whether acts can be entered, and how many there are", "application/json", {"type": "object"})},
        "/openapi.json": {"get": _plain("openapi", "This description", "application/json", {"type": "object"})},
        "/record/checkpoint": {"get": _plain("checkpoint", "The signed head (C2SP tlog-checkpoint)", "text/plain", {"type": "string"})},
        "/record/tile/{level}/{index}": {"get": _tile("tile", ())},
        "/record/tile/{level}/{index}.p/{width}": {"get": _tile("partial_tile", ("width",))},
        "/record/parts/{commit}": {"get": _part()},
    }
    for page in PAGES:
        if "json" in page.formats:
            path, parameters = _path(page.path)
            paths[f"/{{lang}}{path}.json"] = {"get": _page(page.name, page.view.__doc__ or "", parameters, of.get(id(page.value)), of[id(About)])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Comity",
            "version": RELEASE,
            "summary": "The system of record of a treaty organisation",
            "description": "Reading needs no key. Acts are authentic by their signatures: prepare the text, sign it, submit the note.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _json(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _problems(of: dict[Any, dict[str, Any]], *statuses: int) -> dict[str, Any]:
    """Refusals and faults, each a problem (RFC 9457)."""
    says = {
        400: "Malformed", 403: "Not authentic", 404: "No such thing", 409: "Out of sequence", 413: "Too large",
        422: "A step of procedure that the charter does not provide", 503: "Nothing can be entered at present",
    }  # fmt: skip
    content = {"application/problem+json": {"schema": of[id(Problem)]}}
    return {str(status): {"description": says[status], "content": content} for status in statuses}


def _submit(of: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    return {
        "operationId": "submit",
        "summary": "Hands in a signed note, with the parts that it names; the receipt says at which entry it stands",
        "requestBody": {"required": True, "content": {
            "text/plain": {"schema": {"type": "string", "maxLength": 65536}},
            "application/json": {"schema": of[id(Submitted)]},
        }},
        "responses": {
            "201": _json(of[id(ReceiptView)], "Entered"),
            "200": _json(of[id(ReceiptView)], "It had been entered before"),
            **_problems(of, 400, 403, 409, 413, 422, 503),
        },
    }


def _prepare(of: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    return {
        "operationId": "prepare",
        "summary": "Composes the exact text of an act, and says what would follow from it",
        "requestBody": {"required": True, "content": {"application/json": {"schema": of[id(Ask)]}}},
        "responses": {"200": _json(of[id(Prepared)], "The text to sign"), **_problems(of, 400, 413, 503)},
    }


def _plain(name: str, summary: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": {media: {"schema": schema}}}},
    }


def _parameter(name: str, schema: dict[str, Any], where: str = "path", says: str = "") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, **({"description": says} if says else {})}


_BYTES = {"application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}}
_PROBLEM = {"description": "No such thing", "content": {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}}


def _tile(name: str, more: tuple[str, ...]) -> dict[str, Any]:
    level = {"type": "string", "pattern": "^([0-9]{1,2}|entries)$"}
    index = {"type": "string", "pattern": "^[0-9]{3}$"}
    width = {"type": "string", "pattern": "^[1-9][0-9]{0,2}$"}
    return {
        "operationId": name,
        "summary": "A tile of hashes or a bundle of entries (C2SP tlog-tiles)",
        "parameters": [_parameter("level", level), _parameter("index", index), *(_parameter(one, width) for one in more)],
        "responses": {"200": {"description": "The tile", "content": _BYTES}, "404": _PROBLEM},
    }


def _part() -> dict[str, Any]:
    return {
        "operationId": "part",
        "summary": "A public part: salt, media type, a zero byte, the bytes",
        "parameters": [_parameter("commit", {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"})],
        "responses": {"200": {"description": "The part", "content": _BYTES}, "404": _PROBLEM},
    }


def _path(pattern: str) -> tuple[str, list[dict[str, Any]]]:
    """An address's pattern as an OpenAPI path, and the parameters in it."""
    parameters = [_parameter(name, {"type": "string", "pattern": f"^{regex}$"}) for name, regex in _GROUP.findall(pattern)]
    return _GROUP.sub(lambda found: "{" + found[1] + "}", pattern), parameters


def _page(name: str, says: str, parameters: list[dict[str, Any]], value: dict[str, Any] | None, about: dict[str, Any]) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["about", "data"],
        "properties": {"about": about, "data": value or {"type": "object"}},
    }
    return {
        "operationId": name,
        "summary": says.split("\n")[0],
        "parameters": [
            _parameter("lang", {"type": "string", "enum": list(LANGUAGES)}),
            *parameters,
            _parameter("on", _DAY, "query", "as it stood on that day"),
            _parameter("at", {"type": "integer", "minimum": 1}, "query", "as the record stood at that entry"),
        ],
        "responses": {
            "200": _json(schema, "The page's value"),
            "304": {"description": "Not modified"},
            "400": {"description": "The query cannot be read", "content": _PROBLEM["content"]},
            "404": _PROBLEM,
        },
    }
