"""The status tables of the United Nations depositary, folded from its actions through our acts (`treaty-status/`).

Ten treaties of different shapes: succession to a signature, six kinds of consent, formal confirmation by an organisation,
signature ad referendum and its confirmation, provisional application and notices against it, simplified procedure.
Whatever the order in which the actions are entered, the tables are those that the depositary prints.
"""

import csv
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from comity.acts import instruments as acts
from comity.organisation import instruments
from comity.organisation.dated import Dated, counted
from comity.organisation.instruments import Instrument, StateStatus
from tests.organisation.scene import REGISTRAR, Scene, words

FOLDER = Path(__file__).parent / "treaty-status"
SOURCE = {"confidence": "medium", "source": ["MTDSG"]}
Row = dict[str, str]

#: What each action of the tables is among our acts, and with which words.
ACTION: dict[str, tuple[str, dict[str, Any]]] = {
    "signature": ("instrument.sign", {}),
    "signature-ad-referendum": ("instrument.sign", {"manner": "ad_referendum"}),
    "confirmation-of-signature": ("instrument.confirm", {"manner": "definitive"}),
    "definitive-signature": ("instrument.sign", {"manner": "definitive"}),
    "ratification": ("instrument.deposit", {"consent": "ratification"}),
    "accession": ("instrument.deposit", {"consent": "accession"}),
    "acceptance": ("instrument.deposit", {"consent": "acceptance"}),
    "approval": ("instrument.deposit", {"consent": "approval"}),
    "formal-confirmation": ("instrument.deposit", {"consent": "formal_confirmation"}),
    "consent-to-be-bound": ("instrument.deposit", {"consent": "consent_to_be_bound"}),
    "consent-form-not-told-apart": ("instrument.deposit", {"consent": "not_known"}),
    "succession": ("instrument.succeed", {}),
    "succession-to-signature": ("instrument.succeed", {"to": "signature"}),
    "notification-of-succession": ("instrument.succeed", {}),
    "participation": ("instrument.participate", {}),
    "simplified-procedure": ("instrument.participate", {"manner": "simplified_procedure"}),
    "provisional-application": ("instrument.apply", {}),
    "provisional-acceptance": ("instrument.apply", {"manner": "provisional_acceptance"}),
    "notification-against-provisional-application": ("instrument.decline", {}),
    "notification": ("instrument.communicate", {}),
    "notification-of-application": ("instrument.communicate", {"manner": "application"}),
    "withdrawal / denunciation": ("instrument.denounce", {}),
    "reservation, declaration, objection, withdrawal of either": ("instrument.reserve", {"text": words()}),
    "territorial application": ("instrument.declare", {"manner": "territorial", "text": words()}),
}


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_word_of_the_vocabulary_has_its_act() -> None:
    assert {row["action_type"] for row in rows("vocabulary")} == set(ACTION)


STATES = {name: f"P{i:03}" for i, name in enumerate(sorted({row["participant"] for row in rows("actions")}))}
NAMED = "en: Participant {0}, ru: Участник {0}"
ADDED = "\n".join(
    [
        "sources:",
        "  MTDSG: {title: {en: United Nations Treaty Collection, ru: Собрание договоров ООН}, where: treaties.un.org, kind: depositary}",
        "states:",
        *(f"  - {{id: {s}, short: {{{NAMED.format(s)}}}, full: {{{NAMED.format(s)}}}}}" for s in STATES.values()),
    ]
)


