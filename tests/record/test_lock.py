"""The folder's lock: one serves, the others are told who."""

import os
import threading
from pathlib import Path

import pytest

from comity.record.sqlite import LOCK, FolderLock, held, holder
from comity.record.store import StoreError


def test_who_holds_the_folder_says_where_it_answers(tmp_path: Path) -> None:
    assert (held(tmp_path), holder(tmp_path)) == (False, {})
    lock = FolderLock(tmp_path)
    assert held(tmp_path)
    assert holder(tmp_path) == {"pid": str(os.getpid()), "address": ""}
    lock.say("http://127.0.0.1:8000")
    assert holder(tmp_path)["address"] == "http://127.0.0.1:8000"
    lock.release()
    assert not held(tmp_path)


def test_a_second_one_is_refused(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(StoreError, match=r"process \d+ serves this organisation already; stop it first"):
        FolderLock(tmp_path)
    lock.release()
    FolderLock(tmp_path).release()


def test_asking_is_not_holding(tmp_path: Path) -> None:
    """Whoever asks whether a folder is held never keeps a server from starting."""
    stop, faults = threading.Event(), list[StoreError]()

    def ask() -> None:
        while not stop.is_set():
            held(tmp_path)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for one in asking:
        one.start()
    for _ in range(100):
        try:
            FolderLock(tmp_path).release()
        except StoreError as fault:
            faults.append(fault)
    stop.set()
    for one in asking:
        one.join()
    assert faults == []


@pytest.mark.parametrize("said", ["", "nonsense", "[]", '{"pid": 7}', "\xff"])
def test_what_stands_in_the_lock_is_not_believed(tmp_path: Path, said: str) -> None:
    lock = FolderLock(tmp_path)
    (tmp_path / LOCK).write_bytes(said.encode("latin-1"))
    assert set(holder(tmp_path)) <= {"pid", "address"}
    with pytest.raises(StoreError, match="serves this organisation already"):
        FolderLock(tmp_path)
    lock.release()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be written \(No such file or directory\); choose another folder"):
        FolderLock(tmp_path / "nowhere")
