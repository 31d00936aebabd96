"""What the door refuses: nothing of it is entered, nothing changes, and it says why and what to do in both languages."""

from collections.abc import Callable

import msgspec
import pytest

from comity import acts
from comity.canon import b64u
from comity.organisation.finding import Refused
from comity.phrases import say
from comity.record import cosignature, entry, note
from comity.record.entry import MAX_ENTRY
from comity.record.keys import COSIGNATURE, generate
from comity.record.note import Line
from comity.registry import Receipt
from tests.cast import BY, KZ, REGISTRAR, RU, TJ, Cast, words
from tests.zygote import fingerprint

REMARK = {"about": ["member/TJ"], "said_by": words("Tajikistan", "Таджикистан"), "text": words("Noted", "Принято к сведению")}


def _good(cast: Cast) -> tuple[bytes, bytes]:
    prepared = cast.prepare("record.remark", REGISTRAR, **REMARK)
    return prepared.text, cast.sign(prepared, REGISTRAR)


def _resigned(cast: Cast, text: bytes, credential: str = REGISTRAR) -> bytes:
    return entry.assemble(text, (cast.signer(credential).sign(text),))


def _changed(cast: Cast, **members: object) -> bytes:
    """The good act with some members of its JSON replaced, signed by the registrar."""
    text, _ = _good(cast)
    value = {**msgspec.json.decode(text.split(b"\n")[2]), **members}
    json = msgspec.json.encode(value, order="sorted")
    return _resigned(cast, entry.entry_text(cast.registry.origin, json))


def _truncated(cast: Cast) -> bytes:
    return _good(cast)[1][:-20]


def _empty(cast: Cast) -> bytes:
    return b""


def _oversized(cast: Cast) -> bytes:
    return _good(cast)[1] + b"x" * MAX_ENTRY


def _flipped_text(cast: Cast) -> bytes:
    return _good(cast)[1].replace(b"Noted", b"NoteD")


def _flipped_signature(cast: Cast) -> bytes:
    text, _ = _good(cast)
    line = cast.signer(REGISTRAR).sign(text)
    return entry.assemble(text, (Line(line.name, line.key_id, bytes((line.payload[0] ^ 1,)) + line.payload[1:]),))


