"""Stories that a lawyer can read: given, when, then, named by their article (`stories/*.yaml`).

    - story: what it tells
      article: VCLT 12(2)(b)
      tells:
        - given: acts that have effect
        - when: acts, each with what the registry finds of it
        - then: what the rooms answer on a day

An act is written as `{day, who, act, of, as, finding, …}`: received on `day` from `who` (a state for its mission, `registrar`,
a credential by name), about `of` (an instrument, or an act named before with `as`), with the act's own fields besides.
Words may be plain; `history: high` says that it is transcribed from a source with that confidence; `for` is the day for which a
session is set.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity import acts
from comity.day import moment_text
from comity.organisation import credentials, dispatch, instruments, membership
from comity.organisation.dated import Dated
from comity.organisation.dispatch.rooms import place_of
from comity.organisation.finding import Finding, HasEffect, WithoutEffect
from comity.phrases import load
from tests.organisation import asked_of_aims, asked_of_bodies, asked_of_offices, asked_of_sessions
from tests.organisation.scene import MEMBERS, REGISTRAR, REGISTRY, Scene, enrolment, history, last, manifest, words

FOLDER = Path(__file__).parent / "stories"


class _Loader(yaml.SafeLoader):
    """Days stay as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
STORIES = [
    (file.stem, told)
    for file in sorted(FOLDER.glob("*.yaml"))
    for told in yaml.load(file.read_text("utf-8"), _Loader)
]
#: Fields of acts that are words.
WORDS = {
    "title", "text", "ground", "reason", "whom", "place", "found", "reads", "where", "said_by", "citation", "note", "seats", "guest",
    "approved_by", "condition", "goal", "method", "competence",
}  # fmt: skip


def said(finding: Finding) -> str:
    """A finding as stories write it."""
    match finding:
        case HasEffect(warnings=()):
            return "has effect"
        case HasEffect(warnings=warnings):
            return "has effect, warns " + ", ".join(
                w.code + (f" under {w.provision}" if w.provision else "") for w in warnings
            )
        case WithoutEffect(reason=reason):
            return f"without effect, {reason.code}" + (f" under {reason.provision}" if reason.provision else "")
    return f"refused for {finding.kind}, {finding.reason.code}"


