"""A disk that fails at every single write and sync, in every way; a full disk; a process that is killed at random.

Afterwards nothing acknowledged is lost, nothing is entered twice, and the log loads, or refuses and says why.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from comity.record.heads import Heads
from comity.record.keys import Ed25519Signer
from comity.record.log import Log, LogError
from comity.record.sqlite import FILE, SqliteStore
from comity.record.store import CommitFailed, StoreError
from tests.record.made import numbered
from tests.record.stores import PLACES, Place, SqlitePlace, Trouble

#: Sizes at which commits end; the store is closed and opened again in between.
COMMITS = ((1, 3), (4, 9), (10, 11))
#: One operation more than the longest way through.
TROUBLES: list[Trouble] = ["fails before", "fails after", "full before", "torn"]


def filled(log: Log, sizes: Iterable[int]) -> None:
    """Appends up to each size in turn."""
    for size in sizes:
        log.append(numbered(log.size, size))


def write(place: Place) -> tuple[int, int, StoreError | None]:
    """The whole way: opens, appends, closes, three times. How many entries were acknowledged, how many attempted."""
    acknowledged = attempted = 0
    for sizes in COMMITS:
        try:
            store = place.open_on_disk()
        except StoreError as fault:
            return acknowledged, attempted, fault
        log = Log(store)
        try:
            log.load()
            for size in sizes:
                attempted = size
                log.append(numbered(log.size, size))
                acknowledged = size
        except StoreError as fault:
            assert (log.size, log.tree.size) == (acknowledged, acknowledged)
            return acknowledged, attempted, fault  # the process ends here: nothing is closed
        store.close()
    return acknowledged, attempted, None


def check(place: Place, acknowledged: int, attempted: int) -> None:
    """What is found afterwards, and that it goes on from there."""
    store = place.open()
    log = Log(store)
    found: list[bytes] = []
    log.load(found.append)
    assert found == numbered(0, log.size)
    assert log.size in (acknowledged, attempted)
    log.append(numbered(log.size, 12))
    store.close()
    again = place.open()
    assert list(again.entries()) == numbered(0, 12)
    again.close()


def longest() -> int:
    """How many operations the whole way takes (the same each time)."""
    with tempfile.TemporaryDirectory() as folder:
        place = PLACES[0](Path(folder) / "store")
        place.disk.fail(0, "fails before")
        assert write(place) == (11, 11, None)
        return place.disk.done


OPERATIONS = longest()


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_fault_at_any_operation_loses_and_doubles_nothing(kind: type[Place], trouble: Trouble, tmp_path: Path) -> None:
    assert OPERATIONS > 40
    refused = 0
    for at in range(1, OPERATIONS + 1):
        place = kind(tmp_path / f"{at}")
        place.disk.fail(at, trouble)
        acknowledged, attempted, fault = write(place)
        assert place.disk.failed
        refused += fault is not None
        if fault is not None:
            assert str(fault).endswith(("check the disk before you go on", "nothing acknowledged is lost", "give this user the right to write in its folder (" + str(place.folder) + ")"))
        killed = place.after_kill(tmp_path / f"{at}-killed")
        lost = place.after_power_loss(tmp_path / f"{at}-lost")
        check(killed, acknowledged, attempted)
        check(lost, acknowledged, attempted)
    assert refused > OPERATIONS // 3


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_after_a_commit_that_failed_the_next_start_reads_back_what_happened(kind: type[Place], tmp_path: Path) -> None:
    """Fails after it took effect: the entries are there although their writer was told otherwise, and only once."""
    seen = set()
    for at in range(1, 8):
        place = kind(tmp_path / f"{at}")
        log = Log(place.open_on_disk())
        log.append(numbered(0, 2))
        place.disk.fail(at, "fails after")
        try:
            log.append(numbered(2, 3))
        except CommitFailed:
            assert log.size == 2
            after = Log(place.after_kill(tmp_path / f"{at}-killed").open())
            after.load()
            seen.add(after.size)
            after.store.close()
        log.store.close()
    assert seen == {2, 3}


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_full_disk_is_said_and_loses_nothing(kind: type[Place], tmp_path: Path) -> None:
    """However many bytes still fit: one sentence, and with room again it goes on from what was acknowledged."""
    for room in range(0, 30_000, 1_500):
        place = kind(tmp_path / f"{room}")
        log = Log(place.open_on_disk())
        log.append(numbered(0, 3))
        place.disk.room = room
        with pytest.raises(StoreError, match="the disk is full; make room and start again, nothing acknowledged is lost"):
            filled(log, range(4, 100))
        acknowledged = log.size
        place.disk.room = None
        after = Log(place.after_kill(tmp_path / f"{room}-after").open())
        found: list[bytes] = []
        after.load(found.append)
        assert found == numbered(0, after.size)
        assert after.size in (acknowledged, acknowledged + 1)
        after.append(numbered(after.size, after.size + 1))
        after.store.close()
        log.store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system of 192 KiB, where one can be mounted here; else none."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_really_full_disk(small_disk: Path | None, tmp_path: Path) -> None:
    """The same with nothing injected; where no file system can be mounted, the injected one stands in."""
    place = SqlitePlace((small_disk or tmp_path) / "store")
    if small_disk is None:
        place.disk.room = 150_000
    log = Log(place.open() if small_disk else place.open_on_disk())
    with pytest.raises(StoreError, match=f"{FILE}: the disk is full"):
        filled(log, range(5, 1505, 5))
    acknowledged = log.size
    assert acknowledged > 5
    log.store.close()
    after = Log(place.after_kill(tmp_path / "after").open())
    found: list[bytes] = []
    after.load(found.append)
    assert (found, after.size) == (numbered(0, acknowledged), acknowledged)
    after.store.close()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[tuple[Path, bool]]:
    """A store's folder that nobody may write, and whether even the superuser may not (a read-only mount)."""
    folder = tmp_path / "store"
    store = SqlitePlace(folder).open()
    log = Log(store)
    log.append(numbered(0, 3))
    store.close()
    root = os.geteuid() == 0
    mounted = root and not subprocess.run(
        ["mount", "--bind", "-o", "ro", str(folder), str(folder)], capture_output=True, check=False
    ).returncode
    if not mounted:
        folder.chmod(0o500)
        (folder / FILE).chmod(0o400)
    try:
        yield folder, mounted or not root
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_read_and_not_written(read_only: tuple[Path, bool]) -> None:
    folder, effective = read_only
    store = SqliteStore(folder, write=False)
    assert list(store.entries()) == numbered(0, 3)
    store.close()
    if effective:  # the superuser writes where the bits forbid it
        with pytest.raises(StoreError, match="cannot be written; give this user the right to write in its folder"):
            SqliteStore(folder)


