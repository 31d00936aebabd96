"""Hostile addresses, headers, queries and bytes: each gets a proper status and one sentence, and nothing breaks."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.day import FIRST, LAST
from tests.portal.served import Server, served
from tests.portal.sites import Site


@pytest.fixture(scope="module")
def server(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server of an organisation of its own."""
    from comity import registry
    from comity.charter import files_of, find
    from tests.cast import MEMBERS, ORGANISATION

    folder = tmp_path_factory.mktemp("hostile") / "organisation"
    registry.found(folder, files_of(find(ORGANISATION)), "record.hostile.example/1", MEMBERS)
    with served(folder) as one:
        yield one
        assert one.ask("GET", "/healthz").status == 200, "after all of it the server still serves"


ADDRESSES = [
    "/../../etc/passwd", "/en/../record/checkpoint", "/static/../settings.py", "/static/%2e%2e/%2e%2e/urls.py", "/record/tile/../../keys/log.key",
    "/record/parts/../../keys/log.key", "/en/members/%00", "/en/members/<script>alert(1)</script>", "/en/members/tj%0d%0aSet-Cookie:a=b",
    "/en/instruments/' OR 1=1 --", "/en//members", "/en/members//", "//evil.example/en", "/en/members.xml", "/en/members.json.json", "/fr/members",
    "/EN/members", "/en/acts/-1", "/en/record/999999999999999", "/en/" + "a" * 4000, "/\u202e", "/en/members/%ff", "/.env", "/admin", "/en?on=2012-06-28/../x",
]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_hostile_address_finds_nothing_and_gives_nothing_away(server: Server, path: str) -> None:
    found = server.raw(f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    status = int(found.split(b" ")[1]) if found.startswith(b"HTTP/") else 400
    assert status in (301, 302, 400, 404, 414, 200), found[:200]
    if status == 200:
        assert path.startswith("/en?on=") or path == "/en/../record/checkpoint", path
    for secret in (b"PRIVATE KEY", b"Traceback", b"root:", b"django", b"Set-Cookie", b"<script>alert"):
        assert secret not in found
    if status in (301, 302):
        place = found.split(b"\r\nlocation: ")[1].split(b"\r\n")[0]
        assert place.startswith(b"/") and not place.startswith(b"//"), place


QUERIES = [
    "on=", "on=yesterday", "on=2012-02-30", "on=2012", "on=99999-01-01", "on=0000-01-01", "on=" + "9" * 5000, "on=%00", "on=%3Cb%3Ex%3C/b%3E", "on=2012-06-28&on=2013-01-01",
    "at=0", "at=-1", "at=1e9", "at=" + "9" * 400, "at=1;drop", "at=%D9%A1", "from=0", "from=x", "on=2012-06-28&at=x", "%=%", "on=%ff%fe", "&&&&", "a" * 6000,
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", ["/en", "/ru/members", "/en/record.json"])
def test_a_hostile_query_is_answered_or_told_what_to_write(server: Server, path: str, query: str) -> None:
    reply = server.ask("GET", f"{path}?{query}")
    assert reply.status in (200, 400, 404, 414), reply.status
    if reply.headers.get("content-type", "").startswith("text/html"):
        assert b"<b>x</b>" not in reply.body
    if reply.status == 400:
        text = reply.body.decode()
        said = json.loads(text)["detail"] if path.endswith(".json") else text
        assert len(said) > 20
        assert "Traceback" not in text


HEADERS = [
    {"Host": "evil.example"}, {"Host": "a" * 500}, {"X-Forwarded-Host": "evil.example"}, {"Accept-Language": "x" * 5000}, {"Accept-Language": ";q=,;q=x,ru;q=nan"},
    {"If-None-Match": '"' + "a" * 9000 + '"'}, {"If-None-Match": "*,*,W/,\""}, {"Accept-Encoding": "gzip;q=0"}, {"Cookie": "sessionid=1; lang=../../x"},
    {"Content-Length": "5"}, {"Range": "bytes=0-1"}, {"Accept": "application/xml"}, {"Transfer-Encoding": "identity"},
]  # fmt: skip


@pytest.mark.parametrize("headers", HEADERS, ids=lambda h: next(iter(h)) + ": " + next(iter(h.values()))[:20])
def test_a_hostile_header_changes_nothing(server: Server, headers: dict[str, str]) -> None:
    reply = server.ask("GET", "/en/members", b"12345" if "Content-Length" in headers else b"", headers)
    assert reply.status in (200, 304, 400, 431), reply.status
    assert b"evil.example" not in reply.body
    assert "evil.example" not in reply.headers.get("location", "")


RAW = {
    "no request": b"\x00\xff\x00\xff\r\n\r\n",
    "no version": b"GET /en\r\n\r\n",
    "an unknown method": b"BREW /en HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "two lengths": b"POST /acts HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
    "a length that lies": b"POST /acts HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\nConnection: close\r\n\r\nhello",
    "a length that is none": b"POST /acts HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nhello",
    "smuggled": b"POST /acts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n",
    "headers without end": b"GET /en HTTP/1.1\r\n" + b"A: b\r\n" * 3000,
}


@pytest.mark.parametrize("data", list(RAW.values()), ids=list(RAW))
def test_bytes_that_are_no_request_end_the_connection_and_nothing_else(server: Server, data: bytes) -> None:
    found = server.raw(data)
    assert b"Traceback" not in found
    assert json.loads(server.ask("GET", "/healthz").body)["entries"] == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST", "TRACE"])
@pytest.mark.parametrize("path", ["/en/members", "/record/checkpoint", "/healthz", "/"])
def test_what_is_only_read_allows_no_other_method(server: Server, method: str, path: str) -> None:
    reply = server.ask(method, path)
    assert reply.status == 405
    assert reply.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/en", "/en/members", "/ru/record.json", "/record/checkpoint", "/nix", "/en?on=x", "/acts"])
def test_every_answer_carries_the_headers_that_keep_a_page_to_itself(server: Server, path: str) -> None:
    headers = server.ask("GET", path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60), st.sampled_from(["on", "at", "from"]))
def test_whatever_is_typed_the_page_answers(whole: Site, text: str, name: str) -> None:
    response = whole.client.get("/ru/record", {name: text})
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("day", [FIRST, "9990-06-01", LAST])
@pytest.mark.parametrize("path", [
    "", "/members", "/members/uz", "/members/ge", "/instruments", "/instruments/cst-1992", "/instruments/charter-2002", "/instruments/sample-2025",
    "/charter", "/record", "/acts", "/acts/20", "/sources", "/designations", "/specimen", "/rules", "/rules/csto/csc", "/rules/csto/csc/power",
])  # fmt: skip
def test_the_first_and_the_last_days_that_there_are_have_their_pages(whole: Site, lang: str, path: str, day: str) -> None:
    assert whole.get(f"/{lang}{path}?on={day}").status == 200
    assert whole.get(f"/{lang}{path}.json?on={day}").status == 200
