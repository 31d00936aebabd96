"""Any byte of the folder changed: `verify` names the entry or the file and says what is wrong, or the change is
provably without consequence; it never blames the innocent and never ends in a traceback."""

import random
import shutil
from pathlib import Path

import pytest

from comity.mirror import Report, verify
from comity.record.sqlite import FILE, SqliteStore
from comity.record.store import StoreError


def _entries(folder: Path) -> list[bytes]:
    store = SqliteStore(folder, write=False)
    try:
        return list(store.entries())
    finally:
        store.close()


def _read(folder: Path) -> tuple[object, object]:
    """What the store says independently of verification: its head and its entries, or nothing where it cannot."""
    try:
        store = SqliteStore(folder, write=False)
        try:
            return store.head(), list(store.entries())
        finally:
            store.close()
    except (StoreError, ValueError, TypeError):
        return None, None


def _places(path: Path, data: bytearray, entries: list[bytes]) -> list[tuple[int, int]]:
    """Where each byte of each entry lies in the file, also what is continued on other pages: (entry, offset)."""
    places: list[tuple[int, int]] = []
    for number, entry in enumerate(entries, start=1):
        rest = entry
        while rest:
            at = _live(path, data, number, rest[:64])
            run = next(n for n in range(len(rest), 0, -1) if data[at : at + n] == rest[:n])
            places += [(number, at + i) for i in range(run)]
            rest = rest[run:]
    assert len({at for _, at in places}) == sum(len(one) for one in entries)
    return places


def _live(path: Path, data: bytearray, number: int, words: bytes) -> int:
    """Where these bytes lie that are read as entry `number`; pages keep stale copies of what was moved elsewhere."""
    truth = _entries(path.parent)[number - 1]
    at = data.find(words)
    while at >= 0:
        data[at] ^= 1
        path.write_bytes(data)
        _, read = _read(path.parent)
        data[at] ^= 1
        path.write_bytes(data)
        if isinstance(read, list) and read[number - 1] != truth:
            return at
        at = data.find(words, at + 1)
    raise AssertionError("nowhere")


def _said(report: Report) -> list[str]:
    """Every sentence, which must be a sentence in both languages."""
    out = []
    for fault in (*report.faults, *report.notes):
        en, ru = fault.said("en"), fault.said("ru")
        assert fault.code not in en and fault.code not in ru, fault
        assert en != ru and "…," not in en and not en.startswith("…"), en
        out.append(en)
    return out


def test_the_untouched_folder_is_well(folder: Path) -> None:
    report = verify(folder)
    assert (report.verdict, report.size, report.acts, report.signatures, report.notes) == (None, 13, 13, 26, ())


def test_every_byte_of_every_entry(folder: Path) -> None:
    """Each byte of each entry, as it lies in the file: the entry is named, and no other."""
    path = folder / FILE
    data = bytearray(path.read_bytes())
    places = _places(path, data, _entries(folder))
    dice = random.Random(1)
    whole = (9, 11)  # an act by a key enrolled in the record, and what the registry itself entered
    chosen = [place for place in places if place[0] in whole] + dice.sample([p for p in places if p[0] not in whole], 500)
    for number, at in chosen:
        old = data[at]
        data[at] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        report = verify(folder)
        assert report.verdict == "altered", (number, at)
        assert {fault.entry for fault in report.faults} == {number}, (number, at, _said(report))
        assert report.size == 13
        _said(report)
        data[at] = old


