"""Heads: three lines and a signature, read strictly; cosignatures say who saw a text and when."""

import base64
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record import checkpoint, cosignature, note
from comity.record.checkpoint import Checkpoint, CheckpointError
from comity.record.keys import COSIGNATURE, Ed25519Signer
from comity.record.note import Line
from tests.record.made import ORIGIN, made_signer

ROOT = bytes(range(32))
B64 = base64.b64encode(ROOT).decode()
LOG = made_signer(ORIGIN, 1)
HEAD = Checkpoint(ORIGIN, 419, ROOT)
SIGNED = checkpoint.sign(HEAD, LOG)


@given(st.integers(0, 10**18 - 1), st.binary(min_size=32, max_size=32), st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=2))
def test_a_head_is_read_as_it_was_signed(size: int, root: bytes, more: list[str]) -> None:
    head = Checkpoint(ORIGIN, size, root, tuple(more))
    assert checkpoint.read(checkpoint.sign(head, LOG), LOG.key) == head


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_a_changed_byte_is_never_a_head(at: int, by: int) -> None:
    changed = bytearray(SIGNED)
    changed[at] = (changed[at] + by) % 256
    with pytest.raises(CheckpointError):
        checkpoint.read(bytes(changed), LOG.key)


def signed_text(text: str) -> bytes:
    return note.write(text.encode(), (LOG.sign(text.encode()),))


def resized(line: Line) -> Line:
    return line._replace(payload=line.payload[:-1])


BAD: list[tuple[str, bytes, str]] = [
    ("no note", b"x", "the head is no signed note: no blank line parts the text from its signatures"),
    ("two lines", signed_text(f"{ORIGIN}\n1\n"), "a checkpoint has three lines or more, found 2"),
    ("no origin", signed_text(f"\n1\n{B64}\n"), "the first line of a checkpoint, the origin, is empty"),
    *((f"size {size!r}", signed_text(f"{ORIGIN}\n{size}\n{B64}\n"), f"the second line of a checkpoint is its size, found {size[:40]!r}")
      for size in ("", "01", "-1", "+1", " 1", "1e3", "x", "٣", "9" * 19, "9" * 5000)),
    *((f"root {root!r}", signed_text(f"{ORIGIN}\n1\n{root}\n"), f"the third line of a checkpoint is the root in base64, found {root!r}")
      for root in ("", "AAAA", B64[:-1], B64 + "=", B64.replace("8=", "9="), "é")),
    ("an empty extension line", signed_text(f"{ORIGIN}\n1\n{B64}\nx\n\ny\n"), "an extension line of a checkpoint is empty"),
    ("another origin", checkpoint.sign(HEAD._replace(origin="record.other.example/1"), LOG),
     "the head is of 'record.other.example/1', expected 'record.csto.example/1'"),
    ("the next generation", checkpoint.sign(HEAD._replace(origin="record.csto.example/2"), LOG),
     "the head is of 'record.csto.example/2', expected 'record.csto.example/1'"),
    ("another key of the same name", checkpoint.sign(HEAD, made_signer(ORIGIN, 7)), "the head is not signed by record.csto.example/1"),
    ("a signature of another text", note.write(HEAD.text(), (LOG.sign(b"x\n"),)),
     "the signature of record.csto.example/1 on the head does not verify"),
    ("a signature cut short", note.write(HEAD.text(), (resized(LOG.sign(HEAD.text())),)),
     "the signature of record.csto.example/1 on the head does not verify"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in BAD], ids=[row[0][:30] for row in BAD])
def test_what_is_no_head_of_this_log_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(CheckpointError) as refused:
        checkpoint.read(data, LOG.key)
    assert str(refused.value) == said


def test_lines_of_unknown_keys_are_passed_over_and_kept() -> None:
    """signed-note: verifiers ignore unknown keys; mirrors add their cosignatures."""
    witness = made_signer("mirror.example/TJ", 5, COSIGNATURE)
    line = cosignature.sign(witness, HEAD.text(), 1_900_000_000)
    data = checkpoint.sign(HEAD, LOG, line)
    assert checkpoint.read(data, LOG.key) == HEAD
    assert cosignature.verify(witness.key, note.read(data).lines[1], HEAD.text()) == 1_900_000_000


@given(st.integers(0, 2**64 - 1), st.binary(max_size=50))
def test_a_cosignature_says_when(time: int, text: bytes) -> None:
    signer = made_signer("csto.example/registry", 2, COSIGNATURE)
    line = cosignature.sign(signer, text, time)
    assert cosignature.time_of(line) == time
    assert cosignature.verify(signer.key, line, text) == time


def other_time(line: Line) -> Line:
    return line._replace(payload=(8).to_bytes(8, "big") + line.payload[8:])


SPOILT: list[tuple[str, Callable[[Line], Line]]] = [
    ("another time", other_time),
    ("cut short", resized),
    ("another name", lambda line: line._replace(name="x")),
    ("another key", lambda line: line._replace(key_id=b"1234")),
    ("a plain signature in its place", lambda line: line._replace(payload=line.payload[8:])),
]


@pytest.mark.parametrize("spoil", [row[1] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_a_spoilt_cosignature_verifies_nothing(spoil: Callable[[Line], Line], receipts: Ed25519Signer) -> None:
    line = cosignature.sign(receipts, b"text\n", 7)
    assert cosignature.verify(receipts.key, line, b"text\n") == 7
    assert cosignature.verify(receipts.key, spoil(line), b"text\n") is None
    assert cosignature.verify(receipts.key, line, b"texts\n") is None


def test_a_key_serves_one_purpose(mission: Ed25519Signer) -> None:
    with pytest.raises(ValueError, match="is no key for cosignatures"):
        cosignature.sign(mission, b"text\n", 7)