def entered(actions: list[Row]) -> Scene:
    """A scene in which the registrar transcribed the actions in this order."""
    scene = Scene(charter=(("csto-demonstration/charter/zz-participants.yaml", ADDED.encode()),))
    for treaty in rows("treaties"):
        scene.effect(
            "instrument.adopt", REGISTRAR, instrument=treaty["treaty_id"], kind="treaty", title=words(treaty["title"]),
            force={"rule": "unknown"}, effective=treaty["date_concluded"], transcribed=SOURCE,
        )  # fmt: skip
    confirmed = {(a["treaty_id"], a["participant"]) for a in actions if a["action_type"] == "confirmation-of-signature"}
    for action in actions:
        kind = action["action_type"]
        if kind == "signature" and (action["treaty_id"], action["participant"]) in confirmed:
            kind = "signature-ad-referendum"  # the column prints both alike
        name, fields = ACTION[kind]
        scene.effect(
            name, REGISTRAR, on=f"instrument/{action['treaty_id']}", state=STATES[action["participant"]],
            effective=action["date"], transcribed=SOURCE, **fields,
        )  # fmt: skip
    return scene


def action_of(fact: Dated) -> str:
    """The depositary's word for a fact."""
    match fact.act:
        case acts.Sign(manner="definitive"):
            return "definitive-signature"
        case acts.Sign():
            return "signature"
        case acts.Succeed(to="signature"):
            return "succession-to-signature"
        case acts.Succeed():
            return "succession"
        case acts.Confirm():
            return "confirmation-of-signature"
        case acts.Deposit(consent="not_known"):
            return "consent-form-not-told-apart"
        case acts.Deposit(consent=consent):
            return consent.replace("_", "-")
        case acts.Participate(manner=manner):
            return manner.replace("_", "-")
        case acts.Apply():
            return "provisional-application"
        case acts.Decline():
            return "notification-against-provisional-application"
        case acts.Communicate():
            return "notification"
    raise AssertionError(fact)


def printed(treaty: str, participant: str, instrument: Instrument) -> Row:
    """The row of the status table, from the status alone."""
    status: StateStatus = instruments.status_on(instrument, STATES[participant], "2015-03-14")
    consent, signed = status.consent, status.signed
    if signed is consent:
        signed = None  # a definitive signature stands in the other column
    others = [f for f in counted(instrument.party(status.state).facts, acts.OfState) if f not in (consent, signed)]
    return {
        "treaty_id": treaty,
        "participant": participant,
        "date_of_signature": signed.start if signed else "",
        "signature_kind": action_of(signed) if signed else "",
        "date_of_deposit": consent.start if consent else "",
        "instrument": action_of(consent) if consent else "",
        "letter": status.letter,
        "other_actions": "; ".join(f"{action_of(fact)} {fact.start}" for fact in others),
    }


def tables(scene: Scene) -> list[Row]:
    out = []
    for row in rows("status"):
        instrument = scene.standing.instrument(row["treaty_id"])
        assert instrument is not None
        out.append(printed(row["treaty_id"], row["participant"], instrument))
    return out


@pytest.mark.parametrize("order", ["of the file", "of days", "at random"])
def test_the_tables_are_those_of_the_depositary_whatever_the_order_of_entry(order: str) -> None:
    actions = rows("actions")
    if order == "of days":
        actions.sort(key=lambda action: action["date"])
    if order == "at random":
        random.Random(1969).shuffle(actions)
    found, expected = tables(entered(actions)), rows("status")
    assert len(found) == 1275
    for mine, theirs in zip(found, expected, strict=True):
        mine["other_actions"] = "; ".join(sorted(mine["other_actions"].split("; ")))
        theirs["other_actions"] = "; ".join(sorted(theirs["other_actions"].split("; ")))
        assert mine == theirs


def test_participants_and_consents_are_as_many_as_the_depositary_counts() -> None:
    scene = entered(rows("actions"))
    for treaty in rows("treaties"):
        instrument = scene.standing.instrument(treaty["treaty_id"])
        assert instrument is not None
        assert len(instruments.participants(instrument)) == int(treaty["participants"])
        by_word: dict[bool, int] = defaultdict(int)
        for state in instruments.participants(instrument):
            by_word[instruments.status_on(instrument, state, "2015-03-14").consent is not None] += 1
        assert by_word[True] == int(treaty["consents"])
