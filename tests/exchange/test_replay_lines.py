"""The lines of a replay: what is read, and what is said of a line that is no decision."""

import io
import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import replay_lines as lines
from comity.exchange.replay_lines import BadLine, Line

GOOD: dict[str, Any] = {
    "id": "A", "date": "1990-05-04", "body": "council", "matter": "substantive", "positions": {"AA": "for", "BB": "against"},
    "tally": {"council": {"for": 1, "against": "1/2"}}, "members": ["AA", "BB"], "official": "adopted",
}  # fmt: skip


def written(**otherwise: Any) -> bytes:
    """The good line with some of it otherwise; what is `...` is left out."""
    return json.dumps({k: v for k, v in {**GOOD, **otherwise}.items() if v is not ...}).encode()


def complaints(data: bytes) -> list[str]:
    """What is wrong with a line, by code; each is said in both languages."""
    with pytest.raises(BadLine) as bad:
        lines.members_of(lines.read(data))
    for fault in bad.value.faults:
        for lang in ("en", "ru"):
            assert fault.code not in fault.said(lang) and "…" not in fault.said(lang).replace("{…}", "").replace("9…", "")
    return [fault.code.removeprefix("replay.") for fault in bad.value.faults]


def test_a_line_is_read_as_it_was_written() -> None:
    line = lines.read(written())
    assert (line.id, line.date, line.body, line.matter, line.official) == ("A", "1990-05-04", "council", "substantive", "adopted")
    assert line.positions == {"AA": "for", "BB": "against"}
    assert line.tally is not None
    assert lines.number(line.tally["council"]["against"]) == Fraction(1, 2)
    assert lines.members_of(line) == ("AA", "BB")
    assert json.loads(lines.write(line)) == GOOD and lines.write(line).endswith(b"\n")


def test_what_may_be_left_out_may_be_null() -> None:
    short = {"id": 7, "date": "1990-05-04", "body": "council"}
    assert lines.read(json.dumps(short).encode()) == lines.read(
        json.dumps({**short, "matter": None, "positions": None, "tally": None, "official": None}).encode()
    )
    assert lines.members_of(lines.read(json.dumps({**short, "members": None}).encode())) is None


