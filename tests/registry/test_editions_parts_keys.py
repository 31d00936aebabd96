"""Editions of the rules, parts that acts name, the registry's own key: what the door looks after beside the rules."""

import pytest

from comity.acts.base import By
from comity.mirror import verify
from comity.organisation.finding import HasEffect, Refused
from comity.record.keys import generate
from comity.registry import Receipt
from tests.cast import REGISTRAR, Cast, publish, words
from tests.registry.enrolling import fields_of

MEDIA = "application/pdf"
FORCE = {"rule": "unknown"}


def test_an_edition_that_no_program_holds_is_not_adopted(cast: Cast) -> None:
    assert cast.refuse("edition.adopt", REGISTRAR, edition=2).reason.code == "record.edition_unknown"
    assert cast.refuse("edition.adopt", REGISTRAR, edition=1).reason.code == "record.edition_back"


def test_a_new_edition_is_in_force_from_its_entry_on_and_older_programs_ask_for_an_upgrade(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.organisation.record.examine.EDITIONS", (1, 2))
    outcome = cast.registry.enter("edition.adopt", {"edition": 2}, REGISTRAR, cast.signer(REGISTRAR))
    assert isinstance(outcome, Receipt) and outcome.finding == HasEffect()
    assert (cast.standing.opened.edition, cast.registry.standing_at(1).opened.edition) == (2, 1)
    cast.reopen()
    assert cast.standing.opened.edition == 2
    publish(cast.registry, cast.published)
    said = cast._zygote.ask(cast.published)  # the other process holds edition 1 only
    assert "edition 2 of the rules, which this program does not hold; upgrade it" in said.error.replace("\u00a0", " ")
    assert verify(cast.folder).verdict is None


def _adopt(commit: str, size: int, media: str = MEDIA) -> dict[str, object]:
    return {
        "instrument": "treaty-of-parts", "kind": "treaty", "title": words("A treaty", "Договор"), "force": FORCE,
        "authentic": ["ru"], "effective": "2020-01-01",
        "versions": [{"lang": "ru", "part": {"commit": commit, "media": media, "size": size}}],
        "transcribed": {"confidence": "high", "source": ["SEED"]},
    }  # fmt: skip


def test_an_act_whose_part_is_not_here_waits_for_it(cast: Cast) -> None:
    """Else the record would name for ever what nobody can read."""
    data = b"%PDF the text of a treaty"
    commit = cast.registry.parts.put(MEDIA, data)
    path = cast.registry.parts.folder / commit
    away = cast.folder.parent / "away"
    path.rename(away)
    submission = cast.sign(cast.prepare("instrument.adopt", REGISTRAR, **_adopt(commit, len(data))), REGISTRAR)
    outcome = cast.registry.receive(submission)
    assert isinstance(outcome, Refused) and (outcome.kind, outcome.reason.code) == ("form", "record.part_missing")
    away.rename(path)
    receipt = cast.registry.receive(submission)
    assert isinstance(receipt, Receipt)
    assert commit in cast.registry.public_parts()
    cast.reopen()
    assert commit in cast.registry.public_parts()
    cast.check()
    assert verify(cast.folder).verdict is None
    path.unlink()
    assert [(f.entry, f.code, f.file) for f in verify(cast.folder).faults] == [(2, "mirror.part_missing", f"parts/{commit}")]


@pytest.mark.parametrize(("media", "more"), [("text/plain", 0), (MEDIA, 1)])
def test_a_part_of_another_kind_or_length_than_the_act_says_is_refused(cast: Cast, media: str, more: int) -> None:
    data = b"%PDF the text of a treaty"
    commit = cast.registry.parts.put(MEDIA, data)
    prepared = cast.prepare("instrument.adopt", REGISTRAR, **_adopt(commit, len(data) + more, media))
    outcome = cast.registry.receive(cast.sign(prepared, REGISTRAR))
    assert isinstance(outcome, Refused) and outcome.reason.code == "record.part_differs"


def test_the_registry_s_only_key_is_not_revoked(cast: Cast) -> None:
    fields = {"credential": "credential/registry/acts/1", "reason": words("rotation", "замена")}
    assert cast.refuse("credentials.revoke", REGISTRAR, **fields).reason.code == "credentials.last_of_registry"
    second = generate("csto-demonstration.example/registry/acts/2")
    cast.enter("credentials.enrol", REGISTRAR, **fields_of(cast.registry.origin, By(office="registry"), second, ("registry",)))
    cast.enter("credentials.revoke", REGISTRAR, **fields)
    assert cast.standing.credentials["registry/acts/1"].revoked == 3
