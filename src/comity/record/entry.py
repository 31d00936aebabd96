"""An entry of the record: one signed note that says one act and when it was received.

    comity/act/v1                                  what this text is: a checkpoint can never be taken for an act
    record.csto.example/1                          origin: which record, which generation
    {"act":"membership.declare","by":{…},"n":42,…} one JSON object, one line (`comity.canon`)
                                                   a blank line
    — csto.example/TJ/mission/3 …                  who made it: type 0x01, or 0xff for a passkey; one or several, by name
    — csto.example/registry …                      when it was received: timestamped cosignature (0x04), the last line

A *submission* is the same without the registry's line. Any number of bytes more or less, another order or a line too
many is refused with the place of the fault. The identity of an act is SHA-256 over the text: signatures do not change
it. At most 16 KiB (512 bytes less as it is handed in); what is longer is a part (`comity.record.parts`). Real bytes stand in `tests/record/golden/`.
"""

import re
from binascii import a2b_base64
from functools import lru_cache
from typing import NamedTuple

from comity.record import note
from comity.record.cosignature import time_of
from comity.record.keys import Key
from comity.record.note import Line, Note, NoteError

HEADER = "comity/act/v1"
MAX_ENTRY = 16_384
#: What is handed in leaves room for the registry's line: what was accepted can always be read again.
MAX_SUBMISSION = MAX_ENTRY - 512
#: The last second of the year 9999: no calendar here goes further.
LAST_TIME = 253_402_300_799


class EntryError(ValueError):
    """Bytes that are no entry or submission of this record: the message names the place."""


class Submission(NamedTuple):
    """An act as somebody hands it in: the text, its JSON line, the lines of who made it; and its bytes, where it was read."""

    text: bytes
    json: bytes
    authors: tuple[Line, ...]
    data: bytes = b""

    @property
    def identity(self) -> bytes:
        """SHA-256 over the text."""
        return note.identity(self.text)


class Entry(NamedTuple):
    """An act as it stands in the record: with the registry's line and the time (seconds UTC) that it states."""

    text: bytes
    json: bytes
    authors: tuple[Line, ...]
    receipt: Line
    time: int

    @property
    def identity(self) -> bytes:
        """SHA-256 over the text."""
        return note.identity(self.text)


def entry_text(origin: str, json: bytes) -> bytes:
    """The text of an act in the record of this origin."""
    return HEADER.encode() + b"\n" + origin.encode() + b"\n" + json + b"\n"


def assemble(text: bytes, authors: tuple[Line, ...], receipt: Line | None = None) -> bytes:
    """The bytes of a submission, or of an entry where the receipt is given; authors' lines sorted by name."""
    lines = tuple(sorted(authors)) if receipt is None else (*sorted(authors), receipt)
    return note.write(text, lines)


def _read(data: bytes, origin: str, limit: int) -> tuple[Note, bytes]:
    if len(data) > limit:
        raise EntryError(f"the entry has {len(data)} bytes, at most {limit} are allowed; put long texts into parts")
    try:
        found = note.read(data)
    except NoteError as fault:
        raise EntryError(str(fault)) from None
    rows = found.text.split(b"\n")
    if len(rows) != 4:
        raise EntryError(f"the text has {len(rows) - 1} lines, three are expected: header, origin, act")
    if rows[0] != HEADER.encode():
        raise EntryError(f"line 1 is {rows[0][:40]!r}, expected {HEADER!r}")
    if rows[1] != origin.encode():
        raise EntryError(f"line 2 names the record {rows[1].decode()[:80]!r}; this is {origin!r}")
    return found, rows[2]


def received(submission: Submission, receipt: Line) -> bytes:
    """The entry that a submission becomes: what was handed in, and the registry's line."""
    if submission.data:
        return submission.data + note.write_line(receipt).encode() + b"\n"
    return assemble(submission.text, submission.authors, receipt)


#: What base64 (RFC 4648) writes for 68 bytes (key id and Ed25519 signature) and 76 (key id, time, signature), strictly.
_SIGNATURE = rb"([A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]=)"
_COSIGNATURE = rb"([A-Za-z0-9+/]{101}[AQgw]==)"


_CONTROLS = bytes(range(0x20))


