"""The log: what readers see is durable, what is served is published, a store that went back is not served."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record import checkpoint, tiles
from comity.record.heads import Heads
from comity.record.keys import Ed25519Signer
from comity.record.log import Log, LogError
from comity.record.sqlite import FILE, FolderLock, SqliteStore
from comity.record.store import CommitFailed, StoreError
from comity.record.tree import TreeError, leaf_hash, verify_consistency, verify_inclusion
from tests.record.made import ORIGIN, numbered
from tests.record.test_store import root


def opened(folder: Path, signer: Ed25519Signer, state: Path, accept: str = "") -> Log:
    """The way of every start."""
    folder.mkdir(exist_ok=True)
    log = Log(SqliteStore(folder))
    try:
        log.load()
        log.sign_with(signer, Heads(b"opening", signer.key, state), accept)
    except BaseException:
        log.store.close()
        raise
    return log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def log(folder: Path, log_signer: Ed25519Signer, state: Path) -> Iterator[Log]:
    """An empty log, open."""
    one = opened(folder, log_signer, state)
    yield one
    one.store.close()


def test_an_entry_is_entered_then_published(log: Log, log_signer: Ed25519Signer) -> None:
    assert (log.size, log.published, log.origin) == (0, 0, ORIGIN)
    log.append(numbered(0, 3))
    assert (log.size, log.published) == (3, 0)
    signed = log.publish()
    assert (log.size, log.published, log.checkpoint()) == (3, 3, signed)
    head = checkpoint.read(signed, log_signer.key)
    assert (head.origin, head.size, head.root) == (ORIGIN, 3, root(numbered(0, 3)))
    assert log.publish() is signed  # nothing new: nothing signed
    assert [log.entry(i) for i in range(-1, 4)] == [None, *numbered(0, 3), None]


def test_a_start_continues(folder: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    log.append(numbered(0, 300))
    log.publish()
    log.store.close()
    again = opened(folder, log_signer, state)
    assert (again.size, again.published, again.checkpoint()) == (300, 300, log.checkpoint())
    again.store.close()


class Slow(SqliteStore):
    """A store whose commit takes as long as it is held."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reached, self.go, self.fails = threading.Event(), threading.Event(), False

    def append(self, expected: int, entries: list[bytes], root: bytes) -> None:
        self.reached.set()
        assert self.go.wait(10)
        if self.fails:
            raise CommitFailed("store.disk_error", file=FILE, why="injected")
        super().append(expected, entries, root)


@pytest.mark.parametrize("fails", [False, True])
def test_no_reader_sees_an_entry_before_it_is_durable(tmp_path: Path, fails: bool) -> None:
    store = Slow(tmp_path)
    store.go.set()
    log = Log(store)
    log.append(numbered(0, 5))
    store.reached.clear()
    store.go.clear()
    store.fails = fails
    faults: list[StoreError] = []

    def append() -> None:
        try:
            log.append(numbered(5, 9))
        except StoreError as fault:
            faults.append(fault)

    writer = threading.Thread(target=append)
    writer.start()
    assert store.reached.wait(10)
    assert (log.size, log.tree.root(), log.entry(5)) == (5, root(numbered(0, 5)), None)
    with pytest.raises(TreeError, match="size 6 is outside the tree of 5 entries"):
        log.tree.root(6)
    store.go.set()
    writer.join()
    size = 5 if fails else 9
    assert (log.size, log.tree.root(), len(faults)) == (size, root(numbered(0, size)), int(fails))
    store.fails = False
    log.append(numbered(size, 12))
    assert (log.size, list(store.entries())) == (12, numbered(0, 12))
    store.close()


def test_it_is_served_while_it_grows(log: Log, log_signer: Ed25519Signer) -> None:
    """Whoever reads the head finds under it every tile, every bundle and every proof."""
    wrong, done = list[str](), threading.Event()

    def read() -> None:
        before = None
        while not done.is_set():
            head = checkpoint.read(log.serve("checkpoint") or b"", log_signer.key)
            if before is not None and before.size:
                verify_consistency(before.size, head.size, log.tree.consistency(before.size, head.size), before.root, head.root)
            if head.size:
                verify_inclusion(leaf_hash(b"entry-0"), 0, head.size, log.tree.inclusion(0, head.size), head.root)
            try:
                read_head, entries = tiles.read_log(served(log, log.serve("checkpoint") or b""), log_signer.key)
                if list(entries) != numbered(0, read_head.size):
                    wrong.append(f"entries of {read_head.size}")
            except (tiles.TileError, TypeError) as fault:
                wrong.append(repr(fault))
            before = head

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    while log.size < 600:
        log.append(numbered(log.size, log.size + 1 + log.size % 13))
        log.publish()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def served(log: Log, signed: bytes) -> tiles.Fetch:
    """What a client fetches who has seen this head; nothing is published back to front."""

    def fetch(path: str) -> bytes:
        data = signed if path == "checkpoint" else log.serve(path)
        assert data is not None, path
        return data

    return fetch


