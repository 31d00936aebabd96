"""Timestamped cosignatures (C2SP `tlog-cosignature`, type 0x04): who saw a text, and when.

    cosignature/v1
    time 1679315147
    <the text>

is what is signed; the line's payload is the time in eight bytes, big-endian, and the Ed25519 signature. Mirrors
cosign heads with it, and the registry says with it when it received an act.
"""

from comity.record.ed25519 import verify as verify_ed25519
from comity.record.keys import COSIGNATURE, Ed25519Signer, Key
from comity.record.note import Line

PAYLOAD = 8 + 64


def message(text: bytes, time: int) -> bytes:
    """What is signed: the header, the time in seconds UTC, the text."""
    return b"cosignature/v1\ntime %d\n" % time + text


def sign(signer: Ed25519Signer, text: bytes, time: int) -> Line:
    """A cosignature line over the text at this time."""
    if signer.key.type != COSIGNATURE:
        raise ValueError(f"{signer.key.name} is no key for cosignatures")
    return Line(signer.key.name, signer.key.id, time.to_bytes(8, "big") + signer.raw(message(text, time)))


def time_of(line: Line) -> int | None:
    """The time that the line states, or none where it is no cosignature."""
    return int.from_bytes(line.payload[:8], "big") if len(line.payload) == PAYLOAD else None


def verify(key: Key, line: Line, text: bytes) -> int | None:
    """The time of a cosignature that verifies with `key` over `text`, else none."""
    time = time_of(line)
    if time is None or (line.name, line.key_id) != (key.name, key.id) or key.type != COSIGNATURE:
        return None
    return time if verify_ed25519(key.public, line.payload[8:], message(text, time)) else None
