"""The register as readers use it: search over many documents, the calendar as a feed, the copy as plain files, founding and start.

Documents to be found are sentences of the shipped catalogues and charters put together at random (the same every time), in both
languages, with dates and numbers among them; questions are one to three of their words, frequent and rare, answered with the
pieces of text of the first page. Each is asked several times and the shortest counts: what is measured is the search, not who
else was on the machine.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest

from benchmarks import corpus
from benchmarks.clients import Server, fetch
from benchmarks.figures import Figure
from comity import day as days
from comity.charter import Charter, load
from comity.organisation.finding import Refused
from comity.phrases import load as phrases
from comity.portal import reading, settings
from comity.portal.pages import calendar
from comity.portal.pages.search import SHOWN
from comity.portal.publish import publish
from comity.registry import REGISTRAR_CREDENTIAL, Served, open_folder, signer_for
from comity.search import Index, marked, parse
from comity.search.analyse import words
from comity.search.documents import Document

DOCUMENTS, QUESTIONS = 100_000, 400
#: As many meetings as the calendar of Indico in the issue has.
MEETINGS = 690
TIMES = 5


class _Made(Index):
    """An index of documents that are made up, without a record."""

    def fill(self, documents: Iterator[Document]) -> None:
        """Adds them in one transaction."""
        with self._db:
            self._add(documents)


def _sentences() -> list[str]:
    said = [" ".join(piece for piece in one if isinstance(piece, str)) for phrase in phrases().values() for one in phrase.values()]
    law: Charter = load("csto")
    said += [text for provision in law.provisions() for text in provision.text.values()]
    return [one for one in said if len(one) > 30]


def _documents(chance: random.Random, sentences: list[str]) -> Iterator[Document]:
    for n in range(DOCUMENTS):
        title, *text = chance.choices(sentences, k=chance.randrange(2, 6))
        day = f"{chance.randrange(1992, 2027)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        yield Document(f"decision/decision-{n}", n + 1, day, title[:120], " · ".join(text), f"decision-{n}")


def _search() -> list[Figure]:
    chance, sentences = random.Random(5), _sentences()
    index = _Made()
    begun = time.perf_counter()
    index.fill(_documents(chance, sentences))
    filled = time.perf_counter() - begun
    vocabulary = sorted({word for one in sentences for word in words(one) if len(word) > 2})
    asked = [" ".join(chance.choices(vocabulary, k=chance.choice((1, 1, 2, 3)))) for _ in range(QUESTIONS)]
    took = []
    found = 0
    for words_ in asked:
        took.append(float("inf"))
        for _ in range(TIMES):
            start = time.perf_counter()
            query = parse(words_)
            there, _more = index.find(query, "2026-12-31", DOCUMENTS)
            for one in there[:SHOWN]:
                name, text = index.read(one)
                marked(text or name, query)
            took[-1] = min(took[-1], time.perf_counter() - start)
        found += len(there)
    ordered = sorted(took)
    return [
        Figure("documents added to the index", DOCUMENTS / filled, "documents/s"),
        Figure("search over 100,000 documents, median", statistics.median(took) * 1e3, "ms", note=f"{found:,} things found by {QUESTIONS} questions"),
        Figure("search over 100,000 documents, p95", ordered[int(len(ordered) * 0.95)] * 1e3, "ms", 20.0),
    ]


def _meet(served: Served, meetings: int) -> None:
    """Enters so many meetings of the two years before today through the door, by the registrar."""
    signer = signer_for(served.folder, REGISTRAR_CREDENTIAL)
    registry = served.registry
    today = registry.standing.day_of(registry.now())
    source = next(iter(registry.standing.law.sources))
    for n in range(meetings):
        fields = {
            "session": f"wg-afg-{n}", "body": "wg-afg", "kind": "regular", "number": n + 1, "effective": days.add_days(today, -1 - n),
            "place": [{"lang": "en", "text": "Moscow"}, {"lang": "ru", "text": "Москва"}], "transcribed": {"source": [source], "confidence": "medium"},
        }  # fmt: skip
        outcome = registry.enter("session.hold", fields, REGISTRAR_CREDENTIAL, signer)
        assert not isinstance(outcome, Refused), outcome


def _feed(folder: Path) -> Figure:
    """The whole address, from the record to the text, no view of a day and language kept."""
    settings.configure()
    served = open_folder(folder)
    try:
        before = _asked(served)[1]
        _meet(served, MEETINGS)
        took, held = min((_asked(served) for _ in range(TIMES)), key=lambda one: one[0])
    finally:
        served.close()
    assert held == before + MEETINGS, held
    return Figure(f"calendar with {MEETINGS} meetings as iCalendar", took * 1e3, "ms", 60.0, note=f"{held} events in all")


def _asked(served: Served) -> tuple[float, int]:
    """How long the feed took, and how many events it has."""
    reading.DERIVED.clear()
    request = HttpRequest()
    request.META = {"comity.registry": served.registry, "HTTP_HOST": "register.example", "wsgi.url_scheme": "https"}
    start = time.perf_counter()
    text = calendar.feed(request, "ru").content
    return time.perf_counter() - start, text.count(b"BEGIN:VEVENT")


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "comity.cli", *words]


def _worked() -> float:
    """Processor time of this process and of those that it started and that ended, seconds: what other work disturbs least."""
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _founded(folder: Path) -> tuple[float, int]:
    """`comity init` as a process, and how many entries it made."""
    start = time.perf_counter()
    subprocess.run(_command("init", str(folder), "--organisation", corpus.ORGANISATION), check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - start
    served = open_folder(folder)
    size = served.registry.standing.size
    served.close()
    return took, size


def _started(folder: Path) -> float:
    """`comity demo` of a folder that is founded, from nothing to the first page answered."""
    start = time.perf_counter()
    with Server(_command("demo", "--folder", str(folder), "--port", "0")) as server:
        assert fetch(server.port, "/en")[0] == 200
        return time.perf_counter() - start


def measure(folder: Path) -> list[Figure]:
    """Founding, starting, copying, the feed; then search."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation = Path(name) / "organisation"
        os.environ["COMITY_STATE"] = str(Path(name) / "state")
        work = [_worked()]
        founded, size = _founded(organisation)
        work.append(_worked())
        started = min(_started(organisation) for _ in range(TIMES))
        work.append(_worked())
        served = open_folder(organisation)
        try:
            begun, start = _worked(), time.perf_counter()
            done = publish(served.registry, Path(name) / "www")
            copied = time.perf_counter() - start
            copying = _worked() - begun
        finally:
            served.close()
        fed = _feed(organisation)
    return [
        Figure("`comity init` with the whole history, as a process", founded, "s", 5.0, note=f"{size} entries, {work[1] - work[0]:.2f} s of processor time"),
        Figure("`comity demo` to the first page answered, as a process", started, "s", 1.5, note=f"{(work[2] - work[1]) / TIMES:.2f} s of processor time"),
        Figure("`comity publish`, pages of people", done.pages / copied, "pages/s", 200, at_most=False, note=f"{done.files:,} files in all, {done.pages / copying:.0f} pages a second of processor time"),
        fed,
        *_search(),
    ]