def test_the_published_files_are_the_record(log: Log, log_signer: Ed25519Signer) -> None:
    log.append(numbered(0, 700))
    log.publish()
    log.append(numbered(700, 710))
    head, entries = tiles.read_log(served(log, log.checkpoint()), log_signer.key)
    assert (head.size, list(entries)) == (700, numbered(0, 700))


SERVED: list[tuple[str, bool]] = [
    ("tile/entries/000", True), ("tile/entries/001", True), ("tile/entries/002.p/188", True), ("tile/entries/002.p/1", True),
    ("tile/0/000", True), ("tile/0/001", True), ("tile/0/002.p/188", True), ("tile/1/000.p/2", True), ("tile/1/000.p/1", True),
    ("tile/entries/000.p/5", True), ("tile/0/000.p/255", True),
    ("tile/entries/002", False), ("tile/entries/002.p/189", False), ("tile/0/002.p/189", False), ("tile/0/002", False),
    ("tile/1/000.p/3", False), ("tile/1/000", False), ("tile/2/000.p/1", False), ("tile/0/003.p/1", False), ("tile/7/000.p/1", False),
    ("tile/63/000.p/1", False), ("tile/99/000.p/1", False), ("tile/entries/x001/000", False),
]  # fmt: skip


@pytest.mark.parametrize(("path", "there"), SERVED, ids=[path for path, _ in SERVED])
def test_only_what_the_published_head_covers_is_served(log: Log, path: str, there: bool) -> None:
    """700 entries are published, ten more are durable."""
    log.append(numbered(0, 700))
    log.publish()
    log.append(numbered(700, 710))
    data = log.serve(path)
    assert (data is not None) is there
    if data is None:
        return
    tile = tiles.read_path(path)
    if tile.level is None:
        start = tile.number * 256
        assert tiles.read_bundle(data) == numbered(start, start + tile.width)
    elif tile.level == 0:
        start = tile.number * 256
        assert data == b"".join(map(leaf_hash, numbered(start, start + tile.width)))
    else:
        assert data == b"".join(root(numbered(i * 256, (i + 1) * 256)) for i in range(tile.width))


