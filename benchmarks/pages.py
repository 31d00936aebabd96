"""Pages: a named mix of them beside bare Jinja pages of the same bytes on the same server; and a first visit's weight.

The bare page is the page's own template with all that it says ready beforehand, without Django and without an
organisation: what Jinja alone takes for these bytes (`benchmarks.serve`). No response and no derived view is kept, save
in the figures called warm. Beside them stands what the server does with the captured bytes and one loop.

Ratios are of the processor time of both servers, asked in turns: what other work on the machine disturbs least. Rates are of the
clock.

The same holds of all pages together: every page of the portal, of every thing that there is, in both languages, each as often as
the others; of entries and acts, of which there are hundreds alike, every fortieth.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks import corpus
from benchmarks.clients import Server, fetch, pages, serving
from benchmarks.figures import Figure
from comity import acts
from comity.charter import load
from comity.charter.deciding import deciding_bodies
from comity.charter.load import shipped
from comity.cli.founding import found_with_history
from comity.exchange.votes import tables_of
from comity.organisation.lives import Lives
from comity.portal.pages import guides
from comity.portal.urls import PAGES
from comity.registry import Registry, open_folder
from comity.text import LANGUAGES

#: The mix: what a reader of the register opens, in either language.
MIX = [
    "/en", "/ru", "/en/members", "/ru/members", "/en/members/tj", "/ru/members/uz", "/en/instruments", "/ru/instruments",
    "/en/instruments/charter-2002", "/ru/instruments/cst-1992", "/en/acts/20", "/ru/record/20", "/en/record", "/en/sources", "/ru/designations",
]  # fmt: skip
AWAY = [f"{path}?on=2012-06-28" for path in MIX[:11]] + [f"{path}?at=100" for path in MIX[:11]]
#: Of what there are hundreds alike, one in so many.
STEP = 40
#: Questions for the page of results: words of both languages, frequent and rare, a name, an abbreviation.
ASKED = ("сессия", "border", "Узбекистан 2012", "odkb")
CLIENTS = 4
TIMES = 5
ROUNDS = 4
EACH = 150
WARMING = 30
VISITS = ("/en", "/ru", "/en/members", "/ru/instruments", "/ru/instruments/charter-2002")


def every(registry: Registry) -> list[str]:
    """The address of every page, of every thing that there is, in both languages."""
    standing = registry.standing
    numbers = [str(n) for n in range(1, standing.size + 1, STEP)]
    rules = [f"{one}/{body}" for one in shipped() for body in deciding_bodies(load(one))]
    voted = [f"{one}/{body}/votes/1" for one in shipped() for body in tables_of(one)]
    things: dict[str, Iterable[str]] = {
        "member": (one.lower() for one in standing.members), "body": _ids(standing.bodies), "session": _ids(standing.sessions),
        "decision": _ids(standing.decisions), "instrument": standing.instruments.by_id, "programme": _ids(standing.programmes),
        "entry": numbers, "act": numbers, "kind": sorted(acts.ACTS), "guide": guides.READERS, "search": (f"?q={quote(one)}" for one in ASKED),
        "rules_of_body": rules, "power": rules, "election": rules, "votes": rules, "vote": voted,
    }  # fmt: skip
    found = []
    for page in PAGES:
        before, of_things, after = page.path.partition("(?P<")
        after = "" if page.name == "vote" else after.rsplit(")", 1)[-1]
        found += [*([] if of_things else [before]), *(f"{before}{one}{after}" for one in things.get(page.name, ()))]
    return [f"/{lang}{path}" for path in found for lang in LANGUAGES]


def _ids(lives: Lives) -> Iterator[str]:
    return (life.id for life in lives.values())


def capture(port: int, paths: list[str], folder: Path) -> None:
    """The bytes of these pages, as files named by their addresses."""
    folder.mkdir()
    for path in paths:
        status, _, body = fetch(port, path)
        assert status == 200, path
        (folder / named(path)).write_bytes(body.removesuffix(b"\n"))


def named(path: str) -> str:
    """The name of the file that holds the bytes of an address."""
    return path[1:].replace("/", "~")


def work_of(server: Server, path: str) -> float:
    """The processor time of a page, seconds: the mean of several."""
    fetch(server.port, path)
    before = server.work()
    for _ in range(TIMES):
        fetch(server.port, path)
    return (server.work() - before) / TIMES


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
    work: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation, captured = Path(name) / "organisation", Path(name) / "captured"
        found_with_history(organisation, corpus.ORGANISATION, corpus.ORIGIN, lambda done, of: None)
        served = open_folder(organisation)
        all_pages = every(served.registry)
        served.close()
        shutil.copytree(organisation, Path(name) / "copy")  # one server to a folder
        mixes = (("", MIX, EACH), (" away", AWAY, EACH), (" all", all_pages, len(all_pages) // ROUNDS))
        with serving("cold", organisation) as cold, serving("bare", Path(name) / "copy") as bare:
            capture(cold.port, list(dict.fromkeys(MIX + AWAY + all_pages)), captured)
            weight = max(visit(cold.port, path) for path in VISITS)
            for path in dict.fromkeys(MIX + AWAY + all_pages):
                assert fetch(bare.port, path)[2].removesuffix(b"\n") == (captured / named(path)).read_bytes(), path
            for mix, paths, each in mixes:
                for turn in range(ROUNDS):  # in turns, so that both meet the machine in the same mood
                    for how, server in (("cold", cold), ("bare", bare)):
                        before = server.work()
                        some = paths[turn * len(paths) // ROUNDS :] + paths[: turn * len(paths) // ROUNDS]
                        rates[how + mix] = max(rates.get(how + mix, 0.0), pages(server.port, some, CLIENTS, each))
                        work[how + mix] = work.get(how + mix, 0.0) + server.work() - before
            single = [(work_of(cold, path) / work_of(bare, path), path) for path in all_pages]
        for how in ("lines", "warm"):
            with serving(how, organisation, captured) as server:
                for mix, paths, each in mixes:
                    pages(server.port, paths, CLIENTS, WARMING)
                    rates[how + mix] = max(pages(server.port, paths, CLIENTS, each) for _ in range(2))
    dear = sorted(single, reverse=True)
    return [
        Figure("pages, nothing kept, 4 clients", rates["cold"], "pages/s", 100, at_most=False),
        Figure("the same templates by bare Jinja", rates["bare"], "pages/s"),
        Figure("a page, to bare Jinja of the same bytes", work["cold"] / work["bare"], "x", 2.0),
        Figure("pages away from today or from the head, nothing kept", rates["cold away"], "pages/s"),
        Figure("the same, to bare Jinja of the same bytes", work["cold away"] / work["bare away"], "x", 4.0),
        Figure(f"all pages, {len(all_pages):,} addresses, nothing kept, 4 clients", rates["cold all"], "pages/s", 100, at_most=False),
        Figure("all pages, to bare Jinja of the same bytes", work["cold all"] / work["bare all"], "x", 2.0),
        Figure("the same, one after the other: the middle page", dear[len(dear) // 2][0], "x"),
        Figure("the dearest twentieth", dear[len(dear) // 20][0], "x", note=" ".join(f"{path} {ratio:.1f}" for ratio, path in dear[:3])),
        Figure("all pages, warm", rates["warm all"], "pages/s"),
        Figure("pages, derived views kept (warm)", rates["warm"], "pages/s"),
        Figure("warm, away from today or from the head", rates["warm away"], "pages/s"),
        Figure("captured pages written line by line, no template at all", rates["lines"], "pages/s"),
        Figure("first visit, heaviest", weight / 1024, "KiB", 150.0),
    ]
