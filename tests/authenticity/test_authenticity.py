"""Whether an act is authentic: whose key, over which text, in sight of which history, and who holds a new key."""

import pytest

from comity import acts
from comity.acts.base import By, Seen
from comity.acts.credentials import Enrol, Enrolment
from comity.authenticity import examine_possession, examine_seen, examine_signature, key_for
from comity.canon import b64u
from comity.organisation.credentials import Credential, of_enrolment
from comity.organisation.finding import Refused
from comity.record.keys import COSIGNATURE, Ed25519Signer, Key, generate
from comity.record.note import Line
from comity.record.tree import EMPTY_ROOT, Tree
from tests.registry.enrolling import MAY, fields_of

ORIGIN = "record.csto-demonstration.example/1"
NAME = "csto-demonstration.example/TJ/mission/2"
TEXT = b"comity/act/v1\nrecord.csto-demonstration.example/1\n{}\n"


@pytest.fixture(scope="module")
def signer() -> Ed25519Signer:
    return generate(NAME)


def _credential(signer: Ed25519Signer) -> Credential:
    enrolment = Enrolment(function="mission", holder=By(member="TJ"), key=str(signer.key), may=MAY, number=2)  # type: ignore[arg-type]
    return of_enrolment(enrolment, 2)


def test_the_credential_s_own_signature_over_the_text_is_authentic(signer: Ed25519Signer) -> None:
    credential, line = _credential(signer), signer.sign(TEXT)
    assert key_for(credential, line) == signer.key
    assert examine_signature(credential, line, TEXT) is None


def _other_text(signer: Ed25519Signer) -> Line:
    return signer.sign(TEXT + b"\n")


def _other_key(signer: Ed25519Signer) -> Line:
    return generate(NAME).sign(TEXT)


def _other_key_under_this_id(signer: Ed25519Signer) -> Line:
    return Line(NAME, signer.key.id, generate(NAME).sign(TEXT).payload)


def _cut(signer: Ed25519Signer) -> Line:
    line = signer.sign(TEXT)
    return Line(line.name, line.key_id, line.payload[:-1])


def _high_s(signer: Ed25519Signer) -> Line:
    """S + L verifies with libraries that do not look; RFC 8032 refuses it."""
    from comity.record.ed25519 import L

    line = signer.sign(TEXT)
    s = int.from_bytes(line.payload[32:], "little") + L
    return Line(line.name, line.key_id, line.payload[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("make", [_other_text, _other_key, _other_key_under_this_id, _cut, _high_s])
def test_any_other_line_is_refused(signer: Ed25519Signer, make: "object") -> None:
    assert callable(make)
    found = examine_signature(_credential(signer), make(signer), TEXT)
    assert isinstance(found, Refused) and (found.kind, found.reason.code) == ("authenticity", "record.signature_fails")


def test_what_the_signer_saw_is_a_beginning_of_this_record() -> None:
    tree = Tree()
    tree.extend_entries([bytes((i,)) for i in range(5)])
    assert examine_seen(Seen(b64u(EMPTY_ROOT), 0), tree, 5) is None
    for size in range(6):
        assert examine_seen(Seen(b64u(tree.root(size)), size), tree, 5) is None
    other = examine_seen(Seen(b64u(tree.root(3)), 4), tree, 5)
    assert other is not None and (other.kind, other.reason.code) == ("authenticity", "record.another_history")
    future = examine_seen(Seen(b64u(tree.root(5)), 5), tree, 4)
    assert future is not None and (future.kind, future.reason.code) == ("form", "record.future_seen")


def _enrol(signer: Ed25519Signer, **changed: object) -> Enrol:
    fields = {**fields_of(ORIGIN, By(member="TJ"), signer), **changed}
    act = acts.fill("credentials.enrol", {"by": {"member": "TJ"}, "n": 1, "seen": {"root": b64u(EMPTY_ROOT), "size": 0}, **fields})
    assert isinstance(act, Enrol)
    return act


def test_a_key_is_enrolled_with_proof_that_its_holder_has_it(signer: Ed25519Signer) -> None:
    assert examine_possession(_enrol(signer), ORIGIN) is None


def test_the_proof_holds_for_one_record_only(signer: Ed25519Signer) -> None:
    found = examine_possession(_enrol(signer), "record.csto-demonstration.example/2")
    assert found is not None and found.reason.code == "credentials.possession_fails"


def test_a_proof_by_another_key_is_none(signer: Ed25519Signer) -> None:
    fields = fields_of(ORIGIN, By(member="TJ"), signer, possessor=generate(NAME))
    found = examine_possession(_enrol(signer, possession=fields["possession"]), ORIGIN)
    assert found is not None and (found.kind, found.reason.code) == ("authenticity", "credentials.possession_fails")


@pytest.mark.parametrize(
    "key",
    [
        "no key",
        str(Key(NAME, 1, bytes(32))),
        str(Key(NAME, 1, (1).to_bytes(32, "little"))),
        str(Key(NAME, 1, b"\xff" * 32)),
    ],
    ids=["no key", "low order", "the neutral point", "not canonical"],
)
def test_a_key_that_libraries_judge_differently_is_not_enrolled(signer: Ed25519Signer, key: str) -> None:
    act = _enrol(signer)
    enrolment = {"function": "mission", "holder": {"member": "TJ"}, "key": key, "may": list(MAY), "number": 2}
    found = examine_possession(_enrol(signer, enrolment=enrolment, possession=act.possession), ORIGIN)
    assert found is not None and (found.kind, found.reason.code) == ("form", "credentials.key_unfit")


def test_a_key_for_cosignatures_is_no_key_for_acts() -> None:
    other = generate(NAME, COSIGNATURE)
    found = examine_possession(_enrol(other), ORIGIN)
    assert found is not None and found.reason.code == "credentials.possession_fails"


def test_a_key_carries_the_name_of_its_credential() -> None:
    """A client of the note format looks keys up by name: one that is named otherwise would never verify there."""
    stranger = generate("elsewhere.example/TJ/mission/2")
    found = examine_possession(_enrol(stranger), ORIGIN)
    assert found is not None and (found.kind, found.reason.code) == ("form", "credentials.key_named_otherwise")


def test_no_other_act_needs_a_proof() -> None:
    act = acts.fill("edition.adopt", {"by": {"office": "registrar"}, "n": 1, "edition": 1, "seen": {"root": b64u(EMPTY_ROOT), "size": 0}})
    assert examine_possession(act, ORIGIN) is None