def test_bytes_all_over_the_store(folder: Path) -> None:
    """Sampled over the whole file: whatever is read differently is altered, whatever is read alike is well."""
    path = folder / FILE
    data = bytearray(path.read_bytes())
    truth = _read(folder)
    dice = random.Random(2)
    header = list(range(100))
    pages = [page * 4096 + i for page in range(len(data) // 4096) for i in range(40)]
    for at in [*header, *pages, *dice.sample(range(len(data)), 400)]:
        old = data[at]
        data[at] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        report = verify(folder)
        said = _said(report)
        now = _read(folder)
        assert (report.verdict is None) == (now == truth), (at, said)
        if now[1] == truth[1]:
            assert {fault.entry for fault in report.faults} <= {0}, (at, said)
        data[at] = old
        for name in (f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal"):
            (folder / name).unlink(missing_ok=True)


def test_every_key_file(folder: Path) -> None:
    """A key file that still holds the right key is well; any other is named."""
    from comity.record.keys import KeyFault, read_key_file

    dice = random.Random(3)
    for path in sorted((folder / "keys").iterdir()):
        data = bytearray(path.read_bytes())
        key = read_key_file(path).key
        for at in dice.sample(range(len(data)), 40):
            old = data[at]
            data[at] ^= 1 << dice.randrange(8)
            path.write_bytes(data)
            try:
                same = read_key_file(path).key == key
            except KeyFault:
                same = False
            report = verify(folder)
            assert [fault.file for fault in report.faults] == ([] if same else [f"keys/{path.name}"]), (path.name, at)
            _said(report)
            data[at] = old
        path.write_bytes(data)


def test_every_part(folder: Path) -> None:
    dice = random.Random(4)
    for path in sorted((folder / "parts").iterdir()):
        data = bytearray(path.read_bytes())
        for at in [0, 31, 32, 33, *dice.sample(range(len(data)), 5)]:
            old = data[at]
            data[at] ^= 1 << dice.randrange(8)
            path.write_bytes(data)
            report = verify(folder)
            assert [(f.entry, f.file, f.code) for f in report.faults] == [(1, f"parts/{path.name}", "mirror.part_altered")], _said(report)
            _said(report)
            data[at] = old
        path.write_bytes(data)


def test_the_lock_says_nothing_of_the_record(folder: Path) -> None:
    (folder / "lock").write_bytes(b"\xff\x00 anything")
    assert verify(folder).verdict is None


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4095, 4096, 8192, -4096, -1])
def test_a_truncated_store(folder: Path, size: int) -> None:
    path = folder / FILE
    data = path.read_bytes()
    path.write_bytes(data[:size])
    truth = _read(folder)
    report = verify(folder)
    assert report.verdict == "altered" or (truth[1] is not None and len(truth[1]) == 13)  # type: ignore[arg-type]
    assert _said(report)


@pytest.mark.parametrize("name", [FILE, "parts", "keys", "keys/log.key", "keys/receipts.key", "keys/registry-acts-1.key"])
def test_what_was_deleted_is_missed(folder: Path, name: str) -> None:
    from comity.record.store import StoreError

    path = folder / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if name == FILE:
        with pytest.raises(StoreError, match="no record here"):
            verify(folder)
        return
    report = verify(folder)
    assert report.verdict == "altered"
    assert all(fault.file.startswith(name) for fault in report.faults), _said(report)


def test_one_part_deleted(folder: Path) -> None:
    path = sorted((folder / "parts").iterdir())[2]
    path.unlink()
    report = verify(folder)
    assert [(f.entry, f.code) for f in report.faults] == [(1, "mirror.part_missing")], _said(report)


def test_swapped_parts_and_keys(folder: Path) -> None:
    one, two = sorted((folder / "parts").iterdir())[:2]
    a, b = one.read_bytes(), two.read_bytes()
    one.write_bytes(b)
    two.write_bytes(a)
    log, receipts = folder / "keys" / "log.key", folder / "keys" / "receipts.key"
    k, r = log.read_bytes(), receipts.read_bytes()
    log.write_bytes(r)
    receipts.write_bytes(k)
    report = verify(folder)
    assert {f.file for f in report.faults} == {f"parts/{one.name}", f"parts/{two.name}", "keys/log.key", "keys/receipts.key"}


def test_strange_files_are_noted_and_change_no_verdict(folder: Path) -> None:
    (folder / "accounts.sqlite").write_bytes(b"portal")
    (folder / "parts" / ".half.1234").write_bytes(b"half a part")
    report = verify(folder)
    assert report.verdict is None
    assert [(f.code, f.file) for f in report.notes] == [("mirror.file_unknown", "accounts.sqlite")]
    (folder / "parts" / ("A" * 43)).write_bytes(b"put there")
    assert [f.code for f in verify(folder).faults] == ["mirror.part_stray"]
