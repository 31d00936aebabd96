"""The index: SQLite FTS5 over stems, in a file beside the record or in memory; brought up to the record whenever it is asked.

It has a cursor of its own: the opening entry whose record it follows and how many entries it has read. Where it is of another
record, of another release of this code, ahead of the record or damaged, it is made anew. What it holds can always be built
again from the record and the charter.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import apsw

from comity.acts.base import Act
from comity.acts.record import Amend, Open
from comity.charter import Charter
from comity.search import analyse
from comity.search.analyse import WORD, Query
from comity.search.documents import Document, of_charter, of_entry

FILE = "search.sqlite"
#: Changes when stems or documents are made otherwise: an older index is made anew.
EDITION = 3
#: Words of the result's text that are shown around the first that was found.
AROUND = 14
#: (The last word may be only begun: beginnings of three to five letters have an index of their own.)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS follows (one INTEGER PRIMARY KEY CHECK (one = 1), edition INTEGER, opening TEXT, size INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS document (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, entry INTEGER NOT NULL, day TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(title, text, other, content='', prefix='3 4 5', tokenize='unicode61 remove_diacritics 0');
"""
#: The latest documents with these words. (To weigh them by how rare the words are, SQLite would count every document that
#: has one of them, which takes longer than a reader waits.)
_FIND = """
SELECT d.ref, d.entry, d.day, d.id, length(d.title)
FROM word CROSS JOIN document d ON d.id = word.rowid
WHERE word MATCH ? AND d.day <= ? AND d.entry <= ? ORDER BY word.rowid DESC LIMIT ?
"""
#: So many documents are looked at, by their names and by all their words: beyond that the count is *at least*.
LOOKED_AT = 1_000
#: So many of the nearest are looked at whether they bear exactly the words that are looked for: those go first.
WEIGHED = 50
#: What parts the names of a thing.
APART = " · "
#: Kinds of things that last, those first that others are about.
_LASTING = {"organisation": 0, "member": 0, "body": 0, "post": 0, "programme": 0, "partner": 0, "instrument": 1}


class Entry(NamedTuple):
    """An entry as the index reads it: its number, its act, the day of its receipt at the seat, the act in words of every language."""

    number: int
    act: Act
    day: str
    told: str


class Found(NamedTuple):
    """A thing that was found: its ref, the entry and day of what was found first, and the document that says it."""

    ref: str
    entry: int
    day: str
    document: int


class Index:
    """The index of one record. `follow` and `find` may be called from any thread."""

    def __init__(self, path: Path | None = None) -> None:
        """In the file at `path`, or in memory where there is none or it cannot be written."""
        self._mutex = threading.Lock()
        self._path = path
        self._open()

    def _open(self) -> None:
        self._db = apsw.Connection(":memory:")
        if self._path is not None:
            with contextlib.suppress(apsw.Error):
                db = apsw.Connection(str(self._path))
                db.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL")
                db.execute(_SCHEMA)
                self._db = db
        self._db.execute(_SCHEMA)

    def follow(self, opening: str, size: int, read: Callable[[int, int], Iterable[Entry]], charter: Callable[[int], Charter]) -> None:
        """Brings the index up to a record of this opening and size.

        `read(a, b)` gives the entries after the first `a` up to `b`; `charter(n)` the charter in force after entry n.
        """
        with self._mutex:
            try:
                self._follow(opening, size, read, charter)
            except apsw.Error:
                self._anew()
                self._follow(opening, size, read, charter)

    def _follow(self, opening: str, size: int, read: Callable[[int, int], Iterable[Entry]], charter: Callable[[int], Charter]) -> None:
        known = next(self._db.execute("SELECT edition, opening, size FROM follows"), None)
        if known is not None and (known[:2] != (EDITION, opening) or known[2] > size):
            self._anew()
            known = None
        have = 0 if known is None else known[2]
        if have == size:
            return
        with self._db:
            self._add(one for entry in read(have, size) for one in _documents(entry, charter))
            self._db.execute("INSERT OR REPLACE INTO follows VALUES (1, ?, ?, ?)", (EDITION, opening, size))

    def _anew(self) -> None:
        """Without anything; a file that is damaged is put away."""
        try:
            self._db.execute("DROP TABLE IF EXISTS word; DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS follows")
            self._db.execute(_SCHEMA)
        except apsw.Error:
            self._db.close()
            if self._path is not None:
                for path in (self._path, *(self._path.with_name(self._path.name + more) for more in ("-wal", "-shm"))):
                    path.unlink(missing_ok=True)
            self._open()

    def _add(self, documents: Iterable[Document]) -> None:
        for one in documents:
            self._db.execute("INSERT INTO document(ref, entry, day, title, text) VALUES (?, ?, ?, ?, ?)", one[:5])
            title, text, keys = analyse.words(one.title), analyse.words(one.text), analyse.words(one.keys)
            row = (
                self._db.last_insert_rowid(), " ".join((*map(analyse.stem, title), *filter(None, map(analyse.latin, title)))),
                " ".join(map(analyse.stem, text)), " ".join((*filter(None, map(analyse.latin, text)), *keys)),
            )  # fmt: skip
            self._db.execute("INSERT INTO word(rowid, title, text, other) VALUES (?, ?, ?, ?)", row)

    def find(self, query: Query, day: str, entry: int) -> tuple[list[Found], bool]:
        """The things found by every word on a day at an entry, the best first; and whether there may be more."""
        if not query.stems:
            return [], False
        match = _match(query)
        with self._mutex:
            named = list(self._db.execute(_FIND, (f"{{title}} : ({match})", day, entry, LOOKED_AT)))
            said = list(self._db.execute(_FIND, (match, day, entry, LOOKED_AT)))
        named.sort(key=_nearness)
        named[:WEIGHED] = sorted(named[:WEIGHED], key=lambda row: not self._called(row[3], query))
        first: dict[str, tuple[str, int, str, int, int]] = {}
        for row in (*named, *said):
            if row[0] not in first:
                first[row[0]] = row
        found = [Found._make(row[:4]) for row in first.values()]
        # Whoever looks for a thing looks for the thing, and only then for what was written about it.
        about = [one for one in found if one[0].startswith("source/")]
        if about:
            found = [one for one in found if not one[0].startswith("source/")] + about
        return found, LOOKED_AT in (len(named), len(said))

    def _called(self, document: int, query: Query) -> bool:
        """Whether a document calls its thing by these words and by no other."""
        with self._mutex:
            row = next(self._db.execute("SELECT title FROM document WHERE id = ?", (document,)), ("",))
        return any(_bears(name, query) for name in str(row[0]).split(APART))

    def read(self, found: Found) -> tuple[str, str]:
        """The name and the words of what was found, as they stand."""
        with self._mutex:
            row = next(self._db.execute("SELECT title, text FROM document WHERE id = ?", (found.document,)), ("", ""))
        return str(row[0]), str(row[1])

    def close(self) -> None:
        """Closes the file."""
        with self._mutex:
            self._db.close()


