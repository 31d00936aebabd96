"""Golden entries: real bytes, frozen. Whatever is built later (passkeys, sealed entries, mirrors, another store) reads them.

`golden_made.py` shows from which keys and texts they come; they are compared, never written, by a test.
"""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from comity import canon
from comity.day import moment_text
from comity.record import checkpoint, cosignature, entry, note, tiles
from comity.record.ed25519 import verify
from comity.record.keys import LONG_NAME, PASSKEY, Ed25519Signer, Key, read_passkey, write_passkey
from comity.record.parts import Parts, commitment
from comity.record.tree import leaf_hash, verify_inclusion
from tests.record import golden_made as golden
from tests.record.made import GOLDEN, ORIGIN

ENTRIES = ["plain.note", "quorum.note", "passkey.note", "sealed.note", "transcribed.note"]


def test_every_golden_file_has_its_test() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {*golden.made(), "passkey.note", "passkey.key"}


@pytest.mark.parametrize("name", sorted(golden.made()))
def test_the_same_keys_and_texts_give_the_same_bytes(name: str) -> None:
    assert (GOLDEN / name).read_bytes() == golden.made()[name]


@pytest.mark.parametrize("name", ENTRIES)
def test_a_golden_entry_is_read_and_written_back_byte_for_byte(name: str) -> None:
    data = (GOLDEN / name).read_bytes()
    found = entry.read_entry(data, ORIGIN, golden.RECEIPTS.key)
    assert entry.assemble(found.text, found.authors, found.receipt) == data
    assert entry.entry_text(ORIGIN, found.json) == found.text
    assert canon.encode(canon.decode(found.json)) == found.json
    assert cosignature.verify(golden.RECEIPTS.key, found.receipt, found.text) == found.time
    assert moment_text(found.time) == "2026-02-18T10:26:07Z"
    assert found.identity == hashlib.sha256(found.text).digest()
    handed_in = entry.assemble(found.text, found.authors)
    submission = entry.read_submission(handed_in, ORIGIN)
    assert submission[:3] == (found.text, found.json, found.authors)
    assert entry.received(submission, found.receipt) == data
    assert entry.received(submission._replace(data=b""), found.receipt) == data
    assert tiles.read_bundle(tiles.bundle([data])) == [data]
    assert entry.origin_of(data) == ORIGIN


@pytest.mark.parametrize(
    ("name", "signers"),
    [("plain.note", [golden.MISSION]), ("quorum.note", [golden.MINISTRY, golden.MISSION, golden.TREATY_SECTION]),
     ("transcribed.note", [golden.REGISTRAR]), ("sealed.note", [golden.REGISTRY])],
)  # fmt: skip
def test_every_line_of_a_golden_entry_verifies(name: str, signers: list[Ed25519Signer]) -> None:
    found = entry.read_entry((GOLDEN / name).read_bytes(), ORIGIN, golden.RECEIPTS.key)
    assert [(line.name, line.key_id) for line in found.authors] == [(one.key.name, one.key.id) for one in signers]
    assert all(verify(one.key.public, line.payload, found.text) for one, line in zip(signers, found.authors, strict=True))


def test_a_passkey_line_verifies_against_the_identity_of_the_act() -> None:
    """WebAuthn: ES256 over authenticatorData ‖ SHA-256(clientDataJSON), whose challenge is the act's identity."""
    found = entry.read_entry((GOLDEN / "passkey.note").read_bytes(), ORIGIN, golden.RECEIPTS.key)
    key = Key.read((GOLDEN / "passkey.key").read_text().strip())
    (line,) = found.authors
    assert (key.type, line.name, line.key_id) == (LONG_NAME, key.name, key.id)
    assert key.public.startswith(PASSKEY)
    passkey = read_passkey(line.payload)
    assert write_passkey(passkey) == line.payload
    client = json.loads(passkey.client_data)
    assert canon.unb64u(client["challenge"]) == found.identity
    assert passkey.authenticator_data[:32] == hashlib.sha256(b"mirror.mfa.example").digest()
    assert passkey.authenticator_data[32] & 0b101 == 0b101  # user present and verified
    cose = key.public[len(PASSKEY) :]
    numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(cose[10:42], "big"), int.from_bytes(cose[45:77], "big"), ec.SECP256R1())
    signed = passkey.authenticator_data + hashlib.sha256(passkey.client_data).digest()
    numbers.public_key().verify(passkey.signature, signed, ec.ECDSA(hashes.SHA256()))


def test_a_sealed_entry_says_class_size_and_commitment_and_nothing_else() -> None:
    found = entry.read_entry((GOLDEN / "sealed.note").read_bytes(), ORIGIN, golden.RECEIPTS.key)
    act = json.loads(found.json)
    assert set(act) == {"act", "by", "n", "part", "prev", "seen"}
    assert set(act["part"]) == {"class", "commit", "media", "size"}
    assert act["part"]["size"] % 1024 == 0
    blob = (GOLDEN / "sealed.part").read_bytes()
    salt, (media, _, behind) = blob[:32], blob[32:].partition(b"\x00")
    assert canon.b64u(commitment(salt, media.decode(), behind)) == act["part"]["commit"]
    assert len(behind) <= act["part"]["size"]
    submission = entry.read_submission(behind, ORIGIN)
    assert verify(golden.MISSION.key.public, submission.authors[0].payload, submission.text)
    assert b"objects" not in found.text
    assert b"TJ" not in found.text.split(b"\n")[2]


def test_the_part_behind_a_sealed_entry_is_kept_as_any_part(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "parts")
    name = parts.put(golden.NOTE, golden.sealed_note(), golden.SALT)
    assert (parts.folder / name).read_bytes() == (GOLDEN / "sealed.part").read_bytes()


def test_a_head_carries_the_cosignatures_of_mirrors() -> None:
    data = (GOLDEN / "checkpoint").read_bytes()
    head = checkpoint.read(data, golden.LOG.key)
    found = note.read(data)
    assert head.size == 4
    assert cosignature.verify(golden.MIRROR.key, found.lines[1], found.text) == golden.RECEIVED + 60


def test_a_tlog_proof_proves_an_act_off_line() -> None:
    """C2SP `tlog-proof`: read with nothing but the file, the entry and two keys."""
    header, index, *rest = (GOLDEN / "quorum.tlog-proof").read_bytes().split(b"\n")
    at = rest.index(b"")
    path = [base64.b64decode(row, validate=True) for row in rest[:at]]
    head = checkpoint.read(b"\n".join(rest[at + 1 :]), golden.LOG.key)
    assert header == b"c2sp.org/tlog-proof@v1"
    leaf = leaf_hash((GOLDEN / "quorum.note").read_bytes())
    verify_inclusion(leaf, int(index.removeprefix(b"index ")), head.size, path, head.root)