WRITER = """
import sys
import tempfile
from pathlib import Path
from comity.record.heads import Heads
from comity.record.log import Log
from comity.record.sqlite import SqliteStore
from tests.record.made import ORIGIN, made_signer, numbered
folder, state = map(Path, sys.argv[1:])
signer = made_signer(ORIGIN, 1)
log = Log(SqliteStore(folder))
log.load()
log.sign_with(signer, Heads(b"opening", signer.key, state))
print("open", log.size, flush=True)
while True:
    log.append(numbered(log.size, log.size + 1 + log.size % 3))
    print("entered", log.size, flush=True)
    if log.size % 5 == 0:
        log.publish()
        print("published", log.published, flush=True)
"""


def test_a_writer_killed_at_random_loses_nothing(tmp_path: Path, log_signer: Ed25519Signer) -> None:
    folder, state = tmp_path / "store", tmp_path / "state"
    folder.mkdir()
    chance = random.Random(2002_10_07)
    entered = published = 0
    for _ in range(6):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(state)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        first = writer.stdout.readline().split()
        assert first[0] == "open"
        assert int(first[1]) >= entered
        time.sleep(chance.uniform(0, 0.08))
        writer.kill()
        said = [line.split() for line in writer.stdout.read().splitlines() if line.count(" ") == 1]
        writer.wait()
        writer.stdout.close()
        entered = max([entered, *(int(number) for what, number in said if what == "entered" and number)])
        published = max([published, *(int(number) for what, number in said if what == "published" and number)])
        log = Log(SqliteStore(folder))
        found: list[bytes] = []
        log.load(found.append)
        assert found == numbered(0, log.size)
        assert log.size >= entered
        kept = Heads(b"opening", log_signer.key, state).last()
        assert kept is not None
        assert published <= kept.size <= log.size
        assert log.tree.root(kept.size) == kept.root
        log.store.close()
    assert entered > 20


def test_a_changed_byte_of_the_write_ahead_log_is_not_taken_for_the_record(tmp_path: Path, log_signer: Ed25519Signer) -> None:
    """SQLite ends a log at the first frame that does not check: an older record, which the kept head gives away."""
    place = SqlitePlace(tmp_path / "store")
    log = Log(place.open())
    log.append(numbered(0, 2))
    log.sign_with(log_signer, Heads(b"opening", log_signer.key, tmp_path / "state"), f"2:{log.tree.root().hex()}")
    log.append(numbered(2, 6))
    log.publish()
    wal = f"{FILE}-wal"
    good = (place.folder / wal).read_bytes()
    outcomes = set()
    for n, at in enumerate(range(0, len(good), 61)):
        copy = place.after_kill(tmp_path / f"copy-{n}")
        changed = bytearray(good)
        changed[at] ^= 0xFF
        (copy.folder / wal).write_bytes(changed)
        try:
            store = copy.open()
            other = Log(store)
            other.load()
            other.sign_with(log_signer, Heads(b"opening", log_signer.key, tmp_path / "state"))
        except LogError as fault:
            outcomes.add(fault.code)
        except StoreError as fault:
            outcomes.add(fault.code)
        else:
            outcomes.add("whole")
            assert (other.size, other.tree.root()) == (6, log.tree.root())
        store.close()
    log.store.close()
    assert "log.went_back" in outcomes
    assert outcomes <= {"log.went_back", "whole", "store.damaged", "log.other_root", "store.other_size"}