def _signed_by_another_key(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return entry.assemble(text, (generate(cast.signer(REGISTRAR).key.name).sign(text),))


def _signed_by_a_stranger(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return entry.assemble(text, (generate("csto-demonstration.example/XX/mission/1").sign(text),))


def _under_anothers_name(cast: Cast) -> bytes:
    return _resigned(cast, _good(cast)[0], KZ)


def _replayed(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return _resigned(cast, text.replace(b"record.csto-demonstration.example/1", b"record.csto.example/1"))


def _of_another_generation(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return _resigned(cast, text.replace(b"demonstration.example/1\n", b"demonstration.example/2\n"))


def _unknown_type(cast: Cast) -> bytes:
    return _changed(cast, act="record.burn")


def _unknown_field(cast: Cast) -> bytes:
    return _changed(cast, mood="good")


def _reordered_fields(cast: Cast) -> bytes:
    text, _ = _good(cast)
    value = msgspec.json.decode(text.split(b"\n")[2])
    json = msgspec.json.encode(dict(sorted(value.items(), reverse=True)))
    return _resigned(cast, entry.entry_text(cast.registry.origin, json))


def _unsigned(cast: Cast) -> bytes:
    return _good(cast)[0] + b"\n"


def _twice_signed(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return entry.assemble(text, (cast.signer(REGISTRAR).sign(text), cast.signer(KZ).sign(text)))


def _lines_in_another_order(cast: Cast) -> bytes:
    text, _ = _good(cast)
    return note.write(text, (cast.signer(REGISTRAR).sign(text), cast.signer(KZ).sign(text)))


def _with_a_receipt(cast: Cast) -> bytes:
    text, _ = _good(cast)
    receipt = cosignature.sign(generate("csto-demonstration.example/registry", COSIGNATURE), text, 1)
    return entry.assemble(text, (cast.signer(REGISTRAR).sign(text),), receipt)


def _too_early_a_number(cast: Cast) -> bytes:
    return _changed(cast, n=1, prev=b64u(bytes(32)))


def _number_left_out(cast: Cast) -> bytes:
    return _changed(cast, n=7)


def _another_previous_act(cast: Cast) -> bytes:
    return _changed(cast, prev=b64u(bytes(32)))


def _another_history(cast: Cast) -> bytes:
    return _changed(cast, seen={"root": b64u(bytes(32)), "size": 1})


def _future_history(cast: Cast) -> bytes:
    return _changed(cast, seen={"root": b64u(bytes(32)), "size": 1_000})


def _latin1(cast: Cast) -> bytes:
    return _good(cast)[1].replace("Принято".encode(), b"\xcf\xf0")


def _unknown_source(cast: Cast) -> bytes:
    return _changed(cast, transcribed={"confidence": "high", "source": ["nobody"]})


CASES: list[tuple[Callable[[Cast], bytes], str, str]] = [
    (_empty, "form", "record.malformed"),
    (_truncated, "form", "record.malformed"),
    (_oversized, "limit", "record.too_large"),
    (_latin1, "form", "record.malformed"),
    (_unsigned, "form", "record.malformed"),
    (_with_a_receipt, "form", "record.several_authors"),
    (_lines_in_another_order, "form", "record.malformed"),
    (_twice_signed, "form", "record.several_authors"),
    (_unknown_type, "form", "record.malformed"),
    (_unknown_field, "form", "record.malformed"),
    (_reordered_fields, "form", "record.malformed"),
    (_replayed, "form", "record.another_record"),
    (_of_another_generation, "form", "record.another_record"),
    (_flipped_text, "authenticity", "record.signature_fails"),
    (_flipped_signature, "authenticity", "record.signature_fails"),
    (_signed_by_another_key, "authenticity", "record.signature_fails"),
    (_signed_by_a_stranger, "authenticity", "record.key_unknown"),
    (_under_anothers_name, "sequence", "credentials.out_of_turn"),
    (_too_early_a_number, "sequence", "credentials.out_of_turn"),
    (_number_left_out, "sequence", "credentials.out_of_turn"),
    (_another_previous_act, "sequence", "credentials.out_of_turn"),
    (_another_history, "authenticity", "record.another_history"),
    (_future_history, "form", "record.future_seen"),
    (_unknown_source, "form", "record.source_unknown"),
]


@pytest.mark.parametrize(("make", "kind", "code"), CASES, ids=[case[0].__name__[1:] for case in CASES])
def test_what_is_not_an_authentic_act_in_its_turn_is_refused_and_changes_nothing(
    cast: Cast, make: Callable[[Cast], bytes], kind: str, code: str
) -> None:
    cast.enter("record.remark", REGISTRAR, **REMARK)
    before = cast.registry.log.size, fingerprint(cast.standing)
    outcome = cast.registry.receive(make(cast))
    assert isinstance(outcome, Refused)
    assert (outcome.kind, outcome.reason.code) == (kind, code)
    assert (cast.registry.log.size, fingerprint(cast.standing)) == before
    for lang in ("en", "ru"):
        sentence = say(outcome.reason.code, outcome.reason.params, lang, lambda kind, name: name)
        assert code not in sentence and "…" not in sentence.replace("…, ", ""), sentence
    cast.check()
    cast.enter("record.remark", REGISTRAR, **REMARK)


@pytest.mark.parametrize("at", range(0, 900, 7))
def test_an_act_cut_or_changed_at_any_byte_is_refused(cast: Cast, at: int) -> None:
    _, data = _good(cast)
    if at < len(data):
        for other in (data[:at], data[:at] + bytes((data[at] ^ 0x20,)) + data[at + 1 :], data[:at] + b"\n" + data[at:]):
            assert isinstance(cast.registry.receive(other), Refused)
    assert cast.registry.log.size == 1


def test_the_same_note_again_gets_its_first_receipt(cast: Cast) -> None:
    _, data = _good(cast)
    first = cast.registry.receive(data)
    assert isinstance(first, Receipt)
    cast.enter("record.remark", RU, **REMARK)
    cast.enter("clock.step", REGISTRAR, to="2026-03-01T00:00:00Z")
    assert cast.registry.receive(data) == first
    cast.reopen()
    assert cast.registry.receive(data) == first
    cast.check()


def test_a_second_signature_over_the_same_text_is_the_same_act(cast: Cast) -> None:
    prepared = cast.prepare("record.remark", TJ, **REMARK)
    first = cast.registry.receive(cast.sign(prepared, TJ))
    again = entry.assemble(prepared.text, (cast.signer(BY).sign(prepared.text),))
    assert cast.registry.receive(again) == first


def test_every_act_is_refused_to_a_credential_that_nobody_enrolled(cast: Cast) -> None:
    for name in acts.ACTS:
        try:
            prepared = cast.registry.prepare(name, {"by": {"office": "nobody"}}, "nobody/desk/1")
        except acts.ActError:
            continue
        assert isinstance(prepared.finding, Refused) and prepared.finding.kind == "authenticity"