def test_a_roll_call_of_nobody_is_not_the_same_as_none() -> None:
    assert lines.read(written(positions={})).positions == {}
    assert lines.read(written(positions=...)).positions is None


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["ends_early"]),
        (b"{", ["ends_early"]),
        (b'{"id": "A", "date": "1990-0', ["ends_early"]),
        (b"{'id': 1}", ["not_json"]),
        (b'{"id": 1,}', ["not_json"]),
        (b'{"id": 1}{"id": 2}', ["not_json"]),
        (b'{"id": 1} // one', ["not_json"]),
        (b'{"id": "\\ud800", "date": "1990-05-04", "body": "council"}', ["odd"]),
        (written(tally=...)[:-1] + b', "tally": {"council": {"for": NaN, "against": Infinity}}}', ["not_a_number", "not_a_number"]),
        (written(tally=...)[:-1] + b', "tally": {"council": {"for": ' + b"9" * 5_000 + b"}}}", ["not_a_number"]),
        (b'{"date": "1990-05-04", "body": "council", "id": ' + b"9" * 5_000 + b"}", ["not_an_id"]),
        (b'{"id": 1, "date": "1990-05-04", "body": "council", "positions": ' + b'{"AA": ' * 50_000, ["too_deep"]),
        (written(positions={"AA": "fro", "BB": "fro", "CC": "For"}), ["not_a_position", "not_a_position"]),
        (written(tally={"council": {"for": "9"}}), ["not_a_number"]),
        (written(tally={"council": {"for": 1.0}}), ["not_a_number"]),
        (written(tally={"council": {"for": None}}), ["not_a_number"]),
        (b"\x00\x01\x02", ["not_json"]),
        (b'{"id": "\xff"}', ["not_utf8"]),
        (b"[" * 100_000, ["too_deep"]),
        (b"[1]", ["not_an_object"]),
        (b'"A"', ["not_an_object"]),
        (written() + b" more", ["not_json"]),
        (written(id=...), ["missing"]),
        (written(id=..., date=..., body=...), ["missing", "missing", "missing"]),
        (written(id=True), ["not_an_id"]),
        (written(id=[1]), ["not_an_id"]),
        (written(date="1990-02-30"), ["not_a_day"]),
        (written(date="1990-05"), ["not_a_day"]),
        (written(date="04.05.1990"), ["not_a_day"]),
        (written(date=1990), ["not_a_day"]),
        (written(body=1), ["not_a_word"]),
        (written(matter=["substantive"]), ["not_a_word"]),
        (written(official="passed"), ["not_an_outcome"]),
        (written(official=1), ["not_an_outcome"]),
        (written(postions={}), ["unknown_key"]),
        (written(positions=["AA"]), ["not_positions"]),
        (written(positions={"AA": "fro", "BB": "For"}), ["not_a_position", "not_a_position"]),
        (written(positions={"AA": ["for"]}), ["not_a_position"]),
        (written(tally={"for": 1}), ["not_a_tally"]),
        (written(tally=[1, 2]), ["not_a_tally"]),
        (written(tally={"council": {"yes": 1}}), ["not_a_position"]),
        (written(tally={"council": {"for": -1}}), ["not_a_number"]),
        (written(tally={"council": {"for": 1.5}}), ["not_a_number"]),
        (written(tally={"council": {"for": "1/0"}}), ["not_a_number"]),
        (written(tally={"council": {"for": "three"}}), ["not_a_number"]),
        (written(tally={"council": {"for": True}}), ["not_a_number"]),
        (written(tally={"council": {"for": "9" * 30 + "/2"}}), ["not_a_number"]),
        (written(members="AA"), ["not_members"]),
        (written(members=[1]), ["not_members"]),
        (written(members=[]), ["no_members"]),
        (written(members=["AA", "BB", "AA"]), ["twice"]),
        (written(date="x", official="y", positions={"AA": "z"}), ["not_a_day", "not_an_outcome", "not_a_position"]),
    ],
)  # fmt: skip
def test_everything_that_is_wrong_with_a_line_is_said(data: bytes, codes: list[str]) -> None:
    assert complaints(data) == codes


