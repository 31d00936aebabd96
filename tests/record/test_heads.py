"""The kept head: two slots that take turns, a torn slot, never down, faults at every write and sync."""

import errno
import os
import shutil
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from comity.record import checkpoint
from comity.record.checkpoint import Checkpoint
from comity.record.heads import Heads, read_slot, state_directory
from comity.record.keys import Ed25519Signer
from comity.record.store import StoreError
from tests.record.made import ORIGIN, made_signer, numbered
from tests.record.test_store import root

LOG = made_signer(ORIGIN, 1)


def head(size: int, signer: Ed25519Signer = LOG) -> bytes:
    return checkpoint.sign(Checkpoint(ORIGIN, size, root(numbered(0, size))), signer)


def last(heads: Heads) -> int:
    """The size that somebody finds who opens the record now."""
    found = Heads(b"opening", LOG.key, heads.folder.parent).last()
    return found.size if found else 0


def test_the_highest_head_is_kept(heads: Heads) -> None:
    assert heads.last() is None
    for size in (1, 2, 7, 7, 30):
        heads.keep(head(size))
        assert last(heads) == size
    assert {slot.name for slot in heads.folder.iterdir()} == {"a", "b"}
    assert [read_slot(slot, LOG.key) is not None for slot in heads.slots] == [True, True]


def test_whoever_begins_again_writes_over_the_lower_slot(heads: Heads) -> None:
    for size in (1, 2, 3, 4, 5):
        Heads(b"opening", LOG.key, heads.folder.parent).keep(head(size))
        kept = sorted(found.size for slot in heads.slots if (found := read_slot(slot, LOG.key)))
        assert kept == [size - 1, size][-len(kept) :]


def test_another_founding_is_another_record(heads: Heads) -> None:
    heads.keep(head(5))
    assert Heads(b"another opening", LOG.key, heads.folder.parent).last() is None


def test_it_never_goes_down(heads: Heads) -> None:
    heads.keep(head(5))
    with pytest.raises(StoreError, match="a head of 5 entries is kept, one of 4 does not follow it; does a copy of this record run"):
        heads.keep(head(4))
    assert last(heads) == 5


def test_no_second_history_is_kept(heads: Heads) -> None:
    heads.keep(head(5))
    other = checkpoint.sign(Checkpoint(ORIGIN, 5, b"r" * 32), LOG)
    with pytest.raises(StoreError, match="a head of 5 entries is kept, one of 5 does not follow it"):
        heads.keep(other)
    assert heads.last() == checkpoint.read(head(5), LOG.key)


def test_two_that_serve_copies_of_one_record_are_found_out(heads: Heads) -> None:
    one, other = heads, Heads(b"opening", LOG.key, heads.folder.parent)
    one.keep(head(5))
    other.keep(head(6))
    with pytest.raises(StoreError, match="does a copy of this record run on this machine"):
        one.keep(head(5))


def test_many_may_make_the_folder_at_once(state: Path) -> None:
    faults: list[Exception] = []

    def keep() -> None:
        try:
            Heads(b"opening", LOG.key, state / "deep" / "er").keep(head(3))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    found = Heads(b"opening", LOG.key, state / "deep" / "er").last()
    assert found is not None
    assert found.size == 3


def test_only_its_owner_reads_it(heads: Heads) -> None:
    heads.keep(head(1))
    assert heads.folder.stat().st_mode & 0o777 == 0o700
    assert (heads.folder / "a").stat().st_mode & 0o777 == 0o600


SPOIL: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("empty", lambda data: b""),
    ("cut short", lambda data: data[:-10]),
    ("half of it", lambda data: data[: len(data) // 2]),
    ("a byte changed", lambda data: data[:80] + bytes((data[80] ^ 1,)) + data[81:]),
    ("of another key", lambda data: slot_of(head(9, made_signer(ORIGIN, 9)))),
    ("no head", lambda data: slot_of(b"nonsense")),
]


def slot_of(signed: bytes) -> bytes:
    return sha256(signed).hexdigest().encode() + b"\n" + signed


@pytest.mark.parametrize("spoil", [row[1] for row in SPOIL], ids=[row[0] for row in SPOIL])
def test_a_torn_slot_counts_as_none(heads: Heads, spoil: Callable[[bytes], bytes]) -> None:
    heads.keep(head(4))
    heads.keep(head(5))
    a, b = heads.slots
    good = b.read_bytes()
    b.write_bytes(spoil(good))
    assert last(heads) == 4
    assert not heads.damaged
    heads.keep(head(6))
    assert last(heads) == 6
    assert read_slot(a, LOG.key) is not None  # the torn one was written over, not the good one
    a.write_bytes(spoil(a.read_bytes()))
    b.write_bytes(spoil(b.read_bytes()))
    assert last(heads) == 0
    assert heads.damaged


def test_swapped_slots_are_the_same(heads: Heads) -> None:
    heads.keep(head(4))
    heads.keep(head(5))
    a, b = heads.slots
    shutil.move(a, heads.folder / "c")
    shutil.move(b, a)
    shutil.move(heads.folder / "c", b)
    assert last(heads) == 5
    heads.keep(head(6))
    assert last(heads) == 6


def test_a_slot_that_cannot_be_read_is_said(heads: Heads) -> None:
    heads.keep(head(4))
    heads.slots[1].mkdir()
    with pytest.raises(StoreError, match="b: the kept head cannot be read"):
        heads.last()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    heads = Heads(b"opening", LOG.key, tmp_path / "file")
    with pytest.raises(StoreError, match=r"the head cannot be kept .*; make room or set COMITY_STATE|the kept head cannot be read"):
        heads.keep(head(1))


class Failing:
    """The system's calls, of which the n-th fails: before it took effect, after, or when half was written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at, self.how, self.done = 0, "before", 0
        for name in ("open", "pwrite", "ftruncate", "fsync"):
            monkeypatch.setattr(os, name, self._wrap(name, getattr(os, name)))

    def _wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if not self.at:
                return call(*args, **kwargs)
            self.done += 1
            if self.done != self.at:
                return call(*args, **kwargs)
            if self.how == "half" and name == "pwrite":
                call(args[0], args[1][: len(args[1]) // 2], args[2])
            elif self.how == "after" and name != "open":
                call(*args, **kwargs)
            raise OSError(errno.ENOSPC, "No space left on device")

        return wrapped


@pytest.mark.parametrize("how", ["before", "after", "half"])
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_fault_at_any_operation_leaves_the_head_before_or_the_new_one(
    state: Path, monkeypatch: pytest.MonkeyPatch, how: str, before: int
) -> None:
    failing = Failing(monkeypatch)
    at = 1
    while True:
        heads = Heads(b"opening", LOG.key, state / f"{at}")
        for size in range(1, before + 1):
            heads.keep(head(size))
        failing.at, failing.how, failing.done = at, how, 0
        said = ""
        try:
            heads.keep(head(before + 1))
        except StoreError as fault:
            said = str(fault)
        done, failing.at = failing.done, 0
        if not said:
            assert done < at  # every operation has had its turn
            break
        assert "the head cannot be kept (No space left on device); make room or set COMITY_STATE" in said
        assert last(heads) in (before, before + 1)
        heads.keep(head(before + 1))
        assert last(heads) == before + 1
        at += 1
    assert at > 4


def test_where_heads_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMITY_STATE", str(tmp_path / "given"))
    assert state_directory() == tmp_path / "given"
    monkeypatch.delenv("COMITY_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    assert state_directory() == tmp_path / "xdg" / "comity"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_directory() == tmp_path / ".local" / "state" / "comity"
