"""Reading is strict: one value has one spelling, and every refusal names the place of the fault (record.md, section 1)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import acts, canon
from tests.acts.test_golden import golden

SIGN = json.loads(golden("instrument.sign", "minimal"))
FULL = json.loads(golden("instrument.sign", "full"))


def spelled(**changed: object) -> bytes:
    return json.dumps({**SIGN, **changed}, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()


RU_FIRST = [{"lang": "ru", "text": "Москва"}, {"lang": "en", "text": "Moscow"}]
RULES = [
    # the rule, the bytes, what the message says of the place
    ("an unknown member", spelled(colour="red"), "colour"),
    ("an unknown member inside", spelled(on={**SIGN["on"], "title": "x"}), "$.on"),
    ("a default written out", spelled(manner="subject_to_ratification"), "default"),
    ("a missing member", canon.encode({k: v for k, v in SIGN.items() if k != "state"}), "state"),
    ("a number for a text", spelled(state=7), "$.state"),
    ("a text for a number", spelled(n="1"), "$.n"),
    ("a number below one", spelled(n=0), "$.n"),
    ("a float", spelled(n=1.0), "$.n"),
    ("an integer beyond 2^53-1", spelled(n=2**53), "$.n"),
    ("null", spelled(prev=None), "$.prev"),
    ("an unknown word", spelled(manner="reluctant"), "$.manner"),
    ("a state in small letters", spelled(state="tj"), "$.state"),
    ("a day that is none", spelled(effective="2003-13-01"), "$.effective"),
    ("a ref that is none", spelled(on={**SIGN["on"], "ref": "Instrument"}), "$.on.ref"),
    ("a commitment too short", spelled(on={**SIGN["on"], "commit": "AAAA"}), "$.on.commit"),
    ("neither a member nor an office", spelled(by={}), "$.by"),
    ("a member and an office", spelled(by={"member": "TJ", "office": "registrar"}), "$.by"),
    ("an office with spaces", spelled(by={"office": "the registrar"}), "$.by.office"),
    ("languages out of order", spelled(place=RU_FIRST), "$.place[1]"),
    ("a language twice", spelled(place=RU_FIRST[1:] * 2), "$.place[1]"),
    ("words that are empty", spelled(place=[{"lang": "en", "text": " "}]), "$.place[0].text"),
    ("a language that is none", spelled(place=[{"lang": "English", "text": "Moscow"}]), "$.place[0].lang"),
    ("a history without a source", spelled(transcribed={"confidence": "high", "source": []}), "$.transcribed.source"),
    (
        "words out of order deep inside",
        spelled(transcribed={"confidence": "high", "note": RU_FIRST, "source": ["SEED"]}),
        "$.transcribed.note[1]",
    ),
    ("an act of no room", spelled(act="instrument.burn"), "$.act"),
    ("a list", b"[]", "$:"),
    ("nothing", b"", "character 0"),
    ("an object cut short", spelled()[:-1], "character"),
    ("two objects", spelled() + spelled(), "character"),
    ("bytes that are no UTF-8", spelled()[:-2] + b"\xff}", "byte"),
    ("a lone surrogate", spelled(state="\\ud800").replace(b"\\\\", b"\\"), "$.state"),
    ("white space", spelled().replace(b":", b": ", 1), "canonical"),
    ("another order of members", json.dumps(dict(reversed(SIGN.items())), separators=(",", ":")).encode(), "canonical"),
    ("a member twice", spelled().replace(b'"n":1', b'"n":1,"n":1'), "'n' occurs twice"),
    ("another spelling of a letter", spelled().replace(b'"TJ"', b'"\\u0054J"'), "canonical"),
    ("a hundred levels", b'{"by":' * 100 + b"1" + b"}" * 100, "deep"),
]


@pytest.mark.parametrize(("data", "place"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_is_refused_naming_the_place(data: bytes, place: str) -> None:
    with pytest.raises(acts.ActError) as refusal:
        acts.read(data)
    assert place in str(refusal.value), str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_filling_in_refuses_an_unknown_act_by_name() -> None:
    with pytest.raises(acts.ActError, match=r"instrument\.burn"):
        acts.fill("instrument.burn", {})


def test_a_depositary_is_a_state_or_an_office() -> None:
    said = json.loads(golden("instrument.adopt", "full"))
    neither: dict[str, canon.Value] = {}
    both: dict[str, canon.Value] = {"office": "secretariat", "state": "RU"}
    for depositary in (neither, both):
        with pytest.raises(acts.ActError, match="depositary"):
            acts.read(canon.encode({**said, "depositary": depositary}))


@given(st.sampled_from(list(acts.ACTS)), st.data())
def test_no_byte_can_be_changed_and_give_the_same_act(name: str, data: st.DataObject) -> None:
    given_bytes = golden(name, "full")
    at = data.draw(st.integers(0, len(given_bytes) - 1))
    other = given_bytes[:at] + bytes([data.draw(st.integers(0, 255))]) + given_bytes[at + 1 :]
    try:
        act = acts.read(other)
    except acts.ActError:
        return
    assert acts.write(act) == other
    assert (act == acts.read(given_bytes)) == (other == given_bytes)
