"""The JSON profile: one value, one spelling; every other is refused with the place of the fault."""

import json
import string
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from comity import acts, canon
from comity.canon import CanonError, b64u, decode, encode, unb64u
from tests.canon.of_type import of_type

JCS = Path(__file__).parent.parent / "record" / "vectors" / "jcs"
VECTORS = sorted(path.stem for path in (JCS / "input").iterdir())

names = st.text(string.ascii_lowercase + string.digits + "_", min_size=1, max_size=8).filter(lambda n: n[0].isalpha())
leaves = st.booleans() | st.integers(-canon.MAX_INT, canon.MAX_INT) | st.text()


def nested(depth: int) -> st.SearchStrategy[Any]:
    """Values of the profile, at most so many lists and objects deep."""
    if depth == 0:
        return leaves
    inner = leaves | st.deferred(lambda: nested(depth - 1))
    return inner | st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4)


values = nested(4)


@given(values)
@example("\u007f\u0080\u2028\ufeff\U0001f600\x00\x1f\b\t\n\f\r\"\\/")
@example({"b": 1, "a_": 2, "a0": 3, "ab": 4, "a": 5})
def test_encode_is_rfc_8785_and_what_msgspec_sorts(value: Any) -> None:
    assert encode(value) == rfc8785.dumps(value) == msgspec.json.encode(value, order="sorted")


@given(values)
def test_decode_reads_what_encode_writes(value: Any) -> None:
    assert decode(encode(value)) == value


@given(values, st.booleans(), st.booleans(), st.sampled_from([(",", ":"), (", ", ": "), (",\n", ":")]))
def test_decode_accepts_no_other_spelling(value: Any, ascii_only: bool, backwards: bool, separators: tuple[str, str]) -> None:
    if backwards and isinstance(value, dict):
        value = dict(sorted(value.items(), reverse=True))
    other = json.dumps(value, ensure_ascii=ascii_only, separators=separators).encode()
    if other == encode(value):
        assert decode(other) == value
    else:
        with pytest.raises(CanonError):
            decode(other)


@given(values, st.data())
def test_a_changed_byte_is_refused_or_spells_another_value(value: Any, data: st.DataObject) -> None:
    spelled = bytearray(encode(value))
    at = data.draw(st.integers(0, len(spelled) - 1))
    spelled[at] = data.draw(st.integers(0, 255).filter(lambda b: b != spelled[at]))
    try:
        found = decode(bytes(spelled))
    except CanonError:
        return
    assert encode(found) == bytes(spelled)
    assert encode(found) != encode(value)


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except CanonError:
        return
    assert encode(value) == data


@pytest.mark.parametrize("name", sorted(acts.ACTS))
@settings(max_examples=10 if settings().max_examples == 50 else settings().max_examples)  # of each kind: in the short run together a thousand
@given(data=st.data())
def test_what_acts_write_is_canonical(name: str, data: st.DataObject) -> None:
    fields = data.draw(of_type(acts.ACTS[name]))
    try:
        act = acts.fill(name, fields)
    except acts.ActError:
        assume(False)
        raise
    written = acts.write(act)
    plain = msgspec.json.decode(written)
    assert written == canon.encode(plain) == rfc8785.dumps(plain)
    assert acts.read(written) == act