HOSTILE = [
    "", "/", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/-1/000", "tile/0/-01",
    "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/00", "tile/0/000.p/01", "tile/0/000.p/256", "tile/0/000.p/257",
    "tile/0/000.p/512", "tile/0/000.p/999", "tile/entries/000.p/300", "tile/0/x000/001", "tile/0/001/000", "tile/0/x01/000",
    "tile/0/000/", "tile/0/000\n", "tile/entries/../../keys/log.key", "tile/entries/%2e%2e", "checkpoint/", "Checkpoint", "tile/0/٠٠٠",
    "tile/data/000", "tile/100/000", "tile/0/" + "x999/" * 50 + "999",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_names_no_tile_gives_nothing(log: Log, path: str) -> None:
    log.append(numbered(0, 600))
    log.publish()
    assert log.serve(path) is None


@given(st.none() | st.integers(0, 63), st.integers(0, 10**12), st.integers(1, 256))
def test_a_tile_has_one_path(level: int | None, number: int, width: int) -> None:
    path = tiles.path_of(level, number, width)
    assert tiles.read_path(path) == (level, number, width)


def test_paths_are_those_of_the_specification() -> None:
    assert tiles.path_of(0, 1234067) == "tile/0/x001/x234/067"
    assert tiles.path_of(None, 0, 7) == "tile/entries/000.p/7"
    assert list(tiles.bundle_paths(513)) == [("tile/entries/000", 256), ("tile/entries/001", 256), ("tile/entries/002.p/1", 1)]


def test_no_bundle_holds_an_entry_that_its_length_cannot_say() -> None:
    assert tiles.read_bundle(tiles.bundle([b"x" * 65_535, b""])) == [b"x" * 65_535, b""]
    with pytest.raises(tiles.TileError, match="an entry of a bundle has at most 65535 bytes"):
        tiles.bundle([b"x" * 65_536])


def filled(log: Log, *sizes: int) -> None:
    for size in sizes:
        log.append(numbered(log.size, size))
        log.publish()
    log.store.close()


def copy(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


WENT_BACK = (
    "the store went back: it holds 5 entries, 9 were signed on this machine; an older copy was put back or the end was cut off. "
    "Restore the newer folder, or fetch the missing entries from a mirror"
)


def test_an_older_copy_is_not_served(folder: Path, tmp_path: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    filled(log, 5)
    older = copy(folder, tmp_path / "older")
    filled(opened(folder, log_signer, state), 9)
    with pytest.raises(LogError) as refused:
        opened(older, log_signer, state)
    assert str(refused.value) == WENT_BACK
    assert "хранилище вернулось к прежнему состоянию: записей 5, а на этом компьютере подписано 9" in refused.value.said("ru").replace("\u00a0", " ")


def test_no_word_of_an_operator_makes_a_record_fork(folder: Path, tmp_path: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    filled(log, 5)
    older = copy(folder, tmp_path / "older")
    filled(opened(folder, log_signer, state), 9)
    with pytest.raises(LogError) as refused:
        opened(older, log_signer, state, f"5:{root(numbered(0, 5)).hex()}")
    assert str(refused.value) == WENT_BACK


def test_another_history_is_not_served(folder: Path, tmp_path: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    filled(log, 5)
    other = Log(SqliteStore(copy(folder, tmp_path / "other")))
    other.load()
    other.append([b"another"] * 6)
    other.store.close()
    filled(opened(folder, log_signer, state), 9)
    with pytest.raises(LogError) as refused:
        opened(tmp_path / "other", log_signer, state)
    assert str(refused.value) == (
        "the store differs from what was signed on this machine: another history of the first 9 entries. "
        "Restore the folder that belongs to this head, or compare both with a mirror"
    )


def test_an_end_that_was_cut_off_is_not_served(folder: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    """Cut so well that the store agrees with itself: only the kept head knows."""
    filled(log, 5, 9)
    (folder / FILE).unlink()
    cut = Log(SqliteStore(folder))
    cut.append(numbered(0, 5))
    cut.store.close()
    with pytest.raises(LogError) as refused:
        opened(folder, log_signer, state)
    assert str(refused.value) == WENT_BACK


def test_a_moved_folder_asks_for_the_operators_word(folder: Path, tmp_path: Path, log: Log, log_signer: Ed25519Signer) -> None:
    filled(log, 5)
    elsewhere, here = tmp_path / "elsewhere", f"5:{root(numbered(0, 5)).hex()}"
    with pytest.raises(LogError) as refused:
        opened(folder, log_signer, elsewhere)
    assert str(refused.value) == (
        f"no head of this record is kept on this machine; if you moved the folder here and trust it, start with --accept-head {here}"
    )
    assert Heads(b"opening", log_signer.key, elsewhere).last() is None
    with pytest.raises(LogError) as refused:
        opened(folder, log_signer, elsewhere, "4:" + "0" * 64)
    assert str(refused.value) == f"--accept-head names 4:{'0' * 64}, this folder holds {here}; state the head that you trust"
    opened(folder, log_signer, elsewhere, here).store.close()
    opened(folder, log_signer, elsewhere).store.close()  # from then on it is kept here


def test_a_damaged_head_asks_for_the_operators_word(folder: Path, log: Log, log_signer: Ed25519Signer, state: Path) -> None:
    filled(log, 5)
    for slot in Heads(b"opening", log_signer.key, state).folder.iterdir():
        slot.write_bytes(b"nonsense")
    with pytest.raises(LogError, match="the head of this record that was kept on this machine is damaged"):
        opened(folder, log_signer, state)
    opened(folder, log_signer, state, f"5:{root(numbered(0, 5)).hex()}").store.close()


def test_a_head_that_cannot_be_kept_is_not_published(log: Log, state: Path, log_signer: Ed25519Signer) -> None:
    log.append(numbered(0, 3))
    log.publish()
    kept = Heads(b"opening", log_signer.key, state).folder
    shutil.rmtree(kept)
    kept.write_text("in the way")
    log.append(numbered(3, 5))
    with pytest.raises(StoreError):
        log.publish()
    assert (log.size, log.published, checkpoint.read(log.checkpoint(), log_signer.key).size) == (5, 3, 3)
    kept.unlink()
    log.publish()
    assert log.published == 5


def test_two_processes_on_one_folder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    script = (
        "import sys; from pathlib import Path; from comity.record.sqlite import FolderLock\n"
        "lock = FolderLock(Path(sys.argv[1])); lock.say('http://127.0.0.1:8000'); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(StoreError) as refused:
        FolderLock(folder)
    assert str(refused.value) == (
        f"{folder}: process {other.pid} serves this organisation already at http://127.0.0.1:8000; stop it first"
    )
    assert f"эту организацию уже обслуживает процесс {other.pid}, адрес http://127.0.0.1:8000" in refused.value.said("ru").replace("\u00a0", " ")
    other.kill()
    other.communicate()
    FolderLock(folder).release()  # who was killed holds nothing