@lru_cache(maxsize=64)
def _plain(origin: str, receipts: Key | None) -> "tuple[bytes, re.Pattern[bytes], bytes]":
    """The form of nearly every entry or submission: one author with an Ed25519 key of an ASCII name.

    How the text begins, what follows its blank line, and the id of the registry's key.
    """
    begins = f"{HEADER}\n{origin}\n".encode()
    author = rb"\xe2\x80\x94 ([!-*,-~]+) " + _SIGNATURE + rb"\n"
    if receipts is None:
        return begins, re.compile(author), b""
    receipt = re.escape(f"\u2014 {receipts.name} ".encode()) + _COSIGNATURE + rb"\n"
    return begins, re.compile(author + receipt), receipts.id


def _at_once(data: bytes, begins: bytes, lines: "re.Pattern[bytes]") -> tuple[int, bytes, tuple[bytes, ...]] | None:
    """Where the text ends, its JSON, and what its lines say, of bytes of the plain form; none where they must be looked at
    line by line.
    """
    end = data.rfind(b"\n\n")
    found = lines.fullmatch(data, end + 2)
    json = data[len(begins) : end]
    if found is None or not json or not data.startswith(begins) or len(json.translate(None, _CONTROLS)) != len(json):
        return None
    if not json.isascii():
        try:
            json.decode()
        except UnicodeDecodeError:
            return None
    return end + 1, json, found.groups()


def read_submission(data: bytes, origin: str) -> Submission:
    """What somebody hands in for the record of this origin, strictly; raises `EntryError`."""
    begins, lines, _ = _plain(origin, None)
    if len(data) <= MAX_SUBMISSION and (plain := _at_once(data, begins, lines)) is not None:
        end, json, (name, signature) = plain
        blob = a2b_base64(signature)
        return Submission(data[:end], json, (Line(name.decode(), blob[:4], blob[4:]),), data)
    found, json = _read(data, origin, MAX_SUBMISSION)
    _check_authors(found.lines)
    return Submission(found.text, json, found.lines, data)


def read_entry(data: bytes, origin: str, receipts: Key) -> Entry:
    """The entry that `data` is, strictly; `receipts` is the registry's key. Verifies no signature."""
    begins, lines, key_id = _plain(origin, receipts)
    if len(data) <= MAX_ENTRY and (plain := _at_once(data, begins, lines)) is not None:
        end, json, (name, signature, received_by) = plain
        blob, receipt = a2b_base64(signature), a2b_base64(received_by)
        time = int.from_bytes(receipt[4:12], "big")
        if receipt.startswith(key_id) and time <= LAST_TIME:
            author = Line(name.decode(), blob[:4], blob[4:])
            return Entry(data[:end], json, (author,), Line(receipts.name, key_id, receipt[4:]), time)
    return _entry_line_by_line(data, origin, receipts)


def _entry_line_by_line(data: bytes, origin: str, receipts: Key) -> Entry:
    """The same in every form that an entry can have; says what is wrong where it has none."""
    found, json = _read(data, origin, MAX_ENTRY)
    *authors, receipt = found.lines
    if (receipt.name, receipt.key_id) != (receipts.name, receipts.id):
        raise EntryError(f"the last line is of {receipt.name!r}, expected the registry's receipt of {receipts.name!r}")
    time = time_of(receipt)
    if time is None:
        raise EntryError("the registry's line is no timestamped cosignature")
    if time > LAST_TIME:
        raise EntryError(f"the registry's line states the time {time}, beyond the year 9999")
    _check_authors(tuple(authors))
    return Entry(found.text, json, tuple(authors), receipt, time)


def _check_authors(lines: tuple[Line, ...]) -> None:
    if not lines:
        raise EntryError("nobody signed this act")
    if len(lines) > 1 and (list(lines) != sorted(lines) or len({line.name for line in lines}) != len(lines)):
        raise EntryError("the lines of those who signed should be sorted by name, one for each key")


def origin_of(data: bytes) -> str:
    """The origin that an entry names, before anything is believed of it: for the opening entry."""
    rows = data[:1000].split(b"\n", 2)
    if rows[0] != HEADER.encode():
        raise EntryError(f"line 1 is {rows[0][:40]!r}, expected {HEADER!r}")
    if len(rows) < 3:
        raise EntryError("line 2, the origin, is cut short")
    try:
        return rows[1].decode()
    except UnicodeDecodeError:
        raise EntryError("line 2, the origin, is not UTF-8") from None
