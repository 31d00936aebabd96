"""Parts: named by their commitment, created and never changed, verified whenever they are read."""

import errno
import hashlib
import hmac
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.canon import unb64u
from comity.record import parts as room
from comity.record.parts import PartError, Parts, commitment
from comity.record.store import StoreError


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path / "parts")


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
def test_a_commitment_is_that_of_the_specification(salt: bytes, data: bytes) -> None:
    expected = hmac.new(salt, b"comity/part/v1\x00" + b"text/plain" + b"\x00" + data, hashlib.sha256).digest()
    assert commitment(salt, "text/plain", data) == expected


@given(st.binary(max_size=300), st.sampled_from(["application/yaml", "application/pdf", "text/plain; charset=utf-8", "image/svg+xml"]))
def test_a_part_is_read_as_it_was_kept(tmp_path_factory: pytest.TempPathFactory, data: bytes, media: str) -> None:
    parts = Parts(tmp_path_factory.getbasetemp() / "kept")
    name = parts.put(media, data)
    found = parts.get(name)
    assert (found.media, found.data) == (media, data)
    assert commitment(found.salt, media, data) == unb64u(name)
    assert parts.has(name)


def test_the_same_bytes_have_another_name_each_time(parts: Parts) -> None:
    """A commitment says nothing of what it commits to: nobody can try contents against it."""
    assert len({parts.put("text/plain", b"no") for _ in range(5)}) == 5


def test_the_same_part_again_is_the_same(parts: Parts) -> None:
    salt = bytes(32)
    name = parts.put("text/plain", b"x", salt)
    before = (parts.folder / name).stat()
    assert parts.put("text/plain", b"x", salt) == name
    assert (parts.folder / name).stat().st_mtime_ns == before.st_mtime_ns


def test_many_may_keep_one_part_at_once(parts: Parts) -> None:
    names: list[str] = []
    threads = [threading.Thread(target=lambda: names.append(parts.put("text/plain", b"x" * 5000, bytes(32)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert [file.name for file in parts.folder.iterdir()] == [names[0]]


ALTERED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("a byte of the content", lambda blob: blob[:-1] + b"?"),
    ("a byte of the salt", lambda blob: bytes((blob[0] ^ 1,)) + blob[1:]),
    ("the media type", lambda blob: blob.replace(b"text/plain", b"text/other")),
    ("a media type that is not UTF-8", lambda blob: blob.replace(b"text/plain", b"text/plai\xff")),
    ("one byte more", lambda blob: blob + b"x"),
    ("cut short", lambda blob: blob[:-1]),
    ("cut within the salt", lambda blob: blob[:10]),
    ("empty", lambda blob: b""),
]


@pytest.mark.parametrize("change", [row[1] for row in ALTERED], ids=[row[0] for row in ALTERED])
def test_an_altered_part_is_refused(parts: Parts, change: Callable[[bytes], bytes]) -> None:
    salt = os.urandom(32)
    name = parts.put("text/plain", b"content", salt)
    path = parts.folder / name
    path.write_bytes(change(path.read_bytes()))
    said = f"the part {name[:12]}… was altered: its bytes do not lead to its commitment; fetch it from a mirror"
    with pytest.raises(PartError) as refused:
        parts.get(name)
    assert str(refused.value) == said
    with pytest.raises(PartError, match="was altered"):
        parts.put("text/plain", b"content", salt)  # never written over: the evidence stays


def test_a_missing_part_is_said(parts: Parts) -> None:
    name = parts.put("text/plain", b"x")
    (parts.folder / name).unlink()
    with pytest.raises(PartError) as refused:
        parts.get(name)
    assert str(refused.value) == f"the part {name[:12]}… is not here; fetch it from a mirror"
    assert not parts.has(name)


def test_a_part_that_cannot_be_read_is_said(parts: Parts) -> None:
    name = parts.put("text/plain", b"x")
    (parts.folder / name).unlink()
    (parts.folder / name).mkdir()
    with pytest.raises(PartError, match=f"the part {name[:12]}… cannot be read"):
        parts.get(name)


@pytest.mark.parametrize("name", ["", "..", "../keys/log.key", "a" * 42, "a" * 44, "a" * 42 + "/", "a" * 42 + "\n", "é" * 43])
def test_only_a_commitment_names_a_part(parts: Parts, name: str) -> None:
    assert not parts.has(name)
    with pytest.raises(PartError, match="is no commitment of a part"):
        parts.get(name)


@pytest.mark.parametrize("media", ["", "text", "text/", "/plain", "text/plain\n", "text/plain\x00x", "text/pl ain", "a/b; c"])
def test_only_a_media_type_is_kept(parts: Parts, media: str) -> None:
    with pytest.raises(PartError, match="is no media type; expected one as application/pdf"):
        parts.put(media, b"x")


def test_a_part_that_is_too_large_is_refused(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_PART", 1000)
    parts.put("text/plain", b"x" * 1000)
    with pytest.raises(PartError, match="a part has at most 1,000 bytes; this one has 1,001"):
        parts.put("text/plain", b"x" * 1001)


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_a_salt_has_32_bytes(parts: Parts, salt: bytes) -> None:
    with pytest.raises(ValueError, match="a salt has 32 bytes"):
        parts.put("text/plain", b"x", salt)


@pytest.mark.parametrize("call", ["open", "pwrite", "ftruncate", "fsync", "rename"])
def test_no_part_is_ever_there_in_half(parts: Parts, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    parts.put("text/plain", b"first", bytes(32))
    before = sorted(file.name for file in parts.folder.iterdir())

    def full(*args: object, **kwargs: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(StoreError) as refused:
            parts.put("text/plain", b"second", bytes(32))
    assert str(refused.value) == "the part cannot be kept (No space left on device); make room, nothing was entered"
    assert sorted(file.name for file in parts.folder.iterdir()) == before
    assert parts.get(parts.put("text/plain", b"second", bytes(32))).data == b"second"
