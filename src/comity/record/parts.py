"""Parts: what is long, restricted or personal, kept beside the record under its commitment (record.md, section 5).

    commit = HMAC-SHA-256(salt, "comity/part/v1" ‖ 00 ‖ media ‖ 00 ‖ bytes)      salt: 32 random bytes

A commitment says nothing of what it commits to; erasing bytes and salt leaves a record that still verifies. Files lie
in `parts/<commitment>`: the salt, the media type, a zero byte, the bytes. They are created, never changed.
"""

import hmac
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from comity.canon import b64u

_NAME = re.compile(r"[A-Za-z0-9_-]{43}")
_MEDIA = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z0-9-]+=[a-z0-9.-]+)*", re.IGNORECASE)
SALT = 32
MAX_PART = 64 * 1024 * 1024


class PartError(ValueError):
    """A part that is missing, altered, or not to be kept: the message names it."""


class StoredPart(NamedTuple):
    """A part with what its commitment is made of."""

    salt: bytes
    media: str
    data: bytes


def commitment(salt: bytes, media: str, data: bytes) -> bytes:
    """The 32 bytes that stand for a part in the record."""
    return hmac.digest(salt, b"comity/part/v1\x00" + media.encode() + b"\x00" + data, "sha256")


class Parts:
    """The folder of parts; create-only, durable before it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, media: str, data: bytes, salt: bytes | None = None) -> str:
        """Keeps a part and gives its commitment in base64url."""
        if not _MEDIA.fullmatch(media):
            raise PartError(f"{media[:60]!r} is no media type")
        if len(data) > MAX_PART:
            raise PartError(f"a part has at most {MAX_PART} bytes; this one has {len(data)}")
        salt = secrets.token_bytes(SALT) if salt is None else salt
        name = b64u(commitment(salt, media, data))
        self.folder.mkdir(exist_ok=True)
        target = self.folder / name
        if target.exists():
            return name
        fresh = self.folder / f".{name}.{os.getpid()}"
        with open(fresh, "xb") as file:
            file.write(salt + media.encode() + b"\x00" + data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(fresh, target)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return name

    def get(self, name: str) -> StoredPart:
        """The part of this commitment, verified; raises `PartError` where it is missing or altered."""
        if not _NAME.fullmatch(name):
            raise PartError(f"{name[:60]!r} is no commitment")
        try:
            blob = (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise PartError(f"the part {name[:12]}… is not here") from None
        salt = blob[:SALT]
        media, _, data = blob[SALT:].partition(b"\x00")
        if b64u(commitment(salt, media.decode(errors="replace"), data)) != name:
            raise PartError(f"the part {name[:12]}… was altered: its bytes do not lead to its commitment")
        return StoredPart(salt, media.decode(), data)

    def has(self, name: str) -> bool:
        """Whether a part of this commitment is here."""
        return bool(_NAME.fullmatch(name)) and (self.folder / name).exists()
