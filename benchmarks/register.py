"""The register as readers use it: search over many documents, the calendar as a feed, the copy as plain files, founding and start.

Documents to be found are sentences of the shipped catalogues and charters put together at random (the same every time), in both
languages, with dates and numbers among them; questions are one to three of their words, frequent and rare.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import corpus
from benchmarks.figures import Figure
from comity.charter import Charter, load
from comity.cli.founding import found_with_history
from comity.phrases import load as phrases
from comity.portal import icalendar
from comity.portal.publish import publish
from comity.registry import open_folder
from comity.search import Index, parse
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
    took = []
    found = 0
    for _ in range(QUESTIONS):
        query = parse(" ".join(chance.choices(vocabulary, k=chance.choice((1, 1, 2, 3)))))
        start = time.perf_counter()
        found += len(index.find(query, "2026-12-31", DOCUMENTS)[0])
        took.append(time.perf_counter() - start)
    ordered = sorted(took)
    return [
        Figure("documents added to the index", DOCUMENTS / filled, "documents/s"),
        Figure("search over 100,000 documents, median", statistics.median(took) * 1e3, "ms", note=f"{found:,} things found by {QUESTIONS} questions"),
        Figure("search over 100,000 documents, p95", ordered[int(len(ordered) * 0.95)] * 1e3, "ms", 20.0),
    ]


def _feed() -> Figure:
    entries = [
        icalendar.Entry(
            f"session/meeting-{n}@record.example/1", f"20{n % 26:02}-0{1 + n % 9}-1{n % 9}", f"20{n % 26:02}-0{1 + n % 9}-1{n % 9}",
            f"Заседание Рабочей группы по Афганистану при СМИД ОДКБ, {n}", "достоверность средняя", f"https://register.example/ru/sessions/meeting-{n}", n,
        )
        for n in range(MEETINGS)
    ]  # fmt: skip
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        icalendar.calendar("ОДКБ", "ru", entries)
        took.append(time.perf_counter() - start)
    return Figure(f"{MEETINGS} meetings as iCalendar", min(took) * 1e3, "ms", 60.0)


def measure(folder: Path) -> list[Figure]:
    """Search, feed; then a register founded, opened and copied."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        organisation = Path(name) / "organisation"
        start = time.perf_counter()
        found_with_history(organisation, corpus.ORGANISATION, corpus.ORIGIN, lambda done, of: None)
        founded = time.perf_counter() - start
        start = time.perf_counter()
        served = open_folder(organisation)
        opened = time.perf_counter() - start
        try:
            size = served.registry.standing.size
            start = time.perf_counter()
            done = publish(served.registry, Path(name) / "www")
            copied = time.perf_counter() - start
        finally:
            served.close()
    return [
        *_search(), _feed(),
        Figure("whole history founded and entered through the door", founded, "s", 5.0, note=f"{size} entries"),
        Figure("the same folder opened", opened, "s", 1.5),
        Figure("copied as plain files, pages of people", done.pages / copied, "pages/s", 200, at_most=False, note=f"{done.files:,} files in all"),
    ]
