"""The door over HTTP: prepare, sign elsewhere, submit; whatever is wrong is one sentence and a proper status."""

from typing import Any

import pytest

from comity import registry
from comity.canon import b64u
from comity.record import entry
from comity.record.note import read, write_line
from comity.record.parts import SALT, StoredPart, commitment
from tests.cast import words
from tests.portal.sites import Site

STATEMENT = {"state": "TJ", "stance": "other", "text": words("A statement.", "Заявление.")}


def post(site: Site, path: str, body: Any, **headers: str) -> Any:
    """The response to a POST: JSON for `prepare`, a note for `acts`."""
    media = "text/plain; charset=utf-8" if isinstance(body, (bytes, str)) else "application/json"
    return site.client.post(path, body, content_type=media, headers=headers or None)


def prepared(site: Site, credential: str = "TJ/mission/1", act: str = "membership.declare", **fields: Any) -> dict[str, Any]:
    """What `prepare` composes."""
    response = post(site, "/acts/prepare", {"act": act, "credential": credential, "fields": fields or STATEMENT})
    assert response.status_code == 200, response.content
    return dict(response.json())


def signed(site: Site, text: str, credential: str = "TJ/mission/1") -> bytes:
    """The note that the credential's holder hands in."""
    data = text.encode()
    return entry.assemble(data, (registry.signer_for(site.folder, credential).sign(data),))


def test_prepare_composes_the_text_and_says_what_would_follow_in_both_languages(site: Site) -> None:
    found = prepared(site)
    assert found["text"].startswith("comity/act/v1\nrecord.csto-demonstration.example/1\n{")
    assert found["finding"]["type"] == "without_effect"
    assert "is not a member" in found["said"]["en"][0]
    assert "не является" in found["said"]["ru"][0].replace("\u00a0", " ")
    assert site.registry.standing.size == 1, "preparing enters nothing"


def test_a_signed_act_is_entered_and_its_receipt_names_the_entry(site: Site) -> None:
    found = prepared(site)
    response = post(site, "/acts", signed(site, found["text"]))
    assert response.status_code == 201
    receipt = response.json()
    assert receipt["entry"] == 2
    assert receipt["identity"] == found["identity"]
    assert receipt["exercise"] is True
    assert receipt["state"] in ("entered", "published")
    assert site.registry.standing.size == 2


def test_the_same_note_again_gets_its_first_receipt(site: Site) -> None:
    note = signed(site, prepared(site)["text"])
    first, second = post(site, "/acts", note), post(site, "/acts", note)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["entry"] == second.json()["entry"] == 2
    assert first.json()["time"] == second.json()["time"]


def test_a_text_signed_by_another_key_is_not_authentic(site: Site) -> None:
    text = prepared(site)["text"].encode()
    line = registry.signer_for(site.folder, "AM/mission/1").sign(text)
    forged = entry.assemble(text, (line._replace(name="csto-demonstration.example/TJ/mission/1"),))
    response = post(site, "/acts", forged)
    assert response.status_code == 403
    assert response.json()["code"] == "record.signature_fails"


def test_an_act_out_of_its_sequence_is_told_the_next_number(site: Site) -> None:
    first, second = prepared(site), prepared(site, state="TJ", stance="other", text=words("Another.", "Другое."))
    assert post(site, "/acts", signed(site, first["text"])).status_code == 201
    response = post(site, "/acts", signed(site, second["text"]), **{"accept-language": "ru"})
    assert response.status_code == 409
    assert "имеет номер 2" in response.json()["detail"].replace("\u00a0", " ")


def test_the_secretariat_is_refused_a_step_that_the_charter_does_not_provide(site: Site) -> None:
    found = prepared(site, "registrar/desk/1", "edition.adopt", edition=1)
    response = post(site, "/acts", signed(site, found["text"], "registrar/desk/1"))
    assert response.status_code in (400, 422)
    assert response["Content-Type"].startswith("application/problem+json")


MALFORMED = {
    "nothing": b"",
    "no note": b"comity/act/v1",
    "no signature": b"comity/act/v1\nrecord.csto-demonstration.example/1\n{}\n\n",
    "bytes that are no text": b"\xff\xfe\n\n\xff",
    "another record": b"comity/act/v1\nrecord.other.example/1\n{}\n\n\xe2\x80\x94 a AAAAAAA=\n",
    "a checkpoint": b"record.csto-demonstration.example/1\n1\nAAAA\n\n\xe2\x80\x94 a AAAAAAA=\n",
    "an unknown act": b'comity/act/v1\nrecord.csto-demonstration.example/1\n{"act":"x.y"}\n\n\xe2\x80\x94 a AAAAAAA=\n',
}


@pytest.mark.parametrize("data", list(MALFORMED.values()), ids=list(MALFORMED))
def test_what_is_no_note_is_malformed_with_the_place_of_the_fault(site: Site, data: bytes) -> None:
    response = post(site, "/acts", data)
    assert response.status_code == 400
    another = data == MALFORMED["another record"]
    assert response.json()["code"] == ("record.another_record" if another else "record.malformed")
    assert site.registry.standing.size == 1


def test_every_byte_of_a_note_counts(site: Site) -> None:
    note = signed(site, prepared(site)["text"])
    for at in range(0, len(note), 7):
        changed = note[:at] + bytes((note[at] ^ 1,)) + note[at + 1 :]
        assert post(site, "/acts", changed).status_code in (400, 403, 409), at
    assert site.registry.standing.size == 1


