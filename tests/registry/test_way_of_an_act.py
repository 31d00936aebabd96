"""prepare, sign, receive: the way of an act, and what a receipt says."""

from comity.organisation.finding import HasEffect, Refused, WithoutEffect
from comity.record import entry
from comity.record.cosignature import verify
from tests.cast import REGISTRAR, RU, TJ, Cast, words

STANCE = {"state": "TJ", "stance": "other", "text": words("Tajikistan states its position", "Таджикистан излагает позицию")}


def test_an_act_is_prepared_signed_and_entered(cast: Cast) -> None:
    receipt = cast.enter("membership.declare", TJ, **STANCE)
    assert receipt.entry == 2
    found = entry.read_entry(receipt.data, cast.registry.origin, cast.registry.keys.receipts.key)
    assert verify(cast.registry.keys.receipts.key, found.receipt, found.text) == receipt.time == cast.registry.now()
    assert cast.registry.log.entry(1) == receipt.data


def test_the_finding_shown_before_is_the_one_entered(cast: Cast) -> None:
    prepared = cast.prepare("membership.declare", RU, **STANCE)
    assert isinstance(prepared.finding, WithoutEffect)
    receipt = cast.registry.receive(cast.sign(prepared, RU))
    assert not isinstance(receipt, Refused) and receipt.finding == prepared.finding


def test_each_step_of_the_simulated_clock_is_an_entry(cast: Cast) -> None:
    before = cast.registry.now()
    receipt = cast.enter("clock.step", REGISTRAR, to="2026-02-17T09:00:00Z")
    assert isinstance(receipt.finding, HasEffect)
    assert cast.registry.now() == before + 86_400
