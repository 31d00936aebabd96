"""Verifier keys read strictly; key files: one owner, a passphrase, never overwritten, never in half."""

import base64
import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.ed25519 import verify
from comity.record.keys import (
    COSIGNATURE,
    ED25519,
    LONG_NAME,
    PASSKEY,
    Ed25519Signer,
    Key,
    KeyFault,
    generate,
    read_key_file,
    write_key_file,
)
from comity.record.note import NoteError
from tests.record.made import made_signer

GOOD = made_signer("csto.example/TJ/mission/3", 3).key
WRITTEN = str(GOOD)


@given(st.sampled_from([ED25519, COSIGNATURE]), st.integers(1, 255))
def test_a_key_is_read_as_it_was_written(kind: int, seed: int) -> None:
    key = made_signer("csto.example/TJ/mission/3", seed, kind).key
    assert Key.read(str(key)) == key


def test_a_passkey_is_a_key_with_a_long_name() -> None:
    key = Key("csto.example/TJ/mission/4", LONG_NAME, PASSKEY + b"\xa5cose")
    assert Key.read(str(key)) == key
    assert base64.b64decode(str(key).split("+", 2)[2]).startswith(b"\xffcomity/passkey/v1\n")


def spelt(name: str = GOOD.name, id_: str = GOOD.id.hex(), blob: bytes = b"\x01" + GOOD.public) -> str:
    return f"{name}+{id_}+{base64.b64encode(blob).decode()}"


def with_point(point: bytes, kind: int = ED25519) -> str:
    return str(Key(GOOD.name, kind, point))


NONE, OTHER_ID, WEAK = "is no verifier key; expected name, id and key", "is no verifier key: its id should be", "make another one"
BAD: list[tuple[str, str, str]] = [
    ("empty", "", NONE),
    ("a name alone", GOOD.name, NONE),
    ("a space in the name", spelt(name="a b"), NONE),
    ("no base64", f"{GOOD.name}+{GOOD.id.hex()}+é", NONE),
    ("one byte", spelt(blob=b"\x01"), NONE),
    ("another id", spelt(id_="00000000"), f"{OTHER_ID} {GOOD.id.hex()}"),
    ("another name", spelt(name="csto.example/TJ/mission/4"), OTHER_ID),
    ("another type", spelt(blob=b"\x04" + GOOD.public), OTHER_ID),
    ("capitals in the id", spelt(id_=GOOD.id.hex().upper()), OTHER_ID),
    ("a line end", WRITTEN + "\n", f"{NONE}|{OTHER_ID}"),
    ("low order", with_point(bytes(32)), WEAK),
    ("low order, for cosignatures", with_point(bytes(32), COSIGNATURE), WEAK),
    ("badly spelt", with_point(b"\xff" * 32), WEAK),
    ("too short", with_point(b"\x01" * 31), WEAK),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_no_key_is_refused(text: str, said: str) -> None:
    with pytest.raises(KeyFault, match=said):
        Key.read(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u00a0b"])
def test_no_key_has_a_name_that_cannot_stand_in_a_line(name: str) -> None:
    with pytest.raises(NoteError):
        generate(name)


@pytest.mark.parametrize("kind", [ED25519, COSIGNATURE])
@pytest.mark.parametrize("passphrase", ["", "Душанбе 2015"])
def test_a_key_file_is_read_as_it_was_written(tmp_path: Path, kind: int, passphrase: str) -> None:
    signer = generate("csto.example/TJ/mission/3", kind)
    write_key_file(tmp_path / "k.key", signer, passphrase)
    found = read_key_file(tmp_path / "k.key", passphrase)
    assert found.key == signer.key
    assert verify(signer.key.public, found.raw(b"x"), b"x")
    assert (tmp_path / "k.key").stat().st_mode & 0o777 == 0o600
    assert (b"ENCRYPTED" in (tmp_path / "k.key").read_bytes()) is bool(passphrase)


@pytest.fixture
def file(tmp_path: Path, mission: Ed25519Signer) -> Path:
    path = tmp_path / "TJ-mission-3.key"
    write_key_file(path, mission)
    return path


def test_a_key_file_is_never_overwritten(file: Path, mission: Ed25519Signer) -> None:
    with pytest.raises(KeyFault) as refused:
        write_key_file(file, generate("csto.example/TJ/mission/3"))
    assert str(refused.value) == "TJ-mission-3.key: a key is there already; it is never overwritten"
    assert read_key_file(file).key == mission.key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_key_that_others_may_read_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(KeyFault) as refused:
        read_key_file(file)
    assert str(refused.value) == "TJ-mission-3.key: others may read this key; run chmod 600 on it, and think of renewing it"
    assert refused.value.said("ru").replace("\u00a0", " ").startswith("TJ-mission-3.key: этот ключ могут прочитать другие")


FILES: list[tuple[str, bytes, str]] = [
    ("empty", b"", "not a key file of Comity; name the right file"),
    ("a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "not a key file of Comity; name the right file"),
    ("no PEM", b"Comity key: a\nType: 1\n", "not a key file of Comity; name the right file"),
    ("no Ed25519 key", b"Comity key: a\nType: 1\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
     "not a key file of Comity; name the right file"),
    ("an unknown type", b"Comity key: a\nType: 2\n-----BEGIN PRIVATE KEY-----\n", "not a key file of Comity; name the right file"),
    ("not UTF-8", b"\xff\xfe", "not a key file of Comity; name the right file"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_what_is_no_key_file_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "k.key"
    path.write_bytes(data)
    path.chmod(0o600)
    with pytest.raises(KeyFault) as refused:
        read_key_file(path)
    assert str(refused.value) == f"k.key: {said}"


def test_any_half_of_a_key_file_is_refused(file: Path) -> None:
    data = file.read_bytes()
    for size in range(0, len(data) - 1, 5):
        file.write_bytes(data[:size])
        with pytest.raises(KeyFault):
            read_key_file(file)


@pytest.mark.parametrize(
    ("given_", "said"),
    [("", "the key is protected; give its passphrase"), ("wrong", "the passphrase does not open this key, or the file is damaged")],
)
def test_a_passphrase_is_asked_for(tmp_path: Path, given_: str, said: str) -> None:
    write_key_file(tmp_path / "k.key", generate("a.example/k"), "right")
    with pytest.raises(KeyFault) as refused:
        read_key_file(tmp_path / "k.key", given_)
    assert str(refused.value) == f"k.key: {said}"


def test_a_passphrase_that_is_not_needed_is_no_fault(file: Path, mission: Ed25519Signer) -> None:
    assert read_key_file(file, "superfluous").key == mission.key


def test_a_file_that_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyFault, match=r"k\.key: the key cannot be read \(No such file or directory\)"):
        read_key_file(tmp_path / "k.key")
    (tmp_path / "d.key").mkdir(mode=0o700)
    with pytest.raises(KeyFault, match=r"d\.key: the key cannot be read \(Is a directory\)"):
        read_key_file(tmp_path / "d.key")


@pytest.mark.parametrize("call", ["pwrite", "ftruncate", "fsync"])
def test_no_half_of_a_key_is_left_on_a_full_disk(tmp_path: Path, mission: Ed25519Signer, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(KeyFault) as refused:
            write_key_file(tmp_path / "k.key", mission)
    assert str(refused.value) == "k.key: the key cannot be written (No space left on device); make room or choose another folder"
    assert list(tmp_path.iterdir()) == []
    write_key_file(tmp_path / "k.key", mission)
    assert read_key_file(tmp_path / "k.key").key == mission.key
