"""Entries and submissions: read strictly, each fault said in one sentence with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import canon
from comity.record import cosignature, entry, note
from comity.record.entry import LAST_TIME, MAX_ENTRY, MAX_SUBMISSION, EntryError
from comity.record.keys import COSIGNATURE, read_passkey
from comity.record.note import Line
from tests.record import golden_made as golden
from tests.record.made import ORIGIN, made_signer

TEXT = golden.text_of(golden.DENUNCIATION)
A, B, C = golden.MINISTRY.sign(TEXT), golden.MISSION.sign(TEXT), golden.TREATY_SECTION.sign(TEXT)
RECEIPT = cosignature.sign(golden.RECEIPTS, TEXT, golden.RECEIVED)
GOOD = note.write(TEXT, (A, B, C, RECEIPT))


def read(data: bytes) -> entry.Entry:
    return entry.read_entry(data, ORIGIN, golden.RECEIPTS.key)


def test_a_good_entry_is_read() -> None:
    assert read(GOOD) == (TEXT, canon.encode(golden.DENUNCIATION), (A, B, C), RECEIPT, golden.RECEIVED)


def text(*rows: bytes) -> bytes:
    """A signed entry with another text."""
    other = b"".join(row + b"\n" for row in rows)
    return note.write(other, (golden.MISSION.sign(other), cosignature.sign(golden.RECEIPTS, other, 7)))


HEADER, OF, JSON = TEXT.split(b"\n")[:3]
OTHER_RECEIPTS = made_signer("csto.example/registry", 9, COSIGNATURE)
SORTED = "the lines of those who signed should be sorted by name, one for each key"
LAST = "the last line is of {!r}, expected the registry's receipt of 'csto.example/registry'"
BAD: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "no blank line parts the text from its signatures"),
    ("cut short", GOOD[:-1], "the last signature line does not end in a newline"),
    ("without its last line", note.write(TEXT, (A, B, C)), LAST.format("csto.example/TJ/treaty-section/1")),
    ("too large", GOOD + b"x" * MAX_ENTRY, f"the entry has {len(GOOD) + MAX_ENTRY} bytes, at most 16384 are allowed; put long texts into parts"),
    ("a checkpoint", text(ORIGIN.encode(), b"1", b"x"), "line 1 is b'record.csto.example/1', expected 'comity/act/v1'"),
    ("another version", text(b"comity/act/v2", OF, JSON), "line 1 is b'comity/act/v2', expected 'comity/act/v1'"),
    ("another record", text(HEADER, b"record.other.example/1", JSON), "line 2 names the record 'record.other.example/1'; this is 'record.csto.example/1'"),
    ("another generation", text(HEADER, b"record.csto.example/2", JSON), "line 2 names the record 'record.csto.example/2'; this is 'record.csto.example/1'"),
    ("an exercise's act in the record", text(HEADER, b"record.csto-exercise.example/1", JSON),
     "line 2 names the record 'record.csto-exercise.example/1'; this is 'record.csto.example/1'"),
    ("two lines", text(HEADER, OF), "the text has 2 lines, three are expected: header, origin, act"),
    ("four lines", text(HEADER, OF, JSON, JSON), "the text has 4 lines, three are expected: header, origin, act"),
    ("an empty line at the end", text(HEADER, OF, JSON, b""), "the text has 4 lines, three are expected: header, origin, act"),
    ("lines in another order", note.write(TEXT, (B, A, C, RECEIPT)), SORTED),
    ("a key twice", note.write(TEXT, (A, A._replace(payload=b"x"), RECEIPT)), SORTED),
    ("a line twice", note.write(TEXT, (A, A, RECEIPT)), "a signature line stands twice"),
    ("the receipt first", note.write(TEXT, (RECEIPT, A)), LAST.format("csto.example/TJ/ministry/2")),
    ("nobody signed", note.write(TEXT, (RECEIPT,)), "nobody signed this act"),
    ("a receipt of another key", note.write(TEXT, (A, cosignature.sign(OTHER_RECEIPTS, TEXT, 7))), LAST.format("csto.example/registry")),
    ("a plain signature as receipt", note.write(TEXT, (A, RECEIPT._replace(payload=RECEIPT.payload[8:]))),
     "the registry's line is no timestamped cosignature"),
    ("a time beyond the calendar", note.write(TEXT, (A, cosignature.sign(golden.RECEIPTS, TEXT, LAST_TIME + 1))),
     "the registry's line states the time 253402300800, beyond the year 9999"),
    ("a control character", TEXT[:-2] + b"\x01\n\n" + GOOD[len(TEXT) + 1 :], f"a control character stands in the text at byte {len(TEXT) - 2}"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_no_entry_is_refused_with_the_place(data: bytes, said: str) -> None:
    with pytest.raises(EntryError) as refused:
        read(data)
    assert str(refused.value) == said


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_fails_a_signature(at: int, by: int) -> None:
    changed = bytearray(GOOD)
    changed[at] = (changed[at] + by) % 256
    try:
        found = read(bytes(changed))
    except EntryError:
        return
    keys = {one.key.name: one.key for one in (golden.MINISTRY, golden.MISSION, golden.TREATY_SECTION)}
    whole = all(line.key_id == keys[line.name].id and signed(line, found.text) for line in found.authors if line.name in keys)
    assert not whole or any(line.name not in keys for line in found.authors) or receipt_fails(found)


def signed(line: Line, of: bytes) -> bool:
    return line in {one.sign(of) for one in (golden.MINISTRY, golden.MISSION, golden.TREATY_SECTION)}


def receipt_fails(found: entry.Entry) -> bool:
    return cosignature.verify(golden.RECEIPTS.key, found.receipt, found.text) is None


def sized(size: int) -> bytes:
    """A submission of exactly this many bytes."""
    def made(padding: int) -> bytes:
        body = golden.text_of({"act": "record.remark", "text": "x" * padding})
        return entry.assemble(body, (golden.MISSION.sign(body),))

    return made(size - len(made(0)))


def test_what_is_accepted_can_be_read_again_with_its_receipt() -> None:
    data = sized(MAX_SUBMISSION)
    found = entry.read_submission(data, ORIGIN)
    name = "a" * 253 + "/registry"  # the longest domain there is
    receipts = made_signer(name, 2, COSIGNATURE)
    whole = entry.assemble(found.text, found.authors, cosignature.sign(receipts, found.text, LAST_TIME))
    assert entry.read_entry(whole, ORIGIN, receipts.key).text == found.text


def test_a_submission_that_leaves_no_room_for_the_receipt_is_refused() -> None:
    with pytest.raises(EntryError, match="the entry has 15873 bytes, at most 15872 are allowed; put long texts into parts"):
        entry.read_submission(sized(MAX_SUBMISSION + 1), ORIGIN)


def test_signatures_do_not_change_the_identity() -> None:
    one = entry.read_submission(entry.assemble(TEXT, (A,)), ORIGIN)
    other = entry.read_submission(entry.assemble(TEXT, (B, A)), ORIGIN)
    assert one.identity == other.identity == read(GOOD).identity == note.identity(TEXT)


ORIGINS: list[tuple[str, bytes, str]] = [
    ("another header", b"x\ny\nz\n", "line 1 is b'x', expected 'comity/act/v1'"),
    ("one line", b"comity/act/v1\nrecord", "line 2, the origin, is cut short"),
    ("not UTF-8", b"comity/act/v1\n\xff\n", "line 2, the origin, is not UTF-8"),
]


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_an_opening_entry_without_an_origin_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(EntryError) as refused:
        entry.origin_of(data)
    assert str(refused.value) == said


PASSKEYS: list[tuple[str, bytes]] = [
    ("nothing", b""), ("cut short", b"\x00\x02a"), ("two parts", b"\x00\x01a\x00\x01b"),
    ("an empty part", b"\x00\x01a\x00\x00\x00\x01c"), ("a length cut", b"\x00\x01a\x00\x01b\x00"),
    ("one byte more", b"\x00\x01a\x00\x01b\x00\x01cd"),
]  # fmt: skip


@pytest.mark.parametrize("payload", [row[1] for row in PASSKEYS], ids=[row[0] for row in PASSKEYS])
def test_a_passkey_line_is_read_strictly(payload: bytes) -> None:
    with pytest.raises(note.NoteError, match="the payload of the passkey line"):
        read_passkey(payload)

