"""Strict Ed25519 (RFC 8032): what we accept, every library accepts.

Libraries disagree on hundreds of odd signatures. Refused here, at enrolment and at verification: S >= L, and A or R
of low order or not canonical. Of the 914 vectors of C2SP/CCTV exactly 43 remain.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

Backend = Literal["cryptography", "nacl"]
#: Public key, signature, message.
Triple = tuple[bytes, bytes, bytes]

P = 2**255 - 19
#: The order of the base point (RFC 8032, 5.1).
L = 2**252 + 27742317777372353535851937790883648493
#: Canonical y-coordinates of the points of order 1, 2, 4 and 8; each occurs with both sign bits.
_LOW_Y = (
    (1).to_bytes(32, "little"),
    (P - 1).to_bytes(32, "little"),
    bytes(32),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
)
_LOW = frozenset(y[:31] + bytes((y[31] | sign,)) for y in _LOW_Y for sign in (0, 0x80))
_P_BYTES = P.to_bytes(32, "big")
_L_BYTES = L.to_bytes(32, "big")
CHUNK = 2_000


def unacceptable_point(point: bytes) -> str:
    """Why these 32 bytes are no point that we accept (not canonical, low order), or empty."""
    if len(point) != 32:
        return f"{len(point)} bytes long, not 32"
    if point in _LOW:
        return "a point of low order"
    if bytes((point[31] & 0x7F,)) + point[30::-1] >= _P_BYTES:
        return "not the canonical spelling of a point"
    return ""


def _fits(public: bytes, signature: bytes) -> bool:
    return (
        len(signature) == 64
        and signature[:-33:-1] < _L_BYTES
        and not unacceptable_point(signature[:32])
        and _sound(public)
    )


@lru_cache(4096)
def _sound(public: bytes) -> bool:
    """Whether a key is acceptable: the few keys of a record sign all of it."""
    return not unacceptable_point(public)


def verify(public: bytes, signature: bytes, message: bytes, backend: Backend = "cryptography") -> bool:
    """Whether the signature over the message is this key's, strictly."""
    if not _fits(public, signature):
        return False
    if backend == "nacl":
        try:
            crypto_sign_open(signature + message, public)
        except (BadSignatureError, ValueError):
            return False
        return True
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _verify_chunk(triples: Sequence[Triple], backend: Backend) -> list[int]:
    return [i for i, (public, signature, message) in enumerate(triples) if not verify(public, signature, message, backend)]


class Verifier:
    """Verifies many signatures on several processes, while the caller goes on; used by whoever checks a whole record.

    `add` hands over a signature with what to say of it; `failures` waits and gives what was said of those that failed.
    """

    def __init__(self, processes: int, backend: Backend = "nacl") -> None:
        self._backend: Backend = backend
        self._pool = ProcessPoolExecutor(processes) if processes > 1 else None
        self._waiting: list[Triple] = []
        self._said: list[str] = []
        self._running: list[tuple[list[str], object]] = []
        self._failed: list[str] = []
        self.count = 0

    def add(self, public: bytes, signature: bytes, message: bytes, said: str) -> None:
        """One more signature; `said` is what a failure of it means."""
        self._waiting.append((public, signature, message))
        self._said.append(said)
        if len(self._waiting) >= CHUNK:
            self._send()

    def _send(self) -> None:
        if not self._waiting:
            return
        triples, said = self._waiting, self._said
        self._waiting, self._said = [], []
        self.count += len(triples)
        if self._pool is None:
            self._failed.extend(said[i] for i in _verify_chunk(triples, self._backend))
        else:
            self._running.append((said, self._pool.submit(_verify_chunk, triples, self._backend)))

    def failures(self) -> list[str]:
        """What was said of the signatures that failed, in order; ends the processes."""
        self._send()
        for said, future in self._running:
            self._failed.extend(said[i] for i in future.result())  # type: ignore[attr-defined]
        self._running = []
        if self._pool is not None:
            self._pool.shutdown()
        return self._failed
