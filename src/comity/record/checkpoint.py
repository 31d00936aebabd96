"""The head of a record as a checkpoint (C2SP `tlog-checkpoint`): origin, size and root, signed by the log's key.

    record.csto.example/1
    419
    n2dB1+BrVZ6Gz1q6dJ2sL0j0r1i0e3r4h5j6k7l8m9o=

    — record.csto.example/1 AbcDef…
"""

import base64
import binascii
import re
from typing import NamedTuple

from comity.record import note
from comity.record.ed25519 import verify as verify_ed25519
from comity.record.keys import ED25519, Key, Signer
from comity.record.note import Line, NoteError

#: Decimal without leading zeros, below 10^18: what fits into 64 bits everywhere.
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


class Checkpoint(NamedTuple):
    """A head: which log, how many entries, the root over them; further lines are kept as they are."""

    origin: str
    size: int
    root: bytes
    extension: tuple[str, ...] = ()

    def text(self) -> bytes:
        """What is signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extension)
        return ("\n".join(lines) + "\n").encode()


class CheckpointError(ValueError):
    """No checkpoint, or one that this key did not sign: the message says which line."""


def read_text(text: bytes) -> Checkpoint:
    """The head that a note's text says, strictly."""
    lines = text.decode().split("\n")[:-1]
    if len(lines) < 3:
        raise CheckpointError(f"a checkpoint has three lines or more, found {len(lines)}")
    origin, size, root, *extension = lines
    if not origin:
        raise CheckpointError("the first line of a checkpoint, the origin, is empty")
    if not _SIZE.fullmatch(size):
        raise CheckpointError(f"the second line of a checkpoint is its size, found {size[:40]!r}")
    try:
        digest = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if len(digest) != 32 or base64.b64encode(digest).decode() != root:
        raise CheckpointError(f"the third line of a checkpoint is the root in base64, found {root[:60]!r}")
    if any(not line for line in extension):
        raise CheckpointError("an extension line of a checkpoint is empty")
    return Checkpoint(origin, int(size), digest, tuple(extension))


def sign(head: Checkpoint, signer: Signer, *more: Line) -> bytes:
    """The signed head, with further cosignatures where there are any."""
    text = head.text()
    return note.write(text, (signer.sign(text), *more))


def read(data: bytes, key: Key) -> Checkpoint:
    """The head that `data` is, signed by the log's `key`; lines of unknown keys are passed over (signed-note)."""
    try:
        found = note.read(data)
    except NoteError as fault:
        raise CheckpointError(f"the head is no signed note: {fault}") from None
    head = read_text(found.text)
    if head.origin != key.name:
        raise CheckpointError(f"the head is of {head.origin!r}, expected {key.name!r}")
    for line in found.lines:
        if (line.name, line.key_id) == (key.name, key.id) and key.type == ED25519:
            if verify_ed25519(key.public, line.payload, found.text):
                return head
            raise CheckpointError(f"the signature of {key.name} on the head does not verify")
    raise CheckpointError(f"the head is not signed by {key.name}")
