"""Vectors that others made: proofs, signatures, a foreign tile log, roots, a checkpoint with three kinds of lines."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from comity.record import checkpoint, cosignature, note, tiles
from comity.record.checkpoint import CheckpointError
from comity.record.ed25519 import Backend, Verifier, unacceptable_point, verify
from comity.record.keys import Ed25519Signer, Key
from comity.record.tiles import TileError
from comity.record.tree import Tree, TreeError, verify_consistency, verify_inclusion
from tests.record.made import VECTORS, made_signer, numbered, vector

PROOFS: list[dict[str, Any]] = [json.loads(row) for row in (VECTORS / "merkle" / "proofs.jsonl").read_text().splitlines()]
SIGNATURES: list[dict[str, Any]] = vector("ed25519/ed25519vectors.json")
STRICT: dict[str, Any] = vector("ed25519/strict.json")
ROOTS: dict[str, str] = vector("own/roots.json")["roots"]
COSIGNED: dict[str, Any] = vector("own/cosigned-checkpoint.json")
TILES = VECTORS / "tiles"
TILE_KEY = Key.read("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")


def unbase(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def prove(case: dict[str, Any]) -> None:
    proof = [unbase(one) for one in case["proof"] or []]
    if case["kind"] == "inclusion":
        verify_inclusion(unbase(case["leafHash"]), case["leafIdx"], case["treeSize"], proof, unbase(case["root"]))
    else:
        verify_consistency(case["size1"], case["size2"], proof, unbase(case["root1"]), unbase(case["root2"]))


def test_every_proof_is_there() -> None:
    kinds = [case["kind"] for case in PROOFS]
    assert (kinds.count("inclusion"), kinds.count("consistency")) == (98, 98)
    assert {case["wantErr"] for case in PROOFS} == {True, False}


@pytest.mark.parametrize("case", PROOFS, ids=[case["name"] for case in PROOFS])
def test_a_good_proof_is_accepted_and_a_tampered_one_refused(case: dict[str, Any]) -> None:
    if case["wantErr"]:
        with pytest.raises(TreeError):
            prove(case)
    else:
        prove(case)


@pytest.mark.parametrize("backend", ["cryptography", "nacl"])
def test_of_914_odd_signatures_exactly_the_43_listed_are_accepted(backend: Backend) -> None:
    assert len(SIGNATURES) == 914
    accepted = [
        case["number"]
        for case in SIGNATURES
        if verify(bytes.fromhex(case["key"]), bytes.fromhex(case["sig"]), case["msg"].encode(), backend)
    ]
    assert accepted == STRICT["strict_accepts"]
    assert len(accepted) == 43


@pytest.mark.parametrize("processes", [1, 2])
def test_the_verifier_of_many_says_which_failed(processes: int) -> None:
    verifier = Verifier(processes)
    for case in SIGNATURES:
        verifier.add(bytes.fromhex(case["key"]), bytes.fromhex(case["sig"]), case["msg"].encode(), str(case["number"]))
    failed = verifier.failures()
    assert verifier.count == 914
    assert failed == [str(case["number"]) for case in SIGNATURES if case["number"] not in STRICT["strict_accepts"]]


@pytest.mark.parametrize("encoding", STRICT["bad_encodings_of_A_and_R"])
def test_a_point_of_low_order_or_badly_spelt_is_no_key(encoding: str) -> None:
    assert unacceptable_point(bytes.fromhex(encoding))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_point_has_32_bytes(length: int) -> None:
    assert unacceptable_point(bytes(length)) == f"{length} bytes long, not 32"


def test_roots_are_those_of_two_other_programs() -> None:
    tree = Tree()
    for size in sorted(map(int, ROOTS)):
        tree.extend_entries(numbered(tree.size, size))
        assert tree.root().hex() == ROOTS[str(size)]
    for written, root in ROOTS.items():
        assert tree.root(int(written)).hex() == root


def fetch_at(size: int) -> tiles.Fetch:
    """The foreign log as it was served at a size."""

    def fetch(path: str) -> bytes:
        return (TILES / (f"checkpoint.{size}" if path == "checkpoint" else path)).read_bytes()

    return fetch


@pytest.mark.parametrize("size", range(16))
def test_a_foreign_tile_log_is_read_and_verified_at_every_size(size: int) -> None:
    head, entries = tiles.read_log(fetch_at(size), TILE_KEY)
    found = list(entries)
    assert (head.origin, head.size, len(found)) == ("example.com/log/testdata", size, size)


@pytest.mark.parametrize("size", [1, 5, 15])
def test_hash_tiles_are_those_of_the_foreign_log(size: int) -> None:
    _, entries = tiles.read_log(fetch_at(size), TILE_KEY)
    tree = Tree()
    tree.extend_entries(list(entries))
    assert tiles.hash_tile(tree, 0, 0, size) == (TILES / "tile" / "0" / "000.p" / str(size)).read_bytes()


def test_bundles_are_written_as_the_foreign_log_writes_them() -> None:
    data = (TILES / "tile" / "entries" / "000.p" / "15").read_bytes()
    assert tiles.bundle(tiles.read_bundle(data)) == data


def altered(path: str, change: bytes) -> tiles.Fetch:
    def fetch(asked: str) -> bytes:
        data = fetch_at(15)(asked)
        return change if asked == path else data

    return fetch


BUNDLE = (TILES / "tile" / "entries" / "000.p" / "15").read_bytes()
CHECKPOINT = (TILES / "checkpoint.15").read_bytes()
ALTERED: list[tuple[str, str, bytes, type[Exception], str]] = [
    ("an entry changed", "tile/entries/000.p/15", BUNDLE[:-1] + b"?", TileError, "the 15 entries lead to the root .*…, the head says .*…"),
    ("an entry too few", "tile/entries/000.p/15", (TILES / "tile/entries/000.p/14").read_bytes(), TileError,
     "tile/entries/000.p/15 holds 14 entries, expected 15"),
    ("cut short", "tile/entries/000.p/15", BUNDLE[:-1], TileError, "the bundle is cut short at byte"),
    ("one byte more", "tile/entries/000.p/15", BUNDLE + b"\0", TileError, "the bundle is cut short at byte"),
    ("another head", "checkpoint", CHECKPOINT.replace(b"\n15\n", b"\n14\n"), CheckpointError, "the signature of .* on the head does not verify"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "change", "kind", "said"), [row[1:] for row in ALTERED], ids=[row[0] for row in ALTERED])
def test_a_foreign_log_that_was_altered_is_refused(path: str, change: bytes, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        tiles.read_log(altered(path, change), TILE_KEY)


def test_a_checkpoint_with_three_kinds_of_lines_is_read() -> None:
    data = COSIGNED["note"].encode()
    log = Key.read(COSIGNED["log_vkey"])
    witness = Key.read(COSIGNED["witness_vkey_ed25519"])
    head = checkpoint.read(data, log)
    found = note.read(data)
    assert (head.origin, head.size) == (COSIGNED["origin"], 257)
    assert [cosignature.verify(witness, line, found.text) for line in found.lines] == [
        None, COSIGNED["timestamp"], *[None] * (len(found.lines) - 2),
    ]  # fmt: skip
    assert note.write(found.text, found.lines) == data
    assert Key.read(COSIGNED["witness_vkey_mldsa44"]).type == 0x06


def test_our_lines_are_the_same_bytes() -> None:
    """Ed25519 is deterministic: signing the same head with the same seeds gives the vector's own lines."""
    log, witness = Key.read(COSIGNED["log_vkey"]), Key.read(COSIGNED["witness_vkey_ed25519"])
    found = note.read(COSIGNED["note"].encode())
    head = checkpoint.read_text(found.text)
    signer = Ed25519Signer(log.name, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(COSIGNED["log_seed"])))
    cosigner = Ed25519Signer(
        witness.name, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(COSIGNED["witness_seed_both"])), witness.type
    )
    assert (signer.key, cosigner.key) == (log, witness)
    assert note.read(checkpoint.sign(head, signer)).lines == found.lines[:1]
    assert cosignature.sign(cosigner, found.text, COSIGNED["timestamp"]) == found.lines[1]


@pytest.mark.parametrize("kind", ["name", "key"])
def test_a_cosignature_of_another_key_is_none(kind: str) -> None:
    found = note.read(COSIGNED["note"].encode())
    witness = Key.read(COSIGNED["witness_vkey_ed25519"])
    other = made_signer(witness.name, 9, witness.type).key if kind == "key" else witness._replace(name="other.example")
    assert [cosignature.verify(other, line, found.text) for line in found.lines] == [None] * len(found.lines)


def test_licences_lie_beside_what_they_cover() -> None:
    for folder in ("merkle", "ed25519", "jcs", "tiles"):
        assert (VECTORS / folder / "LICENSE").stat().st_size > 500
