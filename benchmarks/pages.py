"""Pages: a named mix of them beside bare Jinja pages of the same bytes on the same server; and a first visit's weight.

The bare page is a template that writes the captured page line by line: what any Jinja page of that size costs at least.
No response and no derived view is kept, save in the figures called warm.
"""

import re
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus
from benchmarks.clients import Server, fetch, pages, serving
from benchmarks.figures import Figure
from comity.cli.founding import found_with_history
from comity.registry import open_folder

#: The mix: what a reader of the register opens, in either language.
MIX = [
    "/en", "/ru", "/en/members", "/ru/members", "/en/members/tj", "/ru/members/uz", "/en/instruments", "/ru/instruments",
    "/en/instruments/charter-2002", "/ru/instruments/cst-1992", "/en/acts/20", "/ru/record/20", "/en/record", "/en/sources", "/ru/designations",
]  # fmt: skip
AWAY = [f"{path}?on=2012-06-28" for path in MIX[:11]] + [f"{path}?at=100" for path in MIX[:11]]
CLIENTS = 4
EACH = 150
VISITS = ("/en", "/ru", "/en/members", "/ru/instruments", "/ru/instruments/charter-2002")


def capture(port: int, paths: list[str], folder: Path) -> None:
    """The bytes of these pages, as files named by their addresses."""
    folder.mkdir()
    for path in paths:
        status, _, body = fetch(port, path)
        assert status == 200, path
        (folder / path[1:].replace("/", "~")).write_bytes(body.removesuffix(b"\n"))


def visit(port: int, path: str) -> int:
    """Bytes that a browser loads on its first visit: the page, its styles, the fonts that its letters need."""
    _, _, body = fetch(port, path, **{"Accept-Encoding": "identity"})
    _, headers, packed = fetch(port, path, **{"Accept-Encoding": "gzip"})
    assert headers.get("content-encoding") == "gzip"
    html = body.decode()
    total = len(packed)
    for address in re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', html):
        assert address.startswith("/static/"), address
        data = fetch(port, address, **{"Accept-Encoding": "gzip"})[2]
        total += len(data)
        style = fetch(port, address)[2].decode(errors="replace")
        for font, ranges in re.findall(r"url\((fonts/[^)]+)\)[^}]*unicode-range: ([^;]+);", style):
            if _needs(html, ranges):
                total += len(fetch(port, address.rsplit("/", 1)[0] + "/" + font)[2])
    return total


def _needs(html: str, ranges: str) -> bool:
    letters = {ord(c) for c in html}
    for one in ranges.replace("U+", "").split(","):
        low, _, high = one.strip().partition("-")
        if any(int(low, 16) <= letter <= int(high or low, 16) for letter in letters):
            return True
    return False


def measure(folder: Path) -> list[Figure]:
    """The demonstration with its history, served as it is served."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation = Path(name) / "organisation"
        found_with_history(organisation, corpus.ORGANISATION, corpus.ORIGIN, lambda done, of: None)
        open_folder(organisation).close()
        with serving(organisation) as server:
            capture(server.port, MIX, Path(name) / "today")
            capture(server.port, AWAY, Path(name) / "away")
            weight = max(visit(server.port, path) for path in VISITS)
            pages(server.port, MIX, CLIENTS, 30)
            ours = pages(server.port, MIX, CLIENTS, EACH)
            away = pages(server.port, AWAY, CLIENTS, EACH)
        with serving(organisation, Path(name) / "today") as server:
            pages(server.port, MIX, CLIENTS, 30)
            bare = pages(server.port, MIX, CLIENTS, EACH)
        with serving(organisation, Path(name) / "away") as server:
            pages(server.port, AWAY, CLIENTS, 30)
            bare_away = pages(server.port, AWAY, CLIENTS, EACH)
        with Server([sys.executable, "-m", "benchmarks.serve", str(organisation), "--warm"]) as server:
            pages(server.port, MIX, CLIENTS, 30)
            warm = pages(server.port, MIX, CLIENTS, EACH)
    return [
        Figure("pages, nothing kept, 4 clients", ours, "pages/s", 100, at_most=False),
        Figure("bare Jinja pages of the same bytes", bare, "pages/s"),
        Figure("a page, to a bare page of the same bytes", bare / ours, "x", 2.0),
        Figure("pages away from today or from the head", away, "pages/s"),
        Figure("the same, to bare pages of the same bytes", bare_away / away, "x", 4.0),
        Figure("pages, derived views kept (warm)", warm, "pages/s"),
        Figure("first visit, heaviest", weight / 1024, "KiB", 150.0),
    ]
