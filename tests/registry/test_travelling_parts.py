"""Parts that travel with an act: kept only where the act is authentic, names them and is entered; everything else leaves nothing."""

from typing import Any

import pytest

from comity.canon import b64u
from comity.organisation.finding import Refused
from comity.record.keys import generate
from comity.record.parts import SALT, StoredPart, commitment
from comity.registry import Receipt, sign
from comity.registry.travelling import MAX_PARTS, MAX_TRAVELLING
from tests.cast import TJ, Cast, words

MEDIA = "text/plain; charset=utf-8"
NAME = StoredPart(b"s" * SALT, MEDIA, b"Xanthe Example")
OTHER = StoredPart(b"t" * SALT, MEDIA, b"Somebody Else")


def version(part: StoredPart, lang: str = "en", size: int = 0, media: str = MEDIA) -> dict[str, Any]:
    return {"lang": lang, "part": {"commit": b64u(commitment(*part)), "media": media, "size": size or len(part.data)}}


def accredits(*versions: dict[str, Any]) -> dict[str, Any]:
    return {"body": "pc", "state": "TJ", "capacity": "permanent_and_plenipotentiary", "person": list(versions)}


def kept(cast: Cast) -> set[str]:
    return {path.name for path in cast.registry.parts.folder.iterdir()}


def test_a_part_is_kept_with_the_entry_that_names_it_and_is_public_then(cast: Cast) -> None:
    data = cast.sign(cast.prepare("representative.accredit", TJ, **accredits(version(NAME))), TJ)
    commit = b64u(commitment(*NAME))
    receipt = cast.registry.receive(data, [NAME])
    assert isinstance(receipt, Receipt)
    assert cast.registry.part(commit) == NAME.data and commit in cast.registry.public_parts()
    cast.reopen()
    assert cast.registry.part(commit) == NAME.data and commit in cast.registry.public_parts()
    cast.check()


def test_the_same_note_again_brings_no_erased_part_back(cast: Cast) -> None:
    data = cast.sign(cast.prepare("representative.accredit", TJ, **accredits(version(NAME))), TJ)
    first = cast.registry.receive(data, [NAME])
    (cast.registry.parts.folder / b64u(commitment(*NAME))).unlink()
    assert cast.registry.receive(data, [NAME]) == first
    assert cast.registry.part(b64u(commitment(*NAME))) is None


def test_a_part_that_came_with_an_act_of_a_stranger_is_not_kept(cast: Cast) -> None:
    before = kept(cast)
    prepared = cast.prepare("representative.accredit", TJ, **accredits(version(NAME)))
    stranger = generate("csto-demonstration.example/TJ/mission/1")
    outcome = cast.registry.receive(sign(prepared.text, stranger), [NAME])
    assert isinstance(outcome, Refused) and outcome.kind == "authenticity"
    assert kept(cast) == before


def test_a_part_of_an_act_that_is_refused_is_not_kept(cast: Cast) -> None:
    before = kept(cast)
    first = cast.sign(cast.prepare("representative.accredit", TJ, **accredits(version(NAME))), TJ)
    cast.enter("representative.accredit", TJ, **accredits())  # the next number of this credential is taken
    outcome = cast.registry.receive(first, [NAME])
    assert isinstance(outcome, Refused) and outcome.kind == "sequence"
    assert kept(cast) == before


CASES: dict[str, tuple[list[dict[str, Any]], list[StoredPart], str]] = {
    "one that the act does not name": ([version(NAME)], [NAME, OTHER], "record.part_not_named"),
    "another in its place": ([version(NAME)], [OTHER], "record.part_not_named"),
    "another salt": ([version(NAME)], [NAME._replace(salt=b"u" * SALT)], "record.part_not_named"),
    "a salt too short": ([version(NAME)], [NAME._replace(salt=b"s")], "record.part_not_named"),
    "another byte": ([version(NAME)], [NAME._replace(data=b"Xanthe Exemple")], "record.part_not_named"),
    "another length than the act says": ([version(NAME, size=99)], [NAME], "record.part_differs"),
    "no media type": ([version(NAME._replace(media="a\x00b"), media="a\x00b")], [NAME._replace(media="a\x00b")], "record.part_differs"),
    "none at all": ([version(NAME)], [], "record.part_missing"),
    "one of two": ([version(NAME), version(OTHER, "ru")], [NAME], "record.part_missing"),
    "too many": ([version(NAME)], [NAME] * (MAX_PARTS + 1), "record.parts_too_large"),
    "too much": ([version(NAME)], [NAME._replace(data=b"x" * (MAX_TRAVELLING + 1))], "record.parts_too_large"),
}


@pytest.mark.parametrize(("named", "parts", "code"), list(CASES.values()), ids=list(CASES))
def test_what_is_not_exactly_what_the_act_names_is_refused_and_not_kept(
    cast: Cast, named: list[dict[str, Any]], parts: list[StoredPart], code: str
) -> None:
    before, size = kept(cast), cast.standing.size
    data = cast.sign(cast.prepare("representative.accredit", TJ, **accredits(*named)), TJ)
    outcome = cast.registry.receive(data, parts)
    assert isinstance(outcome, Refused) and outcome.reason.code == code
    assert (kept(cast), cast.standing.size) == (before, size)


def test_an_act_that_names_no_part_brings_none(cast: Cast) -> None:
    fields = {"state": "TJ", "stance": "other", "text": words("A statement.", "Заявление.")}
    outcome = cast.registry.receive(cast.sign(cast.prepare("membership.declare", TJ, **fields), TJ), [NAME])
    assert isinstance(outcome, Refused) and outcome.reason.code == "record.part_not_named"
