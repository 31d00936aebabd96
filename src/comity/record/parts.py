"""Parts: what is long, restricted or personal, kept beside the record under its commitment (record.md, section 5).

    commit = HMAC-SHA-256(salt, "comity/part/v1" ‖ 00 ‖ media ‖ 00 ‖ bytes)      salt: 32 random bytes

A commitment says nothing of what it commits to; erasing bytes and salt leaves a record that still verifies. Files lie
in `parts/<commitment>`: the salt, the media type, a zero byte, the bytes. They are created, never changed.
"""

import contextlib
import hmac
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from comity.canon import b64u
from comity.phrases import Fault
from comity.record.disk import sync_folder, write_durably
from comity.record.store import StoreError

_NAME = re.compile(r"[A-Za-z0-9_-]{43}")
_MEDIA = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z0-9-]+=[a-z0-9.-]+)*", re.IGNORECASE)
SALT = 32
MAX_PART = 64 * 1024 * 1024


class PartError(Fault, ValueError):
    """A part that is missing, altered, or not to be kept: the message names it."""


class StoredPart(NamedTuple):
    """A part with what its commitment is made of."""

    salt: bytes
    media: str
    data: bytes


def commitment(salt: bytes, media: str, data: bytes) -> bytes:
    """The 32 bytes that stand for a part in the record."""
    return hmac.digest(salt, b"comity/part/v1\x00" + media.encode() + b"\x00" + data, "sha256")


def is_media(words: str) -> bool:
    """Whether words name a media type: `text/plain; charset=utf-8`."""
    return _MEDIA.fullmatch(words) is not None


class Parts:
    """The folder of parts; create-only, durable before it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, media: str, data: bytes, salt: bytes | None = None) -> str:
        """Keeps a part and gives its commitment in base64url; one that is here already is verified and left as it is.

        Raises `PartError`, or `StoreError` where the disk does not take it.
        """
        if not is_media(media):
            raise PartError("part.no_media", media=media[:60])
        if len(data) > MAX_PART:
            raise PartError("part.too_large", limit=MAX_PART, size=len(data))
        salt = secrets.token_bytes(SALT) if salt is None else salt
        if len(salt) != SALT:
            raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
        name = b64u(commitment(salt, media, data))
        if self.has(name):
            self.get(name)
            return name
        try:
            self._create(name, salt + media.encode() + b"\x00" + data)
        except OSError as fault:
            raise StoreError("part.not_kept", why=str(fault.strerror)) from None
        return name

    def _create(self, name: str, blob: bytes) -> None:
        """Writes aside, syncs, and only then gives the name: no part is ever there in half."""
        if not self.folder.is_dir():
            self.folder.mkdir(exist_ok=True)
            sync_folder(self.folder.parent)
        fresh = self.folder / f".{name}.{secrets.token_hex(4)}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            try:
                write_durably(handle, blob)
            finally:
                os.close(handle)
            os.rename(fresh, self.folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise
        sync_folder(self.folder)

    def get(self, name: str) -> StoredPart:
        """The part of this commitment, verified; raises `PartError` where it is missing or altered."""
        if not _NAME.fullmatch(name):
            raise PartError("part.no_commitment", part=name[:60])
        try:
            blob = (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise PartError("part.missing", part=name[:12]) from None
        except OSError as fault:
            raise PartError("part.unreadable", part=name[:12], why=str(fault.strerror)) from None
        salt = blob[:SALT]
        media, _, data = blob[SALT:].partition(b"\x00")
        if b64u(commitment(salt, media.decode(errors="replace"), data)) != name:
            raise PartError("part.altered", part=name[:12])
        return StoredPart(salt, media.decode(), data)

    def has(self, name: str) -> bool:
        """Whether a part of this commitment is here."""
        return bool(_NAME.fullmatch(name)) and (self.folder / name).exists()