@pytest.mark.parametrize("cut", [1, 10, 60, 200])
def test_a_truncated_note_is_refused(site: Site, cut: int) -> None:
    note = signed(site, prepared(site)["text"])
    assert post(site, "/acts", note[:-cut]).status_code == 400


def test_more_than_the_door_takes_is_too_large(site: Site) -> None:
    for data in (b"x" * 20_000, b"x" * 2_000_000):
        response = post(site, "/acts", data)
        assert response.status_code == 413
        assert response.json()["code"] == "record.too_large"


def travelling(note: bytes, *parts: StoredPart, **more: Any) -> dict[str, Any]:
    """A note and its parts, as they are handed in together."""
    return {"note": note.decode(), "parts": [{"salt": b64u(p.salt), "media": p.media, "data": b64u(p.data)} for p in parts], **more}


def accredited(site: Site) -> tuple[bytes, StoredPart]:
    """A signed act that names a person, and the name."""
    part = StoredPart(b"s" * SALT, "text/plain; charset=utf-8", b"Xanthe Example")
    version = {"lang": "en", "part": {"commit": b64u(commitment(*part)), "media": part.media, "size": len(part.data)}}
    fields: dict[str, Any] = {"body": "pc", "state": "TJ", "capacity": "permanent_and_plenipotentiary", "person": [version]}
    return signed(site, prepared(site, act="representative.accredit", **fields)["text"]), part


def test_a_part_travels_with_its_note_and_is_served_afterwards(site: Site) -> None:
    note, part = accredited(site)
    address = f"/record/parts/{b64u(commitment(*part))}"
    assert site.client.get(address).status_code == 404
    assert post(site, "/acts", travelling(note, part)).status_code == 201
    assert site.client.get(address).content == part.salt + part.media.encode() + b"\x00" + part.data
    assert post(site, "/acts", travelling(note, part)).status_code == 200, "the same again"
    assert post(site, "/acts", note).status_code == 200


def test_a_note_whose_part_stays_away_is_told_to_bring_it(site: Site) -> None:
    note, _ = accredited(site)
    for body in (note, travelling(note)):
        response = post(site, "/acts", body)
        assert (response.status_code, response.json()["code"]) == (400, "record.part_missing")
    assert site.registry.standing.size == 1


def test_what_is_no_part_is_refused_and_nothing_is_kept(site: Site) -> None:
    note, part = accredited(site)
    before = {path.name for path in site.registry.parts.folder.iterdir()}
    whole = travelling(note, part)
    one = whole["parts"][0]
    wrong: list[tuple[Any, int]] = [
        (travelling(note, part, more=1), 400),
        ({"parts": whole["parts"]}, 400),
        ({**whole, "parts": [{**one, "salt": "!"}]}, 400),
        ({**whole, "parts": [{**one, "salt": one["salt"] + "="}]}, 400),
        ({**whole, "parts": [{**one, "data": 7}]}, 400),
        ({**whole, "parts": [{**one, "name": "x"}]}, 400),
        ({**whole, "parts": [one] * 100}, 413),
        ({**whole, "note": "\ud800"}, 400),
        ({**whole, "parts": [{**one, "data": "A" * 400_000}]}, 413),
        (travelling(note.replace(b"pc", b"pd"), part), 403),
    ]
    for body, status in wrong:
        response = post(site, "/acts", body)
        assert response.status_code == status, (body, response.content)
        assert response.json()["detail"]
        assert part.data.decode() not in response.content.decode()
    assert site.client.post("/acts", b'{"note":"\\ud800"}', content_type="application/json").status_code == 400
    assert {path.name for path in site.registry.parts.folder.iterdir()} == before


PREPARE: dict[str, Any] = {
    "no JSON": b"{",
    "a list": [],
    "an unknown field": {"act": "membership.declare", "credential": "TJ/mission/1", "fields": {}, "more": 1},
    "no fields": {"act": "membership.declare", "credential": "TJ/mission/1"},
    "an unknown act": {"act": "membership.abolish", "credential": "TJ/mission/1", "fields": {}},
    "a field missing": {"act": "membership.declare", "credential": "TJ/mission/1", "fields": {"state": "TJ"}},
    "a field of the wrong kind": {"act": "membership.declare", "credential": "TJ/mission/1", "fields": {**STATEMENT, "state": 1}},
    "a text that has no scalar value": b'{"act":"membership.declare","credential":"TJ/mission/1","fields":{"state":"TJ","stance":"other","text":[{"lang":"en","text":"\\ud800"}]}}',
}


@pytest.mark.parametrize("body", list(PREPARE.values()), ids=list(PREPARE))
def test_what_makes_no_act_is_said_by_prepare(site: Site, body: Any) -> None:
    response = site.client.post("/acts/prepare", body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["detail"]


def test_prepare_with_an_unknown_credential_says_so_before_anybody_signs(site: Site) -> None:
    assert prepared(site, "TJ/mission/9")["finding"]["type"] == "refused"


def test_no_cookie_and_no_password_is_asked_or_given(site: Site) -> None:
    response = post(site, "/acts", signed(site, prepared(site)["text"]))
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/acts", "/acts/prepare"])
def test_the_door_is_not_read(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 405
    assert answer.headers["Allow"] == "POST"


def test_the_line_that_signs_is_the_holders_own(site: Site) -> None:
    text = prepared(site)["text"]
    note = read(signed(site, text))
    assert write_line(note.lines[0]).startswith("\u2014 csto-demonstration.example/TJ/mission/1 ")
