"""One suite for every store: what was appended is there, in order, once, and whoever altered it is found out."""

import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.log import Log, LogError
from comity.record.sqlite import FILE, SqliteStore
from comity.record.store import StoreError, WrongSize
from comity.record.tree import Tree
from tests.record.made import numbered
from tests.record.stores import PLACES, Place


@pytest.fixture(params=PLACES, ids=lambda kind: kind.__name__)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty store's place, of every kind."""
    found = request.param(tmp_path / "store")
    assert isinstance(found, Place)
    return found


def root(entries: list[bytes]) -> bytes:
    tree = Tree()
    tree.extend_entries(entries)
    return tree.root()


def filled(place: Place, *cuts: int) -> list[bytes]:
    """Entries appended in commits that end at these sizes."""
    store = place.open()
    for start, stop in zip((0, *cuts), cuts, strict=False):
        store.append(start, numbered(start, stop), root(numbered(0, stop)))
    store.close()
    return numbered(0, cuts[-1])


def test_an_empty_store_has_no_entries(place: Place) -> None:
    store = place.open()
    assert store.head() == (0, b"")
    assert list(store.entries()) == []
    store.close()


def test_what_was_appended_is_there_in_order(place: Place) -> None:
    entries = filled(place, 1, 3, 10)
    store = place.open()
    assert store.head() == (10, root(entries))
    assert list(store.entries()) == entries
    store.close()


@given(start=st.integers(0, 2600), length=st.integers(0, 2600))
def test_any_stretch_is_read(tmp_path_factory: pytest.TempPathFactory, start: int, length: int) -> None:
    for kind in PLACES:
        place, entries = _large(kind, tmp_path_factory)
        stop = min(start + length, 2600)
        store = place.open()
        assert list(store.entries(start, stop)) == entries[start:stop]
        store.close()


_LARGE: dict[type[Place], tuple[Place, list[bytes]]] = {}


def _large(kind: type[Place], factory: pytest.TempPathFactory) -> tuple[Place, list[bytes]]:
    if kind not in _LARGE:
        place = kind(factory.mktemp("large") / "store")
        _LARGE[kind] = place, filled(place, 1000, 2600)
    return _LARGE[kind]


def test_an_append_that_expects_another_size_is_refused(place: Place) -> None:
    entries = filled(place, 3)
    store = place.open()
    for expected in (0, 2, 4):
        with pytest.raises(WrongSize, match=f"has 3 entries, {expected} were expected: somebody else wrote to it; start again"):
            store.append(expected, [b"x"], b"r" * 32)
    assert list(store.entries()) == entries
    store.append(3, numbered(3, 4), root(numbered(0, 4)))
    assert store.head()[0] == 4
    store.close()


def test_two_that_write_at_once_never_give_a_number_twice(place: Place) -> None:
    stores = [place.open(), place.open()]
    won: list[list[int]] = [[], []]

    def write(me: int) -> None:
        for _ in range(40):
            size, _root = stores[me].head()
            try:
                stores[me].append(size, [b"%d-%d" % (me, size)], b"r" * 32)
            except WrongSize:
                continue
            won[me].append(size)

    threads = [threading.Thread(target=write, args=(me,)) for me in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not set(won[0]) & set(won[1])
    by_size = {size: b"%d-%d" % (me, size) for me in (0, 1) for size in won[me]}
    assert list(stores[0].entries()) == [by_size[size] for size in sorted(by_size)]
    assert sorted(by_size) == list(range(len(by_size)))
    for store in stores:
        store.close()


def test_it_is_read_while_it_is_written(place: Place) -> None:
    """Each reading sees whole commits, and size and root of one moment."""
    store, done, wrong = place.open(), threading.Event(), list[str]()
    roots = {0: b"", **{size: root(numbered(0, size)) for size in range(7, 701, 7)}}

    def read() -> None:
        while not done.is_set():
            size, found = store.head()
            if found != roots.get(size):
                wrong.append(f"head of {size}")
            if list(store.entries(0, size)) != numbered(0, size):
                wrong.append(f"entries of {size}")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for size in range(0, 700, 7):
        store.append(size, numbered(size, size + 7), roots[size + 7])
    done.set()
    for reader in readers:
        reader.join()
    store.close()
    assert wrong == []


def test_who_stops_reading_holds_nothing_up(place: Place) -> None:
    entries = filled(place, 3000)
    store = place.open()
    reading = store.entries()
    assert next(reading) == entries[0]
    store.append(3000, numbered(3000, 3001), root(numbered(0, 3001)))
    if isinstance(store, SqliteStore):
        db = apsw.Connection(str(store.path))
        assert list(db.execute("SELECT size FROM head")) == [(3001,)]
        assert db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE) == (0, 0)  # no reader is in the way
        db.close()
    assert list(reading) == numbered(1, 3001)
    store.close()