PLACES: list[tuple[str, Any, str]] = [
    ("null in a list", {"by": {"member": ["a", "b", None]}}, "$.by.member[2]: null stands here; leave the member out instead"),
    ("a float", {"n": 1.5}, "$.n: the number 1.5 is no integer; amounts are decimal strings"),
    ("a whole float", {"n": 1.0}, "$.n: the number 1.0 is no integer; amounts are decimal strings"),
    ("not a number", [float("nan")], "$[0]: the number nan is no integer; amounts are decimal strings"),
    ("too large", {"n": [2**53]}, "$.n[0]: the integer 9007199254740992 is beyond 2^53-1"),
    ("too small", -(2**53), "$: the integer -9007199254740992 is beyond 2^53-1"),
    ("a capital in a name", {"on": {"Ref": 1}}, "$.on: the member name 'Ref' is not [a-z][a-z0-9_]*"),
    ("an empty name", {"": 1}, "$: the member name '' is not [a-z][a-z0-9_]*"),
    ("a name with a line end", {"a\n": 1}, "$: the member name 'a\\n' is not [a-z][a-z0-9_]*"),
    ("a lone surrogate", {"text": "ab\ud800"}, "$.text: a lone surrogate stands at character 2"),
    ("bytes", [b"x"], "$[0]: a bytes is no JSON value"),
    ("a name that is no string", {1: 1}, "$: the member name 1 is not [a-z][a-z0-9_]*"),
    ("too deep", [[[[[[[[[]]]]]]]]], "$[0][0][0][0][0][0][0][0]: nested deeper than 8"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "said"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_encode_names_the_place(value: Any, said: str) -> None:
    with pytest.raises(CanonError) as refused:
        encode(value)
    assert str(refused.value) == said
    assert refused.value.place == said.partition(":")[0]


SPELLINGS: list[tuple[str, bytes, str]] = [
    ("white space", b'{"a": 1}', "byte 5: another spelling than the canonical one (order, white space or escapes)"),
    ("order", b'{"b":1,"a":2}', "byte 2: another spelling than the canonical one (order, white space or escapes)"),
    ("an escape", b'{"a":"\\u0041"}', "byte 6: another spelling than the canonical one (order, white space or escapes)"),
    ("minus nought", b"[-0]", "byte 1: another spelling than the canonical one (order, white space or escapes)"),
    ("a line end", b"[]\n", "byte 2: another spelling than the canonical one (order, white space or escapes)"),
    ("a name twice", b'{"by":{"a":1,"a":1}}', "$.by: the member 'a' occurs twice in one object"),
    ("a name twice in a list", b'[{"a":[{"x":1,"x":2}]}]', "$[0].a[0]: the member 'x' occurs twice in one object"),
    ("not UTF-8", b'{"a":"\xff"}', "byte 6: not UTF-8"),
    ("cut short", b'{"a":', "character 5: not JSON: Expecting value"),
    ("nothing", b"", "character 0: not JSON: Expecting value"),
    ("two values", b"1 2", "character 2: not JSON: Extra data"),
    ("an exponent", b'{"n":1e3}', "$.n: the number 1000.0 is no integer; amounts are decimal strings"),
    ("infinity", b"[Infinity]", "$[0]: the number inf is no integer; amounts are decimal strings"),
    ("a number without end", b"9" * 5000, "$: an integer with thousands of digits is beyond 2^53-1"),
    ("an escaped surrogate", b'{"a":"\\ud800"}', "$.a: a lone surrogate stands at character 0"),
    ("two hundred lists", b"[" * 200 + b"]" * 200, "$[0][0][0][0][0][0][0][0]: nested deeper than 8"),
    ("a hundred thousand lists", b"[" * 100_000, "$: nested deeper than 8"),
]


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in SPELLINGS], ids=[row[0] for row in SPELLINGS])
def test_decode_names_the_place(data: bytes, said: str) -> None:
    with pytest.raises(CanonError) as refused:
        decode(data)
    assert str(refused.value) == said


def test_eight_deep_is_within_the_profile() -> None:
    value: Any = "bottom"
    for _ in range(8):
        value = {"a": value}
    assert decode(encode(value)) == value


@pytest.mark.parametrize("name", VECTORS)
def test_the_oracle_reproduces_the_vectors_of_rfc_8785(name: str) -> None:
    value = json.loads((JCS / "input" / f"{name}.json").read_bytes())
    assert rfc8785.dumps(value) == (JCS / "output" / f"{name}.json").read_bytes()
    assert rfc8785.dumps(value).hex() == "".join((JCS / "outhex" / f"{name}.txt").read_text().split())


REFUSED = {
    "arrays": "$[1]: the member name '1' is not [a-z][a-z0-9_]*",
    "french": "$: the member name 'péché' is not [a-z][a-z0-9_]*",
    "structures": "$: the member name '' is not [a-z][a-z0-9_]*",
    "unicode": "$: the member name 'Unnormalized Unicode' is not [a-z][a-z0-9_]*",
    "values": "$.literals[0]: null stands here; leave the member out instead",
    "weird": "$: the member name '\\n' is not [a-z][a-z0-9_]*",
}


@pytest.mark.parametrize("name", VECTORS)
def test_canon_refuses_the_vectors_that_lie_outside_the_profile(name: str) -> None:
    with pytest.raises(CanonError) as refused:
        decode((JCS / "output" / f"{name}.json").read_bytes())
    assert str(refused.value) == REFUSED[name]


def test_every_vector_is_there() -> None:
    assert len(VECTORS) == 6
    assert set(REFUSED) == set(VECTORS)


@given(st.binary(max_size=100))
def test_base64url_has_one_spelling(data: bytes) -> None:
    assert unb64u(b64u(data)) == data


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AA==", "$: not base64url: letters, digits, '-' and '_' only, without padding"),
        ("a+/b", "$: not base64url: letters, digits, '-' and '_' only, without padding"),
        ("A", "$: not base64url: 1 letters cannot be"),
        ("AB", "$: not base64url: superfluous bits are set"),
        ("AA\n", "$: not base64url: letters, digits, '-' and '_' only, without padding"),
    ],
)
def test_base64url_is_read_strictly(text: str, said: str) -> None:
    with pytest.raises(CanonError) as refused:
        unb64u(text)
    assert str(refused.value) == said