@pytest.mark.parametrize(
    ("data", "english", "russian"),
    [
        (written(positions={"AA": "fro"}), "AA: “fro” is no position (did you mean “for”?); positions are for, against,", "AA: позиции «fro» нет (возможно, имелась в виду «for»); бывают for, against,"),
        (written(positions={"AA": "Yes"}), "AA: “Yes” is no position (did you mean “for”?)", None),
        (written(positions={"AA": "not participating"}), "AA: “not participating” is no position (did you mean “not_participating”?)", None),
        (written(positions={"AA": "против"}), "AA: “против” is no position (did you mean “against”?)", None),
        (written(positions=dict.fromkeys("ABCDEFG", "Y")), "A, B, C, D, E, … (7): “Y” is no position (did you mean “for”?)", None),
        (written(positions={"AA": "qqqq"}), "AA: “qqqq” is no position; positions are", "AA: позиции «qqqq» нет; бывают"),
        (written(official="passed"), "“passed” is no outcome; outcomes are adopted,", None),
        (written(official="not adopted"), "“not adopted” is no outcome (did you mean “not_adopted”?);", None),
        (written(postions={}), "the unknown key “postions” (did you mean “positions”?); a decision has id,", None),
        (written(tally={"council": {"for": "9"}}), "for: \"9\" is no number of votes;", "for: \"9\" — не число голосов;"),
        (written(id="\ufeff", date=" 1990-05-04"), "“ 1990-05-04” is no day of the calendar", None),
        (b'{"id": "\xd0"}', "this is not UTF-8: byte 9 of the line belongs to no character", "это не UTF-8: байт 9 строки"),
        (b"{'id': 1}", "this is not JSON: character 2 of the line does not fit", "это не JSON: символ 2 в строке"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_what_may_have_been_meant(data: bytes, english: str, russian: str | None) -> None:
    with pytest.raises(BadLine) as bad:
        lines.read(data)
    (fault,) = bad.value.faults
    assert fault.said("en").replace("\u00a0", " ").startswith(english)
    assert russian is None or fault.said("ru").replace("\u00a0", " ").startswith(russian)


@pytest.mark.parametrize(
    "data",
    [
        b'{"id":"A","date":"1990-05-04","body":"council","positions":{"AA":"for","AA":"against"}}',
        b'{"id":"A","date":"1990-05-04","body":"council","positions":{"AA":"for"},"positions":{"BB":"for"}}',
        b'{"id":"A","date":"1990-05-04","body":"council","tally":{"council":{"for":1,"for":2}}}',
        b'{"id":"A","id":"A","date":"1990-05-04","body":"council"}',
    ],
)
def test_nothing_may_stand_twice(data: bytes) -> None:
    assert complaints(data) == ["twice"]


def test_colons_within_words_are_no_keys() -> None:
    assert lines.read(written(id="S/1:2 \u2014 3: 4")).id == "S/1:2 \u2014 3: 4"


def read_all(data: bytes) -> Iterator[tuple[int, bytes, str]]:
    for number, line, fault in lines.lines_of(io.BytesIO(data)):
        yield number, line, fault.code if fault else ""


def test_lines_are_numbered_as_an_editor_does() -> None:
    assert list(read_all(b"\xef\xbb\xbf{}\n\n  \n[]\r\n{}")) == [(1, b"{}", ""), (4, b"[]", ""), (5, b"{}", "")]


def test_a_file_that_ends_in_the_middle_of_a_line_is_said_to_be_cut() -> None:
    whole = written() + b"\n" + written()
    assert [fault for _, _, fault in read_all(whole)] == ["", ""]
    for end in (1, 40, len(written()) - 1):
        assert [fault for _, _, fault in read_all(written() + b"\n" + written()[:end])] == ["", "replay.cut"]
    assert [fault for _, _, fault in read_all('{"id": "д'.encode()[:-1])] == ["replay.cut"]
    assert [fault for _, _, fault in read_all(b"no decision, and no end")] == [""]  # it is wrong from its beginning


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 10)
    assert list(read_all(b"x" * 35 + b"\n{}\n" + b"y" * 11)) == [
        (1, b"", "replay.too_long"), (2, b"{}", ""), (3, b"", "replay.too_long"),
    ]  # fmt: skip
    assert list(read_all(b"x" * 10 + b"\n")) == [(1, b"x" * 10, "")]


@given(st.binary(max_size=200))
def test_no_bytes_whatever_do_more_harm_than_a_complaint(data: bytes) -> None:
    for _, line, fault in lines.lines_of(io.BytesIO(data)):
        if fault is None:
            with pytest.raises(BadLine) as bad:
                lines.read(line)
            assert bad.value.faults


_WORDS = st.text(max_size=8)
_VALUES = st.recursive(st.none() | st.booleans() | st.integers() | _WORDS, lambda v: st.lists(v, max_size=3) | st.dictionaries(_WORDS, v, max_size=3), max_leaves=6)


@given(st.sampled_from(list(GOOD)), _VALUES)
def test_whatever_stands_under_a_key_is_read_or_complained_of(key: str, value: Any) -> None:
    line: Line | None = None
    faults: tuple[Any, ...] = ()
    try:
        line = lines.read(written(**{key: value}))
        lines.members_of(line)
    except BadLine as bad:
        line, faults = None, tuple(bad.faults)
    assert isinstance(line, Line) or faults
    assert all(fault.said("ru") for fault in faults)