def _nearness(row: tuple[str, int, str, int, int]) -> tuple[int, int]:
    """Of what bears the words in its name: a body before the treaty on it, that before a decision or a session; then the shortest."""
    return _LASTING.get(row[0].partition("/")[0], 2), row[4]


def _bears(name: str, query: Query) -> bool:
    """Whether a name has the words that are looked for, in whatever form, and no others."""
    if len(WORD.findall(name)) != len(query.stems):
        return False
    written = analyse.words(name)
    return sorted(map(analyse.stem, written)) == sorted(query.stems) or sorted(analyse.latin(one) or one for one in written) == sorted(query.latin)


def _match(query: Query) -> str:
    """Every word must be there: by its stem, or as it is spelt in Latin letters; the last word may be only begun."""
    last = len(query.stems) - 1
    return " AND ".join(
        f'("{stem}"{"*" if at == last and len(stem) > 2 else ""} OR "{word}"{"*" if at == last and len(word) > 2 else ""})'
        for at, (stem, word) in enumerate(zip(query.stems, query.latin, strict=True))
    )


def _documents(entry: Entry, charter: Callable[[int], Charter]) -> Iterator[Document]:
    if isinstance(entry.act, Open | Amend):
        yield from of_charter(charter(entry.number), entry.number)
    yield from of_entry(entry.act, entry.number, entry.day, entry.told)


def marked(text: str, query: Query) -> list[tuple[str, bool]]:
    """A piece of the text around the first word that was found, in runs: words, and whether they were looked for."""
    wanted = frozenset(query.stems)
    places = [one.span() for one in WORD.finditer(text)]
    first = next((at for at, (start, stop) in enumerate(places) if _is(text[start:stop], wanted, query)), 0)
    some = [(start, stop, _is(text[start:stop], wanted, query)) for start, stop in places[max(0, first - AROUND // 2) : first + AROUND]]
    if not some:
        return [(text, False)] if text else []
    begin, end = some[0][0] if some[0][:2] != places[0] else 0, some[-1][1] if some[-1][:2] != places[-1] else len(text)
    runs: list[tuple[str, bool]] = [("…", False)] if begin else []
    at = begin
    for start, stop, hit in some:
        if hit:
            if start > at:
                runs.append((text[at:start], False))
            runs.append((text[start:stop], True))
            at = stop
    if at < end:
        runs.append((text[at:end], False))
    if end < len(text):
        runs.append(("…", False))
    return runs


def _is(word: str, wanted: frozenset[str], query: Query) -> bool:
    """Whether a word of a text is one that was looked for."""
    begun = query.latin[-1] if query.latin and len(query.latin[-1]) > 2 else None
    return any(
        stem in wanted or latin in query.latin or (begun is not None and one.startswith(begun))
        for one, stem, latin in _forms(word)
    )


@lru_cache(maxsize=16_384)
def _forms(word: str) -> tuple[tuple[str, str, str], ...]:
    """A word of a text as it is found: folded, stemmed, in Latin letters."""
    return tuple((one, analyse.stem(one), analyse.latin(one)) for one in analyse.words(word))
