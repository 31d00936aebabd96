"""What the machine can do: hashes, commits, signatures. Every other figure stands beside these."""

import tempfile
from hashlib import sha256
from pathlib import Path

from benchmarks.figures import Figure, rate
from comity.record import ed25519
from comity.record.keys import generate
from comity.record.sqlite import SqliteStore

ENTRY = 800


def hashes(n: int = 200_000) -> float:
    """SHA-256 over 800 bytes a second, in a plain loop."""
    data = b"x" * ENTRY

    def work(count: int) -> None:
        for _ in range(count):
            sha256(data).digest()

    return rate(work, n)


def commits(folder: Path, n: int = 300) -> float:
    """Durable commits of one entry of 800 bytes a second."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        store = SqliteStore(Path(name))
        size = 0

        def work(count: int) -> None:
            nonlocal size
            for _ in range(count):
                store.append(size, [b"x" * ENTRY], b"r" * 32)
                size += 1

        found = rate(work, n)
        store.close()
        return found


def verifications(n: int = 2_000) -> float:
    """Strict verifications of an Ed25519 signature a second, as the door makes them."""
    signer = generate("bench.example/key")
    text = b"x" * 500
    line = signer.sign(text)

    def work(count: int) -> None:
        for _ in range(count):
            assert ed25519.verify(signer.key.public, line.payload, text, "nacl")

    return rate(work, n)


def signatures(n: int = 2_000) -> float:
    """Ed25519 signatures a second."""
    signer = generate("bench.example/key")

    def work(count: int) -> None:
        for _ in range(count):
            signer.raw(b"x" * 500)

    return rate(work, n)


def measure(folder: Path) -> list[Figure]:
    """The machine's own speed."""
    return [
        Figure("SHA-256 of 800 bytes", hashes(), "/s"),
        Figure("durable commits of one entry", commits(folder), "/s"),
        Figure("Ed25519 verifications, one core", verifications(), "/s"),
        Figure("Ed25519 signatures, one core", signatures(), "/s"),
    ]
