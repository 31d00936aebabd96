"""A signed note (C2SP `signed-note`): a text, a blank line, and signature lines.

    If you think cryptography is the answer to your problem, …      the text, ending in a newline
                                                                    a blank line
    — example.com/log AbcDefgh…=                                    em dash, space, key name, space, base64(id ‖ payload)

The text is what is signed; a line is an opaque payload under a key's name and four bytes that identify the key.
Reading is strict: whatever is not exactly of this form is refused with the place of the fault.
"""

import base64
import binascii
import re
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

#: The tile format ends at 65,535 bytes an entry.
MAX_NOTE = 65_535
MAX_LINES = 100
_DASH = "\u2014 "
#: White space, control characters, plus sign: not in a key's name.
_NO_NAME = re.compile(r"[\s+\x00-\x1f]")
#: ASCII control characters other than the newline: nowhere in a note (signed-note, "Format").
_CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f]")
_CONTROLS = bytes(byte for byte in range(0x20) if byte != 0x0A)


class NoteError(ValueError):
    """Bytes that are no signed note: the message names the line and what is wrong there."""


class Line(NamedTuple):
    """A signature line: the key's name, the key's id (4 bytes) and the payload that follows it."""

    name: str
    key_id: bytes
    payload: bytes


class Note(NamedTuple):
    """A text (ending in a newline) and its signature lines."""

    text: bytes
    lines: tuple[Line, ...]


def identity(text: bytes) -> bytes:
    """SHA-256 of a note's text: the identity of the act that it says."""
    return sha256(text).digest()


@lru_cache(4096)
def _is_name(name: str) -> bool:
    return bool(name) and not _NO_NAME.search(name)


def check_name(name: str) -> None:
    """A key's name is not empty and has neither white space nor a plus sign (signed-note, "Format")."""
    if not _is_name(name):
        raise NoteError(f"the key name {name!r} is empty or has white space or '+'")


def check_text(text: bytes) -> None:
    """A text is UTF-8, ends in a newline, and has no other ASCII control characters (signed-note, "Format")."""
    try:
        text.decode()
    except UnicodeDecodeError as fault:
        raise NoteError(f"the text is not UTF-8 at byte {fault.start}") from None
    if not text.endswith(b"\n"):
        raise NoteError("the text does not end in a newline")
    if len(text.translate(None, _CONTROLS)) != len(text) and (found := _CONTROL.search(text)):
        raise NoteError(f"a control character stands in the text at byte {found.start()}")


def write_line(line: Line) -> str:
    """The line as it stands in a note, without its newline."""
    return f"{_DASH}{line.name} {base64.b64encode(line.key_id + line.payload).decode()}"


def read_line(words: str, where: str = "the line") -> Line:
    """A signature line, strictly."""
    if not words.startswith(_DASH):
        raise NoteError(f"{where} does not begin with an em dash and a space")
    name, space, encoded = words[len(_DASH) :].partition(" ")
    if not space:
        raise NoteError(f"{where} has no signature after the key name")
    if not _is_name(name):
        raise NoteError(f"{where}: the key name {name!r} is empty or has white space or '+'")
    try:
        blob = binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError:
        raise NoteError(f"{where}: the signature is not base64") from None
    if binascii.b2a_base64(blob, newline=False).decode() != encoded:
        raise NoteError(f"{where}: superfluous bits are set in the base64")
    if len(blob) < 5:
        raise NoteError(f"{where}: the signature has {len(blob)} bytes, fewer than five")
    return Line(name, blob[:4], blob[4:])


def write(text: bytes, lines: tuple[Line, ...]) -> bytes:
    """The note's bytes."""
    check_text(text)
    return text + b"\n" + "".join(write_line(line) + "\n" for line in lines).encode()


def read(data: bytes) -> Note:
    """The note that `data` is, strictly; raises `NoteError`."""
    if len(data) > MAX_NOTE:
        raise NoteError(f"the note has {len(data)} bytes, at most {MAX_NOTE} are allowed")
    split = data.rfind(b"\n\n")
    if split < 0:
        raise NoteError("no blank line parts the text from its signatures")
    text, tail = data[: split + 1], data[split + 2 :]
    check_text(text)
    if not tail:
        raise NoteError("no signature line follows the blank line")
    if not tail.endswith(b"\n"):
        raise NoteError("the last signature line does not end in a newline")
    try:
        words = tail[:-1].decode()
    except UnicodeDecodeError as fault:
        raise NoteError(f"the signature lines are not UTF-8 at byte {split + 2 + fault.start}") from None
    rows = words.split("\n")
    if len(rows) > MAX_LINES:
        raise NoteError(f"the note has {len(rows)} signature lines, at most {MAX_LINES} are allowed")
    lines = tuple(read_line(row, f"signature line {i}") for i, row in enumerate(rows, start=1))
    if len(lines) > 1 and len(set(lines)) != len(lines):
        raise NoteError("a signature line stands twice")
    return Note(text, lines)