class Stage:
    """One story on the stage."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.named: dict[str, str] = {}

    def ref(self, name: str) -> str:
        """What `of` names: an act named before, a ref, or an instrument."""
        if name in self.named:
            return self.named[name]
        return name if "/" in name else f"instrument/{name}"

    def act(self, told: dict[str, Any], expected: str) -> None:
        """Hands in one act and compares what the registry finds of it."""
        told = dict(told)
        if "day" in told:
            self.scene.on(told.pop("day"))
        who, name, alias = told.pop("who"), told.pop("act"), told.pop("as", "")
        expected = told.pop("finding", expected)
        credential = {"registrar": REGISTRAR, "registry": REGISTRY}.get(who, who if "/" in who else f"{who}/mission/1")
        names = acts.ACTS[name].__struct_fields__
        fields: dict[str, Any] = {}
        if "of" in told:
            fields["on"] = self.ref(told.pop("of"))
        if "history" in told:
            fields["transcribed"] = history(told.pop("history"), told.pop("claim", None))
        if "key" in told:
            key = told.pop("key")
            fields |= {"enrolment": enrolment(key["name"], *key["may"], **key.get("more", {})), "possession": "shown"}
        if "manifest" in told:
            same = manifest()
            told["manifest"] = same if told["manifest"] == "same" else same[1:]
        if "for" in told:
            fields["day"] = told.pop("for")
        if "letter" in told:
            fields["letter"] = {"day": told["letter"], "text": words("A note", "Нота")}
            del told["letter"]
        if "state" in names and "state" not in told and who in MEMBERS:
            fields["state"] = who
        for field, value in told.items():
            fields[field] = words(value, value) if field in WORDS and isinstance(value, str) else value
        if "about" in fields and name == "instrument.circulate":
            fields["about"] = [self.ref(one) for one in fields["about"]]
        if name == "instrument.adopt":
            fields = {"kind": "treaty", "title": words("Pact", "Пакт"), "force": {"rule": "all_signatories"}, **fields}
            fields.setdefault("signatories", sorted(MEMBERS))
        done = self.scene.offer(name, credential, **fields)
        assert said(done.finding) == expected, f"{who} {name}: {said(done.finding)}, expected {expected}"
        if alias:
            self.named[alias] = self._ref_of(name, fields)

    def _ref_of(self, name: str, fields: dict[str, Any]) -> str:
        entry = self.scene.standing.size
        if name == "instrument.adopt":
            return f"instrument/{fields['instrument']}"
        if name.startswith("instrument."):
            return f"instrument/{fields['on'].split('/')[1]}/{entry}"
        if name in ("membership.associate", "membership.dissociate"):
            return f"associate/{fields['status']}/{fields['holder']}/{entry}"
        place = place_of(acts.read(self.scene.entries[-1].data))
        return f"{place.ref}/{entry}" if place is not None else f"member/{fields['state']}/{entry}"

    def fact(self, name: str) -> Dated:
        found = dispatch.fact_at(self.scene.standing, self.ref(name))
        assert found is not None, name
        return found

    def answer(self, asked: dict[str, Any]) -> None:
        """Asks the rooms and compares."""
        standing, day = self.scene.standing, asked.get("day", "")
        told: dict[str, Any] = {key: value for key, value in asked.items() if key not in ("day", "of", "between")}
        for question, expected in told.items():
            assert self._answer(question, asked, expected, day) == expected, f"{question} on {day}"
        assert told, asked
        assert standing is self.scene.standing

    def _answer(self, question: str, asked: dict[str, Any], expected: Any, day: str) -> Any:
        standing = self.scene.standing
        match question:
            case "members":
                return list(membership.members_on(standing.members, day))
            case "membership":
                return {state: membership.status_on(standing.member(state), day).word for state in expected}
            case "leaving":
                return {state: membership.status_on(standing.member(state), day).leaving for state in expected}
            case "stance":
                found = {state: membership.stance_on(standing.member(state), day) for state in expected}
                return {state: fact.act.stance if fact else "" for state, fact in found.items()}  # type: ignore[attr-defined]
            case "holds":
                return [
                    f"{a.status} {a.holder}" for _, a in sorted(standing.associates.items()) if membership.holds_status(a, day)
                ]
            case "waits for":
                return [f"{m.kind} {m.subject} {moment_text(m.instant)}" for m in standing.moments.order]
            case "flagged":
                return {name: flag.code if (flag := self.fact(name).flag) else "" for name in expected}
            case "counts":
                return {name: self.fact(name).counts for name in expected}
            case "contested":
                return {
                    name: credentials.contested(self.fact(name), standing.credentials.get(self.fact(name).signer))
                    for name in expected
                }
            case "confirmed by entry":
                return {name: self.fact(name).confirmed for name in expected}
            case "remarks":
                return {ref: len(standing.remarks_on(ref)) for ref in expected}
            case "keys in force":
                return sorted(c.id for c in standing.credentials.values() if c.in_force(self.scene.moment) and "capital" in c.id)
            case "confidence":
                return {name: self.fact(name).confidence for name in expected}
        if (found := asked_of_aims.answer(standing, question, expected, day)) is not asked_of_aims.NO_ANSWER:
            return found
        if (found := asked_of_bodies.answer(standing, question, expected, day)) is not asked_of_bodies.NO_ANSWER:
            return found
        if (found := asked_of_sessions.answer(standing, question, expected, day)) is not asked_of_sessions.NO_ANSWER:
            return found
        if (found := asked_of_offices.answer(standing, question, expected, day)) is not asked_of_offices.NO_ANSWER:
            return found
        return self._of_instrument(question, asked, expected, day)

    def _of_instrument(self, question: str, asked: dict[str, Any], expected: Any, day: str) -> Any:
        standing = self.scene.standing
        instrument = standing.instrument(self.ref(asked["of"]).split("/")[1])
        assert instrument is not None
        status = {
            state: instruments.status_on(instrument, state, day)
            for state in (expected if isinstance(expected, dict) else ())
        }
        match question:
            case "word":
                return instruments.instrument_word(instrument, day)
            case "status":
                return {state: one.word for state, one in status.items()}
            case "letters":
                return {state: one.letter for state, one in status.items()}
            case "since":
                return {state: one.force.start if one.force else "" for state, one in status.items()}
            case "until":
                return {state: one.force.until if one.force else "" for state, one in status.items()}
            case "reservations":
                return {state: len(one.reservations) for state, one in status.items()}
            case "declarations":
                return {state: len(one.declarations) for state, one in status.items()}
            case "steps of domestic law":
                return {state: len(one.authorised) for state, one in status.items()}
            case "parties":
                return list(instruments.parties_on(instrument, day))
            case "notifications":
                return [number for number, _ in instruments.notifications(instrument)]
            case "in force between them" | "reservations between them" | "amendments between them":
                one, two = asked["between"]
                amending = tuple(standing.instruments.by_id[name] for name in instrument.amended_by)
                found = instruments.relations_between(instrument, amending, one, two, day)
                if question == "in force between them":
                    return {"yes": True, "no": False}.get(found.in_force.value, "not known")
                if question == "amendments between them":
                    return list(found.amendments)
                return [one.word for one in found.reservations]
        raise AssertionError(f"no room answers {question!r}")


def tell(told: dict[str, Any]) -> Stage:
    """Tells one story; afterwards its record is folded again, with and without turn and words."""
    stage = Stage()
    for block in told["tells"]:
        assert len(block) == 1, block
        match block:
            case {"given": steps}:
                for one in steps:
                    stage.act(one, "has effect")
            case {"when": steps}:
                for one in steps:
                    stage.act(one, "has effect")
            case {"then": questions}:
                for one in questions:
                    stage.answer(one)
            case _:
                raise AssertionError(f"a block is given, when or then; found {list(block)}")
    digest = stage.scene.standing.digest
    assert last(stage.scene.entries).digest == digest == last(stage.scene.entries, dispatch.examine_again).digest
    return stage


@pytest.mark.parametrize("told", [told for _, told in STORIES], ids=[f"{file}: {told['story']}" for file, told in STORIES])
def test_is_so(told: dict[str, Any]) -> None:
    assert set(told) == {"story", "article", "tells"}
    tell(told)


def _acts(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for block in told["tells"]:
        yield from (*block.get("given", ()), *block.get("when", ()))


def test_every_act_is_told_of_in_a_story() -> None:
    """`record.open` opens each of them, and the rooms' own tables tell of what no story can."""
    told = {one["act"] for _, story in STORIES for one in _acts(story)}
    assert set(acts.ACTS) - told - {"record.open", "clock.ripen"} == set()


def test_every_reason_of_these_rooms_is_told_of_in_a_story_or_a_table() -> None:
    said_of = (FOLDER.parent / "test_rules.py").read_text("utf-8")
    said_of += "".join(file.read_text("utf-8") for file in FOLDER.glob("*.yaml"))
    rooms = ("credentials.", "instruments.", "membership.", "record.")
    source = "".join(
        file.read_text("utf-8") for file in Path(dispatch.__file__).parents[1].rglob("*.py")
    )
    codes = [code for code in load() if code.startswith(rooms) and f'"{code}"' in source]
    assert len(codes) > 50
    assert [code for code in codes if code not in said_of] == []
