"""What an entry changed, and the digest over all changes so far (architecture.md, "Digest").

d(i) = SHA-256(d(i-1) ‖ canonical changes of entry i). Two mirrors that agree on d(i) agree on everything that
the rules made of the first i entries. A change names the thing by its ref and says what became of it.
"""

from hashlib import sha256

import msgspec
from msgspec import Struct

from comity.organisation.finding import Entered

EMPTY = bytes(32)
_encoder = msgspec.json.Encoder(order="deterministic")


class Change(Struct, frozen=True, gc=False, array_like=True):
    """`ref` changed: `what` happened to it, with effect from `start`, and the `state` of things it led to."""

    ref: str
    what: str
    start: str = ""
    state: str = ""


Changes = tuple[Change, ...]


def advance(digest: bytes, entry: int, finding: Entered | None, changes: Changes) -> bytes:
    """The digest after an entry; `finding` is none where it is a plain *has effect*."""
    return sha256(digest + _encoder.encode((entry, finding, changes))).digest()
