"""Golden bytes of every act: what is written today can be read for ever, and is written again to the very same bytes."""

import json
from pathlib import Path

import pytest
from msgspec.structs import fields

from comity import acts, canon

GOLDEN = Path(__file__).parent / "golden"
#: A default that is written out, and the place where.
KINDS = ("minimal", "full")


def golden(name: str, kind: str) -> bytes:
    return (GOLDEN / f"{name}.{kind}.json").read_bytes()


def test_every_act_has_golden_bytes_and_no_other() -> None:
    expected = {f"{name}.{kind}.json" for name in acts.ACTS for kind in KINDS}
    assert {file.name for file in GOLDEN.iterdir()} == expected


def test_the_names_of_acts_are_these_for_ever() -> None:
    assert list(acts.ACTS) == [
        "assembly.associate", "assembly.dissociate", "assembly.follow", "assembly.introduce", "assembly.recommend",
        "body.attach", "body.compose", "body.end", "body.establish", "body.ground", "body.mandate", "body.meet", "budget.assess", "budget.claim",
        "budget.pay", "budget.refuse", "budget.scale", "chairmanship.approve", "chairmanship.assume",
        "chairmanship.present", "chairmanship.relinquish", "chairmanship.report", "chairmanship.yield",
        "charter.amend", "clock.ripen", "clock.step", "concern.answer", "concern.assess", "concern.define", "concern.prioritise",
        "credentials.confirm", "credentials.disavow", "credentials.enrol", "credentials.revoke", "decision.contest",
        "decision.decline", "decision.end", "decision.join", "decision.record", "decision.take_effect",
        "decision.uphold", "edition.adopt", "instrument.accede", "instrument.accept_reservation", "instrument.adopt",
        "instrument.apply", "instrument.authorise", "instrument.cease", "instrument.circulate",
        "instrument.communicate", "instrument.confirm", "instrument.declare", "instrument.decline",
        "instrument.denounce", "instrument.deposit", "instrument.empower", "instrument.enter_into_force",
        "instrument.initial", "instrument.lapse", "instrument.notify", "instrument.object", "instrument.participate",
        "instrument.ratify", "instrument.rectify", "instrument.register", "instrument.reserve", "instrument.revoke",
        "instrument.sign", "instrument.succeed", "instrument.withdraw", "membership.admit", "membership.apply",
        "membership.associate", "membership.declare", "membership.dissociate", "membership.exclude",
        "membership.found", "membership.lapse", "membership.notify", "membership.reinstate", "membership.return",
        "membership.revoke", "membership.suspend", "membership.withdraw", "post.allot", "post.appoint", "post.create",
        "post.extend", "post.recall", "post.regulate", "post.vacate", "programme.approve", "programme.assign",
        "programme.contribute", "programme.mandate", "programme.plan", "programme.report", "programme.term",
        "record.correct", "record.open", "record.remark", "relation.cease", "relation.conclude", "relation.hold",
        "relation.meet", "relation.open", "representative.accredit", "representative.present",
        "representative.recall", "session.account", "session.attend", "session.cancel", "session.hold",
        "session.invite", "session.preside", "session.schedule",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", acts.ACTS)
def test_golden_bytes_are_read_and_written_again(name: str, kind: str) -> None:
    data = golden(name, kind)
    act = acts.read(data)
    assert act.name() == name
    assert acts.write(act) == data
    assert canon.encode(canon.decode(data)) == data  # within the profile of the record


@pytest.mark.parametrize("name", acts.ACTS)
def test_the_full_golden_act_says_every_field(name: str) -> None:
    said = set(json.loads(golden(name, "full")))
    assert said == {field.encode_name for field in fields(acts.ACTS[name])} | {"act"}


@pytest.mark.parametrize("name", acts.ACTS)
def test_the_minimal_golden_act_says_no_more_than_it_must(name: str) -> None:
    said = json.loads(golden(name, "minimal"))
    for member in said:
        less = canon.encode({key: value for key, value in said.items() if key != member})
        with pytest.raises(acts.ActError):
            acts.read(less)


def test_filling_in_plain_values_gives_the_same_act() -> None:
    for name in acts.ACTS:
        said = json.loads(golden(name, "full"))
        assert acts.write(acts.fill(name, {k: v for k, v in said.items() if k != "act"})) == golden(name, "full")
