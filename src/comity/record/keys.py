"""Keys under which lines are signed, and the signers behind one interface.

A verifier key is written `name+hex(id)+base64(type ‖ public key)` (C2SP `signed-note`); the id is the first four
bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). Types: 0x01 Ed25519 over the text; 0x04 timestamped cosignature
(`comity.record.cosignature`); 0xff with the long name `comity/passkey/v1` for passkeys, whose lines are read and
kept as values here and judged in a later edition of the rules.
"""

import base64
import binascii
import contextlib
import os
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from comity.phrases import Fault
from comity.record.disk import sync_folder, write_durably
from comity.record.ed25519 import unacceptable_point
from comity.record.note import Line, NoteError, check_name

ED25519 = 0x01
COSIGNATURE = 0x04
LONG_NAME = 0xFF
PASSKEY = b"comity/passkey/v1\n"
_HEAD = re.compile(rf"Comity key: (\S+)\nType: ({ED25519}|{COSIGNATURE})\n")


class KeyFault(Fault, ValueError):
    """No key, or one that must not be used: the message says why and what to do."""


@lru_cache(4096)
def _key_id(name: str, kind: int, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes((kind,)) + public).digest()[:4]


class Key(NamedTuple):
    """A verifier key: name, type, public key bytes."""

    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which lines name this key."""
        return _key_id(self.name, self.type, self.public)

    def __str__(self) -> str:
        """`name+hex(id)+base64(type ‖ public key)`."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes((self.type,)) + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> "Key":
        """The key that `text` writes, strictly; raises `KeyFault`."""
        name, _, rest = text.partition("+")
        claimed, _, encoded = rest.partition("+")
        try:
            check_name(name)
            blob = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            blob = b""
        if len(blob) < 2:
            raise KeyFault("key.no_key", key=text[:80])
        key = cls(name, blob[0], blob[1:])
        if key.id.hex() != claimed or str(key) != text:
            raise KeyFault("key.other_id", key=text[:80], id=key.id.hex())
        if key.type in (ED25519, COSIGNATURE) and unacceptable_point(key.public):
            raise KeyFault("key.weak", name=name)
        return key


class Signer(Protocol):
    """Whoever signs a text under a key: a key file, a demonstration key, a passkey in somebody's hand."""

    @property
    def key(self) -> Key:
        """The key that its lines verify with."""

    def sign(self, text: bytes) -> Line:
        """A signature line over the text."""


class Ed25519Signer:
    """Signs with a private key held in this process: the registry's and the log's own, and key files."""

    def __init__(self, name: str, private: Ed25519PrivateKey, kind: int = ED25519) -> None:
        self._private = private
        self.key = Key(name, kind, private.public_key().public_bytes_raw())
        self._id = self.key.id

    def sign(self, text: bytes) -> Line:
        """A plain Ed25519 line (type 0x01) over the text."""
        return Line(self.key.name, self._id, self._private.sign(text))

    def raw(self, message: bytes) -> bytes:
        """The bare 64 bytes over a message, for lines whose payload holds more than that."""
        return self._private.sign(message)


def generate(name: str, kind: int = ED25519) -> Ed25519Signer:
    """A new key of the machine's randomness; raises `NoteError` where the name cannot stand in a line."""
    check_name(name)
    return Ed25519Signer(name, Ed25519PrivateKey.generate(), kind)


def write_key_file(path: Path, signer: Ed25519Signer, passphrase: str = "") -> None:
    """Writes a private key, readable by its owner alone; encrypted where there is a passphrase. Never over another."""
    protection = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    pem = signer._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)
    head = f"Comity key: {signer.key.name}\nType: {signer.key.type}\n".encode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFault("key.exists", file=path.name) from None
    except OSError as fault:
        raise KeyFault("key.not_written", file=path.name, why=str(fault.strerror)) from None
    try:
        write_durably(handle, head + pem)
        sync_folder(path.parent)
    except OSError as fault:
        with contextlib.suppress(OSError):  # half a key is none
            path.unlink()
        raise KeyFault("key.not_written", file=path.name, why=str(fault.strerror)) from None
    finally:
        os.close(handle)


def read_key_file(path: Path, passphrase: str = "") -> Ed25519Signer:
    """The signer of a key file; refuses one that others may read."""
    try:
        mode = path.stat().st_mode & 0o077
        data = path.read_bytes()
    except OSError as fault:
        raise KeyFault("key.unreadable", file=path.name, why=str(fault.strerror)) from None
    if mode:
        raise KeyFault("key.readable_by_others", file=path.name)
    head, _, pem = data.partition(b"-----BEGIN")
    found = _HEAD.fullmatch(head.decode(errors="replace"))
    if not found:
        raise KeyFault("key.no_key_file", file=path.name)
    protected = pem.startswith(b" ENCRYPTED")
    if protected and not passphrase:
        raise KeyFault("key.needs_passphrase", file=path.name)
    try:
        check_name(found[1])
        private = load_pem_private_key(b"-----BEGIN" + pem, passphrase.encode() if protected else None)
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
        raise KeyFault("key.wrong_passphrase" if protected else "key.no_key_file", file=path.name) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFault("key.no_key_file", file=path.name)
    return Ed25519Signer(found[1], private, int(found[2]))


class Passkey(NamedTuple):
    """What a passkey line carries (WebAuthn): the challenge in `client_data` is the identity of the act."""

    authenticator_data: bytes
    client_data: bytes
    signature: bytes


def write_passkey(passkey: Passkey) -> bytes:
    """The payload of a passkey line: each part with its length in two bytes, big-endian."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in passkey)


def read_passkey(payload: bytes) -> Passkey:
    """The parts of a passkey line's payload, strictly; raises `NoteError`."""
    parts = []
    at = 0
    for _ in range(3):
        size = int.from_bytes(payload[at : at + 2], "big")
        part = payload[at + 2 : at + 2 + size]
        if len(payload) < at + 2 or len(part) != size or not size:
            raise NoteError("the payload of the passkey line is cut short or has an empty part")
        parts.append(part)
        at += 2 + size
    if at != len(payload):
        raise NoteError("the payload of the passkey line goes on after its three parts")
    return Passkey(*parts)
