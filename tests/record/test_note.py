"""Signed notes: written as C2SP `signed-note` says, read strictly, every fault with its place."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record import note
from comity.record.ed25519 import verify
from comity.record.keys import Ed25519Signer, Key
from comity.record.note import MAX_LINES, MAX_NOTE, Line, NoteError

TEXT = "If you think cryptography is the answer to your problem,\n\nthen you don't know what your problem is. — Ж\n".encode()
LINE = Line("example.com/log", b"\x01\x02\x03\x04", b"payload")
GOOD = note.write(TEXT, (LINE,))

texts = st.text(st.characters(codec="utf-8", exclude_characters=[chr(c) for c in range(32)]) | st.just("\n"))
names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="+"), min_size=1, max_size=20)
lines = st.builds(Line, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80))


@given(texts, st.lists(lines, min_size=1, max_size=5, unique=True))
def test_a_note_is_read_as_it_was_written(text: str, signed: list[Line]) -> None:
    data = note.write(text.encode() + b"\n", tuple(signed))
    found = note.read(data)
    assert found == (text.encode() + b"\n", tuple(signed))
    assert note.write(*found) == data


@given(st.binary(max_size=200))
def test_any_bytes_are_read_exactly_or_refused(data: bytes) -> None:
    try:
        found = note.read(data)
    except NoteError:
        return
    assert note.write(*found) == data


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_another_note(at: int, by: int) -> None:
    changed = bytearray(GOOD)
    changed[at] = (changed[at] + by) % 256
    try:
        found = note.read(bytes(changed))
    except NoteError:
        return
    assert note.write(*found) == bytes(changed)
    assert found != note.read(GOOD)


def with_line(line: str) -> bytes:
    return TEXT + b"\n" + line.encode() + b"\n"


B64 = base64.b64encode(b"\x01\x02\x03\x04payload").decode()
BAD: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "no blank line parts the text from its signatures"),
    ("no blank line", b"text\n", "no blank line parts the text from its signatures"),
    ("no signature", b"text\n\n", "no signature line follows the blank line"),
    ("cut short", GOOD[:-1], "the last signature line does not end in a newline"),
    ("cut in its base64", GOOD[:-4] + b"\n", "signature line 1: the signature is not base64"),
    ("too large", TEXT + b"\n" + b"x" * MAX_NOTE, f"the note has {len(TEXT) + 1 + MAX_NOTE} bytes, at most 65535 are allowed"),
    ("too many lines", TEXT + b"\n" + b"x\n" * (MAX_LINES + 1), "the note has 101 signature lines, at most 100 are allowed"),
    ("text not UTF-8", b"a\xff\n\n" + note.write_line(LINE).encode() + b"\n", "the text is not UTF-8 at byte 1"),
    ("lines not UTF-8", TEXT + b"\n\xff\n", f"the signature lines are not UTF-8 at byte {len(TEXT) + 1}"),
    ("a tab in the text", b"a\tb\n\n" + note.write_line(LINE).encode() + b"\n", "a control character stands in the text at byte 1"),
    ("a carriage return", b"ab\r\n\n" + note.write_line(LINE).encode() + b"\n", "a control character stands in the text at byte 2"),
    ("a hyphen for the dash", with_line(f"- example.com/log {B64}"), "signature line 1 does not begin with an em dash and a space"),
    ("no space", with_line("— example.com/log"), "signature line 1 has no signature after the key name"),
    ("no name", with_line(f"—  {B64}"), "signature line 1: the key name '' is empty or has white space or '+'"),
    ("a plus in the name", with_line(f"— a+b {B64}"), "signature line 1: the key name 'a+b' is empty or has white space or '+'"),
    ("a control character in the name", with_line(f"— a\x01b {B64}"),
     "signature line 1: the key name 'a\\x01b' is empty or has white space or '+'"),
    ("two spaces", with_line(f"— a  {B64}"), "signature line 1: the signature is not base64"),
    ("a space at the end", with_line(f"— a {B64} "), "signature line 1: the signature is not base64"),
    ("base64 of another kind", with_line("— a AQIDBHBh-_o="), "signature line 1: the signature is not base64"),
    ("superfluous bits", with_line("— a AQIDBHB="), "signature line 1: superfluous bits are set in the base64"),
    ("four bytes", with_line("— a AQIDBA=="), "signature line 1: the signature has 4 bytes, fewer than five"),
    ("a line twice", TEXT + b"\n" + (note.write_line(LINE).encode() + b"\n") * 2, "a signature line stands twice"),
    ("the second line is bad", with_line(f"— a {B64}\n— b"), "signature line 2 has no signature after the key name"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_no_note_is_refused_with_the_place(data: bytes, said: str) -> None:
    with pytest.raises(NoteError) as refused:
        note.read(data)
    assert str(refused.value) == said


@pytest.mark.parametrize(("text", "said"), [(b"no newline", "does not end"), (b"\x00\n", "control character"), (b"\xff\n", "not UTF-8")])
def test_no_other_text_is_written(text: bytes, said: str) -> None:
    with pytest.raises(NoteError, match=said):
        note.write(text, (LINE,))


def test_delete_is_no_control_character_below_the_space() -> None:
    """C2SP forbids those below U+0020; canonical JSON leaves U+007F as it is."""
    assert note.read(note.write(b"a\x7fb\n", (LINE,))).text == b"a\x7fb\n"


def test_the_note_of_the_specification_is_read_and_its_key_known() -> None:
    """The example of C2SP `signed-note`, with the key of Go's `sumdb/note` for another."""
    data = (
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    ).encode()
    found = note.read(data)
    assert found.text.endswith("ed è subito sera.\n".encode())
    assert (found.lines[0].name, found.lines[0].key_id.hex(), len(found.lines[0].payload)) == ("quasimodo.example/salvatore", "367ba04b", 64)


def test_a_signer_signs_what_its_key_verifies(mission: Ed25519Signer) -> None:
    line = mission.sign(TEXT)
    assert (line.name, line.key_id) == (mission.key.name, mission.key.id)
    assert verify(mission.key.public, line.payload, TEXT)
    assert not verify(mission.key.public, line.payload, TEXT + b"\n")
    assert Key.read(str(mission.key)) == mission.key