def test_what_one_process_appended_another_reads(place: Place) -> None:
    entries = filled(place, 5)
    script = (
        "import sys; from pathlib import Path; from comity.record.sqlite import SqliteStore\n"
        "store = SqliteStore(Path(sys.argv[1]), write=False)\n"
        "print(store.head()[0], [e.decode() for e in store.entries()])"
    )
    said = subprocess.run([sys.executable, "-c", script, str(place.folder)], capture_output=True, text=True, check=True).stdout
    assert said == f"5 {[entry.decode() for entry in entries]}\n"


def test_who_only_reads_cannot_append(place: Place) -> None:
    filled(place, 2)
    store = place.open(write=False)
    assert list(store.entries()) == numbered(0, 2)
    with pytest.raises(StoreError, match="cannot be written; give this user the right to write in its folder"):
        store.append(2, [b"x"], b"r" * 32)
    store.close()


def test_where_there_is_none_nothing_is_read(place: Place) -> None:
    with pytest.raises(StoreError, match="there is no record here; comity init makes a new one"):
        place.open(write=False)


ALTERED: list[tuple[str, str]] = [
    ("an entry in the middle is missing", "entry 3 is missing; it was altered, restore it from a mirror"),
    ("the first entry is missing", "entry 1 is missing; it was altered, restore it from a mirror"),
    ("the last entry is missing", "holds 4 entries where its head says 5; it was altered, restore it from a mirror"),
    ("the head says more", "holds 5 entries where its head says 6; it was altered, restore it from a mirror"),
    ("the head says fewer", "holds 5 entries where its head says 4; it was altered, restore it from a mirror"),
    ("an entry was changed", "an entry was altered; run comity verify to learn which, and restore it from a mirror"),
    ("two entries were swapped", "an entry was altered; run comity verify to learn which, and restore it from a mirror"),
    ("the root was changed", "an entry was altered; run comity verify to learn which, and restore it from a mirror"),
]


@pytest.mark.parametrize(("what", "said"), ALTERED, ids=[what for what, _ in ALTERED])
def test_what_was_altered_is_refused_at_the_start(place: Place, what: str, said: str) -> None:
    filled(place, 5)
    match what.split(" was ")[0].split(" were ")[0]:
        case "an entry in the middle is missing":
            place.lose_entry(3)
        case "the first entry is missing":
            place.lose_entry(1)
        case "the last entry is missing":
            place.lose_entry(5)
        case "the head says more":
            place.alter_head(6)
        case "the head says fewer":
            place.alter_head(4)
        case "an entry":
            place.alter_entry(3, b"entry-X")
        case "two entries":
            place.alter_entry(3, b"entry-3")
            place.alter_entry(4, b"entry-2")
        case "the root":
            place.alter_head(5, b"r" * 32)
    store = place.open()
    with pytest.raises(StoreError) as refused:
        Log(store).load()
    assert said in str(refused.value)
    assert not str(refused.value).endswith("\n")
    store.close()


def test_an_entry_that_vanishes_while_it_is_served_is_noticed(place: Place) -> None:
    filled(place, 5)
    store = place.open()
    place.lose_entry(5)
    with pytest.raises(StoreError, match="entry 5 is missing"):
        list(store.entries(2, 5))
    store.close()


def test_any_byte_of_the_file_changed_is_found_or_changes_nothing(tmp_path: Path) -> None:
    """Three ways of changing every seventh byte: the same entries, or one sentence; never anything else."""
    place = PLACES[0](tmp_path / "store")
    entries = filled(place, 1, 6, 12)
    good = (place.folder / FILE).read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    refused: list[tuple[int, str]] = []
    for at in [*range(100), *range(100, len(good), 7)]:
        changed = bytearray(good)
        changed[at] ^= (0x01, 0x80, 0xFF)[at % 3]
        for leftover in other.iterdir():
            leftover.unlink()
        (other / FILE).write_bytes(changed)
        found: list[bytes] = []
        try:
            store = SqliteStore(other)
            try:
                log = Log(store)
                log.load(found.append)
                assert (log.size, log.tree.root(), found) == (12, root(entries), entries), at
            finally:
                store.close()
        except StoreError as fault:
            refused.append((at, str(fault)))
    assert len(refused) > 50
    assert [(at, said) for at, said in refused if not said.startswith((FILE, "the "))] == []


@pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\x00" + bytes(84), b"\xff" * 5000])
def test_a_file_that_is_no_store_is_refused_or_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    if len(data) > 1:  # to SQLite a file of a single byte is an empty one
        with pytest.raises(StoreError, match="the file is damaged"):
            SqliteStore(tmp_path)
        return
    store = SqliteStore(tmp_path)
    assert store.head() == (0, b"")
    store.close()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written; give this user the right to write in its folder"):
        SqliteStore(tmp_path / "nowhere")


def test_faults_are_said_in_both_languages(place: Place) -> None:
    filled(place, 5)
    place.lose_entry(5)
    store = place.open()
    with pytest.raises(StoreError) as refused:
        Log(store).load()
    assert "искажено" in refused.value.said("ru")
    assert isinstance(refused.value, StoreError)
    assert not isinstance(refused.value, LogError)
    store.close()
