"""What the tests of the record are made of: keys from fixed seeds, entries, and the vectors' place."""

import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from comity.record.keys import ED25519, Ed25519Signer

ORIGIN = "record.csto.example/1"
HERE = Path(__file__).parent
VECTORS = HERE / "vectors"
GOLDEN = HERE / "golden"


def made_signer(name: str, seed: int, kind: int = ED25519) -> Ed25519Signer:
    """A signer whose private key is 32 times the byte `seed`."""
    return Ed25519Signer(name, Ed25519PrivateKey.from_private_bytes(bytes((seed,)) * 32), kind)


def vector(name: str) -> Any:
    """A JSON file of the vectors."""
    return json.loads((VECTORS / name).read_text("utf-8"))


def numbered(start: int, stop: int) -> list[bytes]:
    """The entries of `own/roots.json`: `entry-0`, `entry-1`, …"""
    return [b"entry-%d" % i for i in range(start, stop)]
