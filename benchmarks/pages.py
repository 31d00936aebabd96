"""Pages: a named mix of them beside bare Jinja pages of the same bytes on the same server; and a first visit's weight.

The bare page is the page's own template with all that it says ready beforehand, without Django and without an
organisation: what Jinja alone takes for these bytes (`benchmarks.serve`). No response and no derived view is kept, save
in the figures called warm. Beside them stands what the server does with the captured bytes and one loop.
"""

import re
import tempfile
from pathlib import Path

from benchmarks import corpus
from benchmarks.clients import fetch, pages, serving
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
WARMING = 30
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
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation, captured = Path(name) / "organisation", Path(name) / "captured"
        found_with_history(organisation, corpus.ORGANISATION, corpus.ORIGIN, lambda done, of: None)
        open_folder(organisation).close()
        for how in ("cold", "bare", "lines", "warm"):
            with serving(how, organisation, captured) as server:
                if how == "cold":
                    capture(server.port, MIX + AWAY, captured)
                    weight = max(visit(server.port, path) for path in VISITS)
                if how == "bare":
                    for path in MIX + AWAY:
                        same = (captured / path[1:].replace("/", "~")).read_bytes()
                        assert fetch(server.port, path)[2].removesuffix(b"\n") == same, path
                for mix, paths in (("", MIX), (" away", AWAY)):
                    pages(server.port, paths, CLIENTS, WARMING)
                    rates[how + mix] = max(pages(server.port, paths, CLIENTS, EACH) for _ in range(2))
    return [
        Figure("pages, nothing kept, 4 clients", rates["cold"], "pages/s", 100, at_most=False),
        Figure("the same templates by bare Jinja", rates["bare"], "pages/s"),
        Figure("a page, to bare Jinja of the same bytes", rates["bare"] / rates["cold"], "x", 2.0),
        Figure("pages away from today or from the head, nothing kept", rates["cold away"], "pages/s"),
        Figure("the same, to bare Jinja of the same bytes", rates["bare away"] / rates["cold away"], "x", 4.0),
        Figure("pages, derived views kept (warm)", rates["warm"], "pages/s"),
        Figure("warm, away from today or from the head", rates["warm away"], "pages/s"),
        Figure("captured pages written line by line, no template at all", rates["lines"], "pages/s"),
        Figure("first visit, heaviest", weight / 1024, "KiB", 150.0),
    ]
