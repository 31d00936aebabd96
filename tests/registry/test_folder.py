"""Founding and opening a folder: whole or not at all, one process at a time, and never on what is not as it was left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from comity.charter import CharterError, files_of, find
from comity.organisation.names import OriginError
from comity.record.parts import Parts
from comity.record.sqlite import FILE, SqliteStore
from comity.record.store import StoreError
from comity.registry import FolderError, found, open_folder
from tests.cast import MEMBERS, ORIGIN, TJ, Cast, Template, words
from tests.zygote import ROOT

FILES = files_of(find("csto-demonstration"))
REMARK = {"about": ["member/TJ"], "said_by": words("somebody", "некто"), "text": words("a remark", "замечание")}


def _both(fault: StoreError) -> str:
    en, ru = fault.said("en"), fault.said("ru")
    assert en != ru and fault.code not in (en, ru), (en, ru)
    return str(fault)


@pytest.mark.parametrize("existed", [False, True])
@pytest.mark.parametrize(
    "at", ["parts", "keys", "append"],
)
def test_a_founding_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, existed: bool) -> None:
    folder = tmp_path / "new" / "organisation"
    if existed:
        folder.mkdir(parents=True)

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    def store_full(*given: object) -> None:
        raise StoreError("store.full", file=FILE)

    with monkeypatch.context() as patch:
        match at:
            case "parts":
                patch.setattr(Parts, "put", full)
            case "keys":
                patch.setattr("comity.registry.folder.write_key_file", full)
            case "append":
                patch.setattr(SqliteStore, "append", store_full)
        with pytest.raises(StoreError) as fault:
            found(folder, FILES, ORIGIN, MEMBERS)
    _both(fault.value)
    assert folder.exists() == existed and (not existed or not list(folder.iterdir()))
    found(folder, FILES, ORIGIN, MEMBERS)
    open_folder(folder).close()


@pytest.mark.parametrize("at", ["comity.registry.folder.write_key_file", "comity.registry.folder.SqliteStore.append"])
def test_after_a_crash_in_the_middle_the_next_founding_says_what_to_do(tmp_path: Path, at: str) -> None:
    folder = tmp_path / "organisation"
    module, _, name = at.rpartition(".")
    crash = textwrap.dedent(f"""
        import os, sys, signal
        from pathlib import Path
        from unittest import mock
        from comity.charter import files_of, find
        from comity.registry import found
        with mock.patch({at!r}, lambda *a: os.kill(os.getpid(), signal.SIGKILL)):
            found(Path({str(folder)!r}), files_of(find("csto-demonstration")), {ORIGIN!r}, ("TJ",))
    """)
    ended = subprocess.run([sys.executable, "-c", crash], cwd=ROOT, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert module and name
    for call in (lambda: found(folder, FILES, ORIGIN), lambda: open_folder(folder)):
        with pytest.raises(FolderError, match="was interrupted here and nothing was entered; delete") as fault:
            call()
        _both(fault.value)


@pytest.mark.parametrize("how", ["deleted", "empty", "without an entry"])
def test_where_a_record_was_lost_nobody_is_told_to_delete_the_rest(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "organisation"
    found(folder, FILES, ORIGIN)
    open_folder(folder).close()
    record = folder / "record.sqlite"
    record.unlink()
    if how == "empty":
        record.touch()
    elif how == "without an entry":
        SqliteStore(folder).close()
    for call in (lambda: found(folder, FILES, ORIGIN), lambda: open_folder(folder)):
        with pytest.raises(FolderError, match=r"the record is gone, 1 entry of it .* and delete nothing") as fault:
            call()
        _both(fault.value)
    assert (folder / "keys" / "log.key").exists()
    if how == "empty":
        assert record.stat().st_size == 0, "what is left is as it was"


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FolderError, match="is not empty; choose a new folder") as fault:
        found(tmp_path, FILES, ORIGIN)
    _both(fault.value)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_there_is_nothing_to_open_where_nothing_was_founded(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="there is no organisation here; comity init makes one") as fault:
        open_folder(tmp_path)
    _both(fault.value)


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="no organisation can be founded here") as fault:
        found(tmp_path / "file" / "organisation", FILES, ORIGIN)
    _both(fault.value)


def test_nothing_is_made_for_a_wrong_origin_or_a_broken_charter(tmp_path: Path) -> None:
    folder = tmp_path / "organisation"
    with pytest.raises(OriginError):
        found(folder, FILES, "csto")
    with pytest.raises(CharterError):
        found(folder, [("csto/charter/a.yaml", b"a: [")], ORIGIN)
    assert not folder.exists()


def test_sample_keys_of_members_are_made_for_an_exercise_only(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="only for an exercise") as fault:
        found(tmp_path / "organisation", files_of(find("csto")), ORIGIN, ("TJ",))
    _both(fault.value)
    assert not (tmp_path / "organisation").exists()


def test_two_servers_on_one_folder(cast: Cast, tmp_path: Path) -> None:
    """The second, another process, is told which process serves; it changes nothing, and the first goes on."""
    second = textwrap.dedent(f"""
        import json
        from pathlib import Path
        from comity.registry import open_folder
        from comity.record.store import StoreError
        try:
            open_folder(Path({str(cast.folder)!r}))
        except StoreError as fault:
            print(json.dumps([fault.said("en"), fault.said("ru")]))
    """)
    ended = subprocess.run([sys.executable, "-c", second], cwd=ROOT, capture_output=True, text=True, check=True)
    en, ru = json.loads(ended.stdout)
    assert f"process {os.getpid()} serves this organisation already" in en.replace("\u00a0", " ") and str(os.getpid()) in ru
    assert cast.enter("record.remark", TJ, **REMARK).entry == 2


def test_when_the_serving_process_was_killed_the_next_one_serves(template: Template, tmp_path: Path) -> None:
    folder = template.copy(tmp_path / "organisation")
    first = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from comity.registry import open_folder, signer_for
        served = open_folder(Path({str(folder)!r}))
        fields = {REMARK!r}
        print(served.registry.enter("record.remark", fields, "TJ/mission/1", signer_for(served.folder, "TJ/mission/1")).entry, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    ended = subprocess.run([sys.executable, "-c", first], cwd=ROOT, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, "2\n"), ended.stderr
    served = open_folder(folder)
    try:
        assert served.registry.log.size == 2
    finally:
        served.close()


def _cut(folder: Path) -> None:
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(data[:5000])


def _no_parts(folder: Path) -> None:
    shutil.rmtree(folder / "parts")


def _altered_part(folder: Path) -> None:
    path = next((folder / "parts").iterdir())
    path.write_bytes(path.read_bytes() + b"\n")


def _no_log_key(folder: Path) -> None:
    (folder / "keys" / "log.key").unlink()


def _exchanged_keys(folder: Path) -> None:
    a, b = folder / "keys" / "registry-acts-1.key", folder / "keys" / "TJ-mission-1.key"
    b.replace(a)


def _open_keys(folder: Path) -> None:
    (folder / "keys" / "log.key").chmod(0o644)


def _older(folder: Path) -> None:
    shutil.copy(folder.parent / "older.sqlite", folder / FILE)


def _altered_entry(folder: Path) -> None:
    data = (folder / FILE).read_bytes()
    assert data.count(b"a remark") >= 1
    (folder / FILE).write_bytes(data.replace(b"a remark", b"A remark"))


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        (_cut, "damaged|malformed"),
        (_no_parts, "does not follow from those before it: the charter’s files cannot be read"),
        (_altered_part, "does not follow from those before it: the charter’s files cannot be read"),
        (_no_log_key, "log.key: the key cannot be read"),
        (_exchanged_keys, "registry-acts-1.key holds another key than the record names"),
        (_open_keys, "others may read this key"),
        (_older, "the store went back: it holds 1 entry, 2 were signed on this machine"),
        (_altered_entry, "an entry was altered"),
    ],
)
def test_it_does_not_serve_what_is_not_as_it_was_left(cast: Cast, alter: "object", sentence: str) -> None:
    assert callable(alter)
    cast.close()
    shutil.copy(cast.folder / FILE, cast.folder.parent / "older.sqlite")
    cast.reopen()
    cast.enter("record.remark", TJ, **REMARK)
    cast.close()
    alter(cast.folder)
    with pytest.raises(StoreError, match=sentence) as fault:
        open_folder(cast.folder)
    _both(fault.value)
    with pytest.raises(StoreError, match=sentence):  # the lock is free again: the same answer, not "served already"
        open_folder(cast.folder)


def test_opening_says_how_far_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        cast.registry.enter("record.remark", REMARK, TJ, cast.signer(TJ))
    cast.close()
    monkeypatch.setattr("comity.registry.folder.PROGRESS", 2)
    said: list[tuple[int, int]] = []
    open_folder(cast.folder, progress=lambda done, of: said.append((done, of))).close()
    assert said == [(2, 5), (4, 5)]
